"""What a decision does when it is approved, by kind: each calls down, with its number and day as plain values."""

from collections.abc import Callable
from datetime import date
from typing import Any

from apartments.services import Basis, begin_stay, renew_stay
from apartments.states import OccupancyState
from applications.services import discontinue, grant, refuse
from contracts.annexes.selectors import changed_by, open_pairs, says
from contracts.annexes.services import pair_with_decision
from decisions.after.selectors import aftermath
from decisions.anew.services import reviewed_by
from decisions.carrying.services import with_approval
from decisions.conditions.services import open_conditions
from decisions.kinds import DecisionKind
from decisions.kinds.reasons import chosen_draft, facts_of
from decisions.models import Decision
from fees.changes.adopt import adopt
from office.deadlines.services import case_settled, exclude_time, resume
from office.models import Deadline, DeadlineState, PauseGround, User
from office.polish import short_day


def before_freezing(decision: Decision, actor: User, number: str, today: date) -> dict[str, Any]:
    """What must be made before the row freezes: the assessment of a changed fee, and the entry that the office reviewed
    the decision in whose place this one comes.
    """
    former = decision.instead_of
    if former is not None and aftermath(former, today).under_review:
        reviewed_by(actor=actor, decision=former, number=number, day=today)
    if decision.kind != DecisionKind.FEE_CHANGE:
        return {}
    draft = chosen_draft(decision)
    assert draft is not None  # noqa: S101 - the decision was composed from it
    return {"assessment": adopt(actor=actor, draft=draft, number=number, decided_on=today)}


def at_approval(decision: Decision, actor: User) -> None:
    """Do what the approval of ``decision`` does at once; in its transaction.

    What only a decision that may be carried out does (art. 130 KPA) is left to ``decisions.carrying``.
    """
    open_conditions(actor=actor, decision=decision)
    effect = _EFFECTS.get(decision.kind)
    if effect is not None:
        effect(decision, actor)
    with_approval(actor=actor, decision=decision)
    if decision.kind in (DecisionKind.FEE_CHANGE, DecisionKind.PERIOD_CHANGE):
        _pair_with_annexes(decision, actor)
    if decision.instead_of_id is not None:
        _settled(decision, actor)


def _pair_with_annexes(decision: Decision, actor: User) -> None:
    """Note the decision at the signed annexes that say the same and wait for it; others wait on for their own."""
    basis, facts = _basis(decision), facts_of(decision)
    amount = decision.assessment.amount if decision.kind == DecisionKind.FEE_CHANGE and decision.assessment else None
    for annex in open_pairs(decision.application):
        new = changed_by(says(annex.contract, basis.date, before=annex), annex)
        if amount is not None and annex.fee:
            agrees = new.fee == amount
        else:
            agrees = amount is None and "period_to" in annex.changes and new.period_to == facts.until
        if agrees:
            pair_with_decision(actor=actor, annex=annex, number=basis.number, decided_on=basis.date, amount=amount)


def _basis(decision: Decision) -> Basis:
    assert decision.issued_on is not None  # noqa: S101 - the database holds it for every approved decision
    return Basis(number=decision.number, date=decision.issued_on)


def _settled(decision: Decision, actor: User) -> None:
    case_settled(
        actor=actor,
        office=decision.office,
        case=decision.application_id,
        settled_on=_basis(decision).date,
        how=f"Decyzja nr {decision.number}.",
    )


def _grant(decision: Decision, actor: User) -> None:
    occupancy = decision.the_contract.occupancy
    # Where the case is decided anew its place may be granted already: then it rests on this decision from now on.
    take = renew_stay if occupancy.state == OccupancyState.GRANTED else begin_stay
    take(actor=actor, occupancy=occupancy, basis=_basis(decision))
    grant(actor=actor, application=decision.application)
    _settled(decision, actor)


def _refuse(decision: Decision, actor: User) -> None:
    refuse(actor=actor, application=decision.application)
    _settled(decision, actor)


def _discontinue(decision: Decision, actor: User) -> None:
    discontinue(actor=actor, application=decision.application)
    _settled(decision, actor)


def _settling(decision: Decision, state: str) -> list[Deadline]:
    rows = Deadline.objects.filter(
        office=decision.office, case=decision.application_id, kind__settles_case=True, state=state
    )
    return list(rows)


def _suspend(decision: Decision, actor: User) -> None:
    """Stop the term for settling. One that has run out, or that a notice has set, is left as it is."""
    since = _basis(decision).date
    for deadline in _settling(decision, DeadlineState.OPEN):
        if deadline.event_on < since <= deadline.due_on and not deadline.extensions.exists():
            exclude_time(
                actor=actor,
                deadline=deadline,
                ground=PauseGround.SUSPENSION,
                since=since,
                until=None,
                reason=f"Postanowienie nr {decision.number} z {short_day(since)}",
            )


def _resume(decision: Decision, actor: User) -> None:
    for deadline in _settling(decision, DeadlineState.SUSPENDED):
        resume(actor=actor, deadline=deadline, until=_basis(decision).date)


_EFFECTS: dict[str, Callable[[Decision, User], None]] = {
    DecisionKind.GRANT: _grant,
    DecisionKind.SUPPORT: _grant,
    DecisionKind.REFUSAL: _refuse,
    DecisionKind.DISCONTINUATION: _discontinue,
    DecisionKind.SUSPENSION: _suspend,
    DecisionKind.RESUMPTION: _resume,
}
