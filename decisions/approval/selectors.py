"""Reads for approval: what differs, which decisions of a run wait, how far a list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

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


@dataclass(frozen=True)
class Narrowed:
    """Which of the waiting changes of fee are asked for: ``up``/``down``, programme, least difference (zł), overrides
    (``clean``/``let_go``).
    """

    direction: str = ""
    programme: int | None = None
    least: Decimal | None = None
    check: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return self != Narrowed()


EVERYTHING = Narrowed()


def _waiting(user: User, by: Narrowed) -> QuerySet[Decision]:
    """The changes of fee that wait, with the fee before (``old``) and after (``new``), narrowed in the database."""
    drafts = DraftAssessment.objects.filter(pk=OuterRef("draft"))
    rows = (
        waiting_for_approval(user)
        .filter(kind=DecisionKind.FEE_CHANGE)
        .annotate(draft=Cast(KeyTextTransform("draft_assessment", "facts"), BigIntegerField()))
        .annotate(old=Subquery(drafts.values("row__old_amount")[:1]), new=Subquery(drafts.values("amount")[:1]))
        .filter(new__isnull=False)
    )
    if by.programme is not None:
        rows = rows.filter(application__programme=by.programme)
    if by.check:
        let_go = Override.objects.filter(decision=OuterRef("pk"))
        rows = rows.annotate(has_let_go=Exists(let_go)).filter(has_let_go=by.check == "let_go")
    if by.direction:
        rows = rows.filter(new__gt=F("old")) if by.direction == "up" else rows.filter(new__lt=F("old"))
    if by.least is not None:
        rows = rows.filter(Q(new__gte=F("old") + by.least) | Q(new__lte=F("old") - by.least))
    return rows


def waiting_total(user: User, by: Narrowed = EVERYTHING) -> int:
    """How many changes of fee wait, also beyond those that one list shows."""
    return _waiting(user, by).count()


def waiting_changes(user: User, by: Narrowed = EVERYTHING) -> list[Waiting]:
    """The first ``MOST_LISTED`` of the changes of fee that wait, narrowed. Three queries, however many."""
    rows = list(_waiting(user, by).prefetch_related("overrides")[:MOST_LISTED])
    keys = [row.facts["draft_assessment"] for row in rows]
    drafts = DraftAssessment.objects.select_related("row").defer("facts", "rules", "result").in_bulk(keys)
    return [_listed(row, drafts[key], user) for row, key in zip(rows, keys, strict=True)]


def _listed(row: Decision, draft: DraftAssessment, user: User) -> Waiting:
    own = row.preparer_id == user.pk
    return Waiting(row, draft.row.old_amount, draft.amount, draft.on, own, list(row.overrides.all()))


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
