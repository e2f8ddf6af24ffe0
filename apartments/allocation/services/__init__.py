"""Acts on the waiting list and on offers of places."""

from apartments.allocation.expiry import expire
from apartments.allocation.services.offers import (
    OfferReasons,
    accept,
    decline,
    offer_place,
    withdraw_offer,
    write_letter,
)
from apartments.allocation.services.rules import CriterionData, add_rules, set_reserve
from apartments.allocation.services.waiting import (
    add_to_list,
    end_preference,
    note_contact,
    prefer,
    remove_from_list,
    set_criteria,
)

__all__ = [
    "CriterionData",
    "OfferReasons",
    "accept",
    "add_rules",
    "add_to_list",
    "decline",
    "end_preference",
    "expire",
    "note_contact",
    "offer_place",
    "prefer",
    "remove_from_list",
    "set_criteria",
    "set_reserve",
    "withdraw_offer",
    "write_letter",
]
