"""Writes of fees: computing a fee, loading a resolution, adding a criterion and a cost order. One verb per act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from apartments.models import Occupancy
from apartments.selectors import current_occupancy
from applications.models import Application, Programme
from applications.services import locked
from fees import engine
from fees.access import may_assess, may_change_rules, may_check, may_discard, may_end, may_load, office_of
from fees.costs import CostData
from fees.importing import CostOrderDraft, Mode, Sheet, collision_of, end_replaced, make_plan, store
from fees.models import (
    Assessment,
    CostAmount,
    CostComponent,
    CostOrder,
    IncomeCriterion,
    Resolution,
    ResolutionState,
)
from fees.periods.cutting import Cut, Stretch, as_rows, cut_up
from fees.selectors import NO_CHOICES, Choices, Selected, apartment_of, citing, determine, facts_of, rules_for
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import Certainty, User
from office.polish import short_day, zloty
from office.services import record

_LOADED = {
    Mode.NEW: "Wczytano uchwałę nr {number}.",
    Mode.FILLS: "Wczytano treść uchwały nr {number}.",
    Mode.REPLACES: "Wczytano jeszcze raz treść uchwały nr {number}, której nikt jeszcze nie sprawdził.",
    Mode.CORRECTS: "Wczytano poprawioną wersję uchwały nr {number}; do sprawdzenia obowiązuje dotychczasowa.",
}


@transaction.atomic
def assess(
    *, actor: User, application: Application, on: date | None = None, choices: Choices = NO_CHOICES
) -> Assessment:
    """Compute and store the monthly fee of a case under the rules of ``on`` (default: today).

    ``choices``: what the worker decided beside the incomes (a rate within a range, a relief …), each with its reason.
    Facts, rules as used, every step and the result are stored and never change; a new assessment comes after it.
    Raises ``DomainError`` naming what is missing. Legal source: art. 97 ust. 1 and 5, art. 8 u.p.s.
    """
    application = locked(application)
    demand(may_assess(actor, application))
    day = on or clock.today()
    if application.programme is None:
        raise DomainError("no_programme", "Wniosek nie wskazuje programu. Uzupełnij wniosek.")
    facts = facts_of(application, day, choices)
    selected = rules_for(
        programme=application.programme,
        household=facts.household.value,
        on=day,
        citing=citing(facts),
        apartment=apartment_of(application),
    )
    result = determine(facts, selected)
    occupancy = current_occupancy(application)
    cut = _cut_up(application, occupancy, facts, selected, result, choices)
    assessment = Assessment.objects.create(
        application=application,
        occupancy=occupancy,
        on=day,
        periods=len(cut.parts) if cut else 1,
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
    parts = as_rows(cut, assessment) if cut else []
    for part in parts:
        part.save(force_insert=True)
    several = f", w {assessment.periods} okresach" if assessment.periods > 1 else ""
    record(
        actor=actor,
        office=application.office,
        verb="fees.assessment.made",
        sentence=f"Obliczono odpłatność na dzień {short_day(day)}: {_in_words(result)}{several}.",
        subject=assessment,
        case=application.pk,
        seals=parts,
    )
    return assessment


def _cut_up(
    application: Application,
    occupancy: Occupancy | None,
    facts: engine.Facts,
    selected: Selected,
    result: engine.Assessment,
    choices: Choices,
) -> Cut | None:
    """The periods of the fee over the days of the place that is held; None while no place is."""
    if occupancy is None or application.programme is None:
        return None
    days = Stretch(occupancy.period_from, occupancy.period_to, application.programme, occupancy.place.apartment)
    return cut_up(days, facts, selected, result, lambda later: facts_of(application, later, choices))


def _in_words(result: engine.Assessment) -> str:
    return "nieodpłatnie" if result.free else f"{zloty(result.amount)} miesięcznie"


@transaction.atomic
def load_resolution(*, actor: User, sheet: Sheet) -> Resolution:
    """Store the resolution that ``sheet`` describes, whole or not at all, for the actor's own municipality.

    It waits as a draft until a second person has checked it. Raises ``DomainError`` ``defects`` when the sheet, read
    again against what is stored now, has any.
    """
    demand(may_change_rules(actor))
    office = office_of(actor)
    plan = make_plan(sheet, office.municipality)
    if plan.defects or plan.municipality is None or plan.mode is None:
        raise DomainError(
            "defects", "Arkusz ma błędy, dlatego niczego nie wczytano. Popraw je i wyślij plik jeszcze raz."
        )
    demand(may_load(actor, plan.municipality))
    resolution = store(plan, actor=actor)
    if plan.mode is not Mode.SAME:
        record(
            actor=actor,
            office=actor.office,
            verb=f"fees.resolution.{plan.mode.value}",
            sentence=_LOADED[plan.mode].format(number=resolution.number),
            subject=resolution,
        )
    return resolution


@transaction.atomic
def check_resolution(*, actor: User, resolution: Resolution) -> Resolution:
    """Confirm, as a second person, that what was loaded is what the journal says: from now on fees go by it.

    The act that it replaces ends the day before. Raises ``DomainError`` for the person who loaded it, and where the
    days collide with an act that was checked meanwhile.
    """
    resolution = Resolution.objects.select_for_update().select_related("municipality").get(pk=resolution.pk)
    demand(may_check(actor, resolution))
    collision = collision_of(resolution)
    if collision:
        raise DomainError("collision", collision)
    resolution.state = ResolutionState.CHECKED
    resolution.checked_by, resolution.checked_at = actor, clock.now()
    resolution.save(update_fields=["state", "checked_by", "checked_at"])
    ended = end_replaced(resolution)
    record(
        actor=actor,
        office=actor.office,
        verb="fees.resolution.checked",
        sentence=f"Sprawdzono treść uchwały nr {resolution.number} (wczytał(a): {resolution.loaded_by})."
        + _ended(ended),
        subject=resolution,
    )
    return resolution


@transaction.atomic
def discard_resolution(*, actor: User, resolution: Resolution, reason: str) -> None:
    """Throw away a draft, with the reason; the version before it, if there is one, stands as it was."""
    resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
    demand(may_discard(actor, resolution))
    if not reason.strip():
        raise DomainError("reason", "Napisz, co się nie zgadza.", "reason")
    record(
        actor=actor,
        office=actor.office,
        verb="fees.resolution.discarded",
        sentence=f"Odrzucono wczytaną treść uchwały nr {resolution.number}: {reason.strip()}",
        subject=resolution,
    )
    resolution.delete()


@transaction.atomic
def repeal_resolution(*, actor: User, resolution: Resolution, last_day: date, by: str) -> Resolution:
    """Note that another act repeals this one: ``last_day`` is the last day on which it is law."""
    resolution = Resolution.objects.select_for_update().select_related("municipality").get(pk=resolution.pk)
    demand(may_end(actor, resolution))
    if last_day < resolution.valid_from:
        day = short_day(resolution.valid_from)
        raise DomainError("repeal_day", f"Ostatni dzień nie może być wcześniejszy niż {day}.", "last_day")
    if not by.strip():
        raise DomainError("repeal_by", "Wpisz akt, który uchyla tę uchwałę.", "by")
    resolution.valid_to, resolution.repealed_by = last_day, by.strip()
    resolution.save(update_fields=["valid_to", "repealed_by"])
    record(
        actor=actor,
        office=actor.office,
        verb="fees.resolution.repealed",
        sentence=f"Uchwała nr {resolution.number} obowiązuje do {short_day(last_day)}: {resolution.repealed_by}.",
        subject=resolution,
    )
    return resolution


@transaction.atomic
def annul_resolution(*, actor: User, resolution: Resolution, annulled_from: date, by: str) -> Resolution:
    """Note that a court or the voivode annulled the act from a day on; fees of those days no longer go by it.

    ``by``: who, when and under which reference. What was computed by it stays, and is listed on the act's page.
    """
    resolution = Resolution.objects.select_for_update().select_related("municipality").get(pk=resolution.pk)
    demand(may_end(actor, resolution))
    if annulled_from < resolution.valid_from:
        day = short_day(resolution.valid_from)
        raise DomainError(
            "annulment_day",
            f"Uchwała obowiązuje od {day}: wcześniej nie może stracić ważności. Gdy jest nieważna od początku, "
            f"wpisz {day}.",
            "annulled_from",
        )
    if not by.strip():
        raise DomainError("annulled_by", "Wpisz, kto stwierdził nieważność, kiedy i pod jaką sygnaturą.", "by")
    resolution.annulled_from, resolution.annulled_by = annulled_from, by.strip()
    resolution.save(update_fields=["annulled_from", "annulled_by"])
    record(
        actor=actor,
        office=actor.office,
        verb="fees.resolution.annulled",
        sentence=f"Uchwała nr {resolution.number} jest nieważna od {short_day(annulled_from)}: {by.strip()}.",
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
    amounts: Mapping[Programme, Decimal | CostData],
) -> CostOrder:
    """Add an order on the cost of a stay (złoty, per programme) of the actor's own office.

    A bare amount is of one place a month; ``CostData`` gives another unit, a formula, components. From its first day it
    goes before earlier orders for the programmes that it names; those are not touched.
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
    for programme, given in amounts.items():
        _add_cost(order, programme, given if isinstance(given, CostData) else CostData(amount=given))
    record(
        actor=actor,
        office=actor.office,
        verb="fees.cost_order.added",
        sentence=f"Dodano zarządzenie nr {number} o miesięcznym koszcie pobytu od {short_day(valid_from)}.",
        subject=order,
    )
    return order


@transaction.atomic
def load_cost_order(*, actor: User, order: CostOrderDraft) -> CostOrder:
    """Add the order that a spreadsheet describes, whole or not at all. Raises ``DomainError`` as ``add_cost_order``."""
    known = {programme.code: programme for programme in Programme.objects.filter(office=actor.office)}
    unknown = sorted(order.amounts.keys() - known.keys())
    if unknown:
        raise DomainError("programme", f"Ośrodek nie ma programu: {', '.join(unknown)}. Znane: {', '.join(known)}.")
    if order.issued_on is None or order.valid_from is None:
        raise DomainError("order_days", "Zarządzenie musi mieć dzień wydania i dzień, od którego obowiązuje.")
    return add_cost_order(
        actor=actor,
        number=order.number,
        issued_on=order.issued_on,
        title=order.title,
        valid_from=order.valid_from,
        valid_to=order.valid_to,
        amounts={known[code]: data for code, data in order.amounts.items()},
    )


def _add_cost(order: CostOrder, programme: Programme, data: CostData) -> None:
    """One programme's cost; of components the amount is their sum, to be shown where nobody says which apply."""
    total = data.amount if data.amount is not None else sum((item.amount for item in data.components), Decimal("0.00"))
    if total <= 0:
        raise DomainError("cost_zero", f"Koszt w programie „{programme.name}” musi być większy niż 0 zł.")
    cost = CostAmount.objects.create(
        order=order, programme=programme, amount=total, unit=data.unit, formula=data.formula
    )
    CostComponent.objects.bulk_create(
        CostComponent(
            cost=cost,
            label=item.label,
            amount=item.amount,
            chargeable=item.chargeable,
            service=item.service,
            unit=item.unit,
        )
        for item in data.components
    )


def _refuse_order(
    actor: User,
    number: str,
    issued_on: date,
    valid_from: date,
    valid_to: date | None,
    amounts: Mapping[Programme, Decimal | CostData],
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
