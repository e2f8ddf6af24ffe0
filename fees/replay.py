"""Recomputes stored assessments from their own facts and rules and compares them byte for byte with what was stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from fees import engine
from fees.changes.models import DraftAssessment
from fees.models import Assessment, FeePart
from office.models import Office

_NO_STEP = "(brak kroku)"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a recomputed assessment first parts from the stored one. ``step`` counts from 1; 0: not in a step."""

    model: str
    key: int
    case: str
    engine_version: str
    step: int
    what: str
    stored: str
    computed: str

    @property
    def sentence(self) -> str:
        """The difference in one Polish line."""
        where = f"krok {self.step} ({self.what})" if self.step else self.what
        return f"{self.model} {self.key}, sprawa {self.case}: {where}: {self.stored} → {self.computed}"


Stored = Assessment | FeePart | DraftAssessment
_MODELS: tuple[tuple[type[Stored], str, str], ...] = (
    (Assessment, "application", "obliczenie"),
    (FeePart, "assessment__application", "okres obliczenia"),
    (DraftAssessment, "application", "projekt obliczenia"),
)


def stored(office: Office | None = None) -> Iterator[Stored]:
    """Every stored assessment, then every period of one, then every draft, oldest first; of one office, or of all."""
    for model, case, _ in _MODELS:
        rows = model._default_manager.select_related(case).order_by("pk")
        if office is not None:
            rows = rows.filter(**{f"{case}__office": office})
        yield from rows.iterator(chunk_size=500)


def replay(row: Stored) -> Difference | None:
    """The first difference between ``row`` and its recomputation; None where they agree to the byte."""
    try:
        facts, rules = engine.facts_from(row.facts), engine.rules_from(row.rules)
        computed = engine.assess(facts, rules)
    except (engine.EngineError, ArithmeticError, KeyError, TypeError, ValueError) as error:
        return _difference(row, 0, "nie da się obliczyć ponownie", "zapisano wynik", f"{type(error).__name__}: {error}")
    # An assessment of an older version of the engine must still come out; only the version itself may differ.
    computed = replace(computed, engine_version=row.engine_version)
    found = _in_steps(row, computed) or _in_result(row, computed)
    if found is not None:
        return found
    if engine.digest(facts, rules, computed) != row.digest:
        return _difference(
            row, 0, "odcisk (dane zmieniono po zapisaniu)", row.digest, engine.digest(facts, rules, computed)
        )
    if (row.amount, row.free) != (computed.amount, computed.free):
        return _difference(row, 0, "kwota w wierszu", f"{row.amount}", f"{computed.amount}")
    return None


def _in_steps(row: Stored, computed: engine.Assessment) -> Difference | None:
    pairs = zip_longest(row.result.get("steps", ()), engine.as_data(computed)["steps"])
    for number, (then, now) in enumerate(pairs, start=1):
        if then != now:
            code = (then or now)["code"]
            return _difference(row, number, code, _shown(then, now), _shown(now, then))
    return None


def _in_result(row: Stored, computed: engine.Assessment) -> Difference | None:
    if engine.canonical(row.result) == engine.canonical(computed):
        return None
    now = engine.as_data(computed)
    for name in sorted({*row.result, *now}):
        then_value, now_value = row.result.get(name), now.get(name)
        if then_value != now_value:
            return _difference(row, 0, name, engine.canonical(then_value), engine.canonical(now_value))
    return _difference(row, 0, "zapis", "inny zapis tych samych danych", "zapis kanoniczny")


def _shown(step: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> str:
    """The step's result, or, where the results agree, the first part in which the steps differ."""
    if step is None:
        return _NO_STEP
    if other is None or step.get("result") != other.get("result"):
        return f"{step.get('result')} {step.get('unit', '')}".strip()
    name = next(name for name in sorted({*step, *other}) if step.get(name) != other.get(name))
    return f"{name} {engine.canonical(step.get(name))}"


def _difference(row: Stored, step: int, what: str, then: str, now: str) -> Difference:
    name = next(name for model, _, name in _MODELS if isinstance(row, model))
    return Difference(name, row.pk, str(row.application), row.engine_version, step, what, then, now)
