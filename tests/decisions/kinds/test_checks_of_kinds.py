"""What the legal check and the database refuse about decisions that are not grants."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from apartments.models import Occupancy
from apartments.states import OccupancyState
from decisions import services
from decisions.checks import check
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts
from decisions.models import Decision
from decisions.services import NOTHING_WRITTEN, Justification
from office import clock
from office.errors import DomainError
from tests.decisions.kinds.cast import (
    HEARD,
    asked,
    claimed,
    codes,
    drafted,
    in_days,
    in_instalments,
    issued,
    refused,
)


@pytest.fixture
def granted(kielce_case):
    return kielce_case(Stage.APPROVED)


def revoked(**changes) -> KindFacts:
    usual = KindFacts(ground="no_cooperation", effective_on=in_days(9), evidence=("notatka",), **HEARD)
    return replace(usual, **changes)


def test_a_change_never_works_backwards(granted, worker):
    decision = drafted(worker, granted, "revocation", revoked(effective_on=clock.today()))
    assert codes(decision) == {"D8"}
    decision = services.edit(actor=worker, decision=decision, facts=revoked(effective_on=in_days(1)), reasons="Tak.")
    assert codes(decision) == set()


def test_a_change_of_income_takes_no_support_away(granted, worker):
    decision = drafted(worker, granted, "revocation", revoked(ground="income"))
    assert codes(decision) == {"D9"}


def test_no_revocation_without_evidence_hearing_and_reasons(granted, worker):
    facts = KindFacts(ground="no_cooperation", effective_on=in_days(9))
    assert codes(drafted(worker, granted, "revocation", facts, justification=NOTHING_WRITTEN)) == {"D10", "hearing"}


def test_nobody_was_heard_tomorrow(granted, worker):
    assert codes(drafted(worker, granted, "revocation", revoked(heard_on=in_days(1)))) == {"future"}


def test_instalments_add_up_to_the_claim(granted, worker, director):
    issued(worker, director, granted, "repayment", claimed())
    right = in_instalments()
    first, last = right.instalments
    wrong = replace(right, instalments=(first, replace(last, amount=last.amount + Decimal("0.01"))))
    decision = drafted(worker, granted, "instalments", wrong)
    assert "Raty dają razem 200,02" in check(decision, clock.today())[0].message.replace("\u00a0", " ")
    wrong = replace(right, instalments=(last, first))
    assert codes(services.edit(actor=worker, decision=decision, facts=wrong, reasons="Tak.")) == {"D20"}
    assert codes(services.edit(actor=worker, decision=decision, facts=right, reasons="Tak.")) == set()


def test_a_claim_has_a_day_to_come_and_sums_above_zero(granted, worker):
    part = claimed().amounts[0]
    wrong = replace(claimed(), due_on=clock.today(), amounts=(replace(part, amount=Decimal(0)),))
    findings = check(drafted(worker, granted, "repayment", wrong), clock.today())
    assert [finding.code for finding in findings] == ["D20", "D20"]


def test_a_relief_leaves_less_than_the_fee(granted, worker):
    facts = KindFacts(ground="effect", effective_on=in_days(9), until=in_days(40), **asked())
    decision = drafted(worker, granted, "relief", replace(facts, remaining=Decimal("186.00")))
    assert codes(decision) == {"relief"}
    fitting = replace(facts, remaining=Decimal("50.00"))
    assert codes(services.edit(actor=worker, decision=decision, facts=fitting, reasons="Tak.")) == set()


def test_only_what_stands_there_is_corrected(granted, worker):
    facts = KindFacts(ground="writing", old_text="Jan Nieobecny", new_text="Jan Fikcyjny")
    decision = drafted(worker, granted, "correction", facts)
    assert codes(decision) == {"slip"}
    same = KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan  Fikcyjny")
    assert codes(services.edit(actor=worker, decision=decision, facts=same)) == {"slip"}


def test_a_longer_stay_is_longer_and_a_shorter_one_shorter(granted, worker):
    until = granted.occupancies.get().period_to
    facts = KindFacts(ground="prolong", effective_on=in_days(1), until=until, requested_on=clock.today())
    decision = drafted(worker, granted, "period_change", facts)
    for ground, day, expected in (
        ("prolong", until, {"days"}),
        ("prolong", until - timedelta(days=1), {"days"}),
        ("shorten", until + timedelta(days=1), {"days"}),
        ("shorten", until - timedelta(days=1), set()),
    ):
        changed = replace(facts, ground=ground, until=day)
        assert codes(services.edit(actor=worker, decision=decision, facts=changed, reasons="Tak.")) == expected


def test_a_stay_that_has_ended_is_neither_changed_nor_revoked(granted, worker):
    until = granted.occupancies.get().period_to
    later = KindFacts(ground="situation", effective_on=until + timedelta(days=3), until=until + timedelta(days=40))
    for kind, facts in (("period_change", later), ("revocation", revoked())):
        decision = drafted(worker, granted, kind, facts)
        assert "ended" not in {finding.code for finding in check(decision, until)}
        assert "ended" in {finding.code for finding in check(decision, until + timedelta(days=1))}


def test_a_longer_stay_needs_its_place_on_the_days_it_adds(granted, worker, kielce_case):
    stay = granted.occupancies.get()
    facts = KindFacts(ground="situation", effective_on=in_days(1), until=stay.period_to + timedelta(days=40))
    decision = drafted(worker, granted, "period_change", facts)
    assert "place" not in codes(decision)
    Occupancy.objects.create(
        place=stay.place,
        application=kielce_case(Stage.COMPLETE),
        state=OccupancyState.HELD,
        period_from=stay.period_to + timedelta(days=30),
        period_to=stay.period_to + timedelta(days=90),
    )
    assert "place" in codes(decision)
    shorter = replace(facts, until=stay.period_to + timedelta(days=29))
    assert "place" not in codes(services.edit(actor=worker, decision=decision, facts=shorter))


def test_a_decision_already_overtaken_goes_no_further(granted, worker, director):
    draft = drafted(worker, granted, "revocation", revoked())
    issued(worker, director, granted, "expiry", KindFacts(ground="death", event_on=clock.today()))
    assert "possible" in codes(draft)


def test_reasons_may_be_left_out_only_for_what_the_person_asked(granted, worker, kielce_case):
    facts = KindFacts(ground="situation", effective_on=in_days(1), until=in_days(90))
    omitted = Justification(omitted=True)
    assert "omission" in codes(drafted(worker, granted, "period_change", facts, justification=omitted))
    with pytest.raises(IntegrityError), transaction.atomic():
        drafted(worker, granted, "revocation", revoked(), justification=omitted)


def test_a_grant_with_a_fee_is_always_justified(kielce_case, worker):
    decision = kielce_case(Stage.PREPARED).decisions.get()
    left_out = services.edit(
        actor=worker, decision=decision, agreement="Uzgodniono.", justification=Justification(omitted=True)
    )
    assert codes(left_out) == {"omission"}


def test_a_refusal_and_a_grant_are_not_drafted_at_once(kielce_case, worker):
    with pytest.raises(DomainError, match="projekt innej decyzji"):
        drafted(worker, kielce_case(Stage.PREPARED), "refusal", refused())


def test_the_database_knows_which_kinds_name_an_earlier_decision(granted, worker, director):
    grant = granted.decisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(office=granted.office, application=granted, kind="revocation", preparer=worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            office=granted.office, application=granted, kind="refusal", preparer=worker, concerns=grant
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(office=granted.office, application=granted, kind="grant", preparer=worker)
    decision = drafted(worker, granted, "revocation", revoked())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_decision SET concerns_id = NULL WHERE id = %s", [decision.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(concerns=decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(kind="other")


def test_what_is_not_possible_says_why(granted, worker):
    for kind in ("fee_change", "instalments", "resumption", "refusal", "grant"):
        with pytest.raises(DomainError) as refused_because:
            drafted(worker, granted, kind)
        assert refused_because.value.message.endswith("."), kind
