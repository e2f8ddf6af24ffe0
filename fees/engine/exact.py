"""Exact decimal arithmetic: nothing is rounded unless a rule, or a figure meant for the eye, says so."""

from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
)

GROSZ = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)
_TOO_MUCH = Decimal(10) ** 12
_PERCENT_STEP = Decimal("0.0001")

# In this context a silent loss of a digit, or a float, is an exception.
EXACT = Context(
    prec=60, rounding=ROUND_HALF_EVEN, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, FloatOperation]
)
# In this one figures are rounded: by a rounding rule, or to be shown.
ROUNDED = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])


def as_money(amount: Decimal) -> Decimal:
    """The same amount with two places. Raises ``ValueError`` unless it is finite, from 0 zł up, in whole grosze."""
    if not isinstance(amount, Decimal) or not amount.is_finite() or not 0 <= amount < _TOO_MUCH:
        raise ValueError(amount)
    try:
        return amount.quantize(GROSZ, context=EXACT).copy_abs()
    except DecimalException as error:
        raise ValueError(amount) from error


def as_percent(value: Decimal) -> Decimal:
    """The same percentage without needless zeros. Raises ``ValueError`` unless from 0 up, of at most 4 places."""
    if not isinstance(value, Decimal) or not value.is_finite() or not 0 <= value < _TOO_MUCH:
        raise ValueError(value)
    try:
        value.quantize(_PERCENT_STEP, context=EXACT)
    except DecimalException as error:
        raise ValueError(value) from error
    plain = value.normalize(EXACT).copy_abs()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
