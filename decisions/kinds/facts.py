"""What the worker says about a decision beyond what the case knows: plain frozen data, stored with the draft."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Amount:
    """One part of a claim: for what ("styczeń 2026"), and how much (zł)."""

    label: str
    amount: Decimal


@dataclass(frozen=True)
class Instalment:
    """One part of a schedule: until which day, and how much (zł)."""

    due_on: date
    amount: Decimal


@dataclass(frozen=True)
class KindFacts:
    """What a kind asks for (``decisions.kinds.KINDS[…].asks``); a field that the kind does not ask for stays empty.

    ``ground``: a code of the kind's grounds. ``effective_on``: the first day on which the decision works, ``until`` the
    last (inclusive). ``event_on``: when that happened which the decision rests on. ``requested_by``: "person" or
    "worker". ``heard_how``: "letter" or "record"; ``heard_on``: until when the party could speak (art. 10 KPA).
    ``remaining``: what is still paid a month under a relief, złoty (0: nothing). ``place`` and ``draft_assessment`` are
    keys of rows.
    """

    ground: str = ""
    effective_on: date | None = None
    until: date | None = None
    event_on: date | None = None
    requested_by: str = ""
    requested_on: date | None = None
    heard_how: str = ""
    heard_on: date | None = None
    evidence: tuple[str, ...] = ()
    remaining: Decimal | None = None
    amounts: tuple[Amount, ...] = ()
    due_on: date | None = None
    instalments: tuple[Instalment, ...] = ()
    old_text: str = ""
    new_text: str = ""
    place: int | None = None
    draft_assessment: int | None = None

    @property
    def total(self) -> Decimal:
        """The sum of the parts of a claim."""
        return sum((part.amount for part in self.amounts), Decimal("0.00"))


def in_equal_parts(total: Decimal, days: tuple[date, ...]) -> tuple[Instalment, ...]:
    """``total`` in equal instalments due on ``days``; what does not divide into grosze goes to the last one."""
    each = (total / len(days)).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
    last = total - each * (len(days) - 1)
    return tuple(Instalment(due, last if due is days[-1] else each) for due in days)
