"""Acts on apartments: what they are and have, what is out of service, who holds and is granted which place."""

from apartments.services.anew import keep_place, let_go_granted, lives_there, renew_stay
from apartments.services.capacity import MOST_PLACES, describe, edit_apartment, set_places
from apartments.services.occupancies import Basis, begin_stay, hold_place, release_place
from apartments.services.outages import end_outage, take_out_of_service, withdraw_outage
from apartments.services.periods import change_place, end_stay, extend_stay
from apartments.services.rooms import RoomFacts, Running, describe_running, set_equipment, set_rooms
from apartments.services.waivers import waive_standards

__all__ = [
    "MOST_PLACES",
    "Basis",
    "RoomFacts",
    "Running",
    "begin_stay",
    "change_place",
    "describe",
    "describe_running",
    "edit_apartment",
    "end_outage",
    "end_stay",
    "extend_stay",
    "hold_place",
    "keep_place",
    "let_go_granted",
    "lives_there",
    "release_place",
    "renew_stay",
    "set_equipment",
    "set_places",
    "set_rooms",
    "take_out_of_service",
    "waive_standards",
    "withdraw_outage",
]
