"""The small language that texts of letters are written in. Pure functions: text and words in, safe HTML out.

A blank line ends a paragraph. ``# `` begins a heading, ``- `` an item of a list, ``1. `` an item of a numbered list,
``**words**`` are bold. ``{{ name }}`` is a slot; ``{{ przepis:kpa.64.2 }}`` a provision with its act,
``{{ miejsce:kpa.64.2 }}`` its place alone, ``{{ dni:kpa.64.2 }}`` the days that it sets. Nothing is ever executed, and
every word that comes in is escaped.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Words = str | tuple[str, ...]
"""What fills a slot: a text, or the items of a list."""

LAW, PLACE, DAYS = "przepis", "miejsce", "dni"
_OPEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_SLOT = re.compile(r"(?:(przepis|miejsce|dni):([a-z0-9.-]+)|([a-z][a-z0-9_]*))")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NUMBERED = re.compile(r"\d+\.\s+")
_HEADING, _BULLET = "# ", "- "
# What reads badly when a line ends in the middle of it.
_UNBROKEN = frozenset({"znak_sprawy", "telefon"})


@dataclass(frozen=True)
class Problem:
    """What is wrong in a text: on which line (from 1), and in Polish words."""

    line: int
    words: str


@dataclass(frozen=True)
class Used:
    """One slot as a text names it. ``kind`` is empty for a named slot, else ``przepis``, ``miejsce`` or ``dni``."""

    line: int
    kind: str
    name: str


def used(body: str) -> list[Used]:
    """The well-written slots of ``body`` in their order."""
    return [one for one in _slots(body) if isinstance(one, Used)]


def problems(body: str, known: Collection[str]) -> list[Problem]:
    """Everything that keeps ``body`` from being used where only ``known`` slots have words."""
    found = [one for one in _slots(body) if isinstance(one, Problem)]
    found += [
        Problem(one.line, f"Nie ma miejsca „{one.name}”. {_instead(one.name, known)}")
        for one in used(body)
        if not one.kind and one.name not in known
    ]
    found += [
        Problem(_line_of(body, stray.start()), f"Niedomknięty albo niedozwolony znak „{stray[0]}”.")
        for stray in _STRAY.finditer(_OPEN.sub(lambda slot: "\n" * slot[0].count("\n"), body))
    ]
    return sorted(found, key=lambda one: one.line)


def _instead(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Może chodziło o „{near[0]}”?" if near else f"Można użyć: {', '.join(sorted(known))}."


def _slots(body: str) -> Iterator[Used | Problem]:
    for opened in _OPEN.finditer(body):
        line = _line_of(body, opened.start())
        written = _SLOT.fullmatch(opened[1].strip())
        if written is None:
            yield Problem(line, f"„{opened[0]}” nie jest miejscem na słowa: zapisz je jako {{{{ nazwa }}}}.")
        elif written[3]:
            yield Used(line, "", written[3])
        else:
            yield Used(line, written[1], written[2])


def _line_of(body: str, position: int) -> int:
    return body.count("\n", 0, position) + 1


def to_html(body: str, words: Mapping[str, Words], law: Mapping[tuple[str, str], str]) -> SafeString:
    """``body`` as HTML with ``words`` in its slots; ``law`` maps (kind, code) to what is printed for a provision.

    A slot without words raises ``KeyError``; a line whose slots are all given as empty is left out.
    """

    def fill(text: str, single: Mapping[str, str]) -> str:
        return _OPEN.sub(lambda slot: _word(slot[1].strip(), single, law), _inline(text))

    blocks: list[tuple[str, str]] = []
    for raw in _lines(body):
        kind, line = _kind_of(raw)
        blocks += [(kind, text) for text in _filled(line, kind, words, fill)]
    return mark_safe("\n".join(_joined(blocks)))


def lines(body: str, words: Mapping[str, Words], law: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """``body`` as plain lines, one for each paragraph and item, with their ``**bold**`` marks; else as ``to_html``."""

    def fill(text: str, single: Mapping[str, str]) -> str:
        return _OPEN.sub(lambda slot: _plain_word(slot[1].strip(), single, law), text)

    parted = (_kind_of(raw) for raw in _lines(body))
    return tuple(text for kind, line in parted for text in _filled(line, kind, words, fill))


def bold(text: str) -> SafeString:
    """A line with its ``**bold**`` marks as safe HTML."""
    return mark_safe(_inline(text))


def _lines(body: str) -> Iterator[str]:
    """Paragraphs joined to one line each; headings and items stand alone; an empty line parts paragraphs."""
    paragraph: list[str] = []
    for raw in [*body.replace("\r\n", "\n").split("\n"), ""]:
        line = raw.strip()
        if line and _kind_of(line)[0] == "p":
            paragraph.append(line)
            continue
        if paragraph:
            yield " ".join(paragraph)
            paragraph = []
        if line:
            yield line


def _kind_of(line: str) -> tuple[str, str]:
    if line.startswith(_HEADING):
        return "h2", line.removeprefix(_HEADING).strip()
    if line.startswith(_BULLET):
        return "ul", line.removeprefix(_BULLET).strip()
    numbered = _NUMBERED.match(line)
    return ("ol", line[numbered.end() :].strip()) if numbered else ("p", line)


def _filled(
    line: str, kind: str, words: Mapping[str, Words], fill: Callable[[str, Mapping[str, str]], str]
) -> list[str]:
    """The texts that one line becomes: one, none where all its slots are empty, or one for each item of a list."""
    names = [one.name for one in used(line) if not one.kind]
    if names and not any(words[name] for name in names):
        return []
    lists = [name for name in names if isinstance(words[name], tuple)]
    if not lists:
        texts: dict[str, str] = {name: str(words[name]) for name in names}
        paragraphs = [texts | {names[0]: part} for part in _parts(texts[names[0]])] if _alone(line, names) else [texts]
        return [fill(line, one) for one in paragraphs]
    several = lists[0]
    others = {name: _as_text(words[name]) for name in names if name != several}
    if kind in ("ul", "ol"):
        return [fill(line, others | {several: item}) for item in words[several]]
    return [fill(line, others | {several: _as_text(words[several])})]


def _alone(line: str, names: list[str]) -> bool:
    return len(names) == 1 and _OPEN.fullmatch(line) is not None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]


def _as_text(word: Words) -> str:
    return word if isinstance(word, str) else ", ".join(word)


def _plain_word(inside: str, words: Mapping[str, str], law: Mapping[tuple[str, str], str]) -> str:
    written = _SLOT.fullmatch(inside)
    if written is None:
        raise KeyError(inside)
    return words[written[3]] if written[3] else law[written[1], written[2]]


def _word(inside: str, words: Mapping[str, str], law: Mapping[tuple[str, str], str]) -> str:
    word = escape(_plain_word(inside, words, law))
    written = _SLOT.fullmatch(inside)
    return f'<span class="whole">{word}</span>' if written and written[3] in _UNBROKEN else word


def _inline(text: str) -> str:
    """Bold of the text's own; words come in later, so that asterisks of a person stay asterisks."""
    return _BOLD.sub(r"<strong>\1</strong>", escape(text))


def _joined(blocks: list[tuple[str, str]]) -> Iterator[str]:
    opened = ""
    for kind, text in [*blocks, ("", "")]:
        if opened and kind != opened:
            yield f"</{opened}>"
            opened = ""
        if kind in ("ul", "ol"):
            if not opened:
                yield f"<{kind}>"
                opened = kind
            yield f"<li>{text}</li>"
        elif kind:
            yield f"<{kind}>{text}</{kind}>"
