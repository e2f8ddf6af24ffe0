"""Pages of fees: the rules of the municipality, loading and checking them, and the fee of one case."""

from fees.views.acts import annul, check, discard, notice, notice_pdf, repeal
from fees.views.assess import assess
from fees.views.loading import confirm, cost_upload, template_file, upload
from fees.views.rules import cost_order, criterion, export, home, resolution

__all__ = [
    "annul",
    "assess",
    "check",
    "confirm",
    "cost_order",
    "cost_upload",
    "criterion",
    "discard",
    "export",
    "home",
    "notice",
    "notice_pdf",
    "repeal",
    "resolution",
    "template_file",
    "upload",
]
