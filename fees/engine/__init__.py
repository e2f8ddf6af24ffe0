"""The fee engine: facts and rules in, one assessment with its steps out.

Plain Python on the standard library. It reads no clock, no database and no settings, and it names no municipality and
no legal figure: those come in as data. Money is ``Decimal`` in złoty.
"""

from fees.engine.assess import ENGINE_VERSION, Assessment, assess
from fees.engine.bands import Band, Defect, schedule_defects
from fees.engine.errors import CannotAssess, EngineError, InvalidFacts, InvalidRules
from fees.engine.facts import Facts, FormerDpsResident, GrantedService, HouseholdType, Income, Pick, Relief
from fees.engine.kinds import (
    BY_THE_DAY,
    DPS_PROVISION,
    IN_ZLOTY,
    ON_COST,
    PROVISIONS_USED,
    Base,
    CostUnit,
    LimitsOn,
    LimitUnit,
    Proration,
    RoundingMode,
)
from fees.engine.months import PartMonth, days_lived, part_month
from fees.engine.rules import Bounds, Cost, CostItem, Criterion, Rounding, Rules, Schedule, ScheduleNotLoaded
from fees.engine.serialise import (
    as_data,
    as_text,
    assessment_from,
    canonical,
    digest,
    digest_of_texts,
    facts_from,
    rules_from,
)
from fees.engine.spans import Span, cut, due_in, in_month
from fees.engine.steps import CapKind, Step, StepCode, Unit, Verdict

__all__ = [
    "BY_THE_DAY",
    "DPS_PROVISION",
    "ENGINE_VERSION",
    "IN_ZLOTY",
    "ON_COST",
    "PROVISIONS_USED",
    "Assessment",
    "Band",
    "Base",
    "Bounds",
    "CannotAssess",
    "CapKind",
    "Cost",
    "CostItem",
    "CostUnit",
    "Criterion",
    "Defect",
    "EngineError",
    "Facts",
    "FormerDpsResident",
    "GrantedService",
    "HouseholdType",
    "Income",
    "InvalidFacts",
    "InvalidRules",
    "LimitUnit",
    "LimitsOn",
    "PartMonth",
    "Pick",
    "Proration",
    "Relief",
    "Rounding",
    "RoundingMode",
    "Rules",
    "Schedule",
    "ScheduleNotLoaded",
    "Span",
    "Step",
    "StepCode",
    "Unit",
    "Verdict",
    "as_data",
    "as_text",
    "assess",
    "assessment_from",
    "canonical",
    "cut",
    "days_lived",
    "digest",
    "digest_of_texts",
    "due_in",
    "facts_from",
    "in_month",
    "part_month",
    "rules_from",
    "schedule_defects",
]
