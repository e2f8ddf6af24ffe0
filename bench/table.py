"""Kielce's annex 2 (training apartments) from its fixture: what both calculators of the bench are given."""

import csv
import re
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INCOME, CRITERION, COST = Decimal("1350.00"), Decimal("1010.00"), Decimal("1240.00")
FEE = Decimal("186.00")


def annex() -> list[tuple[int, int | None, int]]:
    """Above, up to (None: open), rate; all in percent."""
    with (ROOT / "fixtures" / "resolutions" / "kielce-2024.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    tables: list[list[tuple[int, int | None, int]]] = []
    for row in rows:
        if row[0] == "dochód":
            tables.append([])
        elif tables and (band := _band(row)):
            tables[-1].append(band)
    return max(tables, key=len)


def _band(row: list[str]) -> tuple[int, int | None, int] | None:
    found = re.fullmatch(r"(?:powyżej (\d+)%)? ?(?:do (\d+)%)?.*", row[0].strip())
    if not found or not any(found.groups()):
        return None
    rate = re.match(r"\d+", row[1])
    return int(found[1] or 0), int(found[2]) if found[2] else None, int(rate[0]) if rate else 0
