"""What stands in one cell, as councils and offices write it. Pure functions; ``ValueError`` says what was expected."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from office import polish

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
_NUMBER = r"\d+(?:[.,]\d+)?"
_ABOVE = r"(?:powyżej|ponad|więcej niż|>)"
_UP_TO = r"(?:do|nie więcej niż|≤|<=)"
_LIMITS = (
    re.compile(rf"{_UP_TO} ?(?P<up_to>{_NUMBER})"),
    re.compile(rf"{_ABOVE} ?(?P<above>{_NUMBER}) ?(?:-|do|i do|, do) ?(?P<up_to>{_NUMBER})"),
    re.compile(rf"{_ABOVE} ?(?P<above>{_NUMBER})"),
    re.compile(rf"(?P<above>0) ?(?:-|do) ?(?P<up_to>{_NUMBER})"),
)
_FREE = frozenset({"nieodpłatnie", "bezpłatnie", "nieodpłatne", "bezpłatne", "nieodpłatny", "bezpłatny", "brak opłaty"})
_HIGHEST_LIMIT = 99_999
_NOTHING = frozenset({"", "-"})
_LIMIT_EXPECTED = "przedział w procentach kryterium, np. „do 100%”, „powyżej 100% do 130%” albo „powyżej 350%”"
_RATE_EXPECTED = "jedna stawka w procentach, np. „10%”, albo „nieodpłatnie”"


def tidy(text: str) -> str:
    """One line, single ordinary spaces, an ordinary hyphen for every dash."""
    return _SPACES.sub(" ", text).strip().replace("–", "-").replace("—", "-").replace("−", "-")


def limits(text: str) -> tuple[Decimal, Decimal | None]:
    """``do 100% włącznie`` → (0, 100); ``powyżej 100%-130%`` → (100, 130); ``powyżej 350%`` → (350, None)."""
    bare = tidy(text).lower()
    if "zł" in bare or "%" not in bare:
        raise ValueError(
            f"{_LIMIT_EXPECTED}; przy progach musi stać znak %. Progów w złotych program jeszcze nie wczytuje: "
            "przelicz je na procenty kryterium, jeżeli uchwała na to pozwala"
        )
    bare = re.sub(r"kryterium( dochodowego)?|włącznie|\(|\)", "", bare).replace("%", "")
    bare = tidy(re.sub(r" ?- ?", "-", bare))
    for pattern in _LIMITS:
        found = pattern.fullmatch(bare)
        if found:
            parts = found.groupdict()
            above, up_to = parts.get("above") or "0", parts.get("up_to")
            return _limit(above), None if up_to is None else _limit(up_to)
    raise ValueError(f"{_LIMIT_EXPECTED} (dolna granica zawsze ze słowem „powyżej”)")


def _limit(text: str) -> Decimal:
    value = plain(text)
    if value != round(value, 2) or value > _HIGHEST_LIMIT:
        raise ValueError(f"{_LIMIT_EXPECTED}; granica do 99 999% z najwyżej dwoma miejscami po przecinku")
    return value.quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as it stands: ``bare`` where no % sign says whether 0,1 means a tenth or a tenth of a percent."""

    value: Decimal
    bare: bool


def rate(text: str) -> Rate | None:
    """One rate, or ``None`` for a cell that gives none to this household type."""
    bare = tidy(text).lower()
    if bare in _NOTHING:
        return None
    if bare in _FREE:
        return Rate(Decimal(0), bare=False)
    if "zł" in bare:
        raise ValueError(f"{_RATE_EXPECTED}; kwot w złotych program jeszcze nie wczytuje")
    if len(re.findall(_NUMBER, bare)) > 1:
        raise ValueError(
            f"{_RATE_EXPECTED}; przedziału stawek program jeszcze nie wczytuje – w komórce stoi jedna liczba"
        )
    found = re.fullmatch(rf"({_NUMBER}) ?(%?)", bare)
    if not found:
        raise ValueError(_RATE_EXPECTED)
    return Rate(plain(found[1]), bare=not found[2])


def plain(text: str) -> Decimal:
    """A number with a decimal comma or point."""
    return Decimal(text.replace(",", "."))


def money(text: str) -> Decimal:
    """An amount in złoty."""
    try:
        return polish.parse_money(text)
    except ValueError as error:
        raise ValueError("kwota w złotych, np. „0,01 zł”") from error


def day(text: str) -> date:
    """A day of the calendar."""
    try:
        return polish.parse_day(tidy(text))
    except ValueError as error:
        raise ValueError("dzień z kalendarza, np. „14.12.2023” albo „2023-12-14”") from error


def day_of_month(text: str) -> int | None:
    """A number of a day, 1–31, or ``None``."""
    bare = tidy(text).rstrip(".")
    if not bare:
        return None
    if not bare.isdecimal() or not 1 <= int(bare) <= 31:
        raise ValueError("numer dnia miesiąca od 1 do 31 albo pusta komórka")
    return int(bare)


def slug(text: str) -> str:
    """A short code."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,49}", text):
        raise ValueError("krótki kod z małych liter bez polskich znaków, cyfr i łączników, np. „zalacznik-1”")
    return text
