"""Journeys in Debian's Chromium against a live server, as the demo staff of the three offices."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from decisions.demo import create_staff
from tests.browser.watch import Watch

# The days of the example cases: their criterion, resolutions and cost orders are those of this day, whenever we test.
MOMENT = "2026-11-20 10:00 +01:00"
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="session", autouse=True)
def _django_beside_a_loop() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, in which Django would refuse to read its database."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_kept() -> Iterator[None]:
    """The browser keeps styles and fonts, as it does from the real server, instead of fetching them for every page."""
    original = StaticFilesHandler.serve

    def serve(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = original(self, request)
        # Long, because the moved clock dates every answer back.
        response.headers["Cache-Control"] = "max-age=315360000, immutable"
        return response

    StaticFilesHandler.serve = serve
    yield
    StaticFilesHandler.serve = original


@pytest.fixture
def office_hours() -> Iterator[None]:
    """The clock of the examples; it goes on."""
    with time_machine.travel(MOMENT, tick=True):
        yield


@pytest.fixture
def staff(live_server: LiveServer, office_hours: None) -> None:
    """The demo staff, as load_demo makes it."""
    create_staff()


@pytest.fixture
def open_page(chromium: Browser, live_server: LiveServer, staff: None) -> Iterator[Callable[..., Watch]]:
    """Opens watched pages, each in a browser session of its own; the test fails when one of them saw anything wrong."""
    watches: list[Watch] = []

    def new(**options: object) -> Watch:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            viewport={"width": 1280, "height": 900},
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE)
        watch = Watch(context.new_page(), urlsplit(live_server.url).netloc)
        watch.start()
        watches.append(watch)
        return watch

    yield new
    for watch in watches:
        watch.page.context.close()
    assert [fault for watch in watches for fault in watch.wrong] == []


@pytest.fixture
def watch(open_page: Callable[..., Watch]) -> Watch:
    return open_page()


@pytest.fixture
def page(watch: Watch) -> Page:
    return watch.page
