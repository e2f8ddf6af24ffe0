"""The acts, criteria and cost orders of a municipality as its fee pages list them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, QuerySet, When

from fees.models import Assessment, CostOrder, IncomeCriterion, Resolution, ResolutionState
from fees.versions import checked_acts
from office.models import Municipality, Office, User
from office.polish import short_day


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One act in the list: what state it is in on the day, and which look that state has."""

    resolution: Resolution
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with the last day it really holds: the day before the next one at the latest."""

    criterion: IncomeCriterion
    until: date | None
    in_force: bool


def resolutions_of(municipality: Municipality) -> QuerySet[Resolution]:
    """The acts of a municipality in all their versions, the newest first."""
    return (
        Resolution.objects.filter(municipality=municipality)
        .select_related("municipality", "loaded_by", "checked_by")
        .order_by("-valid_from", "-version")
    )


def resolution_rows(municipality: Municipality, on: date) -> list[ResolutionRow]:
    """The acts with their state on ``on``: of each the version that the office goes by, and a draft that waits."""
    newest = {act.pk for act in checked_acts(municipality)}
    return [
        resolution_row(act, on)
        for act in resolutions_of(municipality)
        if act.pk in newest or act.state == ResolutionState.DRAFT
    ]


def acts_without_content(municipality: Municipality) -> list[Resolution]:
    """Acts that are registered and whose content nobody has loaded."""
    waiting = set(
        Resolution.objects.filter(municipality=municipality, state=ResolutionState.DRAFT).values_list(
            "number", flat=True
        )
    )
    return [act for act in checked_acts(municipality) if not act.content_loaded and act.number not in waiting]


def drafts_to_check(municipality: Municipality) -> list[Resolution]:
    """What was loaded and waits for a second person."""
    return list(resolutions_of(municipality).filter(state=ResolutionState.DRAFT))


def other_versions(resolution: Resolution) -> list[Resolution]:
    """The other versions of an act, the newest first."""
    return list(resolutions_of(resolution.municipality).filter(number=resolution.number).exclude(pk=resolution.pk))


def resting_on(resolution: Resolution, user: User, since: date | None = None) -> list[Assessment]:
    """The newest fee of each case that rests on a version of the act, of days from ``since`` on, as ``user`` may see.

    Decisions are named by their numbers as far as the stay carries them (``Occupancy.basis_number``).
    """
    rows = Assessment.objects.filter(
        table__resolution__number=resolution.number,
        table__resolution__municipality=resolution.municipality,
        application__office=user.office,
    )
    rows = rows.select_related("application__person", "occupancy", "table__resolution").order_by("pk")
    newest = {row.application_id: row for row in rows}
    return [row for row in newest.values() if since is None or _lasts_until(row, since)]


def _lasts_until(row: Assessment, day: date) -> bool:
    return row.occupancy is None or row.occupancy.period_to is None or row.occupancy.period_to >= day


def resolution_row(resolution: Resolution, on: date) -> ResolutionRow:
    """One act with its state on ``on``."""
    if resolution.state == ResolutionState.DRAFT:
        return ResolutionRow(resolution, "Wczytana, czeka na sprawdzenie", "wait")
    if resolution.annulled_from is not None and resolution.annulled_from <= on:
        return ResolutionRow(resolution, f"Nieważna od {short_day(resolution.annulled_from)}", "closed")
    if resolution.valid_to is not None and resolution.valid_to < on:
        return ResolutionRow(resolution, "Już nie obowiązuje", "closed")
    if not resolution.content_loaded:
        return ResolutionRow(resolution, "Treść nie jest wczytana", "error")
    if resolution.valid_from > on:
        return ResolutionRow(resolution, "Wejdzie w życie", "wait")
    return ResolutionRow(resolution, "Obowiązuje, treść wczytana", "done")


def criterion_rows(on: date) -> list[CriterionRow]:
    """The whole history of the criterion, the newest first."""
    rows: list[CriterionRow] = []
    next_from: date | None = None
    for criterion in IncomeCriterion.objects.order_by("-valid_from"):
        ends = [day for day in (criterion.valid_to, next_from and next_from - timedelta(days=1)) if day]
        until = min(ends) if ends else None
        in_force = criterion.valid_from <= on and (until is None or on <= until)
        rows.append(CriterionRow(criterion, until, in_force))
        next_from = criterion.valid_from
    return rows


def cost_orders_of(office: Office) -> QuerySet[CostOrder]:
    """The cost orders of an office with their amounts, the newest first."""
    return (
        CostOrder.objects.filter(office=office)
        .prefetch_related("amounts__programme", "amounts__components")
        .order_by("-valid_from", "-pk")
    )


def act_in_question(municipality: Municipality, on: date) -> Resolution | None:
    """The act that would govern ``on``, in the version on whose page something can be done: a draft goes first."""
    rows = Resolution.objects.on(on).filter(municipality=municipality, amends="")
    drafts_first = Case(When(state=ResolutionState.DRAFT, then=0), default=1)
    return rows.order_by(drafts_first, "-valid_from", "-version").first()
