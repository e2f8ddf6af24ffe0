"""The dictionary of income kinds: an administrator adds to it in the browser; the past stays."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications import selectors, services
from applications.models import IncomeKind
from office.errors import DomainError
from office.models import Event, Office, Role, User
from tests.applications.cast import complete, kind
from tests.applications.test_pages import text_of
from tests.conftest import make_user

LIST = "applications:income_kinds"
APRIL = date(2026, 4, 1)


def typed(**changed: str) -> dict[str, str]:
    return {
        "name": "emerytura",
        "counted": "nie",
        "reason": "ustawa pomija ten przychód",
        "provision": "ups.8.4",
        "certainty": "confirmed",
        "valid_from": "1.4.2026",
    } | changed


def new(**changed: Any) -> dict[str, Any]:
    return {
        "name": "dodatek zmyślony",
        "nature": "general",
        "counted": True,
        "reason": "przychód, którego ustawa nie pomija",
        "provision": "ups.8.3",
        "certainty": "unknown",
        "valid_from": APRIL,
    } | changed


@pytest.fixture
def browser(as_user, administrator: User) -> Client:
    return as_user(administrator)


def test_the_settings_lead_to_the_list_and_it_names_every_kind(browser: Client) -> None:
    assert reverse(LIST) in text_of(browser.get(reverse("office:settings")))
    page = text_of(browser.get(reverse(LIST)))
    for row in IncomeKind.objects.all():
        assert row.name in page
    assert "lokalna" not in page


def test_kutno_sees_its_own_closed_list(as_user, kutno: Office) -> None:
    page = text_of(as_user(make_user(kutno, "admin_kutno", Role.ADMINISTRATOR)).get(reverse(LIST)))
    assert "Kutno ma własną, zamkniętą listę dochodów" in page
    assert "mops.kutno.pl" in page
    assert len(selectors.local_list(kutno.municipality_id, date(2026, 3, 10))) == 9


@pytest.mark.parametrize("name", [LIST, "applications:add_kind"])
def test_only_an_administrator_keeps_the_list(as_user, worker: User, director: User, name: str) -> None:
    for user in (worker, director):
        assert as_user(user).get(reverse(name)).status_code == 403


def test_a_new_version_begins_on_its_day_and_the_former_ends_the_day_before(browser: Client, worker: User) -> None:
    application = complete(worker)
    old = kind()
    page = text_of(browser.get(reverse("applications:add_kind_version", args=[old.pk])))
    assert 'value="emerytura"' in page
    response = browser.post(reverse("applications:add_kind_version", args=[old.pk]), typed(), follow=True)
    assert "Zapisano na liście: emerytura, od 01.04.2026." in text_of(response)
    old.refresh_from_db()
    assert (old.counted, old.valid_to) == (True, date(2026, 3, 31))
    assert selectors.household_facts(application, date(2026, 3, 31)).incomes[0].counted is True
    assert selectors.household_facts(application, APRIL).incomes[0].counted is False
    assert "Dodano wersję rodzaju dochodu: emerytura – nie wlicza się" in Event.objects.latest("pk").sentence


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"valid_from": "9.3.2026"}, "nie zmienia się wstecz"),
        ({"name": ""}, "Wpisz nazwę"),
        ({"counted": ""}, "Zaznacz, czy ten dochód się wlicza"),
        ({"reason": ""}, "Napisz, dlaczego"),
        ({"provision": "ups.99"}, "ups.99"),
    ],
)
def test_the_past_and_half_an_entry_are_refused_at_the_field(browser: Client, wrong: dict[str, str], said: str) -> None:
    old = kind()
    response = browser.post(reverse("applications:add_kind_version", args=[old.pk]), typed(**wrong))
    assert said in text_of(response)
    assert response.context["form"].errors[next(iter(wrong))]
    old.refresh_from_db()
    assert old.valid_to is None


def test_a_new_kind_can_be_used_from_its_day(browser: Client) -> None:
    sent = typed(name="Świadczenie zmyślone", nature="general", counted="tak", valid_from="10.3.2026")
    assert browser.post(reverse("applications:add_kind"), sent).status_code == 302
    row = IncomeKind.objects.get(code="swiadczenie-zmyslone")
    assert (row.counted, row.nature) == (True, "general")
    assert row in IncomeKind.objects.on(date(2026, 3, 10))
    again = browser.post(reverse("applications:add_kind"), sent)
    assert "już jest na liście" in text_of(again)


def test_the_service_asks_for_itself_who_acts_and_which_provision(administrator: User, worker: User) -> None:
    with pytest.raises(DomainError) as refused:
        services.add_kind(actor=worker, **new())
    assert refused.value.code == "not_allowed"
    for wrong, field in (
        ({"provision": "ups.99.1x"}, "provision"),
        ({"nature": "air"}, "nature"),
        ({"name": "!"}, "name"),
    ):
        with pytest.raises(DomainError) as refused:
            services.add_kind(actor=administrator, **new(**wrong))
        assert refused.value.field == field
    added = services.add_kind(actor=administrator, **new())
    with pytest.raises(DomainError, match="Nowa musi zaczynać się później"):
        services.add_kind_version(actor=administrator, kind=added, **{k: v for k, v in new().items() if k != "nature"})


def test_every_reason_reads_after_yes_or_no_for_a_noun_of_any_gender(db: None) -> None:
    words = set(IncomeKind.objects.values_list("reason", flat=True))
    assert words
    assert not [reason for reason in words if reason.startswith(("wymienion", "nie ma go", "nie ma jej"))]
    assert not [reason for reason in words if reason.endswith(".")]
