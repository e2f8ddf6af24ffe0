"""Offers: to whom first, what suits, the answer and what follows, and what the database itself refuses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, connections, transaction

from apartments.allocation import selectors
from apartments.allocation.services import OfferReasons, accept, decline, expire, set_reserve, withdraw_offer
from apartments.models import Occupancy, Place, PlaceOffer, Room, WaitingEntry
from apartments.selectors import free_places
from apartments.services import hold_place
from applications.models import Application, Programme
from office.errors import DomainError
from office.models import Deadline, DeadlineState, Event, User
from tests.apartments.allocation.conftest import MAN, SECRET, WOMAN
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
STAY = (date(2026, 12, 1), date(2028, 5, 31))


@pytest.fixture
def place(programme: Programme) -> Place:
    return make_apartment(programme).places.get()


def test_an_accepted_offer_holds_the_place(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place, worker: User
) -> None:
    offer = offered(waiting("Jedna"), place)
    assert place not in free_places(place.apartment.programmes.get(), *STAY)

    hold = accept(actor=worker, offer=offer)

    offer.refresh_from_db()
    assert (hold.place, hold.state, offer.state, offer.answered_on) == (place, "held", "accepted", TODAY)
    assert Deadline.objects.get().state == DeadlineState.DONE


def test_the_term_for_the_answer_is_on_the_board_and_never_ends_on_a_day_off(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place
) -> None:
    offer = offered(waiting("Jedna"), place, answer_by=date(2026, 11, 28))  # a Saturday

    assert offer.answer_by == date(2026, 11, 30)
    assert offer.deadline is not None
    assert (offer.deadline.due_on, offer.deadline.case) == (offer.answer_by, offer.application_id)


def test_declining_returns_the_place_at_once_to_the_next_person(
    waiting: Callable[..., WaitingEntry],
    offered: Callable[..., PlaceOffer],
    place: Place,
    programme: Programme,
    worker: User,
) -> None:
    first, second = waiting("Pierwsza", date(2026, 11, 3)), waiting("Druga", date(2026, 11, 10))
    offer = offered(first, place)
    with pytest.raises(DomainError, match="innej osobie"):
        offered(second, place)

    decline(actor=worker, offer=offer, reason=SECRET)

    assert place in free_places(programme, *STAY)
    assert selectors.queues(worker.office, TODAY)[0].rows[0].declined == 1
    assert not [event for event in Event.objects.all() if "F20" in event.sentence]
    # The one who declined is still first on the list: another gets the place with a reason.
    assert offered(second, place, reasons=OfferReasons(order="pierwsza osoba odmówiła")).state == "open"


def test_unanswered_the_place_is_free_again_the_day_after(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place, worker: User
) -> None:
    first, second = waiting("Pierwsza", date(2026, 11, 3)), waiting("Druga", date(2026, 11, 10))
    offer = offered(first, place, answer_by=date(2026, 11, 30))

    with time_machine.travel("2026-12-01 09:00 +01:00", tick=False):
        programme = place.apartment.programmes.get()
        assert place in free_places(programme, date(2026, 12, 1), date(2028, 5, 31))
        with pytest.raises(DomainError, match="miejsce wróciło do puli"):
            accept(actor=worker, offer=offer)
        # Nobody had to close it: offering the place to the next person writes that the first did not answer.
        offered(second, place, reasons=OfferReasons(order="pierwsza osoba nie odpowiedziała"))

    offer.refresh_from_db()
    assert offer.state == "expired"
    assert offer.deadline is not None
    assert offer.deadline.state == DeadlineState.DONE


def test_whoever_waits_longer_and_could_take_it_is_asked_first(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place
) -> None:
    waiting("Pierwsza", date(2026, 11, 3))
    second = waiting("Druga", date(2026, 11, 10))

    with pytest.raises(DomainError, match="Jan Pierwsza") as refusal:
        offered(second, place)
    assert refusal.value.field == "order_reason"


def test_whom_the_place_does_not_suit_is_passed_over_without_a_reason(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], programme: Programme
) -> None:
    men_only = make_apartment(programme, sex="men").places.get()
    woman, man = waiting("Kobieta", date(2026, 11, 3), pesel=WOMAN), waiting("Mężczyzna", pesel=MAN)

    assert offered(man, men_only).order_reason == ""
    other = make_apartment(programme, sex="men").places.get()
    with pytest.raises(DomainError, match="tylko: mężczyźni"):
        offered(woman, other)


def test_a_place_for_men_is_not_held_for_a_woman_either(
    waiting: Callable[..., WaitingEntry], programme: Programme, worker: User
) -> None:
    woman = waiting("Kobieta", pesel=WOMAN)

    with pytest.raises(DomainError, match="tylko: mężczyźni"):
        hold_place(actor=worker, application=woman.application, place=make_apartment(programme, sex="men").places.get())


def test_a_shared_room_is_not_mixed_unless_they_are_family(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], programme: Programme
) -> None:
    flat = make_apartment(programme, places=2)
    room = Room.objects.create(apartment=flat, label="pokój 1")
    flat.places.update(room=room)
    first, second = flat.places.order_by("pk")
    make_hold(waiting("Mężczyzna", pesel=MAN).application, first, *STAY)
    woman = waiting("Kobieta", pesel=WOMAN)

    with pytest.raises(DomainError, match="innej płci") as refusal:
        offered(woman, second)
    assert refusal.value.field == "family_reason"
    assert offered(woman, second, reasons=OfferReasons(family="małżeństwo")).family_reason == "małżeństwo"


def test_the_reserve_is_used_only_with_a_reason(
    waiting: Callable[..., WaitingEntry],
    offered: Callable[..., PlaceOffer],
    place: Place,
    worker: User,
    director: User,
) -> None:
    set_reserve(actor=director, apartment=place.apartment, places=[place])
    entry = waiting("Jedna")

    with pytest.raises(DomainError, match="rezerwą"):
        hold_place(actor=worker, application=entry.application, place=place)
    with pytest.raises(DomainError, match="rezerwą"):
        offered(entry, place)
    offer = offered(entry, place, reasons=OfferReasons(reserve="nagła sytuacja, pożar"))
    assert accept(actor=worker, offer=offer).place == place


@pytest.mark.parametrize("what", ["programme", "outage", "not_on_list", "past", "two"])
def test_an_offer_is_refused_with_what_to_do(
    what: str,
    waiting: Callable[..., WaitingEntry],
    offered: Callable[..., PlaceOffer],
    place: Place,
    programme: Programme,
    worker: User,
) -> None:
    entry, extra = waiting("Jedna"), {}
    words = "innej osobie"
    if what == "programme":
        place, words = make_apartment(make_programme(programme.office)).places.get(), "nie jest przeznaczone"
    if what == "outage":
        place.outages.create(apartment=place.apartment, period_from=date(2027, 1, 1), reason="remont")
        words = "Wyłączone z użytku"
    if what == "not_on_list":
        entry, words = WaitingEntry(application=make_case(worker, programme)), "nie ma na liście"
    if what == "past":
        extra, words = {"answer_by": TODAY}, "po dniu dzisiejszym"
    if what == "two":
        offered(entry, place)
        place, words = make_apartment(programme).places.get(), "już miejsce"
    with pytest.raises(DomainError, match=words):
        offered(entry, place, **extra)


def test_while_somebody_thinks_nobody_holds_the_place_and_they_hold_no_other(
    waiting: Callable[..., WaitingEntry],
    offered: Callable[..., PlaceOffer],
    place: Place,
    programme: Programme,
    worker: User,
) -> None:
    entry, other = waiting("Jedna"), make_case(worker, programme, name="Inna")
    offered(entry, place)

    with pytest.raises(DomainError, match="zaproponowano w tych dniach innej osobie"):
        hold_place(actor=worker, application=other, place=place)
    with pytest.raises(DomainError, match="Najpierw wpisz jej odpowiedź"):
        hold_place(actor=worker, application=entry.application, place=make_apartment(programme).places.get())


def test_an_offer_is_taken_back_with_a_reason(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place, director: User
) -> None:
    offer = offered(waiting("Jedna"), place)

    with pytest.raises(DomainError, match="Napisz, dlaczego"):
        withdraw_offer(actor=director, offer=offer, reason=" ")
    assert withdraw_offer(actor=director, offer=offer, reason="awaria").state == "withdrawn"
    with pytest.raises(DomainError, match="nie można wykonać"):
        expire(actor=director, offer=offer)


def test_a_changed_stay_wants_a_new_offer(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place, worker: User
) -> None:
    offer = offered(waiting("Jedna"), place)
    Application.objects.filter(pk=offer.application_id).update(stay_to=date(2029, 1, 31))

    with pytest.raises(DomainError, match="Okres pobytu we wniosku zmienił się"):
        accept(actor=worker, offer=offer)


# --- the database itself ----------------------------------------------------------------------------------------------


def _offer_row(case: Application, place: Place, worker: User, **extra: object) -> PlaceOffer:
    values = {"period_from": STAY[0], "period_to": STAY[1], "answer_by": date(2026, 11, 30)} | extra
    return PlaceOffer(application=case, place=place, offered_by=worker, offered_on=TODAY, **values)


def test_two_open_offers_of_one_place_are_refused_by_the_database(
    worker: User, programme: Programme, place: Place
) -> None:
    first, second, third = (make_case(worker, programme) for _ in range(3))
    _offer_row(first, place, worker).save()

    with pytest.raises(DatabaseError), transaction.atomic():
        PlaceOffer.objects.bulk_create([_offer_row(second, place, worker, period_to=None)])
    later = _offer_row(second, place, worker, period_from=date(2028, 6, 1), period_to=None)
    later.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        PlaceOffer.objects.filter(pk=later.pk).update(period_from=date(2028, 5, 31))
    with pytest.raises(DatabaseError), transaction.atomic():
        make_hold(third, place, date(2027, 1, 1), date(2027, 1, 31))
    make_hold(first, place, *STAY)  # the person themselves may take it


def test_an_offer_over_somebody_elses_place_is_refused_by_the_database(
    worker: User, programme: Programme, place: Place
) -> None:
    make_hold(make_case(worker, programme), place, *STAY)

    with pytest.raises(DatabaseError), transaction.atomic():
        _offer_row(make_case(worker, programme), place, worker).save()


def test_a_released_place_cannot_be_taken_back_over_an_offer_by_raw_sql(
    worker: User, programme: Programme, place: Place
) -> None:
    old = make_hold(make_case(worker, programme), place, *STAY, state="released")
    _offer_row(make_case(worker, programme), place, worker).save()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE apartments_occupancy SET state = 'held' WHERE id = %s", [old.pk])


def test_an_answer_never_changes_and_an_offer_never_goes(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place, worker: User
) -> None:
    offer = decline(actor=worker, offer=offered(waiting("Jedna"), place), reason="za daleko")

    for attack in (
        lambda: PlaceOffer.objects.filter(pk=offer.pk).update(state="open", answered_on=None),
        lambda: PlaceOffer.objects.filter(pk=offer.pk)._raw_delete(using="default"),
        offer.save,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


# --- twenty at once ---------------------------------------------------------------------------------------------------


def _at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Do all of ``acts``, each in a thread of its own; "done" or the code of the refusal of each."""

    def one(act: Callable[[], object]) -> str:
        try:
            act()
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_offer_one_place_at_once_one_does(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place
) -> None:
    entries = [waiting(f"Osoba {number}") for number in range(20)]
    reasons = OfferReasons(order="próba")

    answers = _at_once([lambda entry=entry: offered(entry, place, reasons=reasons) for entry in entries])

    assert answers.count("done") == 1, answers
    assert set(answers) <= {"done", "unsuitable", "place_promised"}
    assert PlaceOffer.objects.filter(state="open").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_answers_to_one_offer_one_counts(
    waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer], place: Place, worker: User
) -> None:
    offer = offered(waiting("Jedna"), place)
    acts: list[Callable[[], object]] = [lambda: accept(actor=worker, offer=offer)] * 10
    acts += [lambda: decline(actor=worker, offer=offer, reason="nie chce")] * 10

    answers = _at_once(acts)

    assert answers.count("done") == 1, answers
    assert set(answers) == {"done", "wrong_state"}
    offer.refresh_from_db()
    assert Occupancy.objects.filter(application=offer.application).exists() == (offer.state == "accepted")
