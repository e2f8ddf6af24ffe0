"""The states of a housing contract and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class ContractState(models.TextChoices):
    """Where a housing contract stands."""

    DRAFT = "draft", "projekt"
    SIGNED = "signed", "podpisany"
    REPLACED = "replaced", "zastąpiony nowym projektem"


MACHINE = Machine(
    labels=dict(ContractState.choices),
    transitions=(
        Transition(
            action="sign",
            sources=frozenset({ContractState.DRAFT}),
            target=ContractState.SIGNED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Odnotowano podpisanie kontraktu mieszkaniowego.",
        ),
        Transition(
            action="replace",
            sources=frozenset({ContractState.DRAFT, ContractState.SIGNED}),
            target=ContractState.REPLACED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Kontrakt zastąpiono nowym projektem.",
        ),
    ),
)
