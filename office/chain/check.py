"""Whether the chains of events, and the rows under their seals, are still what was written. Nothing is changed."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from django.apps import apps
from django.db import connection

from office import guards
from office.chain.links import fingerprint_of, next_digest
from office.chain.rows import Sealed, all_sealed, fingerprint, sealed_kind
from office.models import Event, EventChain
from office.polish import short_day

_SOME = 200
_NAMED = 5


def differences() -> Iterator[str]:
    """A Polish sentence for each link, end of a chain, sealed row and guard that is not as it was written."""
    yield from broken_links()
    yield from altered_rows()
    missing = guards.missing(connection)
    if missing:
        some = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
        yield f"Baza: brakuje strażników albo są wyłączone ({len(missing)}): {some}. Przywraca je manage.py migrate."


def broken_links() -> Iterator[str]:
    """Events that were changed, taken out, put in or moved, and chains whose end was cut off."""
    ends = {row.name: row for row in EventChain.objects.iterator()}
    events = Event.objects.order_by("chain", "position").iterator(chunk_size=1000)
    for name, found in groupby(events, key=lambda event: event.chain):
        place, digest = 0, ""
        for event in found:
            yield from _broken_link(event, place, digest)
            place, digest = event.position, event.digest
        yield from _broken_end(name, ends.pop(name, None), place, digest)
    for name, end in ends.items():
        yield f"Łańcuch „{name}”: zapisano {end.last} zdarzeń, a nie ma żadnego."


def _broken_link(event: Event, place: int, digest: str) -> Iterator[str]:
    where = f"Łańcuch „{event.chain}”"
    if event.position != place + 1:
        yield f"{where}: brakuje zdarzeń od nr {place + 1} do nr {event.position - 1}."
    elif next_digest(digest, fingerprint_of(event)) != event.digest:
        said = f"{short_day(event.at.date())}, „{event.sentence}”"
        yield f"{where}, zdarzenie nr {event.position} ({said}): nie zgadza się z pieczęcią albo stoi po innym."


def _broken_end(name: str, end: EventChain | None, place: int, digest: str) -> Iterator[str]:
    if end is None:
        yield f"Łańcuch „{name}”: zdarzenia są, a nie ma zapisu o jego końcu."
    elif end.last != place:
        yield f"Łańcuch „{name}”: zapisano {end.last} zdarzeń, ostatnie ma nr {place}."
    elif end.digest != digest:
        yield f"Łańcuch „{name}”: ostatnie zdarzenie ma inny skrót niż zapisany koniec łańcucha."


def altered_rows() -> Iterator[str]:
    """Frozen rows that are no longer what the event that came with them says, are gone, or came without an event."""
    marks: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sealed in Event.objects.exclude(sealed=[]).values_list("sealed", flat=True).iterator(chunk_size=1000):
        for label, key, digest in sealed:
            marks[label][key].add(digest)
    for kind in all_sealed():
        yield from _altered(kind, marks.pop(kind.label, {}))
    for label in marks:
        if sealed_kind(label) is None:
            yield f"Zdarzenia pieczętują zapisy „{label}”, których ten program nie zna."


def _altered(kind: Sealed, marks: dict[int, set[str]]) -> Iterator[str]:
    model = apps.get_model(kind.label)
    name = model._meta.verbose_name
    left = dict(marks)
    for row in model._default_manager.order_by("pk").iterator(chunk_size=_SOME):
        digests = left.pop(row.pk, None)
        if digests is None:
            if kind.each and kind.frozen(row):
                yield f"{_titled(name)} (wiersz {row.pk}): nie ma zdarzenia, z którym ten zapis powstał."
        elif digests != {fingerprint(row, kind)}:
            yield f"{_titled(name)} (wiersz {row.pk}): zapis jest inny niż wtedy, gdy powstał."
    for key in left:
        yield f"{_titled(name)} (wiersz {key}): zapis zniknął."


def _titled(name: object) -> str:
    text = str(name)
    return text[:1].upper() + text[1:]
