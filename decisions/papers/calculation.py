"""The calculation of a fee as a file that travels inside the decision's PDF (PDF/A-3)."""

import json
from typing import Any

from decisions.models import Decision
from fees import engine
from fees.models import Assessment, FeePart
from fees.periods.selectors import parts_of
from office.documents import Attached

NAME = "obliczenie-odplatnosci.json"
FORMAT = "prog-obliczenie-1"
_DESCRIPTION = "Obliczenie odpłatności: ustalone fakty, zastosowane reguły, kroki i wynik"


def attached_to(decision: Decision) -> tuple[Attached, ...]:
    """The calculation of the fee that ``decision`` sets; nothing where it sets none."""
    if decision.assessment is None:
        return ()
    return (Attached(NAME, as_file(calculation(decision, decision.assessment)), _DESCRIPTION),)


def calculation(decision: Decision, assessment: Assessment) -> dict[str, Any]:
    """Facts, rules as used, steps, result, version of the engine and digest, as the assessment stored them."""
    whole = _whole(decision, assessment, assessment.facts, assessment.rules, assessment.result)
    return whole | _periods([(part, part.facts, part.rules, part.result) for part in parts_of(assessment)])


def recomputed(decision: Decision, assessment: Assessment) -> dict[str, Any]:
    """The same, computed anew from the stored facts and rules: what must stand in the file."""
    whole = _whole(decision, assessment, *_anew(assessment))
    return whole | _periods([(part, *_anew(part)) for part in parts_of(assessment)])


def _anew(row: Assessment | FeePart) -> tuple[Any, Any, Any]:
    """Facts, rules and result as plain data, the result computed from the two others."""
    facts, rules = engine.facts_from(row.facts), engine.rules_from(row.rules)
    result = engine.as_data(engine.assess(facts, rules)) | {"engine_version": row.engine_version}
    return engine.as_data(facts), engine.as_data(rules), result


def _periods(parts: list[tuple[FeePart, Any, Any, Any]]) -> dict[str, Any]:
    """The periods of a fee that has several; nothing where it has one."""
    if not parts:
        return {}
    listed = [
        {
            "from": part.period_from.isoformat(),
            "to": part.period_to.isoformat() if part.period_to else None,
            "why": part.why,
            "facts": facts,
            "rules": rules,
            "result": result,
            "digest": part.digest,
        }
        for part, facts, rules, result in parts
    ]
    return {"periods": listed}


def _whole(decision: Decision, assessment: Assessment, facts: Any, rules: Any, result: Any) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "decision": decision.number,
        "on": assessment.on.isoformat(),
        "engine_version": assessment.engine_version,
        "facts": facts,
        "rules": rules,
        "result": result,
        "digest": assessment.digest,
    }


def as_file(data: dict[str, Any]) -> bytes:
    """The bytes of the file: sorted and indented, so that the same calculation gives the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
