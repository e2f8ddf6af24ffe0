"""Writes of fees: computing a fee, loading a resolution, adding a criterion and a cost order. One verb per act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from apartments.selectors import current_occupancy
from applications.models import Application, Programme
from applications.services import locked
from fees import engine
from fees.access import may_assess, may_change_rules, may_load, office_of
from fees.importing import Mode, Sheet, make_plan, store
from fees.models import Assessment, CostAmount, CostOrder, IncomeCriterion, Resolution
from fees.selectors import determine, facts_of, rules_for
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import Certainty, User
from office.polish import short_day, zloty
from office.services import record

_LOADED = {
    Mode.NEW: "Wczytano uchwałę nr {number}.",
    Mode.FILLS: "Wczytano treść uchwały nr {number}.",
    Mode.REPLACES: "Wczytano poprawioną treść uchwały nr {number}, według której nic jeszcze nie obliczono.",
}


@transaction.atomic
def assess(*, actor: User, application: Application, on: date | None = None) -> Assessment:
    """Compute and store the monthly fee of a case under the rules of ``on`` (default: today).

    Facts, rules as used, every step and the result are stored and never change; a new assessment comes after it.
    Raises ``DomainError`` naming what is missing. Legal source: art. 97 ust. 1 and 5, art. 8 u.p.s.
    """
    application = locked(application)
    demand(may_assess(actor, application))
    day = on or clock.today()
    if application.programme is None:
        raise DomainError("no_programme", "Wniosek nie wskazuje programu. Uzupełnij wniosek.")
    facts = facts_of(application, day)
    selected = rules_for(
        programme=application.programme,
        household=facts.household.value,
        on=day,
        citing=[item.provision for item in facts.incomes],
    )
    result = determine(facts, selected)
    assessment = Assessment.objects.create(
        application=application,
        occupancy=current_occupancy(application),
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
        digest=engine.digest(facts, selected.rules, result),
        made_by=actor,
        made_at=clock.now(),
    )
    record(
        actor=actor,
        office=application.office,
        verb="fees.assessment.made",
        sentence=f"Obliczono odpłatność na dzień {short_day(day)}: {_in_words(result)}.",
        subject=assessment,
        case=application.pk,
    )
    return assessment


def _in_words(result: engine.Assessment) -> str:
    return "nieodpłatnie" if result.free else f"{zloty(result.amount)} miesięcznie"


@transaction.atomic
def load_resolution(*, actor: User, sheet: Sheet) -> Resolution:
    """Store the resolution that ``sheet`` describes, whole or not at all, for the actor's own municipality.

    Raises ``DomainError`` ``defects`` when the sheet, read again against what is stored now, has any.
    """
    demand(may_change_rules(actor))
    office = office_of(actor)
    plan = make_plan(sheet, office.municipality)
    if plan.defects or plan.municipality is None or plan.mode is None:
        raise DomainError(
            "defects", "Arkusz ma błędy, dlatego niczego nie wczytano. Popraw je i wyślij plik jeszcze raz."
        )
    demand(may_load(actor, plan.municipality))
    resolution = store(plan)
    if plan.mode is not Mode.SAME:
        record(
            actor=actor,
            office=actor.office,
            verb=f"fees.resolution.{plan.mode.value}",
            sentence=_LOADED[plan.mode].format(number=resolution.number) + _ended(plan.ended),
            subject=resolution,
        )
    return resolution


def _ended(replaced: Resolution | None) -> str:
    if replaced is None or replaced.valid_to is None:
        return ""
    return f" Uchwała nr {replaced.number} obowiązuje do {short_day(replaced.valid_to)}."


@transaction.atomic
def add_criterion(
    *, actor: User, valid_from: date, single: Decimal, family: Decimal, hectare: Decimal, act: str, source: str
) -> IncomeCriterion:
    """Add the income criterion that is law from ``valid_from`` on (złoty a month; art. 8 ust. 1 u.p.s.).

    Earlier ones are not touched: assessments rest on them. Raises ``DomainError`` where one starts later or that day.
    """
    demand(may_change_rules(actor))
    latest = IncomeCriterion.objects.order_by("-valid_from").first()
    if latest is not None and valid_from <= latest.valid_from:
        raise DomainError(
            "criterion_order",
            f"Nowe kryterium musi obowiązywać później niż ostatnie, od {short_day(latest.valid_from)}. "
            "Dawnych kryteriów się nie zmienia: opierają się na nich obliczenia.",
            "valid_from",
        )
    criterion = IncomeCriterion.objects.create(
        valid_from=valid_from,
        single=single,
        family=family,
        hectare=hectare,
        act=act,
        certainty=Certainty.CONFIRMED,
        source=source,
    )
    record(
        actor=actor,
        office=actor.office,
        verb="fees.criterion.added",
        sentence=f"Dodano kryterium dochodowe od {short_day(valid_from)}: {zloty(single)} i {zloty(family)}.",
        subject=criterion,
    )
    return criterion


@transaction.atomic
def add_cost_order(
    *,
    actor: User,
    number: str,
    issued_on: date,
    title: str,
    valid_from: date,
    valid_to: date | None,
    amounts: Mapping[Programme, Decimal],
) -> CostOrder:
    """Add an order on the monthly cost of a place (złoty, per programme) of the actor's own office.

    From its first day it goes before earlier orders for the programmes that it names; those are not touched.
    """
    demand(may_change_rules(actor))
    _refuse_order(actor, number, issued_on, valid_from, valid_to, amounts)
    order = CostOrder.objects.create(
        office=office_of(actor),
        number=number,
        issued_on=issued_on,
        title=title,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    CostAmount.objects.bulk_create(
        CostAmount(order=order, programme=programme, amount=amount) for programme, amount in amounts.items()
    )
    record(
        actor=actor,
        office=actor.office,
        verb="fees.cost_order.added",
        sentence=f"Dodano zarządzenie nr {number} o miesięcznym koszcie pobytu od {short_day(valid_from)}.",
        subject=order,
    )
    return order


def _refuse_order(
    actor: User,
    number: str,
    issued_on: date,
    valid_from: date,
    valid_to: date | None,
    amounts: Mapping[Programme, Decimal],
) -> None:
    orders = CostOrder.objects.filter(office=actor.office)
    if orders.filter(number=number).exists():
        raise DomainError("order_number", f"Zarządzenie nr {number} jest już wpisane.", "number")
    if valid_from < issued_on:
        raise DomainError("order_days", "Koszt nie może obowiązywać przed dniem wydania zarządzenia.", "valid_from")
    if valid_to is not None and valid_to < valid_from:
        raise DomainError("order_days", "Ostatni dzień nie może być wcześniejszy niż pierwszy.", "valid_to")
    if not amounts:
        raise DomainError("order_empty", "Wpisz koszt co najmniej jednego programu.")
    if any(programme.office_id != actor.office_id for programme in amounts):
        raise DomainError("order_office", "Koszt ustala się tylko dla programów własnego ośrodka.")
    same_day = orders.filter(valid_from=valid_from, amounts__programme__in=list(amounts)).first()
    if same_day is not None:
        raise DomainError(
            "order_collision",
            f"Zarządzenie nr {same_day.number} ustala już od {short_day(valid_from)} koszt jednego z tych programów.",
            "valid_from",
        )
