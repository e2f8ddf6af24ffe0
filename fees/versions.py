"""Which acts of a municipality the office goes by: the two time axes of resolutions.

*Valid*: the days on which an act is law. *Recorded*: the version of it that a second person had checked by a moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from fees.models import FeeTable, Resolution, ResolutionState
from office.models import Municipality
from office.reading import remembered


@dataclass(frozen=True, slots=True)
class ActTable:
    """A table as it governs a day: of the act itself, or of an act that amends it (``amendment``)."""

    table: FeeTable
    act: Resolution
    amendment: Resolution | None = None


def checked_acts(municipality: Municipality, known_at: datetime | None = None) -> list[Resolution]:
    """Of each act the newest version that was checked (by ``known_at``, if given), the latest first in force first."""
    return list(remembered(("acts", municipality.pk, known_at), lambda: _checked_acts(municipality, known_at)))


def _checked_acts(municipality: Municipality, known_at: datetime | None) -> list[Resolution]:
    rows = Resolution.objects.filter(municipality=municipality, state=ResolutionState.CHECKED)
    if known_at is not None:
        rows = rows.filter(checked_at__lte=known_at)
    newest: dict[str, Resolution] = {}
    for row in rows.select_related("municipality").order_by("version"):
        newest[row.number] = row
    return sorted(newest.values(), key=lambda act: (act.valid_from, act.adopted_on, act.pk), reverse=True)


def in_force(act: Resolution, on: date) -> bool:
    """Whether ``act`` is law on ``on``: between its days, and not annulled by then."""
    if act.annulled_from is not None and act.annulled_from <= on:
        return False
    return act.valid_from <= on and (act.valid_to is None or on <= act.valid_to)


def governing(acts: Iterable[Resolution], on: date) -> Resolution | None:
    """The act that governs ``on``: no amending one, and of two the later."""
    return next((act for act in acts if not act.amends and in_force(act, on)), None)


def amendments(acts: Iterable[Resolution], act: Resolution, on: date) -> list[Resolution]:
    """The acts in force on ``on`` that amend ``act``, the earliest first."""
    found = [other for other in acts if other.amends == act.number and other.content_loaded and in_force(other, on)]
    return sorted(found, key=lambda other: (other.valid_from, other.adopted_on, other.pk))


def tables_of(act: Resolution, amending: Iterable[Resolution]) -> list[ActTable]:
    """The tables of ``act`` by code, each replaced by the one of the latest amendment that has it."""
    found = {table.code: ActTable(table, act) for table in _tables(act)}
    for other in amending:
        found |= {table.code: ActTable(table, act, other) for table in _tables(other)}
    return [found[code] for code in sorted(found)]


def _tables(act: Resolution) -> list[FeeTable]:
    rows = act.tables.prefetch_related("bands", "programmes", "apartments")
    return list(remembered(("tables", act.pk), lambda: list(rows)))
