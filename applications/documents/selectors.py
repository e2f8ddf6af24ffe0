"""Where each paper of a case stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from applications.documents.models import DocumentEntry, EntryKind
from applications.models import Application
from applications.programmes.selectors import required_documents
from office import clock
from office.models import StoredFile
from office.polish import plural, short_day

_SAYS_NOTHING_OF_STANDING = frozenset({EntryKind.FILE, EntryKind.WITHDRAWN, EntryKind.ASKED})
OWN = "inny-"


@dataclass(frozen=True)
class Wanted:
    """A paper that belongs on the list of a case: asked for by the programme, or added by the worker."""

    code: str
    name: str
    when: str = ""
    seen_only: bool = False
    health: bool = False
    source: str = ""


@dataclass(frozen=True)
class Attached:
    """A scan of a paper, as it came, and whether it was withdrawn (it stays on record, but is not given out)."""

    entry: DocumentEntry
    file: StoredFile


@dataclass(frozen=True)
class Item:
    """One paper of the list with where it stands, in words, and its scans."""

    wanted: Wanted
    state: str
    words: str
    entries: Sequence[DocumentEntry]
    files: Sequence[Attached]

    @property
    def missing(self) -> bool:
        """Whether the paper is neither there nor declared not needed."""
        return self.state == EntryKind.MISSING

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return not self.missing

    @property
    def tone(self) -> str:
        """How the state looks; the words say it as well."""
        if self.missing:
            return "deadline"
        return "closed" if self.state == EntryKind.NOT_NEEDED else "done"


@dataclass(frozen=True)
class Checklist:
    """The papers of one case."""

    items: Sequence[Item]

    @property
    def missing(self) -> list[Item]:
        """Those that are still to come."""
        return [item for item in self.items if item.missing]

    @property
    def missing_words(self) -> str:
        """``brakuje 2 dokumentów``."""
        count = len(self.missing)
        return f"brakuje {count} {plural(count, 'dokumentu', 'dokumentów', 'dokumentów')}"

    def item(self, code: str) -> Item | None:
        """The paper of ``code``, if it is on the list."""
        return next((item for item in self.items if item.wanted.code == code), None)


def checklist(application: Application) -> Checklist:
    """The list of ``application``: what its programme asks for on the day of receipt, and what the worker added.

    A paper that left the programme's list keeps its place where something was entered about it. Three queries.
    """
    entries = list(DocumentEntry.objects.filter(application=application).select_related("author", "file", "withdraws"))
    wanted = _asked_by_programme(application)
    known = {one.code for one in wanted}
    for entry in entries:
        if entry.code not in known:
            known.add(entry.code)
            wanted.append(
                Wanted(
                    entry.code, entry.name, seen_only=entry.seen_only, health=entry.health, source="lista tej sprawy"
                )
            )
    return Checklist([_item(one, [entry for entry in entries if entry.code == one.code]) for one in wanted])


def _asked_by_programme(application: Application) -> list[Wanted]:
    if application.programme is None:
        return []
    on: date = application.received_on or clock.today()
    return [
        Wanted(
            code=row.code,
            name=row.name,
            when=row.when,
            seen_only=row.seen_only,
            health=row.health,
            source=", ".join(part for part in (row.place, row.source) if part),
        )
        for row in required_documents(application.programme, on)
    ]


def _item(wanted: Wanted, entries: Sequence[DocumentEntry]) -> Item:
    last = next((entry for entry in reversed(entries) if entry.kind not in _SAYS_NOTHING_OF_STANDING), None)
    withdrawn = {entry.withdraws_id for entry in entries if entry.withdraws_id}
    files = [Attached(entry, entry.file) for entry in entries if entry.file is not None and entry.pk not in withdrawn]
    return Item(wanted, last.kind if last else EntryKind.MISSING, _words(last), entries, files)


def _words(entry: DocumentEntry | None) -> str:
    """``sprawdzono w rejestrze ZUS 5.11.2026, Anna Zmyślona``; a missing paper is just missing."""
    if entry is None:
        return "brakuje"
    who = str(entry.author)
    if entry.kind == EntryKind.MISSING:
        return f"brakuje ({entry.reason})"
    if entry.kind == EntryKind.NOT_NEEDED:
        return f"niepotrzebny: {entry.reason}"
    on = short_day(entry.on) if entry.on else ""
    if entry.kind == EntryKind.REGISTER:
        return f"sprawdzono w rejestrze: {entry.register}, dnia {on}, {who}"
    verb = "okazano do wglądu" if entry.kind == EntryKind.SEEN else "wpłynął"
    return f"{verb} dnia {on}, przyjął(-ęła): {who}"


def names(items: Iterable[Item]) -> str:
    """The names of papers in one sentence."""
    return "; ".join(item.wanted.name for item in items)
