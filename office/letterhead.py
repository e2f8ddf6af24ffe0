"""The parts that every official paper is made of, as plain frozen data.

Nothing here knows the database: services fill these from it, and what they fill is what is printed and frozen.
Legal words (citations, journal numbers, terms in days) come in as data; the templates hold none.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

TRAINING = "training"
SUPPORTED = "supported"


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the head of the first page, the case number in every footer.

    ``authority`` and ``authority_genitive`` name the authority as the law wants it ("Prezydent Miasta Kielce",
    "Prezydenta Miasta Kielce"). ``date`` is the day of issue, ``None`` while there is none yet (a draft, or a contract
    that waits for signatures).
    """

    office_name: str
    address_lines: tuple[str, ...]
    phone: str
    authority: str
    authority_genitive: str
    place: str
    case_number: str
    date: dt.date | None = None
    unit: str = ""
    email: str = ""


def address_lines(street: str, postal_code: str, city: str) -> tuple[str, ...]:
    """The lines of an address that are not empty."""
    return tuple(line for line in (street, f"{postal_code} {city}".strip()) if line)


@dataclass(frozen=True)
class Party:
    """The person the paper is about. Without a PESEL number ``other_document`` names what identifies the person."""

    name: str
    address_lines: tuple[str, ...]
    pesel: str = ""
    born: dt.date | None = None
    other_document: str = ""
    representative: str = ""
    """The statutory representative with the basis of acting, or empty when the person acts alone."""


@dataclass(frozen=True)
class Accommodation:
    """Which place, and for how long. ``kind`` is ``TRAINING`` or ``SUPPORTED``; days inclusive; no end = indefinite."""

    kind: str
    name: str
    address: str
    place: str
    start: dt.date
    end: dt.date | None = None
    indefinite_reason: str = ""
    """Why the stay may be indefinite, with the ruling it rests on; printed in the justification."""

    def __post_init__(self) -> None:
        if self.kind not in (TRAINING, SUPPORTED):
            raise ValueError(f"unknown kind of apartment: {self.kind!r}")
        if self.is_training and self.end is None:
            raise ValueError("a training apartment is granted for a definite time only (art. 53 ust. 8 u.p.s.)")
        if self.end is not None and self.end < self.start:
            raise ValueError("the stay ends before it starts")

    @property
    def is_training(self) -> bool:
        """Whether this is a training apartment (else a supported one)."""
        return self.kind == TRAINING


@dataclass(frozen=True)
class ServiceGroup:
    """One kind of support with what is granted of it: ``usługi bytowe``, ``praca socjalna``, ``nauka …``."""

    heading: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExplanationStep:
    """One step of the fee's explanation as the engine gave it: what, in words, in figures, on what basis."""

    heading: str
    sentence: str
    calculation: str = ""
    basis: str = ""


@dataclass(frozen=True)
class FeePeriod:
    """One period of a fee that changes: days inclusive, złoty a month (0 when ``free``), how it came about.

    ``why`` says why it begins (empty for the first), ``words`` how it was computed or why nothing is paid.
    ``payment_day`` is None where nothing is paid.
    """

    start: dt.date
    end: dt.date | None
    amount: Decimal
    free: bool
    words: str
    why: str = ""
    payment_day: int | None = None
    explanation: tuple[ExplanationStep, ...] = ()
    same_income: bool = False
    """Whether the income is that of the period before, so that its steps do not stand in ``explanation`` again."""

    @property
    def beginning(self) -> str:
        """Why the period begins, in a sentence or two; empty for the first."""
        if not self.why:
            return ""
        same = " Dochód jest ten sam co w poprzednim okresie." if self.same_income else ""
        return f"Nowy okres zaczyna się, ponieważ {self.why}.{same}"


@dataclass(frozen=True)
class FeeTerms:
    """What the resident pays a month, from when, by when and where to; or why nothing is paid.

    ``amount`` in złoty a month (0 when ``free``). ``rate_percent`` and ``base`` with ``base_name`` (genitive:
    "miesięcznego kosztu pobytu") where the rule is a percentage; ``calculation`` says it in figures in any case.
    ``payment_words`` are the words of the source on the day of payment, quoted as they stand; ``payment_source`` names
    that source. ``periods``: where the fee changes on known days, all of its periods in order; the amount and its day
    are then those of the period that is paid first. ``split_months`` says what a month comes to that two periods share.
    """

    free: bool
    amount: Decimal
    start: dt.date | None = None
    rate_percent: Decimal | None = None
    base: Decimal | None = None
    base_name: str = ""
    calculation: str = ""
    payment_day: int | None = None
    payment_words: str = ""
    payment_source: str = ""
    account: str = ""
    account_holder: str = ""
    transfer_title: str = ""
    part_month_note: str = ""
    free_reason: str = ""
    periods: tuple[FeePeriod, ...] = ()
    split_months: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.periods) == 1:
            raise ValueError("one period is no list of periods")
        for before, after in pairwise(self.periods):
            if before.end is None or after.start != before.end + dt.timedelta(days=1):
                raise ValueError("the periods of a fee follow each other without a gap")
        if self.free != (self.amount == 0):
            raise ValueError("free of charge and the amount contradict each other")
        if self.free and not self.free_reason:
            raise ValueError("a stay free of charge says why")
        if not self.free and not (self.start and self.payment_day and self.account and self.calculation):
            raise ValueError("a fee needs its calculation, first day, day of payment and account")

    @property
    def end(self) -> dt.date | None:
        """The last day on which ``amount`` is paid, where the fee changes after it."""
        return next((period.end for period in self.periods if period.start == self.start), None)

    @property
    def payment_days(self) -> tuple[int, ...]:
        """The days of the month by which the periods are paid; one where they agree."""
        return tuple(dict.fromkeys(period.payment_day for period in self.periods if period.payment_day is not None))


@dataclass(frozen=True)
class Signatory:
    """Who signs. ``on_behalf_of`` (genitive) names the authority when the signer acts by authorisation."""

    name: str
    post: str
    on_behalf_of: str = ""
    authorisation_number: str = ""
    authorisation_date: dt.date | None = None
