"""The fees' starting data from ``fixtures/``: resolutions; apart from them the fictional cost orders.

What is there already stays.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from applications.models import Programme
from fees.importing import make_plan, read_file, read_layout, store
from fees.models import CostAmount, CostOrder, Resolution
from office.loading import day_or_none, is_yes, read_rows
from office.models import Office


def load() -> int:
    """Load resolutions; returns how many were created. A second run creates none."""
    folder: Path = settings.FIXTURES
    return sum(load_resolution_file(path) for path in sorted((folder / "resolutions").iterdir()))


def load_fictional() -> int:
    """Load the invented cost orders of the demo office: never into an office that decides about real people."""
    return _load_costs(settings.FIXTURES / "costs" / "costs.csv")


def load_resolution_file(path: Path) -> int:
    """Load one resolution by the importer that the browser uses; raises ``ValueError`` naming every defect.

    An act of the same number that is stored already is left alone.
    """
    sheet = read_file(path.name, path.read_bytes())
    draft, _ = read_layout(sheet)
    if (
        draft is not None
        and Resolution.objects.filter(municipality__code=draft.municipality, number=draft.number).exists()
    ):
        return 0
    plan = make_plan(sheet, may_be_empty=True)
    if not plan.sound:
        raise ValueError(
            f"{path.name}: " + "; ".join(f"{d.row}{d.column}: {d.found} / {d.expected}" for d in plan.defects)
        )
    store(plan)
    return 1


def _load_costs(path: Path) -> int:
    created = 0
    for row in read_rows(path):
        office = Office.objects.get(code=row["office"])
        order, new_order = CostOrder.objects.get_or_create(
            office=office,
            number=row["number"],
            defaults={
                "issued_on": date.fromisoformat(row["issued_on"]),
                "title": row["title"],
                "fictional": is_yes(row["fictional"]),
                "valid_from": date.fromisoformat(row["valid_from"]),
                "valid_to": day_or_none(row["valid_to"]),
            },
        )
        programme = Programme.objects.get(office=office, code=row["programme"])
        _, new_amount = CostAmount.objects.get_or_create(
            order=order, programme=programme, defaults={"amount": Decimal(row["amount"])}
        )
        created += new_order + new_amount
    return created
