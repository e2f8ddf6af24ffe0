"""Offers whose day of answer has passed: the place is free again from the next day, and the next act says so."""

from datetime import date

from apartments.allocation.states import OFFERS, OfferState
from apartments.models import Place, PlaceOffer
from office import clock
from office.deadlines.services import close
from office.models import DeadlineState, User
from office.services import advance


def overdue(offer: PlaceOffer, today: date) -> bool:
    """Whether nobody answered in time; such an offer binds nobody any more."""
    return offer.state == OfferState.OPEN and offer.answer_by < today


def expire(*, actor: User, offer: PlaceOffer) -> PlaceOffer:
    """Write down that the day of answer passed without one."""
    application = offer.application
    fresh = advance(
        offer,
        OFFERS,
        "expire",
        actor=actor,
        office=application.office,
        case=application.pk,
        changes={"answered_on": clock.today()},
    )
    close_term(actor=actor, offer=fresh, how="Nie odpowiedziano w terminie.")
    return fresh


def close_term(*, actor: User, offer: PlaceOffer, how: str) -> None:
    """Close the term for the answer, if it still runs."""
    if offer.deadline is not None and offer.deadline.state == DeadlineState.OPEN:
        close(actor=actor, deadline=offer.deadline, closed_on=clock.today(), how=how)


def expire_overdue(*, actor: User, place: Place) -> None:
    """Before somebody else gets ``place``: write down which offers of it have lapsed."""
    rows = PlaceOffer.objects.filter(place=place, state=OfferState.OPEN, answer_by__lt=clock.today())
    for offer in rows.select_related("application__office", "deadline"):
        expire(actor=actor, offer=offer)
