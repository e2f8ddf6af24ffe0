"""What carrying a decision out does, by kind: each calls down, with number and day as plain values."""

from collections.abc import Callable
from datetime import timedelta

from apartments.models import Place
from apartments.services import Basis, change_place, end_stay, extend_stay
from apartments.services.by_decision import granted_occupancy, let_go_after, open_stay
from decisions.carrying.models import Execution
from decisions.kinds.possible import standing
from decisions.kinds.reasons import facts_of
from decisions.kinds.registry import DecisionKind
from fees.changes.adopt import carry_over
from office.models import User

ONE_DAY = timedelta(days=1)


def do(execution: Execution, actor: User) -> None:
    """Do what the decision of ``execution`` decides; nothing where its plan found nothing left to do."""
    if execution.works_from is not None:
        _DO[execution.decision.kind](execution, actor)


def _basis(execution: Execution) -> Basis:
    decision = execution.decision
    assert decision.issued_on is not None  # noqa: S101 - the database holds it for every approved decision
    return Basis(decision.number, decision.issued_on, carried_out=True)


def _open(execution: Execution, actor: User) -> None:
    assert execution.works_from is not None  # noqa: S101 - asked by ``do``
    open_stay(
        actor=actor,
        application=execution.decision.application,
        since=execution.works_from,
        why=execution.why[:300],
    )


def _free(execution: Execution, actor: User) -> None:
    let_go_after(actor=actor, application=execution.decision.application, basis=_basis(execution))


def _move(execution: Execution, actor: User) -> None:
    decision, basis = execution.decision, _basis(execution)
    assert execution.works_from is not None  # noqa: S101 - asked by ``do``
    place = Place.objects.select_related("apartment").get(pk=facts_of(decision).place or 0)
    occupancy = granted_occupancy(decision.application)
    moved = change_place(actor=actor, occupancy=occupancy, place=place, from_day=execution.works_from, basis=basis)
    fee = standing(decision.application, basis.date).fee
    if fee is not None and fee.assessment is not None:
        carry_over(actor=actor, assessment=fee.assessment, occupancy=moved, number=basis.number, decided_on=basis.date)


def _end(execution: Execution, actor: User) -> None:
    """End the stay on the day before the effect begins, or let it go on where the decision makes it longer."""
    decision = execution.decision
    assert execution.works_from is not None  # noqa: S101 - asked by ``do``
    occupancy, last_day = granted_occupancy(decision.application), execution.works_from - ONE_DAY
    until = facts_of(decision).until
    if decision.kind == DecisionKind.PERIOD_CHANGE and until and occupancy.period_to and until > occupancy.period_to:
        extend_stay(actor=actor, occupancy=occupancy, last_day=until, basis=_basis(execution))
    else:
        end_stay(actor=actor, occupancy=occupancy, last_day=last_day, basis=_basis(execution))


_DO: dict[str, Callable[[Execution, User], None]] = {
    DecisionKind.GRANT: _open,
    DecisionKind.SUPPORT: _open,
    DecisionKind.REFUSAL: _free,
    DecisionKind.DISCONTINUATION: _free,
    DecisionKind.PERIOD_CHANGE: _end,
    DecisionKind.PLACE_CHANGE: _move,
    DecisionKind.REVOCATION: _end,
    DecisionKind.EXPIRY: _end,
}
