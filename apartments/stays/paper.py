"""The protocol of handing a place over, as it is printed: empty lines where people write, or what they wrote."""

from dataclasses import dataclass
from datetime import date

from apartments.models import Direction, Handover, LineKind
from apartments.stays.compare import differences
from applications.paper import letterhead_of
from office.documents import render_html
from office.letterhead import Letterhead
from office.polish import number, zloty

TEMPLATE = "handover"
TEMPLATE_VERSION = "protokol-zdawczo-odbiorczy-2026.1"
EMPTY_ROWS = 2


@dataclass(frozen=True)
class PaperLine:
    """One line in words; what nobody has written yet is empty."""

    name: str
    number: str
    amount: str
    condition: str = ""
    value: str = ""


@dataclass(frozen=True)
class HandoverContent:
    """One protocol. ``moving_in`` is its direction; ``empty_rows`` leaves room to write before it is signed."""

    template_version: str
    letterhead: Letterhead
    moving_in: bool
    person: str
    apartment: str
    place: str
    decision: str
    day: date
    present: str
    keys: tuple[PaperLine, ...]
    meters: tuple[PaperLine, ...]
    things: tuple[PaperLine, ...]
    differences: tuple[str, ...]
    damages: tuple[str, ...]
    defects: str
    remarks: str
    signed_on: date | None
    signatures: str
    corrections: tuple[str, ...]
    empty_rows: tuple[int, ...]


def content_of(handover: Handover) -> HandoverContent:
    """What the protocol says as it is stored."""
    occupancy, application = handover.occupancy, handover.stay.application
    lines = list(handover.lines.all())
    signed = handover.signed_on is not None

    def of(kind: str) -> tuple[PaperLine, ...]:
        return tuple(
            PaperLine(
                name=line.name,
                number=line.number,
                amount=f"{number(line.amount)} {line.unit}".strip(),
                condition=line.get_condition_display() if line.condition else "",
                value="" if line.value is None else zloty(line.value),
            )
            for line in lines
            if line.kind == kind
        )

    place = occupancy.place
    return HandoverContent(
        template_version=TEMPLATE_VERSION,
        letterhead=letterhead_of(application, None),
        moving_in=handover.direction == Direction.IN,
        person=application.person.full_name,
        apartment=place.apartment.address,
        place=", ".join(part for part in (place.room.label if place.room else "", place.label) if part),
        decision=f"nr {occupancy.basis_number}",
        day=handover.day,
        present=handover.present,
        keys=of(LineKind.KEY),
        meters=of(LineKind.METER),
        things=of(LineKind.ITEM),
        differences=tuple(difference.words for difference in differences(handover)),
        damages=tuple(f"{damage.what} – {zloty(damage.amount)}" for damage in handover.stay.damages.all())
        if handover.direction == Direction.OUT
        else (),
        defects=handover.defects,
        remarks=handover.remarks,
        signed_on=handover.signed_on,
        signatures=handover.signatures,
        corrections=tuple(correction.text for correction in handover.corrections.all()),
        empty_rows=() if signed else tuple(range(EMPTY_ROWS)),
    )


def html_of(handover: Handover) -> str:
    """The page from which the PDF is made. A protocol before signing is no draft: it is the sheet that is signed."""
    return render_html(TEMPLATE, content_of(handover), draft=False)
