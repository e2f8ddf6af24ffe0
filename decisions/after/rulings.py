"""What an appeal body decided itself instead of the office (art. 138 § 1 pkt 2 KPA), as facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from decisions.kinds.registry import ENDS_STAY, FEES, REFUSES, STAY, DecisionKind
from decisions.models import Decision
from office.errors import DomainError

_ABOUT_FEE = FEES | {DecisionKind.RELIEF}
_ABOUT_STAY = STAY | ENDS_STAY | {DecisionKind.PERIOD_CHANGE}


@dataclass(frozen=True)
class RulingFacts:
    """The monthly fee (zł) and its first day, the days of the stay (both inclusive), support instead of a refusal."""

    fee: Decimal | None = None
    fee_from: date | None = None
    stay_from: date | None = None
    stay_to: date | None = None
    grants: bool = False


NOTHING_DECIDED = RulingFacts()


def check_ruling(decision: Decision, facts: RulingFacts) -> None:
    """Refuse facts that do not fit together, or not the kind of ``decision``."""
    if (facts.fee is None) != (facts.fee_from is None):
        name = "fee_from" if facts.fee_from is None else "fee"
        raise DomainError(
            "fee_in_part", "Wpisz i kwotę opłaty, i dzień, od którego obowiązuje – albo żadnego z nich.", name
        )
    if facts.stay_from and facts.stay_to and facts.stay_to < facts.stay_from:
        raise DomainError("days", "Ostatni dzień pobytu jest przed pierwszym.", "stay_to")
    if facts.grants and decision.kind not in REFUSES:
        raise DomainError(
            "grants", "Wsparcie zamiast odmowy można wpisać tylko przy decyzji odmownej albo umarzającej.", "grants"
        )
    if facts.fee is not None and not (facts.grants or decision.kind in _ABOUT_FEE):
        raise DomainError("fee", "Ta decyzja nie ustala opłaty. Zostaw kwotę pustą i opisz rozstrzygnięcie.", "fee")
    if (facts.stay_from or facts.stay_to) and not (facts.grants or decision.kind in _ABOUT_STAY):
        name = "stay_from" if facts.stay_from else "stay_to"
        raise DomainError("stay", "Ta decyzja nie dotyczy okresu pobytu. Zostaw dni puste.", name)
