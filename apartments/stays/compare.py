"""What a protocol begins with, and how the one of moving out differs from the one of moving in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apartments.models import (
    Condition,
    Direction,
    Equipment,
    Handover,
    HandoverLine,
    LineKind,
    Occupancy,
    Stay,
)
from apartments.stays.selectors import moved_in_with
from apartments.stays.services import LineFacts
from office.polish import number, plural, zloty

FIRST_KEY = "klucz do mieszkania"
ZERO = Decimal(0)


def _facts(line: HandoverLine) -> LineFacts:
    return LineFacts(line.kind, line.name, line.amount, line.number, line.unit, line.condition, line.value)


def beginning_lines(stay: Stay, occupancy: Occupancy, direction: str) -> list[LineFacts]:
    """The lines that a new protocol begins with; readings and what is given back are for people to write.

    Moving out repeats what was taken over. Moving in lists the meters that the last protocol of the apartment knew and
    the recorded equipment of the room and of the common part.
    """
    if direction == Direction.OUT:
        taken = moved_in_with(stay, occupancy)
        return [_facts(line) for line in taken.lines.all()] if taken else []
    apartment = occupancy.place.apartment_id
    latest = (
        Handover.objects.filter(occupancy__place__apartment=apartment, signed_on__isnull=False)
        .order_by("-day", "-pk")
        .first()
    )
    meters = [_facts(line) for line in latest.lines.filter(kind=LineKind.METER)] if latest else []
    room = occupancy.place.room_id
    things = [
        LineFacts(LineKind.ITEM, line.get_item_display(), Decimal(line.count), condition=Condition.GOOD)
        for line in Equipment.objects.filter(apartment=apartment).select_related("room")
        if line.room_id in (None, room)
    ]
    return [LineFacts(LineKind.KEY, FIRST_KEY, Decimal(1)), *meters, *things]


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was taken over; ``lost`` in złoty where its value is known."""

    words: str
    lost: Decimal | None = None


def _matching(lines: Sequence[HandoverLine], wanted: HandoverLine) -> HandoverLine | None:
    """The same thing at moving out: of the same kind, name and number."""
    same = (line for line in lines if (line.kind, line.name, line.number) == (wanted.kind, wanted.name, wanted.number))
    return next(same, None)


def _of_thing(was: HandoverLine, now: HandoverLine | None) -> Difference | None:
    name = f"{was.name} {was.number}".strip()
    left = ZERO if now is None or now.condition == Condition.MISSING else now.amount
    missing = was.amount - left
    if missing > 0:
        words = "nie zwrócono" if was.kind == LineKind.KEY else "brakuje"
        value = None if was.value is None else missing * was.value
        return Difference(f"{name}: było {number(was.amount)}, {words} {number(missing)}.", value)
    if now is not None and now.condition != was.condition and now.condition == Condition.DAMAGED:
        return Difference(f"{name}: {was.get_condition_display()} → {now.get_condition_display()}.", was.value)
    if now is not None and now.condition != was.condition:
        return Difference(f"{name}: {was.get_condition_display()} → {now.get_condition_display()}.")
    return None


def _of_meter(was: HandoverLine, now: HandoverLine | None) -> Difference | None:
    if now is None:
        return Difference(f"{was.name} {was.number}".strip() + ": nie spisano wskazania.")
    used = now.amount - was.amount
    if used < 0:
        return Difference(
            f"{was.name}: wskazanie mniejsze niż przy wprowadzeniu – sprawdź albo opisz wymianę licznika."
        )
    return Difference(f"{was.name}: zużycie {number(used)} {was.unit}.")


def differences(handover: Handover) -> list[Difference]:
    """How a protocol of moving out differs from the one of moving in; empty for moving in."""
    if handover.direction != Direction.OUT:
        return []
    taken = moved_in_with(handover.stay, handover.occupancy)
    if taken is None:
        return []
    now = list(handover.lines.all())
    found = [
        (_of_meter if was.kind == LineKind.METER else _of_thing)(was, _matching(now, was)) for was in taken.lines.all()
    ]
    return [difference for difference in found if difference is not None]


def lost_in_words(found: Sequence[Difference]) -> str:
    """The value of what is missing or damaged, as far as it was written; empty where nothing is."""
    known = [difference.lost for difference in found if difference.lost is not None]
    if not known:
        return ""
    count = len(known)
    things = f"{count} {plural(count, 'pozycji', 'pozycji', 'pozycji')}"
    return f"Wartość wpisana przy {things}: {zloty(sum(known, ZERO))}. Szkodę z jej kwotą zapisz na stronie pobytu."


@dataclass(frozen=True)
class KeyCount:
    """Keys of one kind: how many were given out and how many came back."""

    name: str
    given: Decimal
    returned: Decimal

    @property
    def words(self) -> str:
        out = self.given - self.returned
        if not self.returned:
            return f"{self.name}: wydano {number(self.given)}"
        still = f", brakuje {number(out)}" if out > 0 else ""
        return f"{self.name}: wydano {number(self.given)}, zwrócono {number(self.returned)}{still}"


def keys_of(stay: Stay) -> list[KeyCount]:
    """The keys by the signed protocols of a stay and of those it continues."""
    stays = [stay]
    while stays[-1].continues is not None:
        stays.append(stays[-1].continues)
    lines = HandoverLine.objects.filter(
        handover__stay__in=stays, handover__signed_on__isnull=False, kind=LineKind.KEY
    ).select_related("handover")
    counted: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        name = f"{line.name} {line.number}".strip()
        sums = counted.setdefault(name, {Direction.IN: ZERO, Direction.OUT: ZERO})
        returned_but_missing = line.handover.direction == Direction.OUT and line.condition == Condition.MISSING
        sums[line.handover.direction] += ZERO if returned_but_missing else line.amount
    return [KeyCount(name, sums[Direction.IN], sums[Direction.OUT]) for name, sums in counted.items()]
