"""The lists of residents and of protocols as spreadsheets."""

from collections.abc import Iterable

from apartments.models import Handover
from apartments.selectors import name_for
from apartments.stays.selectors import StayRow, moved_in_on
from office.models import User
from office.sheets import Value, one_sheet

_RESIDENTS = (
    "Osoba", "Znak sprawy", "Program", "Mieszkanie", "Pokój", "Miejsce", "Od", "Do", "Wprowadzenie", "Stan",
    "Numer decyzji",
)  # fmt: skip
_HANDOVERS = ("Osoba", "Rodzaj", "Dzień", "Mieszkanie", "Miejsce", "Podpisano", "Kto podpisał", "Sporządził")


def residents_sheet(user: User, rows: Iterable[StayRow]) -> bytes:
    """Residents, one row each; an indefinite stay has no last day."""
    return one_sheet("Mieszkańcy", _RESIDENTS, [_resident(user, row) for row in rows])


def _resident(user: User, row: StayRow) -> list[Value]:
    application, occupancy = row.stay.application, row.place
    where: list[Value] = ["", "", ""]
    if occupancy is not None:
        place = occupancy.place
        where = [name_for(user, place.apartment), place.room.label if place.room else "", place.label]
    return [
        str(application.person),
        application.case_number,
        str(application.programme),
        *where,
        row.first,
        row.last,
        moved_in_on(row.stay),
        row.words,
        occupancy.basis_number if occupancy else "",
    ]


def handovers_sheet(user: User, rows: Iterable[Handover]) -> bytes:
    """Protocols, one row each."""
    return one_sheet(
        "Protokoły",
        _HANDOVERS,
        [
            [
                str(row.stay.application.person),
                row.get_direction_display(),
                row.day,
                name_for(user, row.occupancy.place.apartment),
                row.occupancy.place.label,
                row.signed_on,
                row.signatures,
                str(row.made_by),
            ]
            for row in rows
        ],
    )
