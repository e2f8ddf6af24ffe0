"""What stands in every decision and order that is not a grant: plain frozen data, the thing that is frozen.

Sentences come composed; figures and citations in them come from the case and the law table. No legal figure or
citation is written here or in the template.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from decisions.content import IncomeRow, Instruction
from office.letterhead import ExplanationStep, FeeTerms, Letterhead, Party, Signatory

TEMPLATE = "ruling"
TEMPLATE_VERSION = "rozstrzygniecie-2026.1"


@dataclass(frozen=True)
class Row:
    """One row of a table; the first cell is its header."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: what its columns are called, its rows, and the row of the sum where there is one."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None


@dataclass(frozen=True)
class Point:
    """One numbered point of the ruling: a sentence, and what stands under it."""

    text: str
    items: tuple[str, ...] = ()
    table: Table | None = None
    fee: FeeTerms | None = None


@dataclass(frozen=True)
class Section:
    """A part of the justification under its heading."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None
    incomes: tuple[IncomeRow, ...] = ()
    explanation: tuple[ExplanationStep, ...] = ()


@dataclass(frozen=True)
class Block:
    """A part of the page in plain words."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Payment:
    """What is to be paid by transfer: złoty, account, to whom, under which title; for the code on the plain page."""

    amount: Decimal
    account: str
    holder: str
    title: str


@dataclass(frozen=True)
class RulingContent:
    """A decision or order of one of ``decisions.kinds.KINDS``; ``number`` is empty while it is a draft.

    ``omitted`` is the sentence that stands for the justification where it is left out (art. 107 § 4 KPA).
    ``provisions`` holds what the instruction cites.
    """

    letterhead: Letterhead
    kind: str
    title: str
    number: str
    subject: str
    opening: str
    party: Party
    legal_basis: tuple[str, ...]
    ruling: tuple[Point, ...]
    reasons: tuple[Section, ...]
    instruction: Instruction
    signatory: Signatory
    recipients: tuple[str, ...]
    plain: tuple[Block, ...]
    provisions: dict[str, str] = field(hash=False)
    omitted: str = ""
    more_instruction: tuple[str, ...] = ()
    tells_of_changes: bool = False
    tells_of_enforcement: bool = False
    payment: Payment | None = None
    handled_by: str = ""
    template_version: str = TEMPLATE_VERSION

    def __post_init__(self) -> None:
        if not self.ruling:
            raise ValueError("a decision decides something")
        if bool(self.omitted) == bool(self.reasons):
            raise ValueError("a decision has its justification, or says why there is none")
        if bool(self.omitted) != (self.instruction.remedy == "court"):
            raise ValueError("a decision without justification is final at once, and only such a one")
