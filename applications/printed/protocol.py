"""The protocol of an application made orally (art. 63 and 14 KPA), to print, read aloud and sign."""

from dataclasses import dataclass, field
from datetime import date

from applications.models import Application
from applications.paper import letterhead_of, party_of
from applications.parties.models import Way
from applications.parties.selectors import filing_of, representative_words
from office.errors import DomainError
from office.letterhead import Letterhead, Party
from office.selectors import cited

TEMPLATE = "oral_application"
TEMPLATE_VERSION = "protokol-wniosku-2026.1"
PROVISIONS = ("kpa.63", "kpa.63.3", "ups.102.1")
"""Codes of the provisions that the protocol cites."""


@dataclass(frozen=True)
class ProtocolContent:
    """What the person asked for orally, before whom and when."""

    letterhead: Letterhead
    person: Party
    taken_on: date
    taken_by: str
    paragraphs: tuple[str, ...]
    signed_for: str
    provisions: dict[str, str] = field(hash=False)
    template_version: str = TEMPLATE_VERSION

    def __post_init__(self) -> None:
        missing = [code for code in PROVISIONS if code not in self.provisions]
        if missing:
            raise ValueError(f"missing provisions: {missing}")


def protocol_of(application: Application, day: date) -> ProtocolContent:
    """The protocol as stored, by the law of ``day``. Raises ``DomainError`` where there is nothing to print yet."""
    filing = filing_of(application)
    if filing.way != Way.ORAL or not filing.protocol_on or not filing.protocol_text:
        raise DomainError(
            "protocol_missing",
            "Nie ma jeszcze protokołu do wydruku. W części „Kto składa” zaznacz „ustnie, do protokołu”, "
            "wpisz dzień i słowa osoby, i zapisz.",
        )
    worker = application.worker
    return ProtocolContent(
        letterhead=letterhead_of(application, filing.protocol_on),
        person=party_of(application, representative_words(application)),
        taken_on=filing.protocol_on,
        taken_by=f"{worker}, {worker.post}".rstrip(", "),
        paragraphs=tuple(line.strip() for line in filing.protocol_text.splitlines() if line.strip()),
        signed_for=filing.signed_for,
        provisions=cited(PROVISIONS, day),
    )
