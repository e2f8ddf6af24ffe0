"""A printed decision as numbered paragraphs, and what differs between two of them. Pure functions."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
        "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "section", "table",
        "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_UNSEEN = frozenset({"style", "title", "script", "svg", "head"})
_CELLS = frozenset({"td", "th"})


class _Reader(HTMLParser):
    """Collects the text of each block of a page; the cells of a row of a table stand in one paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self.flush()
        elif tag in _CELLS and self._words:
            self._words.append(" · ")
        elif tag == "br":
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag in _BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(data)

    def flush(self) -> None:
        text = " ".join("".join(self._words).split()).strip(" ·")
        self._words = []
        if text:
            self.found.append(text)


def paragraphs_of(html: str) -> list[str]:
    """The paragraphs of a printed page in reading order, white space made even."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.found


class Mark(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Changed:
    """One paragraph that differs. ``number`` counts in the newer text; ``None`` where the paragraph went."""

    number: int | None
    stretches: tuple[Stretch, ...]


def difference(old: list[str], new: list[str]) -> list[Changed]:
    """The paragraphs of ``new`` that are not as in ``old``, and those of ``old`` that are gone, in reading order."""
    found: list[Changed] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(old_to - old_from, new_to - new_from)
        for offset in range(paired):
            found.append(Changed(new_from + offset + 1, _words(old[old_from + offset], new[new_from + offset])))
        for number in range(new_from + paired, new_to):
            found.append(Changed(number + 1, (Stretch(Mark.ADDED, new[number]),)))
        for number in range(old_from + paired, old_to):
            found.append(Changed(None, (Stretch(Mark.REMOVED, old[number]),)))
    return found


def _words(old: str, new: str) -> tuple[Stretch, ...]:
    before, after = re.split(r" ", old), re.split(r" ", new)
    stretches: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            stretches.append(Stretch(Mark.SAME, " ".join(before[a:b])))
            continue
        if b > a:
            stretches.append(Stretch(Mark.REMOVED, " ".join(before[a:b])))
        if d > c:
            stretches.append(Stretch(Mark.ADDED, " ".join(after[c:d])))
    return tuple(stretches)
