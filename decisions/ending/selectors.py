"""Where the ways out of a stay stand: what is known, what the law asks next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apartments.logs.selectors import Evidence, evidence
from apartments.models import EndKind, Stay
from apartments.stays.selectors import StayRow, current_stay, stay_row
from applications.access import may_see_health
from applications.models import Application
from decisions.kinds import DecisionKind
from decisions.kinds.possible import Option, may_draft_kind
from decisions.models import Decision, RevocationNotice
from decisions.states import OPEN
from office.calendar import Term, term_in_days
from office.letters.selectors import standing_entries
from office.models import Deadline, DeadlineState, LetterEntry, User
from office.selectors import cited

TERM = "hearing"
GROUND = "no_cooperation"
"""Breaking the house rules or the contract: not keeping what was arranged (art. 11 ust. 2 u.p.s.)."""
LAW = ("ups.106.5", "ups.11.2", "kpa.10.1", "kpa.61.4", "kpa.162.1.1")


@dataclass(frozen=True)
class Heard:
    """A notice with what became of it: delivered when, the last day to speak, its term on the board."""

    notice: RevocationNotice
    delivered_on: date | None
    term: Term | None
    on_board: Deadline | None

    def over(self, today: date) -> bool:
        """Whether the time to speak has passed."""
        return self.term is not None and today > self.term.last_day


@dataclass(frozen=True)
class EndingPage:
    """All that the page shows to one reader."""

    stay: Stay | None
    row: StayRow | None
    evidence: Sequence[Evidence]
    hidden: int
    revocation: Option
    expiry: Option
    heard: Heard | None
    drafts: Sequence[Decision]
    left_or_died: bool
    law: dict[str, str]


def heard_of(notice: RevocationNotice) -> Heard:
    """How far ``notice`` has come."""
    entries = standing_entries(notice.letter)
    delivered = next((one.on for one in entries if one.step == LetterEntry.Step.DELIVERED), None)
    term = term_in_days(delivered, notice.days) if delivered else None
    board = Deadline.objects.filter(
        case=notice.application_id, kind__code=TERM, about=about_of(notice), state__in=Deadline.LIVE
    ).first()
    return Heard(notice, delivered, term, board)


def about_of(notice: RevocationNotice) -> str:
    """How the board names the term of ``notice``."""
    return f"pismo nr {notice.letter.number}"


def last_notice(application: Application, concerns: Sequence[Decision]) -> Heard | None:
    """The newest notice about the decision by which the person lives here now."""
    notice = (
        RevocationNotice.objects.filter(application=application, concerns__in=concerns)
        .select_related("letter", "concerns", "application__office")
        .last()
    )
    return heard_of(notice) if notice else None


def evidence_for(user: User, application: Application) -> tuple[list[Evidence], int]:
    """The evidence that ``user`` may read, and how much more there is."""
    every = evidence(application)
    seen = every if may_see_health(user, application) else [row for row in every if not row.restricted]
    return seen, len(every) - len(seen)


def ending_page(user: User, application: Application, today: date) -> EndingPage:
    """The three ways out of the stay of ``application`` as of ``today``."""
    stay = current_stay(application)
    seen, hidden = evidence_for(user, application)
    revocation = may_draft_kind(user, application, DecisionKind.REVOCATION, today)
    concerned = revocation.concerned or tuple(application.decisions.all())
    ends = (DecisionKind.REVOCATION, DecisionKind.EXPIRY)
    return EndingPage(
        stay=stay,
        row=stay_row(stay, today) if stay else None,
        evidence=seen,
        hidden=hidden,
        revocation=revocation,
        expiry=may_draft_kind(user, application, DecisionKind.EXPIRY, today),
        heard=last_notice(application, concerned),
        drafts=list(application.decisions.filter(kind__in=ends, state__in=OPEN)),
        left_or_died=stay is not None and stay.end_kind in (EndKind.LEFT, EndKind.DIED),
        law=cited(LAW, today),
    )


def close_terms_of(notice: RevocationNotice) -> Sequence[Deadline]:
    """The running terms of ``notice``."""
    return list(
        Deadline.objects.filter(
            case=notice.application_id, kind__code=TERM, about=about_of(notice), state=DeadlineState.OPEN
        )
    )
