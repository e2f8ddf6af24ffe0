"""The board follows what happens to a decision; whether it may be carried out on a day, and why."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from decisions.after import services
from decisions.after.selectors import Act, aftermath, enforceable
from decisions.after.services import Sending
from decisions.examples import Stage, take_in_person
from decisions.kinds.facts import KindFacts
from decisions.models import AppealWay, Channel, EarlyEffect, EarlyGround, Outcome, Receipt
from office import clock
from office.errors import DomainError
from office.models import Deadline
from tests.decisions.kinds.cast import issued

ISSUED, DELIVERED, LAST = date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 7)
DAY = timedelta(days=1)


def at(day: date):
    return clock.pinned(timezone.make_aware(datetime(day.year, day.month, day.day, 10)))  # noqa: DTZ001


def deliver(decision, worker, day: date = DELIVERED):
    with at(day):
        take_in_person(decision, worker=worker)


@pytest.fixture
def decision(kielce_case):
    with at(ISSUED):
        return kielce_case(Stage.APPROVED).decisions.get()


@pytest.fixture
def delivered(decision, worker):
    deliver(decision, worker)
    return decision


def enforceable_on(decision, day: date):
    return enforceable(aftermath(decision, day), day)


def board(decision) -> list[tuple[str, str, date]]:
    rows = Deadline.objects.filter(case=decision.application_id, about__contains=decision.number).order_by("pk")
    return [(row.kind.code, row.state, row.due_on) for row in rows]


def appeal(worker, decision, day: date):
    with at(day):
        return services.receive_appeal(actor=worker, decision=decision, way=AppealWay.IN_PERSON, arrived_on=day)


# --- the board -------------------------------------------------------------------------------------------------------


def test_the_board_follows_what_is_entered_about_a_decision(delivered, worker) -> None:
    assert board(delivered) == [("appeal", "open", LAST)]
    assert aftermath(delivered, DELIVERED).finality.term.last_day == LAST
    entered = appeal(worker, delivered, date(2026, 12, 1))
    forward = ("appeal-forward", "open", date(2026, 12, 8))
    assert board(delivered) == [("appeal", "done", LAST), forward]
    with at(date(2026, 12, 2)):
        services.strike(actor=worker, entry=entered, reason="Pismo dotyczyło innej sprawy.")
        assert board(delivered)[1][1] == "cancelled"
    appeal(worker, delivered, date(2026, 12, 3))
    with at(date(2026, 12, 4)):
        services.forward(actor=worker, decision=delivered, done_on=date(2026, 12, 4), reference="P.1")
    assert [row[1] for row in board(delivered)] == ["done", "cancelled", "done"]
    with at(date(2026, 12, 18)):
        services.rule(
            actor=worker, decision=delivered, done_on=date(2026, 12, 18), reference="SKO.1", outcome=Outcome.UPHELD
        )
    assert not Deadline.objects.filter(about__contains=delivered.number, state="open").exists()


def test_a_struck_delivery_takes_its_term_off_and_the_right_one_opens_another(delivered, worker) -> None:
    with at(DELIVERED + DAY):
        last = aftermath(delivered, clock.today()).last
        services.strike(actor=worker, entry=last, reason="Zły dzień.")
        services.deliver(
            actor=worker, decision=delivered, receipt=Receipt.TAKEN, delivered_on=DELIVERED + DAY, proof="podpis"
        )
    assert [(row[0], row[1]) for row in board(delivered)] == [("appeal", "cancelled"), ("appeal", "open")]


def test_a_waiver_closes_the_term(delivered, worker) -> None:
    with at(DELIVERED + DAY):
        services.waive(actor=worker, decision=delivered, arrived_on=DELIVERED + DAY)
    assert board(delivered) == [("appeal", "done", LAST)]


def test_a_term_that_is_over_when_the_delivery_is_entered_is_not_opened(decision, worker) -> None:
    with at(ISSUED):
        services.send(actor=worker, decision=decision, sending=Sending(Channel.IN_PERSON, ISSUED))
    with at(date(2027, 1, 20)):
        services.deliver(actor=worker, decision=decision, receipt=Receipt.TAKEN, delivered_on=DELIVERED, proof="podpis")
    assert board(decision) == []


def test_against_an_order_the_board_shows_the_term_for_a_complaint(decision, worker, director) -> None:
    facts = KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan Poprawny")
    with at(ISSUED):
        order = issued(worker, director, decision.application, "correction", facts)
    deliver(order, worker)
    assert board(order) == [("complaint", "open", date(2026, 11, 30))]


# --- carrying out ----------------------------------------------------------------------------------------------------


def early(worker, decision, day: date, ground: EarlyGround = EarlyGround.IMMEDIATE, reason: str = "Ważny interes."):
    with at(day):
        return services.allow_early(actor=worker, decision=decision, ground=ground, since=day, reason=reason)


def test_a_decision_that_is_not_final_is_carried_out_only_where_the_law_allows_it(delivered, worker) -> None:
    assert "nie doręczono" in enforceable_on(delivered, ISSUED).reason
    assert "130 § 1" in enforceable_on(delivered, LAST).reason
    final = enforceable_on(delivered, LAST + DAY)
    assert final
    assert "ostateczna" in final.reason
    early(worker, delivered, DELIVERED + DAY)
    assert not enforceable_on(delivered, DELIVERED)
    found = enforceable_on(delivered, DELIVERED + DAY)
    assert found
    assert "rygor natychmiastowej" in found.reason.lower()
    appeal(worker, delivered, date(2026, 12, 1))
    assert enforceable_on(delivered, date(2026, 12, 2))


def test_agreement_with_the_party_ends_with_its_appeal(delivered, worker) -> None:
    early(worker, delivered, DELIVERED, EarlyGround.AGREED, "Strona dostała wszystko, o co wnosiła.")
    assert enforceable_on(delivered, DELIVERED)
    assert Act.EARLY not in aftermath(delivered, DELIVERED).acts
    appeal(worker, delivered, date(2026, 12, 1))
    assert "130 § 2" in enforceable_on(delivered, date(2026, 12, 2)).reason


def test_without_reason_delivery_or_need_nothing_is_carried_out_early(decision, worker, as_user) -> None:
    with pytest.raises(DomainError):
        early(worker, decision, ISSUED)
    deliver(decision, worker)
    with pytest.raises(DomainError, match="uzasadnienie"):
        early(worker, decision, DELIVERED, reason=" ")
    appeal(worker, decision, date(2026, 12, 1))
    with pytest.raises(DomainError, match="nie jest zgodna"):
        early(worker, decision, date(2026, 12, 2), EarlyGround.AGREED)
    with at(date(2026, 12, 2)):
        url = f"/decyzje/{decision.pk}/po/wykonanie/"
        answer = as_user(worker).post(url, {"ground": "immediate", "since": "2.12.2026", "reason": "Zdrowie strony."})
        assert answer.url == f"/decyzje/{decision.pk}/po/"
        text = as_user(worker).get(answer.url).content.decode()
    assert "Tak. Rygor natychmiastowej wykonalności" in text


def test_an_early_effect_never_changes(delivered, worker) -> None:
    early(worker, delivered, DELIVERED)
    with pytest.raises(DatabaseError), transaction.atomic():
        EarlyEffect.objects.update(reason="inny")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_earlyeffect")
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlyEffect.objects.create(
            decision=delivered, actor=worker, at=clock.now(), ground="immediate", since=DELIVERED, reason=""
        )
