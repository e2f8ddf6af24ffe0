"""The chain of seals: each issued decision of an office is tied to the one before it, and to what led to it.

What happens in a case, before its decision and after it, is tied together when it is written (``office.chain``); the
seal holds on to the end of that chain at the moment of the approval.
"""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db.models import Subquery

from decisions.models import Decision
from decisions.papers.models import Seal
from fees.periods.selectors import parts_of
from office.chain.links import chain_of
from office.chain.rows import digest_of as fingerprint
from office.models import Event, EventChain


def seal(decision: Decision) -> Seal:
    """Tie a decision that was just issued to the chain of its office, in the transaction of the approval.

    The register of numbers is locked by then, so that an office's decisions come here one after another.
    """
    chain = chain_of(decision.application_id, decision.office_id)
    former = Seal.objects.filter(office=decision.office_id).order_by("-pk")[:1]
    ends = EventChain.objects.filter(name=chain).annotate(
        previous=Subquery(former.values("pk")), before=Subquery(former.values("digest"))
    )
    position, head, previous, before = ends.values_list("last", "digest", "previous", "before").get()
    return Seal.objects.create(
        decision=decision,
        office_id=decision.office_id,
        previous_id=previous,
        position=position,
        head=head,
        digest=digest_over(decision, [position, head], before or ""),
    )


def holds(seal_: Seal) -> bool:
    """Whether a link is still that of its decision, of its case's events until then, and of the link before it."""
    previous = seal_.previous.digest if seal_.previous else ""
    decision = seal_.decision
    if seal_.position is None:
        events = Event.objects.filter(pk__in=seal_.events).order_by("pk")
        return digest_of(decision, events, previous) == seal_.digest
    chain = chain_of(decision.application_id, decision.office_id)
    there = Event.objects.filter(chain=chain, position=seal_.position, digest=seal_.head).exists()
    return there and digest_over(decision, [seal_.position, seal_.head], previous) == seal_.digest


def digest_over(decision: Decision, events: list[Any], previous: str) -> str:
    """The digest of one link: over the decision, what stands for its case's events, and the former link's digest."""
    fee = decision.assessment
    assessment: str | list[str] = fee.digest if fee else ""
    # A migration hands in rows of its own day, which have no periods yet.
    if fee is not None and getattr(fee, "periods", 1) > 1:
        assessment = [fee.digest, *(f"{part.period_from} {part.period_to} {part.digest}" for part in parts_of(fee))]
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
        fingerprint(decision.content),
        assessment,
        events,
    ]
    return fingerprint(parts)


def digest_of(decision: Decision, events: Iterable[Event], previous: str) -> str:
    """The digest of a link made before events had chains: over each event of the case so far, oldest first."""
    return digest_over(decision, [_event(event) for event in events], previous)


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
        fingerprint(event.detail),
    ]
