"""The waiting list as a spreadsheet: no health, no criteria, no addresses, no reasons.

A programme stands by its code: its name may say what somebody is ill with.
"""

from collections.abc import Sequence

from apartments.allocation.selectors import Queue, Row
from office.sheets import Value, one_sheet

COLUMNS = (
    "Rodzaj mieszkania",
    "Kod programu",
    "Pozycja",
    "Osoba",
    "Znak sprawy",
    "Pierwszeństwo",
    "Punkty",
    "Wniosek kompletny od",
    "Na liście od",
    "Stan",
    "Odpowiedź do",
    "Ostatni kontakt",
)


def _line(queue: Queue, row: Row) -> list[Value]:
    return [
        str(queue.programme.get_kind_display()),
        queue.programme.code,
        row.position,
        row.application.person.full_name,
        row.application.case_number,
        "tak" if row.entry.urgent_on else "nie",
        row.points,
        row.entry.complete_on,
        row.entry.added_on,
        "zaproponowano miejsce" if row.offer else "czeka",
        row.offer.answer_by if row.offer else None,
        row.entry.contacted_on,
    ]


def workbook(queues: Sequence[Queue]) -> bytes:
    """The lists as XLSX, one row a person."""
    return one_sheet("Lista oczekujących", COLUMNS, [_line(queue, row) for queue in queues for row in queue.rows])
