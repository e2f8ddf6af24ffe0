"""Acts on decisions: draft, submit, return, approve."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from apartments.services import Basis, begin_stay
from applications.models import Application
from applications.services import grant, locked
from contracts.selectors import current_contract
from contracts.states import ContractState
from decisions.access import may_change, may_draft, may_review
from decisions.checks import check
from decisions.compose import DEFAULT_AGREEMENT, compose, on_contract_in_use
from decisions.content import TEMPLATE, DecisionContent
from decisions.models import Decision, ReviewNote
from decisions.selectors import OPEN
from decisions.states import MACHINE
from office import clock
from office.access import demand
from office.deadlines.services import case_settled
from office.documents import as_json, from_json, render_html
from office.errors import DomainError, Incomplete
from office.models import Office, User
from office.selectors import authorisation_of
from office.services import advance, next_number, record

SERIES = "decyzja"


@transaction.atomic
def draft(*, actor: User, application: Application, agreement: str = DEFAULT_AGREEMENT, reasons: str = "") -> Decision:
    """A draft decision made from the signed contract of a case, with the worker's own texts."""
    application = locked(application)
    demand(may_draft(actor, application))
    if application.decisions.filter(state__in=OPEN).exists():
        raise DomainError("draft_exists", "Projekt decyzji już jest. Otwórz go ze strony sprawy.")
    contract = current_contract(application)
    if contract is None or contract.state != ContractState.SIGNED:
        raise DomainError(
            "no_contract",
            "Decyzję wydaje się po podpisaniu kontraktu mieszkaniowego (art. 53 ust. 11). "
            "Najpierw odnotuj jego podpisanie.",
        )
    decision = Decision.objects.create(
        office=application.office,
        application=application,
        contract=contract,
        assessment=contract.assessment,
        preparer=actor,
        agreement=agreement.strip(),
        reasons=reasons.strip(),
    )
    record(
        actor=actor,
        office=application.office,
        verb="decisions.decision.draft",
        sentence="Przygotowano projekt decyzji.",
        subject=decision,
        case=application.pk,
    )
    return decision


@transaction.atomic
def edit(*, actor: User, decision: Decision, agreement: str, reasons: str) -> Decision:
    """Change what the worker writes in a draft; who changes it becomes its preparer."""
    fresh = Decision.objects.select_for_update().get(pk=decision.pk)
    demand(may_change(actor, fresh))
    fresh.agreement, fresh.reasons, fresh.preparer = agreement.strip(), reasons.strip(), actor
    fresh.save()
    record(
        actor=actor,
        office=fresh.office,
        verb="decisions.decision.edit",
        sentence="Zmieniono projekt decyzji.",
        subject=fresh,
        case=fresh.application_id,
    )
    return fresh


@transaction.atomic
def submit(*, actor: User, decision: Decision) -> Decision:
    """Hand a draft to the director. Its content is stored as the director will see it.

    Raises ``Incomplete`` with every finding of the legal check.
    """
    locked(decision.application)

    def as_submitted(fresh: Decision) -> Mapping[str, Any]:
        on_contract_in_use(fresh)
        _refuse_findings(fresh, clock.today())
        return {"content": as_json(compose(fresh, clock.today())), "preparer": actor}

    return advance(
        decision,
        MACHINE,
        "submit",
        actor=actor,
        office=decision.office,
        case=decision.application_id,
        changes=as_submitted,
    )


def send_back(*, actor: User, decision: Decision, note: str) -> Decision:
    """Return a submitted draft with a note that says what to mend."""
    with transaction.atomic():
        fresh = advance(
            decision,
            MACHINE,
            "return",
            actor=actor,
            office=decision.office,
            case=decision.application_id,
            note=note.strip(),
        )
        ReviewNote.objects.create(decision=fresh, author=actor, at=clock.now(), text=note.strip())
    return fresh


@transaction.atomic
def approve(*, actor: User, decision: Decision) -> Decision:
    """Issue a decision: check, number, freeze, and take the stay and the application along.

    One transaction; from its end the database refuses every change of the decision. Raises ``DomainError`` when the
    signer may not sign, the legal check finds something, or the case no longer says what was submitted.
    """
    today = clock.today()
    locked(decision.application)

    def may_sign(fresh: Decision) -> None:
        demand(may_review(actor, fresh))
        _refuse_findings(fresh, today)
        _refuse_changed_facts(fresh, today)

    def as_approved(fresh: Decision) -> Mapping[str, Any]:
        authorisation = authorisation_of(actor, fresh.office, today)
        number = _number(fresh.office, today)
        content = compose(fresh, today, number=number, issued_on=today, authorisation=authorisation)
        html = render_html(TEMPLATE, content, draft=False)
        return {
            "approver": actor,
            "authorisation": authorisation,
            "number": number,
            "issued_on": today,
            "approved_at": clock.now(),
            "content": as_json(content),
            "html": html,
            "digest": hashlib.sha256(html.encode()).hexdigest(),
        }

    approved = advance(
        decision,
        MACHINE,
        "approve",
        actor=actor,
        office=decision.office,
        case=decision.application_id,
        guard=may_sign,
        changes=as_approved,
    )
    begin_stay(actor=actor, occupancy=approved.contract.occupancy, basis=Basis(number=approved.number, date=today))
    grant(actor=actor, application=approved.application)
    how = f"Decyzja nr {approved.number}."
    case_settled(actor=actor, office=approved.office, case=approved.application_id, settled_on=today, how=how)
    return approved


def _number(office: Office, day: date) -> str:
    number = next_number(office=office, series=SERIES, year=day.year)
    return office.decision_number_pattern.format(
        number=number, year=day.year, cell=office.case_cell, jrwa=office.case_class
    )


def _refuse_findings(decision: Decision, day: date) -> None:
    problems = [DomainError(f.code, f.message, f.url) for f in check(decision, day) if f.blocking]
    if problems:
        raise Incomplete(problems)


def _refuse_changed_facts(decision: Decision, day: date) -> None:
    submitted = from_json(DecisionContent, decision.content)
    now = compose(decision, day)
    if replace(now, signatory=submitted.signatory, legal_basis=submitted.legal_basis) != submitted:
        raise DomainError(
            "facts_changed",
            "Po przekazaniu projektu zmieniono dane sprawy, więc decyzja brzmiałaby inaczej niż ta, którą widzisz. "
            "Zwróć projekt: pracownik przekaże go ponownie z aktualnymi danymi.",
        )
