"""The example case of Kutno: support without an end for a woman with a severe disability, 161,00 zł a month."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from decisions.examples import KUTNO_SUPPORTED
from tests.browser import acts
from tests.browser.steps import pdf_text, quietly
from tests.browser.watch import Watch, check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIVED, SIGNED = date(2026, 11, 5), date(2026, 11, 20)
FAMILY = [("Adam Zmyślony", "mąż", "1.1.1950")]
INCOMES = [
    acts.Income("renta z tytułu niezdolności do pracy", "2 300,00"),
    acts.Income("emerytura", "2100.00", whose="Adam Zmyślony"),
]
SERVICES = ["utrzymania higieny osobistej", "prania i sprzątania", "prowadzenia gospodarstwa domowego"]
EXTENTS = {"utrzymania higieny osobistej": ("21", "codziennie"), "prania i sprzątania": ("2", "raz w tygodniu")}
NEW_HERE = {"household", "fee", "contract form", "contract"}


def look(page: Page, name: str) -> None:
    """Only what the case of Kielce does not show: a family, an indefinite stay, the supported form."""
    if name in NEW_HERE:
        check(page, name)


def enter_and_carry(page: Page) -> str:
    """Up to the draft that waits for the director; returns the case number."""
    case = KUTNO_SUPPORTED
    acts.log_in(page, "pracownik.kutno", quietly)
    acts.begin(page, case, quietly)
    acts.write_address(page, case)
    acts.write_request(
        page,
        received=RECEIVED,
        kind="mieszkanie wspomagane",
        programme="Mieszkania wspomagane",
        months=None,
        look=look,
    )
    acts.write_situation(
        page,
        causes=["niepełnosprawność"],
        groups=["inna osoba potrzebująca wsparcia"],
        words=case.situation,
        degree="znaczny",
        look=look,
    )
    acts.write_household(page, kind="osoba w rodzinie", members=FAMILY, incomes=INCOMES, look=look)
    number = acts.accept(page, quietly)
    acts.choose_place(page, look)
    acts.compute_fee(page, look)
    expect(page.get_by_role("heading", name="Opłata: 161,00 zł miesięcznie")).to_be_visible()
    steps = page.get_by_role("region", name="Krok po kroku")
    for words in ["4 400,00 zł", "267,3%", "powyżej 200% do 300%", "7%", "2 300,00 zł"]:
        expect(steps).to_contain_text(words)
    acts.follow(page, "Wróć do sprawy")
    acts.write_contract(
        page,
        services=SERVICES,
        extents=EXTENTS,
        scope=case.scope_note,
        no_plan_because=case.no_programme_reason,
        look=look,
    )
    acts.note_signing(page, SIGNED, quietly)
    acts.prepare_decision(page, case.reasons, look)
    acts.press(page, "Przekaż do zatwierdzenia")
    return number


def test_woman_with_a_severe_disability_in_kutno_from_the_desk_to_the_decision(
    open_page: Callable[..., Watch],
) -> None:
    worker = open_page().page
    case_number = enter_and_carry(worker)
    case_path = f"/{worker.url.split('/', 3)[-1]}"

    director = open_page().page
    acts.log_in(director, "dyrektor.kutno", quietly)
    acts.follow(director, "Maria Zmyślona")
    acts.press(director, "Zatwierdź decyzję")
    expect(director.get_by_role("heading", level=1)).to_contain_text("Decyzja nr")
    text = pdf_text(director, "Otwórz PDF")
    for words in [case_number, "Maria Zmyślona", "161,00 zł", "sto sześćdziesiąt jeden", "na czas nieokreślony"]:
        assert words in text

    administrator = open_page()
    acts.log_in(administrator.page, "administrator.kutno", quietly)
    expect(administrator.page.get_by_text("Maria")).to_have_count(0)
    assert administrator.refused(case_path) == 403

    neighbour = open_page()
    acts.log_in(neighbour.page, "pracownik.kielce", quietly)
    expect(neighbour.page.get_by_text("Maria")).to_have_count(0)
    assert neighbour.refused(case_path) == 404
    check(neighbour.page, "page of another office")
