"""From a run of what changes to a decision that changes the fee, and back into the next run."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.annexes import services as annexes
from contracts.annexes.selectors import decision_of, open_pairs
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts
from fees.changes import services as changes
from fees.changes.adopt import open_drafts
from fees.changes.models import DraftAssessment
from fees.models import CostAmount, CostOrder, IncomeCriterion
from office import clock
from office.errors import DomainError
from tests.decisions.kinds.cast import codes, drafted, issued, words

CHANGE = date(2027, 3, 1)


@pytest.fixture
def granted(kielce_case, worker):
    """A granted case, and an order that makes its place dearer from ``CHANGE`` on."""
    application = kielce_case(Stage.APPROVED)
    order = CostOrder.objects.create(
        office=worker.office, number="ZMYŚLONE/9/2027", issued_on=clock.today(), title="o koszcie", valid_from=CHANGE
    )
    CostAmount.objects.create(order=order, programme=application.programme, amount=Decimal("2000.00"))
    return application


def run(worker):
    made = changes.carry_on(actor=worker, run=changes.start_run(actor=worker, on=CHANGE))
    return changes.carry_on(actor=worker, run=changes.order_drafts(actor=worker, run=made))


def test_the_draft_of_a_run_becomes_the_fee_in_force(granted, worker, director, time_machine):
    run(worker)
    [draft] = open_drafts(granted, clock.today())
    assert draft.amount == Decimal("300.00")
    decision = issued(worker, director, granted, "fee_change", KindFacts(draft_assessment=draft.pk))
    assert decision.assessment is not None
    assert (decision.assessment.amount, decision.assessment.basis_number) == (draft.amount, decision.number)
    text = words(decision)
    for expected in (
        "Od 1 marca 2027 r. ustala odpłatność strony za pobyt w kwocie 300,00 zł miesięcznie",
        "strona płaci 186,00 zł miesięcznie",
        "koszt pobytu",
        "zarządzenia nr ZMYŚLONE/9/2027",
        "2 000,00 zł × 15 : 100 = 300,00 zł",
        "zgoda strony nie jest potrzebna",
        "podlega ściągnięciu w trybie egzekucji",
    ):
        assert expected in text, expected
    assert open_drafts(granted, clock.today()) == []
    time_machine.move_to(CHANGE)
    again = changes.carry_on(actor=worker, run=changes.start_run(actor=worker, on=date(2027, 4, 1)))
    row = again.rows.get()
    assert (row.old_amount, row.new_amount) == (Decimal("300.00"), Decimal("300.00"))


def test_a_fee_computed_by_rules_that_changed_again_is_not_decided(granted, worker):
    run(worker)
    decision = drafted(worker, granted, "fee_change", KindFacts(draft_assessment=DraftAssessment.objects.get().pk))
    assert codes(decision) == set()
    IncomeCriterion.objects.filter(valid_to=None).update(valid_to=date(2027, 1, 31))
    IncomeCriterion.objects.create(
        valid_from=date(2027, 2, 1), single=1100, family=900, hectare=500, act="rozporządzenie", certainty="unknown"
    )
    assert "D18" in codes(decision)


def test_no_change_of_fee_without_a_computed_one(granted, worker):
    with pytest.raises(DomainError, match="Co się zmienia"):
        drafted(worker, granted, "fee_change")


def test_a_change_of_fee_never_works_today(granted, worker, time_machine):
    run(worker)
    decision = drafted(worker, granted, "fee_change", KindFacts(draft_assessment=DraftAssessment.objects.get().pk))
    time_machine.move_to(CHANGE)
    assert "D8" in codes(decision)


def test_the_annex_of_the_same_fee_is_paired_with_the_decision_by_itself(granted, worker, director):
    run(worker)
    [draft] = open_drafts(granted, clock.today())
    contract = granted.contracts.get()
    annex = annexes.draft_annex(
        actor=worker,
        contract=contract,
        terms=annexes.NewTerms(fee=DraftAssessment.objects.get(pk=draft.pk)),
        ground="law",
        why="Wzrósł koszt pobytu.",
        effective_from=CHANGE,
    )
    annexes.sign_annex(
        actor=worker, annex=annex, signed_on=clock.today(), signed_for_office="Testowa", signed_by_person="Jan Fikcyjny"
    )
    assert open_pairs(contract.application) == [annex]
    decision = issued(worker, director, granted, "fee_change", KindFacts(draft_assessment=draft.pk))
    assert open_pairs(contract.application) == []
    assert decision_of(annex).number == decision.number
