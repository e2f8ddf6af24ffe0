"""Changes of fee of a whole run: prepared in one act, approved in one act, each on its own."""

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from decisions import services as decisions
from decisions.approval import selectors, services
from decisions.approval.models import ApprovalBatch, BatchItem, BatchState, RunDecision
from decisions.approval.selectors import Narrowed
from decisions.examples import KIELCE_OIT, Stage, carry
from decisions.models import Decision, Series
from fees.changes import services as changes
from fees.models import CostAmount, CostOrder
from office import clock
from office.chain.check import broken_links
from office.errors import DomainError
from office.models import Authorisation, NumberRegister, Office, Role
from office.second_factor.services import Confirmation
from tests.conftest import make_user

CHANGE = date(2027, 3, 1)


def stays(worker, director, count: int):
    """So many granted cases, and a run after which each of them pays more from ``CHANGE`` on."""
    cases = []
    for number in range(count):
        person = replace(
            KIELCE_OIT.person,
            pesel="",
            birth_date=date(1970, 1, 1),
            document=f"zmyślony {number}",
            last_name=f"Nr{number}",
        )
        case = replace(KIELCE_OIT, person=person)
        cases.append(carry(case, worker=worker, director=director, received_on=clock.today(), until=Stage.APPROVED))
    order = CostOrder.objects.create(
        office=worker.office, number="ZMYŚLONE/9/2027", issued_on=clock.today(), title="o koszcie", valid_from=CHANGE
    )
    CostAmount.objects.create(order=order, programme=cases[0].programme, amount=Decimal("2000.00"))
    run = changes.carry_on(actor=worker, run=changes.start_run(actor=worker, on=CHANGE))
    return cases, changes.carry_on(actor=worker, run=changes.order_drafts(actor=worker, run=run))


def confirmed(user) -> Confirmation:
    return Confirmation(user.pk, clock.now())


def waiting_keys() -> list[int]:
    return list(
        Decision.objects.filter(kind="fee_change", state="submitted").order_by("pk").values_list("pk", flat=True)
    )


@pytest.fixture
def prepared(worker, director):
    cases, run = stays(worker, director, 2)
    assert services.prepare_from_run(actor=worker, run=run) == 0
    return cases, run


@pytest.mark.django_db
def test_a_run_becomes_decisions_once_and_they_are_approved_each_on_its_own(
    prepared, worker, director, as_user, monkeypatch
):
    _, run = prepared
    keys = waiting_keys()
    assert len(keys) == 2
    assert services.prepare_from_run(actor=worker, run=run) == 0, "asked again, nothing is made twice"
    assert waiting_keys() == keys
    assert RunDecision.objects.filter(decision__isnull=False).count() == 2
    rows = selectors.waiting_changes(director)
    assert [(row.old, row.new, row.own) for row in rows] == [(Decimal("186.00"), Decimal("300.00"), False)] * 2
    assert selectors.waiting_changes(director, Narrowed("down")) == []
    assert selectors.waiting_changes(director, Narrowed(least=Decimal("114.01"))) == []
    narrowed = Narrowed("up", least=Decimal("114.00"), check="clean")
    assert len(selectors.waiting_changes(director, narrowed)) == selectors.waiting_total(director, narrowed) == 2
    monkeypatch.setattr(selectors, "MOST_LISTED", 1)
    page = as_user(director).get(reverse("decisions:waiting")).content.decode()
    assert "Czeka 2 decyzji, a jedna lista mieści 1." in page

    # The first one changes under the director's hands: it fails, and the second one is approved all the same.
    decisions.send_back(actor=director, decision=Decision.objects.get(pk=keys[0]), note="Sprawdź dochód.")
    with pytest.raises(DomainError, match="nie czeka już"):
        services.order_batch(actor=director, decisions=keys, confirmation=confirmed(director))
    decisions.submit(actor=worker, decision=Decision.objects.get(pk=keys[0]))
    batch = services.order_batch(actor=director, decisions=keys, confirmation=confirmed(director))
    decisions.send_back(actor=director, decision=Decision.objects.get(pk=keys[0]), note="Jeszcze raz.")
    assert services.carry_on(actor=director, batch=batch) == 0
    first, second = batch.items.order_by("pk")
    assert (first.state, second.state) == (BatchState.FAILED, BatchState.APPROVED)
    assert "w stanie" in first.problem
    register = NumberRegister.objects.get(office=director.office, series=Series.DECISIONS)
    assert register.last == 3, "two grants and one change: no gap where one failed"
    assert services.carry_on(actor=director, batch=batch) == 0, "a finished list has nothing to do"
    for table, row in (("decisions_batchitem", second), ("decisions_approvalbatch", batch)):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])


@pytest.mark.django_db
def test_nobody_approves_own_drafts_or_anothers_list_and_a_killed_list_goes_on(prepared, director, kielce):
    keys = waiting_keys()
    both = make_user(kielce, "dwie-role", Role.DIRECTOR, Role.SOCIAL_WORKER)
    Authorisation.objects.create(
        office=kielce, holder=both, number="T/3", issued_on="2024-01-02", scope="decyzje", valid_from="2024-01-02"
    )
    Decision.objects.filter(pk=keys[0]).update(preparer=both)
    assert [row.own for row in selectors.waiting_changes(both)] == [True, False]
    with pytest.raises(DomainError, match="nie czeka już"):
        services.order_batch(actor=both, decisions=keys, confirmation=confirmed(both))
    with pytest.raises(DomainError, match="kodem"):
        services.order_batch(actor=both, decisions=keys[1:], confirmation=confirmed(director))
    batch = services.order_batch(actor=director, decisions=keys, confirmation=confirmed(director))
    with pytest.raises(DomainError, match="inna osoba"):
        services.carry_on(actor=both, batch=batch)
    assert services.carry_on(actor=director, batch=batch, seconds=0) == 1, "one click does at least one"
    assert services.carry_on(actor=director, batch=batch) == 0
    assert batch.items.filter(state=BatchState.APPROVED).count() == 2


@pytest.mark.django_db
def test_one_approval_takes_fewer_than_forty_queries(prepared, director):
    decision = Decision.objects.select_related("office", "application").get(pk=waiting_keys()[0])
    with CaptureQueriesContext(connection) as queries:
        decisions.approve(actor=director, decision=decision)
    asked = [row["sql"] for row in queries if not row["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(asked) < 40, "\n".join(asked)


@pytest.mark.django_db
def test_a_list_confirmed_yesterday_is_confirmed_again(prepared, director, time_machine):
    batch = services.order_batch(actor=director, decisions=waiting_keys(), confirmation=confirmed(director))
    time_machine.move_to(date(2026, 12, 24))
    with pytest.raises(DomainError, match="innego dnia"):
        services.carry_on(actor=director, batch=batch)


@pytest.mark.django_db(transaction=True)
def test_two_directors_approve_the_same_list_at_once():
    office = Office.objects.get(code="kielce")
    worker = make_user(office, "pracownica", Role.SOCIAL_WORKER)
    directors = [make_user(office, f"dyrektor{i}", Role.DIRECTOR) for i in range(2)]
    for director in directors:
        Authorisation.objects.create(
            office=office, holder=director, number="T", issued_on="2024-01-02", scope="s", valid_from="2024-01-02"
        )
    _, run = stays(worker, directors[0], 2)
    services.prepare_from_run(actor=worker, run=run)
    batches = [
        services.order_batch(actor=director, decisions=waiting_keys(), confirmation=confirmed(director))
        for director in directors
    ]
    failures: list[BaseException] = []

    def press(director, batch) -> None:
        try:
            services.carry_on(actor=director, batch=batch)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(directors, batches, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    states = list(BatchItem.objects.values_list("state", flat=True))
    assert sorted(states) == ["approved", "approved", "failed", "failed"]
    assert Decision.objects.filter(kind="fee_change", state="approved").count() == 2
    assert NumberRegister.objects.get(office=office, series=Series.DECISIONS).last == 4
    assert list(broken_links()) == [], "events that were written at once stand one after the other"


@pytest.mark.django_db
def test_the_pages_of_a_run_and_of_the_list(prepared, worker, director, as_user, kutno_director):
    _, run = prepared
    page = as_user(worker).get(reverse("decisions:from_run", args=[run.pk]))
    assert "Wszystkie decyzje są u dyrektora" in page.content.decode()
    assert as_user(worker).get(reverse("decisions:waiting")).status_code == 403
    page = as_user(director).get(reverse("decisions:waiting")).content.decode()
    assert page.count("checked") == 2
    assert "Najpierw ustaw drugi składnik" in page
    answer = as_user(director).post(reverse("decisions:waiting"), {"token": "123456", "decision": waiting_keys()[:1]})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert page.count("checked") == 1, "what was deselected stays deselected"
    assert not ApprovalBatch.objects.exists()
    batch = services.order_batch(actor=director, decisions=waiting_keys(), confirmation=confirmed(director))
    assert "Zatwierdzaj dalej" in as_user(director).get(reverse("decisions:batch", args=[batch.pk])).content.decode()
    assert as_user(kutno_director).get(reverse("decisions:batch", args=[batch.pk])).status_code == 404
