"""The demo office: only where it is switched on, and never twice."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from decisions.demo import PASSWORD, create_staff
from office.clock import today
from office.models import Authorisation, Office, Role, User
from office.second_factor.services import begin, finish
from office.selectors import authorisation_of

pytestmark = pytest.mark.django_db


def printed() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_without_the_demo_switch_nobody_gets_a_known_password(settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_each_office_gets_one_member_of_staff_for_every_role(settings) -> None:
    settings.DEMO = True

    printed()

    for office in Office.objects.all():
        roles = {next(iter(user.roles)): user.username for user in office.staff.all()}
        assert roles == {
            Role.SOCIAL_WORKER: f"pracownik.{office.code}",
            Role.DIRECTOR: f"dyrektor.{office.code}",
            Role.ADMINISTRATOR: f"administrator.{office.code}",
            Role.CONSULTANT: f"konsultant.{office.code}",
            Role.KEEPER: f"opiekun.{office.code}",
        }


def test_the_director_signs_by_a_fictional_authorisation_and_nobody_else_does() -> None:
    create_staff()

    for office in Office.objects.all():
        director = User.objects.get(username=f"dyrektor.{office.code}")
        authorisation = authorisation_of(director, office, today())
        assert authorisation is not None
        assert "zmyślone" in authorisation.number
    assert Authorisation.objects.count() == 3


def test_the_table_names_every_user_and_what_each_may_do_also_the_second_time(settings) -> None:
    settings.DEMO = True

    first, second = printed(), printed()

    assert first == second
    assert PASSWORD in second
    for user in User.objects.all():
        assert user.username in second
        assert str(user) in second
    assert second.count("zatwierdza decyzje") == 3


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
