"""For migrations: put frozen rows under a seal that came without an event."""

from collections.abc import Iterator
from typing import Any

from office import clock
from office.chain.links import link
from office.chain.rows import Mark, all_sealed, fingerprint

_BATCH = 500


def seal_unsealed(apps: Any) -> int:
    """Seal the frozen rows that no event seals yet, as they stand, in the program's own chain; returns how many.

    ``apps``: those of the migration. A migration that writes rows of a sealed kind calls it afterwards.
    """
    events, count = apps.get_model("office", "Event"), 0
    sealed: dict[str, set[int]] = {}
    for marks in events.objects.exclude(sealed=[]).values_list("sealed", flat=True).iterator(chunk_size=1000):
        for label, key, _ in marks:
            sealed.setdefault(label, set()).add(key)
    for label, marks in _unsealed(apps, sealed):
        count += len(marks)
        for start in range(0, len(marks), _BATCH):
            _write(events, label, marks[start : start + _BATCH])
    return count


def _unsealed(apps: Any, sealed: dict[str, set[int]]) -> Iterator[tuple[str, list[Mark]]]:
    for kind in all_sealed():
        try:
            rows = apps.get_model(kind.label).objects.order_by("pk")
        except LookupError:
            continue  # a kind that comes later
        known = sealed.get(kind.label, set())
        found = (row for row in rows.iterator(chunk_size=_BATCH) if row.pk not in known and kind.frozen(row))
        yield kind.label, [(kind.label, row.pk, fingerprint(row, kind)) for row in found]


def _write(events: Any, label: str, marks: list[Mark]) -> None:
    event = events(
        actor_name="program",
        at=clock.now(),
        verb="office.chain.seal_former",
        sentence=f"Objęto pieczęcią zapisy, które powstały bez zdarzenia ({label}): {len(marks)}.",
        subject_type=label,
        sealed=marks,
    )
    link(event)
    event.save(force_insert=True)
