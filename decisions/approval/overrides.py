"""Findings that may be let go with a written reason, and which of them were."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from decisions.approval.models import Override
from decisions.findings import Finding
from decisions.models import Decision
from decisions.texts import compose_any
from office.documents import as_json
from office.errors import DomainError

_NOT_FACTS = ("signatory", "legal_basis", "number", "letterhead")


def fingerprint(decision: Decision, day: date) -> str:
    """A digest of what the decision would say on ``day``; empty while it cannot be composed.

    Who signs and where acts are published may change without the case changing.
    """
    try:
        content = as_json(compose_any(decision, day))
    except DomainError:
        return ""
    facts = {name: value for name, value in content.items() if name not in _NOT_FACTS}
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def overrides_in_force(decision: Decision, findings: Sequence[Finding], day: date) -> dict[tuple[str, str], Override]:
    """Of these findings the ones that were let go, by code and words; what the decision said then it still says."""
    if all(finding.blocking for finding in findings):
        return {}
    rows = list(decision.overrides.select_related("author"))
    if not rows:
        return {}
    now = fingerprint(decision, day)
    return {(row.code, row.message): row for row in rows if row.fingerprint == now}


def what_stops(decision: Decision, findings: Sequence[Finding], day: date) -> list[Finding]:
    """The findings with which the decision may not go on: all but those that were let go with a reason."""
    let_go = overrides_in_force(decision, findings, day)
    return [finding for finding in findings if finding.blocking or (finding.code, finding.message) not in let_go]
