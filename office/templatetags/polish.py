"""Template filters for Polish amounts, numbers and days. Built in: templates need no ``{% load %}``.

What is missing (``None`` or an empty text) comes out as an empty text, so that
``{{ fee|zloty|default:"jeszcze nie ustalono" }}`` says in words what is not there.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from office import polish

register = template.Library()


def _missing(value: Any) -> bool:
    return value is None or value == ""


def _as_day(value: date) -> date:
    """The calendar day in Poland of a day or a moment."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


@register.filter
def zloty(amount: Decimal | int | None) -> str:
    """``1 234,50 zł``."""
    return "" if _missing(amount) else polish.zloty(Decimal(str(amount)))


@register.filter
def zloty_in_words(amount: Decimal | int | None) -> str:
    """``sto osiemdziesiąt sześć złotych 00/100``."""
    return "" if _missing(amount) else polish.zloty_in_words(Decimal(str(amount)))


@register.filter
def percent(value: Decimal | int | None) -> str:
    """``133,7%``."""
    return "" if _missing(value) else polish.percent(Decimal(str(value)))


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """``1 234,5``; with ``places`` exactly that many decimals."""
    return "" if _missing(value) else polish.number(Decimal(str(value)), places)


@register.filter
def day(value: date | None) -> str:
    """``5 grudnia 2026 r.``."""
    return "" if value is None or value == "" else polish.day(_as_day(value))


@register.filter
def short_day(value: date | None) -> str:
    """``05.12.2026``."""
    return "" if value is None or value == "" else polish.short_day(_as_day(value))


@register.filter
def moment(value: datetime | None) -> str:
    """``5 grudnia 2026 r., 10:42`` in Polish time."""
    if value is None or value == "":
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{polish.day(local.date())}, {local:%H:%M}"


@register.filter
def month(value: date | None) -> str:
    """``grudzień 2026``."""
    return "" if value is None or value == "" else polish.month(_as_day(value))


@register.filter
def account_number(digits: str | None) -> str:
    """A bank account in groups of four."""
    return polish.account_number(digits) if digits else ""


@register.filter
def plural(count: int, forms: str) -> str:
    """The noun after a number: ``{{ days }} {{ days|plural:"dzień,dni,dni" }}``."""
    one, few, many = (form.strip() for form in forms.split(","))
    return polish.plural(int(count), one, few, many)
