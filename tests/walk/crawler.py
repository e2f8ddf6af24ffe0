"""Follows the links of the program's pages as one member of staff and writes down what is wrong with each page."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import resolve

FILE_STARTS = {
    "application/pdf": b"%PDF-",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": b"PK\x03\x04",
}
PYTHON_WORDS = re.compile(r"\b(None|True|False|NaN|nan|undefined|Traceback)\b|<[a-z_.]+ object")
UNSEEN = ("script", "style", "template", "textarea", "code")
VOID = ("input", "img", "br", "hr", "meta", "link", "path", "rect", "circle", "line", "use", "wbr", "col")


@dataclass
class Wrong:
    """One thing wrong: who met it, where the link stood, where it led, and what happened."""

    username: str
    page: str
    link: str
    what: str

    def __str__(self) -> str:
        return f"{self.username}: {self.page} → {self.link}: {self.what}"


@dataclass
class Page(HTMLParser):
    """What a browser would find on one page: links, ids, headings, language and the text that can be read."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    inputs: list[dict[str, str | None]] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    language: str = ""
    text: list[str] = field(default_factory=list)
    unseen: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the tag and remember what the checks ask for."""
        at = dict(attrs)
        self.tags[tag] += 1
        if tag in UNSEEN:
            self.unseen += 1
        if at.get("id"):
            self.ids.append(str(at["id"]))
        if tag == "html":
            self.language = at.get("lang") or ""
        if tag == "a" and at.get("href") is not None:
            self.links.append(str(at["href"]))
        if tag == "label" and at.get("for"):
            self.labelled.add(str(at["for"]))
        if tag in ("input", "select", "textarea") and at.get("type") not in ("hidden", "submit"):
            self.inputs.append(at)

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read aloud."""
        if tag in UNSEEN:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        """Keep the words that a person can see."""
        if not self.unseen:
            self.text.append(data)

    def faults(self) -> Iterator[str]:
        """What is wrong with the page itself."""
        if self.tags["h1"] != 1:
            yield f"{self.tags['h1']} nagłówków h1"
        if self.language != "pl":
            yield f"język strony „{self.language}”"
        if found := PYTHON_WORDS.search(" ".join(self.text)):
            yield f"na stronie stoi „{found.group()}”"
        if twice := [name for name, times in Counter(self.ids).items() if times > 1]:
            yield f"identyfikatory powtórzone: {twice}"
        if bare := [at.get("name") for at in self.inputs if at.get("id") not in self.labelled and not named(at)]:
            yield f"pola bez etykiet: {bare}"
        if lost := [link for link in self.links if link.startswith("#") and link[1:] not in ("", *self.ids)]:
            yield f"odsyłacze donikąd: {lost}"


def named(attributes: dict[str, str | None]) -> bool:
    """Whether an input has a name that assistive technology reads, other than a label."""
    return bool(attributes.get("aria-label") or attributes.get("aria-labelledby"))


@dataclass
class Crawl:
    """One member of staff follows links breadth first, a few of each route."""

    client: Client
    username: str
    each: int = 2
    skip: frozenset[str] = frozenset()
    seen_files: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)

    def run(self, start: str = "/") -> "Crawl":
        """Follow everything from ``start``."""
        queue, known = deque([("", start)]), {start}
        while queue:
            page, link = queue.popleft()
            for found in self._open(page, link):
                if found not in known:
                    known.add(found)
                    queue.append((link, found))
        return self

    def _open(self, page: str, link: str) -> list[str]:
        try:
            route = resolve(urlsplit(link).path).route
        except Http404:
            self.wrong.append(Wrong(self.username, page, link, "nie ma takiego adresu"))
            return []
        if route in self.skip or self.routes[route] >= self.each or self.seen_files[route] >= 1:
            return []
        self.routes[route] += 1
        try:
            response = self.client.get(link)
        except Exception as error:
            self.wrong.append(Wrong(self.username, page, link, f"{type(error).__name__}: {str(error)[:300]}"))
            return []
        return self._read(page, link, route, response)

    def _read(self, page: str, link: str, route: str, response: HttpResponse) -> list[str]:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.status_code in (301, 302):
            return [self._local(link, response.headers["Location"])]
        if response.status_code != 200:
            self.wrong.append(Wrong(self.username, page, link, f"odpowiedź {response.status_code}"))
            return []
        if kind != "text/html":
            self.seen_files[route] += 1
            content = b"".join(response) if response.streaming else response.content
            if not content.startswith(FILE_STARTS.get(kind, b"")) or not content:
                self.wrong.append(Wrong(self.username, page, link, f"plik {kind} zaczyna się od {content[:8]!r}"))
            return []
        read = Page()
        read.feed(response.content.decode())
        self.wrong += [Wrong(self.username, page, link, fault) for fault in read.faults()]
        return [self._local(link, target) for target in read.links if self._is_ours(target)]

    @staticmethod
    def _is_ours(target: str) -> bool:
        parts = urlsplit(target)
        return not parts.scheme and not parts.netloc and not target.startswith("#")

    @staticmethod
    def _local(base: str, target: str) -> str:
        return urldefrag(urljoin(base, target)).url
