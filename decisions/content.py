"""What stands in a decision that grants support and sets the fee: plain frozen data, the thing that is frozen.

Elements of art. 107 § 1 KPA: authority, date, party, legal basis, ruling, justification of facts and of law,
instruction, signature with name and post. No legal figure or citation is written here: they come in as data.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from office.letterhead import Accommodation, ExplanationStep, FeeTerms, Letterhead, Party, ServiceGroup, Signatory

TEMPLATE_VERSION = "decyzja-2026.2"
TEMPLATE = "decision"

PROVISIONS = (
    "kpa.127a",
    "kpa.129",
    "kpa.130",
    "kpa.130.4",
    "ups.53.11",
    "ups.53.14",
    "ups.97.1",
    "ups.104",
    "ups.106.6",
    "ups.109",
)
"""Codes of the provisions that the decision cites; ``DecisionContent.provisions`` gives the words of each."""


@dataclass(frozen=True)
class HouseholdMember:
    """One person of the household with the relation to the party ("żona", "syn"); the party: "strona"."""

    name: str
    relation: str


@dataclass(frozen=True)
class IncomeRow:
    """One income as it was weighed: whose, from what, of which month, how much (zł), counted or not and why."""

    person: str
    source: str
    month: str
    amount: Decimal
    counted: bool
    why: str


@dataclass(frozen=True)
class Facts:
    """The justification of facts. Texts are whole sentences; grounds and documents are items of a list."""

    application_date: date
    grounds: tuple[str, ...]
    situation: str
    household: tuple[HouseholdMember, ...]
    incomes: tuple[IncomeRow, ...]
    income_total: Decimal
    """Sum of the counted incomes of the household, zł a month."""
    documents: tuple[str, ...] = ()
    opinion: str = ""
    scope_considered: str = ""
    """How the granted scope of services was weighed when the fee was set (art. 97 ust. 1 u.p.s.)."""

    @property
    def is_family(self) -> bool:
        """Whether more than one person keeps the household."""
        return len(self.household) > 1


@dataclass(frozen=True)
class Agreement:
    """The housing contract that the decision follows, and what was agreed with the person about the fee."""

    contract_number: str
    contract_date: date
    sentence: str


@dataclass(frozen=True)
class Instruction:
    """What the instruction needs from data: where to appeal (genitive), through whom (genitive), in how many days."""

    appeal_body: str
    appeal_through: str
    appeal_days: int
    reports_to: str
    """Where changes are reported, with address and phone."""
    remedy: str = "appeal"
    """Which remedy it tells of: a value of ``decisions.kinds.Remedy``."""
    court_days: int = 0
    """The days for a complaint to the administrative court; 0 where the instruction does not tell of it."""
    points: tuple[str, ...] = ()
    """The maintained words of the instruction, ``**bold**`` marked; empty in decisions from before there were any."""
    changes: tuple[str, ...] = ()
    enforcement: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    """Of the page in plain words: what to do against it, whom to ask; and the note at the end of the decision."""
    texts: tuple[str, ...] = ()
    """Which versions these words are of: ``decision-appeal 2``."""


@dataclass(frozen=True)
class DecisionContent:
    """A decision granting support in a training or supported apartment and setting the fee.

    ``number`` is empty and ``letterhead.date`` is ``None`` while the decision is a draft. ``provisions`` maps every
    code of ``PROVISIONS`` to its printed citation.
    """

    letterhead: Letterhead
    number: str
    party: Party
    legal_basis: tuple[str, ...]
    accommodation: Accommodation
    services: tuple[ServiceGroup, ...]
    fee: FeeTerms
    agreement: Agreement
    facts: Facts
    explanation: tuple[ExplanationStep, ...]
    instruction: Instruction
    signatory: Signatory
    recipients: tuple[str, ...]
    provisions: dict[str, str] = field(hash=False)
    utilities: str = ""
    """One sentence on what the fee does not cover and how it is settled; empty where the office has nothing apart."""
    handled_by: str = ""
    part: str = "both"
    """What it grants: "both", or where the office issues two decisions "support" or "fee"."""
    support_decision: str = ""
    """For "fee": the decision that granted the support ("nr … z dnia …")."""
    omitted: str = ""
    """Why there is no justification (art. 107 § 4 KPA), one sentence; empty: there is one."""
    paragraphs: tuple[str, ...] = ()
    """Paragraphs of justification that the worker chose, slots filled: about the person and the stay."""
    fee_paragraphs: tuple[str, ...] = ()
    """The same about the fee."""
    conditions: tuple[str, ...] = ()
    """What the party has to do, each with its term and the provision that allows the condition; no closing stops."""
    annuls: str = ""
    """The point by which the office annuls its own former decision (art. 132 KPA); empty: there is none."""
    template_version: str = TEMPLATE_VERSION

    def __post_init__(self) -> None:
        absent = sorted(set(PROVISIONS) - set(self.provisions))
        if absent:
            raise ValueError(f"no citation for {absent}")
        if self.part not in ("both", "support", "fee"):
            raise ValueError(f"a decision grants no part {self.part!r}")
        if (self.part == "fee") != bool(self.support_decision):
            raise ValueError("a decision on the fee alone names the decision that granted the support")
        if bool(self.omitted) != (self.instruction.remedy == "court"):
            raise ValueError("a decision without justification is final at once, and only such a one")

    @property
    def grants_support(self) -> bool:
        """Whether it grants the stay."""
        return self.part != "fee"

    @property
    def more_instruction(self) -> tuple[str, ...]:
        """A grant has nothing to tell beyond what every instruction tells."""
        return ()

    @property
    def tells_of_changes(self) -> bool:
        """Every grant tells that changes are reported."""
        return True

    @property
    def tells_of_enforcement(self) -> bool:
        """Whether it sets something to pay."""
        return self.sets_fee and not self.fee.free

    @property
    def sets_fee(self) -> bool:
        """Whether it sets the fee."""
        return self.part != "support"
