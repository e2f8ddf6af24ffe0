"""Acts on the log of a stay: write an entry of each kind, go on with an absence, strike what is wrong."""

from apartments.logs.services.absences import continue_absence, note_absence, note_visit
from apartments.logs.services.entries import note_entry, note_utility_contract
from apartments.logs.services.incidents import Arrears, note_incident, note_test, rule_words
from apartments.logs.services.striking import strike

__all__ = [
    "Arrears",
    "continue_absence",
    "note_absence",
    "note_entry",
    "note_incident",
    "note_test",
    "note_utility_contract",
    "note_visit",
    "rule_words",
    "strike",
]
