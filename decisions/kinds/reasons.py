"""The paragraphs of justification that may be chosen, and those that a decision uses, with their slots filled."""

from datetime import date
from typing import Any

from django.db.models import Q

from applications.models import HousingKind
from decisions.kinds.facts import KindFacts
from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.slots import filled
from decisions.models import Decision
from fees.changes.models import DraftAssessment
from office.documents import from_json
from office.models import Office
from office.polish import day as long_day
from office.polish import zloty
from office.reading import remembered


def reasons_for(office: Office, kind: str, day: date) -> list[Reason]:
    """The published paragraphs for a kind on ``day``; the office's own goes before the common one of the same code."""
    rows = Reason.objects.on(day).filter(Q(office=office) | Q(office=None), kind=kind, state=ReasonState.PUBLISHED)
    own = {row.code for row in rows if row.office_id is not None}
    return [row for row in rows if row.office_id is not None or row.code not in own]


def facts_of(decision: Decision) -> KindFacts:
    """What the worker said about the decision."""
    return from_json(KindFacts, decision.facts)


def chosen_draft(decision: Decision) -> DraftAssessment | None:
    """The draft of a new assessment that the worker chose, with all that it is composed from."""
    key = facts_of(decision).draft_assessment or 0
    rows = DraftAssessment.objects.select_related(
        "application__programme__office__municipality", "occupancy__place__apartment", "replaces"
    ).filter(pk=key, application=decision.application_id)
    return remembered(("draft", key, decision.application_id), rows.first)


def known_values(decision: Decision) -> dict[str, str]:
    """What the case itself puts into the slots; a slot of which it knows nothing is left out."""
    application, facts = decision.application, facts_of(decision)
    contract = decision.contract or (decision.concerns.contract if decision.concerns else None)
    kind = "mieszkaniu treningowym" if application.kind == HousingKind.TRAINING else "mieszkaniu wspomaganym"
    days = {
        "application_date": application.received_on,
        "contract_date": contract.signed_on if contract else None,
        "effective_on": facts.effective_on,
        "until": facts.until,
        "event_on": facts.event_on,
        "requested_on": facts.requested_on,
    }
    values = {name: long_day(value) for name, value in days.items() if value is not None}
    values["apartment_kind"] = kind
    if contract is not None:
        values["contract_number"] = contract.number
    if decision.concerns is not None and decision.concerns.issued_on is not None:
        values["decision"] = f"nr {decision.concerns.number} z dnia {long_day(decision.concerns.issued_on)}"
    if facts.amounts:
        values["total"] = zloty(facts.total)
    return values


def _chosen(decision: Decision) -> list[tuple[Reason, dict[str, Any]]]:
    rows = Reason.objects.in_bulk([entry["reason"] for entry in decision.paragraphs])
    return [(rows[entry["reason"]], entry["values"]) for entry in decision.paragraphs if entry["reason"] in rows]


def _filled(decision: Decision) -> list[tuple[str, tuple[str, ...]]]:
    chosen = _chosen(decision)
    if not chosen:
        return []
    known = known_values(decision)
    return [filled(reason.text, {**typed, **known}) for reason, typed in chosen]


def paragraphs_of(decision: Decision) -> tuple[str, ...]:
    """The chosen paragraphs as they print; an open slot stands in square brackets."""
    return tuple(text for text, _ in _filled(decision))


def open_slots(decision: Decision) -> list[str]:
    """Labels of the slots of the chosen paragraphs that nobody has filled."""
    return [label for _, labels in _filled(decision) for label in labels]
