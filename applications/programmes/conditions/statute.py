"""The conditions of the act itself, which no programme changes and nobody lets go."""

from collections.abc import Iterator
from datetime import date

from applications.identity import ADULT, birth_date_of
from applications.models import Application, Cause
from applications.programmes.conditions.condition import Condition, Outcome, counted_years, first_day
from office import polish
from office.periods import age_on
from office.selectors import known_provisions

_PROVISION = "ups.53.1"


def statutory(application: Application, day: date) -> Iterator[Condition]:
    """Adult, no need of full-time care, and a ground for support (art. 53 ust. 1 u.p.s.)."""
    row = known_provisions([_PROVISION], day).get(_PROVISION)
    source = str(row) if row else ""
    adult, why_adult = _adult(application, day)
    yield Condition("adult", "osoba pełnoletnia", adult, why_adult, source, "", "person.birth_date", statutory=True)
    care = {None: Outcome.UNKNOWN, True: Outcome.NOT_MET, False: Outcome.MET}[application.needs_full_time_care]
    told = {
        Outcome.UNKNOWN: "Nie zaznaczono odpowiedzi w części „Sytuacja”.",
        Outcome.NOT_MET: "Zaznaczono, że osoba wymaga całodobowej opieki.",
        Outcome.MET: "Zaznaczono, że osoba nie wymaga całodobowej opieki.",
    }[care]
    words = "nie wymaga usług na poziomie jednostki całodobowej opieki"
    yield Condition(
        "no_full_time_care", words, care, told, source, "", "situation.needs_full_time_care", statutory=True
    )
    grounds = ", ".join(str(Cause(code).label) for code in application.causes)
    yield Condition(
        "grounds",
        "potrzebuje wsparcia z powodu trudnej sytuacji, wieku, niepełnosprawności albo choroby",
        Outcome.MET if grounds else Outcome.UNKNOWN,
        f"Zaznaczono: {grounds}." if grounds else "Nie zaznaczono żadnej przyczyny.",
        source,
        field="situation.causes",
        statutory=True,
    )


def _adult(application: Application, day: date) -> tuple[Outcome, str]:
    born = birth_date_of(application.person)
    if born is None:
        return Outcome.UNKNOWN, "Nie ma daty urodzenia."
    start = first_day(application, day)
    age = age_on(born, start)
    return (
        Outcome.MET if age >= ADULT else Outcome.NOT_MET,
        f"Dnia {polish.short_day(start)} osoba ma {age} {counted_years(age)}.",
    )
