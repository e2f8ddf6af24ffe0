"""What the legal check finds, and the words that no decision uses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decisions.models import Decision
from office.old_words import old_words_in


@dataclass(frozen=True)
class Finding:
    """One thing that is not right: the rule, what is wrong and what to do, and where to mend it."""

    code: str
    rule: str
    message: str
    url: str
    blocking: bool = True


Rule = Callable[[Decision, date], Iterator[Finding]]


def old_words(texts: Mapping[str, str]) -> Iterator[Finding]:
    """D19: each old word in ``texts`` (address of the page where it is mended → text)."""
    for url, text in texts.items():
        for one in old_words_in(text):
            yield Finding(
                "D19",
                "Wsparcie w mieszkaniu treningowym lub wspomaganym nie jest najmem, a nazwa „mieszkanie chronione” "
                "zniknęła z ustawy 1 listopada 2023 r.",
                one.sentence,
                url,
            )
