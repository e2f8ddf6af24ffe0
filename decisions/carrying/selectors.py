"""Reads: what is still to be carried out, from when, and what it would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from apartments.allocation.selectors import queues
from apartments.services.by_decision import waits_for
from applications.selectors import visible_to as visible_applications
from decisions.after.selectors import Aftermath, aftermath, aftermaths
from decisions.after.steps import next_step as step_after
from decisions.carrying.access import is_stopped, may_carry_out, may_release
from decisions.carrying.plans import Plan, enforceable_since, plan_of
from decisions.kinds.registry import KINDS, REFUSES, STAY
from decisions.models import Decision, Execution
from decisions.states import DecisionState
from office.access import Verdict, refused
from office.case import NextStep
from office.models import User
from office.polish import day
from office.selectors import cited

BY_ACT = sorted(code for code, kind in KINDS.items() if kind.effect.by_act)
"""The kinds that somebody carries out."""
_AGREED = "kpa.130.4"


@dataclass(frozen=True)
class Waiting:
    """One issued decision that is still to be carried out: whether it may be today, since or from when, and why."""

    decision: Decision
    after: Aftermath
    verdict: Verdict
    since: date | None
    may_agree: bool
    """Whether the office may still judge that it is what all parties asked for (art. 130 § 4 KPA)."""

    @property
    def url(self) -> str:
        """Where it is carried out."""
        return reverse("decisions:carry_out", args=[self.decision.pk])

    @property
    def expected(self) -> date | None:
        """From when it may be carried out as things stand, where that is known and still to come."""
        final = self.after.finality.final_on
        return final if final is not None and final > self.after.today else None


@dataclass(frozen=True)
class CarryingPage:
    """What the page of carrying one decision out shows."""

    waiting: Waiting | None
    execution: Execution | None
    may: Verdict
    may_release: Verdict
    plan: Plan | None
    rules: Sequence[str]
    agreed_rule: str
    """The provision that lets what all parties asked for be carried out before it is final."""
    queue: int | None


def _open(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Of ``decisions`` the issued ones of a kind that is carried out and was not yet, or was stopped by an appeal."""
    stopped = Q(kind__in=STAY, application__stay__isnull=False, application__stay__open_from__isnull=True)
    return decisions.filter(Q(execution__isnull=True) | stopped, state=DecisionState.APPROVED, kind__in=BY_ACT).exclude(
        kind__in=STAY, application__stay__ended_on__isnull=False
    )


def _waiting(after: Aftermath) -> Waiting:
    decision = after.decision
    agree = (
        decision.kind in STAY
        and after.delivery is not None
        and after.appeal is None
        and after.early is None
        and not after.is_final
    )
    return Waiting(decision, after, after.may_be_carried_out, enforceable_since(after), agree)


def to_carry_out(user: User, today: date, *, own: bool = False) -> list[Waiting]:
    """The decisions that ``user`` may see (``own``: of the own cases) and that are still to be carried out.

    First those that may be today, then by the day on which they may; what was quashed is left out.
    """
    rows = _open(Decision.objects.filter(application__in=visible_applications(user))).select_related(
        "application__person", "application__stay", "office", "contract", "concerns", "execution"
    )
    if own:
        rows = rows.filter(application__worker=user)
    found = [_waiting(after) for after in aftermaths(list(rows.order_by("pk")), today) if not after.finality.replaced]
    return sorted(found, key=lambda one: (not one.verdict, one.expected or date.max, one.decision.pk))


def waiting_of(after: Aftermath) -> Waiting | None:
    """``after`` as something to carry out; ``None`` where it is not, or not any more."""
    decision = after.decision
    if decision.kind not in BY_ACT or decision.state != DecisionState.APPROVED or after.finality.replaced:
        return None
    return None if execution_of(decision) is not None and not is_stopped(decision) else _waiting(after)


def execution_of(decision: Decision) -> Execution | None:
    """That it was carried out, if it was."""
    return getattr(decision, "execution", None)


def step_of_carrying(after: Aftermath) -> NextStep | None:
    """ "Co dalej": carry it out, where it may be today or where the office may judge that it may."""
    waiting = waiting_of(after)
    if waiting is None or not (waiting.verdict or waiting.may_agree):
        return None
    sentence = f"Decyzję można wykonać: {after.decision.rules.effect.waits}."
    if not waiting.verdict:
        when = f" Inaczej poczekaj do {day(waiting.expected)}" if waiting.expected else ""
        sentence = (
            f"Czeka {after.decision.rules.effect.waits}. Jeśli decyzja odpowiada temu, o co wnosiła strona, potwierdź "
            f"to i wykonaj ją.{when}"
        )
    term = None if waiting.verdict else after.finality.term
    return NextStep(sentence, "pracownik socjalny", "Wykonaj decyzję", waiting.url, term.last_day if term else None)


def next_step(after: Aftermath) -> NextStep | None:
    """ "Co dalej" of an issued decision: what the office has to enter, then carrying it out, then waiting."""
    own = step_after(after)
    if own is not None and not after.waits:
        return own
    return step_of_carrying(after) or own


def carrying_page(decision: Decision, user: User, today: date) -> CarryingPage:
    """Whether ``decision`` may be carried out, what that would do and from when; or what was done."""
    execution = None if is_stopped(decision) else execution_of(decision)
    after = aftermath(decision, today)
    waiting = waiting_of(after)
    since = waiting.since or waiting.expected if waiting else None
    may = may_carry_out(user, decision)
    if may and after.finality.replaced:
        may = refused("Decyzja nie obowiązuje: uchylono ją albo zmieniono. Wykonuje się tę, która ją zastąpiła.")
    basis = decision.rules.effect.basis
    rules = cited((*basis, _AGREED), today) if waiting else {}
    return CarryingPage(
        waiting=waiting,
        execution=execution,
        may=may,
        may_release=may_release(user, decision),
        plan=plan_of(decision, since, max(since, today)) if waiting and since else None,
        rules=[rules[code] for code in basis if code in rules],
        agreed_rule=rules.get(_AGREED, ""),
        queue=_queue(decision, today) if waiting and decision.kind in REFUSES else None,
    )


def _queue(decision: Decision, today: date) -> int | None:
    """How many wait for a place of the programme whose place is held."""
    programme = decision.application.programme
    if programme is None or not waits_for(decision.application):
        return None
    return sum(len(queue.rows) for queue in queues(decision.office, today, programme))
