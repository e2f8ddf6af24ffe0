"""The states of an application and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", "szkic"
    SUBMITTED = "submitted", "w toku"
    GRANTED = "granted", "przyznano"
    LEFT = "left", "bez rozpoznania"
    TRANSFERRED = "transferred", "przekazano"
    REFUSED = "refused", "odmówiono"
    DISCONTINUED = "discontinued", "umorzono"


ENDED = frozenset(ApplicationState) - {ApplicationState.DRAFT, ApplicationState.SUBMITTED}
"""States of a case that was ended: its facts do not change any more."""


MACHINE = Machine(
    labels=dict(ApplicationState.choices),
    transitions=(
        Transition(
            action="submit",
            sources=frozenset({ApplicationState.DRAFT}),
            target=ApplicationState.SUBMITTED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Przyjęto kompletny wniosek.",
        ),
        Transition(
            action="grant",
            sources=frozenset({ApplicationState.SUBMITTED}),
            target=ApplicationState.GRANTED,
            roles=(Role.DIRECTOR,),
            sentence="Sprawę zakończono decyzją przyznającą wsparcie.",
        ),
        Transition(
            action="leave",
            sources=frozenset({ApplicationState.DRAFT, ApplicationState.SUBMITTED}),
            target=ApplicationState.LEFT,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Wniosek pozostawiono bez rozpoznania.",
        ),
        Transition(
            action="transfer",
            sources=frozenset({ApplicationState.DRAFT, ApplicationState.SUBMITTED}),
            target=ApplicationState.TRANSFERRED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Wniosek przekazano według właściwości.",
        ),
        Transition(
            action="refuse",
            sources=frozenset({ApplicationState.SUBMITTED}),
            target=ApplicationState.REFUSED,
            roles=(Role.DIRECTOR,),
            sentence="Sprawę zakończono decyzją odmowną.",
        ),
        Transition(
            action="discontinue",
            sources=frozenset({ApplicationState.SUBMITTED}),
            target=ApplicationState.DISCONTINUED,
            roles=(Role.DIRECTOR,),
            sentence="Sprawę zakończono decyzją o umorzeniu postępowania.",
        ),
    ),
)
