"""The engine's steps in plain Polish: the same lines for the page, the decision, the contract and the export.

Nothing is computed here that the engine has not computed, except figures that only point at a neighbouring band.
"""

from fees.explanation.lines import Line, explain, part_month_line
from fees.explanation.stairs import Change, Stair, staircase, what_would_change
from fees.explanation.words import BASE_OF, how_computed, is_plain_share, rate_words, what_is_charged

__all__ = [
    "BASE_OF",
    "Change",
    "Line",
    "Stair",
    "explain",
    "how_computed",
    "is_plain_share",
    "part_month_line",
    "rate_words",
    "staircase",
    "what_is_charged",
    "what_would_change",
]
