"""What the case page and the page that checks the whole show of an application."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from applications import access, checks
from applications.completion.selectors import PapersPart, papers_part
from applications.models import Application, Cause, Group
from applications.opinions.selectors import OpinionsSummary, summary
from applications.outcomes.selectors import OutcomesPart, outcomes_part
from applications.parties.selectors import filing_of, party_rows
from applications.persons.selectors import stay_rows
from applications.programmes.summary import ConditionsSummary, conditions_summary
from applications.selectors.income import IncomeStatement, income_day, income_statement
from applications.states import ApplicationState
from office import clock, polish
from office.access import Verdict
from office.case import NextStep, new_decision_url
from office.errors import DomainError
from office.models import User

PARTS = {
    "person": "Osoba",
    "party": "Kto składa",
    "request": "Prośba",
    "situation": "Sytuacja",
    "conditions": "Warunki programu",
    "household": "Rodzina i dochody",
}

SummaryRow = tuple[str, str]


@dataclass(frozen=True)
class Missing:
    """One sentence of what is missing or to be looked at, and the address of the field it belongs to."""

    sentence: str
    url: str
    part: str


@dataclass(frozen=True)
class PartSummary:
    """One part of the application: its rows for a summary list, where to change it and how much it lacks."""

    code: str
    title: str
    url: str
    rows: tuple[SummaryRow, ...]
    missing: int


@dataclass(frozen=True)
class ApplicationsSection:
    """What the case page shows of the application."""

    application: Application
    state: str
    done: bool
    next_step: NextStep | None
    parts: tuple[PartSummary, ...]
    problems: tuple[Missing, ...]
    warnings: tuple[Missing, ...]
    may_edit: Verdict
    may_submit: Verdict
    submit_url: str
    incomes: IncomeStatement
    statement_url: str
    opinions: OpinionsSummary
    papers: PapersPart
    outcomes: OutcomesPart
    has_protocol: bool
    conditions: ConditionsSummary


def case_section(application: Application, user: User) -> ApplicationsSection:
    """All that ``templates/applications/section.html`` needs; a constant number of queries."""
    conditions = conditions_summary(application, user)
    problems, warnings = checks.both(application, conditions.listed)
    missing = _missing(application, problems)
    done = application.state != ApplicationState.DRAFT
    submit_url = reverse("applications:submit", args=[application.pk])
    papers, outcomes = papers_part(application, clock.today()), outcomes_part(application, user)
    incomes = income_statement(application, income_day(application))
    return ApplicationsSection(
        application=application,
        state=str(application.get_state_display()),
        done=done,
        next_step=_first_of_outcomes(application, papers, outcomes)
        or (None if done else _next_step(application, missing, submit_url)),
        parts=_parts(application, missing, incomes, conditions.unanswered),
        problems=missing,
        warnings=_missing(application, warnings),
        may_edit=access.may_edit(user, application),
        may_submit=access.may_submit(user, application),
        submit_url=submit_url,
        incomes=incomes,
        statement_url=reverse("applications:statement", args=[application.pk]),
        opinions=summary(application, user),
        papers=papers,
        outcomes=outcomes,
        has_protocol=filing_of(application).protocol_on is not None,
        conditions=conditions,
    )


def _first_of_outcomes(application: Application, papers: PapersPart, outcomes: OutcomesPart) -> NextStep | None:
    """What comes before anything else: a withdrawal, a call whose term is over, or one that is on its way."""
    worker = str(application.worker)
    if outcomes.withdrawal is not None:
        return NextStep(
            "Osoba cofnęła wniosek: sprawę kończy decyzja o umorzeniu postępowania.",
            worker,
            "Przygotuj umorzenie",
            new_decision_url(application.pk, "discontinuation"),
        )
    call = papers.call
    if call is None or not (application.state == ApplicationState.DRAFT or papers.call_is_over):
        return None
    action = "Otwórz dokumenty"
    return NextStep(papers.call_words, worker, action, papers.url, call.deadline.due_on if call.deadline else None)


def field_url(application: Application, field: str) -> str:
    """The address of a field named ``part.field``: the page of that part, at the field."""
    part, _, name = field.partition(".")
    if part == "documents":
        return reverse("applications:documents", args=[application.pk])
    if part not in PARTS:
        return ""
    if not name:
        return reverse(f"applications:{part}", args=[application.pk])
    anchor = {"members": "czlonkowie", "incomes": "dochody"}.get(name, f"id_{name}")
    return f"{reverse(f'applications:{part}', args=[application.pk])}#{anchor}"


def _missing(application: Application, found: Iterable[DomainError]) -> tuple[Missing, ...]:
    return tuple(
        Missing(error.message, field_url(application, error.field), error.field.partition(".")[0]) for error in found
    )


def _next_step(application: Application, missing: Sequence[Missing], submit_url: str) -> NextStep:
    if not missing:
        return NextStep(
            "Wniosek jest kompletny. Przyjmij go: dostanie znak sprawy.",
            str(application.worker),
            "Sprawdź i przyjmij wniosek",
            submit_url,
        )
    count = len(missing)
    return NextStep(
        f"Uzupełnij wniosek: {polish.plural(count, 'brakuje', 'brakują', 'brakuje')} {count} "
        f"{polish.plural(count, 'informacji', 'informacje', 'informacji')}.",
        str(application.worker),
        "Uzupełnij wniosek",
        missing[0].url,
    )


def _parts(
    application: Application, missing: Sequence[Missing], incomes: IncomeStatement, unanswered: int
) -> tuple[PartSummary, ...]:
    rows = {
        "person": _person_rows(application),
        "party": party_rows(application),
        "request": _request_rows(application),
        "situation": _situation_rows(application),
        "conditions": (),
        "household": _household_rows(application, incomes),
    }
    return tuple(
        PartSummary(
            code=code,
            title=title,
            url=reverse(f"applications:{code}", args=[application.pk]),
            rows=rows[code],
            missing=unanswered if code == "conditions" else sum(item.part == code for item in missing),
        )
        for code, title in PARTS.items()
    )


def _day(value: date | None) -> str:
    return polish.day(value) if value else ""


def _person_rows(application: Application) -> tuple[SummaryRow, ...]:
    person = application.person
    address = ", ".join(part for part in (person.street, f"{person.postal_code} {person.city}".strip()) if part)
    identity = (
        (("PESEL", person.pesel),)
        if person.pesel
        else (
            ("PESEL", "nie ma"),
            ("Dokument", person.identity_document),
        )
    )
    return (
        ("Imię i nazwisko", person.full_name),
        *identity,
        ("Data urodzenia", _day(person.birth_date)),
        ("Obywatelstwo", person.citizenship),
        *stay_rows(person),
        ("Adres", "osoba bezdomna" if not address and Group.HOMELESS in application.groups else address),
        ("Telefon", person.phone),
    )


def _request_rows(application: Application) -> tuple[SummaryRow, ...]:
    if application.indefinite:
        until = "na czas nieokreślony"
    elif application.stay_to:
        until = f"do {polish.day(application.stay_to)}"
    else:
        until = ""
    start = f"od {polish.day(application.stay_from)}" if application.stay_from else ""
    rows = (
        ("Data wpływu", _day(application.received_on)),
        ("Rodzaj mieszkania", str(application.get_kind_display())),
        ("Program", str(application.programme or "")),
        ("Pobyt", " ".join(part for part in (start, until) if part)),
    )
    if application.indefinite and application.indefinite_reason:
        return (*rows, ("Szczególne uzasadnienie", application.indefinite_reason))
    return rows


def _situation_rows(application: Application) -> tuple[SummaryRow, ...]:
    care = {None: "", True: "tak", False: "nie"}[application.needs_full_time_care]
    degree = str(application.get_disability_degree_display())
    if degree and application.disability_until:
        degree = f"{degree}, orzeczenie ważne do {polish.day(application.disability_until)}"
    return (
        ("Przyczyny", ", ".join(str(Cause(code).label) for code in application.causes)),
        ("Grupy", ", ".join(str(Group(code).label) for code in application.groups)),
        ("Wymaga całodobowej opieki", care),
        ("Stopień niepełnosprawności", degree),
        ("Sytuacja", application.situation),
    )


def _household_rows(application: Application, incomes: IncomeStatement) -> tuple[SummaryRow, ...]:
    rows: list[SummaryRow] = [("Gospodarstwo", str(application.get_household_type_display()))]
    rows += [(member.relation or "Członek rodziny", member.name) for member in application.members.order_by("pk")]
    if application.income_lost:
        rows.append(("Utrata dochodu", "tak: liczy się miesiąc złożenia wniosku"))
    if application.no_income:
        rows.append(("Dochód osoby", "brak dochodów"))
    if not incomes.entered and not application.no_income:
        rows.append(("Dochody", ""))
    return tuple(rows)
