"""Polish ways of writing money, percents, days and numbers, and of reading what people type.

Pure functions: no database, no settings. Money is ``Decimal`` in złoty.
"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from num2words import num2words

NBSP = "\u00a0"
MONTHS_OF = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip
MONTHS = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")

_MONEY = re.compile(r"-?\d+(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[.]\d{3})+,\d{1,2}")
_DAY_PATTERNS = (
    re.compile(r"(?P<d>\d{1,2})[.\-/ ](?P<m>\d{1,2})[.\-/ ](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})[.\-/ ](?P<m>\d{1,2})[.\-/ ](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"),
)


def number(value: Decimal | int, places: int | None = None) -> str:
    """A number with a decimal comma and thousands apart: ``1 234,5``. ``places`` fixes the decimals."""
    exact = Decimal(value)
    text = f"{exact:f}" if places is None else f"{exact:.{places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = text.partition(".")
    whole = f"{int(whole):,}".replace(",", NBSP)
    return sign + whole + ("," + fraction if fraction else "")


def zloty(amount: Decimal | int) -> str:
    """``Decimal("1234.5")`` → ``1 234,50 zł`` (with non-breaking spaces)."""
    return number(Decimal(amount), 2) + NBSP + "zł"


def zloty_in_words(amount: Decimal) -> str:
    """``Decimal("186.00")`` → ``sto osiemdziesiąt sześć złotych 00/100``."""
    grosze = int((amount * 100).to_integral_value())
    whole, rest = divmod(grosze, 100)
    return f"{num2words(whole, lang='pl')} {plural(whole, 'złoty', 'złote', 'złotych')} {rest:02d}/100"


def percent(value: Decimal | int) -> str:
    """``Decimal("133.7")`` → ``133,7%``."""
    return number(Decimal(value)) + "%"


def day(value: date) -> str:
    """``5 grudnia 2026 r.`` as running text and paper want it."""
    return f"{value.day}{NBSP}{MONTHS_OF[value.month - 1]} {value.year}{NBSP}r."


def short_day(value: date) -> str:
    """``05.12.2026`` as tables want it."""
    return f"{value:%d.%m.%Y}"


def month(value: date) -> str:
    """``grudzień 2026`` for the month that ``value`` lies in."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def plural(count: int, one: str, few: str, many: str) -> str:
    """The noun's form after a number: 1 dzień, 2 dni, 5 dni."""
    if count == 1:
        return one
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return few
    return many


def account_number(digits: str) -> str:
    """A bank account in groups of four after the check digits: ``65 1010 1010 …``."""
    bare = re.sub(r"\D", "", digits)
    return NBSP.join([bare[:2], *(bare[i : i + 4] for i in range(2, len(bare), 4))])


def parse_money(text: str) -> Decimal:
    """Read an amount as people type it: ``1234.5``, ``1 234,50``, ``1.234,50 zł``. Raises ``ValueError``."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).lower().removesuffix("zł").removesuffix("pln")
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "")
    if not _MONEY.fullmatch(bare):
        raise ValueError(text)
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error


def parse_day(text: str) -> date:
    """Read a day as people type it: ``5.12.26``, ``05.12.2026``, ``2026-12-05``, ``05122026``. Raises ``ValueError``.

    A year of two digits is meant within 2000–2099.
    """
    bare = re.sub(r"\s*(r\.?|roku)$", "", text.strip())
    for pattern in _DAY_PATTERNS:
        found = pattern.fullmatch(bare)
        if found:
            year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
            return date(year, int(found["m"]), int(found["d"]))
    raise ValueError(text)


_GENITIVES = {
    "rozporządzenie": "rozporządzenia",
    "obwieszczenie": "obwieszczenia",
    "zarządzenie": "zarządzenia",
    "ustawa": "ustawy",
    "uchwała": "uchwały",
}


def act_in_genitive(act: str) -> str:
    """The name of an act after "na podstawie": ``rozporządzenie Rady Ministrów …`` → ``rozporządzenia Rady …``."""
    first, space, rest = act.partition(" ")
    return _GENITIVES.get(first, first) + space + rest
