"""The figures of a step as papers write them."""

from decimal import ROUND_HALF_UP, Decimal

from fees.engine import Step
from office.polish import number, plural, zloty

GROSZ = Decimal("0.01")
NOTHING = Decimal("0.00")
_MOST_PLACES = 8
_FOUR_PLACES = Decimal("0.0001")


def decimal(result: Decimal | str) -> Decimal:
    """A step's result as a figure."""
    return Decimal(result)


def figure(step: Step, name: str) -> Decimal:
    """One figure of a step."""
    return Decimal(step.numbers[name])


def money(step: Step, name: str) -> str:
    """One figure of a step in złoty."""
    return zloty(figure(step, name))


def shortened(amount: Decimal) -> Decimal:
    """An endless fraction cut to four places for the eye."""
    return amount if -(amount.as_tuple().exponent) <= _MOST_PLACES else amount.quantize(_FOUR_PLACES, ROUND_HALF_UP)  # type: ignore[operator]


def day_word(days: int) -> str:
    """The Polish word for days after a number."""
    return plural(days, "dzień", "dni", "dni")


def people_are(count: int) -> str:
    """``są 3 osoby``."""
    return f"{plural(count, 'jest', 'są', 'jest')} {count} {plural(count, 'osoba', 'osoby', 'osób')}"


def exact_zloty(amount: Decimal) -> str:
    """An amount with all its digits, at least two: ``161,6008 zł``."""
    if amount == amount.quantize(GROSZ, ROUND_HALF_UP):
        return zloty(amount)
    return zloty(amount).replace(number(amount, 2), number(amount))


def equals(amount: Decimal, places: int, more_places: int) -> str:
    """``= 2 200,00 zł``, or ``≈ 823,0033 zł`` where the amount goes on beyond the grosz."""
    if amount == amount.quantize(GROSZ, ROUND_HALF_UP):
        return f"= {zloty(amount)}"
    shown = amount.quantize(Decimal(1).scaleb(-more_places), ROUND_HALF_UP)
    return f"≈ {exact_zloty(shown)}"


def people(count: int) -> str:
    """``3 osoby`` in the accusative."""
    return f"{count} {plural(count, 'osobę', 'osoby', 'osób')}"


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
