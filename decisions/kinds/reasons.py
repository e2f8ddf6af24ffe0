"""The paragraphs of justification that may be chosen, and those that a decision uses, with their slots filled."""

from datetime import date
from typing import Any

from django.db.models import Q

from applications.models import Application, HousingKind
from contracts.selectors import current_contract
from decisions.kinds.facts import KindFacts
from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.registry import GRANTS, DecisionKind
from decisions.kinds.slots import filled
from decisions.kinds.topics import FEE_TOPICS, kept_under, topics_of, topics_of_fee, topics_of_stay
from decisions.models import Decision
from fees.changes.adopt import open_drafts
from fees.changes.models import DraftAssessment
from fees.periods.selectors import fee_on
from office.documents import from_json
from office.models import Office
from office.polish import day as long_day
from office.polish import zloty
from office.reading import remembered


def reasons_for(office: Office, kind: str, day: date) -> list[Reason]:
    """The published paragraphs for a kind on ``day``; the office's own goes before the common one of the same code."""
    seen = Q(office=office) | Q(office=None)
    rows = Reason.objects.on(day).filter(seen, kind=kept_under(kind), state=ReasonState.PUBLISHED)
    rows = rows.filter(ground__in=topics_of(kind))
    own = {row.code for row in rows if row.office_id is not None}
    return [row for row in rows if row.office_id is not None or row.code not in own]


def facts_of(decision: Decision) -> KindFacts:
    """What the worker said about the decision."""
    return from_json(KindFacts, decision.facts)


def chosen_draft(decision: Decision) -> DraftAssessment | None:
    """The draft of a new assessment that the worker chose, with all that it is composed from."""
    key = facts_of(decision).draft_assessment or 0
    rows = DraftAssessment.objects.select_related(
        "application__programme__office__municipality",
        "application__office",
        "occupancy__place__apartment",
        "replaces",
    ).filter(pk=key, application=decision.application_id)
    return remembered(("draft", key, decision.application_id), rows.first)


def topics_spoken_of(decision: Decision) -> frozenset[str]:
    """What the decision is about, of ``topics_of`` its kind: its ground, or what its case and its fee say."""
    if decision.kind in GRANTS:
        return _topics_of_grant(decision)
    if decision.kind == DecisionKind.FEE_CHANGE:
        draft = chosen_draft(decision)
        return frozenset(cause["cause"] for cause in draft.causes) if draft else frozenset()
    return frozenset({facts_of(decision).ground} - {""})


def expected_topics(application: Application, kind: str, day: date) -> frozenset[str]:
    """The same before there is a draft, as far as the case knows; nothing where the worker chooses a ground."""
    if kind == DecisionKind.FEE_CHANGE:
        return frozenset(cause["cause"] for draft in open_drafts(application, day) for cause in draft.causes)
    contract = current_contract(application) if kind in GRANTS else None
    if contract is None:
        return frozenset()
    return _topics_of_grant(
        Decision(application=application, kind=kind, contract=contract, assessment=contract.assessment)
    )


def _topics_of_grant(decision: Decision) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    if decision.kind != DecisionKind.FEE and decision.contract is not None:
        definite = decision.contract.occupancy.period_to is not None
        found |= topics_of_stay(decision.application, definite=definite)
    if decision.kind != DecisionKind.SUPPORT and decision.assessment is not None:
        found |= topics_of_fee(free=decision.assessment.free)
    return found


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
    if decision.concerns is not None and decision.concerns.named:
        values["decision"] = decision.concerns.named
    if facts.amounts:
        values["total"] = zloty(facts.total)
    return values | _known_of_fee(decision)


def _known_of_fee(decision: Decision) -> dict[str, str]:
    """The days and sums that a grant or a change of fee takes from contract and assessment."""
    if decision.kind == DecisionKind.FEE_CHANGE:
        draft = chosen_draft(decision)
        if draft is None:
            return {}
        return {
            "effective_on": long_day(draft.on),
            "fee": zloty(draft.amount),
            "former_fee": zloty(fee_on(draft.replaces, draft.on).amount),
        }
    if decision.kind not in GRANTS or decision.contract is None:
        return {}
    stay = decision.contract.occupancy
    known = {"effective_on": long_day(stay.period_from)}
    if stay.period_to is not None:
        known["until"] = long_day(stay.period_to)
    if decision.assessment is not None:
        known["fee"] = zloty(decision.assessment.amount)
    return known


def chosen_reasons(decision: Decision) -> list[tuple[Reason, dict[str, Any]]]:
    """The paragraphs that the worker chose, each with what was typed into its slots."""
    if not decision.paragraphs:
        return []
    rows = Reason.objects.in_bulk([entry["reason"] for entry in decision.paragraphs])
    return [(rows[entry["reason"]], entry["values"]) for entry in decision.paragraphs if entry["reason"] in rows]


def _filled(decision: Decision) -> list[tuple[Reason, str, tuple[str, ...]]]:
    chosen = chosen_reasons(decision)
    if not chosen:
        return []
    known = known_values(decision)
    return [(reason, *filled(reason.text, {**typed, **known})) for reason, typed in chosen]


def paragraphs_of(decision: Decision) -> tuple[str, ...]:
    """The chosen paragraphs as they print; an open slot stands in square brackets."""
    return tuple(text for _, text, _ in _filled(decision))


def paragraphs_of_grant(decision: Decision) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same parted: those about the person and the stay, those about the fee."""
    rows = _filled(decision)
    stay = tuple(text for reason, text, _ in rows if reason.ground not in FEE_TOPICS)
    return stay, tuple(text for reason, text, _ in rows if reason.ground in FEE_TOPICS)


def open_slots(decision: Decision) -> list[str]:
    """Labels of the slots of the chosen paragraphs that nobody has filled."""
    return [label for _, _, labels in _filled(decision) for label in labels]
