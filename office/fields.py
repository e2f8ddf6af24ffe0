"""Form fields that read what people in offices type and show it back in the Polish way.

Text inputs only: no date picker is as quick as a keyboard. Every error says what was typed, what is wrong with it
and what to type instead.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from stdnum import exceptions as stdnum_errors
from stdnum.pl import pesel

from office import clock, polish

_MONTH_IN_FIGURES = (
    re.compile(r"(?P<m>\d{1,2})[.\-/ ](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[.\-/ ](?P<m>\d{1,2})"),
)
_MONTH_IN_WORDS = re.compile(r"(?P<name>[^\W\d]+)\s+(?P<y>\d{4})")
_MONTH_NUMBERS = {
    name: number for names in (polish.MONTHS, polish.MONTHS_OF) for number, name in enumerate(names, start=1)
}


def parse_month(text: str) -> date:
    """Read a month (``01.2026``, ``2026-01``, ``styczeń 2026``, ``stycznia 2026 r.``) → its first day.

    Raises ``ValueError``.
    """
    bare = re.sub(r"\s*(r\.?|roku)$", "", text.strip().lower())
    for pattern in _MONTH_IN_FIGURES:
        found = pattern.fullmatch(bare)
        if found:
            return date(int(found["y"]), int(found["m"]), 1)
    found = _MONTH_IN_WORDS.fullmatch(bare)
    if found and found["name"] in _MONTH_NUMBERS:
        return date(int(found["y"]), _MONTH_NUMBERS[found["name"]], 1)
    raise ValueError(text)


class _ReadableInput(forms.TextInput):
    """A text input that shows a value it can read in its Polish form, and anything else just as it was typed."""

    default_attrs: dict[str, str] = {}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **self.default_attrs, **(attrs or {})})

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        raise NotImplementedError

    def format_value(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        try:
            return self.show(self.read(value) if isinstance(value, str) else value)
        except ValueError:
            return str(value)


class MoneyInput(_ReadableInput):
    """An amount in złoty, with the unit after it."""

    template_name = "components/widgets/money.html"
    default_attrs = {"inputmode": "decimal", "class": "width-10 num"}

    def read(self, text: str) -> Decimal:
        return polish.parse_money(text)

    def show(self, value: Decimal | int) -> str:
        return polish.number(Decimal(value), 2)


class DayInput(_ReadableInput):
    """A day, shown as ``05.12.2026``."""

    default_attrs = {"class": "width-10"}

    def read(self, text: str) -> date:
        return polish.parse_day(text)

    def show(self, value: date) -> str:
        return polish.short_day(value)


class MonthInput(_ReadableInput):
    """A month, shown as ``01.2026``."""

    default_attrs = {"class": "width-10"}

    def read(self, text: str) -> date:
        return parse_month(text)

    def show(self, value: date) -> str:
        return f"{value:%m.%Y}"


class PeselInput(forms.TextInput):
    """Eleven digits."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        base = {"autocomplete": "off", "spellcheck": "false", "inputmode": "numeric", "class": "width-20"}
        super().__init__({**base, **(attrs or {})})


class MoneyField(forms.Field):
    """An amount in złoty → ``Decimal`` with at most two decimals.

    Not below zero unless ``min_value`` says otherwise (``None``: no lower limit).
    """

    widget = MoneyInput
    default_error_messages = {
        "required": "Wpisz kwotę, np. 1350,00.",
        "invalid": "„%(typed)s” nie jest kwotą. Wpisz kwotę, np. 1350,00.",
        "below": "Kwota „%(typed)s” jest za mała. Wpisz co najmniej %(limit)s.",
        "above": "Kwota „%(typed)s” jest za duża. Wpisz najwyżej %(limit)s.",
    }

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = 0,
        max_value: Decimal | int = Decimal("9999999.99"),
        **kwargs: Any,
    ) -> None:
        self.lowest = None if min_value is None else Decimal(min_value)
        self.highest = Decimal(max_value)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, Decimal):
            return value
        typed = str(value).strip()
        try:
            amount = polish.parse_money(typed)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"typed": typed}) from error
        self._within_limits(amount, typed)
        return amount

    def _within_limits(self, amount: Decimal, typed: str) -> None:
        for code, limit, broken in (
            ("below", self.lowest, self.lowest is not None and amount < self.lowest),
            ("above", self.highest, amount > self.highest),
        ):
            if broken and limit is not None:
                params = {"typed": typed, "limit": polish.zloty(limit)}
                raise ValidationError(self.error_messages[code], code=code, params=params)


# A slip of the keyboard, not a rule of law: months counted from a year far off would leave the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def _within_years(day: date, typed: str, message: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        params = {"typed": typed, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(message, code="year", params=params)
    return day


class DayField(forms.DateField):
    """A day as people type it (5.12.26, 05.12.2026, 2026-12-05, 05122026) → ``date``."""

    widget = DayInput
    default_error_messages = {
        "required": "Wpisz dzień, miesiąc i rok, np. 05.12.2026.",
        "invalid": "„%(typed)s” nie jest dniem z kalendarza. Wpisz dzień, miesiąc i rok, np. 05.12.2026.",
        "year": "Rok w „%(typed)s” jest pomyłką. Wpisz datę z lat %(first)s–%(last)s, np. 05.12.2026.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        typed = str(value).strip()
        if not typed:
            return None
        try:
            day = polish.parse_day(typed)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"typed": typed}) from error
        return _within_years(day, typed, str(self.error_messages["year"]))


class BirthDateField(DayField):
    """A day of birth: never in the future, so that 5.12.80 is read as 1980."""

    default_error_messages = {
        "future": "Data urodzenia „%(typed)s” jest z przyszłości. Wpisz rok czterema cyframi, np. 05.12.1980.",
    }

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is None or isinstance(value, date) or day <= clock.today():
            return day
        typed = str(value).strip()
        if re.search(r"\d{4}", typed):
            raise ValidationError(self.error_messages["future"], code="future", params={"typed": typed})
        return day.replace(year=day.year - 100)


class MonthField(forms.DateField):
    """A month as people type it (01.2026, 2026-01, styczeń 2026) → ``date`` of its first day."""

    widget = MonthInput
    default_error_messages = {
        "required": "Wpisz miesiąc i rok, np. 01.2026.",
        "invalid": "„%(typed)s” nie jest miesiącem. Wpisz miesiąc i rok, np. 01.2026 albo styczeń 2026.",
        "year": "Rok w „%(typed)s” jest pomyłką. Wpisz miesiąc z lat %(first)s–%(last)s, np. 01.2026.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.replace(day=1)
        typed = str(value).strip()
        if not typed:
            return None
        try:
            month = parse_month(typed)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"typed": typed}) from error
        return _within_years(month, typed, str(self.error_messages["year"]))


class PeselField(forms.CharField):
    """A PESEL number → its eleven digits, or an empty text where it is optional and absent."""

    widget = PeselInput
    default_error_messages = {
        "required": "Wpisz PESEL: 11 cyfr.",
        "characters": "Numer składa się z samych cyfr. Usuń z „%(typed)s” to, co nie jest cyfrą.",
        "length": "Numer ma 11 cyfr, a w „%(typed)s” jest ich %(count)s. Sprawdź numer z dokumentem.",
        "check_digit": "Ostatnia cyfra w „%(typed)s” nie pasuje do pozostałych. Sprawdź numer z dokumentem.",
        "date": "Pierwsze sześć cyfr w „%(typed)s” nie tworzy daty urodzenia. Sprawdź numer z dokumentem.",
    }

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        if not typed:
            return ""
        digits = pesel.compact(typed)
        try:
            return str(pesel.validate(digits))
        except stdnum_errors.InvalidLength:  # before InvalidFormat, whose kind it is
            code = "length"
        except stdnum_errors.InvalidFormat:
            code = "characters"
        except stdnum_errors.InvalidChecksum:
            code = "check_digit"
        except stdnum_errors.InvalidComponent:
            code = "date"
        raise ValidationError(self.error_messages[code], code=code, params={"typed": typed, "count": len(digits)})
