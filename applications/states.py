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
DECIDED = frozenset({ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.DISCONTINUED})
"""States of a case that a decision ended; an appeal may bring it back."""
_BOTH = (Role.SOCIAL_WORKER, Role.DIRECTOR)


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
        # What an appeal does to a case that was decided (art. 132 and 138 KPA).
        Transition(
            action="reopen",
            sources=DECIDED,
            target=ApplicationState.SUBMITTED,
            roles=_BOTH,
            sentence="Sprawa wróciła do rozpatrzenia:",
            note_required=True,
        ),
        *(
            Transition(
                action=f"back_to_{target.value}",
                sources=frozenset({ApplicationState.SUBMITTED}),
                target=target,
                roles=_BOTH,
                sentence="Sprawa pozostaje zakończona dotychczasową decyzją:",
                note_required=True,
            )
            for target in sorted(DECIDED)
        ),
        Transition(
            action="end_on_appeal",
            sources=DECIDED - {ApplicationState.DISCONTINUED},
            target=ApplicationState.DISCONTINUED,
            roles=_BOTH,
            sentence="Organ odwoławczy umorzył postępowanie w sprawie:",
            note_required=True,
        ),
    ),
)
