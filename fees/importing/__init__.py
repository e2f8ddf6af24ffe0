"""Resolutions from spreadsheets: read a file, say everything that is wrong, show it, store it whole or not at all.

The way of a file: ``sheets`` (bytes → rows of text) → ``layout`` (rows → draft) → ``plan`` (draft against the statute
and against what is stored) → ``store`` (through django-import-export, in one transaction). ``export`` goes back.
"""

from fees.importing.draft import BandDraft, Defect, ResolutionDraft, TableDraft
from fees.importing.export import EXPORT_FORMATS, as_file, as_rows, template_rows
from fees.importing.layout import read_layout
from fees.importing.plan import Mode, Plan, make_plan
from fees.importing.sheets import FileRefused, Sheet, read_file
from fees.importing.store import store

__all__ = [
    "EXPORT_FORMATS",
    "BandDraft",
    "Defect",
    "FileRefused",
    "Mode",
    "Plan",
    "ResolutionDraft",
    "Sheet",
    "TableDraft",
    "as_file",
    "as_rows",
    "make_plan",
    "read_file",
    "read_layout",
    "store",
    "template_rows",
]
