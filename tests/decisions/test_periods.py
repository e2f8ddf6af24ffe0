"""One decision with several periods of fee: ruling, plain words, slip, calculation, seal; and a change."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from applications.models import Programme
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts
from decisions.papers.calculation import attached_to, recomputed
from decisions.papers.models import Seal
from decisions.papers.sealing import holds
from decisions.plain import plain_summary
from decisions.selectors import content_of
from fees.changes import services as changes
from fees.changes.adopt import open_drafts
from fees.models import CostAmount, CostOrder, IncomeCriterion
from fees.periods.selectors import parts_of
from office import clock
from office.documents import render_html
from office.periods import add_months, first_of_month
from office.polish import day, month
from tests.decisions.kinds.cast import issued, words
from tests.decisions.test_transfer import scanned

ONE = timedelta(days=1)


def criterion_from(day: date, single: int) -> None:
    IncomeCriterion.objects.filter(valid_to=None).update(valid_to=day - timedelta(1))
    act = f"rozporządzenie zmyślone nr {single}"
    IncomeCriterion.objects.create(valid_from=day, single=single, family=900, hectare=500, act=act, certainty="unknown")


def cost_from(worker, day: date, amount: str) -> None:
    order = CostOrder.objects.create(
        office=worker.office, number=f"ZMYŚLONE/{amount}", issued_on=clock.today(), title="o koszcie", valid_from=day
    )
    programme = Programme.objects.get(office=worker.office, code="oit")
    CostAmount.objects.create(order=order, programme=programme, amount=Decimal(amount))


def seen(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("&nbsp;", " ").split())


@pytest.fixture
def start(db) -> date:
    """The first day of the stay of a case that comes in today."""
    return add_months(first_of_month(clock.today()), 1)


def test_a_grant_in_periods_and_the_change_that_follows_it(worker, director, kielce_case, start):
    second, third = add_months(start, 2), add_months(start, 3) + timedelta(14)
    criterion_from(second, 1100)
    cost_from(worker, third, "2000.00")
    application = kielce_case(Stage.APPROVED)
    decision = application.decisions.get()
    days = [f"od {day(start)} do {day(second - ONE)}", f"od {day(second)} do {day(third - ONE)}", f"od {day(third)} do"]
    page = seen(decision.html)
    for expected in (
        "Ustala odpłatność strony za pobyt w kolejnych okresach:",
        f"{days[0]} – <strong>186,00 zł</strong> miesięcznie",
        f"{days[1]} – <strong>124,00 zł</strong> miesięcznie",
        f"{days[2]} ",
        "zmienia się kryterium dochodowe",
        "zmyślone nr 1100",
        "zarządzenia nr ZMYŚLONE/2000.00",
        f"Za {month(third)} należy się ",
        "Jak ustalono odpłatność",
    ):
        assert seen(expected) in page, expected
    assert page.count("<h4>") == 3

    summary = plain_summary(content_of(decision))
    plain = seen(render_html("decision_plain", summary, draft=False))
    assert seen(f"<li>od {day(start)} do {day(second - ONE)} płacisz <strong>186,00 zł</strong></li>") in plain
    assert seen(f"Kwota i kod poniżej są na czas od {day(start)} do {day(second - ONE)}") in plain
    assert "|018600|" in scanned(summary.code)

    [file] = attached_to(decision)
    assert json.loads(file.data)["periods"] == recomputed(decision, decision.the_assessment)["periods"]
    seal = Seal.objects.get(decision=decision)
    assert holds(seal)

    fourth, fifth = add_months(start, 6), add_months(start, 8)
    cost_from(worker, fourth, "2500.00")
    cost_from(worker, fifth, "3000.00")
    run = changes.carry_on(actor=worker, run=changes.start_run(actor=worker, on=fourth))
    changes.carry_on(actor=worker, run=changes.order_drafts(actor=worker, run=run))
    [draft] = open_drafts(application, clock.today())
    change = issued(worker, director, application, "fee_change", KindFacts(draft_assessment=draft.pk))
    page = seen(words(change))
    for expected in (
        "strona płaci 200,00 zł miesięcznie",
        "ustala odpłatność strony za pobyt w kolejnych okresach:",
        f"od {day(fourth)} do {day(fifth - ONE)} – <strong>250,00 zł</strong> miesięcznie",
        f"Jak ustalono odpłatność od {day(fifth)} do {day(application.stay_to)}",
    ):
        assert seen(expected) in page, expected
    assert change.content["payment"]["amount"] == "250.00"
    assert seen(f"Od {day(fifth)} do {day(application.stay_to)} płacisz 300,00 zł za miesiąc.") in [
        seen(line) for line in change.content["plain"][0]["lines"]
    ]
    assert [part.amount for part in parts_of(change.the_assessment)] == [Decimal("250.00"), Decimal("300.00")]


def test_the_database_approves_no_periods_that_leave_days_of_the_stay_out(worker, kielce_case, start):
    criterion_from(add_months(start, 2), 1100)
    application = kielce_case(Stage.SUBMITTED)
    application.occupancies.update(period_to=application.stay_to - ONE)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="cały pobyt"), transaction.atomic():
        cursor.execute("UPDATE decisions_decision SET state = 'approved'")
