"""A resolution as read from a sheet, before anything is stored. Row numbers are those of the sheet, counted from 1."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong: where it stands, what was found there and what was expected instead (Polish)."""

    sheet: str
    row: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class BandDraft:
    """One band for one household type: (above; up_to] percent of the criterion, ``rate`` in percent."""

    row: int
    household: str
    above: Decimal
    up_to: Decimal | None
    rate: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableDraft:
    """One table of the resolution with its bands; ``all_programmes`` means every apartment."""

    row: int
    code: str
    title: str
    base: str
    programmes: tuple[str, ...]
    all_programmes: bool
    rounding_step: Decimal
    rounding_mode: str
    rounding_source: str
    proration: str
    proration_source: str
    payment_day: int | None
    payment_words: str
    payment_source: str
    notes: str
    bands: tuple[BandDraft, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    def bands_of(self, household: str) -> list[BandDraft]:
        """The bands of one household type from the lowest up, in whatever order the sheet lists them."""
        return sorted((band for band in self.bands if band.household == household), key=lambda band: band.above)


@dataclass(frozen=True, slots=True)
class ResolutionDraft:
    """What the sheet says of the act. Days are inclusive; ``replaces``: number of the act it takes the place of."""

    sheet: str
    municipality: str
    number: str
    adopted_on: date
    title: str
    valid_from: date
    valid_to: date | None
    valid_from_certainty: str
    replaces: str
    journal: str
    notes: str
    source: str
    tables: tuple[TableDraft, ...]
    rows: dict[str, int] = field(default_factory=dict)
