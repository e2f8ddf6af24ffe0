from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine

from apartments.allocation.services import add_to_list, offer_place
from apartments.models import PlaceOffer, WaitingEntry
from applications.models import Application, Programme
from office import clock
from office.models import Office, User
from tests.apartments.cast import make_case, make_programme

SECRET = "Zmyślony powód: przemoc i diagnoza F20"
WOMAN, MAN = "02070803628", "44051401458"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-11-21 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def programme(kielce: Office) -> Programme:
    return make_programme(kielce)


@pytest.fixture
def waiting(worker: User, programme: Programme) -> Callable[..., WaitingEntry]:
    """A case on the list: ``waiting("Nazwisko", complete_on=…)``."""

    def make(name: str, complete_on: date = date(2026, 11, 5), **extra: object) -> WaitingEntry:
        application = make_case(worker, programme, name=name)
        if "pesel" in extra:
            application.person.pesel = str(extra["pesel"])
            application.person.save()
        return add_to_list(actor=worker, application=application, complete_on=complete_on, reason="brak miejsca")

    return make


@pytest.fixture
def offered(worker: User) -> Callable[..., PlaceOffer]:
    """Offer a place of an apartment to a case on the list."""

    def make(entry: WaitingEntry, place: object, **extra: object) -> PlaceOffer:
        values = {"answer_by": clock.today() + timedelta(days=7), "place": place} | extra
        return offer_place(actor=worker, application=Application.objects.get(pk=entry.application_id), **values)

    return make
