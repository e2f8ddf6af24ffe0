"""The parts that every official paper is made of, as plain frozen data.

Nothing here knows the database: services fill these from it, and what they fill is what is printed and frozen.
Legal words (citations, journal numbers, terms in days) come in as data; the templates hold none.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

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
class FeeTerms:
    """What the resident pays a month, from when, by when and where to; or why nothing is paid.

    ``amount`` in złoty a month (0 when ``free``). ``rate_percent`` and ``base`` with ``base_name`` (genitive:
    "miesięcznego kosztu pobytu") where the rule is a percentage; ``calculation`` says it in figures in any case.
    ``payment_words`` are the words of the source on the day of payment, quoted as they stand; ``payment_source`` names
    that source.
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

    def __post_init__(self) -> None:
        if self.free != (self.amount == 0):
            raise ValueError("free of charge and the amount contradict each other")
        if self.free and not self.free_reason:
            raise ValueError("a stay free of charge says why")
        if not self.free and not (self.start and self.payment_day and self.account and self.calculation):
            raise ValueError("a fee needs its calculation, first day, day of payment and account")


@dataclass(frozen=True)
class Signatory:
    """Who signs. ``on_behalf_of`` (genitive) names the authority when the signer acts by authorisation."""

    name: str
    post: str
    on_behalf_of: str = ""
    authorisation_number: str = ""
    authorisation_date: dt.date | None = None
