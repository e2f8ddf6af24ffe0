"""From application to approved decision: the two example cases of the office, through the services that pages call."""

import io
from datetime import datetime
from decimal import Decimal

import page
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pypdf import PdfReader

from apartments.states import OccupancyState
from applications.models import Application
from applications.states import ApplicationState
from contracts.selectors import content_of as contract_content
from contracts.selectors import html_of as contract_html
from decisions.examples import Stage
from decisions.selectors import content_of, html_of
from decisions.states import DecisionState
from office.documents import render_pdf
from office.models import Event

NOON = timezone.make_aware(datetime(2026, 11, 20, 12, 0))  # noqa: DTZ001


def text_of(html: str) -> str:
    pages = PdfReader(io.BytesIO(render_pdf(html, created=NOON))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_kielce_oit_income_1350_pays_15_percent_of_1240_which_is_186(kielce_case):
    application = kielce_case(Stage.APPROVED)
    decision = application.decisions.get()
    content = content_of(decision)
    assert decision.state == DecisionState.APPROVED
    assert content.fee.amount == Decimal("186.00")
    assert content.fee.rate_percent == Decimal(15)
    assert content.fee.base == Decimal("1240.00")
    assert content.fee.payment_day == 15
    assert content.accommodation.end is not None
    assert application.state == ApplicationState.GRANTED


def test_kutno_own_income_2300_pays_7_percent_which_is_161_for_an_indefinite_time(kutno_case):
    application = kutno_case(Stage.APPROVED)
    content = content_of(application.decisions.get())
    assert content.fee.amount == Decimal("161.00")
    assert content.fee.rate_percent == Decimal(7)
    assert content.fee.base == Decimal("2300.00")
    assert content.fee.payment_day == 26
    assert content.accommodation.end is None
    assert "ZNM" in content.utilities or "Zarząd" in content.utilities


KIELCE_SAYS = (
    "Prezydent Miasta Kielce",
    "186,00 zł",
    "sto osiemdziesiąt sześć złotych 00/100",
    "1 240,00 zł",
    "Jan Fikcyjny",
    "14 dni",
)
KUTNO_SAYS = (
    "Prezydent Miasta Kutno",
    "161,00 zł",
    "sto sześćdziesiąt jeden złotych 00/100",
    "2 300,00 zł",
    "na czas nieokreślony",
)


@pytest.mark.django_db
@pytest.mark.parametrize(("fixture", "sentences"), [("kielce_case", KIELCE_SAYS), ("kutno_case", KUTNO_SAYS)])
def test_the_printed_decision_says_what_the_person_gets_and_pays(request, fixture, sentences):
    decision = request.getfixturevalue(fixture)(Stage.APPROVED).decisions.get()
    text = text_of(decision.html)
    for sentence in [*sentences, decision.number, "z upoważnienia", "Pouczenie", "Otrzymują"]:
        assert sentence in text
    assert "PROJEKT" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("fixture", ["kielce_case", "kutno_case"])
def test_the_real_papers_are_accessible_and_fit_for_the_archive(request, fixture):
    decision = request.getfixturevalue(fixture)(Stage.APPROVED).decisions.get()
    for html in (decision.html, contract_html(decision.contract)):
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
            report = page.validate_pdf_bytes(render_pdf(html, created=NOON), profile=profile)
            assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_the_frozen_page_alone_gives_the_same_bytes_again(kielce_case):
    decision = kielce_case(Stage.APPROVED).decisions.get()
    created = decision.approved_at
    assert render_pdf(decision.html, created=created) == render_pdf(decision.html, created=created)


def test_contract_and_decision_carry_the_same_fee(kielce_case):
    application = kielce_case(Stage.APPROVED)
    decision = application.decisions.get()
    assert contract_content(decision.contract).fee == content_of(decision).fee
    assert contract_content(decision.contract).explanation == content_of(decision).explanation


def test_the_contract_has_the_ten_elements(kielce_case, kutno_case):
    for application in (kielce_case(Stage.CONTRACT), kutno_case(Stage.CONTRACT)):
        html = contract_html(application.contracts.get())
        for element in range(1, 11):
            assert f"§\u00a0{element}." in html.replace("§ ", "§\u00a0")


def test_a_draft_decision_is_marked_and_has_no_number(kielce_case):
    decision = kielce_case(Stage.PREPARED).decisions.get()
    assert "PROJEKT" in text_of(html_of(decision))
    assert decision.number == ""


def test_approval_takes_the_place_along_under_the_decision(kielce_case):
    application = kielce_case(Stage.APPROVED)
    decision = application.decisions.get()
    occupancy = application.occupancies.get()
    assert occupancy.state == OccupancyState.GRANTED
    assert (occupancy.basis_number, occupancy.basis_date) == (decision.number, decision.issued_on)


def test_every_act_of_the_case_is_in_its_history(kielce_case, worker, director):
    application = kielce_case(Stage.APPROVED)
    verbs = list(Event.objects.filter(case=application.pk).values_list("verb", "actor__username"))
    assert ("applications.application.submit", worker.username) in verbs
    assert ("decisions.decision.approve", director.username) in verbs
    for act in ("apartments.occupancy.hold", "contracts.housingcontract.sign", "decisions.decision.submit"):
        assert act in [verb for verb, _ in verbs]


def test_an_example_that_cannot_be_written_says_where_and_leaves_no_cases(db, tmp_path):
    occupied = tmp_path / "plik"
    occupied.write_text("nie katalog")
    with pytest.raises(CommandError, match="Podaj inny katalog"):
        call_command("example", occupied)
    assert not Application.objects.exists()
