"""A draft against the statute and what is stored: what storing it would do, and everything that forbids it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q

from applications.models import HouseholdType, Programme
from fees import engine
from fees.importing.draft import BandDraft, Defect, ResolutionDraft, TableDraft
from fees.importing.export import as_rows
from fees.importing.layout import read_layout
from fees.importing.sheets import Sheet
from fees.models import Assessment, Resolution
from office.models import Municipality
from office.polish import percent, short_day, zloty

_BAND_DEFECTS = {
    "bands_empty": ("brak progów", "progi dla tego gospodarstwa"),
    "bands_start": ("pierwszy próg zaczyna się powyżej {found}", "pierwszy próg od zera, np. „do 100%”"),
    "band_open_too_early": ("próg bez górnej granicy przed innym progiem", "górna granica {expected}"),
    "band_gap": ("dolna granica {found}: luka w progach", "dolna granica {expected}, gdzie kończy się niższy próg"),
    "band_overlap": (
        "dolna granica {found}: progi nachodzą na siebie",
        "dolna granica {expected}, gdzie kończy się niższy próg",
    ),
    "band_not_open": ("ostatni próg kończy się na {found}", "ostatni próg bez górnej granicy, np. „powyżej {found}”"),
    "band_upside_down": ("górna granica {found}", "górna granica większa niż {expected}"),
    "rate_above_100": ("stawka {found}", "stawka od 0% do 100%"),
    "charge_below_criterion": (
        "stawka {found} przy dochodzie do 100% kryterium",
        "„nieodpłatnie”: kto ma dochód do 100% kryterium, nie płaci z mocy ustawy (art. 97 ust. 1)",
    ),
}


class Mode(StrEnum):
    """What storing the draft would do."""

    NEW = "new"
    FILLS = "fills"
    REPLACES = "replaces"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be stored. With ``defects`` nothing is; ``warnings`` are shown and do not stop anything."""

    draft: ResolutionDraft | None
    mode: Mode | None
    defects: tuple[Defect, ...]
    warnings: tuple[str, ...] = ()
    municipality: Municipality | None = None
    existing: Resolution | None = None
    ended: Resolution | None = None
    """The act that the new one replaces: it ends the day before."""

    @property
    def sound(self) -> bool:
        """Whether it may be stored."""
        return self.draft is not None and not self.defects


def make_plan(sheet: Sheet, municipality: Municipality | None = None, *, may_be_empty: bool = False) -> Plan:
    """Read ``sheet`` and hold it against what is stored.

    ``municipality`` is the one that may be loaded for (``None``: any); ``may_be_empty`` allows an act without tables,
    which is how one is registered whose content nobody has yet.
    """
    draft, defects = read_layout(sheet)
    if draft is None:
        return Plan(None, None, tuple(defects))
    return _Check(draft, municipality, may_be_empty=may_be_empty).plan()


class _Check:
    def __init__(self, draft: ResolutionDraft, allowed: Municipality | None, *, may_be_empty: bool) -> None:
        self.draft = draft
        self.allowed = allowed
        self.may_be_empty = may_be_empty
        self.defects: list[Defect] = []

    def wrong(self, row: int, column: str, found: str, expected: str) -> None:
        self.defects.append(Defect(self.draft.sheet, row, column, found, expected))

    def wrong_act(self, label: str, found: str, expected: str) -> None:
        self.wrong(self.draft.rows.get(label, 1), "B", found, expected)

    def plan(self) -> Plan:
        draft = self.draft
        municipality = self.municipality()
        self.days()
        if not draft.tables and not self.may_be_empty:
            self.wrong(1, "A", "brak tabel", "co najmniej jedna część „Tabela” z progami odpłatności")
        for table in draft.tables:
            self.table(table)
        if municipality is None:
            return Plan(draft, None, tuple(self.defects))
        warnings = self.programmes(municipality)
        existing = Resolution.objects.filter(municipality=municipality, number=draft.number).first()
        ended = self.ended(municipality, existing)
        self.collisions(municipality, existing, ended)
        mode = self.mode(existing)
        return Plan(draft, mode, tuple(self.defects), tuple(warnings), municipality, existing, ended)

    def municipality(self) -> Municipality | None:
        name = self.draft.municipality
        found = Municipality.objects.filter(Q(code__iexact=name) | Q(name__iexact=name)).first()
        if found is None:
            known = ", ".join(f"„{item.code}”" for item in Municipality.objects.all())
            self.wrong_act("gmina", name, f"kod gminy: {known}")
        elif self.allowed is not None and found != self.allowed:
            self.wrong_act("gmina", name, f"„{self.allowed.code}”: uchwały innej gminy wczytuje jej własny ośrodek")
            return None
        return found

    def days(self) -> None:
        draft = self.draft
        if draft.valid_from < draft.adopted_on:
            expected = f"dzień nie wcześniejszy niż podjęcie uchwały ({short_day(draft.adopted_on)})"
            self.wrong_act("obowiązuje od", short_day(draft.valid_from), expected)
        if draft.valid_to is not None and draft.valid_to < draft.valid_from:
            expected = f"dzień nie wcześniejszy niż {short_day(draft.valid_from)} albo pusta komórka"
            self.wrong_act("obowiązuje do", short_day(draft.valid_to), expected)

    def table(self, table: TableDraft) -> None:
        twins = [other for other in self.draft.tables if other.code == table.code]
        if len(twins) > 1 and twins[0] is not table:
            self.wrong(table.rows["kod"], "B", table.code, "kod, którego nie ma inna tabela tej uchwały")
        try:
            engine.Rounding(table.rounding_source, table.rounding_step)
        except engine.InvalidRules:
            expected = "0,01 zł, 0,10 zł albo 1 zł"
            self.wrong(table.rows["zaokrąglenie do"], "B", zloty(table.rounding_step), expected)
        for household in HouseholdType.values:
            self.bands(table, household)

    def bands(self, table: TableDraft, household: str) -> None:
        bands = table.bands_of(household)
        name = str(HouseholdType(household).label)
        for defect in engine.band_defects([engine.Band(band.above, band.up_to, band.rate) for band in bands]):
            found, expected = (
                text.format(found=_figure(defect.found), expected=_figure(defect.expected))
                for text in _BAND_DEFECTS[defect.code]
            )
            row = bands[defect.row].row if bands else table.row
            self.wrong(row, name, found, expected)

    def programmes(self, municipality: Municipality) -> list[str]:
        known = {programme.code: programme for programme in Programme.objects.filter(office__municipality=municipality)}
        used: dict[str, str] = {}
        for table in self.draft.tables:
            codes = tuple(known) if table.all_programmes else table.programmes
            for code in codes:
                if code not in known:
                    expected = ", ".join(f"„{item}”" for item in known) or "(gmina nie ma jeszcze programów)"
                    self.wrong(table.rows["programy"], "B", code, f"kod programu: {expected}, albo „wszystkie”")
                elif code in used:
                    self.wrong(
                        table.rows["programy"], "B", code, f"program tylko w jednej tabeli (jest już w „{used[code]}”)"
                    )
                used.setdefault(code, table.code)
        missing = [programme.name for code, programme in known.items() if code not in used]
        return [f"Uchwała nie ma tabeli dla programu: {', '.join(missing)}."] if missing and self.draft.tables else []

    def ended(self, municipality: Municipality, existing: Resolution | None) -> Resolution | None:
        number = self.draft.replaces
        if not number:
            return None
        found = Resolution.objects.filter(municipality=municipality, number=number).first()
        if found is None or found == existing:
            self.wrong_act("zastępuje", number, "numer wczytanej wcześniej uchwały tej gminy albo pusta komórka")
            return None
        if found.valid_from >= self.draft.valid_from:
            expected = f"uchwała, która weszła w życie przed {short_day(self.draft.valid_from)}"
            self.wrong_act("zastępuje", f"{found}, obowiązuje od {short_day(found.valid_from)}", expected)
            return None
        return found

    def collisions(self, municipality: Municipality, existing: Resolution | None, ended: Resolution | None) -> None:
        draft = self.draft
        others = Resolution.objects.filter(municipality=municipality).exclude(
            pk__in=[item.pk for item in (existing, ended) if item]
        )
        others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=draft.valid_from))
        if draft.valid_to is not None:
            others = others.filter(valid_from__lte=draft.valid_to)
        for other in others:
            until = short_day(other.valid_to) if other.valid_to else "bez końca"
            self.wrong_act(
                "obowiązuje od",
                short_day(draft.valid_from),
                f"dni, w których nie obowiązuje uchwała {other} ({short_day(other.valid_from)} – {until}); "
                f"jeżeli nowa uchwała ją zastępuje, wpisz jej numer w wierszu „zastępuje”",
            )

    def mode(self, existing: Resolution | None) -> Mode:
        draft = self.draft
        if existing is None:
            return Mode.NEW
        if existing.adopted_on != draft.adopted_on:
            self.wrong_act(
                "z dnia", short_day(draft.adopted_on), f"{short_day(existing.adopted_on)}, jak w zapisanej uchwale"
            )
        if not existing.content_loaded:
            return Mode.FILLS
        stored, _ = read_layout(Sheet(draft.sheet, tuple(tuple(row) for row in as_rows(existing))))
        if stored is not None and _content(stored) == _content(draft):
            return Mode.SAME
        if Assessment.objects.filter(table__resolution=existing).exists():
            self.wrong_act(
                "numer",
                draft.number,
                "uchwała, według której nic nie obliczono: treści, na której opierają się obliczenia, się nie zmienia",
            )
        return Mode.REPLACES


def _figure(value: Decimal | None) -> str:
    return "" if value is None else percent(value)


def _content(draft: ResolutionDraft) -> tuple[object, ...]:
    """What two drafts must share to say the same, wherever it stands in the sheet."""
    act = tuple(
        getattr(draft, name)
        for name in (
            "number",
            "adopted_on",
            "title",
            "valid_from",
            "valid_to",
            "valid_from_certainty",
            "journal",
            "notes",
            "source",
        )
    )
    return (*act, tuple(sorted((_table_content(table) for table in draft.tables), key=str)))


def _table_content(table: TableDraft) -> tuple[object, ...]:
    names = [name for name in TableDraft.__slots__ if name not in ("row", "rows", "bands", "programmes")]
    bands = tuple(sorted((_band_content(band) for band in table.bands), key=str))
    return (*(getattr(table, name) for name in names), tuple(sorted(table.programmes)), bands)


def _band_content(band: BandDraft) -> tuple[object, ...]:
    return (band.household, band.above, band.up_to, band.rate, band.note)
