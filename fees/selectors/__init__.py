"""Reads of fees: which rules govern a day, what was assessed, whether it still stands, what the pages show."""

from fees.selectors.assessments import (
    current_assessment,
    determine,
    doubts,
    explanation,
    facts_of,
    staleness,
)
from fees.selectors.pages import (
    FeeCase,
    FeesSection,
    Gap,
    case_section,
    cost_orders_of,
    criterion_rows,
    fee_case,
    gaps,
    resolution_row,
    resolution_rows,
    resolutions_of,
    stale_assessments,
)
from fees.selectors.printed import PrintedTable, as_printed, draft_as_printed
from fees.selectors.rules import Selected, citation_of, cost_on, criterion_on, resolution_on, rules_for

__all__ = [
    "FeeCase",
    "FeesSection",
    "Gap",
    "PrintedTable",
    "Selected",
    "as_printed",
    "case_section",
    "citation_of",
    "cost_on",
    "cost_orders_of",
    "criterion_on",
    "criterion_rows",
    "current_assessment",
    "determine",
    "doubts",
    "draft_as_printed",
    "explanation",
    "facts_of",
    "fee_case",
    "gaps",
    "resolution_on",
    "resolution_row",
    "resolution_rows",
    "resolutions_of",
    "rules_for",
    "stale_assessments",
    "staleness",
]
