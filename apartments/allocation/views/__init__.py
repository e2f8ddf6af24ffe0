"""The waiting list, offers of places, rules of priority and places kept in reserve."""

from apartments.allocation.views.offers import accept, end_offer, expire, letter, offer, offer_place
from apartments.allocation.views.priorities import add_rules, reserve, rules
from apartments.allocation.views.waiting import act, entry, queue_case, sheet, waiting_list

__all__ = [
    "accept",
    "act",
    "add_rules",
    "end_offer",
    "entry",
    "expire",
    "letter",
    "offer",
    "offer_place",
    "queue_case",
    "reserve",
    "rules",
    "sheet",
    "waiting_list",
]
