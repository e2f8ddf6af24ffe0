"""The dated dictionary of income kinds, and the local lists that narrow the base of the fee."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from applications.models import Application, IncomeKind, LocalIncomeList
from office.models import Provision
from office.selectors import places


@dataclass(frozen=True)
class IncomeKindRow:
    """One kind of income, and the printed place of the provision that says whether it counts (may be empty)."""

    kind: IncomeKind
    provision: str


def income_kinds(on: date, application: Application) -> list[IncomeKindRow]:
    """The kinds of income in force on ``on``, counted ones first; then ended ones that ``application`` uses."""
    kinds = list(IncomeKind.objects.on(on).order_by("-counted", "order", "name"))
    codes = {kind.code for kind in kinds}
    used = IncomeKind.objects.filter(income__application=application).distinct().order_by("pk")
    kinds += [kind for kind in used if kind.code not in codes]
    return _with_places(kinds, on)


def kinds_from(day: date) -> list[IncomeKindRow]:
    """All versions in force on ``day`` or later, counted ones first, for the page of the administrator."""
    current = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = IncomeKind.objects.filter(current).order_by("-counted", "order", "name", "valid_from")
    return _with_places(list(rows), day)


def _with_places(kinds: list[IncomeKind], on: date) -> list[IncomeKindRow]:
    known = places({kind.provision for kind in kinds if kind.provision}, on)
    return [IncomeKindRow(kind, known.get(kind.provision, "")) for kind in kinds]


def local_list(municipality: int, on: date) -> QuerySet[LocalIncomeList]:
    """The rows of a municipality's (its key) own closed list on ``on``; none where it has no such list."""
    return LocalIncomeList.objects.on(on).filter(municipality_id=municipality)


def income_provisions(day: date) -> list[Provision]:
    """The provisions of art. 8 u.p.s. in force on ``day``, that a kind of income may rest on."""
    return list(Provision.objects.on(day).filter(act__code="ups", place__startswith="art. 8 ").order_by("pk"))
