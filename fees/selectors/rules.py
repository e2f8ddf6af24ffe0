"""From the tables of law to the rules of one day for one programme. A gap is an error that names what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from apartments.models import Apartment
from applications.models import HouseholdType, Programme
from fees import engine
from fees.models import CostAmount, FeeTable, IncomeCriterion, Resolution, ResolutionState
from fees.scope import best, scope_of
from fees.versions import ActTable, amendments, checked_acts, governing, tables_of
from office.errors import DomainError
from office.models import Municipality, Office
from office.polish import day, short_day
from office.reading import remembered
from office.selectors import cited, figure_of

COST_BY_HAND = "koszt podany w poleceniu zamiast zarządzenia"
_WHO = "administrator danych merytorycznych w „Opłaty i uchwały”"


@dataclass(frozen=True, slots=True)
class Selected:
    """The engine's rules for a day, and the rows that they were made of (``cost`` is None where none was used).

    ``resolution`` is the act that governs the day, also where ``table`` is of an act that amends it.
    """

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
    apartment: Apartment | None = None,
    known_at: datetime | None = None,
    resolution: Resolution | None = None,
) -> Selected:
    """The rules that govern ``programme`` for a ``household`` (``single``, ``family``) on ``on``.

    ``apartment``: the one lived in, for acts that list apartments. ``cost`` (złoty a month) stands in for the cost
    order; ``citing`` are codes of provisions beyond the engine's own. ``known_at``: by what the office had checked at
    that moment, not now. ``resolution``: by this act, also a draft (for simulations; nothing that rests on a draft can
    be stored). Raises ``DomainError``: ``no_criterion``, ``no_resolution``, ``content_not_loaded``,
    ``content_not_checked``, ``no_table``, ``two_tables``, ``provision_missing``, ``persons``. A missing cost order is
    no error yet: who pays nothing needs none (``determine`` says ``no_cost``).
    """
    codes = frozenset({*engine.PROVISIONS_USED, *filter(None, citing)})
    key = (programme.pk, household, on, persons, cost, codes, apartment and apartment.pk, known_at)
    if resolution is not None:
        return _rules_for(programme, household, on, persons, cost, codes, apartment, known_at, resolution)
    return remembered(
        ("rules", *key),
        lambda: _rules_for(programme, household, on, persons, cost, codes, apartment, known_at, None),
    )


def _rules_for(
    programme: Programme,
    household: str,
    on: date,
    persons: int | None,
    cost: Decimal | None,
    codes: frozenset[str],
    apartment: Apartment | None,
    known_at: datetime | None,
    resolution: Resolution | None,
) -> Selected:
    if persons is not None and (persons == 1) != (household == HouseholdType.SINGLE):
        raise DomainError(
            "persons", "Osoba samotnie gospodarująca to jedna osoba, a rodzina – co najmniej dwie.", "persons"
        )
    criterion = criterion_on(on)
    acts = checked_acts(programme.office.municipality, known_at)
    if resolution is not None:
        acts = [act for act in acts if act.number != resolution.number] + [resolution]
    act = resolution
    if act is None or act.amends:
        act = resolution_on(programme.office.municipality, on, known_at)
    chosen = _table_for(act, acts, programme, apartment, on)
    amount = cost_on(programme, on) if cost is None else None
    rules = engine.Rules(
        household=engine.HouseholdType(household),
        criterion=engine.Criterion(
            amount=criterion.single if household == HouseholdType.SINGLE else criterion.family,
            valid_from=criterion.valid_from,
            source=criterion.act,
            valid_to=criterion.valid_to,
        ),
        schedule=schedule_of(chosen, household),
        provisions=cited(codes, on),
        cost=_cost(cost, amount),
        dps_cap_percent=figure_of(engine.DPS_PROVISION, on) if engine.DPS_PROVISION in codes else None,
    )
    return Selected(rules, criterion, act, chosen.table, amount, programme, on)


def criterion_on(on: date) -> IncomeCriterion:
    """The income criterion in force on ``on``; where two overlap, the later one."""
    criterion = IncomeCriterion.objects.on(on).order_by("-valid_from").first()
    if criterion is None:
        raise DomainError(
            "no_criterion",
            f"Brak kryterium dochodowego na dzień {short_day(on)}. Dodaje je {_WHO}, część „Kryterium dochodowe”.",
        )
    return criterion


def resolution_on(municipality: Municipality, on: date, known_at: datetime | None = None) -> Resolution:
    """The resolution in force on ``on``, checked and with its content.

    Raises ``no_resolution``, ``content_not_loaded`` or ``content_not_checked``.
    """
    acts = checked_acts(municipality, known_at)
    act = governing(acts, on)
    waiting = _waiting(municipality, on) if act is None or not act.content_loaded else None
    if waiting is not None:
        raise DomainError(
            "content_not_checked",
            f"Nie można ustalić odpłatności na dzień {short_day(on)}: treść uchwały nr {waiting.number} "
            f"{municipality.council_genitive} jest wczytana, ale nie sprawdziła jej jeszcze druga osoba. "
            f"Sprawdza ją administrator danych merytorycznych albo dyrektor, inny niż osoba, która ją wczytała: "
            f"strona uchwały {waiting.number}, „Sprawdź treść”.",
        )
    if act is None:
        raise DomainError(
            "no_resolution",
            f"Brak uchwały {municipality.council_genitive} o odpłatności za pobyt, która obowiązuje {short_day(on)}."
            f"{_annulled(acts, on)} Wczytuje ją {_WHO}, część „Uchwały”.",
        )
    if not act.content_loaded:
        raise DomainError(
            "content_not_loaded",
            f"Nie można ustalić odpłatności na dzień {short_day(on)}: treść uchwały nr {act.number} "
            f"{municipality.council_genitive} z dnia {day(act.adopted_on)} nie jest wczytana. "
            f"Tabelę odpłatności z tej uchwały wczytuje {_WHO}, strona uchwały {act.number}, "
            "„Wczytaj treść z pliku”.",
        )
    return act


def _waiting(municipality: Municipality, on: date) -> Resolution | None:
    """A draft that would govern the day once it is checked."""
    drafts = Resolution.objects.on(on).filter(municipality=municipality, state=ResolutionState.DRAFT, amends="")
    return drafts.select_related("municipality").order_by("-valid_from").first()


def _annulled(acts: Iterable[Resolution], on: date) -> str:
    act = next((act for act in acts if act.annulled_from and act.annulled_from <= on and act.valid_from <= on), None)
    if act is None or act.annulled_from is None:
        return ""
    return f" Uchwała nr {act.number} jest nieważna od {short_day(act.annulled_from)} ({act.annulled_by})."


def cost_on(programme: Programme, on: date) -> CostAmount | None:
    """The cost of a stay in ``programme`` on ``on``; a later order goes before an earlier one."""
    return _costs(on).filter(programme=programme).select_related("order").prefetch_related("components").first()


def programmes_with_cost(office: Office, on: date) -> frozenset[int]:
    """The keys of the office's programmes for which the cost of a stay is set on ``on``."""
    return frozenset(_costs(on).filter(programme__office=office).values_list("programme", flat=True))


def _costs(on: date) -> QuerySet[CostAmount]:
    in_those_days = Q(order__valid_from__lte=on) & (Q(order__valid_to__isnull=True) | Q(order__valid_to__gte=on))
    return CostAmount.objects.filter(in_those_days).order_by("-order__valid_from", "-order__issued_on", "-pk")


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


def no_cost(programme: Programme, on: date, found: CostAmount | None = None, *, daily: bool = False) -> DomainError:
    """That the cost of a stay is not set for the day, or (``found``) set in another unit than the act wants."""
    what = "dziennym koszcie" if daily else "miesięcznym koszcie"
    other = ""
    if found is not None:
        other = f" Zarządzenie nr {found.order.number} podaje koszt: {found.get_unit_display()}."
    return DomainError(
        "no_cost",
        f"Brak zarządzenia o {what} pobytu w programie „{programme.name}” na dzień {short_day(on)}.{other} "
        f"Dodaje je {_WHO}, część „Koszt pobytu”.",
    )


def _table_for(
    act: Resolution, acts: Iterable[Resolution], programme: Programme, apartment: Apartment | None, on: date
) -> ActTable:
    tables = tables_of(act, amendments(acts, act, on))
    fitting = best([(item, scope_of(item.table)) for item in tables], programme, apartment)
    if not fitting:
        raise DomainError(
            "no_table",
            f"Uchwała nr {act.number} nie ma tabeli odpłatności dla programu „{programme.name}”. "
            f"Program przypisuje do tabeli {_WHO}, strona uchwały {act.number}.",
        )
    if len(fitting) > 1:
        names = ", ".join(f"„{item.table.title}”" for item in fitting)
        raise DomainError(
            "two_tables",
            f"Do programu „{programme.name}” pasują tak samo tabele {names} uchwały nr {act.number}. "
            f"Zakres tabel rozróżnia {_WHO}, strona uchwały {act.number}.",
        )
    return fitting[0]


def schedule_of(chosen: ActTable, household: str) -> engine.Schedule:
    """A stored table in the engine's shape, for one household type."""
    table, single = chosen.table, household == HouseholdType.SINGLE
    bands = sorted((band for band in table.bands.all() if band.household == household), key=lambda band: band.above)
    act = citation_of(chosen.act)
    if chosen.amendment is not None:
        act = f"{act}, zmieniona: {citation_of(chosen.amendment)}"
    return engine.Schedule(
        code=table.code,
        title=table.title,
        base=engine.Base(table.base),
        bands=tuple(engine.Band(band.above, band.up_to, band.rate, band.rate_to) for band in bands),
        rounding=engine.Rounding(table.rounding_source, table.rounding_step, engine.RoundingMode(table.rounding_mode)),
        source=f"{act}, {table.title}",
        resolution=chosen.act.number,
        limit_unit=engine.LimitUnit(table.limit_unit),
        limits_on=engine.LimitsOn(table.limits_on),
        limits_criterion=table.limits_single if single else table.limits_family,
        amount=table.amount_single if single else table.amount_family,
        local_list=table.local_list,
        bounds=engine.Bounds(
            floor=table.floor,
            cap=table.cap,
            cap_cost=table.cap_cost,
            cap_income=table.cap_income,
            left=table.left,
            left_of_criterion=table.left_of_criterion,
        ),
        minor_percent=table.minor_percent,
        relief=table.relief,
        proration=engine.Proration(table.proration),
        proration_source=table.proration_source,
        first_month_free=table.first_month_free,
    )


def _cost(by_hand: Decimal | None, amount: CostAmount | None) -> engine.Cost | None:
    if by_hand is not None:
        return engine.Cost(by_hand, COST_BY_HAND)
    if amount is None:
        return None
    items = tuple(
        engine.CostItem(item.label, item.amount, item.chargeable, item.service, item.unit)
        for item in amount.components.all()
    )
    return engine.Cost(amount.amount, citation_of_cost(amount), engine.CostUnit(amount.unit), items)
