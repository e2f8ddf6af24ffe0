"""The tables of a draft against the statute and the municipality: what is wrong with them, what to look at."""

from collections.abc import Callable
from decimal import Decimal

from apartments.models import Apartment
from applications.models import HouseholdType, Programme
from fees import engine
from fees.importing.draft import ResolutionDraft, TableDraft
from fees.importing.export import zloty_text
from fees.importing.layout import IN_ZLOTY
from fees.models import Base, LimitsOn, LimitUnit
from fees.scope import Scope, best
from office.models import Municipality
from office.polish import number, percent, zloty

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


class TableCheck:
    """The tables of a draft: amounts, bands, and for which programmes and apartments each is."""

    def __init__(self, draft: ResolutionDraft, wrong: Callable[[int, str, str, str], None]) -> None:
        self.draft = draft
        self.wrong = wrong

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
        self, candidates: list[tuple[TableDraft, Scope]], programmes: list[Programme], apartments: list[Apartment]
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


def _scope(table: TableDraft) -> Scope:
    return Scope(frozenset(table.programmes), frozenset(table.apartments), table.kind, table.target_group)


def _figure(value: Decimal | None, in_zloty: bool) -> str:
    if value is None:
        return ""
    return zloty_text(value) if in_zloty else percent(value)
