"""A granted place changes by a decision or a written reason, and in no other way."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apartments.models import ChangeAct, Occupancy, OccupancyChange, Place, Stay
from apartments.services import change_place, end_stay, extend_stay
from apartments.states import OccupancyState
from apartments.stays.selectors import days_stayed, joined, last_day_allowed, length_of
from applications.models import Programme
from applications.programmes.models import ProgrammeTerms
from office.errors import DomainError
from office.models import Event, Office, User
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme
from tests.apartments.stays.cast import CHANGE, FIRST, LAST, make_resident

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def places(programme: Programme) -> list[Place]:
    return list(make_apartment(programme, places=2).places.order_by("pk"))


@pytest.fixture
def granted(worker: User, director: User, programme: Programme, places: list[Place]) -> Occupancy:
    return make_resident(worker, director, programme, places[0])


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        act()
    return refusal.value.code


# --- what the office may do ------------------------------------------------------------------------------------------


def test_with_the_grant_a_stay_waits_for_moving_in(granted: Occupancy) -> None:
    stay = Stay.objects.get(application=granted.application)
    assert (stay.moved_in_on, stay.ended_on, stay.continues) == (None, None, None)


def test_a_decision_ends_the_stay_earlier_and_the_place_is_free_the_day_after(
    granted: Occupancy, director: User, worker: User, programme: Programme, places: list[Place]
) -> None:
    ended = end_stay(actor=director, occupancy=granted, last_day=date(2027, 2, 10), basis=CHANGE)
    assert ended.period_to == date(2027, 2, 10)
    change = OccupancyChange.objects.get()
    assert (change.act, change.was_to, change.now_to, change.basis_number) == (
        "end",
        LAST,
        date(2027, 2, 10),
        "TEST/2/2027",
    )
    assert make_hold(make_case(worker, programme), places[0], date(2027, 2, 11), None).pk
    assert Event.objects.filter(sentence="Skrócono pobyt: ostatni dzień 10.02.2027 (decyzja TEST/2/2027).").exists()


def test_a_social_worker_frees_the_place_of_who_left_with_a_reason(granted: Occupancy, worker: User) -> None:
    assert _code(lambda: end_stay(actor=worker, occupancy=granted, last_day=FIRST, reason=" ")) == "reason"
    end_stay(actor=worker, occupancy=granted, last_day=FIRST, reason="Osoba oddała klucze i wyjechała.")
    granted.refresh_from_db()
    assert granted.period_to == FIRST


def test_a_stay_is_not_ended_on_its_last_day_or_later(granted: Occupancy, worker: User) -> None:
    for day in (LAST, LAST + DAY):
        assert (
            _code(lambda day=day: end_stay(actor=worker, occupancy=granted, last_day=day, reason="x")) == "ends_already"
        )


def test_an_end_before_the_first_day_takes_the_grant_back_whole(granted: Occupancy, director: User) -> None:
    ended = end_stay(actor=director, occupancy=granted, last_day=FIRST - DAY, basis=CHANGE)
    assert ended.state == OccupancyState.RELEASED
    assert ended.release_reason == "decyzja TEST/2/2027"


def test_a_decision_makes_the_stay_longer(granted: Occupancy, director: User) -> None:
    assert _code(lambda: extend_stay(actor=director, occupancy=granted, last_day=LAST, basis=CHANGE)) == "not_longer"
    assert (
        _code(lambda: extend_stay(actor=director, occupancy=granted, last_day=None, basis=CHANGE))
        == "training_without_end"
    )
    assert extend_stay(actor=director, occupancy=granted, last_day=LAST + DAY, basis=CHANGE).period_to == LAST + DAY


def test_a_stay_is_not_extended_into_days_of_somebody_else(
    granted: Occupancy, director: User, worker: User, programme: Programme, places: list[Place]
) -> None:
    make_hold(make_case(worker, programme), places[0], LAST + DAY, None)
    assert (
        _code(lambda: extend_stay(actor=director, occupancy=granted, last_day=LAST + DAY, basis=CHANGE))
        == "place_taken"
    )
    granted.refresh_from_db()
    assert (granted.period_to, OccupancyChange.objects.count()) == (LAST, 0)


def test_a_change_of_place_loses_no_day_and_counts_none_twice(
    granted: Occupancy, director: User, places: list[Place]
) -> None:
    moved = change_place(actor=director, occupancy=granted, place=places[1], from_day=date(2027, 3, 1), basis=CHANGE)
    granted.refresh_from_db()
    assert (granted.period_from, granted.period_to) == (FIRST, date(2027, 2, 28))
    assert (moved.place, moved.period_from, moved.period_to) == (places[1], date(2027, 3, 1), LAST)
    application = granted.application
    assert days_stayed(application.person, application.programme, LAST).days == (LAST - FIRST).days + 1
    # The earlier end later takes the new place along.
    end_stay(actor=director, occupancy=granted, last_day=date(2027, 2, 1), basis=CHANGE)
    moved.refresh_from_db()
    assert moved.state == OccupancyState.RELEASED


def test_who_moves_on_the_first_day_was_never_in_the_old_place(
    granted: Occupancy, director: User, places: list[Place]
) -> None:
    moved = change_place(actor=director, occupancy=granted, place=places[1], from_day=FIRST, basis=CHANGE)
    granted.refresh_from_db()
    assert (granted.state, moved.period_from, moved.period_to) == (OccupancyState.RELEASED, FIRST, LAST)


def test_a_change_of_place_is_refused_where_it_cannot_be(
    granted: Occupancy, director: User, worker: User, programme: Programme, places: list[Place], kutno: Office
) -> None:
    def move(place: Place, day: date = date(2027, 3, 1), actor: User = director) -> str:
        return _code(lambda: change_place(actor=actor, occupancy=granted, place=place, from_day=day, basis=CHANGE))

    other_programme = make_apartment(make_programme(programme.office)).places.get()
    other_office = make_apartment(make_programme(kutno)).places.get()
    make_hold(make_case(worker, programme), places[1], date(2027, 5, 1), None)
    assert move(places[0]) == "same_place"
    assert move(places[1], FIRST - DAY) == move(places[1], LAST + DAY) == "day_outside"
    assert move(other_programme) == "place_of_other_programme"
    assert move(other_office) == "place_of_other_office"
    assert move(places[1]) == "place_taken"
    assert move(places[1], actor=worker) == "not_allowed"
    granted.refresh_from_db()
    assert (granted.period_to, OccupancyChange.objects.count()) == (LAST, 0)


def test_a_new_decision_that_follows_without_a_day_between_continues_the_stay(
    granted: Occupancy, worker: User, director: User, programme: Programme, places: list[Place]
) -> None:
    person = granted.application.person
    following = make_resident(worker, director, programme, places[0], LAST + DAY, date(2027, 12, 31), person=person)
    assert following.application.stay.continues == granted.application.stay
    assert days_stayed(person, programme, date(2027, 12, 31)).words == "13 miesięcy (razem 396 dni)"


# --- what the database refuses ---------------------------------------------------------------------------------------


def _attack(attempt: Callable[[], object], match: str = "granted_occupancy_fixed") -> None:
    before = list(Occupancy.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        attempt()
    assert list(Occupancy.objects.order_by("pk").values()) == before


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_nothing_changes_a_granted_place_behind_the_back_of_the_acts(
    granted: Occupancy, places: list[Place], other_case: object
) -> None:
    rows = Occupancy.objects.filter(pk=granted.pk)
    for changes in (
        {"period_to": LAST + DAY},
        {"period_to": None},
        {"period_from": FIRST + DAY},
        {"place": places[1]},
        {"application": other_case},
        {"basis_number": "INNA"},
        {"basis_date": FIRST},
        {"state": "held"},
        {"state": "released"},
    ):
        _attack(lambda changes=changes: rows.update(**changes))
    granted.period_to = FIRST
    _attack(granted.save)
    _attack(lambda: Occupancy.objects.bulk_update([granted], ["period_to"]))
    _attack(lambda: _sql("UPDATE apartments_occupancy SET period_to = NULL WHERE id = %s", granted.pk))
    _attack(lambda: _sql("DELETE FROM apartments_occupancy WHERE id = %s", granted.pk))
    if connection.vendor == "sqlite":
        columns = [field.column for field in Occupancy._meta.concrete_fields]
        values = ", ".join("NULL" if column == "period_to" else column for column in columns)
        _attack(
            lambda: _sql(
                f"INSERT OR REPLACE INTO apartments_occupancy ({', '.join(columns)}) "
                f"SELECT {values} FROM apartments_occupancy WHERE id = %s",
                granted.pk,
            )
        )


def test_a_released_place_is_not_made_granted_again(granted: Occupancy, director: User) -> None:
    end_stay(actor=director, occupancy=granted, last_day=FIRST - DAY, basis=CHANGE)
    _attack(lambda: Occupancy.objects.filter(pk=granted.pk).update(state="granted"))


def test_a_written_change_allows_exactly_itself_and_only_once(granted: Occupancy, director: User) -> None:
    end_stay(actor=director, occupancy=granted, last_day=date(2027, 2, 10), basis=CHANGE)
    rows = Occupancy.objects.filter(pk=granted.pk)
    _attack(lambda: rows.update(period_to=LAST))
    _attack(lambda: rows.update(period_to=date(2027, 2, 9)))
    changes = OccupancyChange.objects.all()
    _attack(lambda: changes.update(now_to=LAST), match="nie można")
    _attack(lambda: _sql("DELETE FROM apartments_occupancychange"), match="nie można")


def test_a_change_without_a_decision_or_a_reason_is_refused(granted: Occupancy, director: User) -> None:
    def write(**facts: object) -> Callable[[], object]:
        return lambda: OccupancyChange.objects.create(occupancy=granted, was_to=LAST, made_by=director, **facts)

    _attack(write(act=ChangeAct.END, now_to=FIRST), match="occupancy_change_has_basis_or_reason")
    _attack(write(act=ChangeAct.EXTEND, now_to=None, reason="bo tak"), match="longer_or_moved_only_by_decision")
    _attack(
        write(act="inaczej", now_to=FIRST, reason="x", basis_number="1", basis_date=FIRST),
        match="occupancy_change_known_act",
    )


def test_the_days_of_a_stay_are_written_once(granted: Occupancy) -> None:
    stays = Stay.objects.filter(application=granted.application)
    stays.update(moved_in_on=FIRST)
    _attack(lambda: stays.update(moved_in_on=FIRST + DAY), match="nie zmienia się")
    _attack(lambda: stays.update(ended_on=FIRST - DAY, end_kind="left"), match="stay_ends_after_moving_in")
    _attack(lambda: stays.update(ended_on=LAST), match="ended_stay_says_how")
    stays.update(ended_on=LAST, end_kind="lapse")
    _attack(lambda: stays.update(ended_on=None, end_kind=""), match="nie zmienia się")
    _attack(lambda: _sql("DELETE FROM apartments_stay"), match="nie usuwa się")


# --- counting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "months", "rest"),
    [
        pytest.param([(date(2026, 12, 1), date(2028, 5, 31))], 18, 0, id="osiemnaście miesięcy"),
        pytest.param([(date(2026, 12, 1), date(2028, 6, 1))], 18, 1, id="i jeden dzień"),
        pytest.param([(date(2027, 1, 31), date(2027, 2, 27))], 1, 0, id="od 31 stycznia do końca lutego bez dnia"),
        pytest.param([(date(2027, 1, 5), date(2027, 1, 5))], 0, 1, id="jeden dzień"),
        pytest.param(
            [(date(2026, 1, 1), date(2026, 12, 31)), (date(2027, 6, 1), date(2028, 5, 31))],
            24,
            0,
            id="dwa pobyty po rok",
        ),
        pytest.param(
            [(date(2026, 1, 1), date(2026, 1, 20)), (date(2027, 1, 1), date(2027, 1, 20))], 0, 40, id="dni dodaje się"
        ),
        pytest.param([], 0, 0, id="bez pobytu"),
    ],
)
def test_months_are_counted_by_the_calendar(periods: list[tuple[date, date]], months: int, rest: int) -> None:
    length = length_of(periods)
    assert (length.months, length.rest) == (months, rest)


def test_the_longest_stay_counts_all_stays_together(granted: Occupancy, worker: User, programme: Programme) -> None:
    again = make_case(worker, programme, date(2027, 9, 1), date(2029, 2, 28), person=granted.application.person)
    assert last_day_allowed(again, date(2027, 9, 1), FIRST) is None
    ProgrammeTerms.objects.create(programme=programme, valid_from=date(2024, 1, 1), stay_months_max=24)
    assert last_day_allowed(again, date(2027, 9, 1), FIRST) == date(2029, 2, 28)
    assert last_day_allowed(granted.application, FIRST, FIRST) == date(2028, 11, 30)


def test_an_extension_beyond_the_programmes_longest_is_refused(
    granted: Occupancy, director: User, programme: Programme
) -> None:
    ProgrammeTerms.objects.create(programme=programme, valid_from=date(2024, 1, 1), stay_months_max=24)
    beyond = date(2028, 12, 1)
    assert _code(lambda: extend_stay(actor=director, occupancy=granted, last_day=beyond, basis=CHANGE)) == "too_long"
    assert extend_stay(actor=director, occupancy=granted, last_day=beyond - DAY, basis=CHANGE).period_to == beyond - DAY


_days = st.integers(0, 900).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@given(st.lists(st.tuples(_days, st.integers(0, 200)), max_size=6), st.integers(1, 200))
def test_splitting_and_joining_keeps_every_day(raw: list[tuple[date, int]], cut: int) -> None:
    periods = [(first, first + timedelta(days=more)) for first, more in raw]
    split = [
        part
        for first, last in periods
        for part in (
            [(first, first + timedelta(days=cut - 1)), (first + timedelta(days=cut), last)]
            if first + timedelta(days=cut) <= last
            else [(first, last)]
        )
    ]
    assert joined(split) == joined(periods)
    assert length_of(split) == length_of(periods)
    lived = {first + timedelta(days=n) for first, last in periods for n in range((last - first).days + 1)}
    assert length_of(periods).days == len(lived)


@given(st.lists(st.tuples(st.booleans(), _days), min_size=1, max_size=4))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_often_a_stay_is_moved_its_days_stay_and_never_overlap(
    worker: User, director: User, moves: list[tuple[bool, date]]
) -> None:
    with transaction.atomic():
        programme = make_programme(worker.office)
        spots = list(make_apartment(programme, places=2).places.order_by("pk"))
        occupancy = make_resident(worker, director, programme, spots[0])
        case = occupancy.application
        for second, day in moves:
            try:
                with transaction.atomic():
                    rows = case.occupancies.filter(state="granted", period_from__lte=day, period_to__gte=day)
                    change_place(
                        actor=director,
                        occupancy=rows.first() or occupancy,
                        place=spots[second],
                        from_day=day,
                        basis=CHANGE,
                    )
            except DomainError:
                continue
        rows = sorted(case.occupancies.filter(state="granted").values_list("period_from", "period_to"))
        assert (rows[0][0], rows[-1][1]) == (FIRST, LAST)
        assert all(later[0] == earlier[1] + DAY for earlier, later in pairwise(rows))
        transaction.set_rollback(True)


# --- twenty at once --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_twenty_decisions_at_once_that_move_people_into_one_place_one_is_carried_out(
    worker: User, director: User, kielce: Office
) -> None:
    programme = make_programme(kielce)
    target = make_apartment(programme, "ul. Zmyślona 9").places.get()
    residents = [
        make_resident(worker, director, programme, place)
        for street in range(4)
        for place in make_apartment(programme, f"ul. Zmyślona {street}", places=5).places.all()
    ]
    start, outcomes = threading.Barrier(len(residents)), []

    def move(occupancy: Occupancy) -> None:
        start.wait()
        try:
            change_place(actor=director, occupancy=occupancy, place=target, from_day=date(2027, 1, 1), basis=CHANGE)
            outcomes.append("moved")
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=move, args=(resident,)) for resident in residents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved"] + ["place_taken"] * 19
    assert target.occupancies.count() == 1
    assert OccupancyChange.objects.count() == 1
    assert Occupancy.objects.filter(period_to=LAST, state="granted").count() == 20
