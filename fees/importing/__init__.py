"""Resolutions from spreadsheets: read a file, say everything that is wrong, show it, store it whole or not at all.

The way of a file: ``sheets`` (bytes → rows of text) → ``layout`` (rows → draft) → ``plan`` (draft against the statute
and against what is stored) → ``store`` (through django-import-export, in one transaction). ``export`` goes back.
"""

from fees.importing.costs import CostOrderDraft, component_from, read_cost_order
from fees.importing.difference import Difference, differences, reference_of
from fees.importing.draft import BandDraft, Defect, ResolutionDraft, TableDraft
from fees.importing.export import EXPORT_FORMATS, as_file, as_rows, template_rows
from fees.importing.layout import read_layout
from fees.importing.plan import Mode, Plan, collision_of, make_plan
from fees.importing.sheets import FileRefused, Sheet, read_file
from fees.importing.store import end_replaced, store
from fees.importing.workbook import Code, template_workbook

__all__ = [
    "EXPORT_FORMATS",
    "BandDraft",
    "Code",
    "CostOrderDraft",
    "Defect",
    "Difference",
    "FileRefused",
    "Mode",
    "Plan",
    "ResolutionDraft",
    "Sheet",
    "TableDraft",
    "as_file",
    "as_rows",
    "collision_of",
    "component_from",
    "differences",
    "end_replaced",
    "make_plan",
    "read_cost_order",
    "read_file",
    "read_layout",
    "reference_of",
    "store",
    "template_rows",
    "template_workbook",
]
