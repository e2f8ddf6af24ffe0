"""Fingerprints of rows that never change once they are frozen: an event carries those of the rows it is about."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models


def _always(row: models.Model) -> bool:
    return True


@dataclass(frozen=True)
class Sealed:
    """One kind of row that events seal: from when on (``frozen``), all but the columns ``but``, with ``children``.

    ``each``: every such row came with an event that seals it, so that one without was slipped in.
    """

    label: str
    frozen: Callable[[models.Model], bool] = _always
    but: frozenset[str] = frozenset()
    children: tuple[str, ...] = ()
    each: bool = True


_registry: dict[str, Sealed] = {}


def seal_rows(*labels: str, each: bool = True) -> None:
    """Rows of these models (``app.model``) are sealed as they are written. For the ``guards.py`` of the apps."""
    _registry.update({label: Sealed(label, each=each) for label in labels})


def seal_once_frozen(
    label: str,
    frozen: Callable[[models.Model], bool],
    *,
    but: Iterable[str] = (),
    children: tuple[str, ...] = (),
    each: bool = True,
) -> None:
    """Rows of this model are sealed by the events after which ``frozen`` holds of them.

    ``but``: columns that may still change then; ``children``: related rows (by their reverse names) that belong to it.
    """
    _registry[label] = Sealed(label, frozen, frozenset(but), children, each)


def all_sealed() -> list[Sealed]:
    """Every kind of row that events seal."""
    return list(_registry.values())


def sealed_kind(label: str) -> Sealed | None:
    """How rows of a model are sealed, if they are."""
    return _registry.get(label)


Mark = tuple[str, int, str]
"""A sealed row in an event: its model, its key, its fingerprint."""


def marks_of(rows: Iterable[models.Model]) -> list[Mark]:
    """The marks of those of ``rows`` that are frozen; the others leave none."""
    marks = []
    for row in rows:
        kind = _registry.get(row._meta.label_lower)
        if kind is not None and kind.frozen(row):
            marks.append((kind.label, row.pk, fingerprint(row, kind)))
    return marks


def fingerprint(row: models.Model, kind: Sealed) -> str:
    """SHA-256 over a row's columns and children.

    A column that holds its default leaves no trace: one that a later version adds changes no older fingerprint.
    """
    children = {
        name: [_columns(child, frozenset()) for child in getattr(row, name).order_by("pk")] for name in kind.children
    }
    return digest_of([kind.label, row.pk, _columns(row, kind.but), children])


def digest_of(data: Any) -> str:
    """SHA-256 over data of JSON, however its keys are ordered."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(row: models.Model, but: frozenset[str]) -> dict[str, Any]:
    columns = {}
    for field in row._meta.concrete_fields:
        value = _plain(field, getattr(row, field.attname))
        if field.name not in but and value not in (None, "", [], {}) and value != _plain(field, field.get_default()):
            columns[field.attname] = value
    return columns


def _plain(field: models.Field, value: Any) -> Any:
    """A column's value as JSON that is the same before the row is written and after it is read on either database."""
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return hashlib.sha256(bytes(value)).hexdigest()
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, cls=field.encoder))
    if isinstance(field, models.ForeignKey):
        return _plain(field.target_field, value)
    value = field.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
        return str(round(value, field.decimal_places))
    return value if isinstance(value, bool | int | float) else str(value)
