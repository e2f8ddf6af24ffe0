"""The states of a call to complete and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition

_WORKER = (Role.SOCIAL_WORKER,)


class CallState(models.TextChoices):
    """Where a call stands."""

    MADE = "made", "sporządzone, czeka na doręczenie"
    RUNNING = "running", "biegnie termin"
    CURED = "cured", "uzupełniono"
    LEFT = "left", "nie uzupełniono: wniosek bez rozpoznania"
    CLOSED = "closed", "nie uzupełniono: sprawa toczy się dalej"
    WITHDRAWN = "withdrawn", "wycofane"


LIVE = (CallState.MADE, CallState.RUNNING)

MACHINE = Machine(
    labels=dict(CallState.choices),
    transitions=(
        Transition(
            action="deliver",
            sources=frozenset({CallState.MADE}),
            target=CallState.RUNNING,
            roles=_WORKER,
            sentence="Doręczono wezwanie do uzupełnienia.",
        ),
        Transition(
            action="cure",
            sources=frozenset(LIVE),
            target=CallState.CURED,
            roles=_WORKER,
            sentence="Uzupełniono to, o co wezwano.",
        ),
        Transition(
            action="leave",
            sources=frozenset({CallState.RUNNING}),
            target=CallState.LEFT,
            roles=_WORKER,
            sentence="Braków nie usunięto w terminie.",
        ),
        Transition(
            action="close",
            sources=frozenset({CallState.RUNNING}),
            target=CallState.CLOSED,
            roles=_WORKER,
            sentence="Dowodów nie dostarczono w terminie; sprawa toczy się na tym, co jest.",
        ),
        Transition(
            action="withdraw",
            sources=frozenset(LIVE),
            target=CallState.WITHDRAWN,
            roles=_WORKER,
            sentence="Wycofano wezwanie:",
            note_required=True,
        ),
    ),
)
