"""What members of staff do at the keyboard, act by act: found by label and role, typed, pressed.

Each act ends on a page and calls ``look(page, name)`` there: the tests check the page, the pictures take one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from decisions.demo import PASSWORD
from decisions.examples import ExampleCase
from office.periods import add_months, first_of_month, last_day_of
from office.polish import short_day

Look = Callable[[Page, str], None]
GRADUALLY = 15  # milliseconds between two keys, where a person's typing itself is the matter


@dataclass(frozen=True)
class Income:
    """One income as it is typed; ``whose`` empty means the person's own."""

    kind: str
    amount: str
    whose: str = ""


def press(page: Page, name: str) -> None:
    """Press the button with exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
    """Follow the link with this name."""
    (within or page).get_by_role("link", name=name, exact=isinstance(name, str)).first.click()


def heading(page: Page, words: str) -> None:
    """Wait for the page whose one main heading has these words."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def log_in(page: Page, username: str, look: Look) -> None:
    """From the login page to the own desk."""
    page.goto("/")
    heading(page, "Logowanie")
    look(page, "login")
    page.get_by_label("Nazwa użytkownika").fill(username)
    page.get_by_label("Hasło").fill(PASSWORD)
    page.keyboard.press("Enter")
    heading(page, "Biurko")


def begin(page: Page, case: ExampleCase, look: Look) -> None:
    """From the desk: a new application with the person, saved as a draft."""
    follow(page, "Biurko")
    follow(page, "Wpisz wniosek")
    heading(page, "Nowy wniosek")
    look(page, "new application")
    page.get_by_label("Nazwisko").press_sequentially(case.person.last_name, delay=GRADUALLY)
    page.get_by_label("Imię").press_sequentially(case.person.first_name, delay=GRADUALLY)
    page.get_by_label("PESEL").press_sequentially(case.person.pesel, delay=GRADUALLY)
    press(page, "Szukaj osoby")
    expect(page.get_by_text("Takiej osoby ośrodek nie zna.")).to_be_visible()
    press(page, "Zapisz szkic")
    heading(page, "Osoba")
    expect(page.get_by_text(re.compile(r"^Zapisano \d{1,2}:\d\d\.$"))).to_be_visible()


def write_address(page: Page, case: ExampleCase) -> None:
    """On the person's page: the address and the telephone."""
    page.get_by_label("Ulica i numer").fill(case.person.street)
    page.get_by_label("Kod pocztowy").fill(case.person.postal_code)
    page.get_by_label("Miejscowość").fill(case.person.city)
    page.get_by_label("Telefon").fill(case.person.phone)
    press(page, "Zapisz i przejdź dalej")


def write_request(page: Page, *, received: date, kind: str, programme: str, months: int | None, look: Look) -> None:
    """What the person asks for, from the first day of the next month on; ``months`` empty: without an end."""
    heading(page, "Prośba")
    start = add_months(first_of_month(received), 1)
    page.get_by_label("Data wpływu wniosku").fill(short_day(received))
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Program").select_option(label=programme)
    page.get_by_label("Pobyt od").fill(short_day(start))
    if months is None:
        page.get_by_role("checkbox", name="Na czas nieokreślony").check()
    else:
        page.get_by_label("Pobyt do").fill(short_day(last_day_of(start, months)))
    look(page, "request")
    press(page, "Zapisz i przejdź dalej")


def write_situation(
    page: Page, *, causes: Sequence[str], groups: Sequence[str], words: str, degree: str = "", look: Look
) -> None:
    """Why the person needs support."""
    heading(page, "Sytuacja")
    for choice in (*causes, *groups, "Nie"):
        page.get_by_label(choice, exact=True).check()
    if degree:
        page.get_by_label("Stopień niepełnosprawności").select_option(label=degree)
    page.get_by_label("Sytuacja osoby").fill(words)
    look(page, "situation")
    press(page, "Zapisz i przejdź dalej")


def write_conditions(page: Page, *, yes: Sequence[str], look: Look) -> None:
    """What the programme asks: "Tak" to each of these questions."""
    heading(page, "Warunki programu")
    for question in yes:
        page.get_by_role("group", name=question).get_by_label("Tak", exact=True).check()
    look(page, "conditions")
    press(page, "Zapisz i przejdź dalej")


def write_household(
    page: Page, *, kind: str, members: Sequence[tuple[str, str, str]] = (), incomes: Sequence[Income], look: Look
) -> None:
    """Who lives with the person, and all incomes. A member is name, relation, day of birth."""
    heading(page, "Rodzina")
    page.get_by_label(kind, exact=True).check()
    for number, (name, relation, born) in enumerate(members, start=1):
        press(page, "Dodaj kolejną osobę")
        row = page.get_by_role("group", name=f"{number}. osoba w rodzinie")
        row.get_by_label("Imię i nazwisko").fill(name)
        row.get_by_label("Kim jest dla osoby").fill(relation)
        row.get_by_label("Data urodzenia").fill(born)
    for number, income in enumerate(incomes, start=1):
        if not page.get_by_role("group", name=f"{number}. dochód").count():
            press(page, "Dodaj kolejny dochód")
        row = page.get_by_role("group", name=f"{number}. dochód")
        if income.whose:
            row.get_by_label("Czyj dochód").select_option(label=income.whose)
        row.get_by_label("Rodzaj dochodu").select_option(label=income.kind)
        row.get_by_label("Kwota").fill(income.amount)
    look(page, "household")
    press(page, "Zapisz i przejdź dalej")


def accept(page: Page, look: Look) -> str:
    """The application is complete: take it in. Returns the case number."""
    heading(page, "Sprawdzenie")
    look(page, "check of the application")
    press(page, "Przyjmij wniosek jako kompletny")
    number = page.get_by_role("heading", level=1).locator(".case-number")
    expect(number).to_contain_text(re.compile(r"\d"))
    look(page, "case: place is next")
    return number.inner_text()


def choose_place(page: Page, look: Look) -> None:
    """From the case page: the first free place, held for the person."""
    follow(page, "Wybierz miejsce")
    heading(page, "Wybór miejsca")
    page.get_by_role("group", name="Wolne miejsca").get_by_role("radio").first.check()
    look(page, "place")
    press(page, "Zarezerwuj miejsce")


def compute_fee(page: Page, look: Look) -> None:
    """From the case page to the fee with its explanation."""
    follow(page, "Przejdź do opłaty")
    heading(page, "Opłata")
    look(page, "fee before")
    press(page, "Oblicz odpłatność")
    expect(page.get_by_role("heading", name="Krok po kroku")).to_be_visible()
    look(page, "fee")


def write_contract(
    page: Page,
    *,
    services: Sequence[str],
    extents: Mapping[str, tuple[str, str]] | None = None,
    scope: str,
    plan: str = "",
    no_plan_because: str = "",
    look: Look,
) -> None:
    """From the case page: what was agreed, up to the contract as it prints. An extent is hours a week, how often."""
    follow(page, "Sporządź kontrakt")
    heading(page, "Kontrakt mieszkaniowy")
    for service in services:
        page.get_by_label(service, exact=True).check()
    for service, (hours, frequency) in (extents or {}).items():
        page.get_by_label(f"{service}: godzin w tygodniu").fill(hours)
        page.get_by_label(f"{service}: jak często").fill(frequency)
    page.get_by_label("Coś jeszcze o częstości i wymiarze").fill(scope)
    page.get_by_label("Program usamodzielniania: cele i sposób realizacji").fill(plan)
    if no_plan_because:
        page.get_by_label("Dlaczego programu nie sporządza się").fill(no_plan_because)
    look(page, "contract form")
    press(page, "Zapisz i przeczytaj kontrakt")
    heading(page, "Kontrakt mieszkaniowy nr")
    look(page, "contract")


def note_signing(page: Page, signed: date, look: Look) -> None:
    """From the contract as it prints: it was signed on paper."""
    follow(page, "Odnotuj podpisanie")
    heading(page, "Odnotuj podpisanie")
    page.get_by_label("Kiedy podpisano za ośrodek").fill(short_day(signed))
    look(page, "signing")
    press(page, "Zapisz: kontrakt podpisany")


def prepare_decision(page: Page, reasons: str, look: Look) -> None:
    """From the case page: the draft as it will print, with the legal check."""
    follow(page, "Przygotuj decyzję")
    heading(page, "Uzgodnienie i uzasadnienie")
    page.get_by_label("Własne uzasadnienie").fill(reasons)
    look(page, "decision form")
    press(page, "Przygotuj projekt decyzji")
    heading(page, "Projekt decyzji")
    look(page, "draft decision")


def upload(page: Page, path: Path, look: Look) -> None:
    """From the page that asks for a file: preview, then confirm."""
    page.get_by_label("Plik z uchwałą").set_input_files(path)
    look(page, "upload")
    press(page, "Sprawdź plik i pokaż podgląd")
    heading(page, "Podgląd uchwały")
    look(page, "preview")
    press(page, "Zgadza się – wczytaj uchwałę")
