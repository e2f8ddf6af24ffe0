"""A fee that nobody owes: the question of the calculators, and the answer in the terminal and on the web."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from applications.models import HouseholdType, Programme
from fees import engine
from fees.explanation import explain
from fees.selectors import Selected


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, read and checked. Złoty a month; ``own_income`` None: nobody said what the person's part is."""

    programme: Programme
    household: HouseholdType
    persons: int
    income: Decimal
    own_income: Decimal | None
    on: date
    cost: Decimal | None

    @property
    def facts(self) -> engine.Facts:
        """The question in the engine's shape."""
        return plain_facts(self.on, self.household, self.persons, self.income, self.own_income)


def plain_facts(on: date, household: str, persons: int, income: Decimal, own: Decimal | None) -> engine.Facts:
    """Facts of nobody: ``income`` is the person's or the whole family's, ``own`` the person's part (złoty a month)."""
    if household == HouseholdType.SINGLE:
        incomes: tuple[engine.Income, ...] = (engine.Income("dochód osoby", income),)
    elif own is None:
        incomes = (engine.Income("dochód rodziny", income, own=False),)
    else:
        others = engine.Income("dochód pozostałych osób w rodzinie", income - own, own=False)
        incomes = (engine.Income("dochód własny osoby", own), others)
    return engine.Facts(on, engine.HouseholdType(household), persons, incomes)


def notes_of(selected: Selected) -> list[str]:
    """What is doubtful about the resolution and its table."""
    return [note for note in (selected.resolution.notes, selected.table.notes) if note]


def answer(question: Question, selected: Selected, result: engine.Assessment) -> dict[str, Any]:
    """The fee with its steps; ``docs/assess-fee.md`` explains each key."""
    band = result.band
    return {
        "office": question.programme.office.code,
        "programme": question.programme.code,
        "on": question.on.isoformat(),
        "household": question.household.value,
        "persons": question.persons,
        "income": result.income_compared,
        "own_income": result.own_income if question.household == HouseholdType.SINGLE else question.own_income,
        "amount": result.amount,
        "free": result.free,
        "free_by_statute": result.free_by_statute,
        "rate_percent": result.rate_percent,
        "rate_zloty": result.rate_zloty,
        "base": result.base,
        "base_kind": selected.table.base,
        "criterion": result.criterion,
        "threshold": result.threshold,
        "share_percent": result.share_percent,
        "limit_unit": selected.table.limit_unit,
        "band": None if band is None else {"above": band.above, "up_to": band.up_to},
        "resolution": result.resolution,
        "table": {"code": selected.table.code, "title": selected.table.title},
        "notes": notes_of(selected),
        "engine_version": result.engine_version,
        "steps": [
            {
                "number": line.number,
                "code": step.code.value,
                "heading": line.heading,
                "sentence": line.sentence,
                "calculation": line.calculation,
                "basis": line.basis,
                "result": step.result,
                "unit": step.unit.value,
            }
            for line, step in zip(explain(result, selected.rules.provisions), result.steps, strict=True)
        ],
    }


def exact_json(value: Any, indent: int = 0) -> str:
    """JSON in which a ``Decimal`` is a number with exactly its own digits: 186.00, never 186.0 or 1.86E+2."""
    inner, outer = " " * (indent + 2), " " * indent
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        parts = [f"{inner}{json.dumps(key)}: {exact_json(item, indent + 2)}" for key, item in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{outer}}}" if parts else "{}"
    if isinstance(value, list | tuple):
        parts = [f"{inner}{exact_json(item, indent + 2)}" for item in value]
        return "[\n" + ",\n".join(parts) + f"\n{outer}]" if parts else "[]"
    return json.dumps(value, ensure_ascii=False)
