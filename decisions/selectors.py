"""Reads about decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from applications.models import Application, HousingKind
from applications.selectors import visible_to as visible_applications
from applications.states import ApplicationState
from contracts.selectors import current_contract, outdated_because
from contracts.states import ContractState
from decisions.access import may_choose, may_draft
from decisions.after.selectors import Aftermath, aftermaths
from decisions.anew.selectors import awaits_new, is_gone, with_fate
from decisions.approval.overrides import what_stops
from decisions.carrying.selectors import next_step as step_of
from decisions.carrying.selectors import step_of_carrying
from decisions.checks import Finding, check
from decisions.compose import on_contract_in_use
from decisions.kinds.content import RulingContent
from decisions.kinds.registry import ENDING, DecisionKind
from decisions.models import AppealAct, Decision, Outcome, ReviewNote
from decisions.states import OPEN, DecisionState
from decisions.texts import Content, compose_any, content_class, template_of
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.documents import from_json, render_html
from office.models import User
from office.polish import day, zloty


def visible_to(user: User) -> QuerySet[Decision]:
    """The decisions of the cases that ``user`` may see."""
    return Decision.objects.filter(application__in=visible_applications(user)).select_related(
        "office",
        "application__office",
        "application__person",
        "application__programme",
        "assessment",
        "contract__occupancy__place__apartment",
        "concerns__contract",
        "preparer",
        "approver",
    )


def waiting_for_approval(user: User) -> QuerySet[Decision]:
    """What the director of the office has to decide, oldest first."""
    return visible_to(user).filter(state=DecisionState.SUBMITTED).order_by("pk")


def returned_to(user: User) -> QuerySet[Decision]:
    """Drafts that came back to ``user``."""
    return visible_to(user).filter(state=DecisionState.RETURNED, preparer=user)


def decisions_of(application: Application) -> list[Decision]:
    """The decisions and orders of a case that somebody works on or that were issued, the newest first."""
    rows = with_fate(application.decisions.exclude(state=DecisionState.WITHDRAWN))
    people, case = ("preparer", "approver", "office"), ("application__stay", "concerns", "contract", "execution")
    return list(rows.select_related(*people, *case))


def current_decision(decisions: Sequence[Decision]) -> Decision | None:
    """Of the decisions of a case the one that waits for somebody: the newest open draft, else the newest issued."""
    return next((row for row in decisions if row.state in OPEN), decisions[0] if decisions else None)


def content_of(decision: Decision) -> Content:
    """What the decision says: as stored once it was submitted, else as it would be composed now."""
    if decision.content and decision.state in (DecisionState.SUBMITTED, DecisionState.APPROVED):
        return from_json(content_class(decision), decision.content)
    return compose_any(on_contract_in_use(decision), clock.today())


def concerned_by(decision: Decision) -> list[Decision]:
    """What later decisions and orders say about this one, issued ones first as they came."""
    rows = decision.concerned_by.exclude(state=DecisionState.WITHDRAWN).select_related("office")
    return sorted(rows, key=lambda row: (row.state != DecisionState.APPROVED, row.pk))


def html_of(decision: Decision) -> str:
    """The decision's page: the frozen one once approved, else as it will print, marked PROJEKT."""
    return decision.html or render_html(template_of(decision), content_of(decision), draft=True)


def gist_of(content: Content) -> list[tuple[str, str]]:
    """The decision in a few lines (what, in words), for somebody who has five minutes."""
    if isinstance(content, RulingContent):
        points = [(f"Punkt {number}", point.text) for number, point in enumerate(content.ruling, start=1)]
        return [("Sprawa", content.subject), *points]
    stay, fee = content.accommodation, content.fee
    until = f"do {day(stay.end)}" if stay.end else "na czas nieokreślony"
    money = "nie ponosi odpłatności" if fee.free else f"{zloty(fee.amount)} miesięcznie ({fee.calculation})"
    return [
        ("Mieszkanie", HousingKind(stay.kind).label),
        ("Miejsce", f"{stay.address}, {stay.place}"),
        ("Okres", f"od {day(stay.start)} {until}"),
        ("Odpłatność", money if content.sets_fee else "ustala ją osobna decyzja"),
    ]


@dataclass(frozen=True)
class DecisionSection:
    """What the case page shows of the decision."""

    decision: Decision | None
    decisions: list[Decision]
    done: bool
    next_step: NextStep | None
    may_draft: Verdict
    may_choose: Verdict
    case: int
    findings: list[Finding]
    notes: list[ReviewNote]
    after: Aftermath | None
    anew: list[Decision]
    """Decisions in whose place a new one is to be written: remitted, or under the office's own review."""
    rulings: list[AppealAct]
    """What the appeal body decided itself instead of decisions of the case."""
    waits: bool
    """Nobody in the office has to act on a decision now: what is left waits for the party or the appeal body."""

    @property
    def is_drafted(self) -> bool:
        """Whether a decision is being drafted or waits for approval."""
        return self.decision is not None and self.decision.state in OPEN


def case_section(application: Application, user: User) -> DecisionSection:
    """The decision's stretch of the river for the case page."""
    decisions = decisions_of(application)
    anew = [row for row in decisions if awaits_new(row)]
    standing_ones = [row for row in decisions if not is_gone(row)]
    decision = current_decision(decisions)
    issued = aftermaths([row for row in decisions if row.state == DecisionState.APPROVED], clock.today())
    after = next((one for one in issued if one.decision == decision), None)
    first = first_to_do(issued)
    step = step_of(first) if first else None
    return DecisionSection(
        decision=decision,
        decisions=decisions,
        done=any(row.state == DecisionState.APPROVED and row.kind in ENDING for row in standing_ones),
        next_step=_next_step(application, standing_ones, decision) or _step_anew(application, anew) or step,
        may_draft=may_draft(user, application),
        may_choose=may_choose(user, application),
        case=application.pk,
        findings=_findings(decision) if decision and decision.state in OPEN else [],
        notes=list(decision.review_notes.filter(settled__isnull=True).select_related("author")) if decision else [],
        after=after,
        anew=anew,
        rulings=[one.ruling for one in issued if one.ruling and one.ruling.outcome == Outcome.CHANGED],
        waits=not anew
        and not any(row.state in OPEN for row in decisions)
        and (first is None or (first.waits and step_of_carrying(first) is None)),
    )


def first_to_do(issued: Sequence[Aftermath]) -> Aftermath | None:
    """Of the issued decisions of a case (the newest first) the oldest in which the office has to enter something; else
    the oldest that may be carried out; else the oldest that waits for somebody else.
    """
    left = [one for one in reversed(issued) if step_of(one) is not None]
    to_enter = (one for one in left if not one.waits and step_of_carrying(one) is None)
    to_carry_out = (one for one in left if step_of_carrying(one) is not None)
    return next(to_enter, next(to_carry_out, left[0] if left else None))


def _findings(decision: Decision) -> list[Finding]:
    today = clock.today()
    return what_stops(decision, check(decision, today), today)


def _next_step(application: Application, decisions: Sequence[Decision], decision: Decision | None) -> NextStep | None:
    if decision is not None and decision.state in OPEN:
        return _step_of_draft(decision)
    if _fee_is_missing(application, decisions):
        return NextStep(
            "Wsparcie przyznano osobną decyzją. Przygotuj decyzję o odpłatności.",
            "pracownik socjalny",
            "Przygotuj decyzję o odpłatności",
            reverse("decisions:new_kind", args=[application.pk, DecisionKind.FEE.value]),
        )
    if application.state != ApplicationState.SUBMITTED:
        return None
    if not any(row.kind in ENDING for row in decisions):
        contract = current_contract(application)
        if contract is None or contract.state != ContractState.SIGNED or outdated_because(contract):
            return None
        return NextStep(
            "Kontrakt jest podpisany. Przygotuj decyzję.",
            "pracownik socjalny",
            "Przygotuj decyzję",
            reverse("decisions:draft", args=[application.pk]),
        )
    return None


def _step_anew(application: Application, anew: Sequence[Decision]) -> NextStep | None:
    """To write the new decision where the case itself goes on; one that had ended the case has the case's own steps."""
    former = next((row for row in anew if row.kind not in ENDING), None)
    if former is None:
        return None
    return NextStep(
        f"Przygotuj nowe rozstrzygnięcie zamiast nr {former.number}: {former.get_kind_display()}.",
        "pracownik socjalny",
        "Przygotuj nowe rozstrzygnięcie",
        reverse("decisions:new_kind", args=[application.pk, former.kind]),
    )


def _fee_is_missing(application: Application, decisions: Sequence[Decision]) -> bool:
    kinds = {row.kind for row in decisions}
    return application.state == ApplicationState.GRANTED and (
        DecisionKind.SUPPORT in kinds and DecisionKind.FEE not in kinds
    )


def _step_of_draft(decision: Decision) -> NextStep | None:
    read = reverse("decisions:read", args=[decision.pk])
    return {
        DecisionState.DRAFT: NextStep(
            "Przeczytaj projekt decyzji i przekaż go do zatwierdzenia.",
            "pracownik socjalny",
            "Otwórz projekt decyzji",
            read,
        ),
        DecisionState.RETURNED: NextStep(
            "Dyrektor zwrócił projekt decyzji. Popraw go i przekaż ponownie.",
            "pracownik socjalny",
            "Otwórz projekt decyzji",
            read,
        ),
        DecisionState.SUBMITTED: NextStep(
            "Projekt decyzji czeka na zatwierdzenie.", "dyrektor", "Otwórz projekt decyzji", read
        ),
    }.get(DecisionState(decision.state))
