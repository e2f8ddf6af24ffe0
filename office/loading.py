"""Reading the office's starting data from spreadsheets in ``fixtures/``: new rows come in, existing ones stay."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model

from office.models import ActPublication, BankAccount, DeadlineKind, LegalAct, Municipality, Office, Provision

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


def add_missing(model: type[Model], key: dict[str, Any], values: dict[str, Any]) -> tuple[Any, bool]:
    """The row of ``model`` with the natural ``key``, and whether it is new. A row that stands is left as it is."""
    return model._default_manager.get_or_create(**key, defaults=values)


def days_of_row(row: Row) -> dict[str, date | None]:
    """The columns ``valid_from`` and ``valid_to`` of a dated row."""
    return {"valid_from": date.fromisoformat(row["valid_from"]), "valid_to": day_or_none(row["valid_to"])}


def texts(row: Row, *columns: str) -> Row:
    """Only the named columns, as they stand."""
    return {column: row[column] for column in columns}


def load() -> int:
    """Load law, kinds of terms, municipalities and offices; returns how many rows are new."""
    law, offices = settings.FIXTURES / "law", settings.FIXTURES / "offices"
    return sum(
        (
            _acts(read_rows(law / "acts.csv")),
            _publications(read_rows(law / "publications.csv")),
            _provisions(read_rows(law / "provisions.csv")),
            _deadline_kinds(read_rows(law / "deadline_kinds.csv")),
            _municipalities(read_rows(offices / "municipalities.csv")),
            _offices(read_rows(offices / "offices.csv")),
        )
    )


def load_fictional() -> int:
    """Load the invented bank accounts of the demo office: never into an office that decides about real people."""
    return _accounts(read_rows(settings.FIXTURES / "offices" / "bank_accounts.csv"))


def _acts(rows: Iterable[Row]) -> int:
    return sum(add_missing(LegalAct, texts(row, "code"), texts(row, "short_name", "title"))[1] for row in rows)


def _publications(rows: Iterable[Row]) -> int:
    acts = {act.code: act for act in LegalAct.objects.all()}
    return sum(
        add_missing(
            ActPublication,
            {"act": acts[row["act"]], "valid_from": row["valid_from"]},
            texts(row, "citation", "certainty", "source") | days_of_row(row),
        )[1]
        for row in rows
    )


def _provisions(rows: Iterable[Row]) -> int:
    acts = {act.code: act for act in LegalAct.objects.all()}
    return sum(
        add_missing(
            Provision,
            texts(row, "code", "valid_from"),
            {"act": acts[row["act"]], "days": whole_or_none(row["days"]), "figure": amount_or_none(row["figure"])}
            | texts(row, "place", "says", "certainty")
            | days_of_row(row),
        )[1]
        for row in rows
    )


def _deadline_kinds(rows: Iterable[Row]) -> int:
    return sum(
        add_missing(
            DeadlineKind,
            texts(row, "code", "valid_from"),
            {"count": whole_or_none(row["count"]), "settles_case": is_yes(row["settles_case"])}
            | {"of_case": is_yes(row["of_case"])}
            | texts(row, "title", "counted_from", "done_words", "provision", "unit", "certainty")
            | texts(row, "holder", "afterwards")
            | days_of_row(row),
        )[1]
        for row in rows
    )


def _municipalities(rows: Iterable[Row]) -> int:
    return sum(
        add_missing(Municipality, texts(row, "code"), texts(row, "name", "council", "council_genitive"))[1]
        for row in rows
    )


def _offices(rows: Iterable[Row]) -> int:
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    return sum(
        add_missing(
            Office,
            texts(row, "code"),
            {"municipality": municipalities[row["municipality"]]}
            | {column: value for column, value in row.items() if column not in ("code", "municipality")},
        )[1]
        for row in rows
    )


def _accounts(rows: Iterable[Row]) -> int:
    offices = {office.code: office for office in Office.objects.all()}
    return sum(
        add_missing(
            BankAccount,
            {"office": offices[row["office"]], "valid_from": row["valid_from"]},
            texts(row, "holder", "number") | days_of_row(row),
        )[1]
        for row in rows
    )
