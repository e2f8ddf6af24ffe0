"""What stands in an annex: plain frozen data."""

from dataclasses import dataclass, field
from datetime import date

from contracts.content import Body
from office.letterhead import Letterhead, Party

TEMPLATE = "annex"
TEMPLATE_VERSION = "aneks-2026.1"
PROVISIONS = ("ups.53.11", "ups.53.12", "ups.106.5", "ups.109")


@dataclass(frozen=True)
class Change:
    """One thing that changes: the section of the contract, what it is, how it was and how it will be (lines)."""

    section: str
    what: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class AnnexContent:
    """An annex. ``changes`` old to new; ``decision_note`` where fee or period change by a decision."""

    letterhead: Letterhead
    number: int
    contract_number: str
    contract_date: date
    directing_body: Body
    operator: Body
    resident: Party
    ground: str
    why: str
    effective_from: date
    changes: tuple[Change, ...]
    needs_decision: bool
    copies: int
    provisions: dict[str, str] = field(hash=False)
    template_version: str = TEMPLATE_VERSION

    @property
    def is_one_body(self) -> bool:
        """Whether one institution both directs and runs."""
        return self.directing_body == self.operator
