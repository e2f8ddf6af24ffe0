"""Applications: programmes, persons, cases and incomes here; further subjects in their packages."""

from applications.models.cases import Application, Cause, DisabilityDegree, Group, HouseholdType, SearchWord
from applications.models.incomes import (
    WAYS_OF,
    HouseholdMember,
    Income,
    IncomeCriterion,
    IncomeKind,
    IncomeNature,
    IncomeWay,
    LocalIncomeList,
)
from applications.models.persons import IdentityDocument, Person, PersonSex
from applications.models.programmes import HousingKind, Programme, SupportService

# isort: split
# The subjects with a package of their own need the models above.
from applications.completion.models import CompletionCall
from applications.documents.models import DocumentEntry
from applications.notes.models import CaseNote
from applications.opinions.models import Opinion, Referral, TeamCard
from applications.outcomes.models import Transfer, Withdrawal
from applications.parties.models import Filing, MovingChild, MovingGroup, Representative
from applications.persons.models import StayBasis
from applications.programmes.models import (
    ConditionWaiver,
    HouseRules,
    LeavingRecord,
    ProgrammeFacts,
    ProgrammeTerms,
    RecommendationsReview,
    RequiredDocument,
    RequiredOpinion,
    RulePoint,
    StatementAnswer,
    TermsStatement,
)
from applications.unsaved.models import UnsavedForm

__all__ = [
    "WAYS_OF",
    "Application",
    "CaseNote",
    "Cause",
    "CompletionCall",
    "ConditionWaiver",
    "DisabilityDegree",
    "DocumentEntry",
    "Filing",
    "Group",
    "HouseRules",
    "HouseholdMember",
    "HouseholdType",
    "HousingKind",
    "IdentityDocument",
    "Income",
    "IncomeCriterion",
    "IncomeKind",
    "IncomeNature",
    "IncomeWay",
    "LeavingRecord",
    "LocalIncomeList",
    "MovingChild",
    "MovingGroup",
    "Opinion",
    "Person",
    "PersonSex",
    "Programme",
    "ProgrammeFacts",
    "ProgrammeTerms",
    "RecommendationsReview",
    "Referral",
    "Representative",
    "RequiredDocument",
    "RequiredOpinion",
    "RulePoint",
    "SearchWord",
    "StatementAnswer",
    "StayBasis",
    "SupportService",
    "TeamCard",
    "TermsStatement",
    "Transfer",
    "UnsavedForm",
    "Withdrawal",
]
