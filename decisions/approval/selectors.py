"""Reads for approval: what differs, which decisions of a run wait, how far a list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from decisions.approval.models import ApprovalBatch, BatchState, Override, RunDecision
from decisions.approval.paragraphs import Changed, difference, paragraphs_of
from decisions.kinds import DecisionKind
from decisions.models import Decision
from decisions.selectors import html_of, waiting_for_approval
from decisions.states import DecisionState
from decisions.texts import draft_html
from fees.changes.models import ChangeRun, DraftAssessment
from fees.changes.selectors import drafts_of
from office import clock
from office.models import User
from office.selectors import authorisation_of, signers_of

MOST_LISTED = 500


@dataclass(frozen=True)
class Compared:
    """What differs from another text: which one (words and address), and the paragraphs. None: there is no other."""

    words: str
    url_of: int | None
    changes: Sequence[Changed]


def text_of(decision: Decision) -> list[str]:
    """The paragraphs of the decision as it stands. Raises ``DomainError`` where it cannot be composed."""
    if decision.state == DecisionState.SUBMITTED:
        return paragraphs_of(draft_html(decision, decision.content))
    return paragraphs_of(html_of(decision))


def since_last_submission(decision: Decision, text: Sequence[str]) -> Compared | None:
    """What the worker changed since the director saw it before; None where it is shown for the first time."""
    rows = list(decision.submissions.order_by("-pk")[:2])
    if decision.state == DecisionState.SUBMITTED:
        rows = rows[1:]
    if not rows:
        return None
    before = paragraphs_of(draft_html(decision, rows[0].content))
    return Compared(
        f"wersja przekazana {clock.local(rows[0].at):%d.%m.%Y, %H:%M}", None, difference(before, list(text))
    )


def previous_decision(decision: Decision) -> Decision | None:
    """The decision that this one concerns, else the last one issued to the same person by the office."""
    if decision.concerns is not None and decision.concerns.state == DecisionState.APPROVED:
        return decision.concerns
    rows = Decision.objects.filter(
        office=decision.office, application__person=decision.application.person_id, state=DecisionState.APPROVED
    )
    return rows.exclude(pk=decision.pk).order_by("-issued_on", "-pk").first()


def since_previous_decision(decision: Decision, text: Sequence[str]) -> Compared | None:
    """What differs from the previous decision of the same person; None where there is none."""
    before = previous_decision(decision)
    if before is None:
        return None
    words = f"{before.noun.lower()} nr {before.number}"
    return Compared(words, before.pk, difference(paragraphs_of(before.html), list(text)))


# --- decisions of a run -----------------------------------------------------------------------------------------------


def drafts_left(run: ChangeRun) -> QuerySet[DraftAssessment]:
    """The drafts of a run that change a fee and have no decision yet; those that failed come last."""
    made = RunDecision.objects.filter(draft=OuterRef("pk"), decision__isnull=False)
    failed = RunDecision.objects.filter(draft=OuterRef("pk"), run=run).exclude(problem="")
    rows = drafts_of(run).annotate(made=Exists(made.exclude(decision__state=DecisionState.WITHDRAWN)))
    return rows.filter(made=False).annotate(failed=Exists(failed)).order_by("failed", "pk")


@dataclass(frozen=True)
class RunProgress:
    """How far the decisions of a run are."""

    drafts: int
    made: int
    problems: Sequence[RunDecision]


def run_progress(run: ChangeRun) -> RunProgress:
    """How many decisions were made of the drafts of a run, and which could not be."""
    rows = RunDecision.objects.filter(run=run).select_related("draft__application__person")
    return RunProgress(
        drafts=drafts_of(run).count(),
        made=rows.filter(decision__isnull=False).count(),
        problems=list(rows.exclude(problem="")),
    )


# --- the director's list ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """One decision of a run that waits: the fee before and after in złoty a month, and whose draft it is."""

    decision: Decision
    old: Decimal | None
    new: Decimal | None
    on: date
    own: bool
    let_go: Sequence[Override]

    @property
    def difference(self) -> Decimal:
        """By how much the fee changes."""
        return (self.new or Decimal(0)) - (self.old or Decimal(0))


def may_be_listed(user: User) -> QuerySet[Decision]:
    """What a director may approve on a list: changes of fee that wait and that somebody else prepared."""
    return waiting_for_approval(user).filter(kind=DecisionKind.FEE_CHANGE).exclude(preparer=user)


def waiting_changes(
    user: User, *, direction: str = "", programme: int | None = None, least: Decimal | None = None, check: str = ""
) -> list[Waiting]:
    """The changes of fee that wait, narrowed: ``up``/``down``, programme, least difference, with or without overrides.

    Four queries, however many. At most ``MOST_LISTED``.
    """
    rows = waiting_for_approval(user).filter(kind=DecisionKind.FEE_CHANGE)
    if programme is not None:
        rows = rows.filter(application__programme=programme)
    if check:
        let_go = Override.objects.filter(decision=OuterRef("pk"))
        rows = rows.annotate(has_let_go=Exists(let_go)).filter(has_let_go=check == "let_go")
    decisions = list(rows.prefetch_related("overrides")[:MOST_LISTED])
    keys = [decision.facts.get("draft_assessment") for decision in decisions]
    drafts = {
        row.pk: row for row in DraftAssessment.objects.filter(pk__in=[key for key in keys if key]).select_related("row")
    }
    found = [
        Waiting(
            decision,
            draft.row.old_amount,
            draft.amount,
            draft.on,
            decision.preparer_id == user.pk,
            list(decision.overrides.all()),
        )
        for decision, key in zip(decisions, keys, strict=True)
        if (draft := drafts.get(key or 0)) is not None
    ]
    if direction:
        found = [row for row in found if (row.difference > 0) == (direction == "up") and row.difference]
    if least is not None:
        found = [row for row in found if abs(row.difference) >= least]
    return found


def batches_of(user: User) -> QuerySet[ApprovalBatch]:
    """The lists of the user's office, the newest first, with how far each is."""
    rows = ApprovalBatch.objects.filter(office_id=user.office_id) if user.office_id else ApprovalBatch.objects.none()
    return rows.select_related("director", "office").annotate(
        total=Count("items"),
        waiting=Count("items", filter=Q(items__state=BatchState.WAITING)),
        approved=Count("items", filter=Q(items__state=BatchState.APPROVED)),
        failed=Count("items", filter=Q(items__state=BatchState.FAILED)),
    )


def signing_words(user: User, decision: Decision) -> str:
    """By which authorisation ``user`` would sign: number, day, scope, from–to; empty without one."""
    held = authorisation_of(user, decision.office, clock.today(), decision.kind)
    if held is None:
        return ""
    until = f"do {held.valid_to:%d.%m.%Y}" if held.valid_to else "bezterminowo"
    days = f"ważne od {held.valid_from:%d.%m.%Y} {until}"
    return f"nr {held.number} z {held.issued_on:%d.%m.%Y}, zakres: {held.scope}; {days}"


def signers_words(decision: Decision) -> str:
    """Who may sign a decision of this kind today, by name and number of the authorisation; empty: nobody."""
    rows = signers_of(decision.office, clock.today(), decision.kind)
    return ", ".join(f"{row.holder} (nr {row.number})" for row in rows)
