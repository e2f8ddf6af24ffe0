"""Where the fee of a stay will change on days that are known already, and what is owed from each of them.

Reads law and facts, writes nothing. What nobody can know yet is left to a later decision and named.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Value

from apartments.models import Apartment
from applications.models import IncomeCriterion, Programme
from fees import engine
from fees.models import Assessment, CostOrder, Resolution, ResolutionState
from fees.periods.models import FeePart
from fees.selectors import Selected, citing, determine, rules_for
from fees.selectors.assessments import reasons_of_difference
from office.errors import DomainError
from office.reading import remembered

_ONE_DAY = timedelta(days=1)
_NEVER = Value(None, DateField())


@dataclass(frozen=True, slots=True)
class Part:
    """One period: days, what it was computed from, the result, and the codes of what changes on its first day."""

    first: date
    last: date | None
    facts: engine.Facts
    selected: Selected
    result: engine.Assessment
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """The periods of a fee; and from which day on it is not known, with the reason (None, empty: all is known)."""

    parts: tuple[Part, ...]
    unknown_from: date | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a fee is for, in which programme and apartment."""

    first: date
    last: date | None
    programme: Programme
    apartment: Apartment | None

    def rules(self, facts: engine.Facts) -> Selected:
        """The rules for ``facts`` on their day. Raises ``DomainError``."""
        return rules_for(
            programme=self.programme,
            household=facts.household.value,
            on=facts.on,
            citing=citing(facts),
            apartment=self.apartment,
        )


def cut_up(
    stretch: Stretch,
    facts: engine.Facts,
    selected: Selected,
    result: engine.Assessment,
    facts_on: Callable[[date], engine.Facts] | None = None,
) -> Cut:
    """The periods of the fee ``result``, computed from ``facts`` by ``selected``, over the days of ``stretch``.

    ``facts_on`` gives the facts of a later day (default: the same incomes). A change of rules that leaves the amount as
    it was begins no period.
    """
    known = Part(stretch.first, stretch.last, facts, selected, result)
    found, compared = [known], known
    for day in change_days(stretch, facts):
        later = at_day(facts_on(day) if facts_on else facts, day)
        try:
            rules = stretch.rules(later)
            why = _why(compared, later, rules)
            if not why:
                continue
            fee = determine(later, rules)
        except DomainError as error:
            return Cut(_closed(found, stretch), day, error.message)
        compared = Part(day, stretch.last, later, rules, fee, why)
        if day > stretch.first and (fee.amount, fee.free) != (found[-1].result.amount, found[-1].result.free):
            found.append(compared)
    return Cut(_closed(found, stretch))


def _closed(found: Sequence[Part], stretch: Stretch) -> tuple[Part, ...]:
    days = engine.cut(stretch.first, stretch.last, [part.first for part in found])
    return tuple(replace(part, first=first, last=last) for part, (first, last) in zip(found, days, strict=True))


def at_day(facts: engine.Facts, day: date) -> engine.Facts:
    """The same facts on a later day: a relief that is over by then is gone."""
    relief = facts.relief
    over = relief is not None and relief.until is not None and relief.until < day
    return replace(facts, on=day, relief=None if over else relief)


def change_days(stretch: Stretch, facts: engine.Facts) -> list[date]:
    """The days within the stretch, behind the day of ``facts``, on which a rule or a choice begins or ends."""
    ends = [item.until for item in (facts.relief, facts.former_dps) if item is not None and item.until is not None]
    days = {end + _ONE_DAY for end in ends} | set(
        remembered(("days of law", stretch.programme.pk), lambda: tuple(_of_law(stretch)))
    )
    return sorted(day for day in days if facts.on < day and (stretch.last is None or day <= stretch.last))


def _of_law(stretch: Stretch) -> Iterator[date]:
    """The days on which criteria, acts and cost orders begin, and those behind their last ones. One query."""
    office = stretch.programme.office
    orders = CostOrder.objects.filter(office=office, amounts__programme=stretch.programme)
    acts = Resolution.objects.filter(state=ResolutionState.CHECKED, municipality=office.municipality)
    # Ordering means nothing in a union, and not every database takes it there.
    of_acts = acts.order_by().values_list("valid_from", "valid_to", "annulled_from")
    rows = of_acts.union(
        IncomeCriterion.objects.order_by().values_list("valid_from", "valid_to", _NEVER),
        orders.order_by().values_list("valid_from", "valid_to", _NEVER),
    )
    for first, last, annulled in rows:
        yield first
        if last is not None:
            yield last + _ONE_DAY
        if annulled is not None:
            yield annulled


def _why(before: Part, facts: engine.Facts, selected: Selected) -> tuple[str, ...]:
    """What of rules and choices is another than before; a difference of incomes alone begins no period."""
    found = list(reasons_of_difference(engine.as_data(before.selected.rules), before.selected.table.pk, selected))
    if before.facts.relief is not None and facts.relief is None:
        found.append("relief")
    former = facts.former_dps
    if former is not None and before.facts.on <= former.until < facts.on:
        found.append("former_dps")
    if found and (before.facts.income, before.facts.own_income) != (facts.income, facts.own_income):
        found.append("income")
    return tuple(found)


def as_rows(cut: Cut, assessment: Assessment) -> list[FeePart]:
    """The rows of the periods of ``assessment``, not stored; none where there is one period only."""
    if len(cut.parts) == 1:
        return []
    return [_row(assessment, number, part) for number, part in enumerate(cut.parts, start=1)]


def _row(assessment: Assessment, number: int, part: Part) -> FeePart:
    values: dict[str, Any] = {
        "facts": engine.as_data(part.facts),
        "rules": engine.as_data(part.selected.rules),
        "result": engine.as_data(part.result),
        "digest": engine.digest(part.facts, part.selected.rules, part.result),
    }
    return FeePart(
        assessment=assessment,
        number=number,
        period_from=part.first,
        period_to=part.last,
        why=list(part.why),
        table=part.selected.table,
        criterion=part.selected.criterion,
        cost=part.selected.cost,
        amount=part.result.amount,
        free=part.result.free,
        engine_version=part.result.engine_version,
        **values,
    )
