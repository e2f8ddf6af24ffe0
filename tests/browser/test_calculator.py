"""The calculator without login and the pages of what changes: accessible in every light, quiet, usable without JS."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from decisions.demo import create_cases, load_fictional
from tests.browser import acts
from tests.browser.steps import quietly
from tests.browser.watch import Watch, check_in_all_lights

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_everybody_computes_a_fee_without_login_and_without_scripts(open_page: Callable[..., Watch]) -> None:
    page = open_page(java_script_enabled=False).page
    page.goto("/kalkulator/")
    page.get_by_label("Gmina i program").select_option("kielce/oit")
    page.get_by_label("Miesięczny dochód").fill("1350")
    acts.press(page, "Policz")
    expect(page.get_by_role("heading", name="Opłata wyniosłaby")).to_contain_text("186,00")
    assert page.context.cookies() == []


def test_the_calculator_is_accessible_before_after_and_when_something_is_wrong(page: Page) -> None:
    page.goto("/kalkulator/")
    check_in_all_lights(page, "calculator")
    page.goto("/kalkulator/?programme=kielce/oit&household=single&income=1350")
    check_in_all_lights(page, "fee")
    page.goto("/kalkulator/?programme=gliwice/homeless-men&household=single&income=1350")
    check_in_all_lights(page, "not loaded")


def test_a_wrong_question_is_accessible_too(watch: Watch) -> None:
    assert watch.refused("/kalkulator/?programme=&household=family&persons=1&income=x") == 400
    check_in_all_lights(watch.page, "wrong question")


def test_what_changes_is_accessible(page: Page) -> None:
    load_fictional()
    create_cases()
    acts.log_in(page, "pracownik.kielce", quietly)
    page.goto("/oplaty/zmiany/")
    check_in_all_lights(page, "runs")
    page.goto("/oplaty/zmiany/zmyslone/")
    check_in_all_lights(page, "invented")
    page.goto("/oplaty/zmiany/dochody/")
    check_in_all_lights(page, "incomes")
    acts.follow(page, re.compile("Wpisz dochód.*Piotr Niebyły"))
    check_in_all_lights(page, "review")
    page.get_by_label("Własny dochód osoby").fill("1600")
    page.get_by_label("Na jakiej podstawie").fill("zaświadczenie zmyślone")
    acts.press(page, "Zapisz dochód")
    page.goto("/oplaty/zmiany/nowe/")
    check_in_all_lights(page, "new run")
    acts.press(page, "Policz")
    expect(page.get_by_role("cell", name="248,00")).to_be_visible()
    check_in_all_lights(page, "run")
    acts.press(page, "Utwórz projekty obliczeń")
    expect(page.get_by_text("Projektów obliczeń: 2.")).to_be_visible()
    page.goto("/oplaty/zmiany/")
    check_in_all_lights(page, "runs with one")
