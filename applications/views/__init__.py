"""Pages of applications: the parts, the statement for signature, the dictionary of incomes."""

from applications.views.conditions import conditions, review, waiver
from applications.views.kinds import add_kind, add_kind_version, income_kinds
from applications.views.new import new
from applications.views.parts import household, person, request_, situation, submit
from applications.views.statement import statement

__all__ = [
    "add_kind",
    "add_kind_version",
    "conditions",
    "household",
    "income_kinds",
    "new",
    "person",
    "request_",
    "review",
    "situation",
    "statement",
    "submit",
    "waiver",
]
