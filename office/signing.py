"""For what an authorisation can be given: the kinds of decision that exist.

The app of the decisions lists them here, because an authorisation lies below it.
"""

from collections.abc import Iterable, Mapping

_kinds: dict[str, str] = {}


def register_kinds(kinds: Mapping[str, str]) -> None:
    """Called by the app of the decisions: code of a kind → its Polish name."""
    _kinds.update(kinds)


def choices() -> list[tuple[str, str]]:
    """Every kind as a choice of a form."""
    return list(_kinds.items())


def unknown(codes: Iterable[str]) -> list[str]:
    """Those of ``codes`` that are no kind of decision."""
    return sorted(set(codes) - set(_kinds))


def in_words(codes: Iterable[str]) -> str:
    """The kinds by name, parted by semicolons; no codes: every kind."""
    listed = list(codes)
    return "; ".join(name for code, name in _kinds.items() if code in listed) if listed else "wszystkie rodzaje"
