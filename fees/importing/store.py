"""Puts a sound plan into the database: the whole resolution or nothing of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import tablib
from django.db import transaction
from import_export import resources

from applications.models import Programme
from fees.importing.draft import ResolutionDraft, TableDraft
from fees.importing.plan import Mode, Plan
from fees.models import FeeTable, Resolution
from fees.resources import FeeBandResource, FeeTableResource, ResolutionResource
from office.models import Municipality


def store(plan: Plan) -> Resolution:
    """Store what ``plan`` says, in one transaction, and end the act that it replaces the day before.

    Raises ``ValueError`` for a plan with defects, and whatever the database refuses.
    """
    if plan.draft is None or plan.municipality is None or plan.defects:
        raise ValueError("a plan with defects is not stored")
    if plan.mode is Mode.SAME and plan.existing is not None:
        return plan.existing
    draft = plan.draft
    with transaction.atomic():
        if plan.ended is not None:
            plan.ended.valid_to = draft.valid_from - timedelta(days=1)
            plan.ended.save(update_fields=["valid_to"])
        if plan.mode is Mode.REPLACES and plan.existing is not None:
            plan.existing.tables.all().delete()
        resolution = _act(draft, plan.municipality)
        _tables(draft, resolution)
    return resolution


def _act(draft: ResolutionDraft, municipality: Municipality) -> Resolution:
    names = (
        "number",
        "adopted_on",
        "title",
        "journal",
        "valid_from",
        "valid_to",
        "valid_from_certainty",
        "notes",
        "source",
    )
    row = {name: getattr(draft, name) for name in names}
    _put(ResolutionResource(), [row | {"municipality": municipality.pk, "content_loaded": bool(draft.tables)}])
    return Resolution.objects.get(municipality=municipality, number=draft.number)


def _tables(draft: ResolutionDraft, resolution: Resolution) -> None:
    if not draft.tables:
        return
    programmes = dict(Programme.objects.filter(office__municipality=resolution.municipality).values_list("code", "pk"))
    _put(FeeTableResource(), [_table_row(table, resolution, programmes) for table in draft.tables])
    keys = dict(FeeTable.objects.filter(resolution=resolution).values_list("code", "pk"))
    _put(
        FeeBandResource(),
        [
            {"table": keys[table.code]}
            | {name: getattr(band, name) for name in ("household", "above", "up_to", "rate", "note")}
            for table in draft.tables
            for band in table.bands
        ],
    )


def _table_row(table: TableDraft, resolution: Resolution, programmes: Mapping[str, int]) -> dict[str, Any]:
    names = (
        "code", "title", "base", "all_programmes", "rounding_step", "rounding_mode", "rounding_source", "proration",
        "proration_source", "payment_day", "payment_words", "payment_source", "notes",
    )  # fmt: skip
    row = {name: getattr(table, name) for name in names}
    chosen = ",".join(str(programmes[code]) for code in table.programmes)
    return row | {"resolution": resolution.pk, "programmes": chosen}


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
