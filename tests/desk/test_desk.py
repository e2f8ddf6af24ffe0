"""What each role finds on the desk."""

from datetime import date

import pytest

from apartments import services as apartments
from applications.models import Application, Programme
from applications.states import ApplicationState
from fees.models import IncomeCriterion
from office.models import Certainty, Provision, Role, RoleGrant, User
from tests.apartments.cast import make_apartment, make_case, queries_of, writes_of

pytestmark = pytest.mark.django_db


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    return text


def test_a_visitor_is_asked_to_log_in(client) -> None:
    for page in ("/", "/sprawy/", "/sprawy/1/", "/szukaj/?q=Jan", "/ustawienia/", "/mieszkania/"):
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer.url.startswith("/logowanie/")


# --- a social worker ------------------------------------------------------------------------------------------------


def test_a_worker_sees_own_open_cases_with_the_next_step(
    as_user, worker: User, programme: Programme, case: Application
) -> None:
    make_case(worker, None, None, None, state=ApplicationState.DRAFT, name="Szkicowy")
    held = make_case(worker, programme, name="Zajęty")
    apartments.hold_place(actor=worker, application=held, place=make_apartment(programme).places.get())
    make_case(worker, programme, state=ApplicationState.GRANTED, name="Zakończony")
    text = _text(as_user(worker).get("/"))
    assert "Twoje sprawy w toku (3)" in text
    for words in ("zarezerwować miejsce", "uzupełnić i przyjąć wniosek", "ustalić opłatę", "Szkicowy", "Zajęty"):
        assert words in text
    assert "Zakończony" not in text


def test_a_worker_sees_neither_a_colleagues_cases_nor_the_directors_pile(
    as_user, worker: User, director: User, programme: Programme
) -> None:
    RoleGrant.objects.create(user=director, role=Role.SOCIAL_WORKER)
    make_case(director, programme, name="Cudzy")
    text = _text(as_user(worker).get("/"))
    assert "Cudzy" not in text
    assert "Czeka na Twoją decyzję" not in text


def test_a_worker_without_cases_is_told_how_one_begins(as_user, worker: User) -> None:
    text = _text(as_user(worker).get("/"))
    assert "Nie prowadzisz teraz żadnej sprawy." in text
    assert 'href="/wnioski/nowy/"' in text


# --- the director ---------------------------------------------------------------------------------------------------


def test_a_director_sees_what_waits_and_the_own_office_in_figures(
    as_user, director: User, case: Application, kutno_worker: User
) -> None:
    make_case(kutno_worker, None, None, None, state=ApplicationState.DRAFT, name="Zamiejscowy")
    text = _text(as_user(director).get("/"))
    assert "Czeka na Twoją decyzję (0)" in text
    assert '<dt>Sprawy: w toku</dt><dd><a href="/sprawy/?state=submitted">1</a></dd>' in text
    assert '<dt>Sprawy: szkic</dt><dd><a href="/sprawy/?state=draft">0</a></dd>' in text
    assert "Zamiejscowy" not in text
    assert "Twoje sprawy w toku" not in text


# --- the administrator ----------------------------------------------------------------------------------------------


def test_the_administrator_of_gliwice_is_told_which_resolution_is_not_loaded(
    as_user, administrator: User, gliwice
) -> None:
    User.objects.filter(pk=administrator.pk).update(office=gliwice)
    text = _text(as_user(User.objects.get(pk=administrator.pk)).get("/"))
    assert "LII/1090/2023" in text
    assert "10 mieszkań ma niepotwierdzoną liczbę miejsc." in text


def test_an_administrator_sees_what_is_stale_and_unconfirmed_but_no_person(
    as_user, administrator: User, case: Application
) -> None:
    text = _text(as_user(administrator).get("/"))
    assert "Może być nieaktualne" in text
    assert "Sprawdź, czy nie ogłoszono nowych tekstów jednolitych." in text
    assert "Fikcyjny" not in text


def test_a_criterion_in_force_for_long_is_to_be_looked_at(as_user, administrator: User) -> None:
    assert "Kryterium dochodowe obowiązuje od" not in _text(as_user(administrator).get("/"))
    current = IncomeCriterion.objects.on(date(2026, 11, 21)).get()
    IncomeCriterion.objects.filter(pk=current.pk).update(valid_from=date(2024, 11, 21))
    assert "Kryterium dochodowe obowiązuje od 21.11.2024." in _text(as_user(administrator).get("/"))


def test_when_everything_is_confirmed_nothing_is_asked_for(as_user, administrator: User) -> None:
    assert "w źródle. <a" in _text(as_user(administrator).get("/"))
    Provision.objects.update(certainty=Certainty.CONFIRMED)
    assert "w źródle. <a" not in _text(as_user(administrator).get("/"))


# --- everybody ------------------------------------------------------------------------------------------------------


def test_whoever_has_two_roles_sees_both_desks(as_user, worker: User) -> None:
    RoleGrant.objects.create(user=worker, role=Role.ADMINISTRATOR)
    text = _text(as_user(worker).get("/"))
    assert "Twoje sprawy w toku" in text
    assert "Do potwierdzenia" in text


def test_an_account_without_a_role_is_told_so(as_user, worker: User) -> None:
    worker.role_grants.all().delete()
    assert "Twoje konto nie ma jeszcze żadnej roli." in _text(as_user(worker).get("/"))


def test_the_desk_takes_as_many_queries_for_twenty_cases_as_for_one_and_writes_nothing(
    as_user, worker: User, programme: Programme, case: Application
) -> None:
    client = as_user(worker)
    client.get("/")
    for_one = len(queries_of(lambda: client.get("/")))
    for _ in range(19):
        make_case(worker, programme)
    assert len(queries_of(lambda: client.get("/"))) == for_one
    assert writes_of(lambda: client.get("/")) == []


def test_a_long_pile_ends_with_the_way_to_the_rest(as_user, worker: User, programme: Programme) -> None:
    for _ in range(27):
        make_case(worker, programme)
    text = _text(as_user(worker).get("/"))
    assert "Twoje sprawy w toku (27)" in text
    assert f'href="/sprawy/?worker={worker.pk}">Pokaż wszystkie Twoje sprawy (jeszcze 2)' in text
