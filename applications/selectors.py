"""Reads of applications."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse

from applications import access, checks
from applications.folding import pattern
from applications.models import Application, Cause, Group, HouseholdType, Income, IncomeKind, Programme
from applications.states import ApplicationState
from office import polish
from office.access import Verdict
from office.case import NextStep
from office.errors import DomainError
from office.models import Office, Role, User
from office.selectors import places

PARTS = {
    "person": "Osoba",
    "request": "Prośba",
    "situation": "Sytuacja",
    "household": "Rodzina i dochody",
}
_FOUND_AT_MOST = 20
_SHORTEST_SEARCH = 2

SummaryRow = tuple[str, str]


def visible_to(user: User) -> QuerySet[Application]:
    """The applications that ``user`` may open: of the own office, for social workers and the director; else none."""
    rows = Application.objects.select_related("office", "person", "programme", "worker")
    if user.office_id is None or not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        return rows.none()
    return rows.filter(office_id=user.office_id)


def other_cases(application: Application) -> list[Application]:
    """The person's other applications, newest first."""
    return list(application.person.applications.exclude(pk=application.pk).order_by("-pk"))


def programmes_of(office: Office) -> QuerySet[Programme]:
    """The programmes that an application of ``office`` may ask for."""
    return Programme.objects.filter(office=office).order_by("kind", "name")


def search(user: User, text: str) -> list[Application]:
    """At most 20 applications that ``user`` may open, newest first, by part of the name, PESEL or case number.

    Every word of ``text`` must be somewhere in the name, in any order, without regard to capitals and diacritics. For
    less than two characters: nothing.
    """
    wanted = text.strip()
    if len(wanted) < _SHORTEST_SEARCH:
        return []
    named = Q()
    for word in wanted.split():
        like = pattern(word)
        named &= Q(person__last_name__regex=like) | Q(person__first_name__regex=like)
    digits = re.sub(r"[\s-]", "", wanted)
    numbered = Q(person__pesel__startswith=digits) if digits.isdecimal() else Q()
    rows = visible_to(user).filter(named | numbered | Q(case_number__icontains=wanted)).order_by("-pk")
    return list(rows[:_FOUND_AT_MOST])


# --- facts for the fee -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WeighedIncome:
    """One monthly income in złoty and whether it counts, why, and by which provision (its code).

    ``person``: whose it is; ``source``: what kind; ``month``: its first day; ``own``: it is the person's, not another
    family member's.
    """

    person: str
    source: str
    month: date
    amount: Decimal
    counted: bool
    reason: str
    provision: str
    own: bool


@dataclass(frozen=True)
class IncomeFact:
    """One monthly income in złoty as it enters the fee, labelled "emerytura – Jan Fikcyjny (styczeń 2026)"."""

    label: str
    amount: Decimal
    counted: bool
    reason: str
    provision: str
    own: bool


@dataclass(frozen=True)
class HouseholdFacts:
    """The household for the fee: ``household`` is a ``HouseholdType`` or empty; ``persons`` with the applicant."""

    household: str
    persons: int
    incomes: tuple[IncomeFact, ...]


def weighed_incomes(application: Application, on: date) -> list[WeighedIncome]:
    """All incomes of the household, each counted or not by the list of income kinds in force on ``on``.

    A declared lack of own income is an item of 0 zł. Raises ``DomainError`` where the list has no row of a kind for
    that day: whether it counts is then not known, and nothing is guessed.
    """
    rows = list(application.incomes.select_related("kind", "member").order_by("pk"))
    in_force = {kind.code: kind for kind in IncomeKind.objects.on(on).filter(code__in={row.kind.code for row in rows})}
    weighed = [_weighed(application, row, in_force.get(row.kind.code), on) for row in rows]
    month = application.reference_month
    if application.no_income and month is not None and not any(item.own for item in weighed):
        weighed.insert(0, _no_income(application, month))
    return weighed


def household_facts(application: Application, on: date) -> HouseholdFacts:
    """The household and its incomes as ``weighed_incomes`` has them on ``on``. Raises ``DomainError`` likewise."""
    facts = tuple(
        IncomeFact(
            label=f"{item.source} – {item.person} ({polish.month(item.month)})",
            amount=item.amount,
            counted=item.counted,
            reason=item.reason,
            provision=item.provision,
            own=item.own,
        )
        for item in weighed_incomes(application, on)
    )
    single = application.household_type == HouseholdType.SINGLE
    return HouseholdFacts(application.household_type, 1 if single else 1 + application.members.count(), facts)


def _weighed(application: Application, income: Income, kind: IncomeKind | None, on: date) -> WeighedIncome:
    if kind is None:
        raise DomainError(
            "income_kind_missing",
            f"Lista rodzajów dochodu nie mówi, czy „{income.kind.name}” wlicza się dnia {polish.short_day(on)}. "
            "Uzupełnia ją administrator w Ustawieniach (Rodzaje dochodów).",
        )
    return WeighedIncome(
        person=income.member.name if income.member else application.person.full_name,
        source=kind.name,
        month=income.month,
        amount=income.amount,
        counted=kind.counted,
        reason=kind.reason,
        provision=kind.provision,
        own=income.member_id is None,
    )


def _no_income(application: Application, month: date) -> WeighedIncome:
    return WeighedIncome(
        person=application.person.full_name,
        source="brak dochodów",
        month=month,
        amount=Decimal("0.00"),
        counted=True,
        reason="osoba oświadczyła, że nie ma dochodów",
        provision="ups.8.3",
        own=True,
    )


# --- the list of income kinds ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IncomeKindRow:
    """One kind of income, and the printed place of the provision that says whether it counts (may be empty)."""

    kind: IncomeKind
    provision: str


def income_kinds(on: date, application: Application) -> list[IncomeKindRow]:
    """The kinds of income in force on ``on``, counted ones first; then ended ones that ``application`` uses."""
    kinds = list(IncomeKind.objects.on(on).order_by("-counted", "order", "name"))
    codes = {kind.code for kind in kinds}
    used = IncomeKind.objects.filter(income__application=application).distinct().order_by("pk")
    kinds += [kind for kind in used if kind.code not in codes]
    known = places({kind.provision for kind in kinds if kind.provision}, on)
    return [IncomeKindRow(kind, known.get(kind.provision, "")) for kind in kinds]


# --- the section of the case page ------------------------------------------------------------------------------------


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


def case_section(application: Application, user: User) -> ApplicationsSection:
    """All that ``templates/applications/section.html`` needs; a constant number of queries."""
    problems, warnings = checks.both(application)
    missing = _missing(application, problems)
    done = application.state != ApplicationState.DRAFT
    submit_url = reverse("applications:submit", args=[application.pk])
    return ApplicationsSection(
        application=application,
        state=str(application.get_state_display()),
        done=done,
        next_step=None if done else _next_step(application, missing, submit_url),
        parts=_parts(application, missing),
        problems=missing,
        warnings=_missing(application, warnings),
        may_edit=access.may_edit(user, application),
        may_submit=access.may_submit(user, application),
        submit_url=submit_url,
    )


def field_url(application: Application, field: str) -> str:
    """The address of a field named ``part.field``: the page of that part, at the field."""
    part, _, name = field.partition(".")
    if part not in PARTS:
        return ""
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


def _parts(application: Application, missing: Sequence[Missing]) -> tuple[PartSummary, ...]:
    rows = {
        "person": _person_rows(application),
        "request": _request_rows(application),
        "situation": _situation_rows(application),
        "household": _household_rows(application),
    }
    return tuple(
        PartSummary(
            code=code,
            title=title,
            url=reverse(f"applications:{code}", args=[application.pk]),
            rows=rows[code],
            missing=sum(item.part == code for item in missing),
        )
        for code, title in PARTS.items()
    )


def _day(value: date | None) -> str:
    return polish.day(value) if value else ""


def _person_rows(application: Application) -> tuple[SummaryRow, ...]:
    person = application.person
    address = ", ".join(part for part in (person.street, f"{person.postal_code} {person.city}".strip()) if part)
    identity = (("PESEL", person.pesel),) if person.pesel else (("PESEL", "nie ma"), ("Dokument", person.document))
    return (
        ("Imię i nazwisko", person.full_name),
        *identity,
        ("Data urodzenia", _day(person.birth_date)),
        ("Obywatelstwo", person.citizenship),
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


def _household_rows(application: Application) -> tuple[SummaryRow, ...]:
    members = list(application.members.order_by("pk"))
    incomes = list(application.incomes.select_related("kind", "member").order_by("pk"))
    rows: list[SummaryRow] = [("Gospodarstwo", str(application.get_household_type_display()))]
    rows += [(member.relation or "Członek rodziny", member.name) for member in members]
    if application.income_lost:
        rows.append(("Utrata dochodu", "tak: liczy się miesiąc złożenia wniosku"))
    if application.no_income:
        rows.append(("Dochód osoby", "brak dochodów"))
    for income in incomes:
        whose = income.member.name if income.member else application.person.full_name
        counted = "wlicza się" if income.kind.counted else f"nie wlicza się: {income.kind.reason}"
        rows.append(
            (
                f"{income.kind.name} – {whose} ({polish.month(income.month)})",
                f"{polish.zloty(income.amount)} – {counted}",
            )
        )
    if not incomes and not application.no_income:
        rows.append(("Dochody", ""))
    return tuple(rows)
