"""Lists and search over 1 000 and 100 000 applications: queries of each page, and how much slower it grows.

Run by ``bench/run cases`` under ``.ci/with-postgres``. Pages are asked for as a browser asks, through the whole
program; the time is that on the wall, medians of rounds,
of the same office with few cases and then with a hundred times more.
"""

import os
import random
import statistics
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from applications import search  # noqa: E402
from applications.models import Application, Person, Programme  # noqa: E402
from applications.states import ApplicationState  # noqa: E402
from bench.clock import verdict  # noqa: E402
from office import clock as office_clock  # noqa: E402
from office.models import Role, RoleGrant, User  # noqa: E402

FEW, MANY, ROUNDS, MOST, WORKERS, OPEN_SHARE = 1_000, 100_000, 15, 3.0, 20, 50
BEGINNINGS = ("Bar", "Cyr", "Dom", "Gór", "Jab", "Kow", "Łąk", "Mal", "Now", "Ost", "Pio", "Rad", "Sob", "Tom", "Wój")
MIDDLES = ("al", "ań", "ec", "el", "en", "ic", "in", "iń", "ol", "or", "ow", "usz")
ENDINGS = ("ak", "czyk", "ek", "ewicz", "icki", "iak", "ka", "owska", "owski", "ska", "ski", "yna")
FIRST_NAMES = ("Adam", "Anna", "Celina", "Daria", "Ewa", "Filip", "Igor", "Jan", "Jolanta", "Łucja", "Piotr", "Żaneta")
PAGES = {
    "list of cases": "/sprawy/",
    "… the tenth page": "/sprawy/?strona=10",
    "… by name": "/sprawy/?kolejnosc=osoba",
    "… of one state": "/sprawy/?state=submitted",
    "… narrowed by a name": "/sprawy/?text=kowalicki",
    "search: two letters": "/szukaj/podpowiedzi/?q=ko",
    "search: name and first name": "/szukaj/podpowiedzi/?q=kowal+jan",
    "search: case number": "/szukaj/podpowiedzi/?q=PZ.0000.977.2026",
    "search: street": "/szukaj/podpowiedzi/?q=zmyslona+77",
    "search: nobody": "/szukaj/podpowiedzi/?q=qqqq+jan",
    "desk": "/",
    "board of terms": "/terminy/",
    "decisions": "/decyzje/",
}


def fill(programme: Programme, workers: list[User], first: int, last: int) -> None:
    """Applications with numbers from ``first`` to ``last`` (not included), most of them long settled."""
    chance = random.Random(first)  # noqa: S311
    today = office_clock.today()
    persons, cases = [], []
    for number in range(first, last):
        surname = chance.choice(BEGINNINGS) + chance.choice(MIDDLES) + chance.choice(ENDINGS)
        person = Person(
            office=programme.office,
            first_name=chance.choice(FIRST_NAMES),
            last_name=surname,
            street=f"ul. Zmyślona {number % 997}/{number % 7}",
            postal_code="00-000",
            city="Miasto Zmyślone",
        )
        persons.append(person)
        # The number of open cases of an office does not grow with its archive.
        is_open = number < OPEN_SHARE * 4
        cases.append(
            Application(
                office=programme.office,
                person=person,
                worker=workers[number % WORKERS],
                state=ApplicationState.SUBMITTED if is_open else ApplicationState.GRANTED,
                case_number=f"PZ.0000.{number}.2026",
                received_on=today - timedelta(days=number % 3000),
                kind=programme.kind,
                programme=programme,
            )
        )
    Person.objects.bulk_create(persons, batch_size=5000)
    Application.objects.bulk_create(cases, batch_size=5000)
    for start in range(0, len(cases), 5000):
        search.index(cases[start : start + 5000])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measured(client: Client) -> dict[str, tuple[int, float]]:
    """Queries and median seconds of each page."""
    figures = {}
    for name, address in PAGES.items():
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} does not answer")
        asked: list[str] = []
        with connection.execute_wrapper(lambda execute, sql, *rest: asked.append(sql) or execute(sql, *rest)):  # noqa: B023
            client.get(address)
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            client.get(address)
            times.append(time.perf_counter() - start)
        figures[name] = len(asked), statistics.median(times)
    return figures


def main() -> None:
    """Fill the office, measure, fill it up, measure again, print the figures."""
    connection.creation.create_test_db(verbosity=0)
    call_command("load_fixtures", verbosity=0)
    programme = Programme.objects.select_related("office").get(office__code="kielce", code="oit")
    workers = [User.objects.create(username=f"bench-{n}", office=programme.office) for n in range(WORKERS)]
    for user in workers:
        RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    client = Client()
    client.force_login(workers[0], backend="django.contrib.auth.backends.ModelBackend")
    fill(programme, workers, 0, FEW)
    few = measured(client)
    fill(programme, workers, FEW, MANY)
    many = measured(client)
    print(f"(e) pages with {FEW:,} and with {MANY:,} applications (goal: the same queries, less than {MOST:.0f} ×)")
    for name, (queries, seconds) in many.items():
        before, base = few[name]
        growth = seconds / base
        met = verdict(met=growth < MOST and queries <= before)
        print(f"    {name:30} {before:3} → {queries:3} queries  {base * 1000:6.1f} → {seconds * 1000:6.1f} ms", end="")
        print(f"  {growth:4.2f} ×  {met}")


if __name__ == "__main__":
    main()
