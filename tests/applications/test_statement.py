"""The statement of income and assets: what it says, and that every reader and archive can open it."""

import re
from io import BytesIO

import page
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application
from applications.paper import ASSETS, PROVISIONS, TEMPLATE, StatementContent, statement_of
from applications.services import MemberData
from office.documents import as_json, from_json, render_html
from office.errors import DomainError
from office.models import User
from tests.applications.cast import complete, draft, household_of, income
from tests.applications.test_determination import TODAY, every_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(worker: User) -> Application:
    """A family with an income of every way, alimony and markup in a name."""
    members = [MemberData(name="Anna <b>Fikcyjna</b>", relation="żona")]
    incomes = [*every_way().values(), income("300.00", member=0, code="purpose-allowance")]
    return household_of(complete(worker), worker, "family", members=members, incomes=incomes, alimony_paid=350)


@pytest.fixture
def pdf(as_user, worker: User, application: Application) -> bytes:
    client: Client = as_user(worker)
    response = client.get(reverse("applications:statement", args=[application.pk]))
    assert response["Content-Type"] == "application/pdf"
    return response.content


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_the_statement_is_an_archive_file_and_open_to_everyone(pdf: bytes, profile) -> None:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_it_holds_each_income_the_sum_the_clause_and_room_for_assets_and_signature(pdf: bytes) -> None:
    text = re.sub(r"\s+", " ", "".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(pdf)).pages))
    text = text.replace("\u00a0", " ")
    assert "styczeń 2026" in text
    assert "Jan Fikcyjny" in text
    assert "Anna <b>Fikcyjna</b>, żona" in text
    assert "w tym własny osoby" in text
    assert "Jan Fikcyjny: 350,00 zł" in text
    assert "Jestem świadomy odpowiedzialności karnej za złożenie fałszywego oświadczenia." in text
    assert "art. 57 ust. 3c" in text
    assert "art. 107 ust. 5c" in text
    assert all(kind in text for kind in ASSETS)
    assert "PROJEKT" not in text
    assert "Znak sprawy: jeszcze nienadany" in text


def test_a_person_alone_without_income_has_room_to_write(worker: User) -> None:
    content = statement_of(household_of(complete(worker), worker, incomes=[]), TODAY)
    html = render_html(TEMPLATE, content, draft=False)
    assert "Prowadzę jednoosobowe gospodarstwo domowe." in html
    assert "<table" not in html
    assert html.count('<div class="line"></div>') == 2 + len(ASSETS) + 2


def test_it_comes_back_from_json_as_it_was(application: Application) -> None:
    content = statement_of(application, TODAY)
    assert from_json(StatementContent, as_json(content)) == content


def test_a_missing_citation_is_refused_when_the_content_is_made(application: Application) -> None:
    data = as_json(statement_of(application, TODAY))
    data["provisions"].pop(PROVISIONS[0])
    with pytest.raises(ValueError, match="missing provisions"):
        from_json(StatementContent, data)


def test_without_the_day_of_receipt_or_an_income_kind_it_says_why(worker: User, application: Application) -> None:
    with pytest.raises(DomainError, match="datę wpływu"):
        statement_of(draft(worker), TODAY)
    application.incomes.filter(way="net").first().kind.__class__.objects.filter(code="pension").update(
        valid_to="2026-03-01"
    )
    with pytest.raises(DomainError, match="emerytura"):
        statement_of(application, TODAY)
