"""Reads of applications."""

from applications.selectors.cases import other_cases, programmes_of, search, visible_to
from applications.selectors.income import (
    HouseholdFacts,
    IncomeFact,
    IncomeStatement,
    WeighedIncome,
    household_facts,
    income_day,
    income_statement,
    stale_rates,
    weighed_incomes,
)
from applications.selectors.kinds import IncomeKindRow, income_kinds, income_provisions, kinds_from, local_list
from applications.selectors.section import (
    PARTS,
    ApplicationsSection,
    Missing,
    PartSummary,
    case_section,
    field_url,
)

__all__ = [
    "PARTS",
    "ApplicationsSection",
    "HouseholdFacts",
    "IncomeFact",
    "IncomeKindRow",
    "IncomeStatement",
    "Missing",
    "PartSummary",
    "WeighedIncome",
    "case_section",
    "field_url",
    "household_facts",
    "income_day",
    "income_kinds",
    "income_provisions",
    "income_statement",
    "kinds_from",
    "local_list",
    "other_cases",
    "programmes_of",
    "search",
    "stale_rates",
    "visible_to",
    "weighed_incomes",
]
