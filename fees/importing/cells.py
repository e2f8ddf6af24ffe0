"""What stands in one cell, as councils and offices write it. Pure functions; ``ValueError`` says what was expected."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from office import polish

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
_NUMBER = r"\d+(?:[.,]\d+)?"
_ABOVE = r"(?:powyżej|ponad|więcej niż|>)"
_UP_TO = r"(?:do|nie więcej niż|nie wyższy niż|≤|<=)"
_LIMITS = (
    re.compile(rf"{_UP_TO} ?(?P<up_to>{_NUMBER})"),
    re.compile(rf"{_ABOVE} ?(?P<above>{_NUMBER}) ?(?:-|do|i do|, do) ?(?P<up_to>{_NUMBER})"),
    re.compile(rf"{_ABOVE} ?(?P<above>{_NUMBER})"),
    re.compile(rf"(?:od )?(?P<above>0) ?(?:-|do) ?(?P<up_to>{_NUMBER})"),
)
_RANGE = re.compile(rf"(?:od )?({_NUMBER}) ?(%?) ?(?:-|do) ?({_NUMBER}) ?(%?)")
_FREE = frozenset(
    {
        "nieodpłatnie", "bezpłatnie", "nieodpłatne", "bezpłatne", "nieodpłatny", "bezpłatny", "brak opłaty",
        "brak odpłatności", "bez opłaty", "zwolnienie z opłaty",
    }
)  # fmt: skip
_WHOLE = frozenset({"pełna odpłatność", "pełna opłata", "pełny koszt", "odpłatność pełna", "w pełnej wysokości"})
_HIGHEST_LIMIT = 99_999
_HIGHEST_AMOUNT = 999_999
_NOTHING = frozenset({"", "-"})
_LIMIT_EXPECTED = "przedział w procentach kryterium, np. „do 100%”, „powyżej 100% do 130%” albo „powyżej 350%”"
_ZLOTY_LIMIT_EXPECTED = "przedział w złotych, np. „do 776 zł”, „powyżej 776 zł do 1008,80 zł” albo „powyżej 2716 zł”"
_RATE_EXPECTED = "jedna stawka w procentach, np. „10%”, albo „nieodpłatnie”"
_PAIR_EXPECTED = "kryterium osoby samotnie gospodarującej i osoby w rodzinie, np. „776 / 600”"
_MOST_PERCENT = 1000
_AMOUNT_EXPECTED = "kwota w złotych, np. „250 zł”, albo „nieodpłatnie”"


def tidy(text: str) -> str:
    """One line, single ordinary spaces, an ordinary hyphen for every dash."""
    return _SPACES.sub(" ", text).strip().replace("–", "-").replace("—", "-").replace("−", "-")


def limits(text: str, *, zloty: bool = False) -> tuple[Decimal, Decimal | None]:
    """``do 100% włącznie`` → (0, 100); ``powyżej 100%-130%`` → (100, 130); ``powyżej 350%`` → (350, None).

    With ``zloty`` the figures are amounts: ``Powyżej 1008,8-1164`` → (1008.80, 1164).
    """
    bare = _words(text)
    expected = _ZLOTY_LIMIT_EXPECTED if zloty else _LIMIT_EXPECTED
    if zloty and "%" in bare:
        raise ValueError(f"{expected}; wiersz „progi” mówi, że progi tej tabeli są w złotych")
    if not zloty and ("zł" in bare or "%" not in bare):
        raise ValueError(
            f"{expected}; przy progach musi stać znak %. Jeżeli uchwała ustala progi w złotych, wpisz „złote” "
            "w wierszu „progi”"
        )
    bare = re.sub(r"kryterium( dochodowego)?|dochodu|włącznie|miesięcznie|na osobę|zł|\(|\)|%", "", bare)
    bare = tidy(re.sub(r" ?- ?", "-", _together(bare)))
    for pattern in _LIMITS:
        found = pattern.fullmatch(bare)
        if found:
            parts = found.groupdict()
            above, up_to = parts.get("above") or "0", parts.get("up_to")
            return _limit(above, expected), None if up_to is None else _limit(up_to, expected)
    raise ValueError(f"{expected} (dolna granica zawsze ze słowem „powyżej”)")


def _limit(text: str, expected: str) -> Decimal:
    value = plain(text)
    if value != round(value, 2) or value > _HIGHEST_LIMIT:
        raise ValueError(f"{expected}; granica do 99 999 z najwyżej dwoma miejscami po przecinku")
    return value.quantize(Decimal("0.01"))


def _words(text: str) -> str:
    """Lower case, figures without spaces inside, one sign for percent."""
    return _together(re.sub(r" ?(procent|proc\.)", "%", tidy(text).lower()))


def _together(text: str) -> str:
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as it stands: ``bare`` where no % sign says whether 0,1 means a tenth or a tenth of a percent.

    ``to``: the cell gives a range from ``value`` to it.
    """

    value: Decimal
    bare: bool
    to: Decimal | None = None


def rate(text: str, *, zloty: bool = False) -> Rate | None:
    """One rate (with ``zloty`` an amount), or a range; ``None`` for a cell that gives none to this household type."""
    bare = _words(text)
    if bare in _NOTHING:
        return None
    if bare in _FREE:
        return Rate(Decimal(0), bare=False)
    if zloty:
        return _amount(bare)
    if bare in _WHOLE:
        return Rate(Decimal(100), bare=False)
    if "zł" in bare:
        raise ValueError(f"{_RATE_EXPECTED}; kwoty w złotych wpisuje się, gdy podstawą jest „stała kwota …”")
    span = _RANGE.fullmatch(bare)
    if span:
        return _range(plain(span[1]), plain(span[3]), bare=not (span[2] or span[4]))
    found = re.fullmatch(rf"({_NUMBER}) ?(%?)", bare)
    if not found:
        raise ValueError(f"{_RATE_EXPECTED} (przedział, jeżeli rada go uchwaliła: „od 60% do 70%”)")
    return Rate(plain(found[1]), bare=not found[2])


def _amount(bare: str) -> Rate:
    if "%" in bare:
        raise ValueError(f"{_AMOUNT_EXPECTED}; według wiersza „podstawa” progi tej tabeli podają kwoty")
    figures = re.sub(r" ?zł( ?(miesięcznie|dziennie|/ ?miesiąc|/ ?dzień|za dzień|za miesiąc))?", "", bare).strip()
    span = _RANGE.fullmatch(figures)
    if span:
        return _range(_grosze(span[1]), _grosze(span[3]), bare=False)
    if not re.fullmatch(_NUMBER, figures):
        raise ValueError(_AMOUNT_EXPECTED)
    return Rate(_grosze(figures), bare=False)


def _grosze(text: str) -> Decimal:
    value = plain(text)
    if value != round(value, 2) or value > _HIGHEST_AMOUNT:
        raise ValueError(f"{_AMOUNT_EXPECTED}; do 999 999 zł z najwyżej dwoma miejscami po przecinku")
    return value


def _range(low: Decimal, high: Decimal, *, bare: bool) -> Rate:
    if high <= low:
        raise ValueError("przedział stawek od mniejszej do większej, np. „od 60% do 70%”")
    return Rate(low, bare=bare, to=high)


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


def percentage(text: str) -> Decimal:
    """One percentage with its sign, or a spreadsheet's percent cell: ``50%``."""
    found = re.fullmatch(rf"({_NUMBER}) ?%", _words(text))
    value = plain(found[1]) if found else Decimal(-1)
    if not 0 < value <= _MOST_PERCENT or value != round(value, 2):
        raise ValueError("procent ze znakiem %, większy niż 0%, np. „50%”")
    return value


def yes_or_no(text: str) -> bool:
    """``tak`` or ``nie``."""
    bare = tidy(text).lower()
    if bare not in ("tak", "nie"):
        raise ValueError("„tak” albo „nie”")
    return bare == "tak"


def criterion_pair(text: str) -> tuple[Decimal, Decimal]:
    """The criterion that limits in złoty were computed from, single and family: ``776 / 600``."""
    parts = [part for part in re.split(r"[/;]| i ", _words(text).replace("zł", "")) if part.strip()]
    if len(parts) != 2:
        raise ValueError(_PAIR_EXPECTED)
    try:
        single, family = (polish.parse_money(part) for part in parts)
    except ValueError as error:
        raise ValueError(_PAIR_EXPECTED) from error
    if single <= 0 or family <= 0:
        raise ValueError(_PAIR_EXPECTED)
    return single, family


def what_is_left(text: str) -> tuple[Decimal | None, Decimal | None]:
    """What stays with the person: ``300 zł`` → (300, None); ``50% kryterium`` → (None, 50)."""
    bare = _words(text)
    if "%" in bare:
        return None, percentage(re.sub(r"kryterium( dochodowego)?", "", bare))
    return money(bare), None
