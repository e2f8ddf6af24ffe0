"""Holding the folder of contents against the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from office import clock
from office.files import storage
from office.models import StoredFile

# A content younger than this may belong to an act that is just being done.
_YOUNG = timedelta(hours=1)


@dataclass(frozen=True)
class Findings:
    """What ``check_files`` found: rows by key number, contents by key."""

    checked: int
    missing: Sequence[int]
    changed: Sequence[int]
    orphans: Sequence[str]

    @property
    def sound(self) -> bool:
        """Whether every row has its content unchanged."""
        return not self.missing and not self.changed


def check_all() -> Findings:
    """Recompute every digest and look for contents that no row knows (older than an hour)."""
    missing, changed, known = [], [], set()
    for row in StoredFile.objects.order_by("pk").iterator():
        known.add(row.key)
        data = storage.read(row.key)
        if data is None:
            missing.append(row.pk)
        elif storage.digest_of(data) != row.digest:
            changed.append(row.pk)
    before = (clock.now() - _YOUNG).timestamp()
    orphans = [key for key in storage.all_keys() if key not in known and storage.path_of(key).stat().st_mtime < before]
    return Findings(len(known), missing, changed, orphans)


def remove_orphans(findings: Findings) -> int:
    """Take the orphans away; returns how many."""
    for key in findings.orphans:
        storage.remove(key)
    return len(findings.orphans)
