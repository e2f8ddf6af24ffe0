from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.documents.selectors import checklist
from applications.earnings import incomes_of
from applications.identity import birth_date_of
from applications.models import (
    Application,
    Filing,
    HouseholdMember,
    Income,
    Person,
    Programme,
    Representative,
    StayBasis,
)
from applications.parties.selectors import filing_of, seats_of
from applications.persons.selectors import stay_basis_of
from applications.programmes.conditions import Condition, conditions
from applications.states import ApplicationState
from office import clock
from office.errors import DomainError
from office.models import Provision
from office.selectors import known_provisions


@dataclass(frozen=True)
class CaseFile:
    """All that the rules look at, read once."""

    application: Application
    person: Person
    programme: Programme | None
    members: Sequence[HouseholdMember]
    incomes: Sequence[Income]
    other_open_cases: Sequence[str]
    conditions: Sequence[Condition]
    missing_papers: Sequence[str]
    filing: Filing
    seats: Mapping[str, Representative]
    stay_basis: StayBasis | None
    today: date


@dataclass(frozen=True)
class Finding:
    """One rule that does not hold: what is wrong, what to do, under which provisions; ``field`` is ``part.field``."""

    code: str
    field: str
    what: str
    to_do: str
    provisions: tuple[str, ...] = ()


Rule = Callable[[CaseFile], Iterable[Finding]]


def open_file(application: Application, listed: Sequence[Condition] | None = None) -> CaseFile:
    """Read the application with everything that belongs to it; ``listed``: its conditions, when read already."""
    others = (
        application.person.applications.exclude(pk=application.pk)
        .filter(state__in=(ApplicationState.DRAFT, ApplicationState.SUBMITTED))
        .order_by("pk")
    )
    today = clock.today()
    return CaseFile(
        application=application,
        person=application.person,
        programme=application.programme,
        members=list(application.members.order_by("pk")),
        incomes=incomes_of(application),
        other_open_cases=[str(other) for other in others],
        conditions=conditions(application, today) if listed is None else listed,
        missing_papers=[item.wanted.name for item in checklist(application).missing],
        filing=filing_of(application),
        seats=seats_of(application),
        stay_basis=stay_basis_of(application.person, today),
        today=today,
    )


def born_on(case: CaseFile) -> date | None:
    """The person's day of birth: as stated, else as PESEL has it."""
    return birth_date_of(case.person)


def worded(findings: Sequence[Finding], day: date) -> list[DomainError]:
    """The findings as sentences for people, with the places of their provisions as in force on ``day``."""
    codes = {code for finding in findings for code in finding.provisions}
    known = known_provisions(codes, day)
    return [DomainError(finding.code, _sentence(finding, known), finding.field) for finding in findings]


def _sentence(finding: Finding, known: dict[str, Provision]) -> str:
    by_act: dict[str, list[str]] = {}
    for code in finding.provisions:
        if code in known:
            by_act.setdefault(known[code].act.short_name, []).append(known[code].place)
    cited = "; ".join(f"{' i '.join(places)} {act}" for act, places in by_act.items())
    return f"{finding.what}{f' ({cited})' if cited else ''}. {finding.to_do}"
