"""The pages of the list: who opens them, a whole way from the list to the place, what the exports leave out."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from apartments.allocation.services import add_to_list
from apartments.models import Occupancy, PlaceOffer, PriorityRules, WaitingEntry
from applications.models import Programme
from desk.cases import case_list, case_rows
from office.models import Event, Letter, ReadEntry, User
from tests.apartments.allocation.conftest import SECRET
from tests.apartments.cast import make_apartment, make_case, queries_of

pytestmark = pytest.mark.django_db

LIST = "/mieszkania/oczekujacy/"


def test_from_the_list_to_the_place_in_the_browser(as_user: Callable, worker: User, programme: Programme) -> None:
    place, case = make_apartment(programme, "ul. Zmyślona 7").places.get(), make_case(worker, programme)
    client, base = as_user(worker), f"{LIST}sprawa/{case.pk}/"

    assert "Tej osoby nie ma na liście" in client.get(base).content.decode()
    typed = {"complete_on": "5.11.26", "reason": ""}
    refused = client.post(f"{base}wpis/", typed).content.decode()
    assert "Napisz dlaczego" in refused
    assert 'value="05.11.2026"' in refused
    assert client.post(f"{base}wpis/", typed | {"reason": SECRET}).status_code == 302
    page = client.get(base).content.decode()
    assert "Pozycja <strong>1</strong>" in page
    assert "nie wstrzymuje terminu" in page
    assert "Osoba czeka na miejsce (pozycja 1 na liście)" in client.get(f"/sprawy/{case.pk}/").content.decode()
    choice = client.get(f"{base}miejsce/").content.decode()
    assert "ul. Zmyślona 7, miejsce 1" in choice
    assert "można zaproponować" in choice
    assert client.post(f"{base}miejsce/", {"place": place.pk, "answer_by": "27.11.2026"}).status_code == 302
    offer = PlaceOffer.objects.get()
    assert "Osobie zaproponowano miejsce" in client.get(f"/sprawy/{case.pk}/").content.decode()
    assert "odpowiedź do 27.11.2026" in client.get(LIST).content.decode()
    assert "odpowiedź na propozycję miejsca" in client.get("/terminy/").content.decode()
    assert "art. 57" in client.get(f"/terminy/{offer.deadline_id}/").content.decode()
    assert "jeszcze nie minął" in client.post(f"/mieszkania/propozycja/{offer.pk}/zamknij/").content.decode()
    assert client.post(f"/mieszkania/propozycja/{offer.pk}/przyjmij/").status_code == 302
    assert Occupancy.objects.get().place == place
    assert "Nikt teraz nie czeka" in client.get(LIST).content.decode()
    assert ReadEntry.objects.filter(page="lista oczekujących").count() == 2


def test_a_refusal_of_the_person_is_entered_in_the_browser(
    as_user: Callable, worker: User, waiting: Callable[..., WaitingEntry], offered: Callable[..., PlaceOffer]
) -> None:
    entry = waiting("Jedna")
    offer = offered(entry, make_apartment(entry.application.programme).places.get())
    client, base = as_user(worker), f"/mieszkania/propozycja/{offer.pk}/"

    assert "Napisz dlaczego" in client.post(f"{base}odmowa/", {}).content.decode()
    assert client.post(f"{base}odmowa/", {"reason": "za daleko od pracy"}).status_code == 302
    assert "za daleko od pracy" in client.get(base).content.decode()
    assert "nie można wykonać" in client.post(f"{base}przyjmij/").content.decode()
    assert client.get(f"{base}cokolwiek/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("worker", 200), ("director", 200), ("administrator", 403), ("keeper", 403), ("consultant", 403)],
)
def test_the_list_is_for_those_who_run_cases(
    who: str, status: int, as_user: Callable, request: pytest.FixtureRequest, waiting: Callable[..., WaitingEntry]
) -> None:
    waiting("Jedna")
    client = as_user(request.getfixturevalue(who))

    for address in (LIST, f"{LIST}arkusz/"):
        assert client.get(address).status_code == status
    link = "Lista oczekujących" in client.get("/mieszkania/").content.decode()
    assert link == (status == 200)


def test_another_office_sees_neither_entry_nor_offer(
    as_user: Callable,
    kutno_worker: User,
    waiting: Callable[..., WaitingEntry],
    offered: Callable[..., PlaceOffer],
) -> None:
    entry = waiting("Jedna")
    offer = offered(entry, make_apartment(entry.application.programme).places.get())
    client = as_user(kutno_worker)

    assert "Jedna" not in client.get(LIST).content.decode()
    for address in (f"{LIST}sprawa/{entry.application_id}/", f"/mieszkania/propozycja/{offer.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/mieszkania/propozycja/{offer.pk}/przyjmij/").status_code == 404


def test_sheet_and_list_tell_no_health_no_reason_and_no_address(
    as_user: Callable, worker: User, programme: Programme, offered: Callable[..., PlaceOffer]
) -> None:
    case = make_case(worker, programme, name="=Formuła", situation=SECRET, disability_degree="severe")
    entry = add_to_list(actor=worker, application=case, complete_on=date(2026, 11, 5), reason=SECRET)
    offered(entry, make_apartment(programme, "ul. Tajna 13", restricted_address=True).places.get())
    client = as_user(worker)

    answer = client.get(f"{LIST}arkusz/")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[1][3] == "Jan =Formuła"
    assert rows[1][9] == "zaproponowano miejsce"
    sent = client.post(f"/mieszkania/propozycja/{PlaceOffer.objects.get().pk}/pismo/")
    assert sent.status_code == 302
    assert "Tajna 13" in Letter.objects.get().html
    for told in (
        str(rows),
        client.get(LIST).content.decode(),
        "".join(Event.objects.values_list("sentence", flat=True)),
    ):
        assert not [word for word in ("F20", "Tajna", "znaczny") if word in told]


def test_rules_are_added_as_data_by_an_administrator(as_user: Callable, administrator: User, worker: User) -> None:
    typed = {
        "programme": "",
        "name": "zarządzenie zmyślone",
        "source": "test",
        "valid_from": "1.12.2026",
        "words_1": "Bezdomność",
        "points_1": "",
    }
    client = as_user(administrator)
    refused = client.post(f"{LIST}zasady/nowe/", typed).content.decode()
    assert "ile punktów" in refused
    assert 'value="Bezdomność"' in refused
    assert client.post(f"{LIST}zasady/nowe/", typed | {"points_1": "4"}).status_code == 302
    version = PriorityRules.objects.get()
    assert [(row.words, row.points) for row in version.criteria.all()] == [("Bezdomność", 4)]
    again = client.get(f"{LIST}zasady/nowe/", {"wersja": version.pk}).content.decode()
    assert 'value="Bezdomność"' in again
    shown = as_user(worker).get(f"{LIST}zasady/").content.decode()
    assert "4 pkt: Bezdomność" in shown
    assert as_user(worker).get(f"{LIST}zasady/nowe/").status_code == 403


def test_the_director_sets_the_reserve_and_the_preference(
    as_user: Callable, director: User, worker: User, waiting: Callable[..., WaitingEntry]
) -> None:
    entry = waiting("Jedna")
    place = make_apartment(entry.application.programme).places.get()
    client, base = as_user(director), f"{LIST}sprawa/{entry.application_id}/"

    assert client.post(f"/mieszkania/{place.apartment_id}/rezerwa/", {"places": [place.pk]}).status_code == 302
    assert "rezerwa na nagłe sytuacje" in client.get(f"/mieszkania/{place.apartment_id}/").content.decode()
    assert client.post(f"{base}pierwszenstwo/", {"reason": SECRET}).status_code == 302
    assert "Pierwszeństwo dał dyrektor" in client.get(LIST).content.decode()
    assert client.get(f"{base}kontakt/").status_code == 403
    assert as_user(worker).get(f"{base}pierwszenstwo/").status_code == 403


def test_the_list_of_cases_and_the_desk_say_who_waits_and_who_was_offered_a_place(
    as_user, worker: User, waiting, offered, programme
) -> None:
    first = waiting("Pierwszy")
    waiting("Drugi", date(2026, 11, 6))
    client = as_user(worker)
    for page in ("/sprawy/", "/"):
        text = client.get(page).content.decode()
        assert "na liście oczekujących, miejsce 1" in text
        assert "na liście oczekujących, miejsce 2" in text
    offered(first, make_apartment(programme).places.get())
    text = client.get("/sprawy/").content.decode().replace("\u00a0", " ")
    assert "czeka na odpowiedź w sprawie propozycji miejsca do 30.11.2026" in text
    assert "na liście oczekujących, miejsce 1" not in text
    rows = case_rows(case_list(worker, {}).filter(pk=first.application_id), date(2026, 12, 1))
    assert rows[0].next.startswith("zamknąć propozycję miejsca")
    before = len(queries_of(lambda: client.get("/sprawy/")))
    for number in range(5):
        waiting(f"Kolejny{number}")
    assert len(queries_of(lambda: client.get("/sprawy/"))) == before
