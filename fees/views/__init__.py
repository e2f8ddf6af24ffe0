"""Pages of fees: the rules of the municipality, loading them, and the fee of one case."""

from fees.views.assess import assess
from fees.views.loading import confirm, upload
from fees.views.rules import cost_order, criterion, export, home, resolution

__all__ = ["assess", "confirm", "cost_order", "criterion", "export", "home", "resolution", "upload"]
