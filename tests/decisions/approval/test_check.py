"""The legal check as a list, what may be let go, notes at paragraphs, differences, two tabs."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from decisions import services as decisions
from decisions.approval import services
from decisions.approval.models import NoteSettled
from decisions.approval.paragraphs import Mark, difference, paragraphs_of
from decisions.approval.report import DEFECTS, Answer, report
from decisions.approval.selectors import previous_decision, since_last_submission, text_of
from decisions.defects import (
    act_has_one_title,
    nobody_poor_pays,
    resolution_is_in_force,
    scope_of_services_is_named,
)
from decisions.examples import Stage
from decisions.findings import Finding
from fees.models import Resolution
from office import clock
from office.errors import DomainError, Incomplete
from office.second_factor.services import Confirmation

pytestmark = pytest.mark.django_db
STALE = "Dochód przeliczono po kursie z innego dnia."


def answers(decision) -> dict[str, Answer]:
    return {line.code: line.answer for line in report(decision, clock.today()).lines}


@pytest.fixture
def prepared(kielce_case):
    return kielce_case(Stage.PREPARED).decisions.get()


@pytest.fixture
def stale_rate(monkeypatch):
    """A foreign income at the rate of another day, as the determination of income says it."""
    monkeypatch.setattr("decisions.defects.stale_rates", lambda application, day: [STALE])


def test_every_defect_stands_in_the_list_with_its_answer(prepared):
    found = report(prepared, clock.today())
    assert [line.code for line in found.lines] == [f"D{number}" for number in range(1, 22)]
    assert found.summary.startswith("Sprawdzono 17 z 21 wad z listy")
    assert "poza programem: 2 (D6, D16)" in found.summary
    assert answers(prepared)["D20"] == Answer.OTHER_KIND
    assert all(defect.how or defect.outside for defect in DEFECTS)


def test_a_rate_of_another_day_is_let_go_with_a_reason_until_the_text_changes(
    prepared, worker, director, stale_rate, as_user
):
    assert answers(prepared)["D12"] == Answer.FOUND
    with pytest.raises(Incomplete, match="kursie"):
        decisions.submit(actor=worker, decision=prepared)
    [line] = report(prepared, clock.today()).to_mend
    url = reverse("decisions:let_go", args=[prepared.pk, line.key])
    client = as_user(worker)
    assert client.post(url, {"reason": ""}).status_code == 200, "shown again with the error"
    assert client.post(url, {"reason": "Nowszej tabeli nie ogłoszono."}).status_code == 302
    assert answers(prepared)["D12"] == Answer.LET_GO
    decisions.edit(actor=worker, decision=prepared, agreement=prepared.agreement, reasons="Zupełnie co innego.")
    prepared.refresh_from_db()
    assert answers(prepared)["D12"] == Answer.FOUND, "the decision says something else now"
    services.let_go(actor=worker, decision=prepared, code="D12", message=STALE, reason="Nowszej tabeli nie ma.")
    submitted = decisions.submit(actor=worker, decision=prepared)
    page = as_user(director).get(reverse("decisions:read", args=[prepared.pk])).content.decode()
    assert "Nowszej tabeli nie ma." in page
    assert decisions.approve(actor=director, decision=submitted).number
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_override SET reason = 'inny'")


def test_what_blocks_is_not_let_go_and_nobody_else_lets_go(prepared, worker, director, stale_rate, monkeypatch):
    with pytest.raises(DomainError, match="nie ma tej roli"):
        services.let_go(actor=director, decision=prepared, code="D12", message=STALE, reason="Bo tak.")
    with pytest.raises(DomainError, match="nie ma"):
        services.let_go(actor=worker, decision=prepared, code="D12", message="Coś innego.", reason="Bo tak.")
    blocking = Finding("D7", "Zasada.", "Uchwała jest nieważna.", "/")
    monkeypatch.setattr("decisions.approval.services.check", lambda decision, day: [blocking])
    with pytest.raises(DomainError, match="nie można odstąpić"):
        services.let_go(actor=worker, decision=prepared, code="D7", message=blocking.message, reason="Bo tak.")


def test_an_annulled_resolution_and_two_titles_of_one_act_are_found(prepared):
    act = prepared.assessment.table.resolution
    assert (
        list(resolution_is_in_force(prepared, clock.today())) == list(act_has_one_title(prepared, clock.today())) == []
    )
    act.annulled_from, act.annulled_by = clock.today(), "sąd zmyślony"
    [annulled] = resolution_is_in_force(prepared, clock.today())
    assert (annulled.code, annulled.blocking) == ("D7", True)
    Resolution.objects.create(
        municipality=act.municipality,
        number=act.number,
        version=act.version + 1,
        adopted_on=act.adopted_on,
        title="tytuł zmyślony",
        content_loaded=True,
        valid_from=act.valid_from,
        valid_from_certainty=act.valid_from_certainty,
        state="checked",
        by_program=True,
        checked_at=clock.now(),
    )
    [titles] = act_has_one_title(prepared, clock.today())
    assert (titles.code, titles.blocking) == ("D21", False)


def test_a_contract_without_services_and_a_fee_within_the_criterion_are_found(prepared):
    prepared.contract.services = []
    prepared.assessment.result = {**prepared.assessment.result, "income_compared": "1.00"}
    assert [row.code for row in scope_of_services_is_named(prepared, clock.today())] == ["D2"]
    assert [row.code for row in nobody_poor_pays(prepared, clock.today())] == ["D4"]


def test_a_note_at_a_paragraph_comes_back_to_the_worker_and_the_change_is_shown(prepared, worker, director, as_user):
    submitted = decisions.submit(actor=worker, decision=prepared)
    text = text_of(submitted)
    number = next(at for at, words in enumerate(text, start=1) if "Zespół ośrodka" in words)
    client, url = as_user(director), reverse("decisions:return", args=[prepared.pk])
    nothing = client.post(url, {"note": " ", f"akapit_{number}": ""})
    assert nothing.status_code == 409
    assert "Napisz, co poprawić" in nothing.content.decode()
    typed = {"note": "Tego nie zgub.", f"akapit_{number}": "x" * 2001}
    lost = client.post(url, typed)
    assert lost.status_code == 409
    assert "Tego nie zgub." in lost.content.decode()
    with pytest.raises(DomainError, match="Tego akapitu nie ma"):
        decisions.send_back(actor=director, decision=submitted, notes={9999: "Gdzie?"})
    several = {"note": "Całość dobra.", "akapit_1": "Sprawdź numer.", f"akapit_{number}": "Napisz, kiedy."}
    assert client.post(url, several).status_code == 302
    notes = {note.paragraph: note for note in prepared.review_notes.all()}
    assert {key: (note.text, note.quote) for key, note in notes.items()} == {
        None: ("Całość dobra.", ""),
        1: ("Sprawdź numer.", text[0]),
        number: ("Napisz, kiedy.", text[number - 1]),
    }
    late = client.post(url, {"note": "Za późno."})
    assert (late.status_code, "Za późno." in late.content.decode()) == (409, True)
    page = as_user(worker).get(reverse("decisions:read", args=[prepared.pk])).content.decode()
    assert f'href="#akapit-{number}"' in page
    settle = reverse("decisions:settle_note", args=[notes[number].pk])
    assert as_user(director).post(settle).status_code == 403
    assert as_user(worker).post(settle, {"words": "Dodano dzień."}).status_code == 302
    editor = as_user(worker).get(reverse("decisions:edit", args=[prepared.pk])).content.decode()
    assert ("Sprawdź numer." in editor, "Napisz, kiedy." in editor) == (True, False)
    with pytest.raises(DatabaseError), transaction.atomic():
        NoteSettled.objects.update(words="inaczej")
    decisions.edit(actor=worker, decision=prepared, agreement=prepared.agreement, reasons="Zespół ocenił to w maju.")
    prepared.refresh_from_db()
    again = decisions.submit(actor=worker, decision=prepared)
    compared = since_last_submission(again, text_of(again))
    assert compared is not None
    [change] = compared.changes
    assert change.number == number
    assert {part.mark for part in change.stretches} == {Mark.SAME, Mark.ADDED, Mark.REMOVED}
    assert previous_decision(again) is None


def test_two_tabs_lose_no_text(prepared, worker, as_user):
    decisions.submit(actor=worker, decision=prepared)
    answer = as_user(worker).post(
        reverse("decisions:edit", args=[prepared.pk]), {"agreement": "Uzgodniono ponownie.", "reasons": "Nowy tekst."}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Uzgodniono ponownie." in page
    assert "Nowy tekst." in page
    assert "Zmienisz go, gdy dyrektor go zwróci" in page


def test_an_office_may_ask_for_a_code_at_every_approval(prepared, worker, director, as_user):
    office = prepared.office
    office.second_factor_always = True
    office.save()
    submitted = decisions.submit(actor=worker, decision=prepared)
    with pytest.raises(DomainError, match="kodem z telefonu"):
        decisions.approve(actor=director, decision=submitted)
    with pytest.raises(DomainError, match="kodem z telefonu"):
        decisions.approve(actor=director, decision=submitted, confirmation=Confirmation(worker.pk, clock.now()))
    client, url = as_user(director), reverse("decisions:approve", args=[prepared.pk])
    assert client.post(url, {"token": ""}).status_code == 409
    assert "Nie masz jeszcze drugiego składnika" in client.post(url, {"token": "123456"}).content.decode()
    confirmation = Confirmation(director.pk, clock.now() - timedelta(seconds=5))
    assert decisions.approve(actor=director, decision=submitted, confirmation=confirmation).number


def test_paragraphs_and_words():
    table = "<table><tr><th>a</th><td>b</td></tr></table>"
    page = f"<style>p{{}}</style><h1>Decyzja</h1><ol><li>Punkt <b>jeden</b></li></ol>{table}"
    assert paragraphs_of(page) == ["Decyzja", "Punkt jeden", "a · b"]
    changes = difference(["Jest.", "Płaci 10 zł.", "Stare."], ["Jest.", "Płaci 20 zł.", "Jest.", "Nowe."])
    assert [change.number for change in changes] == [2, 3, 4]
    assert [(part.mark.value, part.text) for part in changes[0].stretches] == [
        ("same", "Płaci"),
        ("removed", "10"),
        ("added", "20"),
        ("same", "zł."),
    ]
    assert [(change.number, change.stretches[0].mark) for change in difference(["a", "b"], ["a"])] == [
        (None, Mark.REMOVED)
    ]
