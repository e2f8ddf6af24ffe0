"""The pages of fees: what each role sees, the road from a file to a stored resolution, the fee of a case."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from applications.models import Application, IncomeKind, Programme
from fees import services
from fees.importing import as_file, as_rows
from fees.models import Assessment, CostOrder, IncomeCriterion, Resolution
from fees.selectors import case_section
from office.models import ReadEntry, User
from tests.fees.conftest import TODAY, make_case, row_of
from tests.fees.test_importing import filled_gliwice, gliwice_act

pytestmark = pytest.mark.django_db
HOME, UPLOAD = "/oplaty/", "/oplaty/wczytaj/"


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def upload(rows: list[list[str]], kind: str = "xlsx", name: str = "") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name or f"uchwala.{kind}", as_file(rows, kind)[0])}


# --- rules -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["worker", "director", "administrator"])
def test_everybody_in_the_office_reads_the_rules(who: str, request, as_user, today: date) -> None:
    text = text_of(as_user(request.getfixturevalue(who)).get(HOME))
    for words in ("LXXXIX/1699/2024", "1 010,00 zł", "POKAZ/1/2026", "zmyślone", "dzień wejścia w życie nieustalony"):
        assert words in text


def test_only_the_administrator_is_offered_to_load(worker: User, administrator: User, as_user, today: date) -> None:
    assert f'href="{UPLOAD}"' not in text_of(as_user(worker).get(HOME))
    assert f'href="{UPLOAD}"' in text_of(as_user(administrator).get(HOME))


def test_in_gliwice_the_first_thing_said_is_what_is_not_loaded(
    gliwice_administrator: User, as_user, today: date
) -> None:
    text = text_of(as_user(gliwice_administrator).get(HOME))
    assert "Czego brakuje" in text
    assert "treść uchwały nr LII/1090/2023" in text
    assert reverse("fees:upload-content", args=[gliwice_act().pk]) in text


def test_resolution_page_shows_percents_zloty_and_doubts(worker: User, as_user, today: date) -> None:
    act = Resolution.objects.get(number="LXXXIX/1699/2024")
    text = text_of(as_user(worker).get(reverse("fees:resolution", args=[act.pk])))
    for words in (
        "powyżej 100% do 130%",
        "powyżej 1 010,00 do 1 313,00",
        "powyżej 823,00 do 1 069,90",
        "dwa różne tytuły",
    ):
        assert words in text


def test_resolution_of_another_municipality_is_not_found(worker: User, as_user) -> None:
    url = reverse("fees:resolution", args=[gliwice_act().pk])
    assert as_user(worker).get(url).status_code == 404
    assert as_user(worker).get(f"{url}plik.csv").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_prepared_sheet_and_export_come_as_files(gliwice_administrator: User, as_user, kind: str) -> None:
    for act in Resolution.objects.filter(municipality__code="gliwice"):
        response = as_user(gliwice_administrator).get(reverse("fees:export", args=[act.pk, kind]))
        assert response.status_code == 200
        assert f".{kind}" in response["Content-Disposition"]
    assert as_user(gliwice_administrator).get(reverse("fees:export", args=[act.pk, "exe"])).status_code == 404


# --- from a file to a stored resolution ------------------------------------------------------------------------------


def test_file_is_previewed_and_stored_only_when_confirmed(gliwice_administrator: User, as_user, today: date) -> None:
    client, act = as_user(gliwice_administrator), gliwice_act()
    preview = client.post(reverse("fees:upload-content", args=[act.pk]), upload(filled_gliwice()))
    text = text_of(preview)
    assert "12,5%" in text
    assert "powyżej 1 010,00" in text
    assert "powyżej 823,00" in text
    assert gliwice_act() == act
    response = client.post(reverse("fees:confirm"), {"sheet": preview.context["signed"]})
    draft = gliwice_act()
    assert response["Location"] == reverse("fees:resolution", args=[draft.pk])
    assert (draft.version, draft.content_loaded, draft.state) == (2, True, "draft")
    assert "czeka na sprawdzenie" in text_of(client.get(HOME))


def test_defects_are_listed_and_nothing_can_be_confirmed(gliwice_administrator: User, as_user, today: date) -> None:
    rows = filled_gliwice()
    row_of(rows, "powyżej 100%")[1] = "od 2% do 1%"
    response = as_user(gliwice_administrator).post(UPLOAD, upload(rows, "csv"))
    text = text_of(response)
    assert "1 błąd" in text
    assert "od 2% do 1%" in text
    assert response.context["signed"] == ""


def test_file_of_another_act_than_chosen_is_refused(gliwice_administrator: User, as_user) -> None:
    rows = as_rows(Resolution.objects.get(number="XXXIX/831/2013"))
    response = as_user(gliwice_administrator).post(
        reverse("fees:upload-content", args=[gliwice_act().pk]), upload(rows)
    )
    assert "Plik zawiera uchwałę nr XXXIX/831/2013" in text_of(response)


def test_unreadable_file_is_an_error_at_the_field(administrator: User, as_user) -> None:
    client = as_user(administrator)
    response = client.post(UPLOAD, {"file": SimpleUploadedFile("u.pdf", b"%PDF")})
    assert "XLSX, ODS albo CSV" in str(response.context["form"].errors["file"])
    big = client.post(UPLOAD, {"file": SimpleUploadedFile("u.csv", b"x" * (1024 * 1024 + 1))})
    assert "1 MB" in str(big.context["form"].errors["file"])
    assert "Wybierz plik" in str(client.post(UPLOAD).context["form"].errors["file"])


def test_forged_preview_is_not_stored(gliwice_administrator: User, as_user) -> None:
    client = as_user(gliwice_administrator)
    signed = client.post(UPLOAD, upload(filled_gliwice())).context["signed"]
    for forged in ("", "x", signed[:-3] + "abc"):
        assert client.post(reverse("fees:confirm"), {"sheet": forged})["Location"] == UPLOAD
    assert not gliwice_act().content_loaded


def test_preview_of_somebody_else_is_not_stored(gliwice_administrator: User, administrator: User, as_user) -> None:
    signed = as_user(gliwice_administrator).post(UPLOAD, upload(filled_gliwice())).context["signed"]
    assert as_user(administrator).post(reverse("fees:confirm"), {"sheet": signed})["Location"] == UPLOAD
    assert not gliwice_act().content_loaded


def test_worker_is_refused_with_the_reason(worker: User, as_user) -> None:
    client = as_user(worker)
    for url in (UPLOAD, reverse("fees:criterion"), reverse("fees:cost-order")):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403
    assert client.post(reverse("fees:confirm")).status_code == 403
    assert client.get(reverse("fees:confirm")).status_code == 405


# --- criterion and costs ---------------------------------------------------------------------------------------------


def test_administrator_adds_a_criterion(administrator: User, as_user) -> None:
    values = {"valid_from": "1.1.2028", "single": "1 100", "family": "900,00", "hectare": "500", "act": "akt zmyślony"}
    assert as_user(administrator).post(reverse("fees:criterion"), values)["Location"] == HOME
    assert IncomeCriterion.objects.get(valid_from="2028-01-01").family == Decimal("900.00")


def test_criterion_before_the_last_one_is_an_error_at_the_field(administrator: User, as_user) -> None:
    values = {"valid_from": "1.1.2024", "single": "1", "family": "1", "hectare": "1", "act": "akt"}
    response = as_user(administrator).post(reverse("fees:criterion"), values)
    assert "Dawnych kryteriów" in str(response.context["form"].errors["valid_from"])


def test_administrator_adds_a_cost_order(administrator: User, as_user) -> None:
    oit = Programme.objects.get(office=administrator.office, code="oit")
    client = as_user(administrator)
    assert oit.name in text_of(client.get(reverse("fees:cost-order")))
    values = {"number": "7/2027", "issued_on": "15.12.2026", "title": "w sprawie", "valid_from": "1.1.2027"}
    nothing = client.post(reverse("fees:cost-order"), values)
    assert "co najmniej jednego programu" in text_of(nothing)
    client.post(reverse("fees:cost-order"), values | {f"cost_{oit.pk}": "1 300,50"})
    order = CostOrder.objects.get(number="7/2027")
    assert [(item.programme, item.amount) for item in order.amounts.all()] == [(oit, Decimal("1300.50"))]


# --- the fee of a case -----------------------------------------------------------------------------------------------


def fee_url(case: Application) -> str:
    return reverse("fees:assess", args=[case.pk])


def test_worker_computes_the_fee_and_reads_why(worker: User, as_user, kielce_case: Application) -> None:
    client = as_user(worker)
    before = text_of(client.get(fee_url(kielce_case)))
    assert "Odpłatności jeszcze nie obliczono" in before
    assert "Wlicza się" in before
    assert client.post(fee_url(kielce_case))["Location"] == fee_url(kielce_case)
    text = text_of(client.get(fee_url(kielce_case)))
    for words in (
        "Opłata: 186,00 zł miesięcznie",
        "art. 97 ust. 1",
        "133,7%",
        "Co zmieni wynik",
        "dochód tutaj",
        "Wątpliwości co do uchwały",
        "Koszt pobytu jest zmyślony",
    ):
        assert words in text


def test_looking_writes_nothing_but_the_note_that_somebody_looked(
    worker: User, as_user, kielce_case: Application
) -> None:
    as_user(worker).get(fee_url(kielce_case))
    assert not Assessment.objects.exists()
    assert ReadEntry.objects.filter(case=kielce_case.pk, page="opłata").count() == 1


def test_gliwice_case_says_what_is_missing_who_loads_it_and_where(gliwice_worker: User, as_user, today: date) -> None:
    case = make_case(gliwice_worker, "homeless-men", "1350.00")
    client = as_user(gliwice_worker)
    text = text_of(client.get(fee_url(case)))
    for words in (
        "LII/1090/2023",
        "administrator danych merytorycznych",
        reverse("fees:resolution", args=[gliwice_act().pk]),
    ):
        assert words in text
    assert "nie będzie ponosić" not in text
    client.post(fee_url(case))
    assert not Assessment.objects.exists()


def test_gliwice_case_below_the_criterion_says_that_the_statute_frees_it(
    gliwice_worker: User, as_user, today: date
) -> None:
    case = make_case(gliwice_worker, "homeless-men", "1010.00")
    assert "osoba i tak nie będzie ponosić opłaty" in text_of(as_user(gliwice_worker).get(fee_url(case)))


def test_director_reads_the_fee_and_is_told_why_not_to_compute(
    director: User, as_user, kielce_case: Application
) -> None:
    client = as_user(director)
    assert "Tę czynność wykonuje pracownik socjalny" in text_of(client.get(fee_url(kielce_case)))
    client.post(fee_url(kielce_case))
    assert not Assessment.objects.exists()


def test_case_of_another_office_and_administrator_are_not_found(
    kutno_worker: User, administrator: User, as_user, kielce_case: Application
) -> None:
    for user in (kutno_worker, administrator):
        assert as_user(user).get(fee_url(kielce_case)).status_code == 404
        assert as_user(user).post(fee_url(kielce_case)).status_code == 404


def test_stale_fee_is_said_on_the_page_and_in_the_list(
    worker: User, administrator: User, as_user, kielce_case: Application
) -> None:
    services.assess(actor=worker, application=kielce_case)
    newer = CostOrder.objects.create(
        office=worker.office, number="X/1", issued_on="2026-11-01", title="w sprawie", valid_from="2026-11-01"
    )
    newer.amounts.create(programme=kielce_case.programme, amount=Decimal("1300.00"))
    assert "inny koszt pobytu" in text_of(as_user(worker).get(fee_url(kielce_case)))
    assert "Jan Fikcyjny" in text_of(as_user(worker).get(HOME))
    for_administrator = text_of(as_user(administrator).get(HOME))
    assert "straciły aktualność" in for_administrator
    assert "Jan Fikcyjny" not in for_administrator


@pytest.mark.parametrize("when", ["before", "after", "stale", "draft"])
def test_section_of_the_case_page_is_whole(worker: User, kielce_case: Application, when: str) -> None:
    if when in ("after", "stale"):
        services.assess(actor=worker, application=kielce_case)
    if when == "stale":
        kielce_case.incomes.update(amount=Decimal("2000.00"))
    if when == "draft":
        Application.objects.filter(pk=kielce_case.pk).update(state="draft")
        kielce_case.refresh_from_db()
    section = case_section(kielce_case, worker)
    text = render_to_string("fees/section.html", {"section": section})
    assert section.done == (when == "after")
    assert (section.next_step is None) == (when in ("after", "draft"))
    assert {"before": "jeszcze nie obliczono", "after": "186,00", "stale": "Nieaktualne", "draft": "po złożeniu"}[
        when
    ] in text


def test_income_that_cites_its_own_provision_can_be_computed(worker: User, as_user, kielce_case: Application) -> None:
    kielce_case.incomes.update(kind=IncomeKind.objects.get(code="business"))
    client = as_user(worker)
    assert "Dziś nie da się obliczyć" not in text_of(client.get(fee_url(kielce_case)))
    client.post(fee_url(kielce_case))
    assert "art. 8 ust. 5" in text_of(client.get(fee_url(kielce_case)))


def test_family_without_the_own_income_is_sent_to_the_application(kutno_worker: User, as_user, today: date) -> None:
    case = make_case(kutno_worker, "supported", family=("9000.00",))
    text = text_of(as_user(kutno_worker).get(fee_url(case)))
    assert "własnego dochodu osoby, a nie jest on podany" in text
    section = case_section(case, kutno_worker)
    assert section.next_step is not None
    assert section.next_step.who == str(kutno_worker)


def test_payer_without_a_cost_order_is_told_where_to_add_it(worker: User, as_user, kielce_case: Application) -> None:
    CostOrder.objects.all().delete()
    text = text_of(as_user(worker).get(fee_url(kielce_case)))
    assert "Brak zarządzenia o miesięcznym koszcie pobytu" in text
    assert "/oplaty/#koszty" in text


def test_next_step_in_gliwice_is_the_administrators(gliwice_worker: User, today: date) -> None:
    section = case_section(make_case(gliwice_worker, "violence", "2000.00"), gliwice_worker)
    assert section.next_step is not None
    assert section.next_step.who == "administrator danych merytorycznych"
    assert "LII/1090/2023" in section.next_step.sentence
    assert TODAY.strftime("%d.%m.%Y") in section.problem
