"""Pages of contracts and decisions: who sees what, what a refusal looks like, what the browser is told."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from decisions import services
from decisions.examples import Stage
from decisions.models import Decision
from decisions.states import DecisionState
from office.models import ReadEntry


@pytest.fixture
def submitted(kielce_case) -> Decision:
    return Decision.objects.get(pk=kielce_case(Stage.SUBMITTED).decisions.get().pk)


def test_the_director_sees_the_gist_the_check_and_the_text(submitted, as_user, director):
    response = as_user(director).get(reverse("decisions:read", args=[submitted.pk]))
    text = response.content.decode().replace("\u00a0", " ")
    for words in (
        "W skrócie",
        "186,00 zł miesięcznie",
        "Nie znaleziono przeszkód",
        "Zatwierdź decyzję",
        "Zwróć do poprawy",
    ):
        assert words in text


def test_the_worker_sees_why_the_button_is_not_for_her(submitted, as_user, worker):
    text = as_user(worker).get(reverse("decisions:read", args=[submitted.pk])).content.decode()
    assert "Tę czynność wykonuje dyrektor" in text


def test_approving_through_the_page_gives_the_number(submitted, as_user, director):
    response = as_user(director).post(reverse("decisions:approve", args=[submitted.pk]), follow=True)
    submitted.refresh_from_db()
    assert submitted.state == DecisionState.APPROVED
    assert f"Decyzja nr {submitted.number}" in response.content.decode()


def test_returning_without_a_note_keeps_the_decision_and_says_so(submitted, as_user, director):
    response = as_user(director).post(reverse("decisions:return", args=[submitted.pk]), {"note": " "})
    assert response.status_code == 409
    assert "projekt wraca z uzasadnieniem" in response.content.decode()
    submitted.refresh_from_db()
    assert submitted.state == DecisionState.SUBMITTED


def test_a_worker_who_posts_to_approval_is_refused_with_the_reason(submitted, as_user, worker):
    response = as_user(worker).post(reverse("decisions:approve", args=[submitted.pk]))
    assert response.status_code == 409
    assert "dyrektor" in response.content.decode()


@pytest.mark.parametrize("name", ["read", "paper", "pdf", "edit"])
def test_another_office_does_not_find_the_decision(submitted, as_user, kutno_worker, name):
    assert as_user(kutno_worker).get(reverse(f"decisions:{name}", args=[submitted.pk])).status_code == 404


@pytest.mark.parametrize("name", ["read", "paper", "pdf"])
def test_an_administrator_does_not_find_the_decision(submitted, as_user, administrator, name):
    assert as_user(administrator).get(reverse(f"decisions:{name}", args=[submitted.pk])).status_code == 404


def test_an_administrator_is_refused_the_list_of_decisions(as_user, administrator):
    assert as_user(administrator).get(reverse("decisions:list")).status_code == 403


def test_the_paper_is_shown_under_a_policy_of_its_own(submitted, as_user, director):
    response = as_user(director).get(reverse("decisions:paper", args=[submitted.pk]))
    policy = response.headers["Content-Security-Policy"]
    assert "sha256-" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy


def test_the_pdf_of_an_approved_decision_carries_its_number(submitted, as_user, director):
    services.approve(actor=director, decision=submitted)
    submitted.refresh_from_db()
    response = as_user(director).get(reverse("decisions:pdf", args=[submitted.pk]))
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(response.content)).pages)
    assert response.headers["Content-Type"] == "application/pdf"
    assert submitted.number in text


def test_reading_a_decision_and_a_contract_is_logged(submitted, as_user, director):
    client = as_user(director)
    client.get(reverse("decisions:read", args=[submitted.pk]))
    client.get(reverse("contracts:read", args=[submitted.contract_id]))
    pages = list(
        ReadEntry.objects.filter(reader=director, case=submitted.application_id).values_list("page", flat=True)
    )
    assert sorted(pages) == ["decyzja", "kontrakt"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_the_database_a_constant_number_of_times(
    kielce_case, as_user, director, django_assert_max_num_queries, count
):
    for _ in range(count):
        kielce_case(Stage.APPROVED)
    client = as_user(director)
    with django_assert_max_num_queries(10):
        client.get(reverse("decisions:list"))


def test_the_contract_form_says_at_the_field_what_is_missing(kielce_case, as_user, worker):
    application = kielce_case(Stage.FEE)
    response = as_user(worker).post(
        reverse("contracts:edit", args=[application.pk]), {"purpose": "Cel.", "services": []}
    )
    assert response.status_code == 200
    assert "services" in response.context["form"].errors
    assert "Cel." in response.content.decode()


def test_the_whole_contract_way_through_the_pages(kielce_case, as_user, worker):
    application = kielce_case(Stage.FEE)
    client = as_user(worker)
    form = {"purpose": "Cel.", "services": ["training-time"], "programme_plan": "Plan."}
    client.post(reverse("contracts:edit", args=[application.pk]), form)
    contract = application.contracts.get()
    client.post(
        reverse("contracts:sign", args=[contract.pk]),
        {"signed_on": f"{application.received_on:%d.%m.%Y}", "signed_for_office": "Anna Fikcyjna"},
    )
    response = client.post(reverse("decisions:draft", args=[application.pk]), {"agreement": "Uzgodniono."}, follow=True)
    assert "Przekaż do zatwierdzenia" in response.content.decode()
