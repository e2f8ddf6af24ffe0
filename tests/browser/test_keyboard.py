"""A form without a mouse: the order of Tab, a focus that is seen, Enter sends, errors lead back to their fields."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.steps import quietly

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOUGHT = ["Nazwisko", "Imię", "PESEL", "Data urodzenia"]
ORDER = [*SOUGHT, "Płeć", "Ulica i numer", "Kod pocztowy", "Miejscowość", "Telefon", "Obywatelstwo"]


def outline(page: Page) -> tuple[float, str]:
    """Width in pixels and style of the outline of what has the focus."""
    width, style = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineWidth, s.outlineStyle]; })()"
    )
    return float(width.removesuffix("px")), style


def test_person_is_entered_without_a_mouse(page: Page) -> None:
    acts.log_in(page, "pracownik.kielce", quietly)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Przejdź do treści")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Wpisz wniosek").first).to_be_focused()
    page.keyboard.press("Enter")
    acts.heading(page, "Nowy wniosek")

    in_order(page, SOUGHT)
    expect(page.get_by_role("button", name="Szukaj osoby")).to_be_focused()

    page.get_by_label("PESEL").focus()
    page.keyboard.type("44051401459")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.title().startswith("Błąd – ")
    expect(page.get_by_label("PESEL")).to_have_value("44051401459")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first_wrong = page.locator("[aria-invalid=true]").first
    expect(first_wrong).to_be_focused()
    expect(first_wrong).to_be_in_viewport()

    page.get_by_label("Nazwisko").focus()
    page.keyboard.type("Fikcyjny")
    page.keyboard.press("Tab")
    page.keyboard.type("Jan")
    page.keyboard.press("Tab")
    # Coming by Tab selects what stands in a field: typing replaces it.
    page.keyboard.type("44051401458")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Takiej osoby ośrodek nie zna.")).to_be_visible()

    in_order(page, ORDER)
    expect(page.locator("summary").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zapisz i przejdź dalej")).to_be_focused()
    assert outline(page) == (3.0, "solid")
    page.keyboard.press("Enter")
    acts.heading(page, "Prośba")


def in_order(page: Page, labels: list[str]) -> None:
    """Tab goes through these fields, and each shows that it has the focus."""
    page.get_by_label(labels[0]).focus()
    for label in labels:
        expect(page.get_by_label(label)).to_be_focused()
        width, style = outline(page)
        assert (width >= 3, style) == (True, "solid"), f"the focus on {label} must be seen"
        page.keyboard.press("Tab")
