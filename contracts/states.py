"""The states of a housing contract and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class ContractState(models.TextChoices):
    """Where a housing contract stands."""

    DRAFT = "draft", "projekt"
    SIGNED = "signed", "podpisany"
    REPLACED = "replaced", "zastąpiony nowym projektem"
    REFUSED = "refused", "osoba odmówiła podpisania"


class ClauseState(models.TextChoices):
    """Where a text of contracts stands. Only published ones are used, from their first day on."""

    DRAFT = "draft", "szkic"
    PUBLISHED = "published", "opublikowany"


class SignatoryRole(models.TextChoices):
    """The roles in which a contract is signed (art. 53 ust. 11 u.p.s.); one body may have the first two."""

    DIRECTING = "directing", "podmiot kierujący"
    OPERATOR = "operator", "podmiot prowadzący"
    PERSON = "person", "osoba"
    REPRESENTATIVE = "representative", "przedstawiciel ustawowy"


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
        Transition(
            action="refuse",
            sources=frozenset({ContractState.DRAFT}),
            target=ContractState.REFUSED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Osoba odmówiła podpisania kontraktu mieszkaniowego.",
        ),
    ),
)
