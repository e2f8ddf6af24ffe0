"""The states of a decision and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class DecisionState(models.TextChoices):
    """Where a decision stands."""

    DRAFT = "draft", "projekt"
    SUBMITTED = "submitted", "czeka na zatwierdzenie"
    RETURNED = "returned", "zwrócony do poprawy"
    APPROVED = "approved", "zatwierdzona"
    WITHDRAWN = "withdrawn", "wycofany"


OPEN = (DecisionState.DRAFT, DecisionState.SUBMITTED, DecisionState.RETURNED)
"""The states in which somebody still works on a decision."""

MACHINE = Machine(
    labels=dict(DecisionState.choices),
    transitions=(
        Transition(
            action="submit",
            sources=frozenset({DecisionState.DRAFT, DecisionState.RETURNED}),
            target=DecisionState.SUBMITTED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Przekazano projekt decyzji do zatwierdzenia.",
        ),
        Transition(
            action="return",
            sources=frozenset({DecisionState.SUBMITTED}),
            target=DecisionState.RETURNED,
            roles=(Role.DIRECTOR,),
            sentence="Zwrócono projekt decyzji do poprawy:",
            note_required=True,
        ),
        Transition(
            action="approve",
            sources=frozenset({DecisionState.SUBMITTED}),
            target=DecisionState.APPROVED,
            roles=(Role.DIRECTOR,),
            sentence="Zatwierdzono decyzję.",
        ),
        Transition(
            action="withdraw",
            sources=frozenset({DecisionState.DRAFT, DecisionState.RETURNED}),
            target=DecisionState.WITHDRAWN,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Wycofano projekt:",
            note_required=True,
        ),
    ),
)
