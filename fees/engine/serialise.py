"""Facts, rules and assessments as JSON and back without loss, in one canonical writing, and their fingerprint."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from operator import attrgetter, methodcaller
from typing import Any

from fees.engine.assess import Assessment
from fees.engine.bands import Band
from fees.engine.facts import Facts, FormerDpsResident, GrantedService, HouseholdType, Income, Pick, Relief
from fees.engine.kinds import Base, CostUnit, LimitsOn, LimitUnit, Proration, RoundingMode
from fees.engine.rules import Bounds, Cost, CostItem, Criterion, Rounding, Rules, Schedule, ScheduleNotLoaded
from fees.engine.steps import Step, StepCode, Unit

Data = Mapping[str, Any]


def as_data(value: Any) -> Any:
    """Plain JSON values: amounts and percentages as strings without exponent, days in ISO form, enums as values."""
    kind = type(value)
    return (_WRITERS.get(kind) or _writer_of(kind))(value)


def _itself(value: Any) -> Any:
    return value


_WRITERS: dict[type, Callable[[Any], Any]] = {
    Decimal: lambda value: f"{value:f}",
    dict: lambda value: {str(key): as_data(item) for key, item in value.items()},
    tuple: lambda value: [as_data(item) for item in value],
    list: lambda value: [as_data(item) for item in value],
    **dict.fromkeys((bool, int, str, type(None)), _itself),
}
"""How each type is written; what is met for the first time is added, because looking up is quicker than asking."""


def _writer_of(kind: type[Any]) -> Callable[[Any], Any]:
    writer: Callable[[Any], Any]
    if issubclass(kind, Enum):
        writer = attrgetter("value")
    elif issubclass(kind, date):
        writer = methodcaller("isoformat")
    elif issubclass(kind, Mapping):
        writer = _WRITERS[dict]
    else:
        # What is left are the engine's own dataclasses; anything else is refused by ``fields``.
        names = tuple(item.name for item in fields(kind))

        def writer(value: Any) -> Any:
            return {name: as_data(getattr(value, name)) for name in names}

    _WRITERS[kind] = writer
    return writer


def canonical(value: Any) -> str:
    """The one JSON text of ``value``: sorted keys, no spaces, so that equal things have equal texts."""
    return as_text(as_data(value))


def as_text(data: Any) -> str:
    """The canonical text of plain data, such as ``as_data`` makes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(facts: Facts, rules: Rules, assessment: Assessment) -> str:
    """SHA-256 (hex) over everything an assessment rests on and says."""
    return digest_of_texts(canonical(facts), canonical(rules), canonical(assessment))


def digest_of_texts(facts: str, rules: str, assessment: str) -> str:
    """The same from the three canonical texts: for whoever has them already."""
    whole = f'{{"assessment":{assessment},"facts":{facts},"rules":{rules}}}'
    return hashlib.sha256(whole.encode()).hexdigest()


def facts_from(data: Data) -> Facts:
    """Facts back from ``as_data(facts)``; the facts' own validation runs again."""
    return Facts(
        on=date.fromisoformat(data["on"]),
        household=HouseholdType(data["household"]),
        persons=data["persons"],
        incomes=tuple(_income_from(item) for item in data["incomes"]),
        pick=None if data["pick"] is None else Pick(Decimal(data["pick"]["rate"]), data["pick"]["reason"]),
        relief=None if data["relief"] is None else _relief_from(data["relief"]),
        former_dps=None if data["former_dps"] is None else _former_from(data["former_dps"]),
        minors=data["minors"],
        residents=data["residents"],
        services=None if data["services"] is None else tuple(_service_from(item) for item in data["services"]),
        days=data["days"],
    )


def rules_from(data: Data) -> Rules:
    """Rules back from ``as_data(rules)``; the rules' own validation runs again."""
    cost = data["cost"]
    return Rules(
        household=HouseholdType(data["household"]),
        criterion=_criterion_from(data["criterion"]),
        schedule=_schedule_from(data["schedule"]),
        provisions=data["provisions"],
        cost=None if cost is None else _cost_from(cost),
        dps_cap_percent=_decimal_or_none(data["dps_cap_percent"]),
    )


def assessment_from(data: Data) -> Assessment:
    """An assessment back from ``as_data(assessment)``, as it was, with the version of the engine that made it."""
    band, base_kind = data["band"], data["base_kind"]
    return Assessment(
        amount=Decimal(data["amount"]),
        free=data["free"],
        rate_percent=Decimal(data["rate_percent"]),
        base=_decimal_or_none(data["base"]),
        base_kind=None if base_kind is None else Base(base_kind),
        criterion=Decimal(data["criterion"]),
        threshold=Decimal(data["threshold"]),
        income_compared=Decimal(data["income_compared"]),
        own_income=Decimal(data["own_income"]),
        share_percent=Decimal(data["share_percent"]),
        band=None if band is None else _band_from(band),
        household=HouseholdType(data["household"]),
        persons=data["persons"],
        on=date.fromisoformat(data["on"]),
        resolution=data["resolution"],
        steps=tuple(_step_from(step) for step in data["steps"]),
        engine_version=data["engine_version"],
        rate_zloty=_decimal_or_none(data["rate_zloty"]),
        days=data["days"],
        daily=_decimal_or_none(data["daily"]),
    )


def _decimal_or_none(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _income_from(data: Data) -> Income:
    return Income(**{**data, "amount": Decimal(data["amount"])})


def _relief_from(data: Data) -> Relief:
    return Relief(
        ground=data["ground"],
        asked_by=data["asked_by"],
        decision=data["decision"],
        percent=_decimal_or_none(data["percent"]),
        amount=_decimal_or_none(data["amount"]),
        until=None if data["until"] is None else date.fromisoformat(data["until"]),
    )


def _former_from(data: Data) -> FormerDpsResident:
    return FormerDpsResident(date.fromisoformat(data["until"]), data["basis"])


def _service_from(data: Data) -> GrantedService:
    return GrantedService(data["code"], Decimal(data["quantity"]))


def _cost_from(data: Data) -> Cost:
    items = tuple(CostItem(**{**item, "amount": Decimal(item["amount"])}) for item in data["items"])
    return Cost(Decimal(data["amount"]), data["source"], CostUnit(data["unit"]), items)


def _bounds_from(data: Data) -> Bounds:
    figures = {
        name: _decimal_or_none(data[name]) for name in ("floor", "cap", "cap_income", "left", "left_of_criterion")
    }
    return Bounds(cap_cost=data["cap_cost"], **figures)


def _criterion_from(data: Data) -> Criterion:
    valid_to = data["valid_to"]
    return Criterion(
        amount=Decimal(data["amount"]),
        valid_from=date.fromisoformat(data["valid_from"]),
        source=data["source"],
        valid_to=None if valid_to is None else date.fromisoformat(valid_to),
    )


def _schedule_from(data: Data) -> Schedule | ScheduleNotLoaded:
    if "bands" not in data:
        return ScheduleNotLoaded(source=data["source"], resolution=data["resolution"])
    rounding = data["rounding"]
    return Schedule(
        code=data["code"],
        title=data["title"],
        base=Base(data["base"]),
        bands=tuple(_band_from(band) for band in data["bands"]),
        rounding=Rounding(rounding["source"], Decimal(rounding["step"]), RoundingMode(rounding["mode"])),
        source=data["source"],
        resolution=data["resolution"],
        limit_unit=LimitUnit(data["limit_unit"]),
        limits_on=LimitsOn(data["limits_on"]),
        limits_criterion=_decimal_or_none(data["limits_criterion"]),
        amount=_decimal_or_none(data["amount"]),
        local_list=data["local_list"],
        bounds=_bounds_from(data["bounds"]),
        minor_percent=_decimal_or_none(data["minor_percent"]),
        relief=data["relief"],
        proration=Proration(data["proration"]),
        proration_source=data["proration_source"],
        first_month_free=data["first_month_free"],
    )


def _band_from(data: Data) -> Band:
    rate_to = _decimal_or_none(data["rate_to"])
    return Band(Decimal(data["above"]), _decimal_or_none(data["up_to"]), Decimal(data["rate"]), rate_to)


def _step_from(data: Data) -> Step:
    unit = Unit(data["unit"])
    numbers = data["numbers"]
    return Step(
        code=StepCode(data["code"]),
        result=data["result"] if unit is Unit.WORD else Decimal(data["result"]),
        unit=unit,
        # An int is a count of persons; every other figure is a Decimal and was written as a string.
        numbers={key: value if isinstance(value, int) else Decimal(value) for key, value in numbers.items()},
        words=dict(data["words"]),
        provisions=tuple(data["provisions"]),
        sources=tuple(data["sources"]),
    )
