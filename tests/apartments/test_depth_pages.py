"""Rooms, equipment, operators, outages and consents as people see them on pages."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from apartments.models import Apartment, Outage, Place, StandardsWaiver
from applications.models import Application, Programme
from office.models import User
from tests.apartments.cast import make_apartment, make_hold, writes_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day_in_november():
    with time_machine.travel("2026-11-21 09:00 +01:00", tick=False):
        yield


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    assert "style=" not in text
    return text


def _page(name: str, pk: int) -> str:
    return reverse(f"apartments:{name}", args=[pk])


def test_an_administrator_describes_rooms_and_equipment_and_the_page_judges_them(
    as_user, administrator: User, programme: Programme
) -> None:
    flat = make_apartment(programme, places=3)
    client = as_user(administrator)
    assert "Nowy pokój 1" in _text(client.get(_page("rooms", flat.pk)))
    client.post(_page("rooms", flat.pk), {"usable_area": "30,5", "new-1-label": "pokój od ulicy", "new-1-area": "14,2"})
    room = flat.room_list.get()
    assert room.area == Decimal("14.20")
    places = {f"place-{place.pk}": room.pk for place in flat.places.all()}
    kept = {"usable_area": "30,50", f"room-{room.pk}-label": "pokój od ulicy", f"room-{room.pk}-area": "14,2"}
    client.post(_page("rooms", flat.pk), kept | places)
    assert _text(client.get(_page("equipment", flat.pk))).count("Pokój: pokój od ulicy") == 1
    client.post(_page("equipment", flat.pk), {"checked_on": "20.11.2026", f"{room.pk}-bed": "2", "common-fridge": "1"})
    text = _text(client.get(_page("apartment", flat.pk)))
    assert "pokój od ulicy: 3 osoby. W jednym pokoju najwyżej 2." in text
    assert "10,17 m² na osobę, powinno być co najmniej 12 m²" in text
    assert "łóżko lub tapczan 2 na 3 osoby" in text
    assert "§ 6 ust. 10 rozporządzenia" in text
    assert "Sprawdzone 20" in text


def test_what_was_typed_wrong_stays_in_the_form_with_the_reason(
    as_user, administrator: User, programme: Programme
) -> None:
    flat = make_apartment(programme)
    client = as_user(administrator)
    text = _text(client.post(_page("rooms", flat.pk), {"usable_area": "duże"}))
    assert "„duże” nie jest powierzchnią" in text
    text = _text(client.post(_page("equipment", flat.pk), {"checked_on": "1.12.2026"}))
    assert "Wyposażenie sprawdza się dziś albo wcześniej." in text
    text = _text(client.post(_page("running", flat.pk), {"regime": "civil"}))
    assert "Wpisz nazwę podmiotu" in text


def test_an_operator_with_its_own_contracts_is_shown_as_outside_the_decisions(
    as_user, administrator: User, programme: Programme
) -> None:
    flat = make_apartment(programme)
    client = as_user(administrator)
    typed = {"regime": "civil", "operator": "Fundacja Zmyślona", "barrier_free": "yes", "adapted": "no"}
    client.post(_page("running", flat.pk), typed)
    text = _text(client.get(_page("apartment", flat.pk)))
    assert "Fundacja Zmyślona" in text
    assert "Ośrodek nie przyznaje tu miejsc decyzją" in text
    assert "bez barier: tak; przystosowane: nie" in text
    assert 'value="Fundacja Zmyślona"' in _text(client.get(_page("running", flat.pk)))
    assert "bez decyzji" in _text(client.get("/mieszkania/", {"programme": programme.pk}))


def test_a_room_goes_out_of_service_with_all_its_places_and_comes_back(
    as_user, administrator: User, programme: Programme
) -> None:
    flat = make_apartment(programme, places=3)
    room = flat.room_list.create(label="pokój A")
    for place in list(flat.places.all())[:2]:
        Place.objects.filter(pk=place.pk).update(room=room)
    client = as_user(administrator)
    assert "pokój: pokój A" in _text(client.get(_page("outage", flat.pk)))
    client.post(
        _page("outage", flat.pk), {"what": f"room-{room.pk}", "period_from": "21.11.2026", "reason": "zalana podłoga"}
    )
    assert Outage.objects.count() == 2
    text = _text(client.get(_page("apartment", flat.pk)))
    assert text.count("zalana podłoga") == 2
    assert "wyłączone z użytku do odwołania" in text
    listed = _text(client.get("/mieszkania/", {"programme": programme.pk}))
    assert "wolne 1, zarezerwowane 0, przyznane decyzją 0, wyłączone z użytku 2." in listed
    first, second = Outage.objects.order_by("pk")
    client.post(_page("outage-end", first.pk), {"period_to": "30.11.2026"})
    client.post(_page("outage-withdraw", second.pk), {"reason": "wpisane omyłkowo"})
    text = _text(client.get(_page("apartment", flat.pk)))
    assert "do 30.11.2026. zalana podłoga" in text
    assert text.count("zalana podłoga") == 1
    assert client.get(_page("outage-end", second.pk)).status_code == 404


def test_an_outage_over_somebody_is_refused_on_the_page_and_what_was_typed_stays(
    as_user, director: User, administrator: User, case: Application, place: Place
) -> None:
    make_hold(case, place, case.stay_from, case.stay_to)
    typed = {"what": "apartment", "period_from": "1.12.2026", "period_to": "", "reason": "remont dachu"}
    for user, named in ((director, True), (administrator, False)):
        text = _text(as_user(user).post(_page("outage", place.apartment_id), typed))
        assert ("Jan Fikcyjny" in text) is named
        assert "remont dachu" in text
    assert not Outage.objects.exists()


def test_a_worker_sees_why_nothing_can_be_changed_and_other_offices_see_nothing(
    as_user, worker: User, kutno_director: User, place: Place
) -> None:
    outage = Outage.objects.create(apartment=place.apartment, period_from="2026-01-01", reason="remont")
    for name in ("rooms", "equipment", "running", "outage"):
        assert as_user(worker).get(_page(name, place.apartment_id)).status_code == 403
        assert as_user(kutno_director).get(_page(name, place.apartment_id)).status_code == 404
    assert as_user(kutno_director).get(_page("outage-end", outage.pk)).status_code == 404
    assert as_user(worker).get(_page("outage-end", outage.pk)).status_code == 403
    assert as_user(worker).post(_page("outage-withdraw", outage.pk), {"reason": "x"}).status_code == 403


@pytest.fixture
def crowded(programme: Programme, other_case: Application) -> Apartment:
    flat = make_apartment(programme, "ul. Ciasna 1", places=2, usable_area=Decimal(20))
    make_hold(other_case, flat.places.first(), other_case.stay_from, other_case.stay_to)
    return flat


def test_the_worker_sees_which_place_needs_consent_and_the_director_gives_it_on_the_case(
    as_user, worker: User, director: User, case: Application, crowded: Apartment
) -> None:
    offer, waive = _page("offer", case.pk), _page("waive", case.pk)
    place = crowded.places.last()
    text = _text(as_user(worker).get(offer))
    assert "Żadnego wolnego miejsca nie można zarezerwować bez zgody dyrektora." in text
    assert "powinno być co najmniej 12 m² (§ 6 ust. 1" in text
    assert as_user(worker).get(waive).status_code == 403
    client = as_user(director)
    assert waive in client.get(f"/sprawy/{case.pk}/").content.decode()
    assert writes_of(lambda: client.get(waive)) == []
    assert "Napisz uzasadnienie" in _text(client.post(waive, {"place": place.pk}))
    client.post(waive, {"place": place.pk, "reason": "Rodzeństwo."})
    assert StandardsWaiver.objects.get().place == place
    assert "Żadne wolne miejsce nie wymaga zgody." in _text(client.get(waive))
    as_user(worker).post(offer, {"place": place.pk})
    assert case.occupancies.get().place == place
    assert "Uzasadnienie: Rodzeństwo." in client.get(f"/sprawy/{case.pk}/").content.decode()
