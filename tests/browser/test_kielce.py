"""The example case of Kielce as three people would do it: a place to train for a homeless person, 186,00 zł a month."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from decisions.examples import KIELCE_OIT
from tests.browser import acts
from tests.browser.steps import looking_closely_at, pdf_text, quietly
from tests.browser.watch import Watch, check, check_in_all_lights

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIVED, SIGNED = date(2026, 11, 5), date(2026, 11, 20)
OIT = "Mieszkania treningowe dla osób bezdomnych uzależnionych od alkoholu (OI-T)"
SERVICES = [
    "zaspokajania codziennych potrzeb życiowych, w tym przygotowywania posiłków",
    "efektywnego zarządzania finansami",
    "prowadzenia gospodarstwa domowego",
]
KEY_PAGES = {"login", "request", "household", "place", "fee", "contract", "draft decision", "case: place is next"}
NOTE = "Dopisz, kto ocenił przebieg terapii."


look = looking_closely_at(KEY_PAGES)


def enter_application(page: Page) -> None:
    acts.log_in(page, "pracownik.kielce", look)
    check_in_all_lights(page, "desk without cases")
    acts.begin(page, KIELCE_OIT, look)
    acts.write_address(page, KIELCE_OIT)

    acts.press(page, "Zapisz szkic")
    missing = page.get_by_role("region", name="Czego brakuje w tej części")
    expect(missing).to_contain_text("Brakuje daty wpływu wniosku")
    acts.follow(page, "Sprawdzenie")
    acts.press(page, "Przyjmij wniosek jako kompletny")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    check_in_all_lights(page, "incomplete application")
    acts.follow(page, re.compile("Wniosek nie jest jeszcze kompletny"), within=summary)
    expect(page.get_by_role("heading", name=re.compile(r"Czego brakuje, żeby przyjąć wniosek \(\d+\)"))).to_be_focused()
    acts.follow(page, re.compile("Brakuje daty wpływu wniosku"))
    expect(page.get_by_label("Data wpływu wniosku")).to_be_visible()

    acts.write_request(page, received=RECEIVED, kind="mieszkanie treningowe", programme=OIT, months=18, look=look)
    acts.write_situation(
        page,
        causes=["trudna sytuacja życiowa", "choroba"],
        groups=["osoba bezdomna"],
        words=KIELCE_OIT.situation,
        look=look,
    )
    acts.write_conditions(
        page,
        yes=[
            "Czy osoba mieszka w gminie Kielce?",
            "Czy osoba jest uzależniona",
            "kontynuuje terapię",
            "chce współpracować",
        ],
        look=look,
    )
    acts.write_household(
        page, kind="osoba samotnie gospodarująca", incomes=[acts.Income("emerytura", "1350")], look=look
    )


def carry_to_draft(page: Page) -> None:
    acts.choose_place(page, look)
    expect(page.get_by_role("region", name="Miejsce")).to_contain_text("od 1 grudnia 2026 r. do 31 maja 2028 r.")
    acts.compute_fee(page, look)
    expect(page.get_by_role("heading", name="Opłata: 186,00 zł miesięcznie")).to_be_visible()
    steps = page.get_by_role("region", name="Krok po kroku").get_by_role("listitem")
    for words in ["1 350,00 zł", "133,7%", "powyżej 130% do 150%", "15%", "186,00 zł"]:
        expect(steps.filter(has_text=re.compile(re.escape(words).replace(r"\ ", r"\s")))).not_to_have_count(0)
    expect(steps.filter(has_text="Podstawa:")).to_have_count(steps.count())

    acts.follow(page, "Wróć do sprawy")
    acts.write_contract(page, services=SERVICES, scope=KIELCE_OIT.scope_note, plan=KIELCE_OIT.programme_plan, look=look)
    assert "186,00 zł" in pdf_text(page, "Otwórz PDF do druku")
    acts.note_signing(page, SIGNED, look)
    acts.prepare_decision(page, "", look)
    expect(page.get_by_role("region", name="Kontrola prawna")).to_contain_text("Nie znaleziono przeszkód.")
    acts.press(page, "Przekaż do zatwierdzenia")
    expect(page.get_by_role("listitem").filter(has_text="Przekazano projekt decyzji").first).to_be_visible()


def return_with_note(page: Page) -> None:
    acts.log_in(page, "dyrektor.kielce", quietly)
    expect(page.get_by_role("heading", name="Czeka na Twoją decyzję (1)")).to_be_visible()
    check_in_all_lights(page, "director's desk")
    acts.follow(page, "Jan Fikcyjny")
    check_in_all_lights(page, "director's view")
    page.get_by_label("Uwaga do całej decyzji").fill(NOTE)
    acts.press(page, "Zwróć do poprawy")
    expect(page.get_by_role("heading", name="Czeka na Twoją decyzję (0)")).to_be_visible()


def mend(page: Page) -> None:
    acts.follow(page, "Biurko")
    returned = page.get_by_role("region", name="Zwrócone do poprawy (1)").first
    acts.follow(page, "Jan Fikcyjny", within=returned)
    expect(page.get_by_text(NOTE).first).to_be_visible()
    check(page, "returned draft")
    acts.follow(page, "Zmień ustalenia i uzasadnienie")
    page.get_by_label("Własne uzasadnienie").fill(KIELCE_OIT.reasons)
    acts.press(page, "Zapisz i wróć do projektu")
    acts.press(page, "Przekaż do zatwierdzenia")


def approve(page: Page) -> str:
    """Returns the number of the decision."""
    acts.follow(page, "Biurko")
    acts.follow(page, "Jan Fikcyjny")
    acts.press(page, "Zatwierdź decyzję")
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text("Decyzja nr")
    check(page, "approved decision")
    return title.inner_text().removeprefix("Decyzja nr ")


def test_homeless_person_in_kielce_from_the_desk_to_the_decision(open_page: Callable[..., Watch]) -> None:
    worker = open_page().page
    enter_application(worker)
    case_number = acts.accept(worker, look)
    carry_to_draft(worker)

    director = open_page().page
    return_with_note(director)
    mend(worker)
    number = approve(director)
    text = pdf_text(director, "Otwórz PDF")
    for words in [number, case_number, "Jan Fikcyjny", "186,00 zł", "sto osiemdziesiąt sześć", KIELCE_OIT.reasons]:
        assert words in text

    acts.follow(worker, "Sprawy")
    acts.follow(worker, "Jan Fikcyjny")
    expect(worker.get_by_text(number).first).to_be_visible()
    check_in_all_lights(worker, "case with its decision")
    case_path = worker.url.split("/", 3)[-1]

    administrator = open_page()
    acts.log_in(administrator.page, "administrator.kielce", quietly)
    check_in_all_lights(administrator.page, "administrator's desk")
    expect(administrator.page.get_by_text("Fikcyjny")).to_have_count(0)
    expect(administrator.page.get_by_role("link", name="Sprawy")).to_have_count(0)
    assert administrator.refused(f"/{case_path}") == 403
    check(administrator.page, "refusal")
