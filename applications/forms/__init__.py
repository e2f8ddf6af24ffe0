"""The shape of the input: one form per part, the rows of the household, and the dictionary of incomes."""

from applications.forms.household import OWN, HouseholdPage, row_number
from applications.forms.kinds import IncomeKindForm
from applications.forms.parts import NO, YES, DraftForm, FindForm, HouseholdForm, PersonForm, RequestForm, SituationForm
from applications.forms.rows import IncomeForm, MemberForm

__all__ = [
    "NO",
    "OWN",
    "YES",
    "DraftForm",
    "FindForm",
    "HouseholdForm",
    "HouseholdPage",
    "IncomeForm",
    "IncomeKindForm",
    "MemberForm",
    "PersonForm",
    "RequestForm",
    "SituationForm",
    "row_number",
]
