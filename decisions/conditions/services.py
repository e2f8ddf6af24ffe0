"""Acts on conditions: written into a draft, opened at the approval, fulfilled or struck afterwards."""

from datetime import date

from django.db import transaction

from applications.services import locked
from decisions.access import may_change, may_read
from decisions.conditions.draft import MAY_CARRY, MOST_CONDITIONS, DraftCondition, stored, tomorrow_of
from decisions.conditions.models import Condition, ConditionEntry
from decisions.conditions.selectors import with_state
from decisions.models import Decision
from office import clock
from office.access import demand
from office.deadlines.services import end_set_day, set_day
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record

TERM = "decision-condition"


@transaction.atomic
def add_condition(
    *,
    actor: User,
    decision: Decision,
    text: str,
    ground: str = "",
    due_on: date | None = None,
    due_days: int | None = None,
) -> Decision:
    """Write a condition into a draft; its day is ``due_on`` or ``due_days`` after the issue.

    The ground may follow later: without it the legal check stops the draft. Raises ``DomainError`` for a kind that
    carries no conditions, without words, and unless exactly one of the two terms is given.
    """
    fresh = _draft(actor, decision)
    if not text.strip():
        raise DomainError("no_text", "Wybierz warunek z listy albo wpisz własny.", "text")
    if (due_on is None) == (due_days is None):
        raise DomainError("term", "Wpisz dzień albo liczbę dni od wydania decyzji – jedno z dwojga.", "due_on")
    if due_on is not None and due_on < tomorrow_of(clock.today()):
        raise DomainError("past", "Termin warunku musi leżeć po dniu decyzji. Wpisz późniejszy dzień.", "due_on")
    if len(fresh.conditions) >= MOST_CONDITIONS:
        raise DomainError("too_many", f"Decyzja może mieć najwyżej {MOST_CONDITIONS} warunków.")
    added = DraftCondition(text.strip(), ground.strip(), due_on, due_days)
    fresh.conditions = [*fresh.conditions, added.as_row()]
    return _save(actor, fresh, "Dopisano warunek w projekcie decyzji.")


@transaction.atomic
def remove_condition(*, actor: User, decision: Decision, number: int) -> Decision:
    """Take condition ``number`` (from 1) out of a draft."""
    fresh = _draft(actor, decision)
    if not 1 <= number <= len(fresh.conditions):
        raise DomainError("no_condition", "Tego warunku już nie ma w projekcie. Odśwież stronę.")
    fresh.conditions = [row for place, row in enumerate(fresh.conditions, start=1) if place != number]
    return _save(actor, fresh, "Usunięto warunek z projektu decyzji.")


def _draft(actor: User, decision: Decision) -> Decision:
    locked(decision.application)
    fresh = Decision.objects.select_for_update().get(pk=decision.pk)
    demand(may_change(actor, fresh))
    if fresh.kind not in MAY_CARRY:
        raise DomainError("kind", "Takie rozstrzygnięcie nie ma warunków. Ma je przyznanie i zmiana.")
    return fresh


def _save(actor: User, decision: Decision, sentence: str) -> Decision:
    decision.preparer = actor
    decision.save(update_fields=["conditions", "preparer"])
    record(
        actor=actor,
        office=decision.office,
        verb="decisions.condition.draft",
        sentence=sentence,
        subject=decision,
        case=decision.application_id,
    )
    return decision


def open_conditions(*, actor: User, decision: Decision) -> None:
    """Write the conditions of a decision that is being approved and put their days on the board of terms."""
    assert decision.issued_on is not None  # noqa: S101 - the database holds it for every approved decision
    for number, one in enumerate(stored(decision.conditions), start=1):
        condition = Condition.objects.create(
            decision=decision, number=number, text=one.text, ground=one.ground, due_on=one.last_day(decision.issued_on)
        )
        set_day(
            actor=actor,
            office=decision.office,
            kind=TERM,
            due_on=condition.due_on,
            case=decision.application_id,
            about=condition.about,
        )


@transaction.atomic
def drop_terms(*, actor: User, decision: Decision, why: str) -> None:
    """Take the terms of the conditions of ``decision`` off the board: it does not stand any more, ``why`` says so."""
    for condition in decision.issued_conditions.all():
        end_set_day(
            actor=actor,
            office=decision.office,
            kind=TERM,
            case=decision.application_id,
            about=condition.about,
            why=why,
        )


@transaction.atomic
def fulfil(*, actor: User, condition: Condition, done_on: date, proof: str) -> ConditionEntry:
    """Enter that the party fulfilled ``condition`` on ``done_on`` by ``proof``; its term leaves the board."""
    decision = _issued(actor, condition)
    issued_on, today = decision.issued_on, clock.today()
    if issued_on is None or not issued_on <= done_on <= today:
        raise DomainError("day", "Wpisz dzień od wydania decyzji do dzisiaj.", "done_on")
    if not proof.strip():
        raise DomainError("proof", "Wpisz, z czego to wynika, np. potwierdzenie złożenia wniosku.", "proof")
    if with_state(condition, today).fulfilled is not None:
        raise DomainError("done", "Spełnienie tego warunku już wpisano. Odśwież stronę.")
    entry = _enter(actor, condition, ConditionEntry.Step.FULFILLED, proof, done_on)
    end_set_day(
        actor=actor,
        office=decision.office,
        kind=TERM,
        case=decision.application_id,
        about=condition.about,
        done_on=done_on,
        why=f"Spełniono {short_day(done_on)}.",
    )
    return entry


@transaction.atomic
def strike(*, actor: User, condition: Condition, reason: str) -> ConditionEntry:
    """Say that the entry about fulfilling was wrong; the condition is open again, with its term if it still runs."""
    decision = _issued(actor, condition)
    if with_state(condition, clock.today()).fulfilled is None:
        raise DomainError("not_done", "Tego warunku nie oznaczono jako spełniony. Odśwież stronę.")
    if not reason.strip():
        raise DomainError("reason", "Napisz, dlaczego wpis był błędny.", "reason")
    entry = _enter(actor, condition, ConditionEntry.Step.STRUCK, reason, None)
    if condition.due_on > clock.today():
        set_day(
            actor=actor,
            office=decision.office,
            kind=TERM,
            due_on=condition.due_on,
            case=decision.application_id,
            about=condition.about,
        )
    return entry


def _issued(actor: User, condition: Condition) -> Decision:
    decision = condition.decision
    locked(decision.application)
    demand(may_read(actor, decision.application))
    return decision


def _enter(
    actor: User, condition: Condition, step: ConditionEntry.Step, words: str, done_on: date | None
) -> ConditionEntry:
    entry = ConditionEntry.objects.create(
        condition=condition, step=step, done_on=done_on, words=words.strip(), actor=actor, at=clock.now()
    )
    when = f" {short_day(done_on)}" if done_on else ""
    record(
        actor=actor,
        office=condition.decision.office,
        verb=f"decisions.condition.{step}",
        sentence=f"{step.label.capitalize()}{when}: {condition.about}.",
        subject=condition,
        case=condition.decision.application_id,
        seals=(entry,),
    )
    return entry
