"""Fictional residents for the tests of stays."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

from apartments.models import Occupancy, Place
from apartments.services import Basis, begin_stay
from apartments.services.by_decision import open_stay
from applications.models import Application, Programme
from applications.states import ApplicationState
from office import clock
from office.models import User
from tests.apartments.cast import make_case, make_hold

FIRST, LAST = date(2026, 12, 1), date(2027, 5, 31)
ISSUED = date(2026, 11, 20)
BASIS = Basis("TEST/1/2026", ISSUED)
CHANGE = Basis("TEST/2/2027", date(2027, 1, 15))


def make_resident(
    worker: User,
    director: User,
    programme: Programme,
    place: Place,
    first: date = FIRST,
    last: date | None = LAST,
    *,
    opened: bool = True,
    **case: object,
) -> Occupancy:
    """A granted place, as the approval of a decision leaves it; ``opened``: the decision was carried out as well."""
    application: Application = make_case(worker, programme, first, last, **case)
    occupancy = begin_stay(actor=director, occupancy=make_hold(application, place, first, last), basis=BASIS)
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.GRANTED)
    if opened:
        open_stay(actor=worker, application=application, since=ISSUED, why="Decyzja jest ostateczna (zmyślona).")
    return Occupancy.objects.select_related("application__person", "place").get(pk=occupancy.pk)


def on(day: date) -> AbstractContextManager[None]:
    """The clock held at noon of ``day``."""
    return clock.pinned(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
