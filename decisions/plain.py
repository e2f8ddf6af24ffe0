"""The decision in plain words, on one page for the resident: made from the frozen content alone.

It explains and decides nothing. The law of the instruction stays in the decision; here are its consequences.
"""

from dataclasses import dataclass
from decimal import Decimal

from decisions.content import DecisionContent
from decisions.kinds.content import RulingContent
from decisions.kinds.registry import CLAIMS
from decisions.transfer import LARGEST_AMOUNT, qr_svg, transfer_text, transfer_title
from office.letterhead import Letterhead
from office.polish import zloty

TEMPLATE = "decision_plain"
RULING_TEMPLATE = "ruling_plain"
_FEE = "odpłatność"
# What surely stands on one page in letters of 14 points: characters of names and addresses, lines about the ruling.
_ROOM, _LINES = 330, 6
_WHAT = {"repayment": "należność", "instalments": "rata"}
CODE_TITLE = "Kod QR do przelewu: {amount} na konto z tej ramki."


@dataclass(frozen=True)
class PlainSummary:
    """What the page prints: the decision's own content, and the transfer code as SVG (empty where none is due)."""

    decision: DecisionContent | RulingContent
    code: str
    title: str
    template_version: str = "prosto-2026.3"

    @property
    def letterhead(self) -> Letterhead:
        """The head of the page is that of the decision."""
        return self.decision.letterhead

    @property
    def is_long(self) -> bool:
        """Whether the page needs smaller letters to stay one page: periods, conditions, or long names and addresses."""
        decision, head = self.decision, self.decision.letterhead
        texts = [decision.party.name, head.office_name, head.unit, *head.address_lines, decision.handled_by]
        if isinstance(decision, RulingContent):
            return sum(len(block.lines) for block in decision.plain) > _LINES or len("".join(texts)) > _ROOM
        place = decision.accommodation
        texts += [place.address, place.place, decision.fee.free_reason, decision.instruction.appeal_body]
        return bool(decision.fee.periods or decision.conditions) or len("".join(texts)) > _ROOM

    @property
    def template(self) -> str:
        """The name of the template that prints it."""
        return TEMPLATE if isinstance(self.decision, DecisionContent) else RULING_TEMPLATE


def plain_summary(content: DecisionContent | RulingContent) -> PlainSummary:
    """The plain page of an approved decision's ``content``."""
    what = _WHAT.get(content.kind, _FEE) if isinstance(content, RulingContent) else _FEE
    title = transfer_title(content.letterhead.case_number, what)
    return PlainSummary(decision=content, code=_due(content, title), title=title)


def _due(content: DecisionContent | RulingContent, title: str) -> str:
    if isinstance(content, RulingContent):
        # A claim is demanded only once its decision may be carried out: its slips are papers of ``decisions.carrying``.
        pay = content.payment if content.kind not in CLAIMS else None
        return payment_code(pay.account, pay.amount, pay.holder, title) if pay else ""
    fee = content.fee
    return "" if fee.free or not content.sets_fee else payment_code(fee.account, fee.amount, fee.account_holder, title)


def payment_code(account: str, amount: Decimal, name: str, title: str) -> str:
    """The transfer code as SVG: account (26 digits), złoty, who is paid, title."""
    text = transfer_text(
        account=account,
        amount=amount if amount <= LARGEST_AMOUNT else None,
        name=name,
        title=title,
    )
    return qr_svg(text, title=CODE_TITLE.format(amount=zloty(amount)))
