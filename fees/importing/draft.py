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
    """One band for one household type: (above; up_to] in the table's unit, ``rate`` (to ``rate_to``) by its base."""

    row: int
    household: str
    above: Decimal
    up_to: Decimal | None
    rate: Decimal
    note: str = ""
    rate_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TableDraft:
    """One table of the resolution with its bands; ``all_programmes`` means every apartment.

    The fields are those of ``fees.models.FeeTable``; programmes and apartments are codes.
    """

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
    kind: str = ""
    target_group: str = ""
    apartments: tuple[str, ...] = ()
    limit_unit: str = "percent_of_criterion"
    limits_on: str = "per_person"
    limits_single: Decimal | None = None
    limits_family: Decimal | None = None
    amount_single: Decimal | None = None
    amount_family: Decimal | None = None
    local_list: bool = False
    floor: Decimal | None = None
    cap: Decimal | None = None
    cap_cost: bool = False
    cap_income: Decimal | None = None
    left: Decimal | None = None
    left_of_criterion: Decimal | None = None
    minor_percent: Decimal | None = None
    relief: str = ""
    first_month_free: bool = False
    bands: tuple[BandDraft, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    def bands_of(self, household: str) -> list[BandDraft]:
        """The bands of one household type from the lowest up, in whatever order the sheet lists them."""
        return sorted((band for band in self.bands if band.household == household), key=lambda band: band.above)


@dataclass(frozen=True, slots=True)
class ResolutionDraft:
    """What the sheet says of the act. Days are inclusive; ``replaces``, ``amends``: number of another act."""

    sheet: str
    municipality: str
    number: str
    adopted_on: date
    title: str
    valid_from: date
    valid_to: date | None
    valid_from_certainty: str
    replaces: str
    amends: str
    journal: str
    notes: str
    source: str
    tables: tuple[TableDraft, ...]
    rows: dict[str, int] = field(default_factory=dict)
