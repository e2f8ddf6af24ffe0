"""The log of stays as a spreadsheet."""

from collections.abc import Iterable

from django.utils import timezone

from apartments.logs.selectors import LogRow
from office.sheets import Value, one_sheet

_HEADER = (
    "Osoba", "Znak sprawy", "Program", "Rodzaj", "Dzień", "Treść", "Punkt albo podstawa", "Ocena", "Dlaczego",
    "Źródło zasady", "Skreślono", "Wpisał(a)", "Wpisano",
)  # fmt: skip


def log_sheet(rows: Iterable[LogRow]) -> bytes:
    """Entries, one row each; a struck one says why."""
    return one_sheet("Dziennik pobytu", _HEADER, [_line(row) for row in rows])


def _line(row: LogRow) -> list[Value]:
    entry, notice = row.entry, row.notice
    application = entry.stay.application
    return [
        str(application.person),
        application.case_number,
        str(application.programme),
        entry.get_kind_display(),
        entry.day,
        row.told.words,
        row.told.rule,
        notice.words if notice else "",
        notice.why if notice else "",
        notice.source if notice else "",
        row.struck,
        str(entry.made_by),
        timezone.localtime(entry.made_at).date(),
    ]
