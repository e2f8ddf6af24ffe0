"""Reads about conditions of issued decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from applications.models import Application
from applications.selectors import visible_to as visible_applications
from decisions.conditions.models import Condition, ConditionEntry
from decisions.models import Decision
from office.models import User
from office.polish import short_day

DUE, OVERDUE, FULFILLED = "due", "overdue", "fulfilled"
STATES = {DUE: "czeka", OVERDUE: "po terminie", FULFILLED: "spełniony"}
TONES = {DUE: "wait", OVERDUE: "error", FULFILLED: "done"}


@dataclass(frozen=True)
class ConditionRow:
    """A condition with where it stands on a day."""

    condition: Condition
    state: str
    fulfilled: ConditionEntry | None
    entries: Sequence[ConditionEntry]

    @property
    def words(self) -> str:
        """The state in words."""
        if self.fulfilled is not None and self.fulfilled.done_on is not None:
            late = " (po terminie)" if self.fulfilled.done_on > self.condition.due_on else ""
            return f"spełniony {short_day(self.fulfilled.done_on)}{late}"
        return STATES[self.state]

    @property
    def tone(self) -> str:
        """How the state is marked besides its words."""
        return TONES[self.state]


def with_state(condition: Condition, today: date) -> ConditionRow:
    """Where ``condition`` stands ``today``: its last entry holds."""
    entries = list(condition.entries.all())
    last = entries[-1] if entries else None
    fulfilled = last if last is not None and last.step == ConditionEntry.Step.FULFILLED else None
    state = FULFILLED if fulfilled else OVERDUE if condition.due_on < today else DUE
    return ConditionRow(condition, state, fulfilled, entries)


def visible_conditions(user: User) -> QuerySet[Condition]:
    """The conditions of decisions in the cases that ``user`` may see."""
    return _whole().filter(decision__application__in=visible_applications(user))


def conditions_of(application: Application, today: date) -> list[ConditionRow]:
    """The conditions of all issued decisions of a case."""
    return [with_state(row, today) for row in _whole().filter(decision__application=application)]


def conditions_of_decision(decision: Decision, today: date) -> list[ConditionRow]:
    """The conditions of one issued decision."""
    return [with_state(row, today) for row in _whole().filter(decision=decision)]


def report(user: User, today: date, *, state: str = "", programme: int | None = None) -> list[ConditionRow]:
    """The list "Warunki decyzji": of one state (due, overdue, fulfilled) and programme, or of all."""
    found = visible_conditions(user)
    if programme is not None:
        found = found.filter(decision__application__programme=programme)
    rows = [with_state(condition, today) for condition in found]
    return [row for row in rows if not state or row.state == state]


def _whole() -> QuerySet[Condition]:
    return Condition.objects.select_related(
        "decision__application__person", "decision__application__programme", "decision__office"
    ).prefetch_related("entries__actor")
