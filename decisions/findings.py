"""What the legal check finds, and the words that no decision uses."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decisions.models import Decision

# Words of the law before 1.11.2023, and of tenancy, which this support is not (art. 53 ust. 14 u.p.s.).
OLD_WORDS = re.compile(
    r"\b(mieszka\w*\s+chronion\w*|chronion\w*\s+mieszka\w*|najem|najmu|najmie|najmem|najemc\w*|czynsz\w*|klient\w*|petent\w*)",
    re.IGNORECASE,
)


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
        for word in sorted({found.lower() for found in OLD_WORDS.findall(text)}):
            yield Finding(
                "D19",
                "Wsparcie w mieszkaniu treningowym lub wspomaganym nie jest najmem, a nazwa „mieszkanie chronione” "
                "zniknęła z ustawy 1 listopada 2023 r.",
                f"Zastąp słowo „{word}” innym: np. mieszkanie wspomagane, mieszkaniec, odpłatność.",
                url,
            )
