"""Authorisations to issue decisions: entered by the administrator, ended without touching the past."""

from datetime import timedelta

import pytest
from django.urls import reverse

from office import clock
from office.errors import DomainError
from office.models import Authorisation, Event, Role
from office.services import settings as services
from tests.conftest import make_user


@pytest.fixture
def new_director(kielce):
    return make_user(kielce, "nowy", Role.DIRECTOR, post="Dyrektor")


def enter(as_user, administrator, holder, **changes):
    data = {
        "holder": holder.pk,
        "number": "OR/12/2026",
        "issued_on": "02.01.2026",
        "scope": "decyzje z pomocy społecznej",
        "valid_from": "02.01.2026",
        "valid_to": "",
    }
    return as_user(administrator).post(reverse("office:settings_authorisation"), data | changes)


def test_the_administrator_enters_an_authorisation_in_the_browser(as_user, administrator, new_director):
    assert enter(as_user, administrator, new_director).status_code == 302
    authorisation = Authorisation.objects.get(holder=new_director)
    assert (authorisation.number, authorisation.valid_to) == ("OR/12/2026", None)
    assert Event.objects.filter(verb="office.authorisation.add").count() == 1
    assert "OR/12/2026" in as_user(administrator).get(reverse("office:settings")).content.decode()


def test_it_cannot_work_before_the_day_it_was_issued(as_user, administrator, new_director):
    response = enter(as_user, administrator, new_director, valid_from="01.01.2026")
    assert "przed dniem, z którego pochodzi" in response.content.decode()
    assert not Authorisation.objects.filter(holder=new_director).exists()


def test_only_a_director_of_the_own_office_can_hold_it(administrator, worker, kutno_director):
    today = clock.today()
    for holder in (worker, kutno_director):
        with pytest.raises(DomainError):
            services.add_authorisation(
                actor=administrator, holder=holder, number="X", issued_on=today, scope="s", valid_from=today
            )


def test_it_ends_today_at_the_earliest(administrator, director):
    authorisation = director.authorisations.get()
    with pytest.raises(DomainError, match="opierają się decyzje"):
        services.end_authorisation(
            actor=administrator, authorisation=authorisation, valid_to=clock.today() - timedelta(days=1)
        )
    ended = services.end_authorisation(actor=administrator, authorisation=authorisation, valid_to=clock.today())
    assert ended.valid_to == clock.today()


@pytest.mark.parametrize("name", ["settings_authorisation", "settings"])
def test_a_director_does_not_authorise_himself(as_user, director, name):
    assert as_user(director).get(reverse(f"office:{name}")).status_code == 403


def test_the_scope_is_mended_until_a_decision_was_signed(as_user, administrator, new_director):
    enter(as_user, administrator, new_director, kinds=["grant", "refusal"])
    authorisation = Authorisation.objects.get(holder=new_director)
    assert (authorisation.kinds, authorisation.covers("fee_change")) == (["grant", "refusal"], False)
    url = reverse("office:settings_authorisation_scope", args=[authorisation.pk])
    page = as_user(administrator).post(url, {"scope": "opłaty", "kinds": ["fee_change"]}, follow=True)
    assert "zmiana wysokości odpłatności" in page.content.decode()
    assert Authorisation.objects.get(holder=new_director).kinds == ["fee_change"]
    with pytest.raises(DomainError, match="z listy"):
        services.change_scope(actor=administrator, authorisation=authorisation, scope="s", kinds=["nonsense"])
