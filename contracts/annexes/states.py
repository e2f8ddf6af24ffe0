"""The states of an annex and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class AnnexState(models.TextChoices):
    """Where an annex stands."""

    DRAFT = "draft", "projekt"
    SIGNED = "signed", "podpisany"
    CANCELLED = "cancelled", "wycofany"


MACHINE = Machine(
    labels=dict(AnnexState.choices),
    transitions=(
        Transition(
            action="sign",
            sources=frozenset({AnnexState.DRAFT}),
            target=AnnexState.SIGNED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Odnotowano podpisanie aneksu do kontraktu mieszkaniowego.",
        ),
        Transition(
            action="cancel",
            sources=frozenset({AnnexState.DRAFT}),
            target=AnnexState.CANCELLED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Wycofano projekt aneksu do kontraktu mieszkaniowego.",
        ),
    ),
)
