"""Invented programmes, apartments and cases for the tests of apartments and the desk."""

from collections.abc import Callable
from datetime import date
from itertools import count

from django.db import connection
from django.test.utils import CaptureQueriesContext

from apartments.models import Apartment, Occupancy, Place
from apartments.states import OccupancyState
from applications.models import Application, HousingKind, Person, Programme
from applications.search import index
from applications.states import ApplicationState
from office.models import Office, User

_serial = count(1)


def queries_of(call: Callable[[], object]) -> list[str]:
    """The SQL that ``call`` sends."""
    with CaptureQueriesContext(connection) as caught:
        call()
    return [query["sql"] for query in caught.captured_queries]


def writes_of(call: Callable[[], object]) -> list[str]:
    """Of these, what writes."""
    return [
        sql for sql in queries_of(call) if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE"))
    ]


def make_programme(office: Office, name: str = "Program próbny", kind: str = HousingKind.TRAINING) -> Programme:
    return Programme.objects.create(
        office=office, code=f"probny-{next(_serial)}", name=name, kind=kind, target_group="osoby z testu"
    )


def make_apartment(
    programme: Programme, street: str = "ul. Zmyślona 1/2", places: int = 1, **extra: object
) -> Apartment:
    apartment = Apartment.objects.create(
        **{
            "office": programme.office,
            "code": f"probne-{next(_serial)}",
            "kind": programme.kind,
            "target_group": "osoby z testu",
            "street": street,
            "city": "Miasto Zmyślone",
            **extra,
        }
    )
    apartment.programmes.add(programme)
    for number in range(1, places + 1):
        Place.objects.create(apartment=apartment, label=f"miejsce {number}")
    return apartment


def make_case(
    worker: User,
    programme: Programme | None,
    first: date | None = date(2026, 12, 1),
    last: date | None = date(2028, 5, 31),
    *,
    state: str = ApplicationState.SUBMITTED,
    name: str = "Fikcyjny",
    **extra: object,
) -> Application:
    number = next(_serial)
    person = Person.objects.create(office=worker.office, first_name="Jan", last_name=name)
    case = Application.objects.create(
        **{
            "office": worker.office,
            "person": person,
            "worker": worker,
            "state": state,
            "case_number": "" if state == ApplicationState.DRAFT else f"TEST.{number}.2026",
            "received_on": date(2026, 11, 2),
            "kind": programme.kind if programme else "",
            "programme": programme,
            "stay_from": first,
            "stay_to": last,
            **extra,
        }
    )
    index([case])
    return case


def make_hold(application: Application, place: Place, first: date, last: date | None, **extra: object) -> Occupancy:
    return Occupancy.objects.create(
        **{
            "application": application,
            "place": place,
            "period_from": first,
            "period_to": last,
            "state": OccupancyState.HELD,
            **extra,
        }
    )
