"""Reads of calls to complete, and what may be called for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from applications.completion import access
from applications.completion.models import CompletionCall, FormalDefect
from applications.completion.states import LIVE, CallState
from applications.documents.selectors import Item, checklist
from applications.models import Application
from office.access import Verdict
from office.models import Letter, User
from office.polish import plural, short_day
from office.selectors import days_of

PROVISION = "kpa.64.2"


@dataclass(frozen=True)
class CallAct:
    """Something that can be done with a call: the word on the button, its address, whether this user may."""

    label: str
    url: str
    verdict: Verdict
    kind: str


@dataclass(frozen=True)
class LetterLink:
    """A letter of a call."""

    words: str
    url: str


@dataclass(frozen=True)
class CallRow:
    """One call with its words, its look, its letters and what may be done with it."""

    call: CompletionCall
    tone: str
    words: str
    days: str
    letters: Sequence[LetterLink]
    acts: Sequence[CallAct]


@dataclass(frozen=True)
class CallPage:
    """What the page of papers shows of calls."""

    rows: Sequence[CallRow]
    may_call: Verdict


_TONES = {
    CallState.MADE: "wait",
    CallState.RUNNING: "active",
    CallState.CURED: "done",
    CallState.LEFT: "error",
    CallState.CLOSED: "closed",
    CallState.WITHDRAWN: "closed",
}
_ACTS = (
    ("deliver", "doreczenie", "Wpisz doręczenie"),
    ("cure", "uzupelniono", "Uzupełniono"),
    ("leave", "", "Pozostaw bez rozpoznania"),
    ("close", "bez-dowodow", "Prowadź dalej bez dowodów"),
    ("withdraw", "wycofanie", "Wycofaj wezwanie"),
)


def live_call(application: Application) -> CompletionCall | None:
    """The call that is not ended, if there is one."""
    return CompletionCall.objects.filter(application=application, state__in=LIVE).select_related("deadline").first()


def shortest_days(on: date) -> int:
    """The days that a call must leave at least (art. 64 § 2 KPA), as in force on ``on``."""
    return days_of(PROVISION, on)


def calls_page(application: Application, user: User, today: date) -> CallPage:
    """The calls of a case, the newest first, and whether another may be made."""
    calls = list(
        CompletionCall.objects.filter(application=application)
        .select_related("deadline", "letter", "end_letter", "author", "application__office", "application__worker")
        .order_by("-pk")
    )
    live = next((call for call in calls if call.state in LIVE), None)
    return CallPage([_row(call, user, today) for call in calls], access.may_call(user, application, live))


def _row(call: CompletionCall, user: User, today: date) -> CallRow:
    days = f"{call.days} {plural(call.days, 'dzień', 'dni', 'dni')} od doręczenia"
    return CallRow(
        call, _TONES[CallState(call.state)], _words(call, today), days, _letters(call), _acts(call, user, today)
    )


def _letters(call: CompletionCall) -> list[LetterLink]:
    letters = [("Wezwanie (PDF)", call.letter), ("Pismo o pozostawieniu (PDF)", call.end_letter)]
    return [LetterLink(words, letter_url(letter)) for words, letter in letters if letter is not None]


def letter_url(letter: Letter) -> str:
    """The address of a letter's PDF."""
    return reverse("letters:pdf", args=[letter.pk])


def _acts(call: CompletionCall, user: User, today: date) -> list[CallAct]:
    """What is possible, and the one act whose time has not come, with the reason."""
    if call.state not in LIVE:
        return []
    acts: list[CallAct] = []
    for action, slug, label in _ACTS:
        verdict = access.may_do(user, call, action, today)
        waits = action == "leave" and call.state == CallState.RUNNING and bool(call.formal)
        if verdict or waits:
            acts.append(CallAct(label, _act_url(call, slug), verdict, "secondary" if acts else "primary"))
    return acts


def _act_url(call: CompletionCall, slug: str) -> str:
    if not slug:
        return reverse("endings:leave", args=[call.application_id, call.pk])
    return reverse("applications:call_act", args=[call.application_id, call.pk, slug])


def _words(call: CompletionCall, today: date) -> str:
    if call.state != CallState.RUNNING or call.deadline is None:
        return str(call.get_state_display())
    until = short_day(call.deadline.due_on)
    return f"minął termin {until}" if today > call.deadline.due_on else f"ostatni dzień: {until}"


def proposed_defects(application: Application) -> list[str]:
    """The defects of the application that the data itself shows: no demand, no address, no name."""
    person = application.person
    facts = (
        (FormalDefect.PERSON, bool(person.last_name and person.first_name)),
        (FormalDefect.ADDRESS, bool(person.street or person.city)),
        (FormalDefect.DEMAND, bool(application.kind)),
    )
    return [defect.value for defect, there in facts if not there]


def missing_papers(application: Application) -> list[Item]:
    """The papers that a call may ask for."""
    return checklist(application).missing


# --- the case page ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PapersPart:
    """What the case page says of papers and calls."""

    missing: Sequence[str]
    state: str
    tone: str
    url: str
    notes_url: str
    notes: int
    call: CompletionCall | None
    call_words: str
    call_is_over: bool


def papers_part(application: Application, today: date) -> PapersPart:
    """Papers still to come, the running call and how many notes there are; a constant number of queries."""
    papers, call = checklist(application), live_call(application)
    over = call is not None and call.deadline is not None and today > call.deadline.due_on
    nothing = "niczego nie brakuje" if papers.items else "lista jest pusta"
    return PapersPart(
        missing=[item.wanted.name for item in papers.missing],
        state=papers.missing_words if papers.missing else nothing,
        tone="deadline" if papers.missing else "done" if papers.items else "draft",
        url=reverse("applications:documents", args=[application.pk]),
        notes_url=reverse("applications:notes", args=[application.pk]),
        notes=application.notes.count(),
        call=call,
        call_words=_next_words(call, over=over) if call else "",
        call_is_over=over,
    )


def _next_words(call: CompletionCall, *, over: bool) -> str:
    if call.deadline is None:
        return "Doręcz wezwanie do uzupełnienia i wpisz dzień doręczenia."
    until = short_day(call.deadline.due_on)
    if not over:
        return f"Osoba ma czas na uzupełnienie do {until}. Wpisz, co wpłynęło."
    if call.formal:
        return f"Termin na uzupełnienie minął {until}. Wpisz, co wpłynęło, albo pozostaw wniosek bez rozpoznania."
    return f"Termin na dowody minął {until}. Wpisz, co wpłynęło, albo prowadź sprawę dalej bez nich."
