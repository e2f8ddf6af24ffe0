"""A notice for residents: what a stay costs at which income, in złoty for the criterion of a day, in plain words."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from applications.models import HouseholdType
from fees import engine
from fees.explanation import rate_words
from fees.models import IncomeCriterion, Resolution
from fees.selectors.rules import citation_of, schedule_of
from fees.versions import ActTable, amendments, checked_acts, tables_of
from office import polish
from office.models import Office

TEMPLATE_VERSION = "1"
_GROSZ = Decimal("0.01")


@dataclass(frozen=True)
class NoticeRow:
    """One line: at which monthly income (per person in a family), and what is paid then."""

    income: str
    fee: str


@dataclass(frozen=True)
class NoticeTable:
    """One table: for whom, the lines for a single person and for a person in a family, and what else is said."""

    title: str
    whom: str
    single: tuple[NoticeRow, ...]
    family: tuple[NoticeRow, ...]
    family_income: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Sender:
    """Who publishes the notice. There is no case, so there is no case number."""

    office_name: str
    address_lines: tuple[str, ...]
    phone: str
    email: str
    unit: str = ""


@dataclass(frozen=True)
class Notice:
    """The whole notice, as it is printed."""

    letterhead: Sender
    day: dt.date
    act: str
    single_criterion: Decimal
    family_criterion: Decimal
    criterion_act: str
    tables: tuple[NoticeTable, ...]
    template_version: str = TEMPLATE_VERSION


def notice_of(resolution: Resolution, office: Office, criterion: IncomeCriterion, day: dt.date) -> Notice:
    """The notice of ``resolution`` (with the acts that amend it on ``day``) for ``office``."""
    acts = checked_acts(resolution.municipality)
    tables = tables_of(resolution, amendments(acts, resolution, day))
    where = tuple(filter(None, (office.street, f"{office.postal_code} {office.city}".strip())))
    return Notice(
        letterhead=Sender(office.name, where, office.phone, office.email),
        day=day,
        act=citation_of(resolution),
        single_criterion=criterion.single,
        family_criterion=criterion.family,
        criterion_act=criterion.act,
        tables=tuple(_table(item, criterion) for item in tables),
    )


def _table(item: ActTable, criterion: IncomeCriterion) -> NoticeTable:
    table = item.table
    schedules = {who: schedule_of(item, who) for who in HouseholdType.values}
    family = schedules[HouseholdType.FAMILY.value]
    of_family = family.limit_unit is engine.LimitUnit.ZLOTY and family.limits_on is engine.LimitsOn.FAMILY
    return NoticeTable(
        title=table.title[:1].upper() + table.title[1:],
        whom=_whom(item),
        single=_rows(schedules[HouseholdType.SINGLE.value], criterion.single),
        family=_rows(family, criterion.family, of_family=of_family),
        family_income="dochód całej rodziny" if of_family else "dochód na osobę w rodzinie",
        remarks=_remarks(item, schedules[HouseholdType.SINGLE.value]),
    )


def _whom(item: ActTable) -> str:
    table = item.table
    if table.all_programmes:
        return "wszystkie mieszkania"
    names = [programme.name for programme in table.programmes.all()]
    names += [table.get_kind_display()] if table.kind else []
    names += [f"osoby z grupy: {table.target_group}"] if table.target_group else []
    # Addresses are not printed: some apartments are under protection.
    names += ["mieszkania wymienione w uchwale"] if table.apartments.all() else []
    return "; ".join(names)


def _rows(schedule: engine.Schedule, criterion: Decimal, *, of_family: bool = False) -> tuple[NoticeRow, ...]:
    """The bands in złoty; up to the criterion nothing is paid whatever the table says (art. 97 ust. 1)."""
    rows: list[NoticeRow] = []
    lower = Decimal(0) if of_family else criterion
    if not of_family:
        rows.append(NoticeRow(f"do {polish.zloty(criterion)}", "nic – tak stanowi ustawa"))
    for band in schedule.bands:
        upper = None if band.up_to is None else schedule.limit_in_zloty(band.up_to, criterion)
        if upper is not None and upper <= lower:
            continue
        words = f"powyżej {_zloty(lower)}" if lower else ""
        words = f"{words} do {_zloty(upper)}".strip() if upper is not None else words or "każdy dochód"
        rows.append(NoticeRow(words, rate_words(band, schedule.base) if band.highest else "nic – tak stanowi uchwała"))
        lower = upper if upper is not None else lower
    return tuple(rows)


def _zloty(amount: Decimal) -> str:
    return polish.zloty(amount.quantize(_GROSZ, ROUND_FLOOR))


def _remarks(item: ActTable, schedule: engine.Schedule) -> tuple[str, ...]:
    table, bounds = item.table, schedule.bounds
    said = (
        (schedule.base in engine.ON_COST, lambda: "Koszt pobytu ustala zarządzenie; aktualną kwotę poda ośrodek."),
        (bounds.floor, lambda: f"Najniższa opłata: {polish.zloty(bounds.floor or 0)}."),
        (bounds.cap, lambda: f"Najwyższa opłata: {polish.zloty(bounds.cap or 0)}."),
        (
            schedule.limit_unit is engine.LimitUnit.ZLOTY,
            lambda: "Progi są kwotami z uchwały i nie rosną z kryterium. Kto ma dochód do kryterium, nie płaci.",
        ),
        (schedule.relief, lambda: "W szczególnych sytuacjach można prosić ośrodek o ulgę w opłacie."),
        (schedule.first_month_free, lambda: "Za pierwszy miesiąc pobytu nie płaci się nic."),
        (table.payment_day, lambda: f"Opłatę wnosi się do {table.payment_day}. dnia miesiąca."),
    )
    return tuple(words() for value, words in said if value)
