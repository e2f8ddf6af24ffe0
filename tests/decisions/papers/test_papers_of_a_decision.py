"""PDFs of an issued decision: made in the background, once, with the calculation inside; opened at any moment."""

import hashlib
import json
import re
from datetime import timedelta
from io import BytesIO

import page
import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from decisions.examples import Stage
from decisions.models import Decision, Paper
from decisions.papers import services
from decisions.papers.calculation import NAME, as_file, recomputed
from decisions.papers.making import large_print, pdf_of_paper
from decisions.papers.models import PaperKind, PaperState
from decisions.papers.tasks import render_papers
from office import clock
from office.models import ReadEntry


@pytest.fixture
def approved(kielce_case) -> Decision:
    return kielce_case(Stage.APPROVED).decisions.get()


def fake(monkeypatch, make=lambda decision, kind: f"{decision.pk} {kind}".encode()) -> list[str]:
    """The printer replaced by a quick one; the list of what it was asked for."""
    asked: list[str] = []

    def printer(decision, kind):
        asked.append(kind)
        return make(decision, kind)

    monkeypatch.setattr(services, "pdf_of_paper", printer)
    return asked


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(pdf)).pages)


def test_an_approval_notes_three_papers_and_asks_for_them_in_the_background(approved):
    assert {(paper.kind, paper.state) for paper in approved.papers.all()} == {
        (kind, PaperState.WAITING) for kind in PaperKind.values
    }
    [asked] = DBTaskResult.objects.all()
    assert (asked.task_path, asked.args_kwargs["args"]) == ("decisions.papers.tasks.render_papers", [approved.pk])


def test_what_is_ready_is_never_made_again_and_never_changed(approved, monkeypatch):
    asked = fake(monkeypatch)
    assert render_papers.call(approved.pk) == 3
    assert render_papers.call(approved.pk) == 0
    assert sorted(asked) == sorted(PaperKind.values)
    paper = approved.papers.first()
    assert hashlib.sha256(bytes(paper.pdf)).hexdigest() == paper.digest
    for attack in (
        "UPDATE decisions_paper SET digest = %s",
        "UPDATE decisions_paper SET state = 'waiting', digest = '', size = 0, pdf = NULL WHERE digest <> %s",
        "DELETE FROM decisions_paper WHERE digest <> %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack, ["0" * 64])
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.update(size=1)


def test_a_paper_in_another_workers_hands_is_left_to_it_until_its_lease_is_over(approved, monkeypatch):
    asked = fake(monkeypatch)
    approved.papers.update(lease="x", leased_until=clock.now() + services.LEASE, tries=1)
    assert services.render_waiting() == 0
    with clock.pinned(clock.now() + services.LEASE + timedelta(seconds=1)):
        assert services.render_waiting() == 3
    assert len(asked) == 3


def test_who_lost_the_lease_stores_nothing_and_a_jam_stops_nobody(approved, monkeypatch, caplog, as_user, worker):
    [key] = approved.papers.filter(kind=PaperKind.PLAIN).values_list("pk", flat=True)

    def overtaken(decision, kind):
        Paper.objects.filter(pk=key).update(lease="somebody else")
        return b"late"

    fake(monkeypatch, overtaken)
    assert not services.make(key)
    assert Paper.objects.get(pk=key).pdf is None
    Paper.objects.filter(pk=key).update(lease="", leased_until=None)

    def jammed(decision, kind):
        if kind == PaperKind.LARGE:
            raise ValueError("paper jam")
        return b"fine"

    fake(monkeypatch, jammed)
    assert services.render_waiting(approved.pk) == 2
    failed = approved.papers.get(kind=PaperKind.LARGE)
    assert (failed.state, failed.problem) == (PaperState.FAILED, "ValueError")
    a_jam_is_shown_and_tried_again_by_a_button(approved, as_user(worker))
    fake(monkeypatch)
    assert services.render_waiting() == 1


def a_jam_is_shown_and_tried_again_by_a_button(approved: Decision, client) -> None:
    while services.render_waiting(approved.pk) or approved.papers.get(kind=PaperKind.LARGE).tries < services.MOST_TRIES:
        pass
    tasks = DBTaskResult.objects.count()
    address, again = (reverse(f"decisions:{name}", args=[approved.pk]) for name in ("papers", "papers_again"))
    listed = client.get(address)
    assert "nie udało się (ValueError), próby: 5" in listed.content.decode()
    assert "Refresh" not in listed.headers
    assert client.get(again).status_code == 405
    assert "jeszcze raz" in client.post(again, follow=True).content.decode()
    failed = approved.papers.get(kind=PaperKind.LARGE)
    assert (failed.state, failed.tries, DBTaskResult.objects.count()) == (PaperState.WAITING, 0, tasks + 1)
    client.post(again)
    approved.papers.filter(pk=failed.pk).update(lease="x", leased_until=clock.now() + services.LEASE)
    assert "właśnie powstają" in client.post(again, follow=True).content.decode()
    approved.papers.filter(pk=failed.pk).update(lease="", leased_until=None)


def test_the_decision_carries_the_calculation_that_comes_out_again(approved):
    pdf = pdf_of_paper(approved, PaperKind.DECISION)
    assert pdf_of_paper(Decision.objects.get(pk=approved.pk), PaperKind.DECISION) == pdf
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [failure.message for failure in report.failures] == []
    with pikepdf.open(BytesIO(pdf)) as document:
        [spec] = document.Root.AF
        assert (str(spec.AFRelationship), str(spec.UF)) == ("/Data", NAME)
        inside = document.attachments[NAME].get_file().read_bytes()
    assert inside == as_file(recomputed(approved, approved.assessment))
    data = json.loads(inside)
    assert (data["result"]["amount"], data["decision"]) == ("186.00", approved.number)
    assert [step["code"] for step in data["result"]["steps"]]
    the_large_print_has_the_same_words_in_larger_letters(approved, len(PdfReader(BytesIO(pdf)).pages))


def the_large_print_has_the_same_words_in_larger_letters(approved: Decision, usual_pages: int) -> None:
    pdf = pdf_of_paper(approved, PaperKind.LARGE)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert page.validate_pdf_bytes(pdf, profile=profile).is_compliant
    assert len(PdfReader(BytesIO(pdf)).pages) > usual_pages
    small = r"font(?:-size)?:[^;]*?\b(?:\d|1[0-7])(?:\.\d+)?pt"
    large = large_print(approved.html)
    assert re.search(small, approved.html)
    assert not re.search(small, large.rpartition("<style>")[2])
    assert large_print(approved.html).partition("<body>")[2] == approved.html.partition("<body>")[2]


def test_a_paper_opens_before_the_worker_made_it_and_after(approved, as_user, worker, monkeypatch):
    client = as_user(worker)
    listed = client.get(reverse("decisions:papers", args=[approved.pk]))
    assert listed.headers["Refresh"] == "5"
    assert listed.content.decode().count("w przygotowaniu") == 3
    address = reverse("decisions:paper_pdf", args=[approved.pk, "plain"])
    at_once = client.get(address)
    assert at_once.content.startswith(b"%PDF-")
    assert approved.papers.filter(state=PaperState.WAITING).count() == 3
    assert services.make(approved.papers.get(kind=PaperKind.PLAIN).pk)
    fake(monkeypatch)
    services.render_waiting()
    assert client.get(address).content == at_once.content
    listed = client.get(reverse("decisions:papers", args=[approved.pk]))
    assert "Refresh" not in listed.headers
    assert listed.content.decode().count("gotowe") == 3
    assert len(client.get(reverse("decisions:plain_large", args=[approved.pk])).content) > 10_000
    assert ReadEntry.objects.filter(page__startswith="wydruk").count() == 3


def test_the_file_to_sign_is_saved_the_envelope_is_mute_and_the_cover_letter_knows(
    approved, as_user, worker, monkeypatch
):
    fake(monkeypatch)
    services.render_waiting()
    address = reverse("decisions:paper_pdf", args=[approved.pk, "decision"])
    client = as_user(worker)
    assert client.get(address).headers["Content-Disposition"].startswith("inline")
    assert client.get(address + "?do-podpisu=1").headers["Content-Disposition"].startswith("attachment")
    response = client.get(reverse("decisions:envelope", args=[approved.pk]))
    text = text_of(response.content)
    assert "Jan Fikcyjny" in text
    for word in ("pomoc", "Pomoc", "MOPR", "mieszkani", "decyzj", approved.number):
        assert word not in text.partition("Połóż")[0]
    listed = client.get(reverse("decisions:papers", args=[approved.pk])).content.decode()
    address = listed.partition('href="/pisma/')[2].partition('"')[0].replace("&amp;", "&")
    assert f"decyzja nr {approved.number}" in client.get("/pisma/" + address).content.decode()


def test_another_office_an_administrator_and_a_draft_have_no_papers(
    approved, kielce_case, as_user, worker, kutno_worker, administrator
):
    address = reverse("decisions:papers", args=[approved.pk])
    assert as_user(kutno_worker).get(address).status_code == 404
    assert as_user(administrator).get(address).status_code == 404
    draft = kielce_case(Stage.PREPARED).decisions.get()
    assert as_user(worker).get(reverse("decisions:papers", args=[draft.pk])).status_code == 404
    assert as_user(worker).get(reverse("decisions:paper_pdf", args=[approved.pk, "nic"])).status_code == 404
