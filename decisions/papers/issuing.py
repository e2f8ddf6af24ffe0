"""What follows an approval for the papers: in its transaction, so that nothing issued is ever without."""

from django.db import transaction

from decisions.models import Decision
from decisions.papers.sealing import seal
from decisions.papers.services import order, try_again
from decisions.papers.tasks import render_papers
from office.models import User


def after_approval(decision: Decision) -> None:
    """Seal an issued decision, note its papers, and ask for them in the background once the transaction holds."""
    seal(decision)
    order(decision)
    render_papers.enqueue(decision.pk)


@transaction.atomic
def ask_again(*, actor: User, decision: Decision) -> int:
    """Ask once more for the papers that could not be made; returns how many there were."""
    again = try_again(actor=actor, decision=decision)
    if again:
        render_papers.enqueue(decision.pk)
    return again
