"""What the search answers: cases by person, address or number, and apartments by address."""

from dataclasses import dataclass

from apartments.access import see_address
from apartments.models import Apartment
from apartments.selectors import visible_to as visible_apartments
from applications.models import Application
from applications.search import kept_words, words_in
from applications.selectors import search as search_applications
from office.models import User

SHORTEST = 2
_APARTMENTS_AT_MOST = 10


@dataclass(frozen=True)
class Found:
    """Cases (newest first) and apartments (by address) that fit what was typed."""

    text: str
    applications: list[Application]
    apartments: list[Apartment]

    def __bool__(self) -> bool:
        return bool(self.applications or self.apartments)

    @property
    def count(self) -> int:
        """How many of both."""
        return len(self.applications) + len(self.apartments)


def find(user: User, text: str) -> Found:
    """What ``user`` may open and what every word of ``text`` begins a word of; a constant number of queries."""
    text = text.strip()
    words = words_in(text)
    if len(text) < SHORTEST or not words:
        return Found(text, [], [])
    return Found(text, search_applications(user, text), _apartments(user, words))


def _apartments(user: User, words: list[str]) -> list[Apartment]:
    """An office has some dozens of apartments: they are looked through one by one."""
    rows = visible_apartments(user).order_by("street", "code")
    fitting = (flat for flat in rows if see_address(user, flat) and _fits(kept_words(flat.address), words))
    return list(fitting)[:_APARTMENTS_AT_MOST]


def _fits(known: set[str], words: list[str]) -> bool:
    return all(any(own.startswith(word) for own in known) for word in words)
