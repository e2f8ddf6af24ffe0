"""Gliwice: the table of the resolution is not loaded. Nothing is guessed, and who may load it is led to the place."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from decisions.examples import KIELCE_OIT
from tests.browser import acts
from tests.browser.steps import looking_closely_at, quietly
from tests.browser.watch import Watch, check, check_in_all_lights

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = "LII/1090/2023"
PROGRAMME = "Mieszkanie treningowe dla mężczyzn w kryzysie bezdomności"
# Invented for this test. The real table of the act is not known here, and must not be.
TEST_TABLE = {
    "kod": "proba",
    "tytuł": "tabela zmyślona na potrzeby testu",
    "programy": "wszystkie",
    "podstawa": "własny dochód osoby",
    "zaokrąglenie sposób": "połowa w górę",
    "zaokrąglenie skąd": "zmyślone",
    "niepełny miesiąc": "za cały miesiąc",
    "niepełny miesiąc skąd": "zmyślone",
}
TEST_BANDS = ["do 100%;nieodpłatnie;nieodpłatnie;;", "powyżej 100%;20%;10%;;"]
look = looking_closely_at({"fee before", "upload", "preview"})


def enter(page: Page) -> None:
    acts.log_in(page, "pracownik.gliwice", quietly)
    acts.begin(page, KIELCE_OIT, quietly)
    acts.write_address(page, KIELCE_OIT)
    acts.write_request(
        page,
        received=date(2026, 11, 5),
        kind="mieszkanie treningowe",
        programme=PROGRAMME,
        months=12,
        look=quietly,
    )
    acts.write_situation(
        page, causes=["trudna sytuacja życiowa"], groups=["osoba bezdomna"], words=KIELCE_OIT.situation, look=quietly
    )
    acts.write_household(
        page, kind="osoba samotnie gospodarująca", incomes=[acts.Income("emerytura", "2000")], look=quietly
    )
    acts.accept(page, quietly)
    acts.choose_place(page, quietly)


def fill_in(page: Page, folder: Path) -> Path:
    """Download the prepared sheet of the act and put the invented table into it."""
    with page.expect_download() as waiting:
        acts.follow(page, "Pobierz jako CSV")
    rows = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    filled = []
    for row in rows:
        name, _, rest = row.partition(";")
        filled.append(f"{name};{TEST_TABLE[name]}{rest[rest.find(';') :]}" if name in TEST_TABLE else row)
    sheet = folder / "uchwala-testowa.csv"
    sheet.write_text("\n".join([*filled, *TEST_BANDS]), encoding="utf-8")
    return sheet


def test_fee_in_gliwice_waits_for_the_table_that_only_the_administrator_loads(
    open_page: Callable[..., Watch], tmp_path: Path
) -> None:
    worker = open_page().page
    enter(worker)
    acts.follow(worker, "Zobacz, czego brakuje")
    obstacle = worker.get_by_role("region", name="Dziś nie da się obliczyć odpłatności")
    expect(obstacle).to_contain_text(ACT)
    expect(obstacle).to_contain_text("administrator")
    expect(obstacle).to_contain_text("Opłaty i uchwały")
    expect(worker.get_by_role("button", name="Oblicz odpłatność")).to_have_count(0)
    look(worker, "fee before")

    administrator = open_page().page
    acts.log_in(administrator, "administrator.gliwice", quietly)
    missing = administrator.get_by_role("region", name=re.compile("Bez tego nie da się policzyć opłat"))
    expect(missing).to_contain_text(ACT)
    check_in_all_lights(administrator, "administrator's desk")
    missing.get_by_role("listitem").filter(has_text=ACT).get_by_role("link").first.click()
    acts.heading(administrator, ACT)
    check(administrator, "resolution without content")
    sheet = fill_in(administrator, tmp_path)
    acts.follow(administrator, "Wczytaj treść z pliku")
    acts.upload(administrator, sheet, look)
    acts.heading(administrator, ACT)
    check(administrator, "resolution with content")
    # Who loaded it never confirms it: that is for the director.
    expect(administrator.get_by_role("button", name="Zgadza się z dziennikiem urzędowym")).to_be_disabled()
    draft = administrator.url

    director = open_page().page
    acts.log_in(director, "dyrektor.gliwice", quietly)
    director.goto(draft)
    check(director, "resolution to be checked")
    acts.press(director, "Zgadza się z dziennikiem urzędowym")
    acts.heading(director, ACT)
    check(director, "resolution checked")

    worker.reload()
    acts.press(worker, "Oblicz odpłatność")
    expect(worker.get_by_role("heading", name="Opłata: 400,00 zł miesięcznie")).to_be_visible()
    expect(worker.get_by_role("region", name="Krok po kroku")).to_contain_text(ACT)
    check(worker, "fee by the table just loaded")
