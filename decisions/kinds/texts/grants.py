"""Invented grants and changes of fee: the office's own rules of the day applied to invented incomes.

Nothing is stored. The fee, its steps and its legal basis come from the real tables; where these lack something, the
preview says what.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from apartments.models import Apartment, Occupancy
from applications.models import Application, Cause, Group, HouseholdType, Programme, SupportService
from contracts.models import HousingContract
from contracts.parts import fee_terms
from decisions.compose import Grant, compose_grant
from decisions.content import DecisionContent, HouseholdMember, IncomeRow
from decisions.kinds.registry import DecisionKind
from decisions.kinds.texts.people import (
    Sample,
    invented_account,
    invented_application,
    invented_place,
    invented_recipients,
)
from decisions.kinds.topics import FEE_TOPICS
from decisions.models import Decision
from fees import engine
from fees.changes.models import DraftAssessment
from fees.models import Assessment
from fees.periods.models import FeePart
from fees.selectors import determine, rules_for
from office.errors import DomainError
from office.letterhead import FeeTerms
from office.models import Office, User
from office.periods import add_months, first_of_month
from office.polish import month

_COST = Decimal("1240.00")
_ENOUGH = Decimal("2.6")
"""How many times the criterion the invented income is, so that there is something to pay."""


@dataclass(frozen=True)
class SampleGrant(Grant):
    """A grant of an invented case; what a real one looks up in the database is given here."""

    text: str = ""
    topic: str = ""
    sample: Sample = Sample("")  # noqa: RUF009 - frozen

    @property
    def household(self) -> tuple[HouseholdMember, ...]:
        """The invented person and the family."""
        party = HouseholdMember(self.application.person.full_name, "strona")
        others = (HouseholdMember(f"Osoba Zmyślona nr {n}", "dziecko") for n in range(2, self.sample.persons + 1))
        return (party, *others)

    @property
    def incomes(self) -> tuple[IncomeRow, ...]:
        """The income from which the fee was computed, and one that is not counted."""
        name, when = self.application.person.full_name, month(add_months(first_of_month(self.day), -1))
        counted = engine.facts_from(self.decision.the_assessment.facts).incomes
        rows = tuple(IncomeRow(name, one.label, when, one.amount, counted=True, why="") for one in counted)
        other = IncomeRow(name, "zmyślony dochód niewliczany", when, Decimal("200.00"), counted=False, why="przykład")
        return (*rows, other)

    @property
    def fee(self) -> FeeTerms:
        """What the office's own rules make of the invented income, paid to an invented account."""
        contract, whole = self.decision.the_contract, self.decision.the_assessment
        return fee_terms(
            self.application,
            whole,
            contract.occupancy.period_from,
            parts=sample_parts(self.application, whole, contract.occupancy, self.sample),
            on=self.day,
            account=invented_account(self.application.office),
        )

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who would get the paper."""
        return invented_recipients(self.application, self.sample.representative)

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The paragraph that is looked at, where it stands in a real decision."""
        words = (self.text,) if self.text else ()
        return ((), words) if self.topic in FEE_TOPICS else (words, ())


def sample_grant(
    kind: str, topic: str, *, office: Office, worker: User, day: date, sample: Sample, text: str, omits: bool = False
) -> DecisionContent:
    """A whole grant of ``kind`` in an invented case, with ``text`` as its paragraph about ``topic``.

    ``omits``: without justification.
    Raises ``DomainError`` where the office's tables do not give a fee for ``day``.
    """
    application = application_in_programme(sample, office, worker, day)
    assessment = sample_assessment(application, day, sample, free=topic == "free")
    start = first_of_month(add_months(day, 1))
    end = None if topic == "indefinite" else add_months(start, 18) - timedelta(days=1)
    occupancy = Occupancy(place=invented_place("miejsce nr 1"), period_from=start, period_to=end)
    application.indefinite_reason = "Potrzeby strony nie są przejściowe." if end is None else ""
    contract = HousingContract(
        application=application,
        assessment=assessment,
        occupancy=occupancy,
        number="1/2026",
        kind=application.kind,
        services=list(SupportService.objects.on(day).filter(kind=application.kind).values_list("code", flat=True)),
        representative=sample.representative,
        signed_on=day,
    )
    decision = Decision(
        office=office,
        application=application,
        kind=kind,
        contract=contract,
        assessment=assessment,
        concerns=_support(office, day) if kind == DecisionKind.FEE else None,
        omits_reasons=omits,
        preparer=worker,
    )
    return compose_grant(SampleGrant(decision, day, text=text, topic=topic, sample=sample))


def application_in_programme(sample: Sample, office: Office, worker: User, day: date) -> Application:
    """An invented case in a programme of the office. Raises ``DomainError`` where the office has none."""
    programmes = list(Programme.objects.filter(office=office).order_by("kind", "pk"))
    programme = next((row for row in programmes if row.kind == sample.kind), programmes[0] if programmes else None)
    if programme is None:
        raise DomainError("no_programme", "Ośrodek nie ma jeszcze programu. Dodaj go w Ustawieniach (Programy).")
    application = invented_application(replace(sample, kind=programme.kind), office, worker, day)
    application.programme = programme
    application.causes, application.groups = [Cause.LIFE_SITUATION], [Group.HOMELESS]
    application.household_type = HouseholdType.FAMILY if sample.persons > 1 else HouseholdType.SINGLE
    return application


def sample_assessment(
    application: Application,
    day: date,
    sample: Sample,
    *,
    free: bool = False,
    times: Decimal = _ENOUGH,
    cost: Decimal | None = None,
) -> Assessment:
    """What the office's rules of ``day`` make of an invented income: ``times`` the criterion, or none. Not stored.

    ``cost``: an invented cost of the stay (złoty a month) in place of the office's.
    """
    programme = application.programme
    assert programme is not None  # noqa: S101 - _application gives it
    household = str(application.household_type)
    apartment = Apartment.objects.filter(programmes=programme).first()
    selected = rules_for(programme=programme, household=household, on=day, apartment=apartment, cost=cost)
    if selected.rules.cost is None:
        selected = rules_for(programme=programme, household=household, on=day, apartment=apartment, cost=_COST)
    income = Decimal("0.00") if free else _income(selected.rules, sample.persons, times)
    facts = _facts(day, household, sample.persons, income)
    result = determine(facts, selected)
    return Assessment(
        application=application,
        on=day,
        table=selected.table,
        criterion=selected.criterion,
        cost=selected.cost,
        amount=result.amount,
        free=result.free,
        facts=engine.as_data(facts),
        rules=engine.as_data(selected.rules),
        result=engine.as_data(result),
        engine_version=result.engine_version,
    )


def _facts(day: date, household: str, persons: int, income: Decimal) -> engine.Facts:
    incomes = (engine.Income("zmyślone wynagrodzenie", income),)
    return engine.Facts(day, engine.HouseholdType(household), persons, incomes)


def _income(rules: engine.Rules, persons: int, times: Decimal) -> Decimal:
    return (rules.criterion.amount * persons * times).quantize(Decimal("0.01"))


def _support(office: Office, day: date) -> Decision:
    return Decision(office=office, kind=DecisionKind.SUPPORT, number="PRZYKŁAD/1/2026", issued_on=day)


def sample_parts(
    application: Application, whole: Assessment, occupancy: Occupancy, sample: Sample
) -> tuple[FeePart, ...]:
    """The periods of an invented fee: half a year each, the cost of the stay a tenth higher in each; or none."""
    if sample.periods < 2 or whole.free:
        return ()
    firsts = [add_months(occupancy.period_from, 6 * number) for number in range(sample.periods)]
    lasts = [*(first - timedelta(days=1) for first in firsts[1:]), occupancy.period_to]
    costs = [None, *(_COST * (10 + number) / 10 for number in range(1, sample.periods))]
    fees = [whole if cost is None else sample_assessment(application, whole.on, sample, cost=cost) for cost in costs]
    return tuple(
        FeePart(
            assessment=whole,
            number=number,
            period_from=first,
            period_to=last,
            why=[] if number == 1 else ["cost"],
            table=fee.table,
            criterion=fee.criterion,
            cost=fee.cost,
            amount=fee.amount,
            free=fee.free,
            facts=fee.facts,
            rules=fee.rules,
            result=fee.result,
            engine_version=fee.engine_version,
        )
        for number, (first, last, fee) in enumerate(zip(firsts, lasts, fees, strict=True), start=1)
    )


@dataclass(frozen=True)
class SampleChange:
    """A change of fee that a run would have proposed, and what it would become. Not stored."""

    draft: DraftAssessment
    new: Assessment


def sample_change(application: Application, day: date, sample: Sample, cause: str) -> SampleChange:
    """From one invented income to a greater one; ``cause`` is a value of ``fees.changes.models.Cause``."""
    on = first_of_month(add_months(day, 1))
    before = sample_assessment(application, day, sample)
    after = sample_assessment(application, day, sample, times=_ENOUGH + 1)
    causes = [{"cause": cause, "alone": None}]
    draft = DraftAssessment(
        application=application, replaces=before, on=on, amount=after.amount, free=after.free, causes=causes
    )
    return SampleChange(draft, after)
