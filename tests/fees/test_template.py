"""The measure: an unknown resolution typed into the template, loaded in the browser, checked, right to the grosz."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import page as page_validator
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apartments.models import Apartment
from applications.models import Programme
from fees.importing import make_plan, read_file, store
from fees.importing.layout import read_layout
from fees.importing.rows import ACT_ROWS, TABLE_ROWS
from fees.importing.sheets import Sheet
from fees.importing.workbook import EXAMPLE, EXAMPLE_SHEET, HELP_SHEET, LISTS_SHEET
from fees.models import Assessment, CostOrder, Resolution
from fees.selectors import rules_for
from office.models import Municipality, Office, Role, User
from tests.conftest import make_user
from tests.fees.conftest import make_case
from tests.fees.test_importing import gliwice_act

pytestmark = pytest.mark.django_db
TEMPLATE, UPLOAD = "/oplaty/szablon.xlsx", "/oplaty/wczytaj/"


@pytest.fixture
def wymyslow(db: None) -> Office:
    """An office of a municipality that nobody knows."""
    municipality = Municipality.objects.create(
        code="wymyslow", name="Wymysłów", council="Rada Gminy Wymysłów", council_genitive="Rady Gminy Wymysłów"
    )
    office = Office.objects.get(code="kutno")
    office.pk, office.code, office.municipality = None, "wymyslow", municipality
    office.save()
    for code, kind in (("treningowe", "training"), ("wspomagane", "supported")):
        Programme.objects.create(
            office=office, code=code, name=f"Mieszkania {code}", kind=kind, target_group="osoby pełnoletnie"
        )
    return office


@pytest.fixture
def loader(wymyslow: Office) -> User:
    return make_user(wymyslow, "wczytuje", Role.ADMINISTRATOR)


@pytest.fixture
def checker(wymyslow: Office) -> User:
    return make_user(wymyslow, "sprawdza", Role.DIRECTOR)


@pytest.fixture
def wymyslow_worker(wymyslow: Office) -> User:
    return make_user(wymyslow, "prowadzi", Role.SOCIAL_WORKER)


class Typist:
    """Somebody who types into the workbook and knows nothing but what it shows."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.page = self.book["Uchwała"]

    def rows_named(self, name: str) -> list[int]:
        return [row for row in range(1, self.page.max_row + 1) if self.page.cell(row, 1).value == name]

    def type(self, name: str, value: Any, nth: int = 0) -> None:
        self.page.cell(self.rows_named(name)[nth], 2).value = value

    def bands(self, rows: list[tuple[Any, ...]], table: int = 0) -> None:
        start = self.rows_named("dochód")[table]
        for offset, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                cell = self.page.cell(start + offset, column)
                cell.value = value
                if isinstance(value, float):
                    cell.number_format = "0%"

    def file(self) -> SimpleUploadedFile:
        content = io.BytesIO()
        self.book.save(content)
        return SimpleUploadedFile("uchwala.xlsx", content.getvalue())


def fill_in(typist: Typist) -> None:
    """An act with two tables: percents of a cost by order, and amounts by złoty limits; chosen by kind of apartment."""
    typist.type("numer", "XII/99/2026")
    typist.type("z dnia", date(2026, 9, 30))
    typist.type("w sprawie", "zasad ponoszenia odpłatności (uchwała zmyślona)")
    typist.type("obowiązuje od", "1.11.2026")
    typist.type("pewność dnia wejścia w życie", "potwierdzone w źródle")
    common = {
        "zaokrąglenie skąd": "§ 4",
        "niepełny miesiąc": "za dni pobytu w danym miesiącu",
        "niepełny miesiąc skąd": "§ 5",
        "dzień płatności": 10,
    }
    first = {
        "kod": "tabela-1", "tytuł": "tabela nr 1", "rodzaj mieszkania": "mieszkanie treningowe",
        "podstawa": "miesięczny koszt pobytu", "progi": "% kryterium dochodowego", "małoletni": "50%",
        "ulgi": "§ 6: dyrektor może zwolnić z opłaty", "zaokrąglenie do": "0,10 zł",
        "zaokrąglenie sposób": "połowa w górę",
    }  # fmt: skip
    second = {
        "kod": "tabela-2", "tytuł": "tabela nr 2", "rodzaj mieszkania": "mieszkanie wspomagane",
        "podstawa": "stała kwota miesięczna w każdym progu", "progi": "złote", "progi od": "dochód na osobę",
        "kryterium progów": "1010 / 823", "najwyższa opłata": "700 zł", "zaokrąglenie do": "1 zł",
        "zaokrąglenie sposób": "w dół",
    }  # fmt: skip
    for nth, values in enumerate((first | common, second | common)):
        for name, value in values.items():
            typist.type(name, value, nth)
    typist.bands(
        [
            ("powyżej 150%", 0.3, 0.25),
            ("powyżej 100% do 150%", "12,5 %", "10%"),
            ("do 100 % włącznie", "nieodpłatnie", "bezpłatnie"),
        ]
    )
    typist.bands(
        [
            ("do 1 010 zł", "nieodpłatnie", "nieodpłatnie"),
            ("powyżej 1 010 zł do 1 500,50 zł", "od 150 zł do 200 zł", "120 zł"),
            ("powyżej 1500,5", "1 250,99", "500"),
        ],
        table=1,
    )


def test_an_unknown_act_typed_into_the_template_is_loaded_checked_and_right_to_the_grosz(
    loader: User, checker: User, wymyslow_worker: User, as_user, today: date
) -> None:
    client = as_user(loader)
    typist = Typist(client.get(TEMPLATE).content)
    fill_in(typist)
    preview = client.post(UPLOAD, {"file": typist.file()})
    text = preview.content.decode().replace("\u00a0", " ")
    assert preview.context["plan"].defects == ()
    assert "przedziały stawek" in text
    assert "powyżej 1 010,00 do 1 515,00" in text
    client.post(reverse("fees:confirm"), {"sheet": preview.context["signed"]})
    act = Resolution.objects.get(number="XII/99/2026")

    order = openpyxl.Workbook()
    for row in (
        ["numer", "3/2026"], ["z dnia", "1.10.2026"], ["w sprawie", "kosztu pobytu"], ["obowiązuje od", "1.11.2026"],
        ["program", "wydatki za rok", "miejsca"], ["treningowe", "89 994,00 zł", "6"],
    ):  # fmt: skip
        order.active.append(row)
    file = io.BytesIO()
    order.save(file)
    client.post(reverse("fees:cost-upload"), {"file": SimpleUploadedFile("koszt.xlsx", file.getvalue())})
    cost = CostOrder.objects.get(number="3/2026").amounts.get()
    assert (cost.amount, "89" in cost.formula) == (Decimal("1249.92"), True)

    case = make_case(wymyslow_worker, "treningowe", "1350.00")
    fee_page = reverse("fees:assess", args=[case.pk])
    worker_client = as_user(wymyslow_worker)
    assert "nie sprawdziła jej jeszcze druga osoba" in worker_client.get(fee_page).content.decode()
    as_user(checker).post(reverse("fees:check", args=[act.pk]))
    worker_client = as_user(wymyslow_worker)

    worker_client.post(fee_page)
    assert Assessment.objects.get(application=case).amount == Decimal("156.20")  # 12,5 % of 1249,92 to ten groszy

    worker_client.post(fee_page, {"choices": "1", "minors": "1"})
    assert Assessment.objects.filter(application=case).first().amount == Decimal("234.30")  # and half of it again

    supported = make_case(wymyslow_worker, "wspomagane", "1500.50")
    page = reverse("fees:assess", args=[supported.pk])
    asked = worker_client.get(page).content.decode()
    assert "Wybierz stawkę i napisz, dlaczego" in asked
    without_reason = worker_client.post(page, {"choices": "1", "rate": "180,75"}).content.decode()
    assert "Napisz, dlaczego wybrano tę stawkę" in without_reason
    assert (
        "Wybierz stawkę z przedziału"
        in worker_client.post(page, {"choices": "1", "rate": "210", "rate_reason": "bo tak"}).content.decode()
    )
    assert not Assessment.objects.filter(application=supported).exists()
    worker_client.post(page, {"choices": "1", "rate": "180,75", "rate_reason": "leki za 300 zł miesięcznie"})
    made = Assessment.objects.get(application=supported)
    assert (made.amount, made.facts["pick"]["reason"]) == (Decimal("180.00"), "leki za 300 zł miesięcznie")

    richer = make_case(wymyslow_worker, "wspomagane", "1500.51")
    worker_client.post(reverse("fees:assess", args=[richer.pk]))
    assert Assessment.objects.get(application=richer).amount == Decimal("700.00")  # 1250,99 cut to the highest fee


def test_a_relief_is_entered_with_its_reasons_and_kept(
    loader: User, checker: User, wymyslow_worker: User, as_user, today: date
) -> None:
    client = as_user(loader)
    typist = Typist(client.get(TEMPLATE).content)
    fill_in(typist)
    preview = client.post(UPLOAD, {"file": typist.file()})
    client.post(reverse("fees:confirm"), {"sheet": preview.context["signed"]})
    as_user(checker).post(reverse("fees:check", args=[Resolution.objects.get(number="XII/99/2026").pk]))
    order = CostOrder.objects.create(
        office=loader.office, number="9", issued_on="2026-10-01", title="w sprawie", valid_from="2026-11-01"
    )
    order.amounts.create(programme=Programme.objects.get(office=loader.office, code="treningowe"), amount=1000)
    case = make_case(wymyslow_worker, "treningowe", "2000.00")
    page, client = reverse("fees:assess", args=[case.pk]), as_user(wymyslow_worker)
    relief = {"choices": "1", "relief": "percent", "relief_percent": "50", "relief_asked_by": "osoba"}
    assert "Napisz, dlaczego przyznano ulgę" in client.post(page, relief).content.decode()
    client.post(page, relief | {"relief_ground": "choroba", "relief_decision": "rozstrzygnięcie 4/2026"})
    assert Assessment.objects.get(application=case).amount == Decimal("150.00")
    client.post(page)
    assert Assessment.objects.filter(application=case).first().amount == Decimal("150.00")
    assert "rozstrzygnięcie 4/2026" in client.get(page).content.decode()
    client.post(page, {"choices": "1", "dps_until": "1.1.2028", "dps_basis": "decyzja zmyślona 7"})
    assert Assessment.objects.filter(application=case).first().facts["former_dps"]["basis"] == "decyzja zmyślona 7"


# --- the workbook itself ---------------------------------------------------------------------------------------------


def test_the_template_names_every_row_that_the_importer_knows(administrator: User, as_user) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_user(administrator).get(TEMPLATE).content))
    named = {row[0].value for row in book["Uchwała"].iter_rows()}
    assert {kind.label for kind in (*ACT_ROWS, *TABLE_ROWS)} <= named
    help_text = {str(row[0].value) for row in book[HELP_SHEET].iter_rows()}
    assert {kind.label for kind in (*ACT_ROWS, *TABLE_ROWS)} <= help_text
    assert "programy: oit" in help_text
    assert all(kind.hint for kind in (*ACT_ROWS, *TABLE_ROWS))


def test_drop_downs_offer_what_the_importer_reads(administrator: User, as_user) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_user(administrator).get(TEMPLATE).content))
    lists = [item for item in book["Uchwała"].data_validations.dataValidation if item.type == "list"]
    assert len(lists) == len([kind for kind in (*ACT_ROWS, *TABLE_ROWS) if kind.choices])
    offered = [[str(cell.value) for cell in column if cell.value] for column in book[LISTS_SHEET].iter_cols()]
    kinds = [kind for kind in (*ACT_ROWS, *TABLE_ROWS) if kind.choices]
    for kind, choices in zip(kinds, offered, strict=True):
        assert tuple(choices) == kind.choices
        for choice in choices:
            kind.read(choice)


def test_the_example_is_sound_but_for_its_municipality() -> None:
    sheet = Sheet(EXAMPLE_SHEET, tuple(tuple(row) for row in EXAMPLE))
    draft, defects = read_layout(sheet)
    assert defects == []
    assert [table.code for table in draft.tables] == ["zalacznik-1", "zalacznik-2"]
    assert {defect.found for defect in make_plan(sheet).defects} == {"przykladowo"}


def test_an_empty_template_is_refused_with_every_missing_row(administrator: User, as_user) -> None:
    sheet = read_file("szablon.xlsx", as_user(administrator).get(TEMPLATE).content)
    _, defects = read_layout(sheet)
    assert {defect.expected for defect in defects} >= {"wypełniony wiersz „numer”", "wypełniony wiersz „z dnia”"}
    assert len(defects) == len([kind for kind in ACT_ROWS if kind.required and kind.label != "gmina"])


def test_the_template_of_a_registered_act_has_its_data_filled_in(gliwice_administrator: User, as_user) -> None:
    content = as_user(gliwice_administrator).get(f"{TEMPLATE}?uchwala={gliwice_act().pk}").content
    typist = Typist(content)
    assert typist.page.cell(typist.rows_named("numer")[0], 2).value == "LII/1090/2023"


def test_the_template_is_for_members_of_an_office(client) -> None:
    assert client.get(TEMPLATE).status_code == 302


# --- scope -----------------------------------------------------------------------------------------------------------


def test_a_listed_apartment_goes_before_the_table_of_its_kind(worker: User, kielce: Office, today: date) -> None:
    flat = Apartment.objects.filter(office=kielce, programmes__code="oit").first()
    rows = [
        ["Uchwała"], ["gmina", "kielce"], ["numer", "II/2/2026"], ["z dnia", "2026-10-01"], ["w sprawie", "x"],
        ["obowiązuje od", "2026-11-01"], ["pewność dnia wejścia w życie", "potwierdzone w źródle"],
        ["zastępuje", "LXXXIX/1699/2024"],
    ]  # fmt: skip
    for code, scope, rate in (
        ("adresy", ["mieszkania", flat.code], "10%"),
        ("grupa", ["grupa docelowa", flat.programmes.get(code="oit").target_group], "20%"),
        ("rodzaj", ["rodzaj mieszkania", "mieszkanie treningowe"], "30%"),
        ("reszta", ["programy", "wszystkie"], "40%"),
    ):
        rows += [
            ["Tabela"], ["kod", code], ["tytuł", f"tabela {code}"], scope, ["podstawa", "kryterium dochodowe"],
            ["progi", "% kryterium dochodowego"], ["zaokrąglenie do", "0,01 zł"],
            ["zaokrąglenie sposób", "połowa w górę"], ["zaokrąglenie skąd", "§ 1"],
            ["niepełny miesiąc", "za cały miesiąc"], ["niepełny miesiąc skąd", "§ 2"],
            ["dochód", "osoba samotnie gospodarująca", "osoba w rodzinie"],
            ["do 100%", "0%", "0%"], ["powyżej 100%", rate, rate],
        ]  # fmt: skip
    plan = make_plan(Sheet("x", tuple(tuple(row) for row in rows)))
    assert plan.defects == ()
    act = store(plan)
    found = [
        _rate(kielce, "oit", flat), _rate(kielce, "oit", None), _rate(kielce, "training-disabled", None),
        _rate(kielce, "supported", None),
    ]  # fmt: skip
    assert (act.tables.count(), found) == (4, [10, 20, 30, 40])


def _rate(office: Office, code: str, flat: Apartment | None) -> Decimal:
    programme = Programme.objects.get(office=office, code=code)
    selected = rules_for(programme=programme, household="single", on=date(2026, 11, 20), apartment=flat)
    return selected.rules.schedule.bands[1].rate


# --- cost orders -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["program", "koszt"], ["oit", "dużo"]], "kwota w złotych"),
        ([["program", "koszt"], ["oit", ""]], "w kolumnie „koszt” kwota"),
        ([["program", "koszt"], ["oit", "5"], ["oit", "6"]], "tylko w jednym wierszu"),
        ([["program", "koszt", "koszt czego"], ["oit", "5", "czegoś"]], "jednego miejsca"),
        ([["program", "koszt", "wydatki za rok", "miejsca"], ["oit", "5", "1200", "10"]], "daje 10,00"),
        ([["program", "składnik", "kwota składnika", "odpłatny"], ["oit", "czynsz", "5", "może"]], "nieodpłatny"),
        ([["program", "cena"], ["oit", "5"]], "nazwa kolumny"),
        ([], "wiersz z nazwami kolumn"),
    ],
)
def test_a_cost_order_with_a_defect_is_refused_by_row(
    administrator: User, as_user, rows: list[list[str]], expected: str
) -> None:
    act = [["numer", "8/2026"], ["z dnia", "1.10.2026"], ["w sprawie", "x"], ["obowiązuje od", "1.12.2026"]]
    text = "\n".join(";".join(row) for row in [*act, *rows])
    file = SimpleUploadedFile("koszt.csv", text.encode())
    page = as_user(administrator).post(reverse("fees:cost-upload"), {"file": file}).content.decode()
    assert expected in page.replace("\u00a0", " ")
    assert not CostOrder.objects.filter(number="8/2026").exists()


def test_components_are_typed_on_the_page_and_only_granted_services_count(
    administrator: User, worker: User, as_user, today: date
) -> None:
    supported = Programme.objects.get(office=administrator.office, code="supported")
    name = f"cost_{supported.pk}"
    parts = "czynsz; 600; odpłatny\npraca socjalna; 400; nieodpłatny\nsprzątanie; 25; odpłatny; aid-laundry; godzina"
    values = {
        "number": "7/2026", "issued_on": "1.10.2026", "title": "w sprawie", "valid_from": "1.11.2026",
        f"{name}_parts": parts,
    }  # fmt: skip
    client = as_user(administrator)
    wrong = client.post(reverse("fees:cost-order"), values | {f"{name}_parts": "czynsz"}).content.decode()
    assert "składnik ma nazwę i kwotę" in wrong
    client.post(reverse("fees:cost-order"), values)
    assert CostOrder.objects.get(number="7/2026").amounts.get().components.count() == 3
    case = make_case(worker, "supported", "3100.00")
    page, client = reverse("fees:assess", args=[case.pk]), as_user(worker)
    assert "Zaznacz usługi" in client.get(page).content.decode()
    client.post(page, {"choices": "1", "service_aid-laundry": "8"})
    assert Assessment.objects.get(application=case).amount == Decimal("800.00")  # 100 % of 600 + 8 × 25
    client.post(page, {"choices": "1", "service_aid-laundry": ""})
    assert Assessment.objects.filter(application=case).first().amount == Decimal("600.00")


# --- the notice for residents ----------------------------------------------------------------------------------------


def test_the_notice_says_in_zloty_what_is_paid(worker: User, as_user, today: date) -> None:
    act = Resolution.objects.get(number="LXXXIX/1699/2024")
    client = as_user(worker)
    page = client.get(reverse("fees:notice", args=[act.pk]))
    text = page.content.decode().replace("\u00a0", " ")
    for words in (
        "do 1 010,00 zł",
        "nic – tak stanowi ustawa",
        "powyżej 1 010,00 zł do 1 313,00 zł",
        "10% miesięcznego",
    ):
        assert words in text
    assert "default-src 'none'" in page["Content-Security-Policy"]
    pdf = client.get(reverse("fees:notice-pdf", args=[act.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    for profile in (page_validator.ValidationProfile.PDF_UA_1, page_validator.ValidationProfile.PDF_A_3A):
        report = page_validator.validate_pdf_bytes(pdf.content, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_there_is_no_notice_of_what_is_not_checked(gliwice_worker: User, as_user, today: date) -> None:
    assert as_user(gliwice_worker).get(reverse("fees:notice", args=[gliwice_act().pk])).status_code == 404
