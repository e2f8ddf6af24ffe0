"""Reading the office's starting data from spreadsheets in ``fixtures/``: new rows come in, existing ones stay as they are."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

Row = dict[str, str]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file (UTF-8, comma, first row names the columns); cells come without surrounding space."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (value or "").strip() for key, value in row.items()}


def day_or_none(text: str) -> date | None:
    """An ISO day, or ``None`` for an empty cell."""
    return date.fromisoformat(text) if text else None


def whole_or_none(text: str) -> int | None:
    """A whole number, or ``None`` for an empty cell."""
    return int(text) if text else None


def amount_or_none(text: str) -> Decimal | None:
    """A decimal number with a point, or ``None`` for an empty cell."""
    return Decimal(text) if text else None


def is_yes(text: str) -> bool:
    """Whether a cell says ``tak``."""
    return text.lower() == "tak"
