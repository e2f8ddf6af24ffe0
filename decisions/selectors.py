"""Reads about decisions."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from applications.models import Application, HousingKind
from applications.selectors import visible_to as visible_applications
from applications.states import ApplicationState
from contracts.selectors import current_contract, outdated_because
from contracts.states import ContractState
from decisions.access import may_draft
from decisions.after.selectors import Aftermath, aftermath
from decisions.after.selectors import next_step as step_after
from decisions.checks import Finding, check
from decisions.compose import compose, on_contract_in_use
from decisions.content import TEMPLATE, DecisionContent
from decisions.models import Decision, ReviewNote
from decisions.states import DecisionState
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.documents import from_json, render_html
from office.models import User
from office.polish import day, zloty

OPEN = (DecisionState.DRAFT, DecisionState.SUBMITTED, DecisionState.RETURNED)


def visible_to(user: User) -> QuerySet[Decision]:
    """The decisions of the cases that ``user`` may see."""
    return Decision.objects.filter(application__in=visible_applications(user)).select_related(
        "office",
        "application__office",
        "application__person",
        "application__programme",
        "assessment",
        "preparer",
        "approver",
    )


def waiting_for_approval(user: User) -> QuerySet[Decision]:
    """What the director of the office has to decide, oldest first."""
    return visible_to(user).filter(state=DecisionState.SUBMITTED).order_by("pk")


def returned_to(user: User) -> QuerySet[Decision]:
    """Drafts that came back to ``user``."""
    return visible_to(user).filter(state=DecisionState.RETURNED, preparer=user)


def current_decision(application: Application) -> Decision | None:
    """The case's open draft, else its approved decision."""
    return application.decisions.select_related("preparer", "approver", "office", "application").first()


def content_of(decision: Decision) -> DecisionContent:
    """What the decision says: as stored once it was submitted, else as it would be composed now."""
    if decision.content and decision.state in (DecisionState.SUBMITTED, DecisionState.APPROVED):
        return from_json(DecisionContent, decision.content)
    return compose(on_contract_in_use(decision), clock.today())


def html_of(decision: Decision) -> str:
    """The decision's page: the frozen one once approved, else as it will print, marked PROJEKT."""
    return decision.html or render_html(TEMPLATE, content_of(decision), draft=True)


@dataclass(frozen=True)
class Gist:
    """The decision in five lines, for somebody who has five minutes."""

    kind: str
    place: str
    period: str
    fee: str


def gist_of(content: DecisionContent) -> Gist:
    """What ``content`` grants and what it costs the person, in a few Polish words."""
    stay = content.accommodation
    until = f"do {day(stay.end)}" if stay.end else "na czas nieokreślony"
    fee = content.fee
    return Gist(
        kind=HousingKind(stay.kind).label,
        place=f"{stay.address}, {stay.place}",
        period=f"od {day(stay.start)} {until}",
        fee="nie ponosi odpłatności" if fee.free else f"{zloty(fee.amount)} miesięcznie ({fee.calculation})",
    )


@dataclass(frozen=True)
class DecisionSection:
    """What the case page shows of the decision."""

    decision: Decision | None
    done: bool
    next_step: NextStep | None
    may_draft: Verdict
    findings: list[Finding]
    notes: list[ReviewNote]
    after: Aftermath | None


def case_section(application: Application, user: User) -> DecisionSection:
    """The decision's stretch of the river for the case page."""
    decision = current_decision(application)
    after = aftermath(decision, clock.today()) if decision and decision.state == DecisionState.APPROVED else None
    return DecisionSection(
        decision=decision,
        done=decision is not None and decision.state == DecisionState.APPROVED,
        next_step=step_after(after) if after else _next_step(application, decision),
        may_draft=may_draft(user, application),
        findings=check(decision, clock.today()) if decision and decision.state in OPEN else [],
        notes=list(decision.review_notes.select_related("author")) if decision else [],
        after=after,
    )


def _next_step(application: Application, decision: Decision | None) -> NextStep | None:
    if application.state != ApplicationState.SUBMITTED:
        return None
    if decision is None:
        contract = current_contract(application)
        if contract is None or contract.state != ContractState.SIGNED or outdated_because(contract):
            return None
        return NextStep(
            "Kontrakt jest podpisany. Przygotuj decyzję.",
            "pracownik socjalny",
            "Przygotuj decyzję",
            reverse("decisions:draft", args=[application.pk]),
        )
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
