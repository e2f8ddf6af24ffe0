"""One act each: the application ends or is withdrawn, and the place that was kept for it is free."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from apartments.allocation.models import WaitingEntry
from apartments.allocation.services import remove_from_list, withdraw_offer
from apartments.allocation.states import EntryState, OfferState
from apartments.services.occupancies import release_place
from apartments.states import OccupancyState
from applications.completion.models import CompletionCall
from applications.completion.services import leave
from applications.models import Application
from applications.outcomes.models import Withdrawal
from applications.outcomes.services import declare_withdrawal, transfer
from applications.services import locked
from office.models import User


@transaction.atomic
def free_places_of(*, actor: User, application: Application, why: str) -> int:
    """Let go what is held for the case and end its wait for a place: the open offer, the entry of the waiting list.

    Returns how many places were held. Granted places end by a decision only.
    """
    for offer in application.offers.filter(state=OfferState.OPEN):
        withdraw_offer(actor=actor, offer=offer, reason=why)
    for entry in WaitingEntry.objects.filter(application=application, state=EntryState.WAITING):
        remove_from_list(actor=actor, entry=entry, reason=why)
    held = list(application.occupancies.filter(state=OccupancyState.HELD))
    for occupancy in held:
        release_place(actor=actor, occupancy=occupancy, reason=why)
    return len(held)


@transaction.atomic
def leave_unconsidered(*, actor: User, call: CompletionCall) -> Application:
    """Leave the application without consideration (``applications.completion.services.leave``)."""
    application = locked(call.application)
    free_places_of(actor=actor, application=application, why="wniosek zostaje bez rozpoznania.")
    return leave(actor=actor, call=call)


@transaction.atomic
def send_to_competent(
    *,
    actor: User,
    application: Application,
    authority: str,
    address: Sequence[str],
    why: str,
    enclosures: Sequence[str],
) -> Application:
    """Send the application to the competent authority (``applications.outcomes.services.transfer``)."""
    fresh = locked(application)
    free_places_of(actor=actor, application=fresh, why="sprawę przejmuje inny organ.")
    return transfer(
        actor=actor, application=fresh, authority=authority, address=address, why=why, enclosures=enclosures
    )


@transaction.atomic
def withdraw(*, actor: User, application: Application, declared_on: date, way: str, note: str = "") -> Withdrawal:
    """Enter a withdrawal (``applications.outcomes.services.declare_withdrawal``)."""
    fresh = locked(application)
    made = declare_withdrawal(actor=actor, application=fresh, declared_on=declared_on, way=way, note=note)
    free_places_of(actor=actor, application=fresh, why="osoba cofnęła wniosek.")
    return made
