"""Looks that the journeys share, and reading a PDF behind a link."""

import io
import re
from collections.abc import Set

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.acts import Look
from tests.browser.watch import check, check_in_all_lights


def looking_closely_at(key_pages: Set[str]) -> Look:
    """A look that checks every page, and those named also in dark and on a narrow screen."""

    def look(page: Page, name: str) -> None:
        if name in key_pages:
            check_in_all_lights(page, name)
        else:
            check(page, name)

    return look


def quietly(page: Page, name: str) -> None:
    """For a page that is looked at elsewhere."""


def pdf_text(page: Page, link: str) -> str:
    """The text of the PDF behind a link, fetched in the session of whoever sits at the page."""
    address = page.get_by_role("link", name=link, exact=True).get_attribute("href")
    assert address is not None
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF")
    text = " ".join(part.extract_text() for part in PdfReader(io.BytesIO(answer.body())).pages)
    return re.sub(r"\s+", " ", text)
