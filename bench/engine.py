"""One explained assessment: per second in one process, and against the same table in OpenFisca-core.

Run by ``bench/run`` with the Python of ``bench/.venv``; our engine needs nothing beyond the standard library.
"""

from datetime import date
from decimal import Decimal

from bench.clock import in_turn, seconds, verdict
from bench.openfisca_case import Case
from bench.table import COST, CRITERION, FEE, INCOME, annex
from fees import engine

MANY, FEW, ROUNDS = 5000, 100, 7
WANTED_PER_SECOND, WANTED_RATIO = 20_000, 10


def rules() -> engine.Rules:
    """The annex with criterion and cost of the Kielce example."""
    bands = tuple(
        engine.Band(Decimal(above), None if up_to is None else Decimal(up_to), Decimal(rate))
        for above, up_to, rate in annex()
    )
    schedule = engine.Schedule(
        "annex-2", "annex 2", engine.Base.COST, bands, engine.Rounding("bench"), "bench", resolution="bench"
    )
    return engine.Rules(
        engine.HouseholdType.SINGLE,
        engine.Criterion(CRITERION, date(2025, 1, 1), "bench"),
        schedule,
        {code: code for code in engine.PROVISIONS_USED},
        engine.Cost(COST, "bench"),
    )


def main() -> None:
    """Print both figures."""
    law, day = rules(), date(2026, 6, 1)
    household = engine.HouseholdType.SINGLE

    def ours(count: int) -> engine.Assessment:
        for _ in range(count):
            # A new person each time: facts are made anew, rules are kept.
            facts = engine.Facts(day, household, 1, (engine.Income("pension", INCOME),))
            found = engine.assess(facts, law)
        return found

    case = Case(annex())
    if ours(1).amount != FEE or case.whole() != float(FEE) or case.again() != float(FEE):
        raise SystemExit("the calculators do not agree: nothing to compare")
    steps = len(ours(1).steps)

    best = min(seconds(lambda: ours(MANY)) for _ in range(ROUNDS))
    rate = MANY / best
    print(f"(b) explained assessments in one process: {rate:,.0f} a second, {steps} steps each", end=" ")
    print(f"(goal {WANTED_PER_SECOND:,}: {verdict(met=rate >= WANTED_PER_SECOND)})")

    mine, other = in_turn(lambda: ours(FEW), lambda: [case.whole() for _ in range(FEW)], ROUNDS)
    print(f"(a) one person told anew, OpenFisca-core with tracing on: {other / mine:.1f} × our time", end=" ")
    print(f"(goal {WANTED_RATIO}: {verdict(met=other >= WANTED_RATIO * mine)})")
    known = engine.Facts(day, household, 1, (engine.Income("pension", INCOME),))
    again = [lambda: [engine.assess(known, law) for _ in range(FEW)], lambda: [case.again() for _ in range(FEW)]]
    mine, other = in_turn(*again, ROUNDS)
    print(f"    the same person computed again, nothing told: {other / mine:.1f} × our time")


if __name__ == "__main__":
    main()
