"""The words of a table: what a rate is of, what limits are in, how is rounded, how part months count."""

from enum import StrEnum

PROVISIONS_USED = frozenset(
    {
        "ups.6.4", "ups.6.10", "ups.6.14", "ups.8.1.1", "ups.8.1.2", "ups.8.1.3", "ups.8.3", "ups.8.4", "ups.97.1",
        "ups.97.5",
    }
)  # fmt: skip
"""Codes of the provisions that the engine's own steps may cite; every rule set brings their printed texts."""


DPS_PROVISION = "ups.53.12a"
"""The provision on former residents of care homes; its text is needed only where the facts name such a person."""


class Base(StrEnum):
    """What the rate of a band is a percentage of; ``FIXED`` and ``FIXED_DAILY``: the band itself gives złoty."""

    COST = "cost"
    COMPONENTS = "components"
    OWN_INCOME = "own_income"
    INCOME_PER_PERSON = "income_per_person"
    INCOME_EXCESS = "income_excess"
    CRITERION = "criterion"
    FLAT_AMOUNT = "flat_amount"
    DAILY_RATE = "daily_rate"
    FIXED = "fixed"
    FIXED_DAILY = "fixed_daily"


ON_COST = frozenset({Base.COST, Base.COMPONENTS})
IN_ZLOTY = frozenset({Base.FIXED, Base.FIXED_DAILY})
BY_THE_DAY = frozenset({Base.DAILY_RATE, Base.FIXED_DAILY})


class LimitUnit(StrEnum):
    """What the limits of the bands are expressed in: złoty stay as they are when the criterion changes."""

    PERCENT_OF_CRITERION = "percent_of_criterion"
    ZLOTY = "zloty"


class LimitsOn(StrEnum):
    """Which income the limits in złoty are of: that of one person, or of the whole family."""

    PER_PERSON = "per_person"
    FAMILY = "family"


class RoundingMode(StrEnum):
    """Which way an amount between two steps goes."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


class Proration(StrEnum):
    """How a month that is not lived in from its first to its last day is charged."""

    CALENDAR_DAYS = "calendar_days"
    THIRTIETHS = "thirtieths"
    WHOLE_MONTH = "whole_month"


class CostUnit(StrEnum):
    """What an order's amount is of: a place a month, a flat a month (shared or not), a place a day."""

    PLACE = "place"
    FLAT_SHARED = "flat_shared"
    FLAT_WHOLE = "flat_whole"
    DAY = "day"
