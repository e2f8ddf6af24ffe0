"""What the rate is taken of: cost, income, criterion or an amount of the act, exact, with the figures it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from fees.engine.errors import CannotAssess
from fees.engine.exact import GROSZ, ROUNDED, ZERO
from fees.engine.facts import Facts
from fees.engine.kinds import ON_COST, Base, CostUnit
from fees.engine.rules import Cost, CostItem, Rules, Schedule

_SHOWN = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class BaseAmount:
    """``total`` : ``divisor`` złoty: kept apart, because a third of an amount has no exact figure."""

    total: Decimal
    divisor: int
    numbers: Mapping[str, Decimal | int]
    words: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def shown(self) -> Decimal:
        """The quotient: exact where grosze suffice, else with four places for the eye."""
        if self.divisor == 1:
            return self.total
        exact = ROUNDED.divide(self.total, Decimal(self.divisor))
        grosze = exact.quantize(GROSZ, context=ROUNDED)
        return grosze if grosze * self.divisor == self.total else exact.quantize(_SHOWN, context=ROUNDED)

    @property
    def whole(self) -> Decimal:
        """The quotient in whole grosze, never above it: what a fee may come to at most."""
        total = self.total if self.divisor == 1 else ROUNDED.divide(self.total, Decimal(self.divisor))
        return total.quantize(GROSZ, ROUND_DOWN, ROUNDED)


@dataclass(frozen=True, slots=True)
class WeighedItem:
    """One component of the cost: how much of it counts for this person (0 zł: none), and why in a word."""

    counted: Decimal
    numbers: Mapping[str, Decimal | int]
    words: Mapping[str, str]
    source: str


def base_of(
    facts: Facts,
    rules: Rules,
    schedule: Schedule,
    income: Decimal,
    threshold: Decimal,
    days: int,
    *,
    of_cost: bool = False,
) -> BaseAmount:
    """What the rate of ``schedule`` is taken of; with ``of_cost`` the full cost, whatever the rate is taken of.

    Raises ``CannotAssess`` naming the datum that is missing.
    """
    if of_cost or schedule.base in ON_COST:
        return _cost(facts, rules)
    match schedule.base:
        case Base.OWN_INCOME:
            return _own_income(facts, schedule)
        case Base.INCOME_PER_PERSON:
            return BaseAmount(income, facts.persons, {"income": income, "persons": facts.persons})
        case Base.INCOME_EXCESS:
            excess = excess_over(schedule, income, threshold, facts.persons)
            return BaseAmount(
                excess, facts.persons, {"income": income, "free": income - excess, "persons": facts.persons}
            )
        case Base.CRITERION:
            amount = rules.criterion.amount
            return BaseAmount(amount, 1, {"criterion": amount}, sources=(rules.criterion.source,))
        case Base.FLAT_AMOUNT if schedule.amount is not None:
            return BaseAmount(schedule.amount, 1, {"flat": schedule.amount})
        case Base.DAILY_RATE:
            return _daily(facts, rules, schedule, days)
    raise AssertionError(schedule.base)


def excess_over(schedule: Schedule, income: Decimal, threshold: Decimal, persons: int) -> Decimal:
    """How much of the compared income lies above the free limit of the table, zł of the person or the whole family."""
    free = max(threshold, schedule.limit_in_zloty(schedule.free_limit, threshold, persons))
    return max(ZERO, income - free)


def cost_items_of(facts: Facts, rules: Rules, schedule: Schedule) -> Iterator[WeighedItem]:
    """The components of the order's cost, each with what counts of it; none where the order gives one amount."""
    if rules.cost is None or schedule.base not in ON_COST:
        return
    for item in rules.cost.items:
        counted, why = _weighed(facts, item)
        numbers: dict[str, Decimal | int] = {"amount": item.amount}
        if item.unit and counted:
            numbers["quantity"] = _quantity(facts, item)
        words = {"label": item.label, "why": why, "unit": item.unit}
        yield WeighedItem(counted, numbers, words, rules.cost.source)


def _own_income(facts: Facts, schedule: Schedule) -> BaseAmount:
    if not facts.own_income_known:
        raise CannotAssess("own_income_missing", "dochód własny osoby, od którego liczy się opłatę")
    own = facts.own_income
    if not schedule.local_list:
        return BaseAmount(own, 1, {"own": own})
    listed = facts.own_income_by_local_list
    return BaseAmount(listed, 1, {"own": own, "listed": listed}, {"list": "local"})


def _cost(facts: Facts, rules: Rules) -> BaseAmount:
    cost = _order(facts, rules, CostUnit.DAY, wanted=False)
    total = _sum_of_items(facts, cost) if cost.items else cost.amount
    words = {"unit": cost.unit.value} | ({"items": "sum"} if cost.items else {})
    numbers: dict[str, Decimal | int] = {"cost": total}
    if cost.unit is not CostUnit.FLAT_SHARED:
        return BaseAmount(total, 1, numbers, words, (cost.source,))
    if facts.residents is None:
        raise CannotAssess("residents_missing", "liczba mieszkańców mieszkania, na których dzieli się jego koszt")
    shared = _shared(facts, cost, total)
    return BaseAmount(shared, facts.residents, numbers | {"residents": facts.residents}, words, (cost.source,))


def _shared(facts: Facts, cost: Cost, total: Decimal) -> Decimal:
    """The dividend of a shared flat's cost: general items are divided, a person's own services are not."""
    residents = facts.residents or 1
    own = sum((_weighed(facts, item)[0] for item in cost.items if item.service), ZERO)
    return total - own + own * residents


def _sum_of_items(facts: Facts, cost: Cost) -> Decimal:
    total = sum((_weighed(facts, item)[0] for item in cost.items), ZERO)
    if not total:
        raise CannotAssess("cost_missing", "odpłatny składnik kosztu, który dotyczy tej osoby")
    return total


def _weighed(facts: Facts, item: CostItem) -> tuple[Decimal, str]:
    if not item.chargeable:
        return ZERO, "free"
    if not item.service:
        return item.amount, "general"
    if facts.services is None:
        raise CannotAssess("services_missing", "przyznane usługi: od nich zależy koszt pobytu")
    quantity = _quantity(facts, item)
    if not quantity:
        return ZERO, "not_granted"
    return (item.amount * quantity).quantize(GROSZ, context=ROUNDED), "granted"


def _quantity(facts: Facts, item: CostItem) -> Decimal:
    granted = {service.code: service.quantity for service in facts.services or ()}
    quantity = granted.get(item.service, Decimal(0))
    return quantity if item.unit else min(quantity, Decimal(1))


def _daily(facts: Facts, rules: Rules, schedule: Schedule, days: int) -> BaseAmount:
    if schedule.amount is not None:
        return BaseAmount(schedule.amount * days, 1, {"daily": schedule.amount, "days": days})
    order = _order(facts, rules, CostUnit.DAY, wanted=True)
    return BaseAmount(order.amount * days, 1, {"daily": order.amount, "days": days}, sources=(order.source,))


def _order(facts: Facts, rules: Rules, unit: CostUnit, *, wanted: bool) -> Cost:
    if rules.cost is None or (rules.cost.unit is unit) is not wanted:
        what = "dziennym" if wanted else "miesięcznym"
        raise CannotAssess("cost_missing", f"zarządzenie o {what} koszcie pobytu na dzień {facts.on:%d.%m.%Y}")
    return rules.cost
