"""Acts on decisions: draft, submit, return, approve, withdraw. What an approval does: ``decisions.effects``."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from applications.models import Application
from applications.services import locked
from contracts.models import HousingContract
from contracts.selectors import current_contract
from contracts.states import ContractState
from decisions.access import may_change, may_draft, may_review
from decisions.anew.selectors import instead_for
from decisions.approval.models import Submission
from decisions.approval.paragraphs import paragraphs_of
from decisions.before_approval import (
    demand_confirmation,
    next_of_register,
    read_contract,
    refuse_changed_facts,
    refuse_findings,
)
from decisions.compose import DEFAULT_AGREEMENT, on_contract_in_use
from decisions.effects import at_approval, before_freezing
from decisions.kinds import GRANTS, KINDS, DecisionKind
from decisions.kinds.facts import KindFacts
from decisions.kinds.possible import may_draft_kind, may_end
from decisions.kinds.registry import STAY
from decisions.models import Decision, ReviewNote
from decisions.papers.issuing import after_approval
from decisions.states import MACHINE, OPEN
from decisions.texts import compose_any, submitted_html, template_of
from office import clock, reading
from office.access import demand
from office.documents import as_json, render_html
from office.errors import DomainError
from office.models import User
from office.second_factor.services import Confirmation
from office.selectors import authorisation_of
from office.services import advance, record


@dataclass(frozen=True)
class Justification:
    """What the worker writes or chooses beside the facts: own text, paragraphs (key of a reason → its typed slots)."""

    reasons: str = ""
    paragraphs: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    omitted: bool = False

    def as_fields(self) -> dict[str, Any]:
        """As the columns of a decision."""
        return {
            "reasons": self.reasons.strip(),
            "paragraphs": [{"reason": key, "values": dict(values)} for key, values in self.paragraphs.items()],
            "omits_reasons": self.omitted,
        }


NOTHING_WRITTEN = Justification()


@transaction.atomic
def draft(
    *,
    actor: User,
    application: Application,
    agreement: str = DEFAULT_AGREEMENT,
    reasons: str = "",
    justification: Justification | None = None,
) -> Decision:
    """A draft of the grant made from the signed contract of a case: of the whole, or where the office issues two
    decisions of the support alone.
    """
    application = locked(application)
    demand(may_draft(actor, application))
    _refuse_second_draft(application, *STAY)
    kind = DecisionKind.SUPPORT if application.office.two_decisions else DecisionKind.GRANT
    contract = _signed_contract(application)
    demand(may_end(application))
    return _draft(
        actor,
        application,
        kind,
        contract=contract,
        assessment=contract.assessment,
        agreement=agreement.strip(),
        **(justification or Justification(reasons)).as_fields(),
    )


@transaction.atomic
def draft_kind(
    *,
    actor: User,
    application: Application,
    kind: str,
    facts: KindFacts | None = None,
    concerns: Decision | None = None,
    justification: Justification = NOTHING_WRITTEN,
    agreement: str = "",
) -> Decision:
    """A draft of any kind of decision or order in a case, from what the worker says (``facts``).

    ``concerns``: the decision that it changes, ends or mends; needed where the kind needs one and the case has several.
    Raises ``DomainError`` with the reason where the kind is not possible now.
    """
    if kind in STAY:
        return draft(actor=actor, application=application, agreement=agreement, justification=justification)
    application = locked(application)
    option = may_draft_kind(actor, application, kind, clock.today())
    demand(option.verdict)
    _refuse_second_draft(application, kind)
    if KINDS[kind].concerns:
        if concerns is None and len(option.concerned) == 1:
            [concerns] = option.concerned
        if concerns not in option.concerned:
            raise DomainError("concerned", "Wybierz z listy decyzję, której to dotyczy.", "concerns")
    else:
        concerns = None
    more: dict[str, Any] = {}
    if kind == DecisionKind.FEE:
        contract = _signed_contract(application)
        more = {"contract": contract, "assessment": contract.assessment, "agreement": agreement or DEFAULT_AGREEMENT}
    return _draft(
        actor,
        application,
        kind,
        concerns=concerns,
        facts=as_json(facts or KindFacts()),
        **more,
        **justification.as_fields(),
    )


def _refuse_second_draft(application: Application, *kinds: str) -> None:
    if application.decisions.filter(state__in=OPEN, kind__in=kinds).exists():
        raise DomainError("draft_exists", "Projekt takiej decyzji już jest. Otwórz go ze strony sprawy.")


def _signed_contract(application: Application) -> HousingContract:
    contract = current_contract(application)
    if contract is None or contract.state != ContractState.SIGNED:
        raise DomainError(
            "no_contract",
            "Decyzję wydaje się po podpisaniu kontraktu mieszkaniowego (art. 53 ust. 11). "
            "Najpierw odnotuj jego podpisanie.",
        )
    return contract


def _draft(actor: User, application: Application, kind: str, **values: Any) -> Decision:
    former = instead_for(application, kind)
    decision = Decision.objects.create(
        office=application.office, application=application, kind=kind, preparer=actor, instead_of=former, **values
    )
    record(
        actor=actor,
        office=application.office,
        verb="decisions.decision.draft",
        sentence=f"Przygotowano projekt: {_what(decision)}{f', zamiast nr {former.number}' if former else ''}.",
        subject=decision,
        case=application.pk,
    )
    return decision


def _what(decision: Decision) -> str:
    return f"{'postanowienie' if decision.rules.is_order else 'decyzja'}, {decision.get_kind_display()}"


@transaction.atomic
def edit(
    *,
    actor: User,
    decision: Decision,
    agreement: str = "",
    reasons: str = "",
    facts: KindFacts | None = None,
    justification: Justification | None = None,
) -> Decision:
    """Change what the worker says in a draft; who changes it becomes its preparer."""
    fresh = Decision.objects.select_for_update().get(pk=decision.pk)
    demand(may_change(actor, fresh))
    changes: dict[str, Any] = justification.as_fields() if justification else {"reasons": reasons.strip()}
    if fresh.kind in GRANTS:
        changes["agreement"] = agreement.strip()
    if facts is not None:
        changes["facts"] = as_json(facts)
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.preparer = actor
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


def withdraw(*, actor: User, decision: Decision, reason: str) -> Decision:
    """Take back a draft that will not be issued, with the reason; another may be begun then."""
    return advance(
        decision,
        MACHINE,
        "withdraw",
        actor=actor,
        office=decision.office,
        case=decision.application_id,
        note=reason.strip(),
    )


@transaction.atomic
def submit(*, actor: User, decision: Decision) -> Decision:
    """Hand a draft to the director. Its content is stored as the director will see it.

    Raises ``Incomplete`` with every finding of the legal check.
    """
    locked(decision.application)

    def as_submitted(fresh: Decision) -> Mapping[str, Any]:
        on_contract_in_use(fresh)
        with reading.once():
            refuse_findings(fresh, clock.today())
            return {"content": as_json(compose_any(fresh, clock.today())), "preparer": actor}

    submitted = advance(
        decision,
        MACHINE,
        "submit",
        actor=actor,
        office=decision.office,
        case=decision.application_id,
        changes=as_submitted,
    )
    Submission.objects.create(decision=submitted, content=submitted.content, author=actor, at=clock.now())
    return submitted


@transaction.atomic
def send_back(*, actor: User, decision: Decision, note: str = "", notes: Mapping[int, str] | None = None) -> Decision:
    """Return a submitted draft with what to mend: a note on the whole, notes at paragraphs (number from 1), or both.

    A note at a paragraph keeps its number and its words as the director saw them. Raises ``DomainError`` where nothing
    is said or a paragraph is not there.
    """
    said = {number: text.strip() for number, text in (notes or {}).items() if text.strip()}
    listed = paragraphs_of(submitted_html(decision)) if said else []
    if not all(1 <= number <= len(listed) for number in said):
        raise DomainError("paragraph", "Tego akapitu nie ma w projekcie. Odśwież stronę i napisz uwagę jeszcze raz.")
    fresh = advance(
        decision,
        MACHINE,
        "return",
        actor=actor,
        office=decision.office,
        case=decision.application_id,
        note=" ".join(filter(None, (note.strip(), _at_paragraphs(said)))),
    )
    told = {"decision": fresh, "author": actor, "at": clock.now()}
    if note.strip():
        ReviewNote.objects.create(text=note.strip(), **told)
    for number, text in sorted(said.items()):
        ReviewNote.objects.create(text=text, paragraph=number, quote=listed[number - 1], **told)
    return fresh


def _at_paragraphs(said: Mapping[int, str]) -> str:
    if not said:
        return ""
    return f"Uwagi do akapitów: {', '.join(str(number) for number in sorted(said))}."


@transaction.atomic
def approve(*, actor: User, decision: Decision, confirmation: Confirmation | None = None) -> Decision:
    """Issue a decision: check, number, freeze, and do what it decides (``decisions.effects``).

    ``confirmation``: of the second factor; needed where the office asks for it at every approval.

    One transaction; from its end the database refuses every change of the decision. Raises ``DomainError`` when the
    signer may not sign, the legal check finds something, or the case no longer says what was submitted.
    """
    today = clock.today()
    demand_confirmation(actor, decision.office, confirmation)
    application = locked(decision.application)

    def may_sign(fresh: Decision) -> None:
        fresh.application, fresh.office = application, application.office
        if fresh.instead_of_id is not None:
            # Who strikes an entry about it waits for this, and the other way round.
            fresh.instead_of = Decision.objects.select_for_update().get(pk=fresh.instead_of_id)
        if fresh.contract_id is not None:
            read_contract(fresh, application)
        if fresh.concerns_id is not None:
            about = Decision.objects.select_related("contract__occupancy__place__apartment", "office", "assessment")
            fresh.concerns = about.get(pk=fresh.concerns_id)
        demand(may_review(actor, fresh))
        refuse_findings(fresh, today)
        refuse_changed_facts(fresh, today)

    def as_approved(fresh: Decision) -> Mapping[str, Any]:
        authorisation = authorisation_of(actor, fresh.office, today, fresh.kind)
        series, number = next_of_register(fresh, today)
        content = compose_any(fresh, today, number=number, issued_on=today, authorisation=authorisation)
        html = render_html(template_of(fresh), content, draft=False)
        return {
            "approver": actor,
            "authorisation": authorisation,
            "number": number,
            "series": series,
            "issued_on": today,
            "approved_at": clock.now(),
            "content": as_json(content),
            "html": html,
            "digest": hashlib.sha256(html.encode()).hexdigest(),
            **before_freezing(fresh, actor, number, today),
        }

    # The facts of the case are read before anything of it is written.
    with reading.page():
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
    at_approval(approved, actor)
    after_approval(approved)
    return approved
