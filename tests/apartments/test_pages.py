"""The pages of apartments as a worker, a director and an administrator see them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from apartments import selectors, services
from apartments.models import Apartment, Occupancy, Place
from apartments.states import OccupancyState
from applications.models import Application, Programme
from office.models import Event, Office, User
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme, queries_of, writes_of

pytestmark = pytest.mark.django_db
LIST = "/mieszkania/"


@pytest.fixture(autouse=True)
def _on_a_day_in_november():
    with time_machine.travel("2026-11-21 09:00 +01:00", tick=False):
        yield


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    return text


@pytest.fixture
def hidden(programme: Programme) -> Apartment:
    return make_apartment(programme, "ul. Tajna 5", restricted_address=True, code="tajna-5", source="o ul. Tajnej 5")


# --- the list -------------------------------------------------------------------------------------------------------


def test_every_apartment_of_the_source_pages_is_on_its_offices_list(as_user, kutno_worker: User) -> None:
    text = _text(as_user(kutno_worker).get(LIST))
    assert "32 mieszkania" in text
    assert "Wyszyńskiego 11" in text


def test_the_list_says_how_many_places_are_free_held_and_granted_today_and_until_when(
    as_user, worker: User, programme: Programme
) -> None:
    apartment = make_apartment(programme, "ul. Pełna 1", places=3)
    first, second, third = apartment.places.all()
    make_hold(make_case(worker, programme), first, date(2026, 11, 21), date(2027, 1, 31))
    grant = {"state": OccupancyState.GRANTED, "basis_number": "1", "basis_date": date(2026, 11, 1)}
    make_hold(make_case(worker, programme), second, date(2026, 11, 1), None, **grant)
    make_hold(make_case(worker, programme), third, date(2026, 12, 1), None)
    text = _text(as_user(worker).get(LIST, {"programme": programme.pk}))
    assert "1 mieszkanie, 3 miejsca." in text
    assert "Dziś (21\xa0listopada 2026\xa0r.): wolne 1, zarezerwowane 1, przyznane decyzją 1." in text
    assert "zarezerwowane do 31.01.2027" in text
    assert "przyznane na czas nieokreślony" in text
    assert "w tym zajęte później: 1" in text


def test_a_number_of_places_that_the_source_does_not_give_is_marked_in_words(
    as_user, worker: User, programme: Programme
) -> None:
    make_apartment(programme, capacity_published=True)
    address = {"programme": programme.pk}
    assert "niepotwierdzona" not in _text(as_user(worker).get(LIST, address))
    make_apartment(programme)
    assert _text(as_user(worker).get(LIST, address)).count("liczba miejsc niepotwierdzona przez źródło") == 1


def test_a_restricted_address_is_seen_by_those_who_run_the_cases_and_by_no_administrator(
    as_user, worker: User, director: User, administrator: User, hidden: Apartment
) -> None:
    pages = [LIST, reverse("apartments:apartment", args=[hidden.pk])]
    for user in (worker, director):
        assert all("Tajna 5" in _text(as_user(user).get(page)) for page in pages)
    for page in [*pages, reverse("apartments:edit", args=[hidden.pk])]:
        text = _text(as_user(administrator).get(page))
        assert "adres chroniony" in text
        assert "tajn" not in text.lower()


def test_the_list_can_be_narrowed_and_says_when_nothing_is_left(
    as_user, worker: User, programme: Programme, case: Application
) -> None:
    make_hold(case, make_apartment(programme, "ul. Pełna 1").places.get(), date(2026, 1, 1), None)
    text = _text(as_user(worker).get(LIST, {"programme": programme.pk, "free": "on"}))
    assert "Żadne mieszkanie nie pasuje" in text
    assert "ul. Pełna 1" in _text(as_user(worker).get(LIST, {"programme": programme.pk, "kind": "training"}))
    assert "ul. Pełna 1" not in _text(as_user(worker).get(LIST, {"kind": "supported"}))
    assert "ul. Pełna 1" in _text(as_user(worker).get(LIST, {"unconfirmed": "on"}))


def test_apartments_of_both_kinds_stand_under_both_their_programmes(worker: User, programme: Programme) -> None:
    other = make_programme(programme.office, "Drugi program", kind="supported")
    both = make_apartment(programme, kind="")
    both.programmes.add(other)
    rows = selectors.apartment_rows(worker, Apartment.objects.filter(pk=both.pk), date(2026, 11, 21))
    assert [group.heading for group in selectors.grouped(rows)] == ["Drugi program / Program próbny"]
    assert rows[0].kind == "rodzaj zależy od pobytu"


def test_the_list_takes_as_many_queries_for_twenty_apartments_as_for_one(
    as_user, worker: User, programme: Programme
) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            place = make_apartment(programme, f"ul. Zmyślona {number}").places.get()
            make_hold(make_case(worker, programme), place, date(2026, 1, 1), None)

    client, address = as_user(worker), {"programme": programme.pk}
    fill(1)
    client.get(LIST, address)
    for_one = len(queries_of(lambda: client.get(LIST, address)))
    fill(19)
    assert "20 mieszkań" in _text(client.get(LIST, address))
    assert len(queries_of(lambda: client.get(LIST, address))) == for_one


# --- one apartment --------------------------------------------------------------------------------------------------


def test_a_worker_sees_who_takes_the_places_and_an_administrator_does_not(
    as_user, worker: User, administrator: User, case: Application, place: Place
) -> None:
    make_hold(case, place, date(2026, 12, 1), date(2028, 5, 31))
    page = reverse("apartments:apartment", args=[place.apartment.pk])
    text = _text(as_user(worker).get(page))
    assert "Jan Fikcyjny" in text
    assert f"/sprawy/{case.pk}/" in text
    text = _text(as_user(administrator).get(page))
    assert "Fikcyjny" not in text
    assert "zarezerwowane od 01.12.2026 do 31.05.2028" in text


def test_another_offices_apartment_is_not_there(
    as_user, kutno_worker: User, kutno_director: User, place: Place
) -> None:
    pk = place.apartment.pk
    assert as_user(kutno_worker).get(reverse("apartments:apartment", args=[pk])).status_code == 404
    assert as_user(kutno_director).post(reverse("apartments:edit", args=[pk])).status_code == 404


def test_reading_apartments_writes_nothing(as_user, worker: User, case: Application, place: Place) -> None:
    client = as_user(worker)
    for page in (LIST, reverse("apartments:apartment", args=[place.apartment.pk]), _offer(case)):
        assert writes_of(lambda page=page: client.get(page)) == []


def test_an_administrator_changes_the_number_of_places(as_user, administrator: User, place: Place) -> None:
    page = reverse("apartments:edit", args=[place.apartment.pk])
    assert 'value="1"' in _text(as_user(administrator).get(page))
    filled = {"count": "3", "confirmed": "on", "target_group": "seniorzy", "note": "z umowy"}
    answer = as_user(administrator).post(page, filled)
    assert answer.status_code == 302
    apartment = Apartment.objects.get(pk=place.apartment.pk)
    assert (apartment.places.count(), apartment.capacity_published) == (3, True)
    assert (apartment.target_group, apartment.capacity_note) == ("seniorzy", "z umowy")


def test_a_refused_number_is_told_at_the_field_and_what_was_typed_stays(
    as_user, administrator: User, case: Application, place: Place
) -> None:
    make_hold(case, place, date(2026, 12, 1), None)
    page = reverse("apartments:edit", args=[place.apartment.pk])
    text = _text(as_user(administrator).post(page, {"count": "0", "target_group": "seniorzy", "note": "dopisek"}))
    assert 'href="#id_count"' in text
    assert "wpisz co najmniej 1" in text
    assert "dopisek" in text


def test_a_worker_is_told_who_changes_the_number_of_places(as_user, worker: User, place: Place) -> None:
    text = _text(as_user(worker).get(reverse("apartments:apartment", args=[place.apartment.pk])))
    assert "Tę czynność wykonuje administrator danych merytorycznych albo dyrektor" in text
    answer = as_user(worker).get(reverse("apartments:edit", args=[place.apartment.pk]))
    assert answer.status_code == 403
    assert "Tę czynność wykonuje" in answer.content.decode()


# --- a place for a case ---------------------------------------------------------------------------------------------


def _offer(case: Application) -> str:
    return reverse("apartments:offer", args=[case.pk])


def test_the_offer_lists_the_free_places_and_their_restriction_to_one_sex(
    as_user, worker: User, case: Application, place: Place, programme: Programme
) -> None:
    make_apartment(programme, "ul. Męska 2", sex="men")
    text = _text(as_user(worker).get(_offer(case)))
    assert "ul. Zmyślona 1/2, miejsce 1" in text
    assert "ul. Męska 2, miejsce 1 · osoby z testu · tylko mężczyźni" in text


def test_the_chosen_place_is_held_and_the_worker_comes_back_to_the_case(
    as_user, worker: User, case: Application, place: Place
) -> None:
    answer = as_user(worker).post(_offer(case), {"place": place.pk})
    assert (answer.status_code, answer.url) == (302, f"/sprawy/{case.pk}/")
    assert Occupancy.objects.get().place == place


def test_a_place_gone_between_reading_and_choosing_is_told_and_nothing_is_stored(
    as_user, worker: User, case: Application, other_case: Application, place: Place, programme: Programme
) -> None:
    make_apartment(programme, "ul. Druga 2")
    make_hold(other_case, place, date(2028, 5, 31), None)
    text = _text(as_user(worker).post(_offer(case), {"place": place.pk}))
    assert "To miejsce zajęto przed chwilą" in text
    assert "ul. Druga 2" in text
    assert not case.occupancies.exists()


def test_without_a_free_place_the_page_says_which_one_comes_free_next(
    as_user, worker: User, case: Application, other_case: Application, place: Place
) -> None:
    make_hold(other_case, place, date(2026, 1, 1), date(2027, 1, 31))
    text = _text(as_user(worker).get(_offer(case)))
    assert "Brak wolnych miejsc w tym okresie." in text
    assert "ul. Zmyślona 1/2, miejsce 1, od 1\xa0lutego 2027\xa0r." in text


def test_when_every_place_is_taken_for_good_the_page_says_so(
    as_user, worker: User, case: Application, other_case: Application, place: Place
) -> None:
    make_hold(other_case, place, date(2026, 1, 1), None)
    assert "Żadne miejsce nie zwalnia się na tak długo." in _text(as_user(worker).get(_offer(case)))


def test_a_programme_without_places_says_who_enters_them(as_user, worker: User, case: Application) -> None:
    assert "W tym programie nie ma jeszcze żadnego miejsca." in _text(as_user(worker).get(_offer(case)))


def test_a_place_is_let_go_with_a_reason(as_user, worker: User, case: Application, place: Place) -> None:
    held = services.hold_place(actor=worker, application=case, place=place)
    release = reverse("apartments:release", args=[case.pk])
    assert "Napisz, dlaczego zwalniasz miejsce" in _text(as_user(worker).post(release, {"reason": " "}))
    assert as_user(worker).post(release, {"reason": "osoba zrezygnowała"}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.release_reason) == (OccupancyState.RELEASED, "osoba zrezygnowała")
    assert as_user(worker).post(release, {"reason": "jeszcze raz"}).status_code == 404


def test_a_director_is_told_that_a_worker_chooses_the_place(as_user, director: User, case: Application) -> None:
    answer = as_user(director).get(_offer(case))
    assert answer.status_code == 403
    assert "Tę czynność wykonuje pracownik socjalny" in answer.content.decode()


def test_another_offices_case_is_not_there(as_user, kutno_worker: User, case: Application, place: Place) -> None:
    assert as_user(kutno_worker).get(_offer(case)).status_code == 404
    assert as_user(kutno_worker).post(_offer(case), {"place": place.pk}).status_code == 404
    assert not Occupancy.objects.exists()


def test_no_page_holds_or_releases_by_reading(as_user, worker: User, case: Application, place: Place) -> None:
    services.hold_place(actor=worker, application=case, place=place)
    events = Event.objects.count()
    assert as_user(worker).get(reverse("apartments:release", args=[case.pk])).status_code == 405
    as_user(worker).get(_offer(case), {"place": place.pk})
    assert Event.objects.count() == events


# --- the section of the case page -----------------------------------------------------------------------------------


def test_the_section_asks_for_a_place_then_is_done(worker: User, case: Application, place: Place) -> None:
    section = selectors.case_section(case, worker)
    assert not section.done
    assert section.next_step.url == _offer(case)
    services.hold_place(actor=worker, application=case, place=place)
    section = selectors.case_section(case, worker)
    assert (section.done, section.next_step, section.apartment_name) == (True, None, "ul. Zmyślona 1/2")


def test_when_the_stay_changes_after_the_hold_the_section_asks_to_hold_again(
    worker: User, case: Application, place: Place
) -> None:
    services.hold_place(actor=worker, application=case, place=place)
    case.stay_to = date(2028, 6, 30)
    case.save()
    section = selectors.case_section(case, worker)
    assert (section.done, section.differs) == (False, True)
    assert section.next_step.sentence == "Okres rezerwacji różni się od wniosku – zarezerwuj ponownie."


def test_a_draft_waits_with_its_place(worker: User, kielce: Office) -> None:
    section = selectors.case_section(make_case(worker, None, None, None, state="draft"), worker)
    assert (section.waits, section.next_step, section.may_offer.allowed) == (True, None, False)
