import re
from itertools import pairwise

import pytest
from django.conf import settings as configured
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from office.context import shell
from office.models import Office, Role, User
from tests.look.pages import read


@pytest.fixture
def gallery(client) -> str:
    return client.get("/wzornik/").content.decode()


def someone(*roles: Role) -> User:
    user = User(username="anna", first_name="Anna", last_name="Fikcyjna", office=Office(name="Ośrodek Przykładowy"))
    user.__dict__["roles"] = frozenset(roles)
    return user


def shell_of(path: str, *roles: Role) -> dict:
    request = RequestFactory().get(path)
    request.user = someone(*roles)
    return shell(request)


def test_every_page_has_one_first_heading_and_skips_no_level(gallery):
    levels = [int(level) for level in re.findall(r"<h([1-6])", gallery)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_input_has_a_label_and_choices_have_a_fieldset(gallery):
    page = read(gallery)
    labelled = {label.attrs["for"] for label in page.all("label")}
    inputs = [e for e in page.all("input", "select", "textarea") if e.attrs.get("type") != "hidden"]
    assert len(inputs) > 20
    assert [e.attrs for e in inputs if e.attrs["id"] not in labelled] == []
    assert all(e.fieldset for e in inputs if e.attrs.get("type") == "radio")


def test_ids_are_used_once_and_everything_that_points_at_one_finds_it(gallery):
    page = read(gallery)
    assert len(page.ids) == len(set(page.ids))
    for element in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for target in (element.attrs.get(name) or "").split():
                assert target in page.ids, f"{element.tag} {name}={target}"


def test_nothing_on_the_page_is_refused_by_the_content_security_policy(gallery):
    page = read(gallery)
    assert not page.all("style")
    assert [e.tag for e in page.elements if "style" in e.attrs or any(name.startswith("on") for name in e.attrs)] == []
    assert all(script.attrs.get("src", "").startswith("/static/") for script in page.all("script"))
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", gallery)


def test_no_label_hides_in_a_placeholder(gallery):
    assert "placeholder" not in gallery


def test_a_worker_sees_cases_and_search_and_no_settings():
    seen = shell_of("/sprawy/7/", Role.SOCIAL_WORKER)
    assert [item.label for item in seen["nav"]] == ["Biurko", "Sprawy", "Mieszkania", "Decyzje", "Opłaty i uchwały"]
    assert [item.label for item in seen["nav"] if item.current] == ["Sprawy"]
    assert seen["search_url"] == "/szukaj/"
    assert (seen["who"], seen["roles_text"]) == ("Anna Fikcyjna", "pracownik socjalny")
    assert seen["office_name"] == "Ośrodek Przykładowy"


def test_an_administrator_sees_no_way_to_personal_data():
    seen = shell_of("/", Role.ADMINISTRATOR)
    assert [item.label for item in seen["nav"]] == ["Biurko", "Mieszkania", "Opłaty i uchwały", "Ustawienia"]
    assert seen["search_url"] == ""
    assert [item.label for item in seen["nav"] if item.current] == ["Biurko"]


def test_somebody_with_two_roles_sees_what_either_may_open():
    seen = shell_of("/x/", Role.DIRECTOR, Role.ADMINISTRATOR)
    assert {"Decyzje", "Ustawienia"} <= {item.label for item in seen["nav"]}
    assert seen["roles_text"] == "dyrektor, administrator danych merytorycznych"


def test_a_page_that_is_not_installed_is_not_offered(settings):
    settings.ROOT_URLCONF = "django.contrib.auth.urls"
    assert shell_of("/", Role.SOCIAL_WORKER)["nav"] == []


def test_a_visitor_gets_an_empty_shell():
    seen = shell(RequestFactory().get("/"))
    assert (seen["nav"], seen["who"], seen["search_url"]) == ([], "", "")


def test_the_shell_shows_who_is_at_the_keyboard_and_logs_out_by_post():
    request = RequestFactory().get("/sprawy/")
    request.user = someone(Role.SOCIAL_WORKER)
    html = render_to_string("base.html", request=request)
    assert "Anna Fikcyjna" in html
    assert '<form method="post" action="/wyloguj/"' in html
    assert '<a href="/sprawy/" aria-current="page">Sprawy</a>' in html


def test_messages_are_announced_and_stay(client):
    class Two(BaseStorage):
        def _get(self, *args, **kwargs):
            return [
                messages.Message(messages.SUCCESS, "Zapisano."),
                messages.Message(messages.ERROR, "Nie wysłano."),
            ], True

        def _store(self, *args, **kwargs):
            return []

    request = RequestFactory().get("/")
    request._messages = Two(request)
    html = render_to_string("base.html", request=request)
    assert 'role="status"' in html
    assert html.index("<h1>") < html.index("Zapisano.") < html.index("Nie wysłano.")
    assert "message-error" in html


def test_the_demo_says_that_it_is_one(client, settings):
    settings.DEMO = True
    assert "Wersja pokazowa: dane fikcyjne" in client.get("/logowanie/").content.decode()
    settings.DEMO = False
    assert "Wersja pokazowa" not in client.get("/logowanie/").content.decode()


def test_the_login_page_asks_for_two_things_and_keeps_where_to_go(client):
    html = client.get("/logowanie/?next=/sprawy/7/").content.decode()
    page = read(html)
    names = [e.attrs["name"] for e in page.all("input")]
    assert {"username", "password", "next"} <= set(names)
    assert 'value="/sprawy/7/"' in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize(
    "template", ["400.html", "500.html", "403_csrf.html", "405.html", "session_over.html", "office/locked_out.html"]
)
def test_a_page_for_trouble_needs_nothing_and_says_what_to_do(template):
    html = render_to_string(template)
    assert html.count("<h1>") == 1
    assert "Co zrobić:" in html


def test_a_missing_page_says_so_in_polish(client):
    response = client.get("/nie-ma-takiej/")
    assert response.status_code == 404
    assert "Nie ma takiej strony" in response.content.decode()


def test_a_refused_page_shows_the_reason(client):
    response = client.get("/wzbronione/")
    assert response.status_code == 403
    assert "Ta sprawa należy do innego ośrodka." in response.content.decode()


def test_a_broken_page_says_what_was_kept(client):
    client.raise_request_exception = False
    response = client.get("/awaria/")
    assert response.status_code == 500
    assert "nic nie zostało zapisane w połowie" in response.content.decode()


def test_static_files_of_the_pages_exist(gallery):
    from_page = re.findall(rf'(?:src|href)="/{configured.STATIC_URL.strip("/")}/([^"]+)"', gallery)
    assert len(from_page) >= 4
    assert [name for name in from_page if finders.find(name) is None] == []
