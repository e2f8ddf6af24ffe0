"""Arithmetic of days as Polish decisions write them: both the first and the last day belong to the period."""

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The day with the same number ``months`` later, or the last day of that month (art. 57 § 3 KPA)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of(first_day: date, months: int) -> date:
    """The last day of a period of ``months`` that begins on ``first_day``: 1.12.2026 and 18 → 31.05.2028."""
    return add_months(first_day, months) - timedelta(days=1)


def first_of_month(day: date) -> date:
    """The first day of the month that ``day`` lies in."""
    return day.replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month before the one ``day`` lies in."""
    return first_of_month(first_of_month(day) - timedelta(days=1))


def age_on(born: date, day: date) -> int:
    """Completed years of life on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
