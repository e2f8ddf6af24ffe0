"""Terms as the board, the case page and the desks show them: each with its case and its place today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from applications.models import Application, HousingKind
from applications.paper import letterhead_of, party_of
from applications.selectors import visible_to as visible_applications
from office.access import Verdict
from office.deadlines import access
from office.deadlines import selectors as deadlines
from office.deadlines.content import Letter
from office.errors import DomainError
from office.models import Deadline, DeadlineExtension, DeadlinePause, User
from office.selectors import cited

SHOWN_ON_DESK = 10


@dataclass(frozen=True)
class BoardRow:
    """One term in a list: where it stands, the case it belongs to (if any) and the address of its own page."""

    deadline: Deadline
    standing: deadlines.Standing
    application: Application | None
    url: str


@dataclass(frozen=True)
class Act:
    """Something that can be done with a term: the word on the button, its address, whether this user may."""

    label: str
    url: str
    verdict: Verdict


@dataclass(frozen=True)
class DeadlinePage:
    """All that the page of one term shows."""

    row: BoardRow
    provisions: Sequence[str]
    pauses: Sequence[DeadlinePause]
    extensions: Sequence[DeadlineExtension]
    acts: Sequence[Act]


@dataclass(frozen=True)
class ShortList:
    """The most pressing terms, how many there are, and the address of the rest."""

    rows: Sequence[BoardRow]
    count: int
    more: int
    url: str


def rows_of(found: Iterable[Deadline], user: User, today: date) -> list[BoardRow]:
    """The rows of ``found``; one more query for all their cases together."""
    listed = list(found)
    cases = visible_applications(user).in_bulk([one.case for one in listed if one.case is not None])
    return [
        BoardRow(
            one,
            deadlines.standing(one, today),
            cases.get(one.case) if one.case is not None else None,
            reverse("desk:deadline", args=[one.pk]),
        )
        for one in listed
    ]


def of_worker(rows: QuerySet[Deadline], worker: User) -> QuerySet[Deadline]:
    """Only terms of the cases that ``worker`` runs."""
    return rows.filter(case__in=Application.objects.filter(worker=worker).values("pk"))


def _short(rows: QuerySet[Deadline], user: User, today: date, url: str) -> ShortList:
    count = rows.count()
    return ShortList(rows_of(rows[:SHOWN_ON_DESK], user, today), count, max(0, count - SHOWN_ON_DESK), url)


def own_deadlines(user: User, today: date) -> ShortList:
    """What is late or at risk in the cases that ``user`` runs."""
    own = of_worker(deadlines.visible_to(user), user)
    return _short(deadlines.pressing(own, today), user, today, f"{reverse('desk:board')}?osoba={user.pk}")


def office_deadlines(user: User, today: date) -> ShortList:
    """What is late or at risk in the whole office."""
    return _short(deadlines.pressing(deadlines.visible_to(user), today), user, today, reverse("desk:board"))


def case_deadlines(application: Application, user: User, today: date) -> list[BoardRow]:
    """The running terms of one case, the soonest first."""
    rows = deadlines.in_group(deadlines.visible_to(user).filter(case=application.pk), "", today)
    return [
        BoardRow(one, deadlines.standing(one, today), application, reverse("desk:deadline", args=[one.pk]))
        for one in rows
    ]


_ACTS = (
    ("close", "zamknij", "Zamknij termin"),
    ("extend", "przedluz", "Zawiadom stronę o nowym terminie"),
    ("exclude", "nie-wliczaj", "Nie wliczaj dni"),
    ("resume", "wznow", "Zakończ zawieszenie"),
    ("cancel", "wykresl", "Wykreśl termin"),
)
_OF_SETTLING = frozenset({"extend", "exclude", "resume"})
_ONLY_WHERE_POSSIBLE = frozenset({"resume"})


def _acts(deadline: Deadline, user: User) -> list[Act]:
    acts = []
    for action, slug, label in _ACTS:
        if action in _OF_SETTLING and not deadline.kind.settles_case:
            continue
        verdict = access.may_do(user, deadline, action)
        if action in _ONLY_WHERE_POSSIBLE and not verdict:
            continue
        acts.append(Act(label, reverse("desk:deadline_act", args=[deadline.pk, slug]), verdict))
    return acts


def deadline_page(deadline: Deadline, user: User, today: date) -> DeadlinePage:
    """One term: how its last day came out, what stopped it, which notices were made, what can be done."""
    return DeadlinePage(
        row=rows_of([deadline], user, today)[0],
        provisions=list(cited(deadline.provisions, today).values()),
        pauses=list(deadline.pauses.all()),
        extensions=list(deadline.extensions.select_related("author")),
        acts=_acts(deadline, user) if deadline.state in Deadline.LIVE else [],
    )


def letter_of(application: Application, today: date) -> Letter:
    """What the letters of a case share; raises ``DomainError`` for a case without its number."""
    if not application.case_number:
        raise DomainError("no_case_number", "Sprawa nie ma jeszcze znaku. Najpierw przyjmij kompletny wniosek.")
    worker = application.worker
    kind = "treningowym" if application.kind == HousingKind.TRAINING else "wspomaganym"
    return Letter(
        letterhead=letterhead_of(application, today),
        party=party_of(application),
        subject=f"wsparcia w mieszkaniu {kind}",
        handled_by=f"{worker}, {worker.post}".rstrip(", "),
    )
