"""The same table as a minimal tax-benefit system of OpenFisca-core: one person, tracing on."""

from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.table import COST, CRITERION, INCOME

PERIOD = "2026-06"
PERSON = build_entity(key="person", plural="persons", label="A person", is_person=True)


class income(Variable):
    value_type = float
    entity = PERSON
    definition_period = MONTH


class cost(Variable):
    value_type = float
    entity = PERSON
    definition_period = MONTH


class share(Variable):
    value_type = float
    entity = PERSON
    definition_period = MONTH

    def formula(person, period, parameters):
        return person("income", period) * 100 / parameters(period).criterion


class rate(Variable):
    value_type = float
    entity = PERSON
    definition_period = MONTH

    def formula(person, period, parameters):
        return parameters(period).annex.calc(person("share", period))


class fee(Variable):
    value_type = float
    entity = PERSON
    definition_period = MONTH

    def formula(person, period, parameters):
        exceeds = person("income", period) > parameters(period).criterion
        return exceeds * person("cost", period) * person("rate", period) / 100


def system(bands: list[tuple[int, int | None, int]]) -> TaxBenefitSystem:
    """Criterion and table as dated parameters, the fee as a formula."""
    since = "2025-01-01"
    brackets = [
        {"threshold": {since: {"value": above}}, "amount": {since: {"value": rate}}} for above, _, rate in bands
    ]
    parameters = {
        "criterion": {"values": {since: {"value": float(CRITERION)}}},
        "annex": {"metadata": {"type": "single_amount"}, "brackets": brackets},
    }
    found = TaxBenefitSystem([PERSON])
    found.parameters = ParameterNode("", data=parameters)
    found.add_variables(income, cost, share, rate, fee)
    return found


class Case:
    """One person; ``whole`` makes a simulation of the situation, ``again`` only computes in one that is made."""

    def __init__(self, bands: list[tuple[int, int | None, int]]) -> None:
        self.system = system(bands)
        self.kept = self._simulation()

    def _simulation(self):
        person = {"income": {PERIOD: float(INCOME)}, "cost": {PERIOD: float(COST)}}
        simulation = SimulationBuilder().build_from_entities(self.system, {"persons": {"person": person}})
        simulation.trace = True
        return simulation

    def whole(self) -> float:
        """The fee, with its log, of a person told anew."""
        return self._computed(self._simulation())

    def again(self) -> float:
        """The fee, with its log, of the same person computed anew."""
        for name in ("share", "rate", "fee"):
            self.kept.delete_arrays(name)
        self.kept.trace = True  # a new, empty log
        return self._computed(self.kept)

    def _computed(self, simulation) -> float:
        found = simulation.calculate("fee", PERIOD)
        if not simulation.tracer.computation_log.lines():
            raise SystemExit("OpenFisca did not trace")
        return round(float(found[0]), 2)
