from collections.abc import Iterator
from datetime import date

from stdnum.pl import pesel as pesel_number

from applications.checks.casefile import CaseFile, Finding, Rule, born_on
from applications.folding import fold
from applications.identity import ADULT, birth_date_by_pesel
from applications.models import Group
from office import polish
from office.periods import add_months, age_on


def name_given(case: CaseFile) -> Iterator[Finding]:
    """The person has a first name and a surname."""
    for field, value, what in (
        ("first_name", case.person.first_name, "Brakuje imienia osoby"),
        ("last_name", case.person.last_name, "Brakuje nazwiska osoby"),
    ):
        if not value.strip():
            yield Finding(f"{field}_missing", f"person.{field}", what, "Wpisz je tak, jak w dokumencie.", ("kpa.63.2",))


def identity_known(case: CaseFile) -> Iterator[Finding]:
    """PESEL is valid, or absent with a day of birth and another document (foreigners)."""
    person = case.person
    if person.pesel:
        if not pesel_number.is_valid(person.pesel):
            yield Finding(
                "pesel_wrong", "person.pesel", "Numer PESEL jest błędny", "Sprawdź go z dokumentem i wpisz jeszcze raz."
            )
        return
    if person.birth_date is None:
        yield Finding(
            "birth_date_missing",
            "person.birth_date",
            "Brakuje numeru PESEL, a bez niego potrzebna jest data urodzenia",
            "Wpisz PESEL albo datę urodzenia.",
        )
    if not person.document.strip():
        yield Finding(
            "document_missing",
            "person.document",
            "Brakuje numeru PESEL, a bez niego potrzebny jest inny dokument tożsamości",
            "Wpisz PESEL albo rodzaj i numer dokumentu (samego dokumentu nie kopiuj).",
        )


def pesel_agrees_with_birth_date(case: CaseFile) -> Iterator[Finding]:
    """The day of birth in PESEL is the day of birth stated."""
    by_number = birth_date_by_pesel(case.person.pesel)
    stated = case.person.birth_date
    if by_number and stated and by_number != stated:
        yield Finding(
            "birth_date_differs",
            "person.birth_date",
            f"Data urodzenia {polish.short_day(stated)} nie zgadza się z numerem PESEL, "
            f"z którego wynika {polish.short_day(by_number)}",
            "Sprawdź oba z dokumentem i popraw to, co jest błędne.",
        )


def adult_when_the_stay_begins(case: CaseFile) -> Iterator[Finding]:
    """Support is granted to adults (art. 53 ust. 1); who comes of age before the stay begins may apply earlier."""
    day = case.application.stay_from or case.application.received_on or case.today
    born = born_on(case)
    if born and age_on(born, day) < ADULT:
        yield Finding(
            "not_adult",
            "person.birth_date",
            f"Dnia {polish.short_day(day)} osoba nie będzie jeszcze pełnoletnia, "
            "a wsparcie w mieszkaniu przyznaje się osobie pełnoletniej",
            f"Sprawdź datę urodzenia albo wpisz początek pobytu od {polish.short_day(_comes_of_age(case))}.",
            ("ups.53.1",),
        )


def adult_when_the_application_comes(case: CaseFile) -> Iterator[Finding]:
    """Warn that the decision must wait for the 18th birthday."""
    received, starts, born = case.application.received_on, case.application.stay_from, born_on(case)
    if received and starts and born and age_on(born, received) < ADULT <= age_on(born, starts):
        yield Finding(
            "adult_later",
            "person.birth_date",
            f"Osoba będzie pełnoletnia dopiero {polish.short_day(_comes_of_age(case))}",
            "Wniosek można przyjąć, ale decyzję można wydać najwcześniej tego dnia.",
            ("ups.53.1",),
        )


def _comes_of_age(case: CaseFile) -> date:
    born = born_on(case)
    if born is None:
        raise ValueError("nobody comes of age without a day of birth")
    # Who was born on 29 February reaches 18 with the end of 28 February of a common year; `age_on` says 1 March.
    day = add_months(born, ADULT * 12)
    return day if age_on(born, day) >= ADULT else day.replace(month=3, day=1)


def address_known(case: CaseFile) -> Iterator[Finding]:
    """An application names an address (art. 63 § 2 KPA); a homeless person may have none."""
    person = case.person
    if Group.HOMELESS in case.application.groups or (person.street.strip() and person.city.strip()):
        return
    yield Finding(
        "address_missing",
        "person.city" if person.street.strip() else "person.street",
        "Brakuje adresu osoby",
        "Wpisz ulicę z numerem i miejscowość, a osobie bezdomnej zaznacz grupę „osoba bezdomna” w części „Sytuacja”.",
        ("kpa.63.2",),
    )


def no_other_open_case(case: CaseFile) -> Iterator[Finding]:
    """Warn of a second open application of the same person."""
    if case.other_open_cases:
        yield Finding(
            "other_open_case",
            "person.pesel",
            f"Ta osoba ma inną niezakończoną sprawę: {', '.join(case.other_open_cases)}",
            "Sprawdź, czy to nie jest ten sam wniosek wpisany drugi raz.",
        )


def _is_foreigner(case: CaseFile) -> bool:
    citizenship = fold(case.person.citizenship)
    return bool(citizenship) and not citizenship.startswith(("polsk", "rp", "rzeczypospolitej polskiej"))


def ground_of_stay_known(case: CaseFile) -> Iterator[Finding]:
    """Who belongs to the foreigners of art. 53 ust. 1 has one of the grounds that the provision names."""
    if Group.FOREIGNER in case.application.groups and (case.stay_basis is None or not case.stay_basis.opens_support):
        yield Finding(
            "stay_basis_missing",
            "person.stay_basis",
            "Zaznaczono grupę cudzoziemców, a nie podano podstawy pobytu, którą wymienia ustawa",
            "Wybierz podstawę pobytu osoby albo zmień grupę w części „Sytuacja”.",
            ("ups.53.1",),
        )


def ground_of_stay_noted(case: CaseFile) -> Iterator[Finding]:
    """Warn of a foreigner without a ground of stay."""
    if _is_foreigner(case) and case.stay_basis is None and Group.FOREIGNER not in case.application.groups:
        yield Finding(
            "stay_basis_unknown",
            "person.stay_basis",
            f"Obywatelstwo: {case.person.citizenship}, a nie podano podstawy pobytu w Polsce",
            "Sprawdź ją w dokumencie i wybierz z listy.",
        )


def ground_of_stay_lasts(case: CaseFile) -> Iterator[Finding]:
    """Warn of a ground of stay that ends before the stay in the apartment does."""
    until, stay_to = case.person.stay_valid_until, case.application.stay_to
    if until is None:
        return
    if until < case.today:
        what, to_do = "Podstawa pobytu straciła ważność", "Sprawdź, czy osoba ma nową, i wpisz jej datę."
    elif stay_to is None or until < stay_to:
        what = "Podstawa pobytu skończy się przed końcem pobytu w mieszkaniu"
        to_do = "Uzgodnij z osobą, kiedy ją przedłuży; rozważ krótszy pobyt."
    else:
        return
    yield Finding("stay_basis_ends", "person.stay_valid_until", f"{what}: ważna do {polish.short_day(until)}", to_do)


PROBLEM_RULES: tuple[Rule, ...] = (
    name_given,
    identity_known,
    pesel_agrees_with_birth_date,
    adult_when_the_stay_begins,
    ground_of_stay_known,
    address_known,
)
WARNING_RULES: tuple[Rule, ...] = (
    adult_when_the_application_comes,
    ground_of_stay_noted,
    ground_of_stay_lasts,
    no_other_open_case,
)
