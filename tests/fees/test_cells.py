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


def test_limits_in_zloty_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="Progów w złotych program jeszcze nie wczytuje"):
        cells.limits("powyżej 776 zł do 1164 zł")


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


@pytest.mark.parametrize("text", ["od 60% do 70%", "5-10%", "10% lub 15%"])
def test_range_of_rates_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="przedziału stawek"):
        cells.rate(text)


@pytest.mark.parametrize("text", ["dziesięć", "10 zł", "-5%", "%"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="jedna stawka"):
        cells.rate(text)
