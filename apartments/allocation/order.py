"""In which order people wait: first whom the director put first, then by points, then by the complete application.

Pure but for ``rules_of``. No source gives points for these offices: without rules the order is that of the days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from apartments.models import PriorityRules, WaitingEntry
from applications.models import Application
from office.polish import plural, short_day

HIDDEN = "kryterium, którego treść widzą tylko osoby z dostępem do danych o zdrowiu"


@dataclass(frozen=True)
class Scored:
    """An entry with its points and what they are for."""

    entry: WaitingEntry
    points: int
    criteria: Sequence[tuple[int, str, bool]]
    """Points, words, and whether the words are sensitive."""


def rules_for_programme(rules: Iterable[PriorityRules], programme: int | None) -> PriorityRules | None:
    """Of the rules in force: those of the programme, else those of the whole office."""
    found: Mapping[int | None, PriorityRules] = {row.programme_id: row for row in rules}
    return found.get(programme) or found.get(None)


def rules_of(application: Application, day: date) -> PriorityRules | None:
    """The rules of order that hold for ``application`` on ``day``; none where the office has none."""
    rows = PriorityRules.objects.on(day).filter(office=application.office_id).prefetch_related("criteria")
    return rules_for_programme(rows.order_by("valid_from"), application.programme_id)


def scored(entry: WaitingEntry, rules: PriorityRules | None) -> Scored:
    """The points of ``entry`` by ``rules``; a criterion that this version does not know gives none."""
    criteria = [row for row in rules.criteria.all() if row.code in entry.met] if rules else []
    return Scored(
        entry,
        sum(row.points for row in criteria),
        [(row.points, row.words, row.sensitive) for row in criteria],
    )


def in_order(rows: Iterable[Scored]) -> list[Scored]:
    """The order of the list; who is equal in everything stands by when the entry was made."""
    return sorted(
        rows,
        key=lambda row: (
            row.entry.urgent_on or date.max,
            -row.points,
            row.entry.complete_on,
            row.entry.pk,
        ),
    )


def explained(row: Scored, before: int, rules: PriorityRules | None, *, sensitive: bool) -> list[str]:
    """Why somebody stands where they stand, in sentences; ``sensitive``: the reader may see every criterion."""
    told = []
    if row.entry.urgent_on is not None:
        told.append(f"Pierwszeństwo dał dyrektor dnia {short_day(row.entry.urgent_on)}.")
    if rules is None:
        told.append("Ośrodek nie ma zasad punktowych: decyduje data kompletnego wniosku.")
    elif row.criteria:
        parts = [
            f"{points} pkt – {words if sensitive or not hidden else HIDDEN}" for points, words, hidden in row.criteria
        ]
        told.append(f"{row.points} pkt: {'; '.join(parts)} ({rules.name}).")
    else:
        told.append(f"0 pkt ({rules.name}).")
    told.append(f"Wniosek kompletny od {short_day(row.entry.complete_on)}.")
    told.append(f"{before} {plural(before, 'osoba', 'osoby', 'osób')} przed." if before else "Nikogo przed tą osobą.")
    return told
