"""The standards of § 6 of the regulation: what is met, broken or not known, and who may go against one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apartments import selectors, services
from apartments.models import PERSONAL, Apartment, Item, Place, Room, StandardsWaiver
from apartments.selectors.standards import _most_at_once
from apartments.services import RoomFacts
from applications.models import Application, Programme
from office import clock
from office.errors import DomainError
from office.models import Event, Provision, User
from tests.apartments.cast import make_apartment, make_case, make_hold

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 1), date(2028, 5, 31)


def _outcomes(apartment: Apartment) -> dict[str, str]:
    return {row.code: row.outcome for row in selectors.standards_of(apartment, clock.today())}


def _sentence(apartment: Apartment, code: str) -> str:
    return next(row.sentence for row in selectors.standards_of(apartment, clock.today()) if row.code == code)


def _flat(programme: Programme, places: int = 1, *, per_room: int = 0, **extra: object) -> Apartment:
    apartment = make_apartment(programme, places=places, **extra)
    if per_room:
        for number, place in enumerate(apartment.places.all()):
            label = f"pokój {number // per_room + 1}"
            place.room, _ = Room.objects.get_or_create(apartment=apartment, label=label)
            place.save()
    return apartment


def _refusal(call) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call()
    return caught.value


def test_of_an_apartment_of_which_nothing_is_recorded_nothing_is_claimed(programme: Programme) -> None:
    outcomes = _outcomes(make_apartment(programme))
    assert outcomes.pop("reg.6.1.apartment") == "met"
    assert set(outcomes.values()) == {"unknown"}


@pytest.mark.parametrize(("places", "outcome"), [(6, "met"), (7, "broken")])
def test_at_most_six_persons_live_in_an_apartment(programme: Programme, places: int, outcome: str) -> None:
    assert _outcomes(_flat(programme, places))["reg.6.1.apartment"] == outcome


@pytest.mark.parametrize(("per_room", "outcome"), [(2, "met"), (3, "broken")])
def test_at_most_two_persons_sleep_in_a_room(programme: Programme, per_room: int, outcome: str) -> None:
    assert _outcomes(_flat(programme, per_room, per_room=per_room))["reg.6.1.room"] == outcome


@pytest.mark.parametrize(("area", "outcome"), [("36.00", "met"), ("35.99", "broken")])
def test_each_person_has_at_least_twelve_square_metres(programme: Programme, area: str, outcome: str) -> None:
    flat = _flat(programme, 3, usable_area=Decimal(area))
    assert _outcomes(flat)["reg.6.1.area"] == outcome
    row = next(row for row in selectors.standards_of(flat, clock.today()) if row.code == "reg.6.1.area")
    assert row.paragraph == "§ 6 ust. 1 rozporządzenia w sprawie mieszkań treningowych i wspomaganych"
    assert "co najmniej 12 m²" in row.sentence


def test_the_figures_are_those_of_the_law_tables(programme: Programme) -> None:
    Provision.objects.filter(code="reg.6.1.apartment").update(figure=4)
    assert _outcomes(_flat(programme, 5))["reg.6.1.apartment"] == "broken"


FULL = {
    Item.KITCHEN: 1, Item.BATHROOM: 1, Item.HALL: 1, Item.COOKER: 1, Item.SINK: 1, Item.FRIDGE: 1, Item.KITCHEN_SET: 1,
    Item.BATH: 1, Item.WASHBASIN: 1, Item.TOILET: 1, Item.WASHING_MACHINE: 1, Item.SCREEN: 1,
}  # fmt: skip


def _equip(actor: User, apartment: Apartment, furniture: int = 1, **changes: int) -> None:
    counts = {(None, item): count for item, count in FULL.items()}
    rooms: list[Room | None] = [*apartment.room_list.all()] or [None]
    counts |= {(room, item): furniture for room in rooms for item in PERSONAL}
    counts |= {(None, Item[name.upper()]): count for name, count in changes.items()}
    services.set_equipment(actor=actor, apartment=apartment, checked_on=clock.today(), counts=counts)
    apartment.refresh_from_db()


THINGS = ("reg.6.2", "reg.6.3", "reg.6.6", "reg.6.7", "reg.6.8", "reg.6.9", "reg.6.10")


def test_an_apartment_with_all_that_is_wanted_meets_it(programme: Programme, administrator: User) -> None:
    flat = _flat(programme, 2, per_room=1)
    _equip(administrator, flat)
    assert {code: _outcomes(flat)[code] for code in THINGS} == dict.fromkeys(THINGS, "met")


@pytest.mark.parametrize(
    ("missing", "code", "words"),
    [
        ({"fridge": 0}, "reg.6.7", "lodówka"),
        ({"washing_machine": 0}, "reg.6.10", "pralka automatyczna"),
        ({"screen": 0}, "reg.6.10", "telewizor albo komputer"),
        ({"bath": 0}, "reg.6.8", "wanna lub natrysk"),
        ({"toilet": 0}, "reg.6.8", "miska ustępowa"),
        ({"toilet": 0, "toilet_room": 1}, "reg.6.9", "umywalka w osobnym ustępie"),
        ({"kitchen": 0}, "reg.6.2", "kuchnia lub aneks"),
    ],
)
def test_what_is_missing_is_named(
    programme: Programme, administrator: User, missing: dict[str, int], code: str, words: str
) -> None:
    flat = _flat(programme, 1, per_room=1)
    _equip(administrator, flat, **missing)
    assert _outcomes(flat)[code] == "broken"
    assert words in _sentence(flat, code)


def test_every_person_in_a_room_has_a_bed_a_wardrobe_a_cupboard_and_a_chair(
    programme: Programme, administrator: User
) -> None:
    flat = _flat(programme, 2, per_room=2)
    _equip(administrator, flat, furniture=1)
    assert _outcomes(flat)["reg.6.6"] == "broken"
    assert "pokój 1: łóżko lub tapczan 1 na 2 osoby" in _sentence(flat, "reg.6.6")


def test_the_only_kitchenette_is_not_in_somebodys_room(programme: Programme, administrator: User) -> None:
    flat = _flat(programme, 2, per_room=1)
    _equip(administrator, flat, kitchen=0)
    flat.equipment.create(item=Item.KITCHENETTE, count=1, room=flat.room_list.first())
    assert _outcomes(flat)["reg.6.3"] == "broken"


# --- a stay that would break one ------------------------------------------------------------------------------------


@pytest.fixture
def small(programme: Programme) -> Apartment:
    """Two places on 20 m²: room enough for one person by the regulation."""
    return _flat(programme, 2, usable_area=Decimal("20.00"))


@pytest.fixture
def second(small: Apartment, other_case: Application) -> Place:
    """The place that is left in it."""
    first, second = small.places.all()
    make_hold(other_case, first, date(2027, 1, 1), date(2027, 1, 31))
    return second


def test_a_hold_that_would_break_a_standard_is_refused_with_its_paragraph(
    worker: User, case: Application, second: Place
) -> None:
    refusal = _refusal(lambda: services.hold_place(actor=worker, application=case, place=second))
    assert (refusal.code, refusal.field) == ("standard_broken", "place")
    assert "20 m² na 2 osoby: 10 m² na osobę, powinno być co najmniej 12 m² (§ 6 ust. 1 " in refusal.message
    assert not case.occupancies.exists()


def test_only_those_who_are_there_on_the_same_days_count(worker: User, programme: Programme, second: Place) -> None:
    later = make_case(worker, programme, date(2027, 2, 1), date(2027, 3, 31))
    assert services.hold_place(actor=worker, application=later, place=second).pk


def test_a_case_that_moves_within_the_apartment_is_not_counted_twice(
    worker: User, case: Application, small: Apartment
) -> None:
    first, second = small.places.all()
    services.hold_place(actor=worker, application=case, place=first)
    assert services.hold_place(actor=worker, application=case, place=second).pk


def test_the_director_overrides_with_a_reason_which_is_kept_in_the_file(
    worker: User, director: User, case: Application, second: Place
) -> None:
    waiver = services.waive_standards(actor=director, application=case, place=second, reason="Rodzeństwo, na miesiąc.")
    assert waiver.broken == ["reg.6.1.area"]
    event = Event.objects.get(case=case.pk)
    assert event.actor == director
    assert "Uzasadnienie: Rodzeństwo, na miesiąc." in event.sentence
    assert services.hold_place(actor=worker, application=case, place=second).pk


def test_the_consent_is_for_one_place_one_stay_and_what_was_broken_then(
    worker: User, director: User, case: Application, programme: Programme, second: Place
) -> None:
    services.waive_standards(actor=director, application=case, place=second, reason="Wyjątkowo.")
    Application.objects.filter(pk=case.pk).update(stay_to=date(2028, 6, 30))
    assert _refusal(lambda: services.hold_place(actor=worker, application=case, place=second)).code == "standard_broken"
    Application.objects.filter(pk=case.pk).update(stay_to=LAST)
    Provision.objects.filter(code="reg.6.1.apartment").update(figure=1)
    assert _refusal(lambda: services.hold_place(actor=worker, application=case, place=second)).code == "standard_broken"


def test_only_the_director_consents_only_with_a_reason_and_only_where_something_is_broken(
    worker: User, director: User, kutno_director: User, case: Application, second: Place, programme: Programme
) -> None:
    def consent(actor: User, place: Place = second, reason: str = "Wyjątkowo.") -> str:
        return _refusal(
            lambda: services.waive_standards(actor=actor, application=case, place=place, reason=reason)
        ).code

    assert consent(worker) == consent(kutno_director) == "not_allowed"
    assert consent(director, reason=" ") == "reason_missing"
    assert consent(director, make_apartment(programme, "ul. Pusta 1").places.get()) == "nothing_broken"
    assert not StandardsWaiver.objects.exists()


def test_a_consent_is_never_changed_nor_removed(director: User, case: Application, second: Place) -> None:
    services.waive_standards(actor=director, application=case, place=second, reason="Wyjątkowo.")
    for act in (lambda: StandardsWaiver.objects.update(reason="inne"), StandardsWaiver.objects.get().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert StandardsWaiver.objects.get().reason == "Wyjątkowo."


PERIOD = st.tuples(st.integers(0, 25), st.integers(0, 12) | st.none())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(PERIOD, max_size=6), window=PERIOD)
def test_the_most_persons_at_once_is_the_most_of_any_day(rows: list, window: tuple) -> None:
    from_day = lambda n: date.fromordinal(date(2026, 1, 1).toordinal() + n)  # noqa: E731

    class Row:
        def __init__(self, first: int, length: int | None) -> None:
            self.period_from = from_day(first)
            self.period_to = None if length is None else from_day(first + length)

    made = [Row(*row) for row in rows]
    end = None if window[1] is None else from_day(window[0] + window[1])
    shared = [
        row
        for row in made
        if (end is None or row.period_from <= end) and (row.period_to is None or row.period_to >= from_day(window[0]))
    ]
    counted = [
        sum(row.period_from <= day and (row.period_to is None or row.period_to >= day) for row in shared)
        for day in (from_day(n) for n in range(window[0], 60 if end is None else window[0] + window[1] + 1))
    ]
    assert _most_at_once(shared, from_day(window[0]), end) == max(counted, default=0)


# --- rooms ----------------------------------------------------------------------------------------------------------


def test_a_room_with_places_in_it_is_neither_removed_nor_made_common(programme: Programme, administrator: User) -> None:
    flat = _flat(programme, 1, per_room=1)
    room = flat.room_list.get()

    def act(label: str, *, common: bool = False) -> str:
        facts = [RoomFacts(room.pk, label, None, common, "room")]
        return _refusal(
            lambda: services.set_rooms(actor=administrator, apartment=flat, usable_area=None, rooms=facts, places={})
        ).code

    assert act("") == "room_in_use"
    assert act("pokój 1", common=True) == "room_lived_in"
