"""Puts a sound plan into the database: the whole resolution or nothing of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import tablib
from django.db import transaction
from django.db.models import Q
from import_export import resources

from apartments.models import Apartment
from applications.models import Programme
from fees.importing.draft import ResolutionDraft, TableDraft
from fees.importing.plan import Mode, Plan
from fees.models import FeeTable, Resolution, ResolutionState
from fees.resources import TABLE_FIELDS, FeeBandResource, FeeTableResource, ResolutionResource
from office import clock
from office.models import Municipality, User


def store(plan: Plan, *, actor: User | None = None) -> Resolution:
    """Store what ``plan`` says, in one transaction: by ``actor`` as a draft that a second person checks.

    Without ``actor`` the program itself loads its starting data: they count as checked, and end the act that they
    replace. Raises ``ValueError`` for a plan with defects, and whatever the database refuses.
    """
    if plan.draft is None or plan.municipality is None or plan.defects:
        raise ValueError("a plan with defects is not stored")
    if plan.mode is Mode.SAME and plan.existing is not None:
        return plan.existing
    with transaction.atomic():
        version = _version(plan)
        if plan.mode is Mode.REPLACES and plan.existing is not None:
            plan.existing.tables.all().delete()
        resolution = _act(plan.draft, plan.municipality, version)
        _tables(plan.draft, resolution)
        _sign(resolution, actor)
        if actor is None:
            end_replaced(resolution)
    return resolution


def end_replaced(resolution: Resolution) -> Resolution | None:
    """End the act whose place ``resolution`` takes, the day before; returns it. Nothing where there is none."""
    if not resolution.replaces:
        return None
    ended = Resolution.objects.filter(
        municipality=resolution.municipality, number=resolution.replaces, state=ResolutionState.CHECKED
    )
    last = resolution.valid_from - timedelta(days=1)
    ended.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last)).update(
        valid_to=last, repealed_by=f"uchwała nr {resolution.number}"
    )
    return ended.order_by("-version").first()


def _version(plan: Plan) -> int:
    if plan.existing is None:
        return 1
    return plan.existing.version + (1 if plan.mode in (Mode.CORRECTS, Mode.FILLS) else 0)


def _sign(resolution: Resolution, actor: User | None) -> None:
    """Who loaded it, and when; what was loaded anew must be checked anew."""
    now = clock.now()
    resolution.loaded_at, resolution.loaded_by, resolution.by_program = now, actor, actor is None
    resolution.checked_by = None
    resolution.checked_at = now if actor is None else None
    resolution.state = ResolutionState.CHECKED if actor is None else ResolutionState.DRAFT
    resolution.save()


def _act(draft: ResolutionDraft, municipality: Municipality, version: int) -> Resolution:
    names = (
        "number",
        "adopted_on",
        "title",
        "journal",
        "amends",
        "replaces",
        "valid_from",
        "valid_to",
        "valid_from_certainty",
        "notes",
        "source",
    )
    row = {name: getattr(draft, name) for name in names}
    given = {"municipality": municipality.pk, "version": version, "content_loaded": bool(draft.tables)}
    _put(ResolutionResource(), [row | given])
    return Resolution.objects.get(municipality=municipality, number=draft.number, version=version)


def _tables(draft: ResolutionDraft, resolution: Resolution) -> None:
    if not draft.tables:
        return
    of_the_municipality = {"office__municipality": resolution.municipality}
    programmes = dict(Programme.objects.filter(**of_the_municipality).values_list("code", "pk"))
    apartments = dict(Apartment.objects.filter(**of_the_municipality).values_list("code", "pk"))
    _put(FeeTableResource(), [_table_row(table, resolution, programmes, apartments) for table in draft.tables])
    keys = dict(FeeTable.objects.filter(resolution=resolution).values_list("code", "pk"))
    _put(
        FeeBandResource(),
        [
            {"table": keys[table.code]}
            | {name: getattr(band, name) for name in ("household", "above", "up_to", "rate", "rate_to", "note")}
            for table in draft.tables
            for band in table.bands
        ],
    )


def _table_row(
    table: TableDraft, resolution: Resolution, programmes: Mapping[str, int], apartments: Mapping[str, int]
) -> dict[str, Any]:
    row = {name: getattr(table, name) for name in TABLE_FIELDS}
    return row | {
        "resolution": resolution.pk,
        "programmes": ",".join(str(programmes[code]) for code in table.programmes),
        "apartments": ",".join(str(apartments[code]) for code in table.apartments),
    }


def _put(resource: resources.ModelResource, rows: Sequence[Mapping[str, Any]]) -> None:
    """Import ``rows`` through ``resource``; the first row that the models refuse stops everything."""
    headers = list(rows[0])
    data = tablib.Dataset(*[[_cell(row[name]) for name in headers] for row in rows], headers=headers)
    resource.import_data(data, raise_errors=True, use_transactions=False, rollback_on_validation_errors=True)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
