"""The steps up to the share of the criterion: incomes, their sum, the criterion, the exemption by statute.

Each writer gives heading, sentence and calculation.
"""

from fees.engine import Assessment, HouseholdType, Step, StepCode, Verdict
from fees.explanation.figures import capital, decimal, equals, figure, money, people
from office.polish import day, percent, zloty


def income_counted_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """An income that counts, and why."""
    return "Dochód wliczany", f"{_item(step, assessment)} wlicza się do dochodu{_reason(step)}.", ""


def income_left_out_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """An income that does not count, and why."""
    return "Przychód pominięty", f"{_item(step, assessment)} nie wlicza się do dochodu{_reason(step)}.", ""


def _item(step: Step, assessment: Assessment) -> str:
    whose = ""
    if assessment.household is HouseholdType.FAMILY:
        whose = " (dochód własny osoby)" if step.words["whose"] == "own" else " (dochód innej osoby w rodzinie)"
    return f"{capital(step.words['label'])}{whose}: kwotę {money(step, 'amount')}"


def _reason(step: Step) -> str:
    reason = step.words["reason"].strip().rstrip(".")
    return f" – {reason}" if reason else ""


def income_sum_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The compared income, in a family also for one person."""
    counted = [item for item in assessment.steps if item.code is StepCode.INCOME_COUNTED]
    total = zloty(decimal(step.result))
    calculation = f"{' + '.join(money(item, 'amount') for item in counted)} = {total}" if len(counted) > 1 else ""
    if assessment.household is HouseholdType.SINGLE:
        sentence = f"Miesięczny dochód osoby samotnie gospodarującej wynosi {total}."
        return "Dochód", sentence, calculation
    persons = assessment.persons
    sentence = f"Miesięczny dochód rodziny liczącej {people(persons)} wynosi {total}"
    items = (StepCode.INCOME_COUNTED, StepCode.INCOME_LEFT_OUT)
    if any(item.words["whose"] == "own" for item in assessment.steps if item.code in items):
        sentence += f", w tym własny dochód osoby {money(step, 'own')}"
    per_person = decimal(step.result) / persons
    sum_by_person = f"{total} : {persons} {equals(per_person, 2, 4)} na osobę"
    return "Dochód rodziny", sentence + ".", "; ".join(filter(None, [calculation, sum_by_person]))


def criterion_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The criterion of the day, for one person and for the household."""
    amount, persons = money(step, "criterion"), assessment.persons
    today = day(assessment.on)
    if assessment.household is HouseholdType.SINGLE:
        sentence = f"W dniu {today} kryterium dochodowe dla osoby samotnie gospodarującej wynosi {amount}."
        return "Kryterium dochodowe", sentence, ""
    total = zloty(decimal(step.result))
    sentence = (
        f"W dniu {today} kryterium dochodowe na osobę w rodzinie wynosi {amount}, "
        f"a dla rodziny liczącej {people(persons)} – {total}."
    )
    return "Kryterium dochodowe", sentence, f"{amount} × {persons} = {total}"


def statutory_test_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """Whether the statute itself frees from the fee."""
    single = assessment.household is HouseholdType.SINGLE
    whose, of_whom = ("Dochód", "") if single else ("Dochód rodziny", " rodziny")
    income, threshold = money(step, "income"), money(step, "threshold")
    if step.result == Verdict.FREE_BY_STATUTE:
        sentence = (
            f"{whose} nie przekracza kryterium dochodowego{of_whom}, dlatego pobyt jest z mocy ustawy nieodpłatny."
        )
        return "Zwolnienie z mocy ustawy", sentence, f"{income} ≤ {threshold}"
    sentence = (
        f"{whose} przekracza kryterium dochodowe{of_whom}, dlatego ustawowe zwolnienie z opłaty nie przysługuje, "
        "a o opłacie rozstrzyga uchwała."
    )
    return "Zwolnienie z mocy ustawy", sentence, f"{income} > {threshold}"


def share_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The income in percent of the criterion."""
    single = assessment.household is HouseholdType.SINGLE
    whose = "Dochód stanowi" if single else "Dochód rodziny stanowi"
    income, threshold, share = figure(step, "income"), figure(step, "threshold"), decimal(step.result)
    exact = share * threshold == income * 100
    sentence = f"{whose} {'' if exact else 'około '}{percent(share)} kryterium dochodowego."
    calculation = f"{zloty(income)} × 100 : {zloty(threshold)} {'=' if exact else '≈'} {percent(share)}"
    return "Dochód w procentach kryterium", sentence, calculation
