"""The states of a referral to a consultant and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class ReferralState(models.TextChoices):
    """Whether the consultant still owes an opinion."""

    OPEN = "open", "czeka na opinię"
    ANSWERED = "answered", "opinia wydana"
    WITHDRAWN = "withdrawn", "cofnięte"


# What is said of a referral in the log: that there is one, never to whom by profession nor about what.
MACHINE = Machine(
    labels=dict(ReferralState.choices),
    transitions=(
        Transition(
            action="answer",
            sources=frozenset({ReferralState.OPEN}),
            target=ReferralState.ANSWERED,
            roles=(Role.CONSULTANT,),
            sentence="Wydano opinię na podstawie skierowania.",
        ),
        Transition(
            action="withdraw",
            sources=frozenset({ReferralState.OPEN}),
            target=ReferralState.WITHDRAWN,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Cofnięto skierowanie do konsultanta.",
        ),
    ),
)
