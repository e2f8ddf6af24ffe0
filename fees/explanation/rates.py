"""The steps of the act's table: band, rate, what the rate is taken of, the product.

Each writer gives heading, sentence and calculation.
"""

from collections.abc import Callable
from decimal import Decimal

from fees.engine import IN_ZLOTY, Assessment, Band, Base, CostUnit, HouseholdType, LimitsOn, LimitUnit, Step
from fees.explanation.figures import capital, day_word, decimal, exact_zloty, figure, money, people_are, shortened
from fees.explanation.words import rate_words
from office.polish import number, percent, plural, zloty


def band_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The band of the table, in percent and in złoty."""
    in_zloty = _between(step, "above_zloty", "up_to_zloty", exact_zloty)
    whose = "Dochód" if assessment.household is HouseholdType.SINGLE else "Dochód rodziny"
    if step.words["unit"] == LimitUnit.PERCENT_OF_CRITERION:
        in_percent = _between(step, "above", "up_to", percent)
        sentence = f"{whose} należy do przedziału {in_percent} kryterium dochodowego, czyli {in_zloty}."
        return "Przedział dochodu", sentence, ""
    sentence = f"{whose} należy do przedziału {in_zloty}"
    per_person = step.words["limits_on"] == LimitsOn.PER_PERSON and assessment.household is HouseholdType.FAMILY
    if per_person:
        of_table = _between(step, "above", "up_to", zloty)
        sentence += f" (uchwała: {of_table} na osobę, w rodzinie {people_are(assessment.persons)})"
    sentence += "; progi uchwały są kwotami w złotych."
    if "computed_from" in step.numbers:
        sentence += (
            f" Kwoty te policzono z kryterium {money(step, 'computed_from')}; program nie przelicza ich "
            "na dzisiejsze kryterium."
        )
    return "Przedział dochodu", sentence, ""


def _between(step: Step, above: str, up_to: str, write: Callable[[Decimal], str]) -> str:
    lower, upper = figure(step, above), step.numbers.get(up_to)
    parts = [f"powyżej {write(lower)}"] if lower or upper is None else []
    if upper is not None:
        parts.append(f"do {write(Decimal(upper))}{'' if lower else ' włącznie'}")
    return " ".join(parts)


def rate_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The rate of the band, and the choice where the act gives a range."""
    rate = figure(step, "rate")
    if not rate:
        return "Stawka", "Dla tego przedziału uchwała nie przewiduje opłaty.", ""
    base = Base(step.words["base"])
    if "reason" in step.words:
        span = Band(Decimal(0), None, figure(step, "from"), figure(step, "to"))
        chosen = zloty(rate) if base in IN_ZLOTY else percent(rate)
        sentence = (
            f"Dla tego przedziału uchwała podaje stawkę {rate_words(span, base)}. Wybrano {chosen}. "
            f"Uzasadnienie wyboru: {step.words['reason'].strip().rstrip('.')}."
        )
        return "Stawka", sentence, ""
    words = rate_words(Band(Decimal(0), None, rate), base)
    return "Stawka", f"Dla tego przedziału uchwała ustala opłatę w wysokości {words}.", ""


_COST_ITEM = {
    "free": "nieodpłatny, nie wchodzi do kosztu",
    "general": "wchodzi do kosztu",
    "granted": "usługa przyznana, wchodzi do kosztu",
    "not_granted": "usługi nie przyznano, nie wchodzi do kosztu",
}


def cost_item_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """One component of the cost, and whether it counts for this person."""
    label, why = capital(step.words["label"]), _COST_ITEM[step.words["why"]]
    amount, unit = money(step, "amount"), step.words["unit"]
    priced = f"{amount} za jednostkę ({unit})" if unit else amount
    calculation = ""
    if "quantity" in step.numbers:
        quantity = number(figure(step, "quantity"))
        calculation = f"{amount} × {quantity} = {zloty(decimal(step.result))}"
    return "Składnik kosztu", f"{label}: {priced} – {why}.", calculation


def base_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """What the rate is taken of."""
    amount = exact_zloty(decimal(step.result))
    sentence, calculation = _BASES[Base(step.words["base"])](step, amount)
    return "Podstawa opłaty", sentence, calculation


def _base_cost(step: Step, amount: str) -> tuple[str, str]:
    unit = CostUnit(step.words["unit"])
    summed = " Jest to suma składników, które dotyczą tej osoby." if "items" in step.words else ""
    if unit is CostUnit.FLAT_SHARED:
        residents = int(step.numbers["residents"])
        neighbours = f"{residents} {plural(residents, 'mieszkańca', 'mieszkańców', 'mieszkańców')}"
        sentence = f"Miesięczny koszt mieszkania przypadający na jednego z {neighbours} wynosi {amount}.{summed}"
        return sentence, "" if summed else f"{money(step, 'cost')} : {residents} = {amount}"
    of_what = "utrzymania mieszkania" if unit is CostUnit.FLAT_WHOLE else "pobytu"
    return f"Miesięczny koszt {of_what} wynosi {amount}.{summed}", ""


def _base_own_income(step: Step, amount: str) -> tuple[str, str]:
    if "listed" in step.numbers:
        own = money(step, "own")
        sentence = f"Opłatę liczy się od własnego dochodu osoby z rodzajów wymienionych przez radę: {amount} z {own}."
        return sentence, ""
    return f"Opłatę liczy się od własnego dochodu osoby: {amount}.", ""


def _base_per_person(step: Step, amount: str) -> tuple[str, str]:
    persons = int(step.numbers["persons"])
    sentence = f"Opłatę liczy się od dochodu na osobę: {amount}."
    sign = "=" if decimal(step.result) * persons == figure(step, "income") else "≈"
    return sentence, f"{money(step, 'income')} : {persons} {sign} {amount}" if persons > 1 else ""


def _base_excess(step: Step, amount: str) -> tuple[str, str]:
    persons = int(step.numbers["persons"])
    sentence = f"Opłatę liczy się od nadwyżki dochodu ponad granicę zwolnienia z opłaty: {amount}."
    difference = f"{money(step, 'income')} - {exact_zloty(figure(step, 'free'))}"
    return sentence, f"({difference}) : {persons} ≈ {amount}" if persons > 1 else f"{difference} = {amount}"


def _base_criterion(step: Step, amount: str) -> tuple[str, str]:
    return f"Opłatę liczy się od kryterium dochodowego: {amount}.", ""


def _base_flat(step: Step, amount: str) -> tuple[str, str]:
    return f"Opłatę liczy się od kwoty określonej w uchwale: {amount} miesięcznie.", ""


def _base_daily(step: Step, amount: str) -> tuple[str, str]:
    daily, days = money(step, "daily"), int(step.numbers["days"])
    sentence = f"Stawka za dzień pobytu wynosi {daily}, a za {days} {day_word(days)} – {amount}."
    return sentence, f"{daily} × {days} = {amount}"


_BASES: dict[Base, Callable[[Step, str], tuple[str, str]]] = {
    Base.COST: _base_cost,
    Base.COMPONENTS: _base_cost,
    Base.OWN_INCOME: _base_own_income,
    Base.INCOME_PER_PERSON: _base_per_person,
    Base.INCOME_EXCESS: _base_excess,
    Base.CRITERION: _base_criterion,
    Base.FLAT_AMOUNT: _base_flat,
    Base.DAILY_RATE: _base_daily,
}


def product_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The rate of the base, before rounding."""
    exact = exact_zloty(shortened(decimal(step.result)))
    if "daily" in step.numbers:
        daily, days = money(step, "daily"), int(step.numbers["days"])
        return "Obliczenie", f"Za {days} {day_word(days)} to {exact}.", f"{daily} × {days} = {exact}"
    rate, base = percent(figure(step, "rate")), exact_zloty(figure(step, "base"))
    figures = number(figure(step, "rate"))
    if "divisor" in step.numbers:
        total, divisor = exact_zloty(figure(step, "total")), int(step.numbers["divisor"])
        calculation = f"{total} : {divisor} × {figures} : 100 ≈ {exact}"
    else:
        calculation = f"{base} × {figures} : 100 = {exact}"
    return "Obliczenie", f"{rate} z kwoty {base} to {exact}.", calculation
