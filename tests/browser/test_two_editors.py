"""What is typed is kept while it is typed, and two people in one form are shown what each of them changed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from applications.models import Application, UnsavedForm
from applications.services import PersonData, start
from office.models import User
from tests.browser import acts
from tests.browser.steps import quietly
from tests.browser.watch import Watch, check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_copy_is_kept_and_the_second_editor_chooses_field_by_field(open_page: Callable[..., Watch]) -> None:
    worker = User.objects.get(username="pracownik.kielce")
    application = start(actor=worker, person=PersonData(last_name="Fikcyjny", first_name="Jan"))
    first, second = open_page().page, open_page().page
    for page in (first, second):
        acts.log_in(page, "pracownik.kielce", quietly)
        page.goto(f"/wnioski/{application.pk}/sytuacja/")
    first.get_by_label("Sytuacja osoby").press_sequentially("Moja wersja.")
    expect(first.get_by_text("Zapisano kopię roboczą")).to_be_visible()
    assert UnsavedForm.objects.get().part == "situation"
    assert first.evaluate("localStorage.length + sessionStorage.length") == 0

    second.get_by_label("Sytuacja osoby").fill("Tamta wersja.")
    second.get_by_label("wiek", exact=True).check()
    acts.press(second, "Zapisz szkic")
    expect(second.get_by_text("Zapisano", exact=False).first).to_be_visible()

    acts.press(first, "Zapisz szkic")
    expect(first.get_by_role("heading", name="Co zmieniono, kiedy ten formularz był otwarty")).to_be_visible()
    check(first, "two editors")
    expect(first.get_by_label("Zostaw moje: Moja wersja.")).to_be_checked()
    expect(first.get_by_label("wiek", exact=True)).to_be_checked()
    first.get_by_label("Weź zapisane: Tamta wersja.").check()
    acts.press(first, "Zapisz szkic")
    expect(first.get_by_label("Sytuacja osoby")).to_have_value("Tamta wersja.")
    stored = Application.objects.get(pk=application.pk)
    assert (stored.situation, stored.causes) == ("Tamta wersja.", ["age"])
