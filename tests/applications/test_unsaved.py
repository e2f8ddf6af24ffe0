"""What is typed is kept as one goes, and two editors at once are told field by field."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, MovingChild, UnsavedForm
from applications.parties.groups import put_together
from applications.parties.selectors import movers
from office.errors import DomainError
from office.models import Event, Role, User
from tests.applications.cast import JAN, complete, draft, request_of, situation_of
from tests.applications.test_pages import text_of, url
from tests.applications.test_persons import known
from tests.conftest import make_user


@pytest.fixture
def browser(as_user, worker: User) -> Client:
    return as_user(worker)


def keep(browser: Client, application: Application, part: str, **typed: Any) -> Any:
    return browser.post(reverse("applications:keep", args=[application.pk, part]), typed)


def opened(browser: Client, application: Application, part: str) -> dict[str, str]:
    form = browser.get(url(part, application)).context["form"]
    return {"seen": form["seen"].value(), "base": form["base"].value()}


# --- kept as one goes ------------------------------------------------------------------------------------------------


def test_what_is_typed_is_there_again_after_the_session_ended(browser: Client, worker: User) -> None:
    application = draft(worker)
    events = Event.objects.count()
    answer = keep(browser, application, "situation", situation="Nie zdążyłam zapisać.", act="next")
    assert answer.json() == {"kept": "10:42", "changed": False}
    assert Event.objects.count() == events
    browser.logout()
    browser.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    page = text_of(browser.get(url("situation", application)))
    assert "Nie zdążyłam zapisać." in page
    assert "kopia robocza z 10.03.2026 10:42" in page
    application.refresh_from_db()
    assert application.situation == ""
    browser.post(url("situation", application), {"situation": "Nie zdążyłam zapisać.", "act": "save"})
    assert not UnsavedForm.objects.exists()


def test_a_copy_can_be_thrown_away_and_is_seen_by_its_writer_only(browser: Client, worker: User, kielce: Any) -> None:
    application = draft(worker)
    keep(browser, application, "household", household_type="family")
    keep(browser, application, "person", last_name="Inny")
    other = Client()
    colleague = make_user(kielce, "kolezanka", Role.SOCIAL_WORKER)
    other.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    assert "kopia robocza" not in text_of(other.get(url("person", application)))
    assert "kopia robocza" in text_of(browser.get(url("person", application)))
    browser.post(reverse("applications:forget", args=[application.pk, "person"]))
    assert 'value="Fikcyjny"' in text_of(browser.get(url("person", application)))


@pytest.mark.parametrize(("part", "typed"), [("submit", "x"), ("situation", "x" * 200_001)])
def test_what_cannot_be_kept_is_said(browser: Client, worker: User, part: str, typed: str) -> None:
    answer = keep(browser, draft(worker), part, situation=typed)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_case_of_another_office_is_not_kept(as_user, kutno_worker: User, worker: User) -> None:
    assert keep(as_user(kutno_worker), draft(worker), "person").status_code == 404


# --- two at once -----------------------------------------------------------------------------------------------------


def test_who_comes_second_sees_each_field_and_chooses(browser: Client, worker: User) -> None:
    application = draft(worker)
    situation_of(application, worker, situation="Na początku.", causes=["age"])
    mine = opened(browser, application, "situation")
    situation_of(application, worker, situation="Tamta.", causes=["age", "illness"])
    sent = {"situation": "Moja.", "causes": ["age"], "needs_full_time_care": "nie", "disability_degree": "none"}
    response = browser.post(url("situation", application), sent | mine | {"act": "save"})
    asked = {item.name: item for item in response.context["clashes"]}
    assert (asked["situation"].was, asked["situation"].theirs, asked["situation"].mine) == (
        "Na początku.",
        "Tamta.",
        "Moja.",
    )
    assert asked["situation"].both
    assert not asked["causes"].both
    assert asked["causes"].theirs == "wiek, choroba"
    assert response.context["form"]["causes"].value() == ["age", "illness"]
    again = {name: response.context["form"][name].value() for name in ("seen", "base", "causes")}
    browser.post(url("situation", application), sent | again | {"choice-situation": "theirs", "act": "save"})
    application.refresh_from_db()
    assert (application.situation, application.causes) == ("Tamta.", ["age", "illness"])


def test_a_change_of_another_part_stops_nobody(browser: Client, worker: User) -> None:
    application = draft(worker)
    mine = opened(browser, application, "situation")
    request_of(application, worker)
    sent = {"situation": "Moja.", "act": "save"} | mine
    response = browser.post(url("situation", application), sent, follow=True)
    assert "ktoś zmienił inną część tej sprawy" in text_of(response)
    application.refresh_from_db()
    assert application.situation == "Moja."


@pytest.mark.parametrize("base", ["", "{", "[]", json.dumps({"nic": ["x"]})])
def test_a_base_that_says_nothing_asks_about_all_that_differs(browser: Client, worker: User, base: str) -> None:
    application = draft(worker)
    mine = opened(browser, application, "situation")
    situation_of(application, worker, situation="Tamta.")
    sent = {"situation": "Moja.", "act": "save", "seen": mine["seen"], "base": base}
    response = browser.post(url("situation", application), sent)
    assert any(item.name == "situation" and item.both for item in response.context["clashes"])


# --- who moves in together -------------------------------------------------------------------------------------------

CHILD = {
    "act": "child",
    "first_name": "Ola",
    "last_name": "Zmyślona",
    "birth_date": "2.1.2019",
    "relation": "córka",
    "representative": "Jan Fikcyjny",
}


def test_adults_are_linked_and_children_come_with_one_of_them(browser: Client, worker: User) -> None:
    application = complete(worker)
    beside = known(worker, "Druga", "Osoba").applications.get()
    group = reverse("applications:group", args=[application.pk])
    assert "Wprowadzają się: 1 osoba" in text_of(browser.get(group))
    assert browser.post(group, {"act": "together", "other": f"szkic {beside.pk}"}).status_code == 302
    assert browser.post(group, CHILD).status_code == 302
    application.refresh_from_db()
    assert [(mover.name, mover.is_child) for mover in movers(application)] == [
        ("Jan Fikcyjny", False),
        ("Osoba Druga", False),
        ("Ola Zmyślona", True),
    ]
    assert "Wprowadzają się: 3 osoby" in text_of(browser.get(group))
    assert movers(Application.objects.get(pk=beside.pk))[0].name == "Osoba Druga"
    browser.post(group, {"act": f"drop-{MovingChild.objects.get().pk}"})
    browser.post(group, {"act": "apart"})
    application.refresh_from_db()
    assert [mover.name for mover in movers(application)] == ["Jan Fikcyjny"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"birth_date": "2.1.2001"}, "składa własny wniosek"),
        ({"birth_date": "2.1.2030"}, "Data urodzenia"),
        ({"representative": ""}, "kto reprezentuje dziecko"),
        ({"pesel": "44051401459"}, "PESEL"),
    ],
)
def test_who_is_no_child_or_has_nobody_is_not_added(
    browser: Client, worker: User, changed: dict[str, str], said: str
) -> None:
    page = text_of(browser.post(reverse("applications:group", args=[draft(worker).pk]), CHILD | changed))
    assert said in page
    assert 'value="Ola"' in page
    assert not MovingChild.objects.exists()


def test_a_second_adult_starts_from_the_group(browser: Client, worker: User) -> None:
    application = draft(worker)
    assert JAN.last_name in text_of(browser.get(reverse("applications:new") + f"?razem={application.pk}"))
    sent = {"act": "save", "last_name": "Druga", "first_name": "Osoba", "together": str(application.pk)}
    browser.post(reverse("applications:new"), sent)
    application.refresh_from_db()
    assert [mover.name for mover in movers(application)] == ["Jan Fikcyjny", "Osoba Druga"]


def test_one_person_does_not_move_in_with_itself(worker: User) -> None:
    with pytest.raises(DomainError) as refused:
        put_together(actor=worker, application=draft(worker), other=draft(worker))
    assert refused.value.code == "not_together"
