"""One stay before and after: the new fee, and which change of facts or rules makes it.

Reads law through ``Law``, writes nothing. A cause is found by recomputing with one thing changed at a time.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from apartments.models import Apartment
from applications.models import Programme
from fees import engine
from fees.changes.models import Cause, TenPercent
from fees.changes.ten_percent import Judgement, judge
from fees.models import FeeTable, Resolution
from fees.selectors import Selected, citing, determine, rules_for
from office.errors import DomainError
from office.models import Office

_WORDS = frozenset({"code", "title", "source", "resolution", "proration_source", "relief"})
_OF_LAW = (Cause.CRITERION, Cause.RESOLUTION, Cause.COST)
Alone = Decimal | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Income and household as established anew, złoty a month."""

    key: int
    household: str
    persons: int
    own: Decimal
    others: Decimal


@dataclass(frozen=True, slots=True)
class Stay:
    """One running stay (or invented income) with what its fee rests on; ``rules`` come from ``Law``.

    ``apartment`` is None for an invented income: then tables for listed apartments do not apply.
    """

    line: int
    programme: int
    apartment: int | None
    facts: engine.Facts
    rules: engine.Rules
    amount: Decimal
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A new assessment with what it was made of."""

    facts: engine.Facts
    selected: Selected
    result: engine.Assessment


@dataclass(frozen=True, slots=True)
class Comparison:
    """The fee before and after. ``new`` is None while the 10% rule is undecided, and where ``problem`` says why."""

    stay: Stay
    after: engine.Facts
    judgement: Judgement
    new: Outcome | None = None
    causes: tuple[tuple[Cause, Alone], ...] = ()
    with_change: Decimal | None = None
    without_change: Decimal | None = None
    problem: str = ""


class Law:
    """The rules by programme, household and day; each is asked of the database once and kept.

    ``resolution`` stands in for the act in force on ``on``: a simulation.
    """

    def __init__(self, office: Office, on: date, resolution: Resolution | None = None) -> None:
        self.on = on
        self._resolution = resolution
        rows = Programme.objects.filter(office=office).select_related("office__municipality")
        self._programmes = {programme.pk: programme for programme in rows}
        # Most acts do not tell apartments apart; then the rules of a programme are asked for once, not per apartment.
        told_apart = Q(apartments__isnull=False) | ~Q(target_group="")
        by_apartment = FeeTable.objects.filter(told_apart, resolution__municipality=office.municipality).exists()
        self._apartments = {flat.pk: flat for flat in Apartment.objects.filter(office=office)} if by_apartment else {}
        self._known: dict[tuple[Any, ...], Selected | DomainError] = {}
        self._stored: dict[str, engine.Rules] = {}
        self._written: dict[int, tuple[Any, str]] = {}
        # Keyed by identity: all rules that are asked about live as long as this object, see ``stored`` and ``_known``.
        self.mixed: dict[tuple[int, int, frozenset[Cause]], engine.Rules] = {}
        self.differences: dict[tuple[int, int], frozenset[Cause]] = {}

    def stored(self, text: str) -> engine.Rules:
        """The rules that a stored assessment used, from their JSON; equal texts are read once."""
        rules = self._stored.get(text)
        if rules is None:
            rules = self._stored[text] = engine.rules_from(json.loads(text))
        return rules

    def written(self, rules: engine.Rules) -> tuple[Any, str]:
        """Rules as plain data and as canonical text; the same rules are written once."""
        found = self._written.get(id(rules))
        if found is None:
            data = engine.as_data(rules)
            found = self._written[id(rules)] = (data, engine.as_text(data))
        return found

    def new(self, programme: int, apartment: int | None, facts: engine.Facts) -> Selected:
        """The rules of the new day. Raises ``DomainError`` naming what is missing."""
        return self._ask(programme, apartment, facts, self.on, simulated=self._resolution is not None)

    def former(self, programme: int, apartment: int | None, facts: engine.Facts, on: date) -> Selected:
        """The rules of a former day, as they are known now. Raises ``DomainError``."""
        return self._ask(programme, apartment, facts, on, simulated=False)

    def _ask(
        self, programme: int, apartment: int | None, facts: engine.Facts, on: date, *, simulated: bool
    ) -> Selected:
        codes, flat = frozenset(citing(facts)), self._apartments.get(apartment or 0)
        key = (programme, flat.pk if flat else None, facts.household.value, on, simulated, codes)
        found = self._known.get(key)
        if found is None:
            try:
                found = rules_for(
                    programme=self._programmes[programme],
                    household=facts.household.value,
                    on=on,
                    citing=codes,
                    apartment=flat,
                    resolution=self._resolution if simulated else None,
                )
            except DomainError as error:
                found = error
            self._known[key] = found
        if isinstance(found, DomainError):
            raise found
        return found


def compare(stay: Stay, law: Law, percent: Decimal, reading: str = "") -> Comparison:
    """What becomes of the fee of ``stay`` on the day of ``law``.

    ``percent`` is the figure of art. 106 ust. 3b u.p.s.; ``reading`` how the rule is read for this family, once a
    worker has chosen. Without it a row on which the two readings disagree stays undecided.
    """
    before = replace(stay.facts, on=law.on)
    after = _after(before, stay.reviewed)
    judgement = Judgement()
    try:
        if after is not before:
            judgement = judge(
                before, after, law.new(stay.programme, stay.apartment, before).rules.criterion.amount, percent, reading
            )
        if judgement.status == TenPercent.UNDECIDED:
            return _undecided(stay, law, before, after, judgement)
        facts = before if judgement.status == TenPercent.NO_EFFECT else after
        outcome = _assess(stay, law, facts)
    except DomainError as error:
        return Comparison(stay, after, judgement, problem=error.message)
    except engine.EngineError as error:
        return Comparison(stay, after, judgement, problem=f"Nie można ustalić odpłatności ({error}).")
    causes = tuple(_causes(stay, law, outcome)) if outcome.result.amount != stay.amount else ()
    return Comparison(stay, after, judgement, outcome, causes)


def _after(before: engine.Facts, reviewed: Reviewed | None) -> engine.Facts:
    if reviewed is None:
        return before
    incomes = [engine.Income("dochód własny osoby po przeglądzie", reviewed.own)]
    household = engine.HouseholdType(reviewed.household)
    if household is engine.HouseholdType.FAMILY:
        incomes.append(engine.Income("dochód pozostałych osób w rodzinie po przeglądzie", reviewed.others, own=False))
    after = replace(before, household=household, persons=reviewed.persons, incomes=tuple(incomes))
    return before if _counts(after) == _counts(before) else after


def _counts(facts: engine.Facts) -> tuple[Any, ...]:
    return facts.household, facts.persons, facts.income, facts.own_income


def _assess(stay: Stay, law: Law, facts: engine.Facts) -> Outcome:
    selected = law.new(stay.programme, stay.apartment, facts)
    return Outcome(facts, selected, determine(facts, selected))


def _undecided(stay: Stay, law: Law, before: engine.Facts, after: engine.Facts, judgement: Judgement) -> Comparison:
    changed, unchanged = _assess(stay, law, after), _assess(stay, law, before)
    if changed.result.amount == unchanged.result.amount:
        # Nothing hangs on the reading: the income of the last decision stays.
        causes = tuple(_causes(stay, law, unchanged)) if unchanged.result.amount != stay.amount else ()
        settled = replace(judgement, status=TenPercent.NO_EFFECT)
        return Comparison(stay, after, settled, unchanged, causes)
    return Comparison(
        stay,
        after,
        judgement,
        with_change=changed.result.amount,
        without_change=unchanged.result.amount,
    )


# --- causes ----------------------------------------------------------------------------------------------------------


def _causes(stay: Stay, law: Law, outcome: Outcome) -> Iterator[tuple[Cause, Alone]]:
    """What makes the new fee, each with the fee that it alone would make (None: cannot be told apart).

    A change is a cause when it alone moves the old fee, or when the new fee is not reached without it.
    """
    old, new = stay.amount, outcome.result.amount
    differing = _differing(stay, law, outcome)
    if not differing:
        yield Cause.TERM, new
        return
    if len(differing) == 1:
        yield differing[0], new
        return
    everything = frozenset(differing)
    found = []
    for cause in differing:
        alone = _amount(stay, law, outcome, frozenset({cause}))
        without = None if alone not in (None, old) else _amount(stay, law, outcome, everything - {cause})
        if alone not in (None, old) or without not in (None, new):
            found.append((cause, alone))
    yield from found or [(cause, None) for cause in differing]


def _differing(stay: Stay, law: Law, outcome: Outcome) -> list[Cause]:
    facts = outcome.facts
    # Rules are compared for the household of the last decision: a change of household is a cause of its own.
    now = outcome.selected.rules
    if facts.household is not stay.facts.household:
        try:
            now = law.new(stay.programme, stay.apartment, stay.facts).rules
        except DomainError:
            now = outcome.selected.rules
    found = [cause for cause in _OF_LAW if cause in _law_differs(law, stay.rules, now)]
    if (facts.income, facts.own_income) != (stay.facts.income, stay.facts.own_income):
        found.append(Cause.INCOME)
    if (facts.household, facts.persons) != (stay.facts.household, stay.facts.persons):
        found.append(Cause.HOUSEHOLD)
    return found


def _law_differs(law: Law, then: engine.Rules, now: engine.Rules) -> frozenset[Cause]:
    key = (id(then), id(now))
    if key not in law.differences:
        pairs: Mapping[Cause, bool] = {
            Cause.CRITERION: then.criterion.amount != now.criterion.amount,
            Cause.RESOLUTION: _deciding(then.schedule) != _deciding(now.schedule),
            Cause.COST: _deciding(then.cost) != _deciding(now.cost),
        }
        law.differences[key] = frozenset(cause for cause, differs in pairs.items() if differs)
    return law.differences[key]


def _deciding(part: Any) -> Any:
    """A schedule or cost without its words: what of it can move a fee."""
    if part is None:
        return None
    return tuple(
        (item.name, _deciding(value) if isinstance(value, engine.Rounding) else value)
        for item in fields(part)
        if item.name not in _WORDS
        for value in [getattr(part, item.name)]
    )


def _amount(stay: Stay, law: Law, outcome: Outcome, changed: frozenset[Cause]) -> Decimal | None:
    """The fee with only ``changed`` new and everything else as it was; None where such a mixture cannot be."""
    then, now = stay.facts, outcome.facts
    home = now if Cause.HOUSEHOLD in changed else then
    incomes = (now if Cause.INCOME in changed else then).incomes
    if home.household is engine.HouseholdType.SINGLE:
        incomes = tuple(item for item in incomes if item.own)
    try:
        facts = replace(now, household=home.household, persons=home.persons, incomes=incomes)
        return engine.assess(facts, _mixed(stay, law, outcome, facts, changed)).amount
    except (DomainError, engine.EngineError):
        return None


def _mixed(stay: Stay, law: Law, outcome: Outcome, facts: engine.Facts, changed: frozenset[Cause]) -> engine.Rules:
    former, latest = stay.rules, outcome.selected.rules
    if facts.household is not former.household:
        former = law.former(stay.programme, stay.apartment, facts, stay.facts.on).rules
    if facts.household is not latest.household:
        latest = law.new(stay.programme, stay.apartment, facts).rules
    of_law = changed.intersection(_OF_LAW)
    key = (id(former), id(latest), of_law)
    rules = law.mixed.get(key)
    if rules is None:
        criterion = (latest if Cause.CRITERION in of_law else former).criterion
        rules = replace(
            latest,
            # It may be asked of a day on which it is not law: that is the point of the question.
            criterion=replace(criterion, valid_from=date.min, valid_to=None),
            schedule=(latest if Cause.RESOLUTION in of_law else former).schedule,
            cost=(latest if Cause.COST in of_law else former).cost,
            provisions={**former.provisions, **latest.provisions},
        )
        law.mixed[key] = rules
    missing = {item.provision for item in facts.incomes if item.provision} - rules.provisions.keys()
    return rules if not missing else replace(rules, provisions={**rules.provisions, **dict.fromkeys(missing, "")})
