"""The contents of a paper as JSON and back: what is frozen with an approved decision.

Frozen dataclasses of text, numbers, ``Decimal``, days, tuples, text-to-text dictionaries and further dataclasses.
Amounts and days travel as text, so that nothing is lost on the way.
"""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def as_json(content: object) -> dict[str, Any]:
    """A content dataclass as a dictionary that ``json.dumps`` takes as it is. ``from_json`` is the way back."""
    if not is_dataclass(content) or isinstance(content, type):
        raise TypeError(f"not a content dataclass: {content!r}")
    return {field.name: _plain(getattr(content, field.name)) for field in fields(content)}


def from_json(kind: type[T], data: dict[str, Any]) -> T:
    """The content of type ``kind`` from what ``as_json`` gave.

    A field that the stored data does not know yet takes its default; a name that ``kind`` does not know, a missing
    field without a default, or a value of the wrong shape raises ``ValueError``.
    """
    if not is_dataclass(kind):
        raise TypeError(f"not a content dataclass: {kind!r}")
    known = {field.name: field for field in fields(kind)}
    unknown = sorted(set(data) - set(known))
    missing = sorted(
        name
        for name, field in known.items()
        if name not in data and field.default is MISSING and field.default_factory is MISSING
    )
    if unknown or missing:
        raise ValueError(f"{kind.__name__}: unknown {unknown}, missing {missing}")
    hints = get_type_hints(kind)
    return kind(**{name: _typed(hints[name], value, f"{kind.__name__}.{name}") for name, value in data.items()})


def _plain(value: object) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return as_json(value)


def _typed(hint: Any, value: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        if value is None:
            return None
        [hint] = [part for part in get_args(hint) if part is not type(None)]
        return _typed(hint, value, where)
    if origin is tuple:
        return tuple(_typed(get_args(hint)[0], item, where) for item in _expect(value, list, where))
    if origin is dict:
        inner = get_args(hint)[1]
        return {key: _typed(inner, item, where) for key, item in _expect(value, dict, where).items()}
    if is_dataclass(hint):
        return from_json(hint, _expect(value, dict, where))  # type: ignore[arg-type]
    if hint is Decimal:
        return Decimal(_expect(value, str, where))
    if hint is date:
        return date.fromisoformat(_expect(value, str, where))
    return _expect(value, hint, where)


def _expect(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{where}: expected {kind.__name__}, found {value!r}")
    return value
