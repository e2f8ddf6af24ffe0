"""What every entry after an approval shares: the lock, what may be entered, days in order, the event and the terms."""

from datetime import date
from typing import Any, TypeVar

from decisions.after.access import may_record
from decisions.after.selectors import Act, Aftermath, aftermath, label_of
from decisions.after.terms import keep_terms
from decisions.models import Correction, Decision, Entry
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record

E = TypeVar("E", bound=Entry)


def locked(actor: User, decision: Decision) -> Aftermath:
    """The decision locked, so that of two who enter something at once the second sees what the first entered."""
    fresh = Decision.objects.select_for_update().get(pk=decision.pk)
    demand(may_record(actor, fresh))
    return aftermath(fresh, clock.today())


def begin(actor: User, decision: Decision, act: Act) -> Aftermath:
    """What followed ``decision``, locked. Raises ``DomainError`` where ``act`` is not what may be entered now."""
    after = locked(actor, decision)
    if act not in after.acts:
        raise DomainError(
            "wrong_order",
            f"„{label_of(act, decision)}”: tego nie można teraz wpisać. Decyzja jest {after.state[0]}. Odśwież stronę.",
        )
    return after


def between(value: date, first: date | None, today: date, field: str, what: str) -> None:
    """Refuse a day before ``first`` (``what`` says of what it is the day) or after ``today``, at ``field``."""
    if first is not None and value < first:
        raise DomainError("too_early", f"{short_day(value)} wypada przed dniem {what} ({short_day(first)}).", field)
    if value > today:
        raise DomainError("too_late", f"Wpisz dzień nie późniejszy niż {short_day(today)}.", field)


def store(kind: type[E], actor: User, decision: Decision, sentence: str, **values: Any) -> E:
    """Store an entry of ``kind`` with ``values``, its event (``sentence``), and bring the terms in line."""
    row = kind(decision=decision, actor=actor, at=clock.now(), **values)
    row.save()
    tell(actor, decision, kind.__name__.lower(), sentence, row)
    keep_all_terms(actor, decision)
    return row


def keep_all_terms(actor: User, decision: Decision) -> None:
    """The terms of ``decision``, and of the one that it mends: an order on a supplement makes that term run anew."""
    keep_terms(actor=actor, decision=decision)
    if decision.concerns is not None:
        keep_terms(actor=actor, decision=decision.concerns)


def tell(actor: User, decision: Decision, verb: str, sentence: str, subject: Entry | Correction) -> None:
    """Write the event of an entry."""
    record(
        actor=actor,
        office=decision.office,
        verb=f"decisions.after.{verb}",
        sentence=sentence,
        subject=subject,
        case=decision.application_id,
    )
