"""Income by art. 8 u.p.s., source by source. Each case is one that a lawyer can check with a pencil."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.income import (
    BusinessDeclared,
    BusinessReturn,
    Farm,
    Foreign,
    Frame,
    Gross,
    InvalidIncome,
    LumpSum,
    Net,
    OneOff,
    Period,
    Source,
    equal_parts,
    less_alimony,
    months_between,
)
from applications.income_words import working

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
NBSP = "\u00a0"


def zl(text: str) -> Decimal:
    return Decimal(text)


def frame(criterion: str = "1010.00", month: date = JANUARY, lodged: date = FEBRUARY, **more: date) -> Frame:
    """An application of February 2026 by a person alone, with the law of that day."""
    return Frame(
        month=month,
        application_month=lodged,
        hectare=zl("459.00"),
        farm_from=Decimal(1),
        criterion=zl(criterion),
        times=5,
        spread_months=12,
        **more,
    )


def words(source: Source, of: Frame | None = None) -> str:
    given_frame = of or frame()
    return working(source, source.monthly(given_frame), given_frame).replace(NBSP, " ")


# --- net and gross (ust. 3) ------------------------------------------------------------------------------------------


def test_a_net_amount_counts_as_it_is_and_needs_no_explanation() -> None:
    assert Net(zl("1350.00")).monthly(frame()).amount == zl("1350.00")
    assert words(Net(zl("1350.00"))) == ""


def test_from_a_gross_amount_tax_costs_and_contributions_are_taken_off() -> None:
    pay = Gross(zl("2100.00"), tax=zl("120.00"), costs=zl("250.00"), health=zl("160.31"), social=zl("287.91"))
    assert pay.monthly(frame()).amount == zl("1281.78")
    assert words(pay) == (
        "2 100,00 zł − podatek 120,00 zł − koszty uzyskania 250,00 zł − składka zdrowotna 160,31 zł "
        "− składki społeczne 287,91 zł = 1 281,78 zł"
    )


def test_deductions_that_eat_all_leave_nothing_and_more_than_all_is_refused() -> None:
    assert Gross(zl("100"), zl("25"), zl("25"), zl("25"), zl("25")).monthly(frame()).amount == 0
    with pytest.raises(InvalidIncome) as refused:
        Gross(zl("100"), zl("25"), zl("25"), zl("25"), zl("25.01"))
    assert (refused.value.code, refused.value.field) == ("deductions", "amount")


@pytest.mark.parametrize(
    ("incomes", "alimony", "taken"),
    [
        (["2100.00"], "600.00", ["600.00"]),
        (["2100.00", "300.00"], "600.00", ["600.00", "0.00"]),
        (["300.00", "2100.00"], "2200.00", ["100.00", "2100.00"]),
        (["500.00"], "600.00", ["500.00"]),
        ([], "600.00", []),
    ],
)
def test_alimony_paid_is_taken_off_the_payers_income_down_to_nothing(
    incomes: list[str], alimony: str, taken: list[str]
) -> None:
    assert less_alimony([zl(amount) for amount in incomes], zl(alimony)) == [zl(amount) for amount in taken]


# --- business (ust. 5) -----------------------------------------------------------------------------------------------


def business(**changed: object) -> BusinessReturn:
    facts: dict[str, object] = {
        "amount": zl("60000.00"),
        "costs": zl("24000.00"),
        "tax": zl("3000.00"),
        "health": zl("4500.00"),
        "social": zl("4500.00"),
        "months_run": 12,
    }
    return BusinessReturn(**facts | changed)  # type: ignore[arg-type]


def test_a_business_counts_with_a_month_of_last_years_return() -> None:
    assert business().monthly(frame()).amount == zl("2000.00")
    assert words(business()) == (
        "zeznanie za 2025 r.: 60 000,00 zł − podatek 3 000,00 zł − koszty uzyskania 24 000,00 zł "
        "− składka zdrowotna 4 500,00 zł − składki społeczne 4 500,00 zł = 24 000,00 zł; "
        "÷ 12 miesięcy działalności = 2 000,00 zł"
    )


def test_it_is_divided_by_the_months_in_which_it_was_run() -> None:
    assert business(months_run=7).monthly(frame()).amount == zl("3428.57")
    assert words(business(months_run=7)).endswith("÷ 7 miesięcy działalności = 3 428,57 zł (zaokrąglono do grosza)")
    assert business(months_run=1).monthly(frame()).amount == zl("24000.00")


def test_half_a_grosz_goes_up() -> None:
    only = business(amount=zl("0.01"), costs=zl("0"), tax=zl("0"), health=zl("0"), social=zl("0"), months_run=2)
    assert only.monthly(frame()).amount == zl("0.01")


def test_a_loss_counts_as_nothing_and_takes_nothing_off_other_incomes() -> None:
    assert business(costs=zl("90000.00")).monthly(frame()).amount == 0
    assert "strata albo zero" in words(business(costs=zl("90000.00")))


@pytest.mark.parametrize("months", [0, 13])
def test_a_year_has_one_to_twelve_months(months: int) -> None:
    with pytest.raises(InvalidIncome, match="months_run"):
        business(months_run=months)


@pytest.mark.parametrize("source", [BusinessDeclared(zl("1800.00")), LumpSum(zl("1800.00"))])
def test_a_business_not_run_last_year_and_a_lump_sum_count_as_declared(source: Source) -> None:
    assert source.monthly(frame()).amount == zl("1800.00")
    assert words(source) == "1 800,00 zł – kwota z oświadczenia osoby"


# --- farm (ust. 4 pkt 6, ust. 9) -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hectares", "amount", "counted"),
    [
        ("0.99", "0.00", False),
        ("0.9999", "0.00", False),
        ("1.00", "459.00", True),
        ("2.35", "1078.65", True),
        ("1.0001", "459.05", True),
    ],
)
def test_a_farm_counts_from_one_hectare_with_the_amount_in_force(hectares: str, amount: str, counted: bool) -> None:
    found = Farm(Decimal(hectares)).monthly(frame())
    assert (found.amount, found.counted) == (zl(amount), counted)


def test_a_farm_says_its_product_and_a_small_one_why_not() -> None:
    assert words(Farm(Decimal("2.35"))) == "2,35 ha przel. × 459,00 zł = 1 078,65 zł"
    assert words(Farm(Decimal("0.99"))) == "0,99 ha przeliczeniowego: mniej niż 1 ha, nie wlicza się"


# --- one-off (ust. 11) -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "amount", "spread"),
    [
        ("1010.00", "5050.00", False),
        ("1010.00", "5050.01", True),
        # A family of two and of three: 823 × n × 5.
        ("1646.00", "8230.00", False),
        ("1646.00", "8230.01", True),
        ("2469.00", "12345.00", False),
        ("2469.00", "12345.01", True),
    ],
)
def test_only_more_than_five_criteria_is_spread(criterion: str, amount: str, spread: bool) -> None:
    assert OneOff(zl(amount), JANUARY).is_spread(frame(criterion)) is spread


def test_exactly_five_criteria_counts_whole_in_its_month_and_nothing_in_others() -> None:
    assert OneOff(zl("5050.00"), JANUARY).monthly(frame()).amount == zl("5050.00")
    assert OneOff(zl("5050.00"), date(2025, 12, 1)).monthly(frame()).amount == 0


def test_a_grosz_more_is_spread_in_twelve_parts_from_the_month_of_payment() -> None:
    paid = OneOff(zl("6000.00"), date(2025, 11, 1))
    found = paid.monthly(frame())
    assert (found.amount, found.part, found.parts) == (zl("500.00"), 3, 12)
    assert words(paid) == (
        "6 000,00 zł wypłacono w miesiącu: listopad 2025; to więcej niż 5 × 1 010,00 zł = 5 050,00 zł, więc liczy się "
        "w 12 równych częściach, listopad 2025 – październik 2026 (po 500,00 zł); "
        "na miesiąc styczeń 2026 przypada 3. część: 500,00 zł"
    )


def test_the_twelfth_part_takes_the_remaining_grosze() -> None:
    parts = equal_parts(zl("5050.01"), 12)
    assert parts == (zl("420.83"),) * 11 + (zl("420.88"),)
    # Paid in February 2025: January 2026 is the twelfth and last month.
    assert OneOff(zl("5050.01"), date(2025, 2, 1)).monthly(frame()).amount == zl("420.88")


def test_an_application_of_january_looks_at_the_twelve_months_of_the_year_before() -> None:
    of = frame(month=date(2025, 12, 1), lodged=JANUARY)
    assert OneOff(zl("6000.00"), date(2025, 1, 1)).monthly(of).part == 12
    assert OneOff(zl("6000.00"), date(2025, 12, 1)).monthly(of).part == 1
    assert OneOff(zl("6000.00"), date(2024, 12, 1)).is_recent(of) is False


def test_after_loss_of_income_the_part_of_the_month_of_the_application_counts() -> None:
    of = frame(month=FEBRUARY)
    assert OneOff(zl("6000.00"), JANUARY).monthly(of).part == 2
    # The twelve parts from February 2025 ended in January 2026.
    assert OneOff(zl("6000.00"), date(2025, 2, 1)).monthly(of).amount == 0


def test_what_was_paid_earlier_than_twelve_months_before_counts_no_more() -> None:
    old = OneOff(zl("60000.00"), date(2025, 1, 1))
    assert old.monthly(frame()).amount == 0
    assert "wypłata nie przypada na 12 miesięcy przed miesiącem złożenia wniosku" in words(old)


def test_what_is_paid_while_the_benefit_is_received_is_spread_too() -> None:
    of = frame(month=date(2026, 7, 1), benefit_from=date(2026, 4, 1))
    assert OneOff(zl("6000.00"), date(2026, 6, 1)).monthly(of).part == 2
    assert OneOff(zl("6000.00"), date(2026, 6, 1)).is_spread(frame(month=date(2026, 7, 1))) is False


# --- due for a period (ust. 12) --------------------------------------------------------------------------------------


def test_an_income_due_for_a_period_counts_in_the_months_of_that_period() -> None:
    arrears = Period(zl("1000.00"), date(2025, 11, 1), date(2026, 1, 1))
    assert arrears.monthly(frame()).amount == zl("333.34")
    assert arrears.monthly(frame(month=date(2025, 12, 1))).amount == zl("333.33")
    assert arrears.monthly(frame(month=FEBRUARY)).amount == 0
    assert words(arrears) == (
        "1 000,00 zł należne za okres listopad 2025 – styczeń 2026 (po 333,33 zł, ostatnia 333,34 zł); "
        "na miesiąc styczeń 2026 przypada 3. część: 333,34 zł"
    )


def test_a_period_of_one_month_is_that_month() -> None:
    assert Period(zl("1000.00"), JANUARY, JANUARY).monthly(frame()).amount == zl("1000.00")


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidIncome, match="period"):
        Period(zl("1000.00"), FEBRUARY, JANUARY)


# --- foreign currency (ust. 13) --------------------------------------------------------------------------------------


def foreign(amount: str, rate: str, units: int = 1, currency: str = "EUR") -> Foreign:
    return Foreign(zl(amount), currency, Decimal(rate), units, "001/A/NBP/2026", date(2026, 3, 10))


def test_a_foreign_income_is_exchanged_at_the_stored_rate() -> None:
    assert foreign("500.00", "4.2513").monthly(frame()).amount == zl("2125.65")
    assert words(foreign("500.00", "4.2513")) == (
        "500,00 EUR × 4,2513 zł (średni kurs NBP, tabela nr 001/A/NBP/2026 z 10.03.2026) = 2 125,65 zł"
    )


def test_a_rate_may_be_for_a_hundred_units() -> None:
    assert foreign("100000.00", "1.0431", 100, "HUF").monthly(frame()).amount == zl("1043.10")
    assert foreign("0.50", "1.01").monthly(frame()).amount == zl("0.51")


@pytest.mark.parametrize(
    ("rate", "units", "currency"), [("0", 1, "EUR"), ("4", 0, "EUR"), ("4", 1, "eu"), ("4", 1, "eur")]
)
def test_an_exchange_that_cannot_be_is_refused(rate: str, units: int, currency: str) -> None:
    with pytest.raises(InvalidIncome):
        foreign("1.00", rate, units, currency)


# --- for all of them -------------------------------------------------------------------------------------------------

AMOUNTS = st.decimals(min_value=0, max_value=9_999_999, places=2, allow_nan=False)
MONTHS = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(lambda day: day.replace(day=1))


@given(AMOUNTS, st.integers(1, 240))
def test_parts_add_up_and_are_equal_but_for_the_last(amount: Decimal, count: int) -> None:
    parts = equal_parts(amount, count)
    assert sum(parts) == amount
    assert len(set(parts[:-1])) <= 1
    assert 0 <= parts[-1] - parts[0] < Decimal(count) / 100
    assert all(part >= 0 for part in parts)


@given(AMOUNTS, MONTHS)
def test_over_all_months_a_one_off_income_counts_once(amount: Decimal, paid: date) -> None:
    lodged = date(paid.year + paid.month // 12, paid.month % 12 + 1, 1)
    source = OneOff(amount, paid)
    months = [date(paid.year + (paid.month - 1 + n) // 12, (paid.month - 1 + n) % 12 + 1, 1) for n in range(14)]
    assert sum(source.monthly(frame(month=month, lodged=lodged)).amount for month in months) == amount


@given(st.lists(AMOUNTS, max_size=8), AMOUNTS, st.randoms())
def test_alimony_takes_the_same_off_in_any_order(amounts: list[Decimal], alimony: Decimal, order: Random) -> None:
    taken = less_alimony(amounts, alimony)
    assert sum(taken) == min(alimony, sum(amounts))
    assert all(0 <= off <= amount for off, amount in zip(taken, amounts, strict=True))
    shuffled = amounts.copy()
    order.shuffle(shuffled)
    left = sorted(amount - off for amount, off in zip(amounts, taken, strict=True))
    assert left == sorted(a - off for a, off in zip(shuffled, less_alimony(shuffled, alimony), strict=True))


@given(AMOUNTS, AMOUNTS, st.integers(1, 12), st.decimals(0, 1000, places=4))
def test_what_counts_is_never_below_zero_and_in_whole_grosze(
    amount: Decimal, costs: Decimal, months: int, hectares: Decimal
) -> None:
    nothing = Decimal(0)
    for source in (
        BusinessReturn(amount, costs, nothing, nothing, nothing, months),
        Farm(hectares),
        foreign(str(amount), "4.2513"),
        Period(amount, JANUARY, date(2026, months, 1)),
    ):
        found = source.monthly(frame()).amount
        assert isinstance(found, Decimal)
        assert found >= 0
        assert found == round(found, 2)


@pytest.mark.parametrize("make", [lambda: Net(1350.0), lambda: Farm(2.35), lambda: OneOff(6000.0, JANUARY)])
def test_money_is_never_a_float(make) -> None:
    with pytest.raises(TypeError, match="float"):
        make()


@pytest.mark.parametrize("amount", [Decimal("-0.01"), Decimal("NaN"), Decimal("Infinity")])
def test_an_amount_below_zero_or_no_number_is_refused(amount: Decimal) -> None:
    with pytest.raises((InvalidIncome, ArithmeticError)):
        Net(amount)


def test_months_are_counted_across_years() -> None:
    assert months_between(date(2025, 11, 1), date(2026, 2, 1)) == 3
    assert months_between(date(2026, 2, 1), date(2025, 11, 1)) == -3
