"""The grid of the team's card: the statutory services of the kind of apartment, each with a level from 0 to 3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.models import SupportService

LEVELS = {
    0: "nie radzi sobie",
    1: "potrzebuje dużej pomocy",
    2: "potrzebuje niewielkiej pomocy",
    3: "radzi sobie samodzielnie",
}


@dataclass(frozen=True)
class Area:
    """One row of the grid; ``level`` is ``None`` where the team did not assess it."""

    code: str
    heading: str
    name: str
    level: int | None = None

    @property
    def words(self) -> str:
        """The level in figures and words."""
        return "nie oceniano" if self.level is None else f"{self.level} – {LEVELS[self.level]}"


def areas(kind: str, day: date, levels: Mapping[str, int] | None = None) -> Sequence[Area]:
    """The services of ``kind`` in force on ``day`` in their statutory order, each with its level in ``levels``."""
    known = levels or {}
    rows = SupportService.objects.on(day).filter(kind=kind).order_by("order")
    return [Area(row.code, row.heading, row.name, known.get(row.code)) for row in rows]
