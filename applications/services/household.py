from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from applications.income import ALL_FACTS, FACTS_OF, ZERO, InvalidIncome, Way, source
from applications.models import WAYS_OF, Application, HouseholdMember, HouseholdType, Income, IncomeKind, IncomeWay
from applications.services.edit import NOTHING, Change, assign, open_for_change, save_and_note
from office import polish
from office.errors import DomainError
from office.models import User
from office.periods import first_of_month


@dataclass(frozen=True, kw_only=True)
class MemberData:
    """Somebody who keeps house with the person."""

    name: str
    relation: str = ""
    birth_date: date | None = None
    alimony_paid: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class IncomeData:
    """One income. ``member`` is the position in ``members``; ``None`` means the person's own.

    ``way`` (an ``IncomeWay``) says how it is determined and so which facts are needed
    (``applications.income.FACTS_OF``); facts of other ways are ignored. Amounts are złoty, but ``amount`` of a foreign
    income is in its ``currency``.
    """

    kind: IncomeKind
    month: date
    amount: Decimal | None = None
    member: int | None = None
    way: str = IncomeWay.NET
    tax: Decimal | None = None
    costs: Decimal | None = None
    health: Decimal | None = None
    social: Decimal | None = None
    months_run: int | None = None
    hectares: Decimal | None = None
    period_from: date | None = None
    period_to: date | None = None
    currency: str = ""
    rate: Decimal | None = None
    rate_units: int | None = None
    rate_table: str = ""
    rate_date: date | None = None


@transaction.atomic
def save_household(
    *,
    actor: User,
    application: Application,
    household_type: str = "",
    income_lost: bool = False,
    no_income: bool = False,
    alimony_paid: Decimal = ZERO,
    members: Sequence[MemberData] = (),
    incomes: Sequence[IncomeData] = (),
    seen: datetime | None = None,
) -> Application:
    """Set the household and all its incomes; what stood there before is replaced. Anything may be missing in a draft.

    ``no_income``: the person declares to have no income of one's own; ``alimony_paid``: złoty a month that the person
    pays to others. Raises ``DomainError`` for an unknown household type, an amount below zero, an income of nobody in
    ``members``, a way that does not fit the kind, and facts that are missing or cannot be (``field`` names the row:
    ``incomes-0-amount``).
    """
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    if household_type and household_type not in HouseholdType.values:
        raise DomainError("household_unknown", "Zaznacz jedno z dwojga.", "household_type")
    for index, income in enumerate(incomes):
        _income_stands(income, index, len(members))
    _alimony_stands(alimony_paid, members)
    facts = {"household_type": household_type, "income_lost": income_lost, "no_income": no_income}
    changes = assign(fresh, facts | {"alimony_paid": alimony_paid})
    listed = _list_change("members", "członkowie rodziny", _members_before(fresh), [_member_words(m) for m in members])
    earned = _list_change("incomes", "dochody", _incomes_before(fresh), _incomes_now(fresh, members, incomes))
    if listed or earned:
        _replace(fresh, members, incomes)
    return save_and_note(
        actor=actor,
        application=fresh,
        verb="save_household",
        what="Zmieniono rodzinę i dochody",
        changes=[*changes, *listed, *earned],
    )


def _alimony_stands(alimony_paid: Decimal, members: Sequence[MemberData]) -> None:
    if alimony_paid < 0:
        raise DomainError("alimony_negative", "Kwota alimentów nie może być ujemna.", "alimony_paid")
    for index, member in enumerate(members):
        if member.alimony_paid < 0:
            raise DomainError(
                "alimony_negative", "Kwota alimentów nie może być ujemna.", f"members-{index}-alimony_paid"
            )


_WRONG = {
    "missing": "Uzupełnij: bez tego nie da się ustalić dochodu.",
    "negative": "Dochód nie może być ujemny.",
    "deductions": "Odliczenia są większe niż przychód. Sprawdź, czy kwoty są z tego samego miesiąca.",
    "months_run": "W roku jest od 1 do 12 miesięcy. Gdy działalności w ubiegłym roku nie było, wybierz oświadczenie.",
    "period": "Okres kończy się przed początkiem. Sprawdź oba miesiące.",
    "rate": "Kurs musi być większy od zera.",
    "rate_units": "Wpisz, za ile jednostek waluty jest kurs: zwykle 1, czasem 100.",
    "currency": "Wpisz trzyliterowy symbol waluty, np. EUR.",
}


def _income_stands(income: IncomeData, index: int, members: int) -> None:
    if income.member is not None and not 0 <= income.member < members:
        raise DomainError("income_of_a_stranger", "Wskaż, czyj to dochód.", f"incomes-{index}-whose")
    if income.way not in IncomeWay.values:
        raise DomainError("income_way_unknown", "Wybierz sposób ustalenia dochodu.", f"incomes-{index}-way")
    _way_fits_kind(income, index)
    try:
        source(income.way, income)
    except InvalidIncome as error:
        raise DomainError(f"income_{error.code}", _WRONG[error.code], f"incomes-{index}-{error.field}") from error
    except TypeError as error:
        raise DomainError("income_float", "Kwota musi być dokładna.", f"incomes-{index}-amount") from error


def _way_fits_kind(income: IncomeData, index: int) -> None:
    """A counted income is determined as its nature wants it; of one that does not count the amount may be as typed."""
    allowed = WAYS_OF[income.kind.nature]
    if income.way in allowed or (not income.kind.counted and income.way == IncomeWay.NET):
        return
    ways = ", ".join(f"„{label}”" for way, label in IncomeWay.choices if way in allowed)
    raise DomainError(
        "income_way_of_another_kind",
        f"Dochodu „{income.kind.name}” nie ustala się w ten sposób. Wybierz: {ways}.",
        f"incomes-{index}-way",
    )


def _replace(application: Application, members: Sequence[MemberData], incomes: Sequence[IncomeData]) -> None:
    application.incomes.all().delete()
    application.members.all().delete()
    rows = [
        HouseholdMember.objects.create(
            application=application,
            name=m.name.strip(),
            relation=m.relation.strip(),
            birth_date=m.birth_date,
            alimony_paid=m.alimony_paid,
        )
        for m in members
    ]
    for income in incomes:
        Income.objects.create(
            application=application,
            member=None if income.member is None else rows[income.member],
            kind=income.kind,
            way=income.way,
            **_facts(income),
        )


def _facts(income: IncomeData) -> dict[str, Any]:
    """The facts of the income's own way; months as their first day."""
    names = {*FACTS_OF[Way(income.way)], "month"}
    facts = {name: getattr(income, name) for name in ALL_FACTS if name in names}
    return {name: first_of_month(value) if name in _MONTHS else value for name, value in facts.items()}


_MONTHS = ("month", "period_from", "period_to")


def _list_change(field: str, label: str, before: list[str], now: list[str]) -> list[Change]:
    if before == now:
        return []
    return [Change(field, label, ", ".join(before) or NOTHING, ", ".join(now) or NOTHING)]


def _member_words(member: MemberData | HouseholdMember) -> str:
    born = f"ur. {polish.short_day(member.birth_date)}" if member.birth_date else ""
    pays = f"płaci alimenty {polish.zloty(member.alimony_paid)}" if member.alimony_paid else ""
    more = ", ".join(part for part in (member.relation.strip(), born, pays) if part)
    return f"{member.name.strip()} ({more})" if more else member.name.strip()


def _members_before(application: Application) -> list[str]:
    return [_member_words(member) for member in application.members.order_by("pk")]


def _income_words(income: IncomeData | Income, whose: str) -> str:
    """One income with all its facts: equal words are equal facts."""
    start = f"{income.kind.name} – {whose} ({polish.month(income.month)})"
    if income.way == IncomeWay.NET and income.amount is not None:
        return f"{start} {polish.zloty(income.amount)}"
    names = [name for name in FACTS_OF[Way(income.way)] if name != "month"]
    facts = (f"{_LABELS[name]} {_fact(getattr(income, name))}" for name in names)
    return f"{start} {IncomeWay(income.way).label}: {', '.join(facts)}"


_LABELS = {field.name: str(field.verbose_name) for field in Income._meta.fields}


def _fact(value: object) -> str:
    if isinstance(value, Decimal):
        return polish.number(value)
    return polish.short_day(value) if isinstance(value, date) else str(value)


def _incomes_before(application: Application) -> list[str]:
    rows = application.incomes.select_related("kind", "member").order_by("pk")
    own = application.person.full_name
    return [_income_words(row, row.member.name if row.member else own) for row in rows]


def _incomes_now(application: Application, members: Sequence[MemberData], incomes: Sequence[IncomeData]) -> list[str]:
    own = application.person.full_name
    return [
        _income_words(income, own if income.member is None else members[income.member].name.strip())
        for income in incomes
    ]
