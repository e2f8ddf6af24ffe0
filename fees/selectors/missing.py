"""What keeps an office from computing fees, and which fees no longer rest on the rules of the day."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from apartments.models import Apartment
from applications.models import Programme
from applications.states import ApplicationState
from fees.models import Assessment, Base, FeeTable, Resolution
from fees.scope import best, scope_of
from fees.selectors.acts import act_in_question, drafts_to_check
from fees.selectors.assessments import rules_differ
from fees.selectors.rules import Selected, criterion_on, programmes_with_cost, resolution_on, rules_for
from fees.versions import amendments, checked_acts, tables_of
from office import reading
from office.errors import DomainError
from office.models import Office


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that keeps fees from being computed: a sentence and where to mend it."""

    sentence: str
    url: str


def gaps(office: Office, on: date) -> list[Gap]:
    """Everything that keeps the office from computing fees on ``on``: what an administrator must load or add."""
    found: list[Gap] = []
    home = reverse("fees:home")
    try:
        criterion_on(on)
    except DomainError as error:
        found.append(Gap(error.message, f"{home}#kryterium"))
    found += [
        Gap(
            f"Uchwała nr {draft.number} jest wczytana i czeka na sprawdzenie przez drugą osobę.",
            reverse("fees:resolution", args=[draft.pk]),
        )
        for draft in drafts_to_check(office.municipality)
    ]
    try:
        resolution = resolution_on(office.municipality, on)
    except DomainError as error:
        act = act_in_question(office.municipality, on)
        if error.code != "content_not_checked":
            found.append(Gap(error.message, reverse("fees:resolution", args=[act.pk]) if act else f"{home}#uchwaly"))
        return found
    return found + _programme_gaps(office, resolution, on)


def _programme_gaps(office: Office, resolution: Resolution, on: date) -> list[Gap]:
    acts = checked_acts(office.municipality)
    tables = [(item.table, scope_of(item.table)) for item in tables_of(resolution, amendments(acts, resolution, on))]
    has_cost = programmes_with_cost(office, on)
    found = []
    for programme in Programme.objects.filter(office=office).prefetch_related("apartments"):
        flats: list[Apartment | None] = [None, *programme.apartments.all()]
        fitting = [table for flat in flats for table in best(tables, programme, flat)]
        if not fitting:
            url = reverse("fees:resolution", args=[resolution.pk])
            found.append(Gap(f"Uchwała nr {resolution.number} nie ma tabeli dla programu „{programme.name}”.", url))
        elif any(_rests_on_cost(table) for table in fitting) and programme.pk not in has_cost:
            sentence = f"Brak zarządzenia o miesięcznym koszcie pobytu w programie „{programme.name}”."
            found.append(Gap(sentence, f"{reverse('fees:home')}#koszty"))
    return found


def _rests_on_cost(table: FeeTable) -> bool:
    by_order = table.base == Base.DAILY_RATE and table.amount_single is None
    return table.base in (Base.COST, Base.COMPONENTS) or by_order or table.cap_cost


_Known = dict[tuple[int, str, int | None], Selected | DomainError]


def stale_assessments(office: Office, on: date) -> list[tuple[Assessment, str]]:
    """Open cases whose newest assessment rests on rules that are not those of ``on``, each with the reason.

    Changes of incomes or place are not looked for here; the case itself says those.
    """
    rows = Assessment.objects.filter(
        application__office=office, application__state=ApplicationState.SUBMITTED, application__programme__isnull=False
    ).select_related(
        "application__programme__office__municipality",
        "application__person",
        "table",
        "criterion",
        "cost",
        "occupancy__place__apartment",
    )
    newest = {assessment.application_id: assessment for assessment in rows.order_by("pk")}
    known: _Known = {}
    stale = []
    with reading.once():
        for assessment in newest.values():
            reason = _rules_reason(assessment, on, known)
            if reason:
                stale.append((assessment, reason))
    return stale


def _rules_reason(assessment: Assessment, on: date, known: _Known) -> str:
    programme, household = assessment.application.programme, assessment.facts["household"]
    if programme is None:
        return ""
    flat = assessment.occupancy.place.apartment if assessment.occupancy else None
    key = (programme.pk, household, flat.pk if flat else None)
    if key not in known:
        try:
            known[key] = rules_for(programme=programme, household=household, on=on, apartment=flat)
        except DomainError as error:
            known[key] = error
    found = known[key]
    return found.message if isinstance(found, DomainError) else rules_differ(assessment, found)
