"""The call to complete an application (art. 64 § 2 KPA): its letter, its days, and what follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from applications import services as applications
from applications.completion import services
from applications.completion.models import CompletionCall
from applications.completion.selectors import calls_page
from applications.completion.services import Asked
from applications.completion.states import CallState
from applications.documents import services as documents
from applications.documents.models import EntryKind
from applications.documents.services import Said
from applications.models import Application
from office import clock
from office.errors import DomainError
from office.models import Deadline, DeadlineState, Letter
from tests.applications import cast

RECEIVED, CALLED, DELIVERED = date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 11)
LAST_DAY = date(2026, 3, 18)


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.pinned(datetime(day.year, day.month, day.day, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))):
        yield


@pytest.fixture
def case(worker) -> Application:
    """Received on 2 March, not complete: a paper of its list is missing."""
    application = cast.draft(worker)
    application = cast.request_of(application, worker, received_on=RECEIVED)
    documents.add_paper(actor=worker, application=application, name="zaświadczenie o zarobkach")
    return application


PAPER = "inny-zaswiadczenie-o-zarobkach"
SIGNATURE = Asked(defects=["signature"])


def call(worker, case, asked=SIGNATURE, days=7) -> CompletionCall:
    return services.call(actor=worker, application=case, asked=asked, days=days)


def delivered(worker, case, asked=SIGNATURE, days=7) -> CompletionCall:
    made = call(worker, case, asked, days)
    with on(DELIVERED):
        return services.deliver(actor=worker, call=made, delivered_on=DELIVERED)


def settling(case) -> Deadline:
    return Deadline.objects.get(case=case.pk, kind__code="settle")


def test_a_call_registers_the_case_and_prints_what_is_missing_the_days_and_the_warning(worker, case):
    made = call(worker, case, Asked(["signature", "other"], "data na wniosku", formal_papers=[PAPER]))

    case.refresh_from_db()
    assert case.case_number
    assert case.state == "draft"
    assert settling(case).due_on == date(2026, 4, 2)
    words = made.letter.html.replace("\xa0", " ").replace("&nbsp;", " ")
    for item in ("podpis pod wnioskiem", "data na wniosku", "zaświadczenie o zarobkach"):
        assert item in words
    assert "7 dni" in words
    assert "pozostanie bez rozpoznania" in words
    assert "art. 64 § 2" in words


def test_evidence_is_asked_for_without_that_warning(worker, case):
    made = call(worker, case, Asked(evidence=[PAPER]))

    assert made.letter.code == "evidence"
    assert "nie zostanie bez rozpoznania" in made.letter.html
    assert made.formal == []


@pytest.mark.parametrize(
    ("asked", "days", "words"),
    [
        (SIGNATURE, 6, "co najmniej 7 dni"),
        (Asked(), 7, "Zaznacz, o co wzywasz"),
        (Asked(["other"]), 7, "czego jeszcze brakuje"),
        (Asked(formal_papers=["nieznany"]), 7, "już nie brakuje"),
    ],
)
def test_a_call_that_the_law_does_not_know_is_refused_and_nothing_is_written(worker, case, asked, days, words):
    with pytest.raises(DomainError, match=words):
        call(worker, case, asked, days)
    case.refresh_from_db()
    assert case.case_number == ""
    assert not Letter.objects.exists()


def test_two_calls_do_not_run_at_once(worker, case):
    made = call(worker, case)
    with pytest.raises(DomainError, match="Trwa już"):
        call(worker, case)
    made.pk, made.letter = None, made.letter
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save(force_insert=True)


def test_days_run_from_the_delivery_and_those_for_settling_stand_still_until_it_is_completed(worker, case):
    made = call(worker, case, Asked(["signature"], formal_papers=[PAPER]))
    with on(date(2026, 3, 12)):
        made = services.deliver(actor=worker, call=made, delivered_on=DELIVERED)
        assert made.deadline.due_on == LAST_DAY
        assert settling(case).state == DeadlineState.SUSPENDED
    with on(date(2026, 3, 16)):
        with pytest.raises(DomainError, match="wciąż brakuje: zaświadczenie o zarobkach"):
            services.cure(actor=worker, call=made, ended_on=date(2026, 3, 16))
        said = Said(EntryKind.RECEIVED, date(2026, 3, 16))
        documents.enter(actor=worker, application=case, code=PAPER, said=said)
        made = services.cure(actor=worker, call=made, ended_on=date(2026, 3, 16))

    month, term = settling(case), Deadline.objects.get(pk=made.deadline_id)
    assert made.state == CallState.CURED
    assert term.state == DeadlineState.DONE
    # 2 April and the five days from 12 to 16 March; 6 April is Easter Monday.
    assert (month.state, month.due_on) == (DeadlineState.OPEN, date(2026, 4, 7))


def test_a_longer_term_than_the_statute_asks_for_is_kept(worker, case):
    assert delivered(worker, case, days=14).deadline.due_on == date(2026, 3, 25)


def test_an_application_is_left_only_after_the_last_day_by_a_letter_and_for_good(worker, case):
    made = delivered(worker, case)
    with on(LAST_DAY):
        with pytest.raises(DomainError, match=r"biegnie do 18\.03\.2026"):
            services.leave(actor=worker, call=made)
        assert calls_page(case, worker, LAST_DAY).rows[0].acts[-2].verdict.allowed is False
    with on(date(2026, 3, 19)):
        ended = services.leave(actor=worker, call=made)

    made.refresh_from_db()
    assert (ended.state, made.state, made.end_letter.code) == ("left", CallState.LEFT, "unconsidered")
    assert "11 marca 2026" in made.end_letter.html.replace("\xa0", " ").replace("&nbsp;", " ")
    assert not Deadline.objects.filter(case=case.pk, state__in=Deadline.LIVE).exists()
    with pytest.raises(DomainError, match="bez rozpoznania"):
        cast.situation_of(ended, worker)


def test_missing_evidence_never_leaves_an_application_it_goes_on(worker, case):
    made = delivered(worker, case, Asked(evidence=[PAPER]))
    with on(date(2026, 3, 19)):
        with pytest.raises(DomainError, match="nie można zostawić go bez rozpoznania"):
            services.leave(actor=worker, call=made)
        ended = services.close(actor=worker, call=made)
    case.refresh_from_db()
    assert (ended.state, case.state) == (CallState.CLOSED, "draft")
    assert settling(case).state == DeadlineState.OPEN


def test_a_call_made_in_error_is_withdrawn_with_the_reason(worker, case):
    made = delivered(worker, case)
    with on(date(2026, 3, 12)):
        with pytest.raises(DomainError, match="wymaga uzasadnienia"):
            services.withdraw(actor=worker, call=made, reason=" ")
        services.withdraw(actor=worker, call=made, reason="podpis jest na drugiej stronie")
        assert call(worker, case).state == CallState.MADE


def test_a_registered_case_keeps_its_number_and_its_month_when_it_is_accepted(worker):
    case = cast.complete(worker)
    made = call(worker, case)
    services.cure(actor=worker, call=made, ended_on=CALLED)
    number = Application.objects.get(pk=case.pk).case_number

    accepted = applications.submit(actor=worker, application=case)

    assert accepted.case_number == number
    assert settling(case).state == DeadlineState.OPEN


def test_the_page_asks_of_each_paper_whether_it_is_evidence_and_does_the_whole_way(worker, case, as_user):
    client = as_user(worker)
    page = f"/wnioski/{case.pk}/wezwanie/"
    answer = client.post(page, {"defects": ["signature"], "days": "7"})
    assert "Zaznacz, jak o niego wezwać" in answer.content.decode()
    client.post(page, {"defects": ["signature"], "days": "7", f"paper-{PAPER}": "evidence"})
    [made] = CompletionCall.objects.all()
    assert (made.formal, made.evidence) == (["podpis pod wnioskiem"], ["zaświadczenie o zarobkach"])
    act = f"/wnioski/{case.pk}/wezwanie/{made.pk}"
    client.post(f"{act}/doreczenie/", {"delivered_on": "10.03.2026"})
    shown = client.get(f"/wnioski/{case.pk}/dokumenty/").content.decode()
    assert "ostatni dzień: 17.03.2026" in shown
    assert "Termin dla osoby biegnie do 17.03.2026" in shown
    leave = f"/zakonczenie/{case.pk}/bez-rozpoznania/{made.pk}/"
    assert client.post(leave).status_code == 403
    with on(date(2026, 3, 18)):
        assert "sprawdź pocztę" in client.get(leave).content.decode()
        assert client.post(leave).status_code == 302
        shown = client.get(f"/sprawy/{case.pk}/").content.decode()
    assert "Wniosek pozostawiono bez rozpoznania 18.03.2026" in shown
    assert "Zacznij nowy wniosek z tych danych" in shown


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM {t}",
        "UPDATE {t} SET days = 1",
        "UPDATE {t} SET items = '[]'",
        "UPDATE {t} SET made_on = '2025-01-01'",
        "UPDATE {t} SET state = 'left'",
    ],
)
def test_a_call_is_what_was_sent(worker, case, attack):
    call(worker, case)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(t=CompletionCall._meta.db_table))


def test_an_ended_call_does_not_begin_again(worker, case):
    made = call(worker, case)
    services.withdraw(actor=worker, call=made, reason="pomyłka")
    with pytest.raises(DatabaseError), transaction.atomic():
        CompletionCall.objects.update(state=CallState.MADE, ended_on=None)
