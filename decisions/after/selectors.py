"""Reads about what followed a decision's approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from applications.states import ApplicationState
from decisions.after.acts import TERMS, Act, has_consequences, label_of, remedy_of
from decisions.after.finality import AppealFacts, Finality, finality
from decisions.after.told import Line, correction_of, line_of
from decisions.kinds.registry import ENDING, GRANTS, DecisionKind, Remedy
from decisions.models import (
    Appeal,
    AppealAct,
    AppealStep,
    Decision,
    Delivery,
    Dispatch,
    EarlyEffect,
    EarlyGround,
    Entry,
    FollowUp,
    FollowUpAct,
    Halt,
    Outcome,
    Waiver,
)
from decisions.states import DecisionState
from office import reading
from office.access import Verdict, refused
from office.calendar import Term, term_in_days
from office.polish import day
from office.selectors import days_of

__all__ = ["Act", "Aftermath", "Line", "aftermath", "enforceable", "label_of"]

T = TypeVar("T", bound=Entry)

CHILDREN = ("dispatch", "delivery", "waiver", "appeal", "appealact", "earlyeffect", "followup", "halt")
_ENTRIES = Entry.objects.select_related(*CHILDREN, "correction__actor", "actor").order_by("pk")
_SUPPLEMENTS = Delivery.objects.filter(
    decision__kind__in=(DecisionKind.SUPPLEMENT, DecisionKind.NO_SUPPLEMENT), correction__isnull=True
)


@dataclass(frozen=True)
class Aftermath:
    """Everything that followed the approval of a decision, as of today."""

    decision: Decision
    today: date
    lines: Sequence[Line]
    dispatch: Dispatch | None
    delivery: Delivery | None
    waiver: Waiver | None
    appeal: Appeal | None
    self_review: AppealAct | None
    forwarded: AppealAct | None
    ruling: AppealAct | None
    finality: Finality
    forward_by: Term | None
    last: Entry | None
    remedy: str
    counted_from: date | None
    """From which day the term of the remedy runs, where that is not the delivery (an order on a supplement)."""
    early: EarlyEffect | None
    follow_ups: Sequence[FollowUp] = ()
    """What the office did after the appeal or the ruling, in order."""
    halt: Halt | None = None

    @property
    def under_review(self) -> bool:
        """Whether the office reviews the decision itself: it writes a new one here, the appeal was not sent on."""
        begun = any(row.act == FollowUpAct.REVIEW for row in self.follow_ups)
        return begun and self.self_review is None and self.forwarded is None

    @property
    def may_strike_last(self) -> bool:
        """Whether striking the last entry would undo nothing that was done; a review that was begun can be given up."""
        return not isinstance(self.last, FollowUp) or self.last.act == FollowUpAct.REVIEW

    @property
    def is_final(self) -> bool:
        """Whether the decision is final today."""
        return self.finality.is_final(self.today)

    @property
    def state(self) -> tuple[str, str]:
        """Where the decision stands after approval: words, and the tone of the state component."""
        if self.finality.replaced:
            return "uchylona albo zmieniona", "closed"
        if self.is_final:
            return "ostateczna", "done"
        if self.appeal is not None:
            return "w odwołaniu", "wait"
        if self.delivery is not None:
            return "doręczona, biegnie termin na odwołanie", "wait"
        return ("wysłana", "active") if self.dispatch else ("do doręczenia", "active")

    @property
    def acts(self) -> tuple[Act, ...]:
        """What may be entered next, the likeliest first."""
        if self.self_review is not None:
            return ()
        if self.ruling is not None:
            return acts_after_ruling(self)
        of_decision = self.remedy == Remedy.APPEAL and self.finality.term is not None
        early = (Act.EARLY,) if of_decision and not (self.early or self.is_final) else ()
        if self.appeal is not None:
            return (*self._acts_after_appeal, *early)
        if self.delivery is not None and self.finality.term is None:
            return ()
        if self.delivery is not None:
            return (Act.APPEAL,) if self.waiver or self.is_final else (Act.WAIVER, Act.APPEAL, *early)
        return (Act.DELIVERY, Act.DISPATCH) if self.dispatch else (Act.DISPATCH,)

    @property
    def _acts_after_appeal(self) -> tuple[Act, ...]:
        halt = (Act.HALT,) if self.remedy == Remedy.COMPLAINT and not self.halt else ()
        if self.forwarded is not None:
            return (Act.RULING, *halt)
        if self.finality.late or self.under_review:
            return (Act.FORWARD, *halt)
        own = () if self.remedy == Remedy.COMPLAINT else (Act.REVIEW,)
        return (Act.FORWARD, *own, Act.SELF_REVIEW, *halt)

    @property
    def waits(self) -> bool:
        """Whether only somebody else can act: the party within its term, or the appeal body."""
        if self.ruling is not None or self.self_review is not None:
            return False
        return self.forwarded is not None or (self.delivery is not None and self.appeal is None)

    @property
    def early_ground(self) -> EarlyEffect | None:
        """Why it may be carried out before it is final; an appeal says that it is not what all parties asked for."""
        early = self.early
        return early if early and (early.ground == EarlyGround.IMMEDIATE or self.appeal is None) else None

    @property
    def may_be_carried_out(self) -> Verdict:
        """Whether the decision may be carried out today (art. 130 KPA)."""
        return enforceable(self, self.today)


def acts_after_ruling(after: Aftermath) -> tuple[Act, ...]:
    """What the office may do once the appeal body has ruled."""
    ruling = after.ruling
    assert ruling is not None  # noqa: S101 - the caller asked
    done = {row.act for row in after.follow_ups}
    if not done & {FollowUpAct.ANEW, FollowUpAct.CARRIED}:
        if ruling.outcome == Outcome.REMITTED:
            return (Act.ANEW,)
        return (Act.CARRY,) if has_consequences(after.decision, ruling) else ()
    if after.decision.kind not in ENDING or after.decision.application.state != ApplicationState.SUBMITTED:
        return ()
    if ruling.grants:
        return (Act.GRANT,)
    granted = after.decision.kind in GRANTS and FollowUpAct.LET_GO not in done
    return (Act.LET_GO,) if granted else ()


def enforceable(after: Aftermath, on: date) -> Verdict:
    """Whether an approved decision may be carried out on ``on`` (art. 130 KPA); either answer says why, in Polish.

    Not before it is final, but for: immediate enforceability (art. 108), what all parties asked for (art. 130 § 4),
    a waiver of the appeal (art. 127a).
    """
    replaced_on = after.finality.replaced_on
    if replaced_on is not None and replaced_on <= on:
        changed = after.ruling is not None and after.ruling.outcome == Outcome.CHANGED
        return refused(_CHANGED if changed else _REPLACED[after.decision.rules.is_order])
    if after.delivery is None or after.delivery.delivered_on > on:
        return refused("Decyzji nie doręczono, więc jeszcze nie wiąże (art. 110 KPA).")
    if after.finality.final_on is not None and after.finality.final_on <= on:
        return Verdict(allowed=True, reason=f"Decyzja jest ostateczna od {day(after.finality.final_on)}")
    if after.remedy == Remedy.COMPLAINT:
        return _order_enforceable(after, on)
    early = after.early_ground
    if early is not None and early.since <= on:
        return Verdict(allowed=True, reason=f"{early.words}: od {day(early.since)}")
    if after.appeal is not None:
        return refused("Odwołanie wniesione w terminie wstrzymuje wykonanie decyzji (art. 130 § 2 KPA).")
    return refused(_not_yet(after.decision))


_CHANGED = "W tym kształcie już nie obowiązuje: wykonuje się to, co orzekł organ odwoławczy."
_REPLACED = {
    False: "Decyzja nie obowiązuje: uchylono ją albo zmieniono.",
    True: "Postanowienie nie obowiązuje: uchylono je albo zmieniono.",
}


def _order_enforceable(after: Aftermath, on: date) -> Verdict:
    """A complaint does not halt an order; the office may (art. 143 KPA)."""
    if after.halt is not None and after.halt.since <= on:
        return refused(f"Ośrodek wstrzymał wykonanie postanowienia od {day(after.halt.since)} (art. 143 KPA).")
    return Verdict(
        allowed=True, reason="Postanowienie doręczono, a zażalenie nie wstrzymuje jego wykonania (art. 143 KPA)."
    )


def _supplemented_on(decision: Decision) -> date | None:
    """When the last order on a supplement of ``decision`` was delivered, if one was."""
    if decision.rules.is_order or decision.state != DecisionState.APPROVED:
        return None
    return (
        _SUPPLEMENTS.filter(decision__concerns=decision)
        .order_by("-delivered_on")
        .values_list("delivered_on", flat=True)
        .first()
    )


def _not_yet(decision: Decision) -> str:
    words = "Przed upływem terminu na odwołanie decyzji się nie wykonuje (art. 130 § 1 KPA)."
    if decision.contract is None or decision.contract.signed_on is None:
        return words
    return (
        f"{words} Wyjątek: decyzja zgodna z żądaniem wszystkich stron (art. 130 § 4 KPA). "
        f"Strona podpisała kontrakt z tą odpłatnością {day(decision.contract.signed_on)} "
        "Czy to cały jej wniosek, ocenia ośrodek."
    )


def aftermath(decision: Decision, today: date) -> Aftermath:
    """What followed the approval of ``decision``, read in two queries and the terms of the law of its day."""
    entries = list(_ENTRIES.filter(decision=decision)) if decision.state == DecisionState.APPROVED else []
    return _aftermath(decision, today, entries, _supplemented_on(decision))


def aftermaths(decisions: Sequence[Decision], today: date) -> list[Aftermath]:
    """``aftermath`` of many issued decisions at once, in two queries and the terms of the law."""
    by_decision: dict[int, list[Entry]] = {row.pk: [] for row in decisions}
    for entry in _ENTRIES.filter(decision__in=by_decision):
        by_decision[entry.decision_id].append(entry)
    anew = dict(
        _SUPPLEMENTS.filter(decision__concerns__in=by_decision)
        .order_by("delivered_on")
        .values_list("decision__concerns", "delivered_on")
    )
    with reading.once():
        return [
            _aftermath(row, today, by_decision[row.pk], None if row.rules.is_order else anew.get(row.pk))
            for row in decisions
        ]


def _aftermath(decision: Decision, today: date, entries: Sequence[Entry], anew_from: date | None) -> Aftermath:
    rows = [(entry, _row(entry)) for entry in entries]
    standing = [row for entry, row in rows if correction_of(entry) is None]
    delivery, waiver = _last(standing, Delivery), _last(standing, Waiver)
    remedy = remedy_of(decision)
    appeal = _last(standing, Appeal)
    steps = {row.step: row for row in standing if isinstance(row, AppealAct)}
    self_review, ruling = steps.get(AppealStep.SELF_REVIEW), steps.get(AppealStep.RULING)
    return Aftermath(
        decision=decision,
        today=today,
        lines=[line_of(entry, row) for entry, row in rows],
        dispatch=_last(standing, Dispatch),
        delivery=delivery,
        waiver=waiver,
        appeal=appeal,
        self_review=self_review,
        forwarded=steps.get(AppealStep.FORWARDED),
        ruling=ruling,
        finality=finality(
            delivery.delivered_on if delivery else None,
            days_of(TERMS.get(remedy, "kpa.129"), decision.issued_on or today),
            remedy=remedy,
            anew_from=anew_from,
            waived_on=waiver.arrived_on if waiver else None,
            appeal=_facts(appeal, self_review, ruling),
        ),
        forward_by=term_in_days(appeal.arrived_on, days_of("kpa.133", appeal.arrived_on)) if appeal else None,
        last=standing[-1] if standing else None,
        remedy=remedy,
        counted_from=anew_from,
        early=_last(standing, EarlyEffect),
        follow_ups=[row for row in standing if isinstance(row, FollowUp)],
        halt=_last(standing, Halt),
    )


def _row(entry: Entry) -> Entry:
    for name in CHILDREN:
        child = getattr(entry, name, None)
        if isinstance(child, Entry):
            return child
    raise TypeError("an entry is always of a kind")


def _last(rows: Sequence[Entry], kind: type[T]) -> T | None:
    return next((row for row in reversed(rows) if isinstance(row, kind)), None)


def _facts(appeal: Appeal | None, self_review: AppealAct | None, ruling: AppealAct | None) -> AppealFacts | None:
    if appeal is None:
        return None
    return AppealFacts(
        lodged_on=appeal.lodged_on,
        self_reviewed_on=self_review.done_on if self_review else None,
        outcome=ruling.outcome if ruling else "",
        ruled_on=ruling.done_on if ruling else None,
    )
