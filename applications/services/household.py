from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from applications.models import Application, HouseholdMember, HouseholdType, Income, IncomeKind
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


@dataclass(frozen=True, kw_only=True)
class IncomeData:
    """One income of one month in złoty. ``member`` is the position in ``members``; ``None`` means the person's own."""

    kind: IncomeKind
    month: date
    amount: Decimal
    member: int | None = None


@transaction.atomic
def save_household(
    *,
    actor: User,
    application: Application,
    household_type: str = "",
    income_lost: bool = False,
    no_income: bool = False,
    members: Sequence[MemberData] = (),
    incomes: Sequence[IncomeData] = (),
    seen: datetime | None = None,
) -> Application:
    """Set the household and all its incomes; what stood there before is replaced. Anything may be missing in a draft.

    ``no_income``: the person declares to have no income of one's own. Raises ``DomainError`` for an unknown household
    type, an amount below zero and an income of nobody in ``members`` (``field`` names the row: ``incomes-0-amount``).
    """
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    if household_type and household_type not in HouseholdType.values:
        raise DomainError("household_unknown", "Zaznacz jedno z dwojga.", "household_type")
    for index, income in enumerate(incomes):
        _income_stands(income, index, len(members))
    changes = assign(fresh, {"household_type": household_type, "income_lost": income_lost, "no_income": no_income})
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


def _income_stands(income: IncomeData, index: int, members: int) -> None:
    if income.amount < 0:
        raise DomainError("income_negative", "Dochód nie może być ujemny.", f"incomes-{index}-amount")
    if income.member is not None and not 0 <= income.member < members:
        raise DomainError("income_of_a_stranger", "Wskaż, czyj to dochód.", f"incomes-{index}-whose")


def _replace(application: Application, members: Sequence[MemberData], incomes: Sequence[IncomeData]) -> None:
    application.incomes.all().delete()
    application.members.all().delete()
    rows = [
        HouseholdMember.objects.create(
            application=application, name=m.name.strip(), relation=m.relation.strip(), birth_date=m.birth_date
        )
        for m in members
    ]
    for income in incomes:
        Income.objects.create(
            application=application,
            member=None if income.member is None else rows[income.member],
            kind=income.kind,
            month=first_of_month(income.month),
            amount=income.amount,
        )


def _list_change(field: str, label: str, before: list[str], now: list[str]) -> list[Change]:
    if before == now:
        return []
    return [Change(field, label, ", ".join(before) or NOTHING, ", ".join(now) or NOTHING)]


def _member_words(member: MemberData | HouseholdMember) -> str:
    born = f"ur. {polish.short_day(member.birth_date)}" if member.birth_date else ""
    more = ", ".join(part for part in (member.relation.strip(), born) if part)
    return f"{member.name.strip()} ({more})" if more else member.name.strip()


def _members_before(application: Application) -> list[str]:
    return [_member_words(member) for member in application.members.order_by("pk")]


def _income_words(kind: IncomeKind, whose: str, month: date, amount: Decimal) -> str:
    return f"{kind.name} – {whose} ({polish.month(month)}) {polish.zloty(amount)}"


def _incomes_before(application: Application) -> list[str]:
    rows = application.incomes.select_related("kind", "member").order_by("pk")
    own = application.person.full_name
    return [_income_words(row.kind, row.member.name if row.member else own, row.month, row.amount) for row in rows]


def _incomes_now(application: Application, members: Sequence[MemberData], incomes: Sequence[IncomeData]) -> list[str]:
    own = application.person.full_name
    return [
        _income_words(
            income.kind,
            own if income.member is None else members[income.member].name.strip(),
            income.month,
            income.amount,
        )
        for income in incomes
    ]
