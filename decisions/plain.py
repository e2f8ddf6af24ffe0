"""The decision in plain words, on one page for the resident: made from the frozen content alone.

It explains and decides nothing. The law of the instruction stays in the decision; here are its consequences.
"""

from dataclasses import dataclass

from decisions.content import DecisionContent
from decisions.transfer import LARGEST_AMOUNT, qr_svg, transfer_text, transfer_title
from office.letterhead import FeeTerms, Letterhead
from office.polish import zloty

TEMPLATE = "decision_plain"
CODE_TITLE = "Kod QR do przelewu: {amount} na konto z tej ramki."


@dataclass(frozen=True)
class PlainSummary:
    """What the page prints: the decision's own content, and the transfer code as SVG (empty where none is due)."""

    decision: DecisionContent
    code: str
    title: str
    template_version: str = "prosto-2026.1"

    @property
    def letterhead(self) -> Letterhead:
        """The head of the page is that of the decision."""
        return self.decision.letterhead


def plain_summary(content: DecisionContent) -> PlainSummary:
    """The plain page of an approved decision's ``content``."""
    title = transfer_title(content.letterhead.case_number)
    return PlainSummary(decision=content, code=_code(content.fee, title), title=title)


def _code(fee: FeeTerms, title: str) -> str:
    if fee.free:
        return ""
    text = transfer_text(
        account=fee.account,
        amount=fee.amount if fee.amount <= LARGEST_AMOUNT else None,
        name=fee.account_holder,
        title=title,
    )
    return qr_svg(text, title=CODE_TITLE.format(amount=zloty(fee.amount)))
