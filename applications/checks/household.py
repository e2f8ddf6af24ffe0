from collections import Counter
from collections.abc import Iterator

from applications.checks.casefile import CaseFile, Finding, Rule
from applications.income import ALL_FACTS, OF_ANOTHER_MONTH, Way
from applications.models import HouseholdType
from office import polish


def household_known(case: CaseFile) -> Iterator[Finding]:
    """How the person keeps house decides which criterion counts (art. 6 pkt 10 and 14)."""
    if not case.application.household_type:
        yield Finding(
            "household_missing",
            "household.household_type",
            "Nie zaznaczono, czy osoba gospodaruje sama, czy w rodzinie",
            "Zaznacz jedno z dwojga. Współmieszkańcy nie są rodziną tylko dlatego, że mieszkają razem.",
            ("ups.6.10", "ups.6.14"),
        )


def members_fit_household(case: CaseFile) -> Iterator[Finding]:
    """A family has at least one more person; a person who keeps house alone has none."""
    kind = case.application.household_type
    if kind == HouseholdType.FAMILY and not case.members:
        yield Finding(
            "members_missing",
            "household.members",
            "Zaznaczono gospodarstwo w rodzinie, a nie ma w nim nikogo poza osobą",
            "Dodaj członków rodziny albo zaznacz, że osoba gospodaruje sama.",
            ("ups.6.14",),
        )
    if kind == HouseholdType.SINGLE and case.members:
        yield Finding(
            "members_of_single",
            "household.household_type",
            "Zaznaczono, że osoba gospodaruje sama, a wpisano członków rodziny",
            "Zaznacz gospodarstwo w rodzinie albo usuń członków rodziny.",
            ("ups.6.10", "ups.6.14"),
        )


def members_named(case: CaseFile) -> Iterator[Finding]:
    """Each member of the family has a name."""
    for index, member in enumerate(case.members):
        if not member.name.strip():
            yield Finding(
                "member_name_missing",
                f"household.members-{index}-name",
                f"Brakuje imienia i nazwiska członka rodziny ({index + 1}. na liście)",
                "Wpisz imię i nazwisko albo usuń tę pozycję.",
            )


def members_listed_once(case: CaseFile) -> Iterator[Finding]:
    """Nobody is counted twice, and the person is not listed among the members."""
    seen = {(case.person.full_name.casefold(), case.person.birth_date)}
    for index, member in enumerate(case.members):
        key = (member.name.strip().casefold(), member.birth_date)
        if member.name.strip() and key in seen:
            yield Finding(
                "member_listed_twice",
                f"household.members-{index}-name",
                f"{member.name} jest w gospodarstwie wpisana dwa razy "
                "(osoby, która prosi o wsparcie, nie wpisuje się wśród członków rodziny)",
                "Usuń powtórzoną pozycję, a jeżeli to dwie osoby, wpisz ich daty urodzenia.",
                ("ups.6.14",),
            )
        seen.add(key)


def income_of_reference_month(case: CaseFile) -> Iterator[Finding]:
    """Each income is of the month that counts (art. 8 ust. 3), but for those that are spread over several."""
    expected = case.application.reference_month
    if expected is None:
        return
    why = (
        "przy utracie dochodu liczy się dochód z miesiąca złożenia wniosku"
        if case.application.income_lost
        else "liczy się dochód z miesiąca przed złożeniem wniosku"
    )
    for index, income in enumerate(case.incomes):
        if income.month != expected and income.way not in OF_ANOTHER_MONTH:
            yield Finding(
                "income_of_another_month",
                f"household.incomes-{index}-month",
                f"Dochód „{income.kind.name}” jest z miesiąca {polish.month(income.month)}, "
                f"a {why}: {polish.month(expected)}",
                f"Wpisz dochód z miesiąca {polish.month(expected)}.",
                ("ups.8.3",),
            )


def own_income_stated(case: CaseFile) -> Iterator[Finding]:
    """The person has an income listed, or the worker has asked and ticked that there is none: silence is no zero."""
    own = [income for income in case.incomes if income.member_id is None]
    if not own and not case.application.no_income:
        yield Finding(
            "income_missing",
            "household.no_income",
            "Nie wpisano żadnego dochodu osoby",
            "Wpisz jej dochody albo zaznacz „brak dochodów”.",
            ("ups.8.3",),
        )
    if own and case.application.no_income:
        yield Finding(
            "income_despite_none",
            "household.no_income",
            "Zaznaczono „brak dochodów”, a wpisano dochód osoby",
            "Odznacz „brak dochodów” albo usuń dochód.",
            ("ups.8.3",),
        )


def income_belongs_to_the_household(case: CaseFile) -> Iterator[Finding]:
    """An income is of the person or of somebody in this household."""
    members = {member.pk for member in case.members}
    for index, income in enumerate(case.incomes):
        if income.member_id is not None and income.member_id not in members:
            yield Finding(
                "income_of_a_stranger",
                f"household.incomes-{index}-whose",
                f"Dochód „{income.kind.name}” należy do kogoś spoza tego gospodarstwa",
                "Wskaż, czyj to dochód.",
                ("ups.6.14",),
            )


def income_listed_once(case: CaseFile) -> Iterator[Finding]:
    """Warn of two incomes that are equal in everything."""
    keys = [
        (income.member_id, income.kind_id, income.way, *(getattr(income, name) for name in ALL_FACTS))
        for income in case.incomes
    ]
    counted = Counter(keys)
    for index, (income, key) in enumerate(zip(case.incomes, keys, strict=True)):
        if counted.pop(key, 1) > 1:
            amount = "" if income.amount is None else f" ({polish.number(income.amount, 2)} {income.currency or 'zł'})"
            yield Finding(
                "income_listed_twice",
                f"household.incomes-{index}-kind",
                f"Dochód „{income.kind.name}”{amount} jest wpisany więcej niż raz",
                "Jeżeli to ten sam dochód, usuń powtórzenie.",
            )


def rate_of_the_day(case: CaseFile) -> Iterator[Finding]:
    """A foreign income is exchanged at the rate of the day of the decision (art. 8 ust. 13)."""
    for index, income in enumerate(case.incomes):
        if income.way == Way.FOREIGN and income.rate_date != case.today:
            yield Finding(
                "rate_of_another_day",
                f"household.incomes-{index}-rate_date",
                f"Dochód „{income.kind.name}” jest przeliczony po kursie z innego dnia niż dziś, "
                "a liczy się kurs z dnia wydania decyzji",
                "Przed decyzją wpisz średni kurs NBP, numer tabeli i datę.",
                ("ups.8.13",),
            )


PROBLEM_RULES: tuple[Rule, ...] = (
    household_known,
    members_fit_household,
    members_named,
    members_listed_once,
    income_of_reference_month,
    own_income_stated,
    income_belongs_to_the_household,
)
WARNING_RULES: tuple[Rule, ...] = (income_listed_once, rate_of_the_day)
