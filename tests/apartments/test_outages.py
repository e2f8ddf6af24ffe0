"""Out of service: nobody is put into such a place, and nobody who lives there is overlooked."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apartments import guards, selectors, services
from apartments.models import Occupancy, Outage, Place, Regime
from apartments.services import Running
from apartments.states import OccupancyState
from applications.models import Application, Programme
from office.errors import DomainError
from office.models import Event, Office, Role, User
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 1), date(2028, 5, 31)
IN, OUT = date(2027, 3, 1), date(2027, 3, 31)


def _outage(place: Place, first: date = IN, last: date | None = OUT, *, whole: bool = False, **extra: object) -> Outage:
    return Outage.objects.create(
        **{
            "apartment": place.apartment,
            "place": None if whole else place,
            "period_from": first,
            "period_to": last,
            "reason": "remont",
            **extra,
        }
    )


def _refused(attempt: Callable[[], object]) -> None:
    before = list(Occupancy.objects.order_by("pk").values()), list(Outage.objects.order_by("pk").values())
    with pytest.raises(IntegrityError, match=guards.OUTAGE), transaction.atomic():
        attempt()
    assert (list(Occupancy.objects.order_by("pk").values()), list(Outage.objects.order_by("pk").values())) == before


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _refusal(call: Callable[[], object]) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call()
    return caught.value


# --- the database ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False], ids=["the whole apartment", "the place"])
@pytest.mark.parametrize(
    ("first", "last"),
    [(IN, OUT), (OUT, None), (date(2026, 1, 1), IN), (date(2027, 3, 9), date(2027, 3, 9)), (date(2026, 1, 1), None)],
)
def test_a_hold_that_shares_a_day_with_an_outage_is_refused(
    case: Application, place: Place, first: date, last: date | None, whole: bool
) -> None:
    _outage(place, whole=whole)
    _refused(lambda: make_hold(case, place, first, last))


@pytest.mark.parametrize("whole", [True, False], ids=["the whole apartment", "the place"])
@pytest.mark.parametrize("state", Occupancy.TAKING)
def test_an_outage_over_a_hold_or_a_grant_is_refused(case: Application, place: Place, state: str, whole: bool) -> None:
    make_hold(case, place, FIRST, LAST, state=state, basis_number="1", basis_date=FIRST)
    _refused(lambda: _outage(place, whole=whole))


def test_the_day_before_and_the_day_after_and_another_place_are_in_service(
    case: Application, other_case: Application, programme: Programme, place: Place
) -> None:
    _outage(place)
    beside = Place.objects.create(apartment=place.apartment, label="drugie")
    assert make_hold(case, place, FIRST, IN - timedelta(days=1)).pk
    assert make_hold(other_case, place, OUT + timedelta(days=1), None).pk
    assert make_hold(make_case(case.worker, programme), beside, IN, OUT).pk


def test_a_withdrawn_outage_and_a_released_place_stand_in_nobodys_way(case: Application, place: Place) -> None:
    outage = _outage(place, withdrawn=True, withdrawn_reason="pomyłka")
    held = make_hold(case, place, FIRST, LAST)
    _refused(lambda: Outage.objects.filter(pk=outage.pk).update(withdrawn=False))
    Occupancy.objects.filter(pk=held.pk).update(state=OccupancyState.RELEASED)
    Outage.objects.filter(pk=outage.pk).update(withdrawn=False)
    _refused(lambda: Occupancy.objects.filter(pk=held.pk).update(state=OccupancyState.HELD))


INSERT_HOLD = (
    "INTO apartments_occupancy (place_id, application_id, state, period_from, period_to, basis_number, release_reason, "
    "created_at) VALUES (%s, %s, 'held', %s, %s, '', '', CURRENT_TIMESTAMP)"
)
INSERT_OUTAGE = (
    "INTO apartments_outage (apartment_id, place_id, period_from, period_to, reason, withdrawn, withdrawn_reason, "
    "created_at) VALUES (%s, %s, %s, %s, 'remont', FALSE, '', CURRENT_TIMESTAMP)"
)


def test_raw_sql_puts_nobody_into_a_place_out_of_service(
    case: Application, place: Place, programme: Programme, vendor: str
) -> None:
    _outage(place, whole=True)
    elsewhere = make_apartment(programme, "ul. Inna 3").places.get()
    held = make_hold(case, elsewhere, FIRST, LAST)
    other = make_case(case.worker, programme)
    _refused(lambda: _sql(f"INSERT {INSERT_HOLD}", place.pk, other.pk, IN, None))
    _refused(lambda: _sql("UPDATE apartments_occupancy SET place_id = %s WHERE id = %s", place.pk, held.pk))
    _refused(lambda: Occupancy.objects.bulk_create([Occupancy(application=other, place=place, period_from=IN)]))
    if vendor == "sqlite":
        for way in ("REPLACE", "IGNORE", "FAIL"):
            _refused(lambda way=way: _sql(f"INSERT OR {way} {INSERT_HOLD}", place.pk, other.pk, IN, None))
    else:
        _refused(lambda: _sql(f"INSERT {INSERT_HOLD} ON CONFLICT DO NOTHING", place.pk, other.pk, IN, None))


def test_raw_sql_takes_nothing_out_of_service_that_somebody_lives_in(
    case: Application, place: Place, programme: Programme, vendor: str
) -> None:
    make_hold(case, place, FIRST, LAST)
    elsewhere = make_apartment(programme, "ul. Inna 3").places.get()
    free = _outage(elsewhere)
    flat = place.apartment_id
    _refused(lambda: _sql(f"INSERT {INSERT_OUTAGE}", flat, None, IN, None))
    _refused(lambda: _sql(f"INSERT {INSERT_OUTAGE}", elsewhere.apartment_id, place.pk, IN, None))
    _refused(lambda: _sql("UPDATE apartments_outage SET place_id = %s WHERE id = %s", place.pk, free.pk))
    _refused(
        lambda: _sql("UPDATE apartments_outage SET place_id = NULL, apartment_id = %s WHERE id = %s", flat, free.pk)
    )
    _refused(lambda: Outage.objects.bulk_create([Outage(apartment=place.apartment, period_from=IN, reason="remont")]))
    if vendor == "sqlite":
        _refused(lambda: _sql(f"INSERT OR REPLACE {INSERT_OUTAGE}", flat, None, IN, None))
        for day in ("2027-3-01", "2027-02-30", "jutro"):
            with pytest.raises(IntegrityError, match="outage_day"), transaction.atomic():
                _sql(f"INSERT {INSERT_OUTAGE}", elsewhere.apartment_id, None, day, None)


def test_a_place_is_not_moved_to_another_apartment(place: Place, programme: Programme) -> None:
    other = make_apartment(programme, "ul. Inna 3")
    with pytest.raises(IntegrityError, match="place_stays_in_its_apartment"), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(apartment=other)


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 2, 15))
PERIOD = st.tuples(DAYS, st.none() | st.integers(min_value=0, max_value=20))


def _days(first: date, length: int | None) -> set[date]:
    last = date(2026, 4, 30) if length is None else first + timedelta(days=length)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(out=PERIOD, held=PERIOD, whole=st.booleans(), outage_first=st.booleans())
def test_the_database_accepts_both_exactly_when_they_share_no_day(
    case: Application, place: Place, out: tuple, held: tuple, whole: bool, outage_first: bool
) -> None:
    def end(period: tuple) -> date | None:
        return None if period[1] is None else period[0] + timedelta(days=period[1])

    with transaction.atomic():
        acts = [
            lambda: _outage(place, out[0], end(out), whole=whole),
            lambda: make_hold(case, place, held[0], end(held)),
        ]
        try:
            with transaction.atomic():
                for act in acts if outage_first else reversed(acts):
                    act()
            accepted = True
        except IntegrityError:
            accepted = False
        assert accepted == _days(*out).isdisjoint(_days(*held))
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_an_outage_and_a_hold_at_once_never_both_stand(transactional_db: None, vendor: str) -> None:
    kielce = Office.objects.get(code="kielce")
    worker = make_user(kielce, "pracownica-z-testu", Role.SOCIAL_WORKER)
    programme = make_programme(kielce)
    place = make_apartment(programme).places.get()
    cases = [make_case(worker, programme) for _ in range(4)]
    acts = [lambda case=case: make_hold(case, place, FIRST, LAST) for case in cases]
    acts += [lambda: _outage(place, whole=True)] * 4
    start, refused = threading.Barrier(len(acts) if vendor == "postgresql" else 1), []

    def attempt(act: Callable[[], object]) -> None:
        start.wait(timeout=30)
        try:
            act()
        except IntegrityError as error:
            refused.append(error)
        finally:
            if vendor == "postgresql":
                connections.close_all()

    if vendor == "postgresql":
        threads = [threading.Thread(target=attempt, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    else:
        for act in acts:
            attempt(act)
    assert (Occupancy.objects.count(), Outage.objects.count()) in {(1, 0), (0, 4)}
    assert len(refused) == len(acts) - Occupancy.objects.count() - Outage.objects.count()


# --- the acts -------------------------------------------------------------------------------------------------------


def _take_out(actor: User, place: Place, **extra: object) -> list[Outage]:
    return services.take_out_of_service(
        **{
            "actor": actor,
            "apartment": place.apartment,
            "period_from": IN,
            "period_to": OUT,
            "reason": "remont łazienki",
            **extra,
        }
    )


def test_the_director_is_told_who_lives_there_and_the_administrator_only_that_somebody_does(
    director: User, administrator: User, case: Application, place: Place
) -> None:
    make_hold(case, place, FIRST, LAST)
    seen, hidden = (_refusal(lambda who=who: _take_out(who, place)) for who in (director, administrator))
    assert seen.code == hidden.code == "outage_over_people"
    assert "Jan Fikcyjny (miejsce 1, zarezerwowane od 01.12.2026 do 31.05.2028)" in seen.message
    assert "Fikcyjny" not in hidden.message
    assert "1 zajęcie w tych dniach" in hidden.message
    assert not Outage.objects.exists()


def test_an_apartment_out_of_service_is_neither_offered_nor_held(
    administrator: User, worker: User, case: Application, programme: Programme, place: Place
) -> None:
    _take_out(administrator, place)
    assert not selectors.free_places(programme, FIRST, LAST).exists()
    assert selectors.free_places(programme, FIRST, IN - timedelta(days=1)).get() == place
    refusal = _refusal(lambda: services.hold_place(actor=worker, application=case, place=place))
    assert (refusal.code, refusal.field) == ("place_out_of_service", "place")
    event = Event.objects.get(verb="apartments.outage.begin")
    assert event.sentence == (
        "Wyłączono z użytku: ul. Zmyślona 1/2, całe mieszkanie, od 01.03.2027 do 31.03.2027. Powód: remont łazienki"
    )


def test_the_next_free_place_waits_for_the_end_of_the_outage(
    administrator: User, programme: Programme, place: Place
) -> None:
    _take_out(administrator, place, places=[place])
    found = selectors.next_free(programme, IN, IN + timedelta(days=9))
    assert found is not None
    assert found.day == OUT + timedelta(days=1)
    _take_out(administrator, place, period_from=date(2027, 6, 1), period_to=None)
    assert selectors.next_free(programme, IN, None) is None


def test_an_outage_ends_earlier_and_is_not_prolonged_over_somebody(
    administrator: User, case: Application, place: Place
) -> None:
    outage = _take_out(administrator, place, period_to=None)[0]
    services.end_outage(actor=administrator, outage=outage, last_day=OUT)
    make_hold(case, place, OUT + timedelta(days=1), None)
    refusal = _refusal(lambda: services.end_outage(actor=administrator, outage=outage, last_day=None))
    assert refusal.code == "outage_over_people"
    outage.refresh_from_db()
    assert outage.period_to == OUT


def test_a_withdrawn_outage_needs_a_reason_and_frees_the_place(
    administrator: User, programme: Programme, place: Place
) -> None:
    outage = _take_out(administrator, place)[0]
    withdraw = lambda why: services.withdraw_outage(actor=administrator, outage=outage, reason=why)  # noqa: E731
    assert _refusal(lambda: withdraw(" ")).code == "reason_missing"
    withdraw("wpisane omyłkowo")
    assert selectors.free_places(programme, FIRST, LAST).get() == place
    assert _refusal(lambda: withdraw("jeszcze raz")).code == "outage_withdrawn"


def test_a_worker_and_another_offices_director_take_nothing_out_of_service(
    worker: User, kutno_director: User, place: Place
) -> None:
    for actor in (worker, kutno_director):
        assert _refusal(lambda actor=actor: _take_out(actor, place)).code == "not_allowed"


def test_an_outage_says_why_and_its_days_are_in_order(administrator: User, place: Place, programme: Programme) -> None:
    other = make_apartment(programme, "ul. Inna 3").places.get()
    assert _refusal(lambda: _take_out(administrator, place, reason=" ")).code == "reason_missing"
    assert _refusal(lambda: _take_out(administrator, place, period_to=FIRST)).field == "period_to"
    assert _refusal(lambda: _take_out(administrator, place, places=[other])).code == "place_of_other_apartment"


# --- operators ------------------------------------------------------------------------------------------------------


def _running(regime: str, operator: str = "Fundacja Zmyślona") -> Running:
    return Running(
        regime=regime,
        operator=operator,
        regime_note="",
        barrier_free=None,
        adapted=None,
        accessibility_note="",
        old_name="",
        conversion_act="",
        converted_by_act_of=None,
    )


def test_an_apartment_with_civil_law_contracts_is_kept_out_of_the_decisions(
    administrator: User, worker: User, case: Application, programme: Programme, place: Place
) -> None:
    services.describe_running(actor=administrator, apartment=place.apartment, running=_running(Regime.CIVIL))
    assert not selectors.free_places(programme, FIRST, LAST).exists()
    assert selectors.next_free(programme, FIRST, LAST) is None
    assert _refusal(lambda: services.hold_place(actor=worker, application=case, place=place)).code == "no_decision_here"


def test_an_apartment_where_somebody_lives_by_decision_does_not_pass_to_civil_law_contracts(
    administrator: User, case: Application, place: Place
) -> None:
    make_hold(case, place, FIRST, LAST)
    act = lambda: services.describe_running(  # noqa: E731
        actor=administrator, apartment=place.apartment, running=_running(Regime.CIVIL)
    )
    assert _refusal(act).code == "taken_by_decision"


@pytest.mark.parametrize("regime", [Regime.COMMISSIONED, Regime.CIVIL])
def test_who_runs_an_apartment_for_others_is_named(administrator: User, place: Place, regime: str) -> None:
    act = lambda: services.describe_running(  # noqa: E731
        actor=administrator, apartment=place.apartment, running=_running(regime, " ")
    )
    assert _refusal(act).field == "operator"


def test_the_apartments_of_gliwice_know_the_act_that_converted_them(gliwice: Office) -> None:
    rows = gliwice.apartments.all()
    assert len(rows) == 10
    assert {row.converted_by_act_of for row in rows} == {date(2023, 10, 27)}
    assert all("91/2023" in row.conversion_act and row.old_name for row in rows)
