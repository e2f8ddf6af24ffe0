"""The states of a term and the acts that change them."""

from office.models import DeadlineState, Role
from office.services.workflow import Machine, Transition

_ANYBODY = (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.ADMINISTRATOR)
_LIVE = frozenset({DeadlineState.OPEN, DeadlineState.SUSPENDED})

# Whom a term concerns is narrower for a term of a person's case: ``access.may_change`` asks that.
MACHINE = Machine(
    labels=dict(DeadlineState.choices),
    transitions=(
        Transition("close", _LIVE, DeadlineState.DONE, _ANYBODY, "Zamknięto termin."),
        Transition("cancel", _LIVE, DeadlineState.CANCELLED, _ANYBODY, "Wykreślono termin.", note_required=True),
        Transition(
            "suspend", frozenset({DeadlineState.OPEN}), DeadlineState.SUSPENDED, _ANYBODY, "Zawieszono bieg terminu."
        ),
        Transition(
            "resume", frozenset({DeadlineState.SUSPENDED}), DeadlineState.OPEN, _ANYBODY, "Termin biegnie dalej."
        ),
        Transition(
            "exclude",
            frozenset({DeadlineState.OPEN}),
            DeadlineState.OPEN,
            _ANYBODY,
            "Zapisano czas, którego nie wlicza się do terminu.",
        ),
        Transition(
            "extend",
            frozenset({DeadlineState.OPEN}),
            DeadlineState.OPEN,
            _ANYBODY,
            "Przesunięto termin.",
        ),
    ),
)
