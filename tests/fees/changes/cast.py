"""Running stays of fictional persons, and the law that may come."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from apartments.models import Occupancy, Place
from applications.models import Programme
from fees import services
from fees.models import CostAmount, CostOrder, IncomeCriterion, Resolution
from office.models import Certainty, User
from tests.fees.conftest import TODAY, make_case

BEFORE = date(2026, 11, 20)
CHANGE = date(2028, 1, 1)
"""The day on which the law of these tests changes; all stays reach beyond it."""


def make_stay(
    worker: User, programme: str, *incomes: str, family: tuple[str, ...] = (), **granted: object
) -> Occupancy:
    """A granted place of a fictional person, with the fee that its decision rests on."""
    case = make_case(worker, programme, *incomes, family=family)
    place = Place.objects.create(
        apartment=Programme.objects.get(pk=case.programme_id).apartments.first(), label=f"miejsce {case.pk}"
    )
    basis = {"basis_number": f"TEST/{case.pk}/2026", "basis_date": TODAY}
    stay = Occupancy.objects.create(
        **{
            "place": place,
            "application": case,
            "state": "granted",
            "period_from": date(2026, 12, 1),
            **basis,
            **granted,
        }
    )
    services.assess(actor=worker, application=case)
    case.state = "granted"
    case.save(update_fields=["state"])
    return stay


def new_criterion(single: str = "1400.00", family: str = "1100.00") -> IncomeCriterion:
    return IncomeCriterion.objects.create(
        valid_from=CHANGE,
        single=Decimal(single),
        family=Decimal(family),
        hectare=Decimal("500.00"),
        act="rozporządzenie zmyślone",
        certainty=Certainty.CONFIRMED,
    )


def new_cost(worker: User, programme: str, amount: str) -> CostAmount:
    order = CostOrder.objects.create(
        office=worker.office, number="ZMYŚLONE/1/2028", issued_on=BEFORE, title="o koszcie", valid_from=CHANGE
    )
    chosen = Programme.objects.get(office=worker.office, code=programme)
    return CostAmount.objects.create(order=order, programme=chosen, amount=Decimal(amount))


def new_resolution(worker: User, programme: str, *, valid_from: date = CHANGE, rate: str = "25.00") -> Resolution:
    """An act with one table: free up to the criterion, then one rate of the cost. The act in force ends before it."""
    act = Resolution.objects.create(
        municipality=worker.office.municipality,
        number="ZMYŚLONA/2/2027",
        adopted_on=BEFORE,
        title="zmyślona",
        content_loaded=True,
        valid_from=valid_from,
        valid_from_certainty=Certainty.CONFIRMED,
        state="checked",
        by_program=True,
        checked_at=timezone.now(),
    )
    table = act.tables.create(
        code="t",
        title="załącznik zmyślony",
        base="cost",
        rounding_source="zmyślone",
        proration_source="zmyślone",
    )
    table.programmes.add(Programme.objects.get(office=worker.office, code=programme))
    for household in ("single", "family"):
        table.bands.create(household=household, above=0, up_to=100, rate=0)
        table.bands.create(household=household, above=100, up_to=None, rate=Decimal(rate))
    return act
