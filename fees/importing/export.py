"""A stored resolution as the same sheet that is loaded: what is exported loads again unchanged."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import tablib
from import_export.formats import base_formats

from applications.models import HouseholdType
from fees.models import FeeBand, FeeTable, Resolution
from office.polish import percent, zloty

EXPORT_FORMATS = {"xlsx": base_formats.XLSX, "ods": base_formats.ODS, "csv": base_formats.CSV}
_WIDTH = 5
_BAND_HEADER = (
    "dochód",
    "osoba samotnie gospodarująca",
    "osoba w rodzinie",
    "uwaga: osoba samotnie gospodarująca",
    "uwaga: osoba w rodzinie",
)
_SINGLE, _FAMILY = HouseholdType.SINGLE, HouseholdType.FAMILY


def as_rows(resolution: Resolution) -> list[list[str]]:
    """The rows of the sheet, all equally wide."""
    tables = resolution.tables.prefetch_related("bands", "programmes")
    rows = _act_rows(resolution)
    for table in tables:
        rows += _table_rows(table)
    return [_wide(row) for row in rows]


def template_rows(resolution: Resolution) -> list[list[str]]:
    """The sheet of an act whose content is not loaded: what is known of it, and one empty table to fill in."""
    empty = [
        ["Tabela"], ["kod"], ["tytuł"], ["programy"], ["podstawa"], ["progi", "% kryterium dochodowego"],
        ["zaokrąglenie do", "0,01 zł"], ["zaokrąglenie sposób"], ["zaokrąglenie skąd"], ["niepełny miesiąc"],
        ["niepełny miesiąc skąd"], ["dzień płatności"], ["płatność słowa"], ["płatność skąd"], ["uwagi"],
        [*_BAND_HEADER],
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
        ["zastępuje"],
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
        ["programy", "wszystkie" if table.all_programmes else programmes],
        ["podstawa", table.get_base_display()],
        ["progi", "% kryterium dochodowego"],
        ["zaokrąglenie do", zloty_text(table.rounding_step)],
        ["zaokrąglenie sposób", table.get_rounding_mode_display()],
        ["zaokrąglenie skąd", table.rounding_source],
        ["niepełny miesiąc", table.get_proration_display()],
        ["niepełny miesiąc skąd", table.proration_source],
        ["dzień płatności", str(table.payment_day or "")],
        ["płatność słowa", table.payment_words],
        ["płatność skąd", table.payment_source],
        ["uwagi", table.notes],
        [*_BAND_HEADER],
        *_band_rows(list(table.bands.all())),
    ]


def _band_rows(bands: list[FeeBand]) -> list[list[str]]:
    """Bands of both household types with the same limits share a row."""
    by_limits: dict[tuple[Any, Any], dict[str, FeeBand]] = defaultdict(dict)
    for band in sorted(bands, key=lambda band: band.above):
        by_limits[(band.above, band.up_to)][band.household] = band
    return [
        [
            limits_text(above, up_to),
            *(_rate_text(pair.get(who)) for who in (_SINGLE, _FAMILY)),
            *(pair[who].note if who in pair else "" for who in (_SINGLE, _FAMILY)),
        ]
        for (above, up_to), pair in by_limits.items()
    ]


def limits_text(above: Any, up_to: Any) -> str:
    """A band's limits in the words of a resolution: ``powyżej 100% do 130%``."""
    if not above:
        return f"do {_percent(up_to)}" if up_to is not None else "powyżej 0%"
    return f"powyżej {_percent(above)}" + (f" do {_percent(up_to)}" if up_to is not None else "")


def _rate_text(band: FeeBand | None) -> str:
    if band is None:
        return ""
    return _percent(band.rate) if band.rate else "nieodpłatnie"


def _percent(value: Any) -> str:
    return percent(value).replace("\u00a0", "")


def _wide(row: Sequence[str]) -> list[str]:
    return [*row, *[""] * (_WIDTH - len(row))]
