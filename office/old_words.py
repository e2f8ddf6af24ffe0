"""Words of the law before 1 November 2023 and of tenancy, which this support is not (art. 53 ust. 14 u.p.s.). Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from office.errors import DomainError

_INSTEAD = (
    (
        r"(?:mieszka\w*|lokal\w{0,3})\s+chronion\w*|chronion\w*\s+(?:mieszka\w*|lokal\w{0,3})",
        "mieszkanie treningowe albo wspomagane",
    ),
    (r"(?:najem|najmu|najmie|najmem)\b", "pobyt albo wsparcie w mieszkaniu"),
    (r"najemc\w*", "mieszkaniec"),
    (r"czynsz\w*", "odpłatność za pobyt"),
    (r"klient\w*|petent\w*", "osoba, strona albo mieszkaniec"),
)
_ALL = [(re.compile(rf"\b(?:{pattern})", re.IGNORECASE), instead) for pattern, instead in _INSTEAD]
_AROUND = 30


@dataclass(frozen=True)
class OldWord:
    """One old word as it was written, the words around it, and what to write instead."""

    word: str
    around: str
    instead: str

    @property
    def sentence(self) -> str:
        """Which word, where, and what to write instead: one sentence for whoever wrote it."""
        return f"Zamiast „{self.word}” (tu: „{self.around}”) napisz: {self.instead}."


def old_words_in(text: str) -> Iterator[OldWord]:
    """Every old word of ``text``, each writing of it once, in its order."""
    flat = " ".join(text.split())
    seen: set[str] = set()
    found = [(hit, instead) for pattern, instead in _ALL for hit in pattern.finditer(flat)]
    for hit, instead in sorted(found, key=lambda one: one[0].start()):
        word = hit[0].lower()
        if word not in seen:
            seen.add(word)
            yield OldWord(word, _around(flat, hit.start(), hit.end()), instead)


def refuse_old_words(text: str, field: str) -> Iterator[DomainError]:
    """A refusal at ``field`` for each old word of ``text``."""
    for one in old_words_in(text):
        yield DomainError("old_word", one.sentence, field)


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while left > 0 and text[left - 1] != " ":
        left -= 1
    while right < len(text) and text[right] != " ":
        right += 1
    return ("… " if left else "") + text[left:right].strip() + (" …" if right < len(text) else "")
