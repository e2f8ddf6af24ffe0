"""One place is never taken twice on one day: whatever way somebody tries, the database refuses."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apartments import guards
from apartments.models import Occupancy, Place
from apartments.states import OccupancyState
from applications.models import Application
from tests.apartments.cast import make_case, make_hold

FIRST, LAST = date(2026, 12, 1), date(2027, 5, 31)
pytestmark = pytest.mark.django_db


def _row(application: Application, place: Place, first: date, last: date | None, **extra: object) -> Occupancy:
    return Occupancy(application=application, place=place, period_from=first, period_to=last, **extra)


def _refused(attempt: Callable[[], object]) -> None:
    before = list(Occupancy.objects.order_by("pk").values())
    with pytest.raises(IntegrityError, match=guards.NAME), transaction.atomic():
        attempt()
    assert list(Occupancy.objects.order_by("pk").values()) == before


@pytest.fixture
def held(case: Application, place: Place) -> Occupancy:
    return make_hold(case, place, FIRST, LAST)


@pytest.fixture
def elsewhere(held: Occupancy, other_case: Application, place: Place) -> Occupancy:
    """A second hold of the same place, on later days: what the attacks try to push into the first."""
    return make_hold(other_case, place, date(2028, 1, 1), date(2028, 12, 31))


OVERLAPS = [
    pytest.param(FIRST, LAST, id="the same days"),
    pytest.param(LAST, date(2028, 1, 1), id="begins on the day the other one ends"),
    pytest.param(date(2026, 1, 1), FIRST, id="ends on the day the other one begins"),
    pytest.param(date(2027, 1, 1), date(2027, 1, 1), id="one day in the middle"),
    pytest.param(date(2026, 1, 1), date(2029, 1, 1), id="all around"),
    pytest.param(date(2026, 1, 1), None, id="for good, from before"),
    pytest.param(LAST, None, id="for good, from the last day"),
]


@pytest.mark.parametrize(("first", "last"), OVERLAPS)
def test_a_second_hold_on_a_shared_day_is_refused(
    held: Occupancy, other_case: Application, place: Place, first: date, last: date | None
) -> None:
    _refused(lambda: make_hold(other_case, place, first, last))


@pytest.mark.parametrize("state", Occupancy.TAKING)
def test_a_granted_place_is_refused_like_a_held_one(
    case: Application, other_case: Application, place: Place, state: str
) -> None:
    make_hold(case, place, FIRST, None, state=OccupancyState.GRANTED, basis_number="1", basis_date=FIRST)
    _refused(lambda: make_hold(other_case, place, LAST, None, state=state, basis_number="2", basis_date=FIRST))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(LAST + timedelta(days=1), None, id="from the day after"),
        pytest.param(date(2026, 1, 1), FIRST - timedelta(days=1), id="until the day before"),
    ],
)
def test_the_day_before_and_the_day_after_are_free(
    held: Occupancy, other_case: Application, place: Place, first: date, last: date | None
) -> None:
    assert make_hold(other_case, place, first, last).pk


def test_a_released_place_is_free_again(held: Occupancy, other_case: Application, place: Place) -> None:
    held.state = OccupancyState.RELEASED
    held.save()
    assert make_hold(other_case, place, FIRST, LAST).pk


def test_a_released_hold_is_not_taken_up_again_when_the_place_is_gone(
    held: Occupancy, other_case: Application, place: Place
) -> None:
    Occupancy.objects.filter(pk=held.pk).update(state=OccupancyState.RELEASED)
    make_hold(other_case, place, FIRST, LAST)
    _refused(lambda: Occupancy.objects.filter(pk=held.pk).update(state=OccupancyState.HELD))


def test_bulk_create_is_refused(held: Occupancy, other_case: Application, place: Place) -> None:
    _refused(lambda: Occupancy.objects.bulk_create([_row(other_case, place, FIRST, LAST)]))


def test_bulk_create_of_two_that_clash_with_each_other_is_refused(
    case: Application, other_case: Application, place: Place
) -> None:
    rows = [_row(case, place, FIRST, LAST), _row(other_case, place, LAST, None)]
    _refused(lambda: Occupancy.objects.bulk_create(rows))


def test_save_of_changed_days_is_refused(elsewhere: Occupancy) -> None:
    elsewhere.period_from = LAST
    _refused(elsewhere.save)


def test_bulk_update_is_refused(elsewhere: Occupancy) -> None:
    elsewhere.period_from = FIRST
    _refused(lambda: Occupancy.objects.bulk_update([elsewhere], ["period_from"]))


def test_update_of_a_whole_queryset_is_refused(elsewhere: Occupancy) -> None:
    _refused(lambda: Occupancy.objects.filter(pk=elsewhere.pk).update(period_from=FIRST))


def test_update_to_another_place_is_refused(held: Occupancy, other_case: Application, place: Place) -> None:
    second = Place.objects.create(apartment=place.apartment, label="drugie")
    moved = make_hold(other_case, second, FIRST, LAST)
    _refused(lambda: Occupancy.objects.filter(pk=moved.pk).update(place=place))


INSERT = (
    "INTO apartments_occupancy (place_id, application_id, state, period_from, period_to, basis_number, release_reason, "
    "created_at) VALUES (%s, %s, 'held', %s, %s, '', '', CURRENT_TIMESTAMP)"
)


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_raw_insert_is_refused(held: Occupancy, other_case: Application, place: Place) -> None:
    _refused(lambda: _sql(f"INSERT {INSERT}", place.pk, other_case.pk, "2027-01-01", None))


def test_raw_update_is_refused(elsewhere: Occupancy) -> None:
    _refused(lambda: _sql("UPDATE apartments_occupancy SET period_from = %s WHERE id = %s", "2027-01-01", elsewhere.pk))


def test_insert_that_overrides_conflicts_is_refused(
    held: Occupancy, other_case: Application, place: Place, vendor: str
) -> None:
    values = (place.pk, other_case.pk, "2027-01-01", None)
    if vendor == "sqlite":
        for way in ("REPLACE", "IGNORE", "FAIL"):
            _refused(lambda way=way: _sql(f"INSERT OR {way} {INSERT}", *values))
    else:
        # PostgreSQL's own way around a conflict takes the clash as "do nothing": nothing may be stored.
        _sql(f"INSERT {INSERT} ON CONFLICT DO NOTHING", *values)
        assert list(Occupancy.objects.all()) == [held]


def test_replacing_a_row_by_its_key_cannot_move_it_into_another(elsewhere: Occupancy, vendor: str) -> None:
    replace = (
        "INTO apartments_occupancy (id, place_id, application_id, state, period_from, basis_number, release_reason, "
        "created_at) VALUES (%s, %s, %s, 'held', '2027-01-01', '', '', CURRENT_TIMESTAMP)"
    )
    values = (elsewhere.pk, elsewhere.place_id, elsewhere.application_id)
    if vendor == "sqlite":
        _refused(lambda: _sql(f"INSERT OR REPLACE {replace}", *values))
    else:
        upsert = f"INSERT {replace} ON CONFLICT (id) DO UPDATE SET period_from = EXCLUDED.period_from"
        _refused(lambda: _sql(upsert, *values))


def test_a_day_that_would_compare_wrongly_is_not_stored(
    held: Occupancy, other_case: Application, place: Place, vendor: str
) -> None:
    """SQLite keeps days as text: '2027-1-05' sorts after December."""
    free = Place.objects.create(apartment=place.apartment, label="wolne")
    if vendor == "sqlite":
        for day in ("2027-1-05", "2027-02-30", "jutro", "20270105"):
            with pytest.raises(IntegrityError, match="occupancy_day"), transaction.atomic():
                _sql(f"INSERT {INSERT}", free.pk, other_case.pk, day, None)
            with pytest.raises(IntegrityError, match="occupancy_day"), transaction.atomic():
                _sql("UPDATE apartments_occupancy SET period_to = %s WHERE id = %s", day, held.pk)
    else:
        with pytest.raises(DatabaseError), transaction.atomic():
            _sql(f"INSERT {INSERT}", free.pk, other_case.pk, "2027-02-30", None)
        _refused(lambda: _sql(f"INSERT {INSERT}", place.pk, other_case.pk, "2027-1-05", None))
    assert Occupancy.objects.get() == held


def test_one_case_holds_one_place_at_a_time(held: Occupancy, case: Application, place: Place) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_hold(case, place, date(2030, 1, 1), None)


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 2, 15))


@st.composite
def periods(draw: st.DrawFn) -> tuple[date, date | None]:
    first = draw(DAYS)
    length = draw(st.none() | st.integers(min_value=0, max_value=20))
    return first, None if length is None else first + timedelta(days=length)


def _days(period: tuple[date, date | None]) -> set[date]:
    first, last = period
    return {first + timedelta(days=n) for n in range(((last or date(2026, 4, 30)) - first).days + 1)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(periods(), min_size=2, max_size=5))
def test_the_database_accepts_a_period_exactly_when_it_shares_no_day(
    worker, programme, place: Place, wanted: list[tuple[date, date | None]]
) -> None:
    with transaction.atomic():
        taken: set[date] = set()
        for period in wanted:
            application = make_case(worker, programme)
            try:
                with transaction.atomic():
                    make_hold(application, place, *period)
                accepted = True
            except IntegrityError:
                accepted = False
            assert accepted == taken.isdisjoint(_days(period))
            taken |= _days(period) if accepted else set()
        transaction.set_rollback(True)
