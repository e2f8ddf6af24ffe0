"""The look in a real Chromium: accessible in both schemes and on a phone, and the small helps do help."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args):
        """A test run has nothing to say about each request."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def address(_look):
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, QuietHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(chromium, address):
    pages = []

    def go(path, *, width=1280, scheme="light"):
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.asked_for, page.complaints = [], []
        page.on("request", lambda request: page.asked_for.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.goto(address + path)
        pages.append(page)
        return page

    yield go
    for page in pages:
        page.close()


@pytest.mark.parametrize("path", ["/wzornik/", "/logowanie/"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_pages_are_accessible_quiet_and_fit_their_screen(visit, path, width, scheme):
    page = visit(path, width=width, scheme=scheme)
    report = Axe().run(page, options={"runOnly": WCAG})
    assert report.response["passes"], "axe looked at nothing"
    assert report.violations_count == 0, report.generate_report()
    assert page.complaints == []
    assert {url.split("/")[2] for url in page.asked_for if url.startswith("http")} == {page.url.split("/")[2]}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_after_a_refused_form_the_summary_has_the_focus_and_leads_to_the_field(visit):
    page = visit("/wzornik/")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.title().startswith("Błąd – ")
    page.get_by_role("link", name="Dochód: ").click()
    expect(page.locator("#id_wrong-income")).to_be_focused()


def test_messages_stay_until_somebody_closes_them(visit):
    page = visit("/wzornik/")
    message = page.get_by_text("Zapisano dochód.")
    page.wait_for_timeout(400)
    expect(message).to_be_visible()
    page.get_by_role("button", name="Zamknij komunikat").click()
    expect(message).to_have_count(0)


def test_a_term_is_explained_on_focus_and_escape_hides_it(visit):
    page = visit("/wzornik/")
    note = page.get_by_role("tooltip", include_hidden=True)
    expect(note).to_be_hidden()
    page.get_by_role("button", name="Kryterium dochodowe").focus()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_leaving_with_unsaved_changes_asks_first(visit):
    page = visit("/wzornik/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_sample-name").fill("Jan")
    page.get_by_role("link", name="Biurko").evaluate("link => link.href = '/logowanie/'")
    page.get_by_role("link", name="Biurko").click()
    page.wait_for_url("**/logowanie/")
    assert asked == ["beforeunload"]


def test_a_form_is_sent_once_however_often_somebody_presses(visit):
    page = visit("/logowanie/")
    # Counts the presses that go through; holds them back so that the page stays here.
    sent = page.get_by_role("button", name="Zaloguj").evaluate(
        """button => {
            let sent = 0;
            document.addEventListener("submit", event => {
                if (!event.defaultPrevented) { sent += 1; event.preventDefault(); }
            });
            button.click(); button.click(); button.click();
            return sent;
        }"""
    )
    assert sent == 1


def test_everything_is_there_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/wzornik/")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("Zapisano dochód.")).to_be_visible()
    expect(page.get_by_role("button", name="Zamknij komunikat")).to_have_count(0)
    page.get_by_text("Inne czynności").click()
    expect(page.get_by_role("link", name="Wydrukuj wniosek")).to_be_visible()
    context.close()
