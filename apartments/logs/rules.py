"""Whether an absence or a visit was reported as the programme asks. Pure: conditions and moments in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from apartments.logs.models import Absence, AbsenceAct, AbsenceStep, NoticeWay, Visit
from applications.programmes.models import ProgrammeTerms
from office.polish import plural

GOOD, LATE, MISSING, NO_RULE = "done", "deadline", "error", "closed"


@dataclass(frozen=True)
class Notice:
    """What became of the duty to report: in words, why, and whether it was broken (``broken``)."""

    words: str
    tone: str
    why: str = ""
    source: str = ""

    @property
    def broken(self) -> bool:
        """Whether the rule of the programme was not kept."""
        return self.tone in (LATE, MISSING)


def _source(terms: ProgrammeTerms) -> str:
    return ", ".join(part for part in (terms.life_place, terms.source) if part)


def _hours(count: int) -> str:
    return f"{count} {plural(count, 'godzina', 'godziny', 'godzin')}"


def end_of(absence: Absence, steps: Sequence[AbsenceStep]) -> datetime | None:
    """Until when the resident is away: the return, else the last extension, else what was reported first."""
    returned = [step.moment for step in steps if step.act == AbsenceAct.RETURN]
    if returned:
        return returned[-1]
    extended = [step.moment for step in steps if step.act == AbsenceAct.EXTENSION]
    return extended[-1] if extended else absence.until


def absence_notice(
    absence: Absence, steps: Sequence[AbsenceStep], terms: ProgrammeTerms | None, now: datetime
) -> Notice:
    """How ``absence`` was reported, by the conditions in force on its first day; ``steps`` in order, none struck."""
    if terms is None or terms.absence_hours is None:
        return Notice("program nie ma zasady zgłaszania", NO_RULE)
    source = _source(terms)
    if absence.shift_work and terms.shift_workers_exempt:
        return Notice("nie trzeba zgłaszać", GOOD, "Zasada nie dotyczy pracujących na zmiany.", source)
    until = end_of(absence, steps) or now
    if until - absence.left_at <= timedelta(hours=terms.absence_hours):
        words = "nie trzeba zgłaszać" if end_of(absence, steps) else "jeszcze nie trzeba zgłaszać"
        return Notice(words, GOOD, f"Zgłasza się nieobecność dłuższą niż {_hours(terms.absence_hours)}.", source)
    if absence.reported_at is None:
        return Notice("nie zgłoszono", MISSING, f"Trwa dłużej niż {_hours(terms.absence_hours)}.", source)
    return _reported(absence, steps, terms, source)


def _reported(absence: Absence, steps: Sequence[AbsenceStep], terms: ProgrammeTerms, source: str) -> Notice:
    assert absence.reported_at is not None  # noqa: S101 - the caller has looked
    ahead = terms.absence_notice_days or 0
    left, reported = timezone.localtime(absence.left_at), timezone.localtime(absence.reported_at)
    in_time = reported.date() <= left.date() - timedelta(days=ahead) if ahead else reported <= left
    if not in_time:
        rule = f"{ahead} {plural(ahead, 'dzień', 'dni', 'dni')} wcześniej" if ahead else "przed wyjściem"
        return Notice("zgłoszono po terminie", LATE, f"Zgłasza się {rule}.", source)
    if terms.absence_in_person and absence.way != NoticeWay.IN_PERSON:
        return Notice("zgłoszono inaczej, niż trzeba", LATE, "Zgłasza się osobiście.", source)
    return _extended(absence, steps, terms, source)


def _extended(absence: Absence, steps: Sequence[AbsenceStep], terms: ProgrammeTerms, source: str) -> Notice:
    extensions = [step for step in steps if step.act == AbsenceAct.EXTENSION]
    allowed = terms.absence_extensions
    if allowed is not None and len(extensions) > allowed:
        return Notice(
            "przedłużano za często",
            LATE,
            f"Przedłużyć można {allowed} {plural(allowed, 'raz', 'razy', 'razy')}; przedłużono {len(extensions)}.",
            source,
        )
    until = absence.until
    for step in extensions:
        if until is not None and step.reported_at is not None and step.reported_at > until:
            return Notice(
                "przedłużono po terminie", LATE, "Przedłużenie zgłasza się, zanim minie zgłoszony czas.", source
            )
        until = step.moment
    returned = [step.moment for step in steps if step.act == AbsenceAct.RETURN]
    if returned and until is not None and returned[-1] > until:
        return Notice("powrót później, niż zgłoszono", LATE, "Nie zgłoszono przedłużenia.", source)
    return Notice("zgłoszono w terminie", GOOD, "", source)


def visit_notice(visit: Visit, terms: ProgrammeTerms | None, now: datetime) -> Notice:
    """Whether the manager was told of a long visit before it began."""
    if terms is None or terms.visit_hours is None:
        return Notice("program nie ma zasady zgłaszania", NO_RULE)
    source = _source(terms)
    longest = _hours(terms.visit_hours)
    if (visit.left_at or now) - visit.came_at <= timedelta(hours=terms.visit_hours):
        words = "nie trzeba zgłaszać" if visit.left_at else "jeszcze nie trzeba zgłaszać"
        return Notice(words, GOOD, f"Zgłasza się odwiedziny dłuższe niż {longest}.", source)
    if visit.reported_at is None:
        return Notice("nie zgłoszono", MISSING, f"Trwały dłużej niż {longest}.", source)
    if visit.reported_at > visit.came_at:
        return Notice("zgłoszono po terminie", LATE, "Kierownikowi zgłasza się je wcześniej.", source)
    return Notice("zgłoszono w terminie", GOOD, "", source)
