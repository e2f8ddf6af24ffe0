"""The states of an entry on the waiting list and of an offer, and the acts that change them."""

from django.db import models

from office.models import Role
from office.services import Machine, Transition


class EntryState(models.TextChoices):
    """Whether a case is on the waiting list."""

    WAITING = "waiting", "na liście"
    REMOVED = "removed", "skreślono z listy"


class OfferState(models.TextChoices):
    """What became of an offered place."""

    OPEN = "open", "czeka na odpowiedź"
    ACCEPTED = "accepted", "przyjęto"
    DECLINED = "declined", "nie przyjęto"
    EXPIRED = "expired", "minął termin odpowiedzi"
    WITHDRAWN = "withdrawn", "wycofano"


_OFFICE = (Role.SOCIAL_WORKER, Role.DIRECTOR)
_OPEN = frozenset({OfferState.OPEN})

# Reasons may tell of health or violence: they stay in the list's own record, the log names the act.
ENTRIES = Machine(
    labels=dict(EntryState.choices),
    transitions=(
        Transition(
            "remove", frozenset({EntryState.WAITING}), EntryState.REMOVED, _OFFICE, "Skreślono z listy oczekujących."
        ),
        Transition(
            "restore",
            frozenset({EntryState.REMOVED}),
            EntryState.WAITING,
            (Role.SOCIAL_WORKER,),
            "Wpisano ponownie na listę oczekujących.",
        ),
    ),
)
OFFERS = Machine(
    labels=dict(OfferState.choices),
    transitions=(
        Transition("accept", _OPEN, OfferState.ACCEPTED, (Role.SOCIAL_WORKER,), "Osoba przyjęła proponowane miejsce."),
        Transition(
            "decline", _OPEN, OfferState.DECLINED, (Role.SOCIAL_WORKER,), "Osoba nie przyjęła proponowanego miejsca."
        ),
        Transition("expire", _OPEN, OfferState.EXPIRED, _OFFICE, "Minął termin odpowiedzi na propozycję miejsca."),
        Transition("withdraw", _OPEN, OfferState.WITHDRAWN, _OFFICE, "Wycofano propozycję miejsca."),
    ),
)
