"""Reads of the register. The number of queries does not grow with its length."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from decisions.after.selectors import Aftermath, aftermaths
from decisions.models import Decision, Series
from decisions.selectors import visible_to
from decisions.states import DecisionState
from office.models import NumberRegister, Office, User


@dataclass(frozen=True)
class RegisterRow:
    """One number: the decision and what followed it, as of a day."""

    decision: Decision
    after: Aftermath

    @property
    def delivered_on(self) -> date | None:
        """The day of its delivery."""
        return self.after.delivery.delivered_on if self.after.delivery else None

    @property
    def final_on(self) -> date | None:
        """The day from which it is final, where that day has come."""
        return self.after.finality.final_on if self.after.is_final else None


@dataclass(frozen=True)
class Numbers:
    """How many numbers a register gave in a year, and how many decisions hold one."""

    series: Series
    given: int
    held: int

    @property
    def whole(self) -> bool:
        """Whether every number is there."""
        return self.given == self.held


def years(user: User) -> list[int]:
    """The years in which something was issued, the newest first."""
    return [day.year for day in _issued(user).dates("issued_on", "year", order="DESC")]


def rows(user: User, today: date, *, year: int, series: str = "", kind: str = "") -> list[RegisterRow]:
    """The register of a year in the order of its numbers; of one series and kind, or of all."""
    found = _issued(user).filter(issued_on__year=year).order_by("series", "approved_at", "pk")
    if series:
        found = found.filter(series=series)
    if kind:
        found = found.filter(kind=kind)
    decisions = list(found.defer("html", "content"))
    return [RegisterRow(after.decision, after) for after in aftermaths(decisions, today)]


def numbers(office: Office, year: int) -> list[Numbers]:
    """What the counters of an office say of a year, beside what is there."""
    given = dict(
        NumberRegister.objects.filter(office=office, year=year, series__in=Series.values).values_list("series", "last")
    )
    held: dict[str, int] = defaultdict(int)
    for series in Decision.objects.filter(
        office=office, state=DecisionState.APPROVED, issued_on__year=year
    ).values_list("series", flat=True):
        held[series] += 1
    return [Numbers(series, given.get(series, 0), held[series]) for series in Series if series in given or held[series]]


def _issued(user: User) -> QuerySet[Decision]:
    return visible_to(user).filter(state=DecisionState.APPROVED)
