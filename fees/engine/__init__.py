"""The fee engine: facts and rules in, one assessment with its steps out.

Plain Python on the standard library. It reads no clock, no database and no settings, and it names no municipality and
no legal figure: those come in as data. Money is ``Decimal`` in złoty.
"""

from fees.engine.assess import ENGINE_VERSION, Assessment, Step, StepCode, Unit, Verdict, assess
from fees.engine.errors import CannotAssess, EngineError, InvalidFacts, InvalidRules
from fees.engine.facts import Facts, HouseholdType, Income
from fees.engine.rules import (
    PROVISIONS_USED,
    Band,
    Base,
    Cost,
    Criterion,
    Defect,
    LimitUnit,
    Rounding,
    RoundingMode,
    Rules,
    Schedule,
    ScheduleNotLoaded,
    band_defects,
)
from fees.engine.serialise import (
    as_data,
    assessment_from,
    canonical,
    digest,
    facts_from,
    rules_from,
)

__all__ = [
    "ENGINE_VERSION",
    "PROVISIONS_USED",
    "Assessment",
    "Band",
    "Base",
    "CannotAssess",
    "Cost",
    "Criterion",
    "Defect",
    "EngineError",
    "Facts",
    "HouseholdType",
    "Income",
    "InvalidFacts",
    "InvalidRules",
    "LimitUnit",
    "Rounding",
    "RoundingMode",
    "Rules",
    "Schedule",
    "ScheduleNotLoaded",
    "Step",
    "StepCode",
    "Unit",
    "Verdict",
    "as_data",
    "assess",
    "assessment_from",
    "band_defects",
    "canonical",
    "digest",
    "facts_from",
    "rules_from",
]
