"""The case page, the list of cases and the search."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from apartments import services as apartments
from applications.models import Application, Programme
from applications.states import ApplicationState
from decisions.examples import Stage
from office.models import Event, Office, ReadEntry, User
from tests.apartments.cast import make_apartment, make_case, make_programme, queries_of, writes_of

pytestmark = pytest.mark.django_db
CASES = "/sprawy/"


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    return text


def _page(case: Application) -> str:
    return reverse("desk:case", args=[case.pk])


# --- the case page --------------------------------------------------------------------------------------------------


def test_the_case_page_names_the_person_the_number_the_river_and_the_next_step(
    as_user, worker: User, case: Application
) -> None:
    text = _text(as_user(worker).get(_page(case)))
    assert f'Jan Fikcyjny <span class="case-number">{case.case_number}</span>' in text
    assert "Wybierz wolne miejsce i zarezerwuj je dla tej osoby." in text
    assert f'<a class="btn btn-primary" href="/mieszkania/sprawa/{case.pk}/">Wybierz miejsce</a>' in text
    assert text.count('<div id="etap-') == 5
    assert text.index("etap-application") < text.index("etap-place") < text.index('id="etap-fee"')


def test_the_next_step_follows_the_river(as_user, worker: User, case: Application, programme: Programme) -> None:
    apartments.hold_place(actor=worker, application=case, place=make_apartment(programme).places.get())
    text = _text(as_user(worker).get(_page(case)))
    assert "Wybierz wolne miejsce" not in text
    assert "Zarezerwowano miejsce: ul. Zmyślona 1/2, miejsce 1" in text


def test_the_case_page_begins_with_its_contents_and_folds_what_lies_behind(
    as_user, worker: User, case: Application
) -> None:
    text = _text(as_user(worker).get(_page(case)))
    contents = text.split('<nav class="contents', 1)[1].split("</nav>", 1)[0]
    stated = [strip_tags(row).split() for row in contents.split("<li>")[1:]]
    assert stated == [
        ["Wniosek", "gotowe"], ["Miejsce", "teraz"],
        ["Opłata", "przed", "nami"], ["Kontrakt", "przed", "nami"], ["Decyzja", "przed", "nami"],
    ]  # fmt: skip
    for code in ("application", "place", "fee", "contract", "decision"):
        assert f'href="#etap-{code}"' in contents
        assert text.count(f'id="etap-{code}"') == 1
    assert '<details class="long-part"><summary>Dane z wniosku</summary>' in text


def test_the_application_lies_open_while_it_is_being_completed(as_user, worker: User) -> None:
    draft = make_case(worker, None, None, None, state=ApplicationState.DRAFT, received_on=None)
    assert "long-part" not in _text(as_user(worker).get(_page(draft)))


def test_the_timeline_tells_the_newest_first(as_user, worker: User, case: Application, programme: Programme) -> None:
    place = make_apartment(programme).places.get()
    held = apartments.hold_place(actor=worker, application=case, place=place)
    apartments.release_place(actor=worker, occupancy=held, reason="pomyłka w sprawie")
    text = _text(as_user(worker).get(_page(case)))
    assert text.index("pomyłka w sprawie") < text.index("Zarezerwowano miejsce: ")


def test_a_draft_has_its_page_too(as_user, worker: User) -> None:
    draft = make_case(worker, None, None, None, state=ApplicationState.DRAFT, received_on=None)
    assert f"szkic {draft.pk}" in _text(as_user(worker).get(_page(draft)))


def test_a_finished_case_says_so(as_user, worker: User, programme: Programme) -> None:
    done = make_case(worker, programme, state=ApplicationState.GRANTED)
    assert "Wsparcie przyznano decyzją. Nic teraz nie czeka." in _text(as_user(worker).get(_page(done)))


def test_a_director_sees_the_workers_step_with_the_reason_why_it_is_not_the_directors(
    as_user, director: User, case: Application
) -> None:
    text = _text(as_user(director).get(_page(case)))
    assert "Tę czynność wykonuje pracownik socjalny" in text
    assert 'class="btn btn-primary" href="/mieszkania/' not in text


def test_opening_a_file_writes_one_read_entry_and_nothing_else(as_user, worker: User, case: Application) -> None:
    client = as_user(worker)
    client.get(_page(case))
    before = ReadEntry.objects.count()
    written = writes_of(lambda: client.get(_page(case)))
    assert len(written) == 1
    assert "office_readentry" in written[0]
    entry = ReadEntry.objects.latest("pk")
    assert ReadEntry.objects.count() == before + 1
    assert (entry.reader, entry.case, entry.page) == (worker, case.pk, "sprawa")
    assert not Event.objects.filter(case=case.pk).exists()


def test_another_offices_case_is_not_there_and_the_attempt_leaves_no_read_entry(
    as_user, kutno_worker: User, kutno_director: User, case: Application
) -> None:
    for user in (kutno_worker, kutno_director):
        assert as_user(user).get(_page(case)).status_code == 404
    assert not ReadEntry.objects.exists()


def test_an_administrator_is_told_why_cases_are_closed_to_administrators(
    as_user, administrator: User, case: Application
) -> None:
    for page in (_page(case), CASES, "/szukaj/?q=Fikcyjny"):
        answer = as_user(administrator).get(page)
        assert answer.status_code == 403
        assert "Sprawy zawierają dane osób." in answer.content.decode()
        assert "Jan Fikcyjny" not in answer.content.decode()


def test_the_case_page_is_only_read(as_user, worker: User, case: Application) -> None:
    assert as_user(worker).post(_page(case)).status_code == 405


def test_the_case_page_takes_as_many_queries_for_a_long_history_as_for_a_short_one(
    as_user, worker: User, case: Application, programme: Programme
) -> None:
    client, place = as_user(worker), make_apartment(programme).places.get()

    def hold_and_release(times: int) -> None:
        for _ in range(times):
            held = apartments.hold_place(actor=worker, application=case, place=place)
            apartments.release_place(actor=worker, occupancy=held, reason="próba")

    hold_and_release(1)
    client.get(_page(case))
    before = len(queries_of(lambda: client.get(_page(case))))
    hold_and_release(19)
    assert len(queries_of(lambda: client.get(_page(case)))) == before


def test_the_page_of_a_case_before_the_director_asks_each_thing_once(
    as_user, worker: User, kielce_case: Callable[[Stage], Application]
) -> None:
    url, client = _page(kielce_case(Stage.PREPARED)), as_user(worker)
    client.get(url)
    asked = queries_of(lambda: client.get(url))
    assert len(asked) <= 100
    assert sum('FROM "fees_feetable"' in query for query in asked) <= 2


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_list_shows_the_own_offices_cases_only(
    as_user, director: User, case: Application, kutno_worker: User
) -> None:
    make_case(kutno_worker, None, None, None, state=ApplicationState.DRAFT, name="Zamiejscowy")
    text = _text(as_user(director).get(CASES))
    assert "Jan Fikcyjny" in text
    assert "Zamiejscowy" not in text


def test_the_list_is_narrowed_by_state_programme_worker_and_text(
    as_user, worker: User, kielce: Office, programme: Programme
) -> None:
    other = make_programme(kielce, "Drugi program")
    make_case(worker, programme, name="Żółć-Nowakowa")
    make_case(worker, other, name="Programowy")
    make_case(worker, None, None, None, state=ApplicationState.DRAFT, name="Szkicowy")
    names = ("Żółć-Nowakowa", "Programowy", "Szkicowy")

    def found(**wanted: object) -> set[str]:
        text = _text(as_user(worker).get(CASES, wanted))
        return {name for name in names if name in text}

    assert found() == set(names)
    assert found(state="draft") == {"Szkicowy"}
    assert found(programme=other.pk) == {"Programowy"}
    assert found(worker=worker.pk) == set(names)
    assert found(text="zolc") == {"Żółć-Nowakowa"}
    assert found(text="jan PROGRAM") == {"Programowy"}
    assert found(text="TEST.", programme=other.pk) == {"Programowy"}


def test_an_empty_list_says_what_to_do(as_user, worker: User, director: User) -> None:
    assert "Wpisz wniosek" in _text(as_user(worker).get(CASES))
    text = _text(as_user(director).get(CASES))
    assert "Wpisuje go pracownik socjalny." in text
    assert "Żadna sprawa nie pasuje" in _text(as_user(worker).get(CASES, {"text": "nikt taki"}))


def test_the_list_is_sorted_as_asked(as_user, worker: User, programme: Programme) -> None:
    make_case(worker, programme, name="Aaron", received_on=date(2026, 11, 3))
    make_case(worker, programme, name="Zenon", received_on=date(2026, 11, 2))

    def order(sort: str) -> bool:
        text = _text(as_user(worker).get(CASES, {"kolejnosc": sort}))
        return text.index("Jan Aaron") < text.index("Jan Zenon")

    assert [order(sort) for sort in ("osoba", "-osoba", "wplyw", "-wplyw", "", "bzdura")] == [
        True, False, False, True, False, False,
    ]  # fmt: skip


def test_twenty_five_cases_are_on_a_page_and_the_queries_stay_the_same(
    as_user, worker: User, programme: Programme, case: Application
) -> None:
    client = as_user(worker)
    client.get(CASES)
    for_one = len(queries_of(lambda: client.get(CASES)))
    for _ in range(19):
        make_case(worker, programme)
    assert len(queries_of(lambda: client.get(CASES))) == for_one
    for _ in range(7):
        make_case(worker, programme)
    assert "1–25 z 27" in _text(client.get(CASES))
    assert "26–27 z 27" in _text(client.get(CASES, {"strona": "2"}))
    assert writes_of(lambda: client.get(CASES)) == []


# --- search ---------------------------------------------------------------------------------------------------------


def test_search_finds_the_own_offices_cases_and_writes_nothing(
    as_user, worker: User, case: Application, kutno_worker: User
) -> None:
    client = as_user(worker)
    assert _page(case) in _text(client.get("/szukaj/", {"q": "fikcyjny"}))
    assert _page(case) in _text(client.get("/szukaj/", {"q": case.case_number}))
    assert "Nie znaleziono takiej sprawy ani mieszkania." in _text(client.get("/szukaj/", {"q": "nikt taki"}))
    assert "Wpisz u góry, czego szukasz." in _text(client.get("/szukaj/"))
    assert writes_of(lambda: client.get("/szukaj/", {"q": "fikcyjny"})) == []
    assert _page(case) not in _text(as_user(kutno_worker).get("/szukaj/", {"q": "fikcyjny"}))


def test_while_somebody_types_the_same_is_suggested_as_links(as_user, worker: User, case: Application) -> None:
    answer = as_user(worker).get("/szukaj/podpowiedzi/", {"q": "fikc"})
    assert f'href="{_page(case)}"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_an_apartment_is_found_by_its_address_but_not_in_another_office(
    as_user, worker: User, programme: Programme, kutno_worker: User
) -> None:
    flat = make_apartment(programme)
    own = reverse("apartments:apartment", args=[flat.pk])
    assert own in _text(as_user(worker).get("/szukaj/", {"q": "zmyslona 1/2"}))
    assert own not in _text(as_user(kutno_worker).get("/szukaj/", {"q": "zmyslona 1/2"}))


def test_an_administrator_of_rules_does_not_search_persons(as_user, administrator: User) -> None:
    assert as_user(administrator).get("/szukaj/podpowiedzi/", {"q": "fikc"}).status_code == 403
