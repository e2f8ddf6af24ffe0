"""Terms in Chromium: the board, one term, its acts, the record of a case; in both lights and on a narrow screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from applications.models import Application
from decisions.examples import KIELCE_OIT, Stage, carry
from office import clock
from office.deadlines import services
from office.models import Deadline, User
from tests.browser import acts
from tests.browser.steps import quietly
from tests.browser.watch import check_in_all_lights

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(staff: None) -> Application:
    """An accepted case whose month runs, and a term of the office that is late."""
    worker = User.objects.get(username="pracownik.kielce")
    director = User.objects.get(username="dyrektor.kielce")
    today = clock.today()
    services.register_changed(
        actor=director, office=director.office, about="ul. Zmyślona 1", arisen_on=today.replace(day=1)
    )
    return carry(KIELCE_OIT, worker=worker, director=director, received_on=today, until=Stage.COMPLETE)


def test_terms_are_read_and_changed_by_everyone(page: Page, case: Application) -> None:
    acts.log_in(page, "pracownik.kielce", quietly)
    term = Deadline.objects.get(case=case.pk).pk
    page.goto(reverse("desk:board"))
    page.get_by_text("Skąd ten dzień").first.click()
    check_in_all_lights(page, "the board")
    for name, address in {
        "one term": reverse("desk:deadline", args=[term]),
        "closing": reverse("desk:deadline_act", args=[term, "zamknij"]),
        "leaving days out": reverse("desk:deadline_act", args=[term, "nie-wliczaj"]),
        "the notice": reverse("desk:deadline_act", args=[term, "przedluz"]),
        "a new term": reverse("desk:deadline_add_to_case", args=[case.pk]),
        "the record": reverse("desk:metryka", args=[case.pk]),
        "the case": reverse("desk:case", args=[case.pk]),
    }.items():
        page.goto(address)
        check_in_all_lights(page, name)
