"""How an event is tied to the one before it: in the statement that gives it its place in the chain."""

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db import connection

from office.chain.rows import digest_of
from office.models import Event

_HASH = {"sqlite": "SHA256({})", "postgresql": "ENCODE(SHA256(CONVERT_TO({}, 'UTF8')), 'hex')"}


def chain_of(case: int | None, office: int | None) -> str:
    """The name of the chain of a case, of an office's events beside cases, or of the program's own."""
    if case is not None:
        return f"sprawa {case}"
    return f"ośrodek {office}" if office is not None else "program"


def link(event: Event) -> None:
    """Give a new event its chain, its place in it, and its digest over the digest before it.

    One statement, which also locks the end of the chain until the transaction is over: of two who write at once the
    second comes after the first. Must run in the transaction that writes the event.
    """
    event.detail, event.sealed = _as_stored(event.detail), _as_stored(event.sealed)
    event.chain = chain_of(event.case, event.office_id)
    over = fingerprint_of(event)
    joined = _HASH[connection.vendor].format("office_eventchain.digest || %s")
    with connection.cursor() as cursor:
        # No value from outside comes into the text of this SQL.
        cursor.execute(
            "INSERT INTO office_eventchain (name, last, digest) VALUES (%s, 1, %s) "  # noqa: S608
            f"ON CONFLICT (name) DO UPDATE SET last = office_eventchain.last + 1, digest = {joined} "
            "RETURNING last, digest",
            [event.chain, next_digest("", over), over],
        )
        [(event.position, event.digest)] = cursor.fetchall()


def next_digest(previous: str, over: str) -> str:
    """The digest of an event of the fingerprint ``over`` that follows the digest ``previous`` (empty: the first)."""
    return hashlib.sha256((previous + over).encode()).hexdigest()


def fingerprint_of(event: Event) -> str:
    """SHA-256 over everything that an event says, without its key and its place."""
    return digest_of(
        [
            event.chain,
            event.office_id,
            event.actor_id,
            event.actor_name,
            event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            event.verb,
            event.sentence,
            event.subject_type,
            event.subject_id,
            event.case,
            event.detail,
            event.sealed,
        ]
    )


def _as_stored(data: Any) -> Any:
    return json.loads(json.dumps(data))
