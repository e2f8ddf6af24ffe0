"""Every page that the main menu offers, for each role, on a desk, in the dark and on a telephone."""

import pytest
from playwright.sync_api import Page

from tests.browser import acts
from tests.browser.steps import quietly
from tests.browser.watch import check_in_all_lights

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MENUS = {
    "pracownik.kielce": ["Sprawy", "Mieszkania", "Decyzje", "Opłaty i uchwały"],
    "administrator.kutno": ["Biurko", "Mieszkania", "Opłaty i uchwały", "Ustawienia"],
}


@pytest.mark.parametrize("username", MENUS)
def test_pages_of_the_menu_are_accessible_and_fit_every_screen(page: Page, username: str) -> None:
    acts.log_in(page, username, quietly)
    menu = page.get_by_role("navigation", name="Główne menu")
    for entry in MENUS[username]:
        acts.follow(page, entry, within=menu)
        acts.heading(page, entry)
        check_in_all_lights(page, entry)
