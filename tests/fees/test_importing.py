"""Loading a resolution: each defect by its row and column, all or nothing, and back again unchanged."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings as django_settings

from fees import loading, services
from fees.importing import FileRefused, Mode, as_file, as_rows, make_plan, read_file, store, template_rows
from fees.models import FeeBand, FeeTable, Resolution
from fees.selectors import rules_for
from office.errors import DomainError
from office.models import Event, Municipality, Office, User
from tests.fees.conftest import make_case, row_of, sheet_of

Rows = list[list[str]]
pytestmark = pytest.mark.django_db
FORMATS = ["csv", "xlsx", "ods"]


def kutno_act() -> Resolution:
    return Resolution.objects.get(number="LXXVII/708/23")


def gliwice_act() -> Resolution:
    return Resolution.objects.filter(number="LII/1090/2023").latest("version")


def filled_gliwice() -> Rows:
    """The sheet that the program prepares for Gliwice, filled in with an invented table."""
    rows = template_rows(gliwice_act())
    values = {
        "kod": "proba", "tytuł": "tabela zmyślona do testu", "programy": "wszystkie",
        "podstawa": "własny dochód osoby", "zaokrąglenie sposób": "połowa w górę", "zaokrąglenie skąd": "§ 1",
        "niepełny miesiąc": "za cały miesiąc", "niepełny miesiąc skąd": "§ 2",
    }  # fmt: skip
    for row in rows:
        if row[0] in values:
            row[1] = values[row[0]]
    return [*rows, ["powyżej 100%", "20%", "12,5%", "", ""], ["do 100% włącznie", "nieodpłatnie", "bezpłatnie", "", ""]]


# --- the road there and back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("number", ["LXXXIX/1699/2024", "LXXVII/708/23", "XXXIX/831/2013"])
def test_what_was_exported_loads_again_unchanged(number: str, kind: str) -> None:
    act = Resolution.objects.get(number=number)
    before = as_rows(act)
    content, _ = as_file(before, kind)
    assert make_plan(read_file(f"plik.{kind}", content)).mode is Mode.SAME
    act.delete()
    plan = make_plan(read_file(f"plik.{kind}", content))
    assert (plan.mode, plan.defects) == (Mode.NEW, ())
    assert as_rows(store(plan)) == before


def test_fixtures_are_what_the_export_writes() -> None:
    for path in sorted((Path(django_settings.FIXTURES) / "resolutions").glob("*.csv")):
        sheet = read_file(path.name, path.read_bytes())
        number = row_of([list(row) for row in sheet.rows], "numer")[1]
        assert [list(row) for row in sheet.rows] == as_rows(Resolution.objects.get(number=number)), path.name


def test_second_start_creates_nothing_and_keeps_what_an_administrator_changed() -> None:
    Resolution.objects.filter(number="LXXVII/708/23").update(notes="poprawione w ośrodku")
    assert loading.load() == 0
    assert kutno_act().notes == "poprawione w ośrodku"


@pytest.mark.parametrize("kind", FORMATS)
def test_filling_the_prepared_sheet_makes_gliwice_computable(
    gliwice_administrator: User, gliwice_director: User, gliwice_worker: User, today: date, kind: str
) -> None:
    content, _ = as_file(filled_gliwice(), kind)
    act = services.load_resolution(actor=gliwice_administrator, sheet=read_file(f"plik.{kind}", content))
    assert (act.state, act.content_loaded) == ("draft", True)
    services.check_resolution(actor=gliwice_director, resolution=act)
    made = services.assess(actor=gliwice_worker, application=make_case(gliwice_worker, "homeless-men", "2000.00"))
    assert made.amount == Decimal("400.00")
    assert Event.objects.filter(verb="fees.resolution.fills", office=gliwice_administrator.office).count() == 1


def test_percent_cells_of_a_spreadsheet_are_percents() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in filled_gliwice():
        page.append(row)
    page.cell(page.max_row - 1, 2).value = 0.2
    page.cell(page.max_row - 1, 2).number_format = "0%"
    file = io.BytesIO()
    book.save(file)
    plan = make_plan(read_file("plik.xlsx", file.getvalue()))
    assert plan.defects == ()
    assert plan.draft is not None
    assert [band.rate for band in plan.draft.tables[0].bands_of("single")] == [Decimal("0.00"), Decimal("20.00")]


def test_fractions_without_a_percent_sign_are_tenths() -> None:
    rows = filled_gliwice()
    row_of(rows, "powyżej 100%")[1:3] = ["0,2", "0.125"]
    plan = make_plan(sheet_of(rows))
    assert plan.draft is not None
    assert {band.rate for band in plan.draft.tables[0].bands} == {Decimal(0), Decimal("20.00"), Decimal("12.50")}


def test_old_spreadsheet_encoding_is_read(kutno_sheet: Rows) -> None:
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in kutno_sheet)
    assert make_plan(read_file("plik.csv", text.encode("cp1250"))).mode is Mode.SAME


# --- an act in the place of another ----------------------------------------------------------------------------------


def renewed(rows: Rows, **values: str) -> Rows:
    for name, value in {"numer": "I/1/2027", "z dnia": "2026-12-01", "obowiązuje od": "2027-01-01"}.items():
        row_of(rows, name)[1] = value
    for name, value in values.items():
        row_of(rows, name)[1] = value
    return rows


def test_new_act_in_the_days_of_another_is_refused_and_says_how(kutno_sheet: Rows) -> None:
    plan = make_plan(sheet_of(renewed(kutno_sheet)))
    [defect] = plan.defects
    assert (defect.row, defect.column, defect.found) == (6, "B", "01.01.2027")
    assert "LXXVII/708/23" in defect.expected
    assert "zastępuje" in defect.expected


def test_act_that_replaces_another_ends_it_the_day_before(kutno_sheet: Rows) -> None:
    plan = make_plan(sheet_of(renewed(kutno_sheet, zastępuje="LXXVII/708/23")))
    new = store(plan)
    assert (kutno_act().valid_to, new.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))


def test_act_that_replaces_an_unknown_one_is_refused(kutno_sheet: Rows) -> None:
    plan = make_plan(sheet_of(renewed(kutno_sheet, zastępuje="X/9/2000")))
    assert "X/9/2000" in [defect.found for defect in plan.defects]


def test_a_correction_is_a_new_version_and_the_old_one_stays(
    kutno_worker: User, kutno_sheet: Rows, today: date
) -> None:
    made = services.assess(actor=kutno_worker, application=make_case(kutno_worker, "training", "2100.00"))
    row_of(kutno_sheet, "powyżej 600%")[1] = "17%"
    plan = make_plan(sheet_of(kutno_sheet))
    assert plan.mode is Mode.CORRECTS
    corrected = store(plan)
    assert corrected.version == 2
    assert made.table.bands.get(household="single", above=600).rate == Decimal("16.00")
    assert FeeBand.objects.get(table__resolution=corrected, household="single", above=600).rate == Decimal("17.00")


def test_a_draft_that_nobody_checked_is_replaced(kutno_sheet: Rows, kutno_administrator: User) -> None:
    row_of(kutno_sheet, "powyżej 600%")[1] = "17%"
    first = services.load_resolution(actor=kutno_administrator, sheet=sheet_of(kutno_sheet))
    row_of(kutno_sheet, "powyżej 600%")[1] = "18%"
    assert make_plan(sheet_of(kutno_sheet)).mode is Mode.REPLACES
    second = services.load_resolution(actor=kutno_administrator, sheet=sheet_of(kutno_sheet))
    assert (second.pk, FeeTable.objects.filter(resolution=second).count()) == (first.pk, 1)
    assert FeeBand.objects.get(table__resolution=second, household="single", above=600).rate == Decimal("18.00")


# --- defects one by one ----------------------------------------------------------------------------------------------


def put(name: str, column: int, value: str, nth: int = 0) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        row_of(rows, name, nth)[column] = value

    return spoil


def drop(name: str) -> Callable[[Rows], None]:
    return lambda rows: rows.remove(row_of(rows, name))


def add(row: list[str]) -> Callable[[Rows], None]:
    return lambda rows: rows.append(row)


# The sheet of Kutno: rows 1–12 the act, 13–28 the table, 29 the names of columns, 30–35 the bands.
DEFECTS = {
    "gap between two bands": (put("powyżej 300%", 0, "powyżej 310% do 400%"), 32, "310%", "300%"),
    "overlap of two bands": (put("powyżej 300%", 0, "powyżej 290% do 400%"), 32, "290%", "300%"),
    "does not start at zero": (drop("do 200%"), 30, "200%", "od zera"),
    "no open band at the top": (put("powyżej 600%", 0, "powyżej 600% do 700%"), 35, "700%", "bez górnej granicy"),
    "two open bands": (put("powyżej 500%", 0, "powyżej 500%"), 34, "bez górnej granicy", "600%"),
    "charge below the criterion": (put("do 200%", 1, "5%"), 30, "5%", "art. 97 ust. 1"),
    "rate above one hundred": (put("powyżej 600%", 1, "160%"), 35, "160%", "od 0% do 100%"),
    "range the wrong way round": (put("powyżej 600%", 2, "od 15% do 10%"), 35, "od 15%", "od mniejszej"),
    "limits in złoty": (put("do 200%", 0, "do 2020 zł"), 30, "do 2020 zł", "złotych"),
    "limits without a percent sign": (put("do 200%", 0, "do 2020"), 30, "do 2020", "%"),
    "table in złoty": (put("progi", 1, "złote"), 30, "do 200%", "złotych"),
    "limits of nothing": (put("progi", 1, "euro"), 19, "euro", "złote"),
    "kind of apartment in other words": (put("lista dochodów", 1, "może"), 18, "może", "„nie”"),
    "family not covered": (put("dochód", 2, ""), 29, "dochód", "osoba w rodzinie"),
    "unknown column": (put("dochód", 4, "rabat"), 29, "rabat", "nazwa kolumny"),
    "unknown row": (put("źródło", 0, "autor"), 12, "autor", "nazwa wiersza"),
    "row twice": (put("źródło", 0, "numer"), 12, "numer", "tylko raz"),
    "no number of the act": (put("numer", 1, ""), 3, "pusta komórka", "numer"),
    "no row with the base": (drop("podstawa"), 13, "podstawa", "podstawa"),
    "unknown base": (put("podstawa", 1, "widzimisię"), 17, "widzimisię", "miesięczny koszt pobytu"),
    "unknown programme": (put("programy", 1, "training; nieznany"), 16, "nieznany", "kod programu"),
    "unknown municipality": (put("gmina", 1, "atlantyda"), 2, "atlantyda", "kod gminy"),
    "day that is not in the calendar": (put("obowiązuje od", 1, "30.02.2024"), 6, "30.02.2024", "dzień z kalendarza"),
    "in force before it was adopted": (put("obowiązuje od", 1, "2023-01-01"), 6, "01.01.2023", "19.12.2023"),
    "ends before it begins": (put("obowiązuje do", 1, "2023-12-18"), 7, "18.12.2023", "19.12.2023"),
    "other date of adoption than stored": (put("z dnia", 1, "2023-12-18"), 4, "18.12.2023", "19.12.2023"),
    "day of payment beyond the month": (put("dzień płatności", 1, "32"), 25, "32", "od 1 do 31"),
    "rounding that nobody knows": (put("zaokrąglenie do", 1, "0,05 zł"), 20, "0,05", "0,10 zł"),
    "code with a space": (put("kod", 1, "Tabela A"), 14, "Tabela A", "krótki kod"),
    "title that is too long": (put("w sprawie", 1, "x" * 401), 5, "401 znaków", "najwyżej 400"),
    "certainty in other words": (put("pewność", 1, "chyba tak"), 8, "chyba tak", "potwierdzone"),
    "band that is upside down": (add(["powyżej 900% do 800%", "1%", "1%", "", ""]), 36, "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "row", "found", "expected"), DEFECTS.values(), ids=DEFECTS)
def test_defect_is_named_by_row_found_and_expected(
    kutno_sheet: Rows, spoil: Callable[[Rows], None], row: int, found: str, expected: str
) -> None:
    spoil(kutno_sheet)
    plan = make_plan(sheet_of(kutno_sheet))
    assert not plan.sound
    hits = [item for item in plan.defects if item.row == row and found in item.found and expected in item.expected]
    assert hits, plan.defects
    with pytest.raises(ValueError, match="defects"):
        store(plan)


def test_mixed_fractions_and_percents_are_refused(kutno_sheet: Rows) -> None:
    row_of(kutno_sheet, "powyżej 200%")[1] = "0,08"
    row_of(kutno_sheet, "powyżej 300%")[1] = "10"
    [defect] = make_plan(sheet_of(kutno_sheet)).defects
    assert (defect.row, defect.column, defect.found) == (31, "B", "0,08")


def test_one_programme_in_two_tables_is_refused(kutno_sheet: Rows) -> None:
    table = [list(row) for row in kutno_sheet[12:]]
    row_of(table, "kod")[1] = "druga"
    plan = make_plan(sheet_of([*kutno_sheet, *table]))
    assert {defect.found for defect in plan.defects} == {"supported, training"}


def test_all_defects_are_told_at_once(kutno_sheet: Rows) -> None:
    row_of(kutno_sheet, "podstawa")[1] = "x"
    row_of(kutno_sheet, "do 200%")[1] = "y"
    row_of(kutno_sheet, "powyżej 600%")[2] = "z"
    assert [(defect.row, defect.column) for defect in make_plan(sheet_of(kutno_sheet)).defects] == [
        (17, "B"),
        (30, "B"),
        (35, "C"),
    ]


def test_sheet_without_a_table_is_refused_in_the_browser_and_registers_an_act_from_fixtures() -> None:
    rows = as_rows(gliwice_act())
    assert [defect.found for defect in make_plan(sheet_of(rows)).defects] == ["brak tabel"]
    assert make_plan(sheet_of(rows), may_be_empty=True).sound


def test_programme_without_a_table_is_a_warning(kutno_sheet: Rows) -> None:
    row_of(kutno_sheet, "programy")[1] = "training"
    plan = make_plan(sheet_of(kutno_sheet))
    assert plan.sound
    assert plan.warnings == ("Uchwała nie ma tabeli dla programu: Mieszkania wspomagane.",)


# --- all or nothing --------------------------------------------------------------------------------------------------


def test_failure_in_the_last_row_leaves_nothing(kutno_sheet: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    before = as_rows(kutno_act())
    row_of(kutno_sheet, "tytuł")[1] = "inna"
    plan = make_plan(sheet_of(kutno_sheet))
    assert plan.sound

    def break_down(band: FeeBand, *args: object, **kwargs: object) -> None:
        if band.above == 600:
            raise RuntimeError("disk full")

    monkeypatch.setattr(FeeBand, "full_clean", break_down)
    with pytest.raises(Exception, match="disk full"):
        store(plan)
    assert as_rows(kutno_act()) == before


def test_defects_found_at_the_last_moment_store_nothing(gliwice_administrator: User) -> None:
    rows = filled_gliwice()
    row_of(rows, "powyżej 100%")[1] = "od 2% do 1%"
    with pytest.raises(DomainError) as caught:
        services.load_resolution(actor=gliwice_administrator, sheet=sheet_of(rows))
    assert caught.value.code == "defects"
    assert not gliwice_act().content_loaded


def test_administrator_loads_for_the_own_municipality_only(administrator: User) -> None:
    plan = make_plan(sheet_of(filled_gliwice()), administrator.office.municipality)
    assert [(defect.row, defect.found) for defect in plan.defects] == [(2, "gliwice")]
    with pytest.raises(DomainError):
        services.load_resolution(actor=administrator, sheet=sheet_of(filled_gliwice()))


def test_social_worker_loads_nothing(gliwice_worker: User) -> None:
    with pytest.raises(DomainError) as caught:
        services.load_resolution(actor=gliwice_worker, sheet=sheet_of(filled_gliwice()))
    assert caught.value.code == "not_allowed"


def test_new_municipality_needs_only_data(kutno_sheet: Rows, db: None) -> None:
    new = Municipality.objects.create(code="nowa", name="Nowa Zmyślona", council="Rada", council_genitive="Rady")
    office = Office.objects.get(code="kutno")
    office.pk, office.code, office.municipality = None, "nowa", new
    office.save()
    programme = office.programmes.create(code="training", name="Treningowe", kind="training", target_group="wszyscy")
    row_of(kutno_sheet, "gmina")[1] = "nowa"
    row_of(kutno_sheet, "programy")[1] = "training"
    store(make_plan(sheet_of(kutno_sheet)))
    selected = rules_for(programme=programme, household="single", on=date(2026, 11, 20))
    assert selected.rules.schedule.bands[1].rate == 8


# --- files -----------------------------------------------------------------------------------------------------------


def book_of(rows: Rows, *sheets: str) -> bytes:
    book = openpyxl.Workbook()
    pages = [book.active, *(book.create_sheet() for _ in sheets[1:])]
    for page, name in zip(pages, sheets, strict=True):
        page.title = name
    for row in rows:
        pages[-1].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (30 * 1024 * 1024))
    return file.getvalue()


FILES = {
    "empty": ("u.csv", b"", "pusty"),
    "too big": ("u.csv", b"x" * (1024 * 1024 + 1), "1 MB"),
    "another kind": ("u.pdf", b"%PDF-1.7", "XLSX, ODS albo CSV"),
    "no ending": ("uchwala", b"x", "XLSX, ODS albo CSV"),
    "workbook named csv": ("u.csv", book_of([["a"]], "Uchwała"), "nie jest tekstem"),
    "text named xlsx": ("u.xlsx", b"gmina;kutno", "nie pasuje do jego nazwy"),
    "xlsx named ods": ("u.ods", book_of([["a"]], "Uchwała"), "nie pasuje do jego nazwy"),
    "zip bomb": ("u.xlsx", bomb(), "za duży"),
    "formula in a workbook": ("u.xlsx", book_of([["Uchwała"], ["numer", "=1+1"]], "Uchwała"), "B2 zawiera formułę"),
    "formula in csv": ("u.csv", b"numer;=1+1\n", "B1 zawiera"),
    "ten thousand rows": ("u.csv", b"numer;x\n" * 10_000, "10000 wierszy"),
    "ten thousand rows in a workbook": ("u.xlsx", book_of([["numer", "x"]] * 10_000, "Uchwała"), "10000 wierszy"),
    "several sheets, none named": ("u.xlsx", book_of([["a"]], "Jeden", "Dwa"), "Jeden, Dwa"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), FILES.values(), ids=FILES)
def test_file_that_cannot_be_read_is_refused_with_a_sentence(name: str, content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_file(name, content)


def test_formula_in_ods_is_refused(kutno_sheet: Rows) -> None:
    content, _ = as_file(kutno_sheet, "ods")
    source = io.BytesIO(content)
    changed = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                data = data.replace(b"<table:table-cell", b'<table:table-cell table:formula="of:=1+1"', 1)
            new.writestr(entry, data)
    with pytest.raises(FileRefused, match="formułę"):
        read_file("u.ods", changed.getvalue())


def test_sheet_with_the_right_name_is_found_among_others(kutno_sheet: Rows) -> None:
    content = book_of(kutno_sheet, "Pomoc", "Uchwała")
    assert make_plan(read_file("u.xlsx", content)).mode is Mode.SAME


def test_broken_workbook_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<nonsense")
    with pytest.raises(FileRefused, match="nie da się otworzyć"):
        read_file("u.xlsx", file.getvalue())
