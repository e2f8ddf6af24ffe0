"""The number styles of the wild, read as councils meant them, and refused where nobody can know."""

from decimal import Decimal

import pytest

from fees.importing import cells

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "above", "up_to"),
    [
        ("do 100%", 0, 100),
        ("do 100% włącznie", 0, 100),
        ("Do 200 % kryterium dochodowego", 0, 200),
        ("powyżej 100%-130%", 100, 130),
        ("Powyżej 100% – 130%", 100, 130),
        (f"powyżej{NBSP}100% do{NBSP}130%", 100, 130),
        ("powyżej 100 do 130%", 100, 130),
        ("powyżej 133,33% do 150,5%", "133.33", "150.5"),
        ("powyżej 350%", 350, None),
        ("ponad 350 %", 350, None),
        ("0% - 100%", 0, 100),
    ],
)
def test_limits_are_read(text: str, above: object, up_to: object) -> None:
    assert cells.limits(text) == (Decimal(str(above)), None if up_to is None else Decimal(str(up_to)))


@pytest.mark.parametrize(
    "text", ["do 776", "powyżej 1008,8-1164", "do 776 zł", "od 100% do 130%", "poniżej 100%", "100%", "", "do 100,123%"]
)
def test_limits_that_leave_a_doubt_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="powyżej 100% do 130%"):
        cells.limits(text)


def test_limits_in_zloty_in_a_table_of_percents_are_refused_and_say_how() -> None:
    with pytest.raises(ValueError, match="wpisz „złote”"):
        cells.limits("powyżej 776 zł do 1164 zł")


@pytest.mark.parametrize(
    ("text", "above", "up_to"),
    [
        ("do 776", 0, 776),
        ("do 776 zł włącznie", 0, 776),
        ("Powyżej 1008,8-1164", "1008.8", 1164),
        ("powyżej 776 zł do 1 008,80 zł", 776, "1008.80"),
        (f"powyżej{NBSP}1{NBSP}396,80 zł", "1396.80", None),
    ],
)
def test_limits_in_zloty_are_read(text: str, above: object, up_to: object) -> None:
    expected = (Decimal(str(above)), None if up_to is None else Decimal(str(up_to)))
    assert cells.limits(text, zloty=True) == expected


def test_percents_in_a_table_in_zloty_are_refused() -> None:
    with pytest.raises(ValueError, match="w złotych"):
        cells.limits("do 100%", zloty=True)


@pytest.mark.parametrize(
    ("text", "value", "bare"),
    [
        ("10%", "10", False),
        ("10 %", "10", False),
        ("7,5%", "7.5", False),
        ("0,1", "0.1", True),
        ("0.1", "0.1", True),
        ("15", "15", True),
        ("nieodpłatnie", "0", False),
        ("Nieodpłatnie", "0", False),
        ("bezpłatnie", "0", False),
        (f"{NBSP}20{NBSP}%", "20", False),
    ],
)
def test_rates_are_read(text: str, value: str, bare: bool) -> None:
    assert cells.rate(text) == cells.Rate(Decimal(value), bare=bare)


def test_a_dash_gives_no_rate() -> None:
    assert cells.rate("–") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("od 60% do 70%", "60", "70"), ("5-10%", "5", "10"), ("5% – 10%", "5", "10"), ("7,5 % do 9 %", "7.5", "9")],
)
def test_range_of_rates_is_read(text: str, low: str, high: str) -> None:
    assert cells.rate(text) == cells.Rate(Decimal(low), bare=False, to=Decimal(high))


@pytest.mark.parametrize("text", ["dziesięć", "10 zł", "-5%", "%", "10% lub 15%"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="jedna stawka"):
        cells.rate(text)


def test_range_from_the_greater_to_the_smaller_is_refused() -> None:
    with pytest.raises(ValueError, match="od mniejszej do większej"):
        cells.rate("od 70% do 60%")


@pytest.mark.parametrize(
    ("text", "value", "to"),
    [
        ("250 zł", "250", None),
        ("250,50", "250.50", None),
        ("1 250 zł miesięcznie", "1250", None),
        ("19 zł za dzień", "19", None),
        ("od 100 zł do 200 zł", "100", "200"),
        ("bezpłatnie", "0", None),
    ],
)
def test_amounts_are_read(text: str, value: str, to: str | None) -> None:
    found = cells.rate(text, zloty=True)
    assert found == cells.Rate(Decimal(value), bare=False, to=None if to is None else Decimal(to))


@pytest.mark.parametrize("text", ["10%", "dużo", "1,234 zł"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="kwota w złotych"):
        cells.rate(text, zloty=True)


def test_the_criterion_of_limits_in_zloty_is_a_pair() -> None:
    assert cells.criterion_pair("776 / 600 zł") == (Decimal(776), Decimal(600))
    for wrong in ("776", "776 / 0", "a / b"):
        with pytest.raises(ValueError, match="776 / 600"):
            cells.criterion_pair(wrong)


def test_what_is_left_to_the_person_is_zloty_or_a_part_of_the_criterion() -> None:
    assert cells.what_is_left("300 zł") == (Decimal(300), None)
    assert cells.what_is_left("50% kryterium dochodowego") == (None, Decimal(50))
