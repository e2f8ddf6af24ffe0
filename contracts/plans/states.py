"""The states of a plan and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class PlanState(models.TextChoices):
    """Where an independence programme or support plan stands."""

    RUNNING = "running", "w toku"
    NOT_DRAWN = "not_drawn", "nie sporządza się"
    CLOSED = "closed", "oceniony i zakończony"


MACHINE = Machine(
    labels=dict(PlanState.choices),
    transitions=(
        Transition(
            action="close",
            sources=frozenset({PlanState.RUNNING}),
            target=PlanState.CLOSED,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Zapisano ocenę końcową programu usamodzielniania lub planu wsparcia.",
        ),
        Transition(
            action="draw_up",
            sources=frozenset({PlanState.NOT_DRAWN}),
            target=PlanState.RUNNING,
            roles=(Role.SOCIAL_WORKER,),
            sentence="Postanowiono sporządzić plan wsparcia.",
        ),
    ),
)
