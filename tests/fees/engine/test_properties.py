"""What holds for every table and every income, not only for those we know."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fees.engine import (
    Band,
    Base,
    Bounds,
    Cost,
    CostUnit,
    Facts,
    HouseholdType,
    Income,
    LimitsOn,
    LimitUnit,
    Proration,
    Rounding,
    RoundingMode,
    StepCode,
    as_data,
    assess,
    assessment_from,
    canonical,
    digest,
    facts_from,
    rules_from,
)
from tests.fees.engine.tables import TODAY, rules, schedule

GROSZ = Decimal("0.01")

money = st.integers(0, 2_000_000).map(lambda grosze: Decimal(grosze) / 100)
positive_money = st.integers(1, 2_000_000).map(lambda grosze: Decimal(grosze) / 100)
percents = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
roundings = st.builds(
    Rounding, st.just("§ 5"), st.sampled_from([GROSZ, Decimal("0.1"), Decimal(1)]), st.sampled_from(RoundingMode)
)


@st.composite
def tables(draw, *, rising=False, bases=(Base.COST, Base.OWN_INCOME)):
    """Any valid table: some limits, free at least up to 100 %, any rates above (rising where asked)."""
    edges = draw(st.lists(st.integers(101, 90_000), max_size=8, unique=True))
    limits = [Decimal(100), *sorted(Decimal(edge) / 100 + 100 for edge in edges)]
    rates = draw(st.lists(percents, min_size=len(limits), max_size=len(limits)))
    if rising:
        rates.sort()
    bands = [Band(Decimal(0), limits[0], Decimal(0))]
    for above, up_to, rate in zip(limits, [*limits[1:], None], rates, strict=True):
        bands.append(Band(above, up_to, rate))
    return replace(
        schedule("kielce-1"), bands=tuple(bands), base=draw(st.sampled_from(bases)), rounding=draw(roundings)
    )


incomes = st.builds(
    Income,
    label=st.text(max_size=8),
    amount=money,
    counted=st.booleans(),
    own=st.booleans(),
    reason=st.text(max_size=8),
    provision=st.sampled_from(["", "ups.8.3", "ups.8.4"]),
)


@st.composite
def cases(draw):
    """Facts and the rules for them, single or family."""
    household = draw(st.sampled_from(HouseholdType))
    items = draw(st.lists(incomes, max_size=4))
    items.append(Income("dochód własny", draw(money)))
    if household is HouseholdType.SINGLE:
        items, persons = [replace(item, own=True) for item in items], 1
    else:
        persons = draw(st.integers(2, 9))
    facts = Facts(TODAY, household, persons, tuple(items))
    governing = rules(draw(tables()), household, criterion=str(draw(positive_money)), cost=str(draw(positive_money)))
    return facts, governing


def fee(income, governing):
    return assess(Facts(TODAY, HouseholdType.SINGLE, 1, (Income("renta", income),)), governing).amount


@given(tables(rising=True, bases=(Base.COST,)), positive_money, positive_money, money, money)
def test_a_fee_on_the_cost_never_falls_when_income_rises(table, criterion, cost, one, other):
    governing = rules(table, criterion=str(criterion), cost=str(cost))
    assert fee(min(one, other), governing) <= fee(max(one, other), governing)


@given(tables(bases=(Base.COST,)), positive_money, positive_money, money)
def test_a_fee_on_the_cost_never_exceeds_the_cost(table, criterion, cost, income):
    assert fee(income, rules(table, criterion=str(criterion), cost=str(cost))) <= cost


@given(cases())
def test_up_to_the_criterion_nobody_pays_whatever_the_table_says(case):
    facts, governing = case
    result = assess(facts, governing)
    at_most_the_criterion = facts.income <= governing.criterion.amount * facts.persons
    assert result.free_by_statute == at_most_the_criterion
    if at_most_the_criterion:
        assert result.amount == 0


@given(tables(), positive_money, st.integers(1, 9), positive_money)
def test_every_income_lies_in_exactly_one_band(table, criterion, persons, income):
    threshold = criterion * persons
    holding = [
        band
        for band in table.bands
        if income * 100 > threshold * band.above and (band.up_to is None or income * 100 <= threshold * band.up_to)
    ]
    assert holding == [table.band_for(income, threshold)]


@given(cases())
def test_the_share_that_is_shown_lies_in_the_band_that_was_found(case):
    facts, governing = case
    result = assess(facts, governing)
    if result.income_compared:
        assert result.band.above < result.share_percent
        assert result.band.up_to is None or result.share_percent <= result.band.up_to


@given(cases())
def test_whoever_recomputes_the_steps_comes_to_the_amount(case):
    facts, governing = case
    result = assess(facts, governing)
    steps = {step.code: step for step in result.steps}
    items = (StepCode.INCOME_COUNTED, StepCode.INCOME_LEFT_OUT)
    listed = sum(step.result for step in result.steps if step.code in items)
    total, test = steps[StepCode.INCOME_SUM], steps[StepCode.STATUTORY_TEST].numbers
    assert listed == total.result == total.numbers["own"] + total.numbers["others"] == test["income"]

    criterion = steps[StepCode.CRITERION]
    assert criterion.numbers["criterion"] * criterion.numbers["persons"] == criterion.result == test["threshold"]
    assert result.steps[-1].result == result.amount

    if test["income"] <= test["threshold"] or not steps[StepCode.RATE].numbers["rate"]:
        assert result.amount == 0
        return
    assert steps[StepCode.BAND].numbers["above_zloty"] < test["income"]
    assert test["income"] <= steps[StepCode.BAND].numbers.get("up_to_zloty", test["income"])
    product = steps[StepCode.PRODUCT]
    assert product.numbers["base"] == steps[StepCode.BASE].result
    assert product.numbers["rate"] == steps[StepCode.RATE].result
    assert product.numbers["base"] * product.numbers["rate"] / 100 == product.result
    rounding = steps[StepCode.ROUNDING]
    assert rounding.numbers["amount"] == product.result
    assert rounding.result % rounding.numbers["step"] == 0
    assert abs(rounding.result - product.result) < rounding.numbers["step"]
    expected = min(rounding.result, product.numbers["base"]) if StepCode.CAP in steps else rounding.result
    assert result.amount == expected


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_incomes_are_listed_does_not_matter(case, random):
    facts, governing = case
    shuffled = list(facts.incomes)
    random.shuffle(shuffled)
    one, other = assess(facts, governing), assess(replace(facts, incomes=tuple(shuffled)), governing)
    assert replace(one, steps=()) == replace(other, steps=())


@given(cases())
def test_what_is_written_down_reads_back_the_same(case):
    facts, governing = case
    result = assess(facts, governing)
    for value, read in ((facts, facts_from), (governing, rules_from), (result, assessment_from)):
        again = read(as_data(value))
        assert again == value
        assert canonical(again) == canonical(value)


@given(cases())
def test_a_stored_case_recomputes_to_the_same_fingerprint(case):
    facts, governing = case
    result = assess(facts, governing)
    stored_facts, stored_rules = facts_from(as_data(facts)), rules_from(as_data(governing))
    assert digest(stored_facts, stored_rules, assess(stored_facts, stored_rules)) == digest(facts, governing, result)


# --- every shape -----------------------------------------------------------------------------------------------------

RISING = [
    Base.COST,
    Base.FIXED,
    Base.FIXED_DAILY,
    Base.FLAT_AMOUNT,
    Base.DAILY_RATE,
    Base.CRITERION,
    Base.INCOME_EXCESS,
]
ANY_BASE = [base for base in Base if base is not Base.COMPONENTS]
bounds = st.builds(
    lambda floor, cap, income, left: Bounds(min(floor, cap), max(floor, cap), cap_income=income, left=left),
    positive_money,
    positive_money,
    st.none() | percents,
    st.none() | positive_money,
)


@st.composite
def shapes(draw, bases=tuple(ANY_BASE), *, rising=False, bounded=True):
    """A table of any base: limits in percent or złoty, perhaps ranges, bounds, minors; rates up to 100."""
    base = draw(st.sampled_from(bases))
    in_zloty = draw(st.booleans())
    return replace(
        draw(tables(rising=rising, bases=(Base.COST,))),
        base=base,
        limit_unit=LimitUnit.ZLOTY if in_zloty else LimitUnit.PERCENT_OF_CRITERION,
        limits_on=draw(st.sampled_from(LimitsOn)),
        amount=draw(positive_money) if base is Base.FLAT_AMOUNT else None,
        bounds=draw(bounds) if bounded else Bounds(),
        minor_percent=draw(st.none() | percents),
        proration=draw(st.sampled_from(Proration)),
    )


@st.composite
def shaped_cases(draw):
    """Facts and rules of any shape that can be assessed: what a shape needs is there."""
    facts, governing = draw(cases())
    table = draw(shapes())
    unit = CostUnit.DAY if table.base is Base.DAILY_RATE else draw(st.sampled_from([*CostUnit][:3]))
    cost = Cost(draw(positive_money), "zarządzenie", unit)
    facts = replace(facts, minors=draw(st.integers(0, 3)), residents=draw(st.integers(1, 6)))
    return facts, replace(governing, schedule=table, cost=cost)


@given(shaped_cases())
def test_a_fee_of_any_shape_is_explained_by_its_steps_and_survives_storage(case):
    facts, governing = case
    result = assess(facts, governing)
    assert result.amount >= 0
    assert result.steps[-1].result == result.amount
    if facts.income <= governing.criterion.amount * facts.persons:
        assert result.free_by_statute
    for value, read in ((facts, facts_from), (governing, rules_from), (result, assessment_from)):
        assert canonical(read(as_data(value))) == canonical(value)


@given(shaped_cases(), st.randoms(use_true_random=False))
def test_the_order_of_incomes_does_not_matter_for_any_shape(case, random):
    facts, governing = case
    shuffled = list(facts.incomes)
    random.shuffle(shuffled)
    assert assess(facts, governing).amount == assess(replace(facts, incomes=tuple(shuffled)), governing).amount


@given(shaped_cases())
def test_no_fee_leaves_the_bounds_of_its_act(case):
    facts, governing = case
    facts = replace(facts, minors=0)
    limits, amount = governing.schedule.bounds, assess(facts, governing).amount
    assert amount <= limits.cap
    if limits.left is not None:
        assert amount <= max(Decimal(0), facts.own_income - limits.left)
    if limits.cap_income is not None:
        assert amount * 100 <= facts.own_income * limits.cap_income


@given(st.sampled_from(RISING).flatmap(lambda base: shapes((base,), rising=True, bounded=False)), positive_money,
       positive_money, money, money)  # fmt: skip
def test_a_fee_not_taken_of_the_own_income_never_falls_when_income_rises(table, criterion, cost, one, other):
    unit = CostUnit.DAY if table.base is Base.DAILY_RATE else CostUnit.PLACE
    governing = replace(rules(table, criterion=str(criterion)), cost=Cost(cost, "zarządzenie", unit))
    assert fee(min(one, other), governing) <= fee(max(one, other), governing)


@given(shapes(), positive_money, st.integers(1, 9), positive_money)
def test_every_income_lies_in_exactly_one_band_of_any_shape(table, criterion, persons, income):
    threshold = criterion * persons
    holding = [
        band
        for band in table.bands
        if table.limit_in_zloty(band.above, threshold, persons) < income
        and (band.up_to is None or income <= table.limit_in_zloty(band.up_to, threshold, persons))
    ]
    assert holding == [table.band_for(income, threshold, persons)]
