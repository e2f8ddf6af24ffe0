"""From the tables of law to the rules of one day for one programme. A gap is an error that names what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from applications.models import HouseholdType, Programme
from fees import engine
from fees.models import CostAmount, FeeTable, IncomeCriterion, Resolution
from office.errors import DomainError
from office.models import Municipality
from office.polish import day, short_day
from office.selectors import cited

COST_BY_HAND = "koszt podany w poleceniu zamiast zarządzenia"
_WHO = "administrator danych merytorycznych w „Opłaty i uchwały”"


@dataclass(frozen=True, slots=True)
class Selected:
    """The engine's rules for a day, and the rows that they were made of (``cost`` is None where none was used)."""

    rules: engine.Rules
    criterion: IncomeCriterion
    resolution: Resolution
    table: FeeTable
    cost: CostAmount | None
    programme: Programme
    on: date


def rules_for(
    *,
    programme: Programme,
    household: str,
    on: date,
    persons: int | None = None,
    cost: Decimal | None = None,
    citing: Iterable[str] = (),
    resolution: Resolution | None = None,
) -> Selected:
    """The rules that govern ``programme`` for a ``household`` (``single``, ``family``) on ``on``.

    ``cost`` (złoty a month) stands in for the cost order; ``citing`` are codes of provisions beyond the engine's own;
    ``resolution`` stands in for the act in force that day: for simulating one that is not law yet.
    Raises ``DomainError``: ``no_criterion``, ``no_resolution``, ``content_not_loaded``, ``no_table``,
    ``provision_missing``, ``persons``. A missing cost order is no error yet: who pays nothing needs none
    (``determine`` says ``no_cost``).
    """
    if persons is not None and (persons == 1) != (household == HouseholdType.SINGLE):
        raise DomainError(
            "persons", "Osoba samotnie gospodarująca to jedna osoba, a rodzina – co najmniej dwie.", "persons"
        )
    criterion = criterion_on(on)
    if resolution is None:
        resolution = resolution_on(programme.office.municipality, on)
    table = _table_for(resolution, programme)
    amount = cost_on(programme, on) if cost is None else None
    rules = engine.Rules(
        household=engine.HouseholdType(household),
        criterion=engine.Criterion(
            amount=criterion.single if household == HouseholdType.SINGLE else criterion.family,
            valid_from=criterion.valid_from,
            source=criterion.act,
            valid_to=criterion.valid_to,
        ),
        schedule=_schedule(table, resolution, household),
        provisions=cited({*engine.PROVISIONS_USED, *filter(None, citing)}, on),
        cost=_cost(cost, amount),
    )
    return Selected(rules, criterion, resolution, table, amount, programme, on)


def criterion_on(on: date) -> IncomeCriterion:
    """The income criterion in force on ``on``; where two overlap, the later one."""
    criterion = IncomeCriterion.objects.on(on).order_by("-valid_from").first()
    if criterion is None:
        raise DomainError(
            "no_criterion",
            f"Brak kryterium dochodowego na dzień {short_day(on)}. Dodaje je {_WHO}, część „Kryterium dochodowe”.",
        )
    return criterion


def resolution_on(municipality: Municipality, on: date) -> Resolution:
    """The resolution in force on ``on``, with its content. Raises ``no_resolution`` or ``content_not_loaded``."""
    resolution = (
        Resolution.objects.on(on)
        .filter(municipality=municipality)
        .select_related("municipality")
        .order_by("-valid_from")
        .first()
    )
    if resolution is None:
        raise DomainError(
            "no_resolution",
            f"Brak uchwały {municipality.council_genitive} o odpłatności za pobyt, która obowiązuje {short_day(on)}. "
            f"Wczytuje ją {_WHO}, część „Uchwały”.",
        )
    if not resolution.content_loaded:
        raise DomainError(
            "content_not_loaded",
            f"Nie można ustalić odpłatności na dzień {short_day(on)}: treść uchwały nr {resolution.number} "
            f"{municipality.council_genitive} z dnia {day(resolution.adopted_on)} nie jest wczytana. "
            f"Tabelę odpłatności z tej uchwały wczytuje {_WHO}, strona uchwały {resolution.number}, "
            "„Wczytaj treść z pliku”.",
        )
    return resolution


def cost_on(programme: Programme, on: date) -> CostAmount | None:
    """The monthly cost of a place in ``programme`` on ``on``; a later order goes before an earlier one."""
    in_force = Q(order__valid_from__lte=on) & (Q(order__valid_to__isnull=True) | Q(order__valid_to__gte=on))
    return (
        CostAmount.objects.filter(in_force, programme=programme)
        .select_related("order")
        .order_by("-order__valid_from", "-order__issued_on", "-pk")
        .first()
    )


def citation_of(resolution: Resolution) -> str:
    """The act as papers cite it: ``uchwała nr … Rady … z dnia … (Dz. Urz. …)``."""
    journal = f" ({resolution.journal})" if resolution.journal else ""
    council = resolution.municipality.council_genitive
    return f"uchwała nr {resolution.number} {council} z dnia {day(resolution.adopted_on)}{journal}"


def citation_of_cost(amount: CostAmount) -> str:
    """The cost order as papers cite it; a made-up one says so."""
    order = amount.order
    made_up = " – zarządzenie pokazowe, zmyślone" if order.fictional else ""
    return f"zarządzenie nr {order.number} z dnia {day(order.issued_on)}{made_up}"


def no_cost(programme: Programme, on: date) -> DomainError:
    """That the monthly cost of a stay is not set for the day."""
    return DomainError(
        "no_cost",
        f"Brak zarządzenia o miesięcznym koszcie pobytu w programie „{programme.name}” na dzień {short_day(on)}. "
        f"Dodaje je {_WHO}, część „Miesięczny koszt pobytu”.",
    )


def _table_for(resolution: Resolution, programme: Programme) -> FeeTable:
    named = Q(programmes=programme) | Q(all_programmes=True)
    table = resolution.tables.filter(named).order_by("all_programmes", "code").first()
    if table is None:
        raise DomainError(
            "no_table",
            f"Uchwała nr {resolution.number} nie ma tabeli odpłatności dla programu „{programme.name}”. "
            f"Program przypisuje do tabeli {_WHO}, strona uchwały {resolution.number}.",
        )
    return table


def _schedule(table: FeeTable, resolution: Resolution, household: str) -> engine.Schedule:
    bands = sorted((band for band in table.bands.all() if band.household == household), key=lambda band: band.above)
    return engine.Schedule(
        code=table.code,
        title=table.title,
        base=engine.Base(table.base),
        bands=tuple(engine.Band(band.above, band.up_to, band.rate) for band in bands),
        rounding=engine.Rounding(table.rounding_source, table.rounding_step, engine.RoundingMode(table.rounding_mode)),
        source=f"{citation_of(resolution)}, {table.title}",
        resolution=resolution.number,
    )


def _cost(by_hand: Decimal | None, amount: CostAmount | None) -> engine.Cost | None:
    if by_hand is not None:
        return engine.Cost(by_hand, COST_BY_HAND)
    return engine.Cost(amount.amount, citation_of_cost(amount)) if amount else None
