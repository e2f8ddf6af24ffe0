"""Reads a page's HTML well enough to ask it questions."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    tag: str
    attrs: dict[str, str | None]
    fieldset: bool
    label: bool


@dataclass
class Reader(HTMLParser):
    elements: list[Element] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        self.elements.append(Element(tag, dict(attrs), "fieldset" in self._open, "label" in self._open))
        if tag in ("fieldset", "label"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            self._open.remove(tag)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def ids(self) -> list[str]:
        return [element.attrs["id"] for element in self.elements if element.attrs.get("id")]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader
