"""Running stays of nobody, in the thousands, for the bench: the real law and programme of Kielce, invented incomes."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from apartments.models import Occupancy, Place
from applications.models import Application, Person, Programme
from fees import engine
from fees.calculator import plain_facts
from fees.models import Assessment, CostAmount, CostOrder, IncomeCriterion
from fees.selectors import Selected, determine, rules_for
from office import clock
from office.models import Office, Role, RoleGrant, User

NEXT_LAW = timedelta(days=400)


def worker(office: Office) -> User:
    """A social worker of the bench."""
    user, new = User.objects.get_or_create(username="bench", defaults={"office": office})
    if new:
        RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    return user


def next_law(programme: Programme, today: date) -> date:
    """A criterion and a cost order that begin on one future day, which is returned."""
    on = today + NEXT_LAW
    IncomeCriterion.objects.create(
        valid_from=on, single="1110.00", family="905.00", hectare="500.00", act="bench", certainty="unknown"
    )
    order = CostOrder.objects.create(
        office=programme.office, number="bench", issued_on=today, title="bench", valid_from=on, fictional=True
    )
    CostAmount.objects.create(order=order, programme=programme, amount="1333.00")
    return on


def make(count: int, programme: Programme, user: User, first: int, until: date | None = None) -> None:
    """Grant ``count`` places (up to ``until``) and store the fee of each; ``first`` numbers them."""
    office, today = programme.office, clock.today()
    numbers = range(first, first + count)
    persons = Person.objects.bulk_create(
        [Person(office=office, first_name="Nikt", last_name=f"Zmyślony {number}") for number in numbers], 1000
    )
    cases = Application.objects.bulk_create(_cases(persons, programme, user, numbers), 1000)
    apartment = programme.apartments.all()[0]
    places = Place.objects.bulk_create(
        [Place(apartment=apartment, label=f"bench {number}") for number in numbers], 1000
    )
    stays = Occupancy.objects.bulk_create(
        [
            Occupancy(
                place=place,
                application=case,
                state="granted",
                period_from=today,
                period_to=until,
                basis_number=f"bench/{case.pk}",
                basis_date=today,
            )
            for place, case in zip(places, cases, strict=True)
        ],
        1000,
    )
    rules = {
        household: rules_for(programme=programme, household=household, on=today) for household in ("single", "family")
    }
    Assessment.objects.bulk_create(_fees(stays, rules, user, today), 500)


def _cases(persons: list[Person], programme: Programme, user: User, numbers: range) -> Iterator[Application]:
    for person, number in zip(persons, numbers, strict=True):
        yield Application(
            office=programme.office,
            person=person,
            worker=user,
            state="granted",
            case_number=f"bench/{number}",
            programme=programme,
            kind=programme.kind,
            household_type="family" if number % 3 == 0 else "single",
        )


def _fees(stays: list[Occupancy], rules: dict[str, Selected], user: User, today: date) -> Iterator[Assessment]:
    for stay in stays:
        case = stay.application
        persons = 1 if case.household_type == "single" else 2 + case.pk % 3
        income = Decimal(900 + case.pk * 37 % 3000) * persons + Decimal(case.pk % 100) / 100
        facts = plain_facts(today, case.household_type, persons, income, income)
        selected = rules[case.household_type]
        result = determine(facts, selected)
        yield Assessment(
            application=case,
            occupancy=stay,
            on=today,
            table=selected.table,
            criterion=selected.criterion,
            cost=selected.cost,
            amount=result.amount,
            free=result.free,
            facts=engine.as_data(facts),
            rules=engine.as_data(selected.rules),
            result=engine.as_data(result),
            engine_version=result.engine_version,
            digest=engine.digest(facts, selected.rules, result),
            made_by=user,
            made_at=clock.now(),
        )
