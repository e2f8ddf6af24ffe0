"""Calendar of 500 places over two years: how long it takes, against a bare fetch of the same rows.

Run as ``python bench/calendar.py [PLACES]``, inside the virtual environment; makes a database and drops it.
Prints one JSON object: places, rows, queries, and seconds (best of five) of the floor, the board and its grid by weeks.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

# This file is called like a module of the standard library: its own folder must not come first.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from apartments.models import Apartment, Occupancy, Outage, Place, Room  # noqa: E402
from apartments.selectors import board, grid, places_by_decision, week_columns  # noqa: E402
from apartments.states import OccupancyState  # noqa: E402
from applications.models import Application, HousingKind, Person, Programme  # noqa: E402
from office.models import Municipality, Office, Role, RoleGrant, User  # noqa: E402

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
PER_APARTMENT, STAYS = 5, 6


def _office() -> tuple[User, Programme]:
    municipality = Municipality.objects.create(code="bench", name="Miasto Zmyślone")
    office = Office.objects.create(code="bench", municipality=municipality)
    user = User.objects.create(username="bench", office=office)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    kind, group = HousingKind.TRAINING, "osoby z pomiaru"
    return user, Programme.objects.create(office=office, code="bench", name="Program", kind=kind, target_group=group)


def fill(places: int) -> tuple[User, Programme]:
    """An office with ``places`` places, each with stays one after the other and an outage at the end."""
    user, programme = _office()
    made = []
    for number in range(places // PER_APARTMENT):
        flat = Apartment.objects.create(
            office=programme.office,
            code=f"b-{number}",
            target_group="osoby z pomiaru",
            street=f"ul. Pomiarowa {number}",
        )
        flat.programmes.add(programme)
        rooms = [Room.objects.create(apartment=flat, label=f"pokój {room}") for room in range(3)]
        made += [
            Place(apartment=flat, room=rooms[place // 2], label=f"miejsce {place}") for place in range(PER_APARTMENT)
        ]
    Place.objects.bulk_create(made)
    stays, outages = [], []
    for place in Place.objects.order_by("pk"):
        day = FIRST - timedelta(days=place.pk % 40)
        for _ in range(STAYS):
            person = Person.objects.create(office=programme.office, first_name="Jan", last_name="Fikcyjny")
            case = Application.objects.create(office=programme.office, person=person, worker=user, received_on=FIRST)
            end = day + timedelta(days=100)
            stays.append(
                Occupancy(
                    place=place,
                    application=case,
                    state=OccupancyState.GRANTED,
                    period_from=day,
                    period_to=end,
                    basis_number="1",
                    basis_date=FIRST,
                )
            )
            day = end + timedelta(days=4)
        outages.append(Outage(apartment_id=place.apartment_id, place=place, period_from=day, reason="remont"))
    Occupancy.objects.bulk_create(stays, batch_size=500)
    Outage.objects.bulk_create(outages, batch_size=500)
    return user, programme


def best_of(act: Callable[[], object], times: int = 5) -> float:
    """The shortest of ``times`` runs, in seconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return round(min(took), 4)


def measure(places: int) -> dict[str, object]:
    """The figures for an office of ``places`` places, in the database that is connected."""
    user, programme = fill(places)
    chosen = places_by_decision(Apartment.objects.filter(programmes=programme))
    columns = week_columns(FIRST, LAST)

    def floor() -> None:
        list(chosen.all())
        list(Occupancy.objects.select_related("application__person"))
        list(Outage.objects.all())

    with CaptureQueriesContext(connection) as caught:
        shown = board(user, chosen.all(), FIRST, LAST)
    return {
        "bench": "calendar",
        "places": len(shown.lines),
        "stays": Occupancy.objects.count(),
        "outages": Outage.objects.count(),
        "days": shown.days,
        "queries": len(caught),
        "floor_s": best_of(floor),
        "board_s": best_of(lambda: board(user, chosen.all(), FIRST, LAST)),
        "board_and_weeks_s": best_of(lambda: grid(board(user, chosen.all(), FIRST, LAST), columns)),
    }


def main() -> None:
    """Make a database, measure, drop it."""
    places = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    connection.creation.create_test_db(verbosity=0)
    try:
        sys.stdout.write(json.dumps(measure(places), ensure_ascii=False) + "\n")
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
