"""The pictures of the README, taken from the running program: the case of Kielce from the desk to the printed decision.

Usage: ``python -m tests.browser.pictures FOLDER`` with a database of its own (see ``.ci/pictures``).
"""

import io
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import time_machine
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
APPLICATION = get_wsgi_application()

# These import models, which stand only now.
from decisions.examples import KIELCE_OIT  # noqa: E402
from tests.browser import acts  # noqa: E402
from tests.browser.conftest import MOMENT  # noqa: E402
from tests.browser.steps import quietly  # noqa: E402
from tests.browser.test_kielce import OIT, RECEIVED, SERVICES  # noqa: E402
from tests.chromium import CHROMIUM, FLAGS  # noqa: E402

SIZE = {"width": 1280, "height": 900}
COLOURS = 64
PAPER_DPI = 96


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nobody reads the requests."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def running() -> Iterator[str]:
    """The program with the demo office on a free port, on the day of the examples; gives its address."""
    with time_machine.travel(MOMENT, tick=True):
        for command in ("migrate", "load_fixtures", "load_demo"):
            call_command(command, verbosity=0)
        server = make_server("127.0.0.1", 0, APPLICATION, Server, Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


def store(picture: bytes, path: Path) -> None:
    """Write a PNG with few colours: pages are text on white."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"{path} ({path.stat().st_size // 1024} kB)\n")


def take(page: Page, path: Path, *, top: str = "") -> None:
    """What stands on the screen; ``top``: the heading that is scrolled to its upper edge."""
    page.wait_for_load_state("networkidle")
    # Messages are put in once more after loading; a picture waits for that.
    page.wait_for_timeout(300)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    if top:
        page.get_by_role("heading", name=top).evaluate("heading => heading.scrollIntoView()")
        page.evaluate("window.scrollBy(0, -24)")
    store(page.screenshot(), path)


def take_paper(pdf: bytes, path: Path) -> None:
    """The first page of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "paper.pdf", Path(folder) / "paper"
        source.write_bytes(pdf)
        command = ["pdftoppm", "-png", "-singlefile", "-r", str(PAPER_DPI), str(source), str(target)]
        subprocess.run(command, check=True)  # noqa: S603
        store(target.with_suffix(".png").read_bytes(), path)


def walk(new_page: Callable[[], Page], folder: Path) -> None:
    """The eight steps of the README."""
    worker = new_page()
    acts.log_in(worker, "pracownik.kielce", quietly)
    take(worker, folder / "1-desk.png")

    acts.begin(worker, KIELCE_OIT, quietly)
    acts.write_address(worker, KIELCE_OIT)
    worker.get_by_label("Data wpływu wniosku").fill("31.11.2026")
    acts.press(worker, "Zapisz szkic")
    expect(worker.get_by_role("alert")).to_be_visible()
    take(worker, folder / "2-application.png")
    acts.write_request(worker, received=RECEIVED, kind="mieszkanie treningowe", programme=OIT, months=18, look=quietly)
    acts.write_situation(
        worker,
        causes=["trudna sytuacja życiowa", "choroba"],
        groups=["osoba bezdomna"],
        words=KIELCE_OIT.situation,
        look=quietly,
    )
    acts.write_conditions(
        worker,
        yes=[
            "Czy osoba mieszka w gminie Kielce?",
            "Czy osoba jest uzależniona",
            "kontynuuje terapię",
            "chce współpracować",
        ],
        look=quietly,
    )
    acts.write_household(
        worker, kind="osoba samotnie gospodarująca", incomes=[acts.Income("emerytura", "1350")], look=quietly
    )
    acts.accept(worker, quietly)
    acts.choose_place(worker, lambda page, _: take(page, folder / "3-place.png"))
    acts.compute_fee(worker, quietly)
    take(worker, folder / "4-fee.png", top="Opłata: 186,00 zł miesięcznie")
    acts.follow(worker, "Wróć do sprawy")
    acts.write_contract(
        worker, services=SERVICES, scope=KIELCE_OIT.scope_note, plan=KIELCE_OIT.programme_plan, look=quietly
    )
    take(worker, folder / "5-contract.png")
    acts.note_signing(worker, date.today(), quietly)  # noqa: DTZ011 - the day of the pinned clock
    acts.prepare_decision(worker, KIELCE_OIT.reasons, quietly)
    acts.press(worker, "Przekaż do zatwierdzenia")

    director = new_page()
    acts.log_in(director, "dyrektor.kielce", quietly)
    acts.follow(director, "Jan Fikcyjny")
    take(director, folder / "6-review.png")
    acts.press(director, "Zatwierdź decyzję")
    pdf = director.get_by_role("link", name="Otwórz PDF").get_attribute("href") or ""
    take_paper(director.request.get(pdf).body(), folder / "8-decision.png")
    acts.follow(director, "Jan Fikcyjny")
    take(director, folder / "7-case.png")


def main(folder: Path) -> None:
    """Take all pictures into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with running() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def new_page() -> Page:
            context = chromium.new_context(
                base_url=address, locale="pl-PL", timezone_id="Europe/Warsaw", viewport=SIZE, device_scale_factor=1
            )
            return context.new_page()

        walk(new_page, folder)
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
