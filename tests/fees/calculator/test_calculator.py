"""The calculator for everybody: the same fee and steps as elsewhere, nothing stored, and it can be switched off."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from office.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PAGE, JSON = "/kalkulator/", "/kalkulator.json"
KIELCE = {"programme": "kielce/oit", "household": "single", "income": "1350"}
KUTNO = {"programme": "kutno/supported", "household": "family", "persons": "2", "income": "4400", "own_income": "2300"}
GLIWICE = {"programme": "gliwice/homeless-men", "household": "single", "income": "1350"}


def text_of(client: Client, question: dict[str, str], status: int = 200) -> str:
    response = client.get(PAGE, question)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def answer(client: Client, question: dict[str, str], status: int = 200) -> dict[str, Any]:
    response = client.get(JSON, question)
    assert response.status_code == status
    return json.loads(response.content, parse_float=Decimal)


def test_nobody_has_to_log_in_and_the_page_says_that_only_a_decision_binds(client: Client) -> None:
    text = text_of(client, {})
    for words in ("Ile wyniesie opłata?", "Wynik jest tylko informacją", "art. 97 ust. 1", "niczego nie zapisuje"):
        assert words in text
    for group in ("Gliwice", "Kielce", "Kutno"):
        assert f'<optgroup label="{group}">' in text


def test_kielce_the_fee_step_by_step_with_the_staircase(client: Client) -> None:
    text = text_of(client, KIELCE)
    for words in (
        "Opłata wyniosłaby 186,00 zł miesięcznie",
        "Krok po kroku",
        "dochód tutaj: 133,7%",
        "art. 97 ust. 5",
        "Co zmieni wynik",
        "Koszt pobytu jest zmyślony",
    ):
        assert words in text


def test_kutno_a_family(client: Client) -> None:
    assert "Opłata wyniosłaby 161,00 zł miesięcznie" in text_of(client, KUTNO)


def test_gliwice_says_that_the_resolution_is_not_loaded_and_whom_to_ask_but_nothing_of_the_program(
    client: Client,
) -> None:
    text = text_of(client, GLIWICE)
    assert "treść uchwały nr LII/1090/2023" in text
    assert "nie jest wczytana" in text
    assert "Zapytaj w ośrodku" in text
    for internal in ("administrator", "Wczytaj treść"):
        assert internal not in text
    assert "Gliwice" in text


def test_gliwice_below_the_act_of_2013_is_computed(client: Client) -> None:
    text = text_of(client, GLIWICE | {"income": "2000", "on": "1.6.2014"})
    assert "300,00 zł" in text


def test_up_to_the_criterion_the_stay_is_free(client: Client) -> None:
    assert "Pobyt byłby nieodpłatny" in text_of(client, KIELCE | {"income": "1010,00"})


def test_another_day_has_its_own_criterion(client: Client) -> None:
    got = answer(client, KIELCE | {"on": "2024-06-01", "income": "1008.81"})
    assert (got["criterion"], got["rate_percent"], got["on"]) == (776, 15, "2024-06-01")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"income": "dużo"}, "income", "nie jest kwotą"),
        ({"income": "-1"}, "income", "za mała"),
        ({"income": ""}, "income", "Wpisz kwotę"),
        ({"programme": "kielce/nic"}, "programme", "z listy"),
        ({"programme": ""}, "programme", "Wybierz gminę i program"),
        ({"household": "gromada"}, "household", "samotnie, czy w rodzinie"),
        ({"household": "family"}, "persons", "co najmniej dwie"),
        ({"household": "family", "persons": "x"}, "persons", "cyframi"),
        ({"persons": "2"}, "persons", "to jedna osoba"),
        ({"household": "family", "persons": "2", "own_income": "1400"}, "own_income", "nie może być większy"),
        ({"on": "31.2.2026"}, "on", "nie jest dniem"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client: Client, wrong: dict[str, str], field: str, words: str) -> None:
    got = answer(client, KIELCE | wrong, status=400)
    assert words in " ".join(got["errors"][field])
    text = text_of(client, KIELCE | wrong, status=400)
    assert words in text
    assert f'href="#id_{field}' in text


def test_the_json_is_that_of_the_terminal_and_any_website_may_ask(client: Client) -> None:
    response = client.get(JSON, {"office": "kielce", "programme": "oit", "household": "single", "income": "1350"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"].startswith("application/json")
    assert '"amount": 186.00,' in response.content.decode()
    got = json.loads(response.content)
    assert [step["code"] for step in got["steps"]][-1] == "amount"
    assert got["fictional_cost"] is True
    assert "rozstrzyga decyzja" in got["binding"]


def test_the_json_says_why_there_is_no_fee(client: Client) -> None:
    got = answer(client, GLIWICE, status=422)
    assert got["code"] == "content_not_loaded"
    assert "administrator" not in got["error"]


def test_a_family_without_own_income_is_told_to_give_it_where_the_fee_is_taken_of_it(client: Client) -> None:
    question = KUTNO | {"own_income": ""}
    assert answer(client, question, status=422)["code"] == "no_own_income"
    assert "własnego dochodu" in text_of(client, question)


@pytest.mark.parametrize("address", [PAGE, JSON])
def test_nothing_is_stored_and_no_cookie_is_set(client: Client, worker: User, as_user, address: str) -> None:
    # Who is logged in has the form for logging out at the top of the page, and it needs its token.
    for visitor, needed in ((Client(), set()), (as_user(worker), {"csrftoken"})):
        with CaptureQueriesContext(connection) as captured:
            response = visitor.get(address, KIELCE)
        assert response.status_code == 200
        assert set(response.cookies) <= needed
        assert response["Cache-Control"] == "no-store"
        written = [query["sql"] for query in captured if not query["sql"].lstrip('"').upper().startswith("SELECT")]
        assert written == []


@pytest.mark.parametrize("address", [PAGE, JSON])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address, KIELCE).status_code == 405


def test_switched_off_it_is_not_there_and_the_login_page_does_not_mention_it(client: Client, settings: Any) -> None:
    assert f'href="{PAGE}"' in client.get("/logowanie/").content.decode()
    settings.CALCULATOR = False
    assert client.get(PAGE).status_code == 404
    assert client.get(JSON, KIELCE).status_code == 404
    assert f'href="{PAGE}"' not in client.get("/logowanie/").content.decode()
