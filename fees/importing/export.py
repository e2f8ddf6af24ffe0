"""A stored resolution as the same sheet that is loaded: what is exported loads again unchanged."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import tablib
from import_export.formats import base_formats

from applications.models import HouseholdType
from fees.models import Base, FeeBand, FeeTable, LimitUnit, Resolution
from office.polish import percent, zloty

EXPORT_FORMATS = {"xlsx": base_formats.XLSX, "ods": base_formats.ODS, "csv": base_formats.CSV}
_WIDTH = 5
BAND_HEADER = (
    "dochód",
    "osoba samotnie gospodarująca",
    "osoba w rodzinie",
    "uwaga: osoba samotnie gospodarująca",
    "uwaga: osoba w rodzinie",
)
_SINGLE, _FAMILY = HouseholdType.SINGLE, HouseholdType.FAMILY


def as_rows(resolution: Resolution) -> list[list[str]]:
    """The rows of the sheet, all equally wide."""
    tables = resolution.tables.prefetch_related("bands", "programmes", "apartments")
    rows = _act_rows(resolution)
    for table in tables:
        rows += _table_rows(table)
    return [_wide(row) for row in rows]


def template_rows(resolution: Resolution) -> list[list[str]]:
    """The sheet of an act whose content is not loaded: what is known of it, and one empty table to fill in."""
    empty = [
        ["Tabela"], ["kod"], ["tytuł"], ["programy"], ["rodzaj mieszkania"], ["grupa docelowa"], ["mieszkania"],
        ["podstawa"], ["kwota: osoba samotnie gospodarująca"], ["kwota: osoba w rodzinie"], ["lista dochodów"],
        ["progi", "% kryterium dochodowego"], ["progi od"], ["kryterium progów"], ["najniższa opłata"],
        ["najwyższa opłata"], ["nie więcej niż koszt"], ["nie więcej niż % dochodu"], ["zostaje osobie"],
        ["małoletni"], ["ulgi"], ["pierwszy miesiąc"], ["zaokrąglenie do", "0,01 zł"], ["zaokrąglenie sposób"],
        ["zaokrąglenie skąd"], ["niepełny miesiąc"], ["niepełny miesiąc skąd"], ["dzień płatności"],
        ["płatność słowa"], ["płatność skąd"], ["uwagi"], [*BAND_HEADER],
    ]  # fmt: skip
    return [_wide(row) for row in [*_act_rows(resolution), *empty]]


def as_file(rows: Sequence[Sequence[str]], kind: str) -> tuple[bytes, str]:
    """The file's content and its content type; ``kind`` is ``xlsx``, ``ods`` or ``csv``."""
    made = EXPORT_FORMATS[kind]()
    data = tablib.Dataset(*rows, title="Uchwała")
    # Semicolons and the mark at the beginning: Polish spreadsheets open such a file by a double click.
    content: Any = made.export_data(data, delimiter=";") if kind == "csv" else made.export_data(data)
    if isinstance(content, str):
        content = b"\xef\xbb\xbf" + content.encode()
    return content, made.get_content_type()


def zloty_text(amount: Any) -> str:
    """An amount with ordinary spaces, as people type it."""
    return zloty(amount).replace("\u00a0", " ")


def _act_rows(resolution: Resolution) -> list[list[str]]:
    return [
        ["Uchwała"],
        ["gmina", resolution.municipality.code],
        ["numer", resolution.number],
        ["z dnia", resolution.adopted_on.isoformat()],
        ["w sprawie", resolution.title],
        ["obowiązuje od", resolution.valid_from.isoformat()],
        ["obowiązuje do", resolution.valid_to.isoformat() if resolution.valid_to else ""],
        ["pewność dnia wejścia w życie", resolution.get_valid_from_certainty_display()],
        ["zastępuje", resolution.replaces],
        *_given(("zmienia", resolution.amends)),
        ["miejsce publikacji", resolution.journal],
        ["uwagi", resolution.notes],
        ["źródło", resolution.source],
    ]


def _table_rows(table: FeeTable) -> list[list[str]]:
    programmes = "; ".join(sorted(programme.code for programme in table.programmes.all()))
    return [
        ["Tabela"],
        ["kod", table.code],
        ["tytuł", table.title],
        *_given(("programy", "wszystkie" if table.all_programmes else programmes)),
        *_given(
            ("rodzaj mieszkania", table.get_kind_display()),
            ("grupa docelowa", table.target_group),
            ("mieszkania", "; ".join(sorted(apartment.code for apartment in table.apartments.all()))),
        ),
        ["podstawa", table.get_base_display()],
        *_given(
            ("kwota: osoba samotnie gospodarująca", _zloty_or_nothing(table.amount_single)),
            ("kwota: osoba w rodzinie", _zloty_or_nothing(table.amount_family)),
            ("lista dochodów", "tak" if table.local_list else ""),
        ),
        ["progi", table.get_limit_unit_display()],
        *_given(*_limit_rows(table), *_bound_rows(table)),
        ["zaokrąglenie do", zloty_text(table.rounding_step)],
        ["zaokrąglenie sposób", table.get_rounding_mode_display()],
        ["zaokrąglenie skąd", table.rounding_source],
        ["niepełny miesiąc", table.get_proration_display()],
        ["niepełny miesiąc skąd", table.proration_source],
        ["dzień płatności", str(table.payment_day or "")],
        ["płatność słowa", table.payment_words],
        ["płatność skąd", table.payment_source],
        ["uwagi", table.notes],
        [*BAND_HEADER],
        *_band_rows(table),
    ]


def _limit_rows(table: FeeTable) -> list[tuple[str, str]]:
    if table.limit_unit != LimitUnit.ZLOTY:
        return []
    pair = ""
    if table.limits_single is not None and table.limits_family is not None:
        pair = f"{zloty_text(table.limits_single)} / {zloty_text(table.limits_family)}"
    return [("progi od", table.get_limits_on_display()), ("kryterium progów", pair)]


def _bound_rows(table: FeeTable) -> list[tuple[str, str]]:
    left = _zloty_or_nothing(table.left)
    if table.left_of_criterion is not None:
        left = f"{_percent(table.left_of_criterion)} kryterium"
    return [
        ("najniższa opłata", _zloty_or_nothing(table.floor)),
        ("najwyższa opłata", _zloty_or_nothing(table.cap)),
        ("nie więcej niż koszt", "tak" if table.cap_cost else ""),
        ("nie więcej niż % dochodu", _percent_or_nothing(table.cap_income)),
        ("zostaje osobie", left),
        ("małoletni", _percent_or_nothing(table.minor_percent)),
        ("ulgi", table.relief),
        ("pierwszy miesiąc", "bez opłaty" if table.first_month_free else ""),
    ]


def _given(*rows: tuple[str, str]) -> list[list[str]]:
    """Rows that are not in every sheet: only those that say something."""
    return [[name, value] for name, value in rows if value]


def _zloty_or_nothing(amount: Any) -> str:
    return "" if amount is None else zloty_text(amount)


def _percent_or_nothing(value: Any) -> str:
    return "" if value is None else _percent(value)


def _band_rows(table: FeeTable) -> list[list[str]]:
    """Bands of both household types with the same limits share a row."""
    by_limits: dict[tuple[Any, Any], dict[str, FeeBand]] = defaultdict(dict)
    for band in sorted(table.bands.all(), key=lambda band: band.above):
        by_limits[(band.above, band.up_to)][band.household] = band
    return [
        [
            limits_text(above, up_to, table.limit_unit),
            *(_rate_text(pair.get(who), table.base) for who in (_SINGLE, _FAMILY)),
            *(pair[who].note if who in pair else "" for who in (_SINGLE, _FAMILY)),
        ]
        for (above, up_to), pair in by_limits.items()
    ]


def limits_text(above: Any, up_to: Any, unit: str = LimitUnit.PERCENT) -> str:
    """A band's limits in the words of a resolution: ``powyżej 100% do 130%``, ``powyżej 776,00 zł do 1 008,80 zł``."""
    write = zloty_text if unit == LimitUnit.ZLOTY else _percent
    if not above:
        return f"do {write(up_to)}" if up_to is not None else f"powyżej {write(above)}"
    return f"powyżej {write(above)}" + (f" do {write(up_to)}" if up_to is not None else "")


def rate_text(rate: Any, rate_to: Any, base: str) -> str:
    """A rate in the words of a resolution: ``15%``, ``od 60% do 70%``, ``250,00 zł``, ``nieodpłatnie``."""
    write = zloty_text if base in (Base.FIXED, Base.FIXED_DAILY) else _percent
    if rate_to is not None:
        return f"od {write(rate)} do {write(rate_to)}"
    return write(rate) if rate else "nieodpłatnie"


def _rate_text(band: FeeBand | None, base: str) -> str:
    return "" if band is None else rate_text(band.rate, band.rate_to, base)


def _percent(value: Any) -> str:
    return percent(value).replace("\u00a0", "")


def _wide(row: Sequence[str]) -> list[str]:
    return [*row, *[""] * (_WIDTH - len(row))]
