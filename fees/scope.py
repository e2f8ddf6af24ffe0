"""To which apartments a table applies: everything that its scope names must fit, and the narrowest scope wins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from apartments.models import Apartment
from applications.models import Programme
from fees.models import FeeTable

_APARTMENT, _PROGRAMME, _GROUP, _KIND = 8, 4, 2, 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a table says of whom it is for: codes of programmes and apartments, kind, target group (empty: any)."""

    programmes: frozenset[str] = frozenset()
    apartments: frozenset[str] = frozenset()
    kind: str = ""
    target_group: str = ""


def scope_of(table: FeeTable) -> Scope:
    """The scope of a stored table."""
    return Scope(
        programmes=frozenset(programme.code for programme in table.programmes.all()),
        apartments=frozenset(apartment.code for apartment in table.apartments.all()),
        kind=table.kind,
        target_group=table.target_group,
    )


def narrowness(scope: Scope, programme: Programme, apartment: Apartment | None) -> int | None:
    """How narrowly ``scope`` fits a stay in ``programme`` (in ``apartment``, if it is known); None: it does not fit."""
    rank = 0
    for named, fits, weight in (
        (bool(scope.apartments), apartment is not None and apartment.code in scope.apartments, _APARTMENT),
        (bool(scope.programmes), programme.code in scope.programmes, _PROGRAMME),
        (bool(scope.target_group), _same_group(scope.target_group, programme, apartment), _GROUP),
        (bool(scope.kind), programme.kind == scope.kind, _KIND),
    ):
        if named and not fits:
            return None
        rank += weight if named else 0
    return rank


def best(tables: Iterable[tuple[T, Scope]], programme: Programme, apartment: Apartment | None) -> Sequence[T]:
    """What fits most narrowly: nothing, one, or several that nobody can choose between."""
    ranked = [(narrowness(scope, programme, apartment), item) for item, scope in tables]
    top = max((rank for rank, _ in ranked if rank is not None), default=None)
    return [item for rank, item in ranked if rank is not None and rank == top]


def _same_group(words: str, programme: Programme, apartment: Apartment | None) -> bool:
    wanted = _bare(words)
    return wanted == _bare(programme.target_group) or (
        apartment is not None and wanted == _bare(apartment.target_group)
    )


def _bare(words: str) -> str:
    return " ".join(words.casefold().split())
