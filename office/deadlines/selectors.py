"""Reads of terms: who sees which, where each stands today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from office.models import Deadline, DeadlineKind, DeadlineState, Role, TermHolder, User
from office.polish import plural, short_day

# From how many days ahead a term is called at risk: a reminder of this program, not a term of law.
AT_RISK_DAYS = 7
LATE, AT_RISK, RUNNING, SUSPENDED, CLOSED = "po-terminie", "zagrozone", "w-toku", "zawieszone", "zamkniete"
# The party's own terms that have run out: nobody in the office is late, something may follow.
PASSED = "minione"
GROUPS = {
    LATE: "po terminie",
    AT_RISK: f"zagrożone ({AT_RISK_DAYS} dni lub mniej)",
    RUNNING: f"później niż za {AT_RISK_DAYS} dni",
    PASSED: "strony, które minęły",
    SUSPENDED: "zawieszone",
    CLOSED: "zamknięte",
}


@dataclass(frozen=True)
class Standing:
    """Where a term stands: its group, a tone for the eye, words such as "zostały 3 dni", what may follow now."""

    group: str
    tone: str
    words: str
    then: str = ""


def _narrowed(group: str, today: date) -> Q:
    soon = today + timedelta(days=AT_RISK_DAYS)
    running, of_party = Q(state=DeadlineState.OPEN), Q(kind__holder=TermHolder.PARTY)
    return {
        LATE: running & Q(due_on__lt=today) & ~of_party,
        PASSED: running & Q(due_on__lt=today) & of_party,
        AT_RISK: running & Q(due_on__gte=today, due_on__lte=soon),
        RUNNING: running & Q(due_on__gt=soon),
        SUSPENDED: Q(state=DeadlineState.SUSPENDED),
        CLOSED: Q(state__in=(DeadlineState.DONE, DeadlineState.CANCELLED)),
    }.get(group, Q(state__in=Deadline.LIVE))


def visible_to(user: User) -> QuerySet[Deadline]:
    """The terms of the user's office; those of persons' cases only for who runs cases."""
    rows = Deadline.objects.filter(office=user.office_id).select_related("kind", "office")
    if not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        rows = rows.filter(case__isnull=True)
    return rows


def in_group(rows: QuerySet[Deadline], group: str, today: date) -> QuerySet[Deadline]:
    """Only one group of ``GROUPS``, the soonest first; an unknown group means all that is not closed."""
    narrowed = rows.filter(_narrowed(group, today))
    return narrowed.order_by("-closed_on", "-pk") if group == CLOSED else narrowed.order_by("due_on", "pk")


def counts(rows: QuerySet[Deadline], today: date) -> dict[str, int]:
    """How many of ``rows`` stand in each group, in one query."""
    found: dict[str, int] = rows.order_by().aggregate(
        **{f"n_{group.replace('-', '_')}": Count("pk", filter=_narrowed(group, today)) for group in GROUPS}
    )
    return {group: found[f"n_{group.replace('-', '_')}"] for group in GROUPS}


def pressing(rows: QuerySet[Deadline], today: date) -> QuerySet[Deadline]:
    """What is late or at risk, the longest overdue first; a term that the party let pass is neither."""
    return rows.filter(_narrowed(LATE, today) | _narrowed(AT_RISK, today)).order_by("due_on", "pk")


def _closed_words(deadline: Deadline) -> str:
    if deadline.state != DeadlineState.DONE:
        return "niepotrzebny"
    if deadline.closed_on is None or deadline.closed_on <= deadline.due_on:
        return "zamknięty w terminie"
    of_party = deadline.kind.holder == TermHolder.PARTY
    return "zamknięty, gdy termin strony minął" if of_party else "zamknięty po terminie"


def standing(deadline: Deadline, today: date) -> Standing:
    """Where ``deadline`` stands on ``today``."""
    if deadline.state == DeadlineState.SUSPENDED:
        return Standing(SUSPENDED, "wait", "zawieszony")
    if deadline.state != DeadlineState.OPEN:
        return Standing(CLOSED, "closed", _closed_words(deadline))
    left = (deadline.due_on - today).days
    if left < 0 and deadline.kind.holder == TermHolder.PARTY:
        words = f"termin strony minął dnia {short_day(deadline.due_on)}"
        return Standing(PASSED, "wait", words, deadline.kind.afterwards)
    if left < 0:
        return Standing(LATE, "error", f"po terminie: {-left} {plural(-left, 'dzień', 'dni', 'dni')}")
    if left == 0:
        return Standing(AT_RISK, "deadline", "dziś ostatni dzień")
    words = f"{plural(left, 'został', 'zostały', 'zostało')} {left} {plural(left, 'dzień', 'dni', 'dni')}"
    return Standing(AT_RISK, "deadline", words) if left <= AT_RISK_DAYS else Standing(RUNNING, "active", words)


def kinds_by_hand(today: date, *, of_case: bool) -> QuerySet[DeadlineKind]:
    """The kinds of terms that somebody may enter for a case, or for the office."""
    return DeadlineKind.objects.on(today).filter(of_case=of_case).order_by("title")
