"""What can be entered about an issued decision: the words of each act, and to which remedy it belongs."""

from enum import StrEnum

from decisions.kinds.registry import ENDING, DecisionKind, Remedy
from decisions.models import AppealAct, Decision, Outcome


class Act(StrEnum):
    """What can be entered; the value is the word in the address."""

    DISPATCH = "wyslanie"
    DELIVERY = "doreczenie"
    WAIVER = "zrzeczenie"
    APPEAL = "odwolanie"
    SELF_REVIEW = "autokontrola"
    FORWARD = "przekazanie"
    RULING = "rozstrzygniecie"
    EARLY = "wykonanie"
    ANEW = "ponowne-rozpatrzenie"
    REVIEW = "nowa-decyzja"
    CARRY = "skutki-rozstrzygniecia"
    LET_GO = "zwolnienie-miejsca"
    GRANT = "przyznanie"
    HALT = "wstrzymanie"


AFTER_RULING = frozenset({Act.ANEW, Act.CARRY, Act.GRANT})
"""What the office does once the appeal body has ruled: the next step leads there straight."""

TERMS: dict[str, str] = {Remedy.APPEAL: "kpa.129", Remedy.COMPLAINT: "kpa.141.2"}
"""Where the days of the remedy stand in the law table."""

LABELS = {
    Act.DISPATCH: "Wpisz wysłanie decyzji",
    Act.DELIVERY: "Wpisz doręczenie decyzji",
    Act.WAIVER: "Wpisz zrzeczenie się odwołania",
    Act.APPEAL: "Wpisz odwołanie",
    Act.SELF_REVIEW: "Wpisz autokontrolę wydaną na papierze",
    Act.FORWARD: "Wpisz przekazanie odwołania",
    Act.RULING: "Wpisz rozstrzygnięcie",
    Act.EARLY: "Wpisz podstawę wcześniejszego wykonania",
    Act.ANEW: "Rozpatrz ponownie",
    Act.REVIEW: "Uwzględnij odwołanie nową decyzją",
    Act.CARRY: "Wykonaj rozstrzygnięcie",
    Act.LET_GO: "Zwolnij przyznane miejsce",
    Act.GRANT: "Przyznaj miejsce według rozstrzygnięcia",
    Act.HALT: "Wstrzymaj wykonanie postanowienia",
}


def remedy_of(decision: Decision) -> str:
    """What the party may do against it: of its kind, or a complaint to the court where reasons were left out."""
    return Remedy.COURT if decision.omits_reasons else decision.rules.remedy


def label_of(act: Act, decision: Decision) -> str:
    """What the button says; against an order a complaint (zażalenie) is lodged, no appeal."""
    words = LABELS[act]
    if not decision.rules.is_order:
        return words
    return words.replace("decyzji", "postanowienia").replace("odwołania", "zażalenia").replace("odwołanie", "zażalenie")


def has_consequences(decision: Decision, ruling: AppealAct) -> bool:
    """Whether a ruling changes rows of the office that somebody has to bring in line: the case, the place, the stay."""
    if ruling.outcome == Outcome.ANNULLED:
        return decision.kind in ENDING and decision.kind != DecisionKind.DISCONTINUATION
    return ruling.outcome == Outcome.CHANGED
