"""Holding, letting go and granting a place; saying how many there are."""

import threading
from datetime import date

import pytest
from django.db import connections

from apartments import selectors, services
from apartments.models import Apartment, Occupancy, Place
from apartments.services import Basis
from apartments.states import OccupancyState
from applications.models import Application, HousingKind, Programme
from applications.states import ApplicationState
from office.errors import DomainError
from office.models import Event, Office, Role, User
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 1), date(2028, 5, 31)


def _code(call) -> str:
    with pytest.raises(DomainError) as caught:
        call()
    return caught.value.code


# --- holding --------------------------------------------------------------------------------------------------------


def test_a_free_place_is_held_for_the_stay_that_the_application_asks_for(
    worker: User, case: Application, place: Place
) -> None:
    occupancy = services.hold_place(actor=worker, application=case, place=place)
    assert (occupancy.state, occupancy.period_from, occupancy.period_to) == (OccupancyState.HELD, FIRST, LAST)
    event = Event.objects.get(case=case.pk)
    assert event.sentence == ("Zarezerwowano miejsce: ul. Zmyślona 1/2, miejsce 1, od 01.12.2026 do 31.05.2028.")
    assert event.actor == worker


def test_an_indefinite_stay_holds_the_place_without_an_end(worker: User, kielce: Office) -> None:
    programme = make_programme(kielce, kind=HousingKind.SUPPORTED)
    place = make_apartment(programme).places.get()
    case = make_case(worker, programme, FIRST, None, indefinite=True)
    assert services.hold_place(actor=worker, application=case, place=place).period_to is None


def test_a_place_that_somebody_took_a_moment_ago_is_refused_and_nothing_is_stored(
    worker: User, case: Application, other_case: Application, place: Place
) -> None:
    services.hold_place(actor=worker, application=case, place=place)
    with pytest.raises(DomainError, match="To miejsce zajęto przed chwilą") as caught:
        services.hold_place(actor=worker, application=other_case, place=place)
    assert (caught.value.code, caught.value.field) == ("place_taken", "place")
    assert not other_case.occupancies.exists()
    assert not Event.objects.filter(case=other_case.pk).exists()


def test_a_new_hold_takes_the_place_of_the_earlier_one(worker: User, case: Application, place: Place) -> None:
    first = services.hold_place(actor=worker, application=case, place=place)
    Application.objects.filter(pk=case.pk).update(stay_to=date(2028, 11, 30))
    second = services.hold_place(actor=worker, application=case, place=place)
    first.refresh_from_db()
    assert first.state == OccupancyState.RELEASED
    assert second.period_to == date(2028, 11, 30)
    assert selectors.current_occupancy(case) == second


def test_the_earlier_hold_stays_when_the_new_one_is_refused(
    worker: User, case: Application, other_case: Application, programme: Programme, place: Place
) -> None:
    kept = services.hold_place(actor=worker, application=case, place=place)
    wanted = make_apartment(programme, "ul. Zmyślona 9").places.get()
    services.hold_place(actor=worker, application=other_case, place=wanted)
    assert _code(lambda: services.hold_place(actor=worker, application=case, place=wanted)) == "place_taken"
    assert selectors.current_occupancy(case) == kept


def test_a_place_of_another_programme_is_refused(worker: User, case: Application, kielce: Office) -> None:
    elsewhere = make_apartment(make_programme(kielce, "Inny program")).places.get()
    call = lambda: services.hold_place(actor=worker, application=case, place=elsewhere)  # noqa: E731
    assert _code(call) == "place_of_other_programme"


def test_a_place_of_another_office_is_refused_even_under_the_same_programme(
    worker: User, case: Application, programme: Programme, kutno: Office
) -> None:
    strange = make_apartment(programme, office=kutno).places.get()
    call = lambda: services.hold_place(actor=worker, application=case, place=strange)  # noqa: E731
    assert _code(call) == "place_of_other_office"


@pytest.mark.parametrize("state", [ApplicationState.DRAFT, ApplicationState.GRANTED])
def test_only_a_case_being_dealt_with_holds_a_place(
    worker: User, programme: Programme, place: Place, state: str
) -> None:
    case = make_case(worker, programme, state=state)
    assert _code(lambda: services.hold_place(actor=worker, application=case, place=place)) == "not_allowed"


def test_without_the_days_of_stay_no_place_is_held(worker: User, programme: Programme, place: Place) -> None:
    for days in ({"first": None, "last": None}, {"first": FIRST, "last": None}):
        case = make_case(worker, programme, **days)
        assert (
            _code(lambda case=case: services.hold_place(actor=worker, application=case, place=place)) == "stay_missing"
        )


def test_a_director_an_administrator_and_a_worker_of_another_office_hold_no_place(
    director: User, administrator: User, kutno_worker: User, case: Application, place: Place
) -> None:
    for actor in (director, administrator, kutno_worker):
        assert (
            _code(lambda actor=actor: services.hold_place(actor=actor, application=case, place=place)) == "not_allowed"
        )
    assert not Occupancy.objects.exists()


# --- letting go and granting ----------------------------------------------------------------------------------------


def test_a_released_place_can_be_held_again_and_the_reason_stays(
    worker: User, case: Application, other_case: Application, place: Place
) -> None:
    held = services.hold_place(actor=worker, application=case, place=place)
    released = services.release_place(actor=worker, occupancy=held, reason=" osoba wybrała inne mieszkanie ")
    assert (released.state, released.release_reason) == (OccupancyState.RELEASED, "osoba wybrała inne mieszkanie")
    assert Event.objects.filter(case=case.pk).last().sentence.endswith("osoba wybrała inne mieszkanie")
    assert services.hold_place(actor=worker, application=other_case, place=place)


def test_a_place_is_not_released_without_a_reason(worker: User, case: Application, place: Place) -> None:
    held = services.hold_place(actor=worker, application=case, place=place)
    assert _code(lambda: services.release_place(actor=worker, occupancy=held, reason="  ")) == "note_required"


def test_on_approval_the_held_place_is_granted_with_the_decision_as_its_basis(
    worker: User, director: User, case: Application, place: Place
) -> None:
    held = services.hold_place(actor=worker, application=case, place=place)
    granted = services.begin_stay(actor=director, occupancy=held, basis=Basis("TEST/7/2026", date(2026, 11, 20)))
    assert (granted.state, granted.basis_number) == (OccupancyState.GRANTED, "TEST/7/2026")
    assert granted.basis_date == date(2026, 11, 20)
    assert "decyzja TEST/7/2026" in Event.objects.filter(case=case.pk).last().sentence
    assert _code(lambda: services.release_place(actor=worker, occupancy=granted, reason="bo tak")) == "wrong_state"


def test_a_place_held_for_other_days_than_asked_is_not_granted(
    worker: User, director: User, case: Application, place: Place
) -> None:
    held = services.hold_place(actor=worker, application=case, place=place)
    Application.objects.filter(pk=case.pk).update(stay_from=date(2027, 1, 1))
    held = Occupancy.objects.get(pk=held.pk)
    basis = Basis("TEST/7/2026", date(2026, 11, 20))
    assert _code(lambda: services.begin_stay(actor=director, occupancy=held, basis=basis)) == "hold_differs"


def test_a_place_is_granted_only_by_a_numbered_decision_and_not_by_a_worker(
    worker: User, director: User, case: Application, place: Place
) -> None:
    held = services.hold_place(actor=worker, application=case, place=place)
    day = date(2026, 11, 20)
    nameless, named = Basis(" ", day), Basis("TEST/7/2026", day)
    assert _code(lambda: services.begin_stay(actor=director, occupancy=held, basis=nameless)) == "basis_missing"
    assert _code(lambda: services.begin_stay(actor=worker, occupancy=held, basis=named)) == "not_allowed"


def test_the_log_never_names_a_restricted_address(worker: User, case: Application, programme: Programme) -> None:
    place = make_apartment(programme, "ul. Tajna 5", restricted_address=True, code="tajna-5").places.get()
    services.hold_place(actor=worker, application=case, place=place)
    sentence = Event.objects.get(case=case.pk).sentence
    assert "adresie chronionym" in sentence
    assert "tajna" not in sentence.lower()


# --- which places are free ------------------------------------------------------------------------------------------


def test_a_place_is_free_only_when_no_day_of_the_stay_is_taken(
    programme: Programme, place: Place, other_case: Application
) -> None:
    make_hold(other_case, place, date(2027, 3, 10), date(2027, 3, 20))
    free = lambda first, last: list(selectors.free_places(programme, first, last))  # noqa: E731
    assert free(date(2027, 3, 1), date(2027, 3, 9)) == [place]
    assert free(date(2027, 3, 1), date(2027, 3, 10)) == []
    assert free(date(2027, 3, 20), None) == []
    assert free(date(2027, 3, 21), None) == [place]
    assert free(date(2027, 3, 1), None) == []


def test_only_places_of_the_programme_are_offered(programme: Programme, place: Place, kielce: Office) -> None:
    make_apartment(make_programme(kielce, "Inny"))
    assert list(selectors.free_places(programme, FIRST, LAST)) == [place]


def test_the_next_free_place_is_free_for_the_whole_asked_time(
    worker: User, programme: Programme, place: Place, case: Application, other_case: Application
) -> None:
    make_hold(case, place, date(2026, 12, 1), date(2026, 12, 31))
    make_hold(other_case, place, date(2027, 1, 11), date(2027, 2, 28))
    next_free = lambda first, last: selectors.next_free(programme, first, last)  # noqa: E731
    assert next_free(date(2026, 12, 1), date(2026, 12, 10)).day == date(2027, 1, 1)
    assert next_free(date(2026, 12, 1), date(2026, 12, 11)).day == date(2027, 3, 1)
    assert next_free(date(2026, 12, 1), None).day == date(2027, 3, 1)
    last = make_case(worker, programme)
    make_hold(last, place, date(2028, 1, 1), None)
    assert next_free(date(2026, 12, 1), None) is None


# --- capacity -------------------------------------------------------------------------------------------------------


@pytest.fixture
def apartment(programme: Programme) -> Apartment:
    return make_apartment(programme, places=2)


def test_an_administrator_adds_places_and_confirms_the_number(administrator: User, apartment: Apartment) -> None:
    services.set_places(actor=administrator, apartment=apartment, count=4, confirmed=True)
    apartment.refresh_from_db()
    assert apartment.capacity_published
    assert [place.label for place in apartment.places.all()] == [f"miejsce {n}" for n in (1, 2, 3, 4)]
    assert "było 2, jest 4 (potwierdzona)" in Event.objects.get(verb="apartments.apartment.set_places").sentence


def test_a_director_takes_away_places_that_nobody_ever_used(director: User, apartment: Apartment) -> None:
    services.set_places(actor=director, apartment=apartment, count=0, confirmed=False)
    assert not apartment.places.exists()


def test_a_place_that_was_ever_used_stays(administrator: User, case: Application, apartment: Apartment) -> None:
    make_hold(case, apartment.places.last(), FIRST, LAST, state=OccupancyState.RELEASED)
    services.set_places(actor=administrator, apartment=apartment, count=1, confirmed=False)
    with pytest.raises(DomainError, match="wpisz co najmniej 1") as caught:
        services.set_places(actor=administrator, apartment=apartment, count=0, confirmed=False)
    assert (caught.value.code, caught.value.field) == ("places_used", "count")
    assert apartment.places.get().occupancies.exists()


def test_saying_the_same_again_writes_nothing(administrator: User, apartment: Apartment) -> None:
    services.edit_apartment(
        actor=administrator, apartment=apartment, count=2, confirmed=False, target_group=apartment.target_group, note=""
    )
    assert not Event.objects.exists()


def test_when_the_number_is_refused_the_description_stays_too(
    administrator: User, case: Application, apartment: Apartment
) -> None:
    make_hold(case, apartment.places.first(), FIRST, LAST)
    call = lambda: services.edit_apartment(  # noqa: E731
        actor=administrator, apartment=apartment, count=0, confirmed=True, target_group="ktoś inny", note="x"
    )
    assert _code(call) == "places_used"
    apartment.refresh_from_db()
    assert (apartment.target_group, apartment.capacity_published) == ("osoby z testu", False)


def test_a_worker_and_another_offices_director_do_not_change_capacity(
    worker: User, kutno_director: User, apartment: Apartment
) -> None:
    for actor in (worker, kutno_director):
        call = lambda actor=actor: services.set_places(actor=actor, apartment=apartment, count=5, confirmed=True)  # noqa: E731
        assert _code(call) == "not_allowed"


@pytest.mark.parametrize("count", [-1, services.MOST_PLACES + 1])
def test_an_impossible_number_of_places_is_refused(administrator: User, apartment: Apartment, count: int) -> None:
    call = lambda: services.set_places(actor=administrator, apartment=apartment, count=count, confirmed=True)  # noqa: E731
    assert _code(call) == "places_count"


# --- at once --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_ten_workers_after_one_place_at_once_one_gets_it(transactional_db: None, vendor: str) -> None:
    kielce = Office.objects.get(code="kielce")
    worker = make_user(kielce, "pracownica-z-testu", Role.SOCIAL_WORKER)
    programme = make_programme(kielce)
    place = make_apartment(programme).places.get()
    cases = [make_case(worker, programme) for _ in range(10)]
    start, outcomes = threading.Barrier(len(cases) if vendor == "postgresql" else 1), []

    def attempt(case: Application) -> None:
        start.wait(timeout=30)
        try:
            services.hold_place(actor=worker, application=case, place=place)
            outcomes.append("held")
        except DomainError as refusal:
            outcomes.append(refusal.code)

    def in_a_thread(case: Application) -> None:
        try:
            attempt(case)
        finally:
            connections.close_all()

    if vendor == "postgresql":
        threads = [threading.Thread(target=in_a_thread, args=(case,)) for case in cases]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    else:
        # SQLite lets one writer in at a time anyway, and its test database in memory has one connection.
        for case in cases:
            attempt(case)
    assert sorted(outcomes) == ["held"] + ["place_taken"] * 9
    assert Occupancy.objects.count() == 1
    assert Event.objects.filter(verb="apartments.occupancy.hold").count() == 1
