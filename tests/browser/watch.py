"""A browser page that notes what must never happen, and what every page must be."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Frame, Page, Request, Response

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = 320


@dataclass
class Watch:
    """Everything that went wrong on one page since it was opened."""

    page: Page
    host: str
    wrong: list[str] = field(default_factory=list)
    refusals_meant: set[str] = field(default_factory=set)

    def start(self) -> None:
        """From now on note requests elsewhere, console errors (a CSP violation is one), errors of scripts and 5xx."""
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script failed: {error}"))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != self.host:
            self.wrong.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.status} from {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium writes a refused page into the console; where the refusal is the point, that is no fault.
        if message.type == "error" and message.location["url"] not in self.refusals_meant:
            self.wrong.append(f"console on {self.page.url}: {message.text}")

    def refused(self, path: str) -> int:
        """Open a page that must be refused and say with which status."""
        url = f"http://{self.host}{path}"
        self.refusals_meant.add(url)
        response = self.page.goto(url)
        assert response is not None
        self.page.wait_for_load_state("networkidle")
        return response.status


def violations(frame: Page | Frame, *rules: str) -> list[str]:
    """What axe finds on the page or frame: each broken rule with its node. ``rules`` empty: all of WCAG 2.2 AA."""
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(AXE_SCRIPT)
    run_only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
    report = frame.evaluate(
        "options => axe.run(options)", {"runOnly": run_only, "resultTypes": ["violations"], "iframes": False}
    )
    assert report["passes"], "axe looked at nothing"
    return [
        f"{violation['id']}: {violation['help']} – {node['html'][:300]}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


def accept(frame: Page | Frame, where: str, *rules: str) -> None:
    """Fail with every rule that is broken and the node that breaks it."""
    found = violations(frame, *rules)
    assert not found, "\n".join([where, *found])


def check(page: Page, name: str = "") -> None:
    """The page and the papers shown in it: accessible, one main heading, Polish, with a title."""
    page.wait_for_load_state("load")
    for frame in page.frames:
        where = f"{name} ({frame.url})"
        accept(frame, where)
        headings, language, title = frame.evaluate(
            "[document.querySelectorAll('h1').length, document.documentElement.lang, document.title.trim()]"
        )
        assert (headings, language) == (1, "pl"), where
        assert title, where


def check_in_all_lights(page: Page, name: str = "") -> None:
    """``check`` in light, the contrast in dark, and 320 px wide: there nothing may need scrolling sideways."""
    check(page, name)
    page.emulate_media(color_scheme="dark")
    accept(page, f"{name} in dark", "color-contrast")
    page.emulate_media(color_scheme="light")
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 800})
    accept(page, f"{name} on a narrow screen", "target-size")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, f"{name} scrolls sideways"
    if size is not None:
        page.set_viewport_size(size)
