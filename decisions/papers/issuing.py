"""What follows an approval for the papers: in its transaction, so that nothing issued is ever without."""

from decisions.models import Decision
from decisions.papers.sealing import seal
from decisions.papers.services import order
from decisions.papers.tasks import render_papers


def after_approval(decision: Decision) -> None:
    """Seal an issued decision, note its papers, and ask for them in the background once the transaction holds."""
    seal(decision)
    order(decision)
    render_papers.enqueue(decision.pk)
