"""Acts that follow an appeal: decide anew, review the own decision, follow the ruling, halt an order."""

from datetime import date

from django.db import transaction

from apartments.services import Basis, begin_stay, end_stay, extend_stay, keep_place, let_go_granted, lives_there
from apartments.services.by_decision import close_stay, granted_occupancy, is_open, open_stay
from apartments.states import OccupancyState
from applications.models import Application
from applications.services import back_to, end_on_appeal, grant, locked, reopen
from contracts.selectors import current_contract
from contracts.states import ContractState
from decisions.after.entering import begin, between, store
from decisions.after.selectors import Act, Aftermath
from decisions.anew.selectors import BEFORE
from decisions.conditions.services import drop_terms
from decisions.kinds.registry import ENDING, STAY, DecisionKind
from decisions.models import AppealAct, AppealStep, Decision, FollowUp, FollowUpAct, Halt, Outcome
from decisions.states import OPEN
from office import clock
from office.access import demand, works_as
from office.deadlines.services import case_settled, open_deadline
from office.errors import DomainError
from office.models import Role, User
from office.polish import day as long_day
from office.polish import short_day

SETTLE_AGAIN = "settle-again"
"""The term for settling a case anew, from the day the files came back."""


@transaction.atomic
def decide_anew(*, actor: User, decision: Decision, since: date) -> FollowUp:
    """Take a case up again after a remittal (art. 138 § 2 KPA); ``since``: the day on which the files came back.

    A case that the annulled decision had ended is open again under its number, its place waits where it can, and the
    term for settling runs anew.
    """
    application = locked(decision.application)
    after = begin(actor, decision, Act.ANEW)
    assert after.ruling is not None  # noqa: S101 - the act says so
    between(since, after.ruling.done_on, after.today, "since", "rozstrzygnięcia")
    _fallen(actor, decision, f"uchylono decyzję nr {decision.number}")
    told = _taken_up(actor, application, decision, f"rozstrzygnięcie nr {after.ruling.reference}.")
    open_deadline(actor=actor, office=decision.office, kind=SETTLE_AGAIN, event_on=since, case=application.pk)
    return _follow(actor, decision, FollowUpAct.ANEW, since, f"{told} Termin załatwienia sprawy biegnie od nowa.")


@transaction.atomic
def begin_review(*, actor: User, decision: Decision) -> FollowUp:
    """Begin to grant the appeal in full by a new decision written here (art. 132 KPA), within the days of art. 133."""
    application = locked(decision.application)
    after = begin(actor, decision, Act.REVIEW)
    review_in_time(after, after.today)
    told = _taken_up(actor, application, decision, f"autokontrola decyzji nr {decision.number}.")
    words = f"{told} Przygotuj nową decyzję: gdy dyrektor ją zatwierdzi, zastąpi tę."
    return _follow(actor, decision, FollowUpAct.REVIEW, after.today, words)


def review_in_time(after: Aftermath, on: date, field: str = "") -> None:
    """Raise ``DomainError`` (at ``field``) where on ``on`` the days for the office's own review have passed."""
    if after.forward_by is not None and on > after.forward_by.last_day:
        raise DomainError(
            "self_review_too_late",
            f"Na autokontrolę był czas do {long_day(after.forward_by.last_day)} (art. 132 i 133 KPA). "
            "Przekaż odwołanie organowi odwoławczemu.",
            field,
        )


def give_up_review(*, actor: User, decision: Decision, why: str) -> None:
    """Leave the case as it was before the review began: the appeal goes on, or the review was entered by mistake.

    Raises ``DomainError`` while a draft in place of ``decision`` is open.
    """
    if decision.followed_by.filter(state__in=OPEN).exists():
        raise DomainError("draft_open", "W autokontroli przygotowano projekt nowej decyzji. Najpierw go wycofaj.")
    if decision.kind in ENDING:
        application = locked(decision.application)
        back_to(actor=actor, application=application, state=BEFORE[DecisionKind(decision.kind)], why=why)


def reviewed_by(*, actor: User, decision: Decision, number: str, day: date) -> None:
    """Enter that the new decision ``number`` granted the appeal: ``decision`` is replaced from ``day`` on."""
    _fallen(actor, decision, f"decyzję nr {decision.number} zastępuje nowa")
    sentence = f"Autokontrola: decyzja nr {number} zastępuje decyzję nr {decision.number}."
    store(AppealAct, actor, decision, sentence, step=AppealStep.SELF_REVIEW, done_on=day, reference=number)


@transaction.atomic
def carry_ruling(*, actor: User, decision: Decision) -> FollowUp:
    """Bring the case, the place and the stay in line with a ruling that decided itself or discontinued."""
    application = locked(decision.application)
    after = begin(actor, decision, Act.CARRY)
    ruling = after.ruling
    assert ruling is not None  # noqa: S101 - the act says so
    why = f"rozstrzygnięcie nr {ruling.reference} z {short_day(ruling.done_on)}."
    if ruling.outcome == Outcome.ANNULLED:
        _fallen(actor, decision, f"uchylono decyzję nr {decision.number}")
        told = _discontinued(actor, application, ruling, why)
    elif ruling.grants:
        told = _taken_up(actor, application, decision, why)
    elif ruling.stay_to is not None:
        told = _set_last_day(actor, application, ruling)
    else:
        told = "Sprawdzono, co wynika z rozstrzygnięcia."
    if decision.kind in STAY and ruling.outcome == Outcome.CHANGED:
        told = f"{told} {_open_by_ruling(actor, application, ruling)}"
    return _follow(actor, decision, FollowUpAct.CARRIED, after.today, told)


@transaction.atomic
def let_go(*, actor: User, decision: Decision) -> FollowUp:
    """Let the granted place of a case that is decided anew go, to choose another place or other days."""
    application = locked(decision.application)
    begin(actor, decision, Act.LET_GO)
    if lives_there(application):
        raise DomainError(
            "lives_there",
            "Osoba mieszka już w tym miejscu. Nowa decyzja dotyczy tego samego miejsca; inne przyzna decyzja o zmianie "
            "miejsca.",
        )
    told = let_go_granted(actor=actor, application=application, why=f"uchylono decyzję nr {decision.number}")
    return _follow(actor, decision, FollowUpAct.LET_GO, clock.today(), f"{told} Wybierz miejsce na stronie sprawy.")


@transaction.atomic
def grant_by_ruling(*, actor: User, decision: Decision) -> FollowUp:
    """Grant the held place by the ruling that granted support instead of a refusal; the director does."""
    application = locked(decision.application)
    after = begin(actor, decision, Act.GRANT)
    demand(works_as(actor, decision.office, Role.DIRECTOR))
    ruling = after.ruling
    contract = current_contract(application)
    assert ruling is not None  # noqa: S101 - the act says so
    if contract is None or contract.state != ContractState.SIGNED:
        raise DomainError(
            "no_contract", "Najpierw zarezerwujcie miejsce, obliczcie opłatę i podpiszcie kontrakt mieszkaniowy."
        )
    begin_stay(actor=actor, occupancy=contract.occupancy, basis=_basis(ruling))
    grant(actor=actor, application=application)
    told = f"Miejsce przyznano według rozstrzygnięcia nr {ruling.reference}."
    told = f"{told} {_open_by_ruling(actor, application, ruling)}".strip()
    case_settled(actor=actor, office=decision.office, case=application.pk, settled_on=after.today, how=told)
    return _follow(actor, decision, FollowUpAct.GRANTED, after.today, told)


@transaction.atomic
def halt(*, actor: User, decision: Decision, since: date, reason: str) -> Halt:
    """Enter that the office halted the execution of an order after a complaint (art. 143 KPA)."""
    after = begin(actor, decision, Act.HALT)
    assert after.appeal is not None  # noqa: S101 - the act says so
    if not reason.strip():
        raise DomainError("no_reason", "Napisz, dlaczego wykonanie się wstrzymuje.", "reason")
    between(since, after.appeal.arrived_on, after.today, "since", "wpływu zażalenia")
    sentence = f"Wstrzymano wykonanie postanowienia od {short_day(since)}."
    return store(Halt, actor, decision, sentence, since=since, reason=reason.strip())


def _follow(actor: User, decision: Decision, act: FollowUpAct, since: date, told: str) -> FollowUp:
    label = act.label
    sentence = f"{label[:1].upper()}{label[1:]}: decyzja nr {decision.number}."
    return store(FollowUp, actor, decision, sentence, act=act, since=since, told=told.strip())


def _fallen(actor: User, decision: Decision, why: str) -> None:
    """What hung on a decision that does not stand any more: nobody is let in by it, its conditions bind nobody."""
    if decision.kind in STAY:
        close_stay(actor=actor, application=decision.application, why=why)
    drop_terms(actor=actor, decision=decision, why=f"{why[:1].upper()}{why[1:]}.")


def _taken_up(actor: User, application: Application, decision: Decision, why: str) -> str:
    """The case of a decision that had ended it is open again; what is told about its place."""
    if decision.kind not in ENDING:
        return ""
    reopen(actor=actor, application=application, why=why)
    told = keep_place(actor=actor, application=application, release_reason=f"decyzja {decision.number}")
    begins = application.stay_from
    if (
        begins is None
        or begins >= clock.today()
        or application.occupancies.filter(state=OccupancyState.GRANTED).exists()
    ):
        return told
    past = f"Początek pobytu z wniosku ({short_day(begins)}) już minął: popraw go we wniosku, potem wybierz miejsce."
    return f"{told} {past}".strip()


def _discontinued(actor: User, application: Application, ruling: AppealAct, why: str) -> str:
    told = let_go_granted(actor=actor, application=application, why=why, basis=_basis(ruling))
    end_on_appeal(actor=actor, application=application, why=why)
    return told


def _set_last_day(actor: User, application: Application, ruling: AppealAct) -> str:
    occupancy, last_day = granted_occupancy(application), ruling.stay_to
    assert last_day is not None  # noqa: S101 - the caller asked
    if occupancy.period_to == last_day:
        return f"Pobyt trwa do {short_day(last_day)}."
    if occupancy.period_to is None or last_day < occupancy.period_to:
        end_stay(actor=actor, occupancy=occupancy, last_day=last_day, basis=_basis(ruling))
    else:
        extend_stay(actor=actor, occupancy=occupancy, last_day=last_day, basis=_basis(ruling))
    return f"Ostatni dzień pobytu zmieniono na {short_day(last_day)}."


def _open_by_ruling(actor: User, application: Application, ruling: AppealAct) -> str:
    """Let the person in: against a ruling of the appeal body no appeal lies, so it is carried out at once."""
    if is_open(application):
        return ""
    why = f"Rozstrzygnięcie nr {ruling.reference}: odwołanie już nie przysługuje."
    open_stay(actor=actor, application=application, since=ruling.done_on, why=why)
    return "Osobę można wprowadzić do mieszkania."


def _basis(ruling: AppealAct) -> Basis:
    return Basis(number=ruling.reference[:60], date=ruling.done_on, by_appeal_body=True)
