"""Acts of a stay: handing a place over, settling up, ending."""

from apartments.stays.services.ending import end_without_handover
from apartments.stays.services.handovers import (
    HandoverFacts,
    LineFacts,
    correct_handover,
    save_handover,
    sign_handover,
)
from apartments.stays.services.settling import keep_belongings, note_damage, settle_belongings, settle_damage

__all__ = [
    "HandoverFacts",
    "LineFacts",
    "correct_handover",
    "end_without_handover",
    "keep_belongings",
    "note_damage",
    "save_handover",
    "settle_belongings",
    "settle_damage",
    "sign_handover",
]
