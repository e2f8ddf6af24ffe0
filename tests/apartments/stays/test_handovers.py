"""Keys, meters and things: how a place is handed over, what is settled, how a stay ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from apartments.models import (
    Belongings,
    Damage,
    DamageStep,
    Direction,
    EndKind,
    Equipment,
    Handover,
    HandoverCorrection,
    HandoverLine,
    LineKind,
    Occupancy,
    Place,
    Stay,
)
from apartments.services import change_place
from apartments.stays import selectors, services
from apartments.stays.compare import beginning_lines, differences, keys_of, lost_in_words
from apartments.stays.services import HandoverFacts, LineFacts
from applications.models import Programme
from office import clock
from office.errors import DomainError
from office.models import Event, User
from tests.apartments.cast import make_apartment
from tests.apartments.stays.cast import CHANGE, FIRST, LAST, make_resident, on

KEY = LineFacts(LineKind.KEY, "klucz do mieszkania", Decimal(2))
METER = LineFacts(LineKind.METER, "energia", Decimal("100.5"), "E-1", "kWh")
BED = LineFacts(LineKind.ITEM, "łóżko", Decimal(1), condition="good", value=Decimal("450.00"))
CHAIR = LineFacts(LineKind.ITEM, "krzesło", Decimal(2), condition="good", value=Decimal("80.00"))
LINES = [KEY, METER, BED, CHAIR]
pytestmark = pytest.mark.django_db


@pytest.fixture
def places(programme: Programme) -> list[Place]:
    return list(make_apartment(programme, places=2).places.order_by("pk"))


@pytest.fixture
def granted(worker: User, director: User, programme: Programme, places: list[Place]) -> Occupancy:
    return make_resident(worker, director, programme, places[0])


@pytest.fixture
def stay(granted: Occupancy) -> Stay:
    return Stay.objects.get(application=granted.application)


def paper(
    actor: User, occupancy: Occupancy, direction: str, day: date, lines: list[LineFacts] | None = None
) -> Handover:
    return services.save_handover(
        actor=actor,
        stay=Stay.objects.get(application=occupancy.application),
        occupancy=occupancy,
        direction=direction,
        facts=HandoverFacts(day=day, present="mieszkaniec, opiekunka"),
        lines=LINES if lines is None else lines,
    )


def signed(
    actor: User, occupancy: Occupancy, direction: str, day: date, lines: list[LineFacts] | None = None
) -> Handover:
    handover = paper(actor, occupancy, direction, day, lines)
    with on(day):
        return services.sign_handover(actor=actor, handover=handover, signed_on=day, signatures="obie strony")


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        act()
    return refusal.value.code


def test_with_the_signed_protocol_the_person_has_moved_in(granted: Occupancy, stay: Stay, keeper: User) -> None:
    signed(keeper, granted, Direction.IN, FIRST + timedelta(days=2))
    stay.refresh_from_db()
    assert stay.moved_in_on == FIRST + timedelta(days=2)
    assert [key.words for key in keys_of(stay)] == ["klucz do mieszkania: wydano 2"]
    assert Event.objects.filter(
        sentence__startswith="Podpisano protokół zdawczo-odbiorczy: wprowadzenie 03.12"
    ).exists()


def test_a_draft_can_be_written_anew_until_it_is_signed(granted: Occupancy, keeper: User) -> None:
    first = paper(keeper, granted, Direction.IN, FIRST)
    again = paper(keeper, granted, Direction.IN, FIRST, [KEY])
    assert (again.pk, again.lines.count()) == (first.pk, 1)


def test_what_a_protocol_must_have_is_said(granted: Occupancy, keeper: User, consultant: User) -> None:
    before, after = FIRST - timedelta(days=1), LAST + timedelta(days=1)
    assert _code(lambda: paper(keeper, granted, Direction.IN, before)) == "before_the_stay"
    assert _code(lambda: paper(keeper, granted, Direction.IN, after)) == "after_the_stay"
    assert _code(lambda: paper(keeper, granted, Direction.OUT, LAST)) == "not_moved_in"
    assert _code(lambda: paper(keeper, granted, Direction.IN, FIRST, [replace(METER, unit=" ")])) == "unit"
    assert _code(lambda: paper(keeper, granted, Direction.IN, FIRST, [replace(BED, condition="")])) == "condition"
    assert _code(lambda: paper(consultant, granted, Direction.IN, FIRST)) == "not_allowed"
    handover = paper(keeper, granted, Direction.IN, FIRST)

    def sign(day: date, signatures: str = "obie strony") -> object:
        return services.sign_handover(actor=keeper, handover=handover, signed_on=day, signatures=signatures)

    with on(FIRST):
        assert _code(lambda: sign(FIRST, "  ")) == "signatures"
        assert _code(lambda: sign(FIRST + timedelta(days=1))) == "signed_day"
        sign(FIRST)
        assert _code(lambda: sign(FIRST)) == "signed"


def test_moving_out_begins_with_what_was_taken_over_and_shows_what_differs(
    granted: Occupancy, stay: Stay, keeper: User
) -> None:
    signed(keeper, granted, Direction.IN, FIRST)
    stay.refresh_from_db()
    assert beginning_lines(stay, granted, Direction.OUT) == LINES
    out = [
        replace(KEY, amount=Decimal(1)),
        replace(METER, amount=Decimal("180.5")),
        replace(BED, condition="damaged"),
        replace(CHAIR, condition="missing"),
    ]
    handover = signed(keeper, granted, Direction.OUT, LAST, out)
    found = differences(handover)
    assert [difference.words for difference in found] == [
        "klucz do mieszkania: było 2, nie zwrócono 1.",
        "energia: zużycie 80 kWh.",
        "łóżko: dobry → uszkodzone.",
        "krzesło: było 2, brakuje 2.",
    ]
    assert lost_in_words(found).startswith("Wartość wpisana przy 2 pozycji: 610,00".replace("610,00", "610,00"))
    assert [key.words for key in keys_of(stay)] == ["klucz do mieszkania: wydano 2, zwrócono 1, brakuje 1"]
    stay.refresh_from_db()
    assert (stay.ended_on, stay.end_kind) == (LAST, EndKind.LAPSE)


def test_who_moves_out_earlier_left_and_the_place_waits_to_be_freed(
    granted: Occupancy, stay: Stay, keeper: User
) -> None:
    signed(keeper, granted, Direction.IN, FIRST)
    signed(keeper, granted, Direction.OUT, date(2027, 2, 1))
    stay.refresh_from_db()
    granted.refresh_from_db()
    assert (stay.end_kind, granted.period_to) == (EndKind.LEFT, LAST)
    length = selectors.days_stayed(granted.application.person, granted.application.programme, LAST)
    assert length.days == (date(2027, 2, 1) - FIRST).days + 1


def test_a_change_of_place_has_its_own_protocols_and_does_not_end_the_stay(
    granted: Occupancy, stay: Stay, keeper: User, director: User, places: list[Place]
) -> None:
    signed(keeper, granted, Direction.IN, FIRST)
    day = date(2027, 3, 1)
    moved = change_place(actor=director, occupancy=granted, place=places[1], from_day=day, basis=CHANGE)
    granted.refresh_from_db()
    signed(keeper, granted, Direction.OUT, day)
    signed(keeper, moved, Direction.IN, day)
    stay.refresh_from_db()
    assert (stay.moved_in_on, stay.ended_on) == (FIRST, None)
    signed(keeper, moved, Direction.OUT, LAST)
    stay.refresh_from_db()
    assert stay.ended_on == LAST


def test_a_new_protocol_lists_the_recorded_equipment_of_the_room_and_the_common_part(
    granted: Occupancy, stay: Stay
) -> None:
    apartment = granted.place.apartment
    Equipment.objects.create(apartment=apartment, item="fridge", count=1)
    lines = beginning_lines(stay, granted, Direction.IN)
    assert [(line.kind, line.name) for line in lines] == [("key", "klucz do mieszkania"), ("item", "lodówka")]


def test_a_continued_stay_is_lived_in_without_moving_in_again(
    granted: Occupancy,
    stay: Stay,
    keeper: User,
    worker: User,
    director: User,
    programme: Programme,
    places: list[Place],
) -> None:
    signed(keeper, granted, Direction.IN, FIRST)
    person = granted.application.person
    next_day = LAST + timedelta(days=1)
    following = make_resident(worker, director, programme, places[0], next_day, date(2027, 12, 31), person=person)
    continued = Stay.objects.get(application=following.application)
    assert selectors.stay_row(stay, next_day).phase == selectors.GOES_ON
    assert selectors.stay_row(continued, next_day).phase == selectors.HERE
    assert beginning_lines(continued, following, Direction.OUT) == LINES


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (FIRST - timedelta(days=1), selectors.AWAITED),
        (FIRST, selectors.AWAITED),
        (FIRST + timedelta(days=1), selectors.OVERDUE_ARRIVAL),
        (LAST, selectors.OVERDUE_ARRIVAL),
        (LAST + timedelta(days=1), selectors.OVERDUE),
    ],
)
def test_a_stay_that_nobody_moved_into_is_seen(stay: Stay, day: date, phase: str) -> None:
    assert selectors.stay_row(stay, day).phase == phase


def test_the_last_day_is_a_day_of_stay_and_the_day_after_is_overdue(
    granted: Occupancy, stay: Stay, keeper: User
) -> None:
    signed(keeper, granted, Direction.IN, FIRST)
    stay.refresh_from_db()
    phases = [selectors.stay_row(stay, LAST + timedelta(days=n)).phase for n in (-31, -30, 0, 1)]
    assert phases == [selectors.HERE, selectors.LEAVING, selectors.LEAVING, selectors.OVERDUE]
    desk = selectors.keeper_desk(keeper, LAST + timedelta(days=1))
    assert [row.stay for row in desk.overdue] == [stay]


# --- ending without a protocol ---------------------------------------------------------------------------------------


def test_who_never_came_ends_without_a_protocol(stay: Stay, worker: User, keeper: User) -> None:
    def end(
        actor: User = worker, kind: str = EndKind.NEVER, note: str = "Nie zgłosił się.", day: date = FIRST
    ) -> object:
        return services.end_without_handover(actor=actor, stay=stay, day=day, kind=kind, note=note)

    with on(FIRST):
        assert _code(lambda: end(keeper)) == "not_allowed"
        assert _code(lambda: end(kind=EndKind.LEFT)) == "not_moved_in"
        assert _code(lambda: end(note=" ")) == "note"
        assert _code(lambda: end(day=FIRST + timedelta(days=1))) == "in_the_future"
        assert _code(lambda: end(kind=EndKind.CONTINUED)) == "kind"
        end()
        assert _code(end) == "ended"


# --- settling --------------------------------------------------------------------------------------------------------


def test_a_damage_is_settled_step_by_step(stay: Stay, keeper: User, worker: User) -> None:
    today = clock.today()
    damage = services.note_damage(
        actor=keeper, stay=stay, found_on=today, what="wybita szyba", amount=Decimal("300.00")
    )

    def settle(actor: User, kind: str, amount: Decimal | None = None, note: str = "") -> object:
        return services.settle_damage(actor=actor, damage=damage, kind=kind, day=today, amount=amount, note=note)

    assert _code(lambda: settle(keeper, "agreed")) == "amount"
    assert _code(lambda: settle(keeper, "waived", note="drobna")) == "not_allowed"
    assert _code(lambda: settle(worker, "waived")) == "note"
    settle(keeper, "agreed", Decimal("250.00"))
    settle(keeper, "paid", Decimal("250.00"))
    assert [step.kind for step in damage.steps.all()] == ["agreed", "paid"]
    assert not Event.objects.filter(sentence__contains="szyba").exists()


def test_things_left_behind_wait_to_be_collected(stay: Stay, granted: Occupancy, keeper: User) -> None:
    def keep(day: date) -> Belongings:
        return services.keep_belongings(actor=keeper, stay=stay, what="walizka", kept_where="magazyn", collect_by=day)

    assert _code(lambda: keep(LAST)) == "not_ended"
    signed(keeper, granted, Direction.IN, FIRST)
    signed(keeper, granted, Direction.OUT, LAST)
    assert _code(lambda: keep(LAST - timedelta(days=1))) == "collect_by"
    kept = keep(LAST + timedelta(days=14))
    assert selectors.keeper_desk(keeper, LAST).belongings == [kept]
    today = clock.today()
    services.settle_belongings(actor=keeper, belongings=kept, day=today, outcome="odebrał mieszkaniec")
    assert _code(lambda: services.settle_belongings(actor=keeper, belongings=kept, day=today, outcome="x")) == "settled"


# --- what the database refuses ---------------------------------------------------------------------------------------


def test_nothing_of_what_was_signed_or_settled_changes(granted: Occupancy, stay: Stay, keeper: User) -> None:
    handover = signed(keeper, granted, Direction.IN, FIRST)
    services.correct_handover(actor=keeper, handover=handover, text="klucze były trzy")
    damage = services.note_damage(
        actor=keeper, stay=stay, found_on=clock.today(), what="wybita szyba", amount=Decimal("300.00")
    )
    services.settle_damage(actor=keeper, damage=damage, kind="disputed", day=clock.today(), amount=None, note="")
    kept = Belongings.objects.create(stay=stay, what="walizka", kept_where="magazyn", collect_by=LAST, made_by=keeper)
    line = handover.lines.first()
    other = paper(keeper, granted, Direction.OUT, LAST)

    def sql(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    attacks: list[Callable[[], object]] = [
        lambda: Handover.objects.filter(pk=handover.pk).update(remarks="inaczej"),
        lambda: Handover.objects.filter(pk=handover.pk).update(signed_on=None, signatures=""),
        lambda: HandoverLine.objects.filter(pk=line.pk).update(amount=9),
        lambda: HandoverLine.objects.filter(pk=line.pk).update(handover=other),
        lambda: other.lines.update(handover=handover),
        lambda: HandoverLine.objects.bulk_create([HandoverLine(handover=handover, kind="key", name="x", amount=1)]),
        lambda: sql(f"DELETE FROM apartments_handoverline WHERE handover_id = {handover.pk}"),
        lambda: sql(f"DELETE FROM apartments_handover WHERE id = {handover.pk}"),
        lambda: HandoverCorrection.objects.update(text="nie"),
        lambda: Damage.objects.update(amount=0),
        lambda: DamageStep.objects.update(kind="repaired"),
        lambda: sql("DELETE FROM apartments_damagestep"),
        lambda: Belongings.objects.filter(pk=kept.pk).update(collect_by=FIRST),
        lambda: sql("DELETE FROM apartments_belongings"),
    ]
    for attack in attacks:
        with pytest.raises(DatabaseError, match="nie"), transaction.atomic():
            attack()
    assert (handover.lines.count(), Handover.objects.get(pk=handover.pk).signatures) == (4, "obie strony")
