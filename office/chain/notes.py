"""The ends of the chains noted in a file outside the database.

Whoever may write everything in the database can compute a whole chain anew, and nothing in the database would tell.
A file that is kept elsewhere does: what it once noted must still stand at its place.
"""

import csv
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from office import clock
from office.models import Event, EventChain


class UnreadableNotes(Exception):
    """The file is there but is no file of notes."""


_Place = tuple[str, int]


def against(path: Path) -> Iterator[str]:
    """A Polish sentence for each noted event that is no longer at its place; nothing where there is no file yet."""
    noted = dict(_read(path))
    if not noted:
        return
    events = Event.objects.filter(chain__in={name for name, _ in noted}) if len(noted) < 500 else Event.objects.all()
    for name, position, digest in events.values_list("chain", "position", "digest").iterator(chunk_size=2000):
        if noted.get((name, position)) == digest:
            del noted[name, position]
    for name, position in noted:
        yield f"Łańcuch „{name}”: zdarzenia nr {position} nie ma albo jest inne niż w pliku z odciskami."


def add(path: Path) -> int:
    """Note the end of each chain that has grown since the last note; returns how many were noted."""
    last: dict[str, int] = {}
    for (name, position), _ in _read(path):
        last[name] = max(position, last.get(name, 0))
    when = clock.now().astimezone(UTC).isoformat(timespec="seconds")
    grown = [end for end in EventChain.objects.order_by("pk").iterator() if end.last > last.get(end.name, 0)]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([when, end.name, end.last, end.digest] for end in grown)
    return len(grown)


def _read(path: Path) -> Iterator[tuple[_Place, str]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) != 4 or not row[2].isdecimal():
                raise UnreadableNotes
            yield (row[1], int(row[2])), row[3]
