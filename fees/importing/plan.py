"""A draft against the statute and what is stored: what storing it would do, and everything that forbids it."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q

from apartments.models import Apartment
from applications.models import HouseholdType, Programme
from fees import engine
from fees.importing.draft import BandDraft, Defect, ResolutionDraft, TableDraft
from fees.importing.export import as_rows, zloty_text
from fees.importing.layout import IN_ZLOTY, read_layout
from fees.importing.sheets import Sheet
from fees.models import Base, LimitsOn, LimitUnit, Resolution, ResolutionState
from fees.scope import Scope, best
from fees.versions import checked_acts, in_force
from office.models import Municipality
from office.polish import number, percent, short_day, zloty

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
    "range_upside_down": ("przedział stawek do {found}", "przedział stawek od mniejszej do większej"),
    "charge_below_criterion": (
        "opłata {found} przy dochodzie do 100% kryterium",
        "„nieodpłatnie”: kto ma dochód do 100% kryterium, nie płaci z mocy ustawy (art. 97 ust. 1)",
    ),
}


class Mode(StrEnum):
    """What storing the draft would do."""

    NEW = "new"
    FILLS = "fills"
    REPLACES = "replaces"
    """Of a draft that nobody has checked yet."""
    CORRECTS = "corrects"
    """A later version of an act that is checked; the earlier one stays."""
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
        warnings = [*ranges_of(draft), *limits_in_zloty_of(draft), *self.scopes(municipality)]
        versions = Resolution.objects.filter(municipality=municipality, number=draft.number)
        existing = versions.order_by("version").last()
        ended = self.ended(municipality)
        self.amended(municipality)
        self.collisions(municipality, ended)
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
            self.amount(table, household)
            self.bands(table, household)
        if table.limit_unit != LimitUnit.ZLOTY and (table.limits_single is not None or "progi od" in table.rows):
            row = table.rows.get("kryterium progów") or table.rows["progi od"]
            if table.limits_single is not None or table.limits_on == LimitsOn.FAMILY:
                self.wrong(row, "B", "progi w procentach", "pusta komórka: ten wiersz jest dla progów w złotych")

    def amount(self, table: TableDraft, household: str) -> None:
        """The amount that the act itself fixes: needed for one base, allowed for another, and for no other."""
        amount = table.amount_single if household == HouseholdType.SINGLE else table.amount_family
        label = f"kwota: {HouseholdType(household).label}"
        row = table.rows.get(label, table.rows["podstawa"])
        one_of_two = (table.amount_single is None) != (table.amount_family is None)
        if amount is None and (table.base == Base.FLAT_AMOUNT or one_of_two):
            self.wrong(row, "B", "brak kwoty", f"wiersz „{label}” z kwotą z uchwały")
        elif amount == 0:
            self.wrong(row, "B", zloty(amount), "kwota większa niż 0 zł")
        elif amount is not None and table.base not in (Base.FLAT_AMOUNT, Base.DAILY_RATE):
            bases = f"„{Base.FLAT_AMOUNT.label}” albo „{Base.DAILY_RATE.label}” w wierszu „podstawa”"
            self.wrong(row, "B", zloty(amount), f"pusta komórka albo {bases}")

    def bands(self, table: TableDraft, household: str) -> None:
        bands = table.bands_of(household)
        name = str(HouseholdType(household).label)
        single = household == HouseholdType.SINGLE
        defects = engine.schedule_defects(
            [engine.Band(band.above, band.up_to, band.rate, band.rate_to) for band in bands],
            engine.Base(table.base),
            engine.LimitUnit(table.limit_unit),
            engine.LimitsOn.PER_PERSON if single else engine.LimitsOn(table.limits_on),
            table.limits_single if single else table.limits_family,
        )
        for defect in defects:
            of_rates = defect.code in ("rate_above_100", "range_upside_down", "charge_below_criterion")
            in_zloty = table.base in IN_ZLOTY if of_rates else table.limit_unit == LimitUnit.ZLOTY
            found, expected = (
                text.format(found=_figure(defect.found, in_zloty), expected=_figure(defect.expected, in_zloty))
                for text in _BAND_DEFECTS[defect.code]
            )
            row = bands[defect.row].row if bands else table.row
            self.wrong(row, name, found, expected)

    def scopes(self, municipality: Municipality) -> list[str]:
        """Unknown codes, tables that nobody can choose between, and programmes left without a table (a warning)."""
        programmes = list(Programme.objects.filter(office__municipality=municipality))
        apartments = list(Apartment.objects.filter(office__municipality=municipality).prefetch_related("programmes"))
        for table in self.draft.tables:
            self.known(table, "programy", table.programmes, [item.code for item in programmes], "albo „wszystkie”")
            self.known(table, "mieszkania", table.apartments, [item.code for item in apartments], "")
            groups = {item.target_group for item in programmes} | {flat.target_group for flat in apartments}
            if table.target_group and table.target_group.casefold() not in {group.casefold() for group in groups}:
                expected = "; ".join(f"„{group}”" for group in sorted(groups))
                self.wrong(table.rows["grupa docelowa"], "B", table.target_group, f"jedna z grup: {expected}")
        candidates = [(table, _scope(table)) for table in self.draft.tables]
        for table in self.twice(candidates, programmes, apartments):
            self.wrong(
                table.rows.get("programy", table.row),
                "B",
                ", ".join(table.programmes) or "zakres tabeli",
                "program tylko w jednej tabeli: każde mieszkanie ma jedną tabelę, najwęższą ze wszystkich, "
                f"a tu tak samo wąskie są tabele {self.same_scope(table)}",
            )
        covered = {item.pk for item in programmes if best(candidates, item, None)}
        covered |= {
            programme.pk
            for apartment in apartments
            for programme in apartment.programmes.all()
            if best(candidates, programme, apartment)
        }
        missing = [item.name for item in programmes if item.pk not in covered]
        if not missing or not self.draft.tables or self.draft.amends:
            return []
        return [f"Uchwała nie ma tabeli dla programu: {', '.join(missing)}."]

    def known(self, table: TableDraft, label: str, codes: tuple[str, ...], known: list[str], more: str) -> None:
        for code in codes:
            if code not in known:
                listed = ", ".join(f"„{item}”" for item in known) or "(gmina nie ma jeszcze żadnego)"
                kind = "kod programu" if label == "programy" else "kod mieszkania"
                self.wrong(table.rows[label], "B", code, f"{kind}: {listed} {more}".strip())

    def twice(
        self,
        candidates: list[tuple[TableDraft, Scope]],
        programmes: list[Programme],
        apartments: list[Apartment],
    ) -> list[TableDraft]:
        found: list[TableDraft] = []
        pairs: list[tuple[Programme, Apartment | None]] = [(programme, None) for programme in programmes]
        pairs += [(programme, flat) for flat in apartments for programme in flat.programmes.all()]
        for programme, flat in pairs:
            fitting = best(candidates, programme, flat)
            found += [table for table in fitting[1:] if table not in found]
        return found

    def same_scope(self, table: TableDraft) -> str:
        rivals = [other.code for other in self.draft.tables if _scope(other) == _scope(table)]
        return ", ".join(f"„{code}”" for code in rivals or [other.code for other in self.draft.tables])

    def ended(self, municipality: Municipality) -> Resolution | None:
        number = self.draft.replaces
        if not number:
            return None
        found = self.another(municipality, "zastępuje", number)
        if found is not None and found.valid_from >= self.draft.valid_from:
            expected = f"uchwała, która weszła w życie przed {short_day(self.draft.valid_from)}"
            self.wrong_act("zastępuje", f"{found}, obowiązuje od {short_day(found.valid_from)}", expected)
            return None
        return found

    def amended(self, municipality: Municipality) -> None:
        number = self.draft.amends
        if not number:
            return
        if self.draft.replaces:
            self.wrong_act("zmienia", number, "albo „zmienia”, albo „zastępuje” – nie oba naraz")
        found = self.another(municipality, "zmienia", number)
        if found is None:
            return
        if found.amends:
            self.wrong_act("zmienia", number, f"numer uchwały zmienianej, a nie zmieniającej: „{found.amends}”")
        elif not in_force(found, self.draft.valid_from):
            day = short_day(self.draft.valid_from)
            self.wrong_act("zmienia", number, f"uchwała, która obowiązuje {day}, gdy zmiana wchodzi w życie")

    def another(self, municipality: Municipality, label: str, number: str) -> Resolution | None:
        found = next((act for act in checked_acts(municipality) if act.number == number), None)
        if found is None or number == self.draft.number:
            self.wrong_act(
                label, number, "numer wczytanej wcześniej i sprawdzonej uchwały tej gminy albo pusta komórka"
            )
            return None
        return found

    def collisions(self, municipality: Municipality, ended: Resolution | None) -> None:
        draft = self.draft
        if draft.amends:
            return
        for other in checked_acts(municipality):
            if other.number in (draft.number, draft.replaces) or other.amends or not _overlap(draft, other):
                continue
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
        return Mode.REPLACES if existing.state == ResolutionState.DRAFT else Mode.CORRECTS


def collision_of(resolution: Resolution) -> str:
    """Which act in force a stored draft would collide with, in Polish, or an empty text."""
    draft, _ = read_layout(Sheet("", tuple(tuple(row) for row in as_rows(resolution))))
    if draft is None:
        return "Zapisanej treści nie da się odczytać. Wczytaj plik jeszcze raz."
    check = _Check(draft, resolution.municipality, may_be_empty=False)
    check.collisions(resolution.municipality, None)
    check.ended(resolution.municipality)
    check.amended(resolution.municipality)
    return " ".join(f"{item.found}: {item.expected}." for item in check.defects)


def ranges_of(draft: ResolutionDraft) -> list[str]:
    """A warning for each table with a range of rates (S7, S8)."""
    return [
        f"Tabela „{table.title}” podaje przedziały stawek zamiast jednej stawki. Wojewodowie uznają to za niezgodne "
        "z prawem, ale uchwała obowiązuje: pracownik wybierze stawkę z przedziału i napisze, dlaczego."
        for table in draft.tables
        if any(band.rate_to is not None for band in table.bands)
    ]


def limits_in_zloty_of(draft: ResolutionDraft) -> list[str]:
    """A warning for each table in złoty: from which criterion it was computed, or that nobody said."""
    warnings = []
    for table in draft.tables:
        if table.limit_unit != LimitUnit.ZLOTY:
            continue
        if table.limits_single is None or table.limits_family is None:
            warnings.append(
                f"Tabela „{table.title}” ma progi w złotych, a arkusz nie mówi, z jakiego kryterium je policzono "
                "(wiersz „kryterium progów”). Program nie ostrzeże, gdy się zestarzeją."
            )
        else:
            pair = f"{number(table.limits_single)}/{number(table.limits_family)}"
            warnings.append(
                f"Tabela „{table.title}” ma progi w złotych, policzone z kryterium {pair}. Program ich nie przelicza, "
                "gdy kryterium się zmieni; ustawowe zwolnienie do kryterium idzie zawsze przed tabelą."
            )
    return warnings


def _overlap(draft: ResolutionDraft, other: Resolution) -> bool:
    ends = [day for day in (other.valid_to, other.annulled_from and other.annulled_from - timedelta(days=1)) if day]
    starts_in_time = draft.valid_to is None or other.valid_from <= draft.valid_to
    return starts_in_time and all(day >= draft.valid_from for day in ends)


def _scope(table: TableDraft) -> Scope:
    return Scope(frozenset(table.programmes), frozenset(table.apartments), table.kind, table.target_group)


def _figure(value: Decimal | None, in_zloty: bool) -> str:
    if value is None:
        return ""
    return zloty_text(value) if in_zloty else percent(value)


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
            "amends",
        )
    )
    return (*act, tuple(sorted((_table_content(table) for table in draft.tables), key=str)))


def _table_content(table: TableDraft) -> tuple[object, ...]:
    names = [name for name in TableDraft.__slots__ if name not in ("row", "rows", "bands", "programmes", "apartments")]
    bands = tuple(sorted((_band_content(band) for band in table.bands), key=str))
    return (
        *(getattr(table, name) for name in names),
        tuple(sorted(table.programmes)),
        tuple(sorted(table.apartments)),
        bands,
    )


def _band_content(band: BandDraft) -> tuple[object, ...]:
    return (band.household, band.above, band.up_to, band.rate, band.rate_to, band.note)
