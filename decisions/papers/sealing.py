"""The chain of seals: each issued decision of an office is tied to the one before it, and to what led to it.

What is done in a case after its decision is tied in with the next decision of that case.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from decisions.models import Decision
from decisions.papers.models import Seal
from office.models import Event


def digest_of(decision: Decision, events: Iterable[Event], previous: str) -> str:
    """The digest of one link, over the former link's digest ``previous`` (empty for the first)."""
    assessment = decision.assessment.digest if decision.assessment else ""
    parts = [
        previous,
        decision.pk,
        decision.office_id,
        decision.application_id,
        decision.kind,
        decision.number,
        f"{decision.issued_on}",
        decision.preparer_id,
        decision.approver_id,
        decision.digest,
        _fingerprint(decision.content),
        assessment,
        [_event(event) for event in events],
    ]
    return _fingerprint(parts)


def events_of(case: int) -> list[Event]:
    """The events of a case so far, oldest first."""
    return list(Event.objects.filter(case=case).order_by("pk"))


def seal(decision: Decision) -> Seal:
    """Tie a decision that was just issued to the chain of its office, in the transaction of the approval.

    The register of numbers is locked by then, so that an office's decisions come here one after another.
    """
    previous = Seal.objects.filter(office=decision.office_id).order_by("pk").last()
    events = events_of(decision.application_id)
    return Seal.objects.create(
        decision=decision,
        office_id=decision.office_id,
        previous=previous,
        events=[event.pk for event in events],
        digest=digest_of(decision, events, previous.digest if previous else ""),
    )


def holds(seal_: Seal, events: Sequence[Event]) -> bool:
    """Whether a link is still that of its decision, its events and the link before it."""
    previous = seal_.previous.digest if seal_.previous else ""
    return digest_of(seal_.decision, events, previous) == seal_.digest


def _event(event: Event) -> list[Any]:
    return [
        event.pk,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_name,
        event.verb,
        event.sentence,
        event.subject_type,
        event.subject_id,
        _fingerprint(event.detail),
    ]


def _fingerprint(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
