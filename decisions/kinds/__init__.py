"""The kinds of decisions and orders: what each rests on, asks for, says and does."""

from decisions.kinds.registry import GRANTS, KINDS, DecisionKind, Ground, Kind, Remedy

__all__ = ["GRANTS", "KINDS", "DecisionKind", "Ground", "Kind", "Remedy"]
