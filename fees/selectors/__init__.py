"""Reads of fees: which rules govern a day, what was assessed, whether it still stands, what the pages show."""

from fees.selectors.acts import (
    acts_without_content,
    cost_orders_of,
    criterion_rows,
    drafts_to_check,
    other_versions,
    resolution_row,
    resolution_rows,
    resolutions_of,
    resting_on,
)
from fees.selectors.assessments import (
    NO_CHOICES,
    Choices,
    apartment_of,
    choices_of,
    citing,
    current_assessment,
    determine,
    doubts,
    explanation,
    facts_of,
    staleness,
)
from fees.selectors.case import Asked, FeeCase, fee_case, readiness
from fees.selectors.missing import Gap, gaps, stale_assessments
from fees.selectors.printed import PrintedTable, as_printed, draft_as_printed
from fees.selectors.rules import Selected, citation_of, cost_on, criterion_on, resolution_on, rules_for
from fees.selectors.section import FeesSection, case_section

__all__ = [
    "NO_CHOICES",
    "Asked",
    "Choices",
    "FeeCase",
    "FeesSection",
    "Gap",
    "PrintedTable",
    "Selected",
    "acts_without_content",
    "apartment_of",
    "as_printed",
    "case_section",
    "choices_of",
    "citation_of",
    "citing",
    "cost_on",
    "cost_orders_of",
    "criterion_on",
    "criterion_rows",
    "current_assessment",
    "determine",
    "doubts",
    "draft_as_printed",
    "drafts_to_check",
    "explanation",
    "facts_of",
    "fee_case",
    "gaps",
    "other_versions",
    "readiness",
    "resolution_on",
    "resolution_row",
    "resolution_rows",
    "resolutions_of",
    "resting_on",
    "rules_for",
    "stale_assessments",
    "staleness",
]
