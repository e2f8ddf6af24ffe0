"""The steps of an assessment: what kinds there are, and those that say what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from fees.engine.exact import ZERO
from fees.engine.facts import Facts, HouseholdType, Income
from fees.engine.rules import Rules, Schedule


class StepCode(StrEnum):
    """The kinds of step, in the order in which they come."""

    INCOME_COUNTED = "income_counted"
    INCOME_LEFT_OUT = "income_left_out"
    INCOME_SUM = "income_sum"
    CRITERION = "criterion"
    STATUTORY_TEST = "statutory_test"
    SHARE = "share"
    BAND = "band"
    RATE = "rate"
    COST_ITEM = "cost_item"
    BASE = "base"
    PRODUCT = "product"
    ROUNDING = "rounding"
    FLOOR = "floor"
    CAP = "cap"
    MINORS = "minors"
    RELIEF = "relief"
    AMOUNT = "amount"


class Unit(StrEnum):
    """What a step's result is: an amount, a percentage, or a word."""

    ZLOTY = "zł"
    PERCENT = "%"
    WORD = ""


class Verdict(StrEnum):
    """What a step decides; in the last step: why nothing is paid, or that a fee is due."""

    FREE_BY_STATUTE = "free_by_statute"
    FREE_BY_RESOLUTION = "free_by_resolution"
    FREE_BY_RELIEF = "free_by_relief"
    RESOLUTION_DECIDES = "resolution_decides"
    FEE_DUE = "fee_due"


class CapKind(StrEnum):
    """What a fee was cut to: the word ``cap`` of the step."""

    COST = "cost"
    AMOUNT = "amount"
    INCOME = "income"
    LEFT = "left"
    LEFT_OF_CRITERION = "left_of_criterion"
    FORMER_DPS = "former_dps"


@dataclass(frozen=True, slots=True, init=False)
class Step:
    """One step of the explanation: figures and words in, result out, codes of provisions and citations of acts.

    ``result`` is a ``Decimal`` unless ``unit`` is ``Unit.WORD``; recomputed from the ``numbers`` it comes out the same.
    """

    code: StepCode
    result: Decimal | str
    unit: Unit
    numbers: Mapping[str, Decimal | int]
    words: Mapping[str, str]
    provisions: tuple[str, ...]
    sources: tuple[str, ...]

    def __init__(
        self,
        code: StepCode,
        result: Decimal | str,
        unit: Unit,
        numbers: Mapping[str, Decimal | int],
        words: Mapping[str, str] | None = None,
        provisions: tuple[str, ...] = (),
        sources: tuple[str, ...] = (),
    ) -> None:
        # What dataclass would write, by a shorter way: an assessment has a dozen steps, and most of its time was here.
        _set_code(self, code)
        _set_result(self, result)
        _set_unit(self, unit)
        _set_numbers(self, numbers)
        _set_words(self, {} if words is None else words)
        _set_provisions(self, provisions)
        _set_sources(self, sources)


_set_code, _set_result, _set_unit, _set_numbers, _set_words, _set_provisions, _set_sources = (
    Step.__dict__[item.name].__set__ for item in fields(Step)
)


def item_step(item: Income) -> Step:
    """An income, counted or left out."""
    if item.counted:
        code, result, general_rule = StepCode.INCOME_COUNTED, item.amount, "ups.8.3"
    else:
        code, result, general_rule = StepCode.INCOME_LEFT_OUT, ZERO, "ups.8.4"
    return Step(
        code,
        result,
        Unit.ZLOTY,
        {"amount": item.amount},
        {"label": item.label, "reason": item.reason, "whose": "own" if item.own else "other"},
        (item.provision or general_rule,),
    )


def sum_step(facts: Facts, income: Decimal, own: Decimal) -> Step:
    """The income that is compared, and the own income in it."""
    single = facts.household is HouseholdType.SINGLE
    return Step(
        StepCode.INCOME_SUM,
        income,
        Unit.ZLOTY,
        {"own": own, "others": income - own},
        provisions=("ups.8.3", "ups.6.10") if single else ("ups.8.3", "ups.6.4", "ups.6.14"),
    )


def criterion_step(facts: Facts, rules: Rules, threshold: Decimal) -> Step:
    """The criterion of the day, for one person and for all."""
    single = facts.household is HouseholdType.SINGLE
    return Step(
        StepCode.CRITERION,
        threshold,
        Unit.ZLOTY,
        {"criterion": rules.criterion.amount, "persons": facts.persons},
        provisions=("ups.8.1.1",) if single else ("ups.8.1.2", "ups.8.1.3"),
        sources=(rules.criterion.source,),
    )


def statutory_step(income: Decimal, threshold: Decimal, exempt: bool) -> Step:
    """Whether art. 97 ust. 1 frees from the fee."""
    verdict = Verdict.FREE_BY_STATUTE if exempt else Verdict.RESOLUTION_DECIDES
    return Step(
        StepCode.STATUTORY_TEST,
        verdict.value,
        Unit.WORD,
        {"income": income, "threshold": threshold},
        provisions=("ups.97.1",),
    )


def share_step(schedule: Schedule, income: Decimal, threshold: Decimal, share: Decimal) -> Step:
    """The income in percent of the criterion, as shown."""
    numbers = {"income": income, "threshold": threshold}
    return Step(StepCode.SHARE, share, Unit.PERCENT, numbers, sources=(schedule.source,))


def amount_step(
    amount: Decimal, verdict: Verdict, provisions: tuple[str, ...], acts: tuple[str, ...], days: int = 0
) -> Step:
    """The end: the amount, and why nothing is paid where nothing is."""
    words = {"verdict": verdict.value}
    numbers: dict[str, Decimal | int] = {"amount": amount}
    if days:
        numbers["days"] = days
    return Step(StepCode.AMOUNT, amount, Unit.ZLOTY, numbers, words, provisions, acts)
