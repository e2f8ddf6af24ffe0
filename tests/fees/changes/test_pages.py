"""The pages of what changes: who sees what, progress, the families that wait for a decision, the spreadsheet."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fees.changes import services
from fees.changes.models import ChangeRun, DraftAssessment, IncomeReview
from office.models import User
from tests.fees.changes.cast import CHANGE, make_stay, new_criterion, new_resolution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LIST, NEW, INVENTED, INCOMES = (
    "/oplaty/zmiany/",
    "/oplaty/zmiany/nowe/",
    "/oplaty/zmiany/zmyslone/",
    "/oplaty/zmiany/dochody/",
)


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def address(run: ChangeRun, name: str = "changes-run", *more: int) -> str:
    return reverse(f"fees:{name}", args=[run.pk, *more])


def counted(actor: User, **more) -> ChangeRun:
    run = services.start_run(actor=actor, on=CHANGE, **more)
    return services.carry_on(actor=actor, run=run)


def test_the_worker_starts_a_run_reads_it_and_makes_drafts(worker: User, as_user) -> None:
    make_stay(worker, "oit", "1350.00")
    new_criterion(single="1400.00")
    client = as_user(worker)
    assert "Trwających pobytów dzisiaj: 1." in text_of(client.get(NEW))
    response = client.post(NEW, {"on": "1.1.2028"})
    run = ChangeRun.objects.get()
    assert response["Location"] == address(run)
    text = text_of(client.get(address(run)))
    for words in ("Jan Fikcyjny", "186,00 zł", "-186,00 zł", "kryterium dochodowe", "przestaje płacić".capitalize()):
        assert words in text
    client.post(address(run, "changes-drafts"))
    assert DraftAssessment.objects.count() == 1
    assert "Projektów obliczeń: 1. Obowiązujące opłaty się nie zmieniły." in text_of(client.get(address(run)))
    assert "Projekty utworzone" in text_of(client.get(LIST))


def test_the_past_is_refused_at_the_field(worker: User, as_user, today) -> None:
    response = as_user(worker).post(NEW, {"on": f"{today:%d.%m.%Y}"})
    assert "art. 98a" in str(response.context["form"].errors["on"])
    assert f"{today:%d.%m.%Y}" in text_of(response)


def test_a_run_that_is_not_finished_shows_how_far_it_is_and_goes_on_by_a_button(worker: User, as_user) -> None:
    for _ in range(3):
        make_stay(worker, "oit", "1350.00")
    run = services.start_run(actor=worker, on=CHANGE)
    services.carry_on(actor=worker, run=run, seconds=0, batch=2)
    client = as_user(worker)
    text = text_of(client.get(address(run)))
    for words in ("Policzono 2 z 3", 'value="2" max="3"', "Licz dalej"):
        assert words in text
    assert "Niedokończone" in text_of(client.get(LIST))
    run.refresh_from_db()
    assert run.done == 2
    client.post(address(run, "changes-carry-on"))
    run.refresh_from_db()
    assert run.counted_at is not None


def test_the_director_reads_and_creates(director: User, worker: User, as_user) -> None:
    make_stay(worker, "oit", "1350.00")
    client = as_user(director)
    client.post(NEW, {"on": "1.1.2028"})
    assert "Jan Fikcyjny" in text_of(client.get(address(ChangeRun.objects.get())))


def test_the_administrator_simulates_without_names_and_sees_no_review(
    administrator: User, worker: User, as_user
) -> None:
    make_stay(worker, "oit", "1350.00")
    review = counted(worker)
    draft = new_resolution(worker, "oit", valid_from=CHANGE + timedelta(days=900))
    client = as_user(administrator)
    assert client.get(address(review)).status_code == 404
    assert client.get(INCOMES).status_code == 403
    assert "Wybierz uchwałę" in text_of(client.post(NEW, {"on": "1.1.2028"}))
    client.post(NEW, {"on": "1.1.2028", "resolution": draft.pk})
    run = ChangeRun.objects.get(kind="simulation")
    text = text_of(client.get(address(run)))
    assert "310,00 zł" in text
    for secret in ("Fikcyjny", "TEST.", "/sprawy/1"):
        assert secret not in text
    sheet = openpyxl.load_workbook(BytesIO(client.get(address(run, "changes-export")).content))["Zestawienie"]
    cells = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "Fikcyjny" not in cells
    assert "TEST." not in cells
    assert "Utwórz projekty" not in text


def test_a_run_of_another_office_is_not_there(worker: User, kutno_worker: User, as_user) -> None:
    run = counted(worker)
    client = as_user(kutno_worker)
    for name in ("changes-run", "changes-export"):
        assert client.get(address(run, name)).status_code == 404
    for name in ("changes-carry-on", "changes-drafts"):
        assert client.post(address(run, name)).status_code == 404


def test_looking_writes_nothing(worker: User, as_user) -> None:
    make_stay(worker, "oit", "1350.00")
    run = services.start_run(actor=worker, on=CHANGE)
    as_user(worker).get(address(run))
    run.refresh_from_db()
    assert (run.done, run.rows.count()) == (0, 0)
    for name in ("changes-carry-on", "changes-drafts"):
        assert as_user(worker).get(address(run, name)).status_code == 405


def test_the_reading_for_a_family_is_chosen_on_the_page(worker: User, as_user) -> None:
    stay = make_stay(worker, "oit", "1350.00", family=("1000.00",))
    client = as_user(worker)
    filled = {
        "household": "family",
        "persons": "2",
        "own_income": "1 500",
        "other_income": "1000",
        "basis": "zaświadczenie",
    }
    assert "2 350,00 zł" in text_of(client.get(f"{INCOMES}{stay.application_id}/"))
    assert client.post(f"{INCOMES}{stay.application_id}/", filled)["Location"] == INCOMES
    assert "2 500,00 zł" in text_of(client.get(INCOMES))
    run = counted(worker)
    text = text_of(client.get(address(run)))
    for words in (
        "rodziny +150,00 zł, na osobę +75,00 zł; granica z art. 106 ust. 3b: 82,30 zł",
        "Jeżeli zmiana wpływa na opłatę: 248,00 zł. Jeżeli nie wpływa: 186,00 zł.",
    ):
        assert words in text
    client.post(address(run, "changes-drafts"))
    assert not DraftAssessment.objects.exists()
    assert "1 pozycja czeka na rozstrzygnięcie" in text_of(client.get(address(run)))
    row = run.rows.get()
    client.post(address(run, "changes-reading", row.pk), {"reading": "per_person"})
    assert "Rozstrzygnięto: zmiana dochodu na osobę" in text_of(client.get(address(run)))


def test_a_wrong_review_says_what_is_wrong_and_keeps_what_was_typed(worker: User, as_user) -> None:
    stay = make_stay(worker, "oit", "1350.00")
    filled = {"household": "family", "persons": "1", "own_income": "1500", "basis": "zaświadczenie"}
    response = as_user(worker).post(f"{INCOMES}{stay.application_id}/", filled)
    assert "co najmniej dwie" in str(response.context["form"].errors["persons"])
    assert "1 500,00" in text_of(response)
    assert not IncomeReview.objects.exists()


def test_rows_can_be_filtered_and_an_empty_filter_says_so(worker: User, as_user) -> None:
    make_stay(worker, "oit", "1350.00")
    run = counted(worker)
    client = as_user(worker)
    assert "Jan Fikcyjny" in text_of(client.get(address(run), {"ktore": "same"}))
    assert "Żadna pozycja nie pasuje" in text_of(client.get(address(run), {"ktore": "more"}))
    assert "Żadna pozycja nie pasuje" in text_of(client.get(address(run), {"przyczyna": "cost"}))


def test_the_spreadsheet_has_real_numbers_texts_that_are_no_formulas_and_a_chart(worker: User, as_user) -> None:
    stay = make_stay(worker, "oit", "1350.00")
    person = stay.application.person
    person.first_name, person.last_name = "", '=HYPERLINK("x")'
    person.save()
    new_criterion(single="1400.00")
    response = as_user(worker).get(address(counted(worker), "changes-export"))
    assert "zmiany-oplat-2028-01-01" in response["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Zestawienie", "Podsumowanie", "Rozkład opłat"]
    header, row = book["Zestawienie"].iter_rows(max_row=2)
    cells = {name.value: cell for name, cell in zip(header, row, strict=True)}
    assert (cells["Osoba"].value, cells["Osoba"].data_type) == ('=HYPERLINK("x")', "s")
    assert cells["Osoba"].quotePrefix
    assert [cells[name].value for name in ("Opłata teraz", "Nowa opłata", "Różnica")] == [186, 0, -186]
    assert cells["Opłata teraz"].data_type == "n"
    assert cells["Przyczyna"].value == "kryterium dochodowe"
    [chart] = book["Rozkład opłat"]._charts
    assert len(chart.series) == 2
    assert [cell.value for cell in book["Rozkład opłat"]["B"]][1] == 0
    assert [cell.value for cell in book["Rozkład opłat"]["C"]][1] == 1


# --- invented incomes ------------------------------------------------------------------------------------------------


def invented(worker: User, **more) -> dict:
    programme = worker.office.programmes.get(code="oit")
    return {"on": "1.1.2028", "programme": programme.pk, **more}


def test_a_row_of_invented_incomes_is_made_and_compared(administrator: User, as_user) -> None:
    client = as_user(administrator)
    assert "za którymi nie stoi żadna osoba" in text_of(client.get(INVENTED))
    filled = invented(administrator, household="single", persons="1", lowest="1000", highest="1400", step="100")
    client.post(INVENTED, filled)
    run = ChangeRun.objects.get()
    assert [row.income_after for row in run.rows.order_by("line")] == [1000, 1100, 1200, 1300, 1400]
    assert "pozycja 3" in text_of(client.get(address(run)))


def test_a_table_of_invented_incomes_is_read_from_a_file(worker: User, as_user) -> None:
    content = "gospodarstwo;osoby;dochód;dochód własny\nsamotna;;1 350,00;\nrodzina;3;4000;2000,50\n"
    file = SimpleUploadedFile("dochody.csv", content.encode())
    as_user(worker).post(INVENTED, invented(worker, file=file))
    rows = ChangeRun.objects.get().rows.order_by("line")
    assert [(row.household, row.persons, row.old_amount) for row in rows] == [("single", 1, 186), ("family", 3, 248)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("gromada;1;100;", "Wiersz 2, „gospodarstwo”: jest „gromada”"),
        ("samotna;2;100;", "Wiersz 2, „osoby”"),
        ("rodzina;1;100;", "Wiersz 2, „osoby”"),
        ("samotna;1;dużo;", "Wiersz 2, „dochód”: jest „dużo”"),
        ("samotna;1;-5;", "kwota od 0 zł"),
        ("rodzina;2;100;200", "nie więcej niż dochód"),
    ],
)
def test_a_wrong_row_of_the_file_is_named(worker: User, as_user, line: str, words: str) -> None:
    content = f"gospodarstwo;osoby;dochód;dochód własny\n{line}\n"
    response = as_user(worker).post(INVENTED, invented(worker, file=SimpleUploadedFile("d.csv", content.encode())))
    assert words in str(response.context["form"].errors["file"]).replace("&quot;", '"')
    assert not ChangeRun.objects.exists()


def test_a_file_without_its_header_or_of_another_kind_is_refused(worker: User, as_user) -> None:
    client = as_user(worker)
    for name, content in (("d.csv", b"a;b\n1;2\n"), ("d.pdf", b"%PDF")):
        response = client.post(INVENTED, invented(worker, file=SimpleUploadedFile(name, content)))
        assert response.context["form"].errors["file"]
    response = client.post(INVENTED, invented(worker))
    assert "albo dołącz tabelę" in str(response.context["form"].errors["lowest"])


def test_too_many_invented_incomes_are_refused(worker: User, as_user) -> None:
    filled = invented(worker, household="single", persons="1", lowest="0", highest="9999999", step="0,01")
    response = as_user(worker).post(INVENTED, filled)
    assert "Wpisz większy krok" in str(response.context["form"].errors["step"])
