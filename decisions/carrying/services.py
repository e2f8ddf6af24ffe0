"""Acts of carrying a decision out: once, in one transaction with what it does."""

from datetime import date

from django.db import transaction

from apartments.services import Basis
from apartments.services.by_decision import let_go_after, open_stay
from applications.services import locked
from decisions.after.selectors import aftermath
from decisions.after.services import allow_early
from decisions.carrying.access import may_carry_out, may_release
from decisions.carrying.effects import do
from decisions.carrying.models import Execution, How
from decisions.carrying.plans import Plan, at_once, enforceable_since, plan_of
from decisions.models import Decision, EarlyGround, Entry
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.services import record


def with_approval(*, actor: User, decision: Decision) -> None:
    """What the approval of ``decision`` may do at once; in its transaction. What has to wait is left."""
    if not decision.rules.effect.by_act or decision.issued_on is None:
        return
    why = at_once(decision)
    if why:
        plan = plan_of(decision, decision.issued_on, decision.issued_on)
        do(_store(actor, decision, How.APPROVAL, plan, why), actor)


@transaction.atomic
def carry_out(*, actor: User, decision: Decision, agreed: str = "") -> Execution:
    """Carry an approved ``decision`` out, once.

    ``agreed`` (Polish): why it is what all parties asked for; this is entered first as the ground on which it may be
    carried out before it is final (art. 130 § 4 KPA). Raises ``DomainError`` where it was carried out already, or may
    not be yet (art. 110, 130 KPA).
    """
    application = locked(decision.application)
    fresh = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("office", "concerns", "contract")
        .get(pk=decision.pk)
    )
    fresh.application = application
    demand(may_carry_out(actor, fresh))
    if agreed.strip():
        _enter_agreement(actor, fresh, agreed)
    today = clock.today()
    after = aftermath(fresh, today)
    verdict = after.may_be_carried_out
    since = enforceable_since(after)
    if not verdict or since is None:
        raise DomainError("not_enforceable", f"Tej decyzji nie można jeszcze wykonać. {verdict.reason}")
    former = Execution.objects.filter(decision=fresh).first()
    if former is not None:
        # An appeal stopped it before anybody moved in; now it works again, and was carried out only once.
        open_stay(actor=actor, application=application, since=since, why=verdict.reason[:300])
        return former
    row = _store(actor, fresh, How.ACT, plan_of(fresh, since, today), verdict.reason, after.last)
    do(row, actor)
    return row


def _enter_agreement(actor: User, decision: Decision, reason: str) -> None:
    delivery = aftermath(decision, clock.today()).delivery
    if delivery is None:
        raise DomainError(
            "not_enforceable",
            "Decyzji nie doręczono, więc jeszcze nie wiąże (art. 110 KPA). Najpierw wpisz jej doręczenie.",
        )
    allow_early(
        actor=actor, decision=decision, ground=EarlyGround.AGREED, since=delivery.delivered_on, reason=reason.strip()
    )


@transaction.atomic
def release_early(*, actor: User, decision: Decision, reason: str) -> Execution:
    """Give back the place held for a case that ended without a grant, before that decision is final; ``reason`` stays.

    Nothing is taken from the party by it but the place that waited for the case of a successful appeal.
    """
    application = locked(decision.application)
    fresh = Decision.objects.select_for_update(of=("self",)).select_related("office").get(pk=decision.pk)
    fresh.application = application
    demand(may_release(actor, fresh))
    if not reason.strip():
        raise DomainError("reason", "Napisz, dlaczego miejsce nie czeka na koniec sprawy.", "reason")
    plan = plan_of(fresh, clock.today(), clock.today())
    row = _store(actor, fresh, How.RELEASE, plan, reason.strip())
    if plan.works_from is not None and fresh.issued_on is not None:
        basis = Basis(fresh.number, fresh.issued_on, carried_out=True)
        let_go_after(actor=actor, application=application, basis=basis, reason=reason.strip())
    return row


def _store(actor: User, decision: Decision, how: How, plan: Plan, why: str, rests_on: Entry | None = None) -> Execution:
    """The row comes first: the database asks for it before it lets the places change."""
    row = Execution.objects.create(
        decision=decision,
        how=how,
        done_on=_today(decision, how),
        works_from=plan.works_from,
        what=" ".join(part for part in (plan.what, plan.why) if part),
        why=why,
        rests_on=Entry.objects.get(pk=rests_on.pk) if rests_on else None,
        actor=actor,
        at=clock.now(),
    )
    record(
        actor=actor,
        office=decision.office,
        verb="decisions.execution",
        sentence=f"Wykonano decyzję nr {decision.number}, {how.label}. {plan.what}",
        subject=row,
        case=decision.application_id,
    )
    return row


def _today(decision: Decision, how: How) -> date:
    return decision.issued_on if how == How.APPROVAL and decision.issued_on else clock.today()
