"""A case that ends or is withdrawn waits for no place any more."""

from datetime import date

import pytest

from apartments.allocation.states import EntryState, OfferState
from apartments.endings.services import withdraw
from apartments.selectors import free_places
from applications.models import Application
from tests.apartments.cast import make_apartment

pytestmark = pytest.mark.django_db


def test_a_withdrawn_application_leaves_the_list_and_its_offered_place_is_free(worker, programme, waiting, offered):
    place = make_apartment(programme).places.get()
    entry = waiting("Jedna")
    offer = offered(entry, place)
    case = Application.objects.get(pk=entry.application_id)

    withdraw(actor=worker, application=case, declared_on=date(2026, 11, 21), way="paper")

    offer.refresh_from_db()
    entry.refresh_from_db()
    assert (offer.state, entry.state) == (OfferState.WITHDRAWN, EntryState.REMOVED)
    assert place in free_places(programme, case.stay_from, case.stay_to)
