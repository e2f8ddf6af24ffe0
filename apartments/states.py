"""The states of an occupancy of a place and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class OccupancyState(models.TextChoices):
    """Whether a place is kept for somebody, lived in, or was let go."""

    HELD = "held", "zarezerwowane"
    GRANTED = "granted", "przyznane decyzją"
    RELEASED = "released", "zwolnione"


MACHINE = Machine(
    labels=dict(OccupancyState.choices),
    transitions=(
        Transition(
            action="release",
            sources=frozenset({OccupancyState.HELD}),
            target=OccupancyState.RELEASED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Zwolniono zarezerwowane miejsce:",
            note_required=True,
        ),
        Transition(
            action="begin_stay",
            sources=frozenset({OccupancyState.HELD}),
            target=OccupancyState.GRANTED,
            roles=(Role.DIRECTOR,),
            sentence="Przyznano miejsce decyzją:",
        ),
        Transition(
            action="annul",
            sources=frozenset({OccupancyState.GRANTED}),
            target=OccupancyState.RELEASED,
            roles=(Role.SOCIAL_WORKER, Role.DIRECTOR),
            sentence="Uchylono przyznanie miejsca w całości:",
            note_required=True,
        ),
        Transition(
            action="let_go",
            sources=frozenset({OccupancyState.HELD}),
            target=OccupancyState.RELEASED,
            roles=(Role.SOCIAL_WORKER, Role.DIRECTOR),
            sentence="Zwolniono zarezerwowane miejsce:",
        ),
    ),
)
