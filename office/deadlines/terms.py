"""How the last day of a term comes out, with the days that art. 35 § 5 KPA does not count. Pure functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from office.calendar import Term, ending, in_words, term_in_days, term_in_months, term_in_weeks
from office.models import TermUnit
from office.polish import day, plural

_COUNTED: dict[str, Callable[[date, int], Term]] = {
    TermUnit.DAYS: term_in_days,
    TermUnit.WEEKS: term_in_weeks,
    TermUnit.MONTHS: term_in_months,
}


@dataclass(frozen=True)
class Uncounted:
    """Days that are not counted into a term, both included, and why in Polish."""

    since: date
    until: date
    why: str

    @property
    def days(self) -> frozenset[date]:
        """Each of the days."""
        return frozenset(self.since + timedelta(days=number) for number in range((self.until - self.since).days + 1))


def counted(unit: str, event: date, count: int, uncounted: Iterable[Uncounted] = ()) -> Term:
    """The term of ``count`` units from ``event``, longer by each day of ``uncounted`` that fell while it ran.

    A day that two reasons name is left out once.
    """
    plain = _COUNTED[unit](event, count)
    stretches = sorted(uncounted, key=lambda stretch: (stretch.since, stretch.until))
    last = plain.by_calendar
    for one in sorted(frozenset[date]().union(*(stretch.days for stretch in stretches))):
        if event < one <= last:
            last += timedelta(days=1)
    added = (last - plain.by_calendar).days
    if not added:
        return plain
    steps = (
        plain.explanation[0],
        f"Gdyby liczyć każdy dzień, ostatnim byłby {in_words(plain.by_calendar)}",
        *(f"Nie wlicza się dni od {day(one.since)} do {day(one.until)} ({one.why})." for one in stretches),
    )
    subject = f"Po doliczeniu {added} {plural(added, 'dnia', 'dni', 'dni')} ostatni dzień"
    return ending(last, subject, steps, (plain.provisions[0], "kpa.35.5"))
