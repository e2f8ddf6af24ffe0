"""What no page of ours sends still gets an answer, and what was typed stays."""

import pytest
from django.urls import reverse

from tests.applications.cast import draft, kind
from tests.applications.test_pages import an_income, household_sent

ENDLESS = "9" * 5000


@pytest.mark.parametrize("act", [f"drop_member-{ENDLESS}", f"drop_income-{ENDLESS}", f"way-{ENDLESS}", "drop_member-²"])
def test_a_button_that_names_no_row_only_saves(as_user, worker, act):
    address = reverse("applications:household", args=[draft(worker).pk])
    assert as_user(worker).post(address, household_sent(act)).status_code == 302


def test_an_endless_number_of_a_kind_is_told_at_its_field(as_user, worker):
    address = reverse("applications:household", args=[draft(worker).pk])
    typed = household_sent(incomes=[an_income(kind=ENDLESS)])
    page = as_user(worker).post(address, typed)
    assert page.status_code == 200
    assert page.context["page"].incomes.forms[0].errors["kind"]


def test_a_list_longer_than_the_page_takes_says_so_and_stores_nothing(as_user, worker):
    application = draft(worker)
    members = [{"name": f"Osoba Zmyślona {number}"} for number in range(61)]
    page = as_user(worker).post(
        reverse("applications:household", args=[application.pk]),
        household_sent(household_type="family", members=members, incomes=[an_income(kind=str(kind("pension").pk))]),
    )
    assert page.status_code == 200
    assert "najwyżej 60 pozycji" in page.content.decode()
    assert not application.members.exists()
