"""Days and terms as the code of administrative procedure counts them (art. 57 §§ 1–4 KPA).

Pure functions: no database, no clock. Every computed last day comes with the steps that led to it, in Polish.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from office.periods import add_months
from office.polish import WEEKDAYS, day, plural

SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)
MOVED = (
    "Termin, który kończy się w sobotę albo w dzień wolny, upływa najbliższego dnia, "
    "który nie jest ani jednym, ani drugim."
)


@dataclass(frozen=True)
class Term:
    """A term that was counted: its last day, how it came out, and the codes of the provisions that were used.

    ``by_calendar`` is the day it would end on were there no days off.
    """

    last_day: date
    explanation: tuple[str, ...]
    provisions: tuple[str, ...]
    by_calendar: date


@cache
def _holidays_of(year: int) -> dict[date, str]:
    """The statutory days off of one year with their names; 24 December is among them from 2025 on."""
    return {date(day.year, day.month, day.day): name for day, name in holidays.PL(years=year, language="pl").items()}


def holiday_name(day: date) -> str:
    """What a statutory day off other than a plain Sunday is called; an empty text for any other day."""
    return _holidays_of(day.year).get(day, "")


def is_day_off(day: date) -> bool:
    """Whether ``day`` is off by statute: a Sunday or one of the listed holidays. Saturdays and Good Friday are not."""
    return day.weekday() == SUNDAY or day in _holidays_of(day.year)


def may_end(day: date) -> bool:
    """Whether a term may end on ``day``: neither a statutory day off nor a Saturday (art. 57 § 4)."""
    return day.weekday() != SATURDAY and not is_day_off(day)


def in_words(value: date) -> str:
    """``sobota 5 grudnia 2026 r.``, with the holiday's name where the day has one."""
    name = holiday_name(value)
    return f"{WEEKDAYS[value.weekday()]} {day(value)}" + (f" ({name})" if name else "")


def ending(raw: date, subject: str, begin: Iterable[str] = (), provisions: tuple[str, ...] = ()) -> Term:
    """The term whose last day by the calendar is ``raw``, moved by art. 57 § 4 where it has to be.

    ``subject`` names that day ("14. dzień"), ``begin`` are the steps so far and ``provisions`` what they rest on.
    """
    last = raw
    while not may_end(last):
        last += ONE_DAY
    if last == raw:
        return Term(last, (*begin, _sentence(f"{subject} to {in_words(raw)}")), provisions, raw)
    between = [raw + ONE_DAY * step for step in range(1, (last - raw).days)]
    passed = (_sentence(f"Po drodze: {', '.join(in_words(one) for one in between)}"),) if between else ()
    moved = _sentence(f"{subject} to {in_words(raw)} → {in_words(last)}")
    return Term(last, (*begin, MOVED, *passed, moved), (*provisions, "kpa.57.4"), raw)


def term_in_days(event: date, count: int) -> Term:
    """A term of ``count`` days; the day of the event is not counted (art. 57 § 1)."""
    _positive(count)
    begin = (f"Zdarzenie było {day(event)} Tego dnia się nie wlicza.",)
    return ending(event + ONE_DAY * count, f"{count}. dzień", begin, ("kpa.57.1",))


def term_in_weeks(event: date, count: int) -> Term:
    """A term of ``count`` weeks: it ends on the day of the same name in the last week (art. 57 § 2)."""
    _positive(count)
    words = f"{count} {plural(count, 'tydzień', 'tygodnie', 'tygodni')}"
    begin = (f"Zdarzenie było {day(event)} Dolicza się {words}.",)
    subject = "Dzień o tej samej nazwie w ostatnim tygodniu"
    return ending(event + ONE_DAY * 7 * count, subject, begin, ("kpa.57.2",))


def term_in_months(event: date, count: int) -> Term:
    """A term of ``count`` months: it ends on the day of the same number, else on the month's last (art. 57 § 3)."""
    _positive(count)
    words = f"{count} {plural(count, 'miesiąc', 'miesiące', 'miesięcy')}"
    raw = add_months(event, count)
    same = raw.day == event.day
    subject = "Dzień o tej samej liczbie" if same else "Dnia o tej samej liczbie nie ma, więc ostatni dzień miesiąca"
    begin = (f"Zdarzenie było {day(event)} Dolicza się {words}.",)
    return ending(raw, subject, begin, ("kpa.57.3",))


def _sentence(text: str) -> str:
    """With a full stop, which the abbreviated year already brings along."""
    return text if text.endswith(".") else f"{text}."


def _positive(count: int) -> None:
    if count < 1:
        raise ValueError("a term has at least one day, week or month")
