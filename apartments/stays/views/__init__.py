"""The lists of residents and protocols, and the forms of a stay. The page of one resident is the desk's."""

from apartments.stays.views.lists import handovers, handovers_sheet, residents, residents_sheet
from apartments.stays.views.protocols import correct, handover, handover_pdf, move_in, move_out, sign
from apartments.stays.views.settling import belongings, belongings_outcome, damage, end, free, settle

__all__ = [
    "belongings",
    "belongings_outcome",
    "correct",
    "damage",
    "end",
    "free",
    "handover",
    "handover_pdf",
    "handovers",
    "handovers_sheet",
    "move_in",
    "move_out",
    "residents",
    "residents_sheet",
    "settle",
    "sign",
]
