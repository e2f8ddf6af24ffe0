"""The demo office: only where it is switched on, and never twice."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from decisions.demo import create_staff
from office.clock import today
from office.models import Authorisation, Office, User
from office.second_factor.services import begin, finish
from office.selectors import authorisation_of

pytestmark = pytest.mark.django_db


def test_without_the_demo_switch_nobody_gets_a_known_password(settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_the_director_signs_by_a_fictional_authorisation_and_nobody_else_does() -> None:
    create_staff()

    for office in Office.objects.all():
        director = User.objects.get(username=f"dyrektor.{office.code}")
        authorisation = authorisation_of(director, office, today())
        assert authorisation is not None
        assert "zmyślone" in authorisation.number
    assert Authorisation.objects.count() == 3


def test_a_changed_password_and_name_survive_the_next_start() -> None:
    create_staff()
    user = User.objects.get(username="pracownik.kutno")
    user.set_password("inne-haslo-fikcyjne")
    user.last_name = "Zmieniony"
    user.save()

    again = create_staff()

    user.refresh_from_db()
    assert user.check_password("inne-haslo-fikcyjne")
    assert user.last_name == "Zmieniony"
    assert not any(member.is_new for member in again)
    assert User.objects.count() == 15


def test_before_the_starting_data_the_command_says_what_to_do_first(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setattr(Office, "objects", Office.objects.none())

    with pytest.raises(CommandError, match="load_fixtures"):
        call_command("load_demo")


def test_a_demo_director_without_a_phone_gets_the_code_from_a_command(settings) -> None:
    settings.DEMO = True
    create_staff()
    with pytest.raises(CommandError, match="nie zaczął"):
        call_command("demo_code", "dyrektor.kielce")
    director = User.objects.get(username="dyrektor.kielce")
    begin(actor=director)
    out = StringIO()
    call_command("demo_code", "dyrektor.kielce", stdout=out)
    assert len(finish(actor=director, token=out.getvalue().strip())) == 10
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo_code", "dyrektor.kielce")
