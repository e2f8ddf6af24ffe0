"""Protocols of handing a place over: drafted, printed for signatures, signed, corrected beside."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from apartments.models import Direction, Handover, HandoverCorrection, HandoverLine, LineKind, Occupancy, Stay
from apartments.services.words import days, log_name
from apartments.stays import access
from apartments.stays.selectors import granted_places, moved_in_on
from apartments.stays.services.ending import end, end_kind_of, fresh_stay
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record

MOST_LINES = 120  # A slip of the keyboard, not a rule.


@dataclass(frozen=True)
class LineFacts:
    """One line as typed; ``value`` in złoty a piece."""

    kind: str
    name: str
    amount: Decimal
    number: str = ""
    unit: str = ""
    condition: str = ""
    value: Decimal | None = None


@dataclass(frozen=True)
class HandoverFacts:
    """What a protocol says beside its lines."""

    day: date
    present: str = ""
    defects: str = ""
    remarks: str = ""


def _locked_draft(handover: Handover) -> Handover:
    fresh = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("stay__application__office", "occupancy__place__apartment")
        .get(pk=handover.pk)
    )
    if fresh.signed_on is not None:
        raise DomainError("signed", "Protokół jest już podpisany. Zamiast zmieniać, dopisz sprostowanie.")
    return fresh


def _check_day(stay: Stay, occupancy: Occupancy, direction: str, day: date) -> None:
    if day < occupancy.period_from:
        raise DomainError(
            "before_the_stay",
            f"Decyzja przyznaje to miejsce od {short_day(occupancy.period_from)}. Protokół nie może być wcześniejszy.",
            "day",
        )
    if direction == Direction.IN and occupancy.period_to is not None and day > occupancy.period_to:
        raise DomainError(
            "after_the_stay",
            f"Decyzja przyznaje to miejsce {days(occupancy.period_from, occupancy.period_to)}. Popraw datę.",
            "day",
        )
    since = moved_in_on(stay)
    if direction == Direction.OUT and since is not None and day < since:
        raise DomainError("before_moving_in", f"Ta osoba wprowadziła się {short_day(since)}. Popraw datę.", "day")


def _check_lines(lines: Sequence[LineFacts]) -> None:
    if len(lines) > MOST_LINES:
        raise DomainError("too_many_lines", f"Protokół ma najwyżej {MOST_LINES} pozycji.")
    for line in lines:
        if line.kind == LineKind.ITEM and not line.condition:
            raise DomainError("condition", f"Zaznacz, w jakim stanie jest: {line.name}.")
        if line.kind == LineKind.METER and not line.unit.strip():
            raise DomainError("unit", f"Wpisz, w czym jest wskazanie licznika: {line.name} (np. kWh, m³).")


@transaction.atomic
def save_handover(
    *,
    actor: User,
    stay: Stay,
    occupancy: Occupancy,
    direction: str,
    facts: HandoverFacts,
    lines: Sequence[LineFacts],
) -> Handover:
    """Begin the draft of a protocol for a granted place, or store it anew. A signed one is refused.

    Moving out needs that the person has moved in. Raises ``DomainError`` for days that do not fit the stay.
    """
    fresh = fresh_stay(stay)
    demand(access.keep(actor, fresh))
    place = next((row for row in granted_places(fresh.application) if row.pk == occupancy.pk), None)
    if place is None:
        raise DomainError("not_granted", "To miejsce nie jest już przyznane tej osobie. Odśwież stronę pobytu.")
    if direction == Direction.OUT and moved_in_on(fresh) is None:
        raise DomainError(
            "not_moved_in", "Najpierw podpisz protokół wprowadzenia: bez niego nie ma z czym porównać stanu."
        )
    _check_day(fresh, place, direction, facts.day)
    _check_lines(lines)
    handover = Handover.objects.filter(occupancy=place, direction=direction).first()
    began = handover is None
    if handover is None:
        handover = Handover(stay=fresh, occupancy=place, direction=direction, made_by=actor)
    else:
        handover = _locked_draft(handover)
        handover.lines.all().delete()
    for name, value in asdict(facts).items():
        setattr(handover, name, value)
    handover.save()
    HandoverLine.objects.bulk_create([HandoverLine(handover=handover, **asdict(line)) for line in lines])
    if began:
        _told(actor, handover, "draft", f"Przygotowano protokół: {handover.get_direction_display()}.")
    return handover


@transaction.atomic
def sign_handover(*, actor: User, handover: Handover, signed_on: date, signatures: str) -> Handover:
    """Note that a protocol was signed on paper, and by whom; from then on the database refuses every change of it.

    With the first protocol the person has moved in; with the one out of the last granted place the stay ends.
    ``signatures`` also says when somebody refused to sign, and why. Nobody is let in before the decision that grants
    the place may be carried out (art. 130 KPA).
    """
    stay = fresh_stay(handover.stay)
    demand(access.keep(actor, stay))
    fresh = _locked_draft(handover)
    if not signatures.strip():
        raise DomainError("signatures", "Wpisz, kto podpisał, albo kto i dlaczego odmówił.", "signatures")
    if not fresh.day <= signed_on <= clock.today():
        raise DomainError(
            "signed_day", f"Wpisz dzień od {short_day(fresh.day)} (dzień protokołu) do dzisiaj.", "signed_on"
        )
    _check_day(stay, fresh.occupancy, fresh.direction, fresh.day)
    demand(access.may_sign(fresh))
    fresh.signed_on, fresh.signatures = signed_on, signatures.strip()
    fresh.save(update_fields=["signed_on", "signatures"])
    apartment, place = fresh.occupancy.place.apartment, fresh.occupancy.place
    words = "wprowadzenie" if fresh.direction == Direction.IN else "wyprowadzenie"
    _told(
        actor,
        fresh,
        "sign",
        f"Podpisano protokół zdawczo-odbiorczy: {words} {short_day(fresh.day)}, {log_name(apartment)}, {place.label}.",
    )
    if fresh.direction == Direction.IN and stay.moved_in_on is None and moved_in_on(stay) is None:
        stay.moved_in_on = fresh.day
        stay.save(update_fields=["moved_in_on"])
    if fresh.direction == Direction.OUT and fresh.occupancy_id == granted_places(stay.application)[-1].pk:
        end(actor, stay, fresh.day, end_kind_of(stay, fresh.day))
    return fresh


@transaction.atomic
def correct_handover(*, actor: User, handover: Handover, text: str) -> HandoverCorrection:
    """Write beside a signed protocol what turned out to be wrong in it."""
    demand(access.keep(actor, handover.stay))
    if handover.signed_on is None:
        raise DomainError("not_signed", "Protokół nie jest jeszcze podpisany: po prostu go popraw.")
    if not text.strip():
        raise DomainError("text", "Napisz, co jest inaczej, niż mówi protokół.", "text")
    correction = HandoverCorrection.objects.create(
        handover=handover, text=text.strip(), made_by=actor, made_at=clock.now()
    )
    _told(actor, handover, "correct", f"Dopisano sprostowanie do protokołu z {short_day(handover.day)}.", correction)
    return correction


def _told(actor: User, handover: Handover, act: str, sentence: str, *corrections: HandoverCorrection) -> None:
    record(
        actor=actor,
        office=handover.stay.application.office,
        verb=f"apartments.handover.{act}",
        sentence=sentence,
        subject=handover,
        case=handover.stay.application_id,
        seals=corrections,
    )
