"""The calendar of places: every day of every place is told once, with names only for those who may see them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apartments import selectors
from apartments.models import Apartment, Outage, Place, Regime
from apartments.selectors import board, day_columns, grid, places_by_decision, shares, week_columns
from apartments.states import OccupancyState
from applications.models import Application, Programme
from office.models import User
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme, queries_of, writes_of

pytestmark = pytest.mark.django_db
PAGE, SHEET = "/mieszkania/kalendarz/", "/mieszkania/kalendarz/arkusz/"
JAN, JAN_END = date(2027, 1, 1), date(2027, 1, 31)


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel("2026-11-21 09:00 +01:00", tick=False):
        yield


def _grant(case: Application, place: Place, first: date, last: date | None) -> None:
    make_hold(case, place, first, last, state=OccupancyState.GRANTED, basis_number="1", basis_date=first)


def _board(user: User, programme: Programme, first: date = JAN, last: date = JAN_END) -> selectors.Board:
    return board(user, places_by_decision(Apartment.objects.filter(programmes=programme)), first, last)


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    assert "style=" not in text
    return text


@pytest.fixture
def month(worker: User, programme: Programme, case: Application, other_case: Application) -> Apartment:
    """Three places in January: one granted until the 10th, one held from the 21st, one out of service for all of it."""
    flat = make_apartment(programme, places=3)
    first, second, third = flat.places.all()
    _grant(case, first, date(2026, 12, 1), date(2027, 1, 10))
    make_hold(other_case, second, date(2027, 1, 21), None)
    Outage.objects.create(apartment=flat, place=third, period_from=date(2026, 12, 24), reason="remont")
    return flat


def test_the_month_says_each_stretch_of_days_in_words(worker: User, programme: Programme, month: Apartment) -> None:
    shown = _board(worker, programme)
    rows = grid(shown, day_columns(JAN, JAN_END))
    assert [[(cell.span, cell.words) for cell in row.cells] for row in rows] == [
        [(10, "przyznane, Jan Fikcyjny (01.01.2027–10.01.2027)"), (21, "wolne (11.01.2027–31.01.2027)")],
        [(20, "wolne (01.01.2027–20.01.2027)"), (11, "zarezerwowane, Jan Zmyślony (21.01.2027–31.01.2027)")],
        [(31, "wyłączone z użytku: remont (01.01.2027–31.01.2027)")],
    ]


def test_the_year_says_what_the_days_of_a_broken_week_are(worker: User, programme: Programme, month: Apartment) -> None:
    first, last = date(2027, 1, 1), date(2027, 12, 31)
    columns = week_columns(first, last)
    assert (len(columns), columns[0].last, columns[1].first) == (53, date(2027, 1, 3), date(2027, 1, 4))
    rows = grid(_board(worker, programme, first, last), columns)
    assert all(sum(cell.span for cell in row.cells) == 53 for row in rows)
    broken = rows[1].cells[1]
    # 18 January 2027 is a Monday; the hold begins on Thursday.
    assert (broken.state, broken.words) == ("mixed", "wolne 3, zarezerwowane 4 (dni, od 18.01.2027 do 24.01.2027)")


def test_the_rate_weighs_days_and_leaves_out_what_was_out_of_service(
    worker: User, programme: Programme, month: Apartment
) -> None:
    share = shares(_board(worker, programme))[0]
    assert (share.places, share.granted, share.held, share.free, share.out) == (3, 10, 11, 41, 31)
    assert share.in_service == 62
    assert share.rate == Decimal("16.1")  # 10 of 62 place-days


def test_an_apartment_that_was_never_in_service_has_no_rate(worker: User, programme: Programme, place: Place) -> None:
    Outage.objects.create(apartment=place.apartment, period_from=date(2026, 1, 1), reason="remont")
    assert shares(_board(worker, programme))[-1].rate is None


def test_outages_that_overlap_are_counted_once(worker: User, programme: Programme, place: Place) -> None:
    for first, last in ((date(2027, 1, 5), date(2027, 1, 20)), (date(2027, 1, 10), date(2027, 1, 12))):
        Outage.objects.create(apartment=place.apartment, period_from=first, period_to=last, reason="remont")
    Outage.objects.create(
        apartment=place.apartment,
        place=place,
        period_from=date(2027, 1, 20),
        period_to=date(2027, 1, 25),
        reason="okno",
    )
    assert shares(_board(worker, programme))[-1].out == 21


def test_apartments_with_civil_law_contracts_are_left_out_and_the_page_says_so(
    as_user, worker: User, programme: Programme, month: Apartment
) -> None:
    make_apartment(programme, "ul. Cudza 1", regime=Regime.CIVIL, operator="Fundacja Zmyślona")
    assert len(_board(worker, programme).lines) == 3
    text = _text(as_user(worker).get(PAGE, {"programme": programme.pk}))
    assert "umowy cywilnoprawne: 1." in text
    assert "ul. Cudza 1" not in text


def test_names_are_for_those_who_may_see_residents(
    as_user, worker: User, director: User, administrator: User, programme: Programme, month: Apartment
) -> None:
    asked = {"programme": programme.pk, "od": "01.2027"}
    for user, seen in ((worker, True), (director, True), (administrator, False)):
        text = _text(as_user(user).get(PAGE, asked))
        assert ("Jan Fikcyjny" in text) is seen
        assert "zarezerwowane" in text
        book = openpyxl.load_workbook(BytesIO(as_user(user).get(SHEET, asked).content))
        cells = [cell.value for row in book["Kalendarz"].iter_rows() for cell in row]
        assert ("Jan Fikcyjny" in cells) is seen
        assert ("Osoba" in cells) is seen


def test_a_restricted_address_is_in_no_administrators_calendar(
    as_user, administrator: User, programme: Programme
) -> None:
    make_apartment(programme, "ul. Tajna 5", restricted_address=True)
    client = as_user(administrator)
    assert "Tajna" not in _text(client.get(PAGE, {"programme": programme.pk}))
    book = openpyxl.load_workbook(BytesIO(client.get(SHEET, {"programme": programme.pk}).content))
    assert "Tajna" not in str([cell.value for row in book["Kalendarz"].iter_rows() for cell in row])


def test_free_places_of_any_day_by_kind_and_group(
    as_user, worker: User, programme: Programme, month: Apartment
) -> None:
    text = _text(as_user(worker).get(PAGE, {"programme": programme.pk, "dzien": "15.1.2027", "widok": "rok"}))
    assert "Wolne miejsca 15\xa0stycznia 2027\xa0r." in text
    row = text[text.index("Wolne miejsca 15") :].split("<tbody>")[1].split("</tr>")[0]
    assert [part.split("<")[0] for part in row.split('class="num">')[1:]] == ["3", "2", "0", "0", "1"]


def test_filters_and_what_was_typed_wrong(as_user, worker: User, programme: Programme, month: Apartment) -> None:
    other = make_programme(programme.office, "Drugi program", kind="supported")
    make_apartment(other, "ul. Druga 2", target_group="osoby starsze")
    client = as_user(worker)
    assert "ul. Druga 2" not in _text(client.get(PAGE, {"programme": programme.pk}))
    supported = _text(client.get(PAGE, {"kind": "supported", "group": "osoby starsze"}))
    assert "ul. Druga 2" in supported
    assert "ul. Zmyślona 1/2" not in supported
    assert "Żadne miejsce nie pasuje" in _text(client.get(PAGE, {"programme": programme.pk, "group": "osoby starsze"}))
    text = _text(client.get(PAGE, {"od": "kiedyś", "dzien": "31.02.2027", "okres_od": "1.1.2027"}))
    assert "„kiedyś” nie jest miesiącem" in text
    assert "Wpisz oba dni okresu albo żadnego." in text
    assert "Ostatni dzień okresu nie może być przed pierwszym." in _text(
        client.get(PAGE, {"okres_od": "2.1.2027", "okres_do": "1.1.2027"})
    )
    assert client.get(PAGE, {"od": "12.9999"}).status_code == 200


def test_another_offices_places_are_not_there_and_looking_writes_nothing(
    as_user, kutno_worker: User, month: Apartment
) -> None:
    client = as_user(kutno_worker)
    assert "ul. Zmyślona" not in _text(client.get(PAGE, {"od": "01.2027"}))
    assert writes_of(lambda: client.get(PAGE)) == []
    assert writes_of(lambda: client.get(SHEET)) == []


def test_the_sheet_has_real_dates_polish_headers_and_runs_nothing(
    as_user, worker: User, programme: Programme, case: Application
) -> None:
    flat = make_apartment(programme, "=1+1", target_group="+48 zmyślona grupa")
    Place.objects.filter(apartment=flat).update(label='@SUM(A1)"')
    _grant(case, flat.places.get(), date(2026, 12, 1), date(2027, 1, 10))
    asked = {"programme": programme.pk, "okres_od": "01.01.2027", "okres_do": "31.01.2027"}
    response = as_user(worker).get(SHEET, asked)
    assert response["Content-Disposition"] == 'attachment; filename="kalendarz-2027-01-01-2027-01-31.xlsx"'
    book = openpyxl.load_workbook(BytesIO(response.content))
    header, taken, free = book["Kalendarz"].iter_rows()
    assert [cell.value for cell in header][:9] == [
        "Mieszkanie", "Pokój", "Miejsce", "Rodzaj", "Dla kogo", "Stan", "Od w okresie", "Do w okresie", "Dni w okresie",
    ]  # fmt: skip
    assert (taken[5].value, taken[8].value) == ("przyznane", 10)
    assert (taken[6].value.date(), taken[7].value.date()) == (JAN, date(2027, 1, 10))
    assert [cell.data_type for cell in taken if cell.value in ("=1+1", '@SUM(A1)"', "+48 zmyślona grupa")] == ["s"] * 3
    assert all(cell.quotePrefix for cell in (taken[0], taken[2], taken[4]))
    assert free[5].value == "wolne"
    total = list(book["Obłożenie"].iter_rows(values_only=True))[-1]
    assert (total[0], total[-1]) == ("razem", 32.3)


def test_the_calendar_takes_as_many_queries_for_forty_places_as_for_one(
    as_user, worker: User, programme: Programme
) -> None:
    client, asked = (
        as_user(worker),
        {"programme": programme.pk, "widok": "rok", "okres_od": "1.1.2026", "okres_do": "1.1.2027"},
    )

    def fill(count: int) -> None:
        for number in range(count):
            flat = make_apartment(programme, f"ul. Zmyślona {number}", places=2)
            _grant(make_case(worker, programme), flat.places.first(), date(2026, 1, 1), date(2026, 12, 15))
            Outage.objects.create(apartment=flat, period_from=date(2026, 12, 20), reason="remont")

    fill(1)
    client.get(PAGE, asked)
    for_one = len(queries_of(lambda: client.get(PAGE, asked)))
    fill(19)
    assert _text(client.get(PAGE, asked)).count('scope="row" class="calendar-place"') == 40
    assert len(queries_of(lambda: client.get(PAGE, asked))) == for_one


PERIODS = st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 20), st.booleans()), max_size=5)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=PERIODS, start=st.integers(0, 40), length=st.integers(1, 40))
def test_every_day_of_the_window_is_told_exactly_once_and_truly(
    worker: User, programme: Programme, place: Place, wanted: list, start: int, length: int
) -> None:
    base = date(2026, 1, 1)
    first, last = base + timedelta(days=start), base + timedelta(days=start + length - 1)
    with transaction.atomic():
        held: set[date] = set()
        out: set[date] = set()
        for begin, days, is_outage in wanted:
            begins = base + timedelta(days=begin)
            ends = None if days is None else begins + timedelta(days=days)
            span = {begins + timedelta(days=n) for n in range(120 if days is None else days + 1)}
            if is_outage and held.isdisjoint(span):
                Outage.objects.create(apartment=place.apartment, period_from=begins, period_to=ends, reason="remont")
                out |= span
            elif not is_outage and (held | out).isdisjoint(span):
                make_hold(make_case(worker, programme), place, begins, ends)
                held |= span
        line = _board(worker, programme, first, last).lines[0]
        told = [
            (stretch.first + timedelta(days=n), stretch.state)
            for stretch in line.stretches
            for n in range(stretch.days)
        ]
        days = [first + timedelta(days=n) for n in range(length)]
        truth = [(day, "held" if day in held else "out" if day in out else "free") for day in days]
        assert told == truth
        for columns in (day_columns(first, last), week_columns(first, last)):
            row = grid(_board(worker, programme, first, last), columns)[0]
            assert sum(cell.span for cell in row.cells) == len(columns)
        transaction.set_rollback(True)
