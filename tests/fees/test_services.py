"""Computing a fee for a case: what is stored, what stays as it was, when it no longer stands."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from applications.models import Application, Income, Programme
from fees import engine, services
from fees.models import Assessment, CostOrder, IncomeCriterion
from fees.selectors import current_assessment, doubts, explanation, stale_assessments, staleness
from office.errors import DomainError
from office.models import Event, User
from tests.fees.conftest import TODAY, make_case

pytestmark = pytest.mark.django_db


def test_example_case_of_kielce_pays_186_zloty(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    assert (made.amount, made.free, made.on) == (Decimal("186.00"), False, TODAY)
    assert explanation(made)[-1].sentence.startswith("Opłata za pełny miesiąc wynosi 186,00")


def test_example_case_of_kutno_pays_161_zloty(kutno_worker: User, today: date) -> None:
    case = make_case(kutno_worker, "supported", "2300.00", family=("2100.00",))
    made = services.assess(actor=kutno_worker, application=case)
    assert made.amount == Decimal("161.00")
    assert any("zamkniętą listę" in note for note in doubts(made))


def test_assessment_can_be_recomputed_from_what_was_stored(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    made.refresh_from_db()
    facts, rules = engine.facts_from(made.facts), engine.rules_from(made.rules)
    again = engine.assess(facts, rules)
    assert engine.as_data(again) == made.result
    assert engine.digest(facts, rules, again) == made.digest


def test_computing_writes_an_event_of_the_case(worker: User, kielce_case: Application) -> None:
    services.assess(actor=worker, application=kielce_case)
    event = Event.objects.get(case=kielce_case.pk, verb="fees.assessment.made")
    assert (event.actor, "186,00" in event.sentence) == (worker, True)


def test_refused_fee_leaves_nothing_behind(gliwice_worker: User, today: date) -> None:
    case = make_case(gliwice_worker, "homeless-men", "1350.00")
    with pytest.raises(DomainError) as caught:
        services.assess(actor=gliwice_worker, application=case)
    assert caught.value.code == "content_not_loaded"
    assert not Assessment.objects.exists()
    assert not Event.objects.filter(case=case.pk).exists()


def test_only_a_social_worker_of_the_office_computes(
    director: User, kutno_worker: User, kielce_case: Application
) -> None:
    for user in (director, kutno_worker):
        with pytest.raises(DomainError) as caught:
            services.assess(actor=user, application=kielce_case)
        assert caught.value.code == "not_allowed"


def test_draft_and_finished_case_are_not_computed(worker: User, kielce_case: Application) -> None:
    for state in ("draft", "granted"):
        Application.objects.filter(pk=kielce_case.pk).update(state=state)
        kielce_case.refresh_from_db()
        with pytest.raises(DomainError, match=r"złożonego|zakończona"):
            services.assess(actor=worker, application=kielce_case)


def test_new_computation_comes_after_the_old_one(worker: User, kielce_case: Application) -> None:
    first = services.assess(actor=worker, application=kielce_case)
    second = services.assess(actor=worker, application=kielce_case)
    assert current_assessment(kielce_case) == second
    assert Assessment.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize(
    "attack",
    [
        lambda row: Assessment.objects.filter(pk=row.pk).update(amount=1),
        lambda row: Assessment.objects.bulk_update([_changed(row)], ["amount"]),
        lambda row: _changed(row).save(),
        lambda row: row.delete(),
        lambda row: _sql("UPDATE fees_assessment SET amount = 1 WHERE id = %s", row.pk),
        lambda row: _sql("DELETE FROM fees_assessment WHERE id = %s", row.pk),
    ],
    ids=["update", "bulk_update", "save", "delete", "sql update", "sql delete"],
)
def test_stored_assessment_cannot_be_changed(worker: User, kielce_case: Application, attack) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    with pytest.raises(DatabaseError), transaction.atomic():
        attack(made)
    assert Assessment.objects.get(pk=made.pk).amount == Decimal("186.00")


def _changed(row: Assessment) -> Assessment:
    row.amount = Decimal("1.00")
    return row


def _sql(statement: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])


# --- when it no longer stands ----------------------------------------------------------------------------------------


def test_fresh_assessment_stands(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    assert staleness(made, kielce_case, TODAY) == ""
    assert stale_assessments(kielce_case.office, TODAY) == []


def test_changed_income_makes_it_stale(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    Income.objects.filter(application=kielce_case).update(amount=Decimal("1400.00"))
    assert "dochody" in staleness(made, kielce_case, TODAY)


def test_changed_name_of_the_person_does_not_make_it_stale(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    kielce_case.person.last_name = "Zmyślony"
    kielce_case.person.save()
    assert staleness(made, kielce_case, TODAY) == ""


def test_other_programme_with_another_cost_makes_it_stale(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    kielce_case.programme = Programme.objects.get(office=kielce_case.office, code="training-disabled")
    kielce_case.save()
    assert "koszt pobytu" in staleness(made, kielce_case, TODAY)


def test_new_criterion_makes_it_stale_from_its_first_day(
    worker: User, administrator: User, kielce_case: Application
) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    services.add_criterion(
        actor=administrator,
        valid_from=date(2027, 1, 1),
        single=Decimal("1100.00"),
        family=Decimal("900.00"),
        hectare=Decimal("500.00"),
        act="rozporządzenie zmyślone na potrzeby testu",
        source="",
    )
    assert staleness(made, kielce_case, date(2026, 12, 31)) == ""
    assert "kryterium" in staleness(made, kielce_case, date(2027, 1, 1))
    assert [row for row, _ in stale_assessments(kielce_case.office, date(2027, 1, 1))] == [made]


def test_new_cost_order_makes_it_stale(worker: User, administrator: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    services.add_cost_order(
        actor=administrator,
        number="X/2",
        issued_on=date(2026, 11, 1),
        title="w sprawie zmyślonego kosztu",
        valid_from=date(2026, 11, 10),
        valid_to=None,
        amounts={kielce_case.programme: Decimal("1300.00")},
    )
    assert "koszt pobytu" in staleness(made, kielce_case, TODAY)


def test_finished_case_keeps_its_assessment(worker: User, kielce_case: Application) -> None:
    made = services.assess(actor=worker, application=kielce_case)
    Application.objects.filter(pk=kielce_case.pk).update(state="granted")
    kielce_case.refresh_from_db()
    assert staleness(made, kielce_case, date(2030, 1, 1)) == ""


# --- rules that an administrator adds --------------------------------------------------------------------------------


def test_criterion_is_added_only_after_the_last_one(administrator: User) -> None:
    values = {"single": Decimal(1), "family": Decimal(1), "hectare": Decimal(1), "act": "x", "source": ""}
    with pytest.raises(DomainError) as caught:
        services.add_criterion(actor=administrator, valid_from=date(2025, 1, 1), **values)
    assert (caught.value.code, caught.value.field) == ("criterion_order", "valid_from")
    assert IncomeCriterion.objects.get(valid_from="2025-01-01").single == Decimal("1010.00")


def test_worker_adds_neither_criterion_nor_cost(worker: User) -> None:
    values = {"single": Decimal(1), "family": Decimal(1), "hectare": Decimal(1), "act": "x", "source": ""}
    with pytest.raises(DomainError, match="administrator"):
        services.add_criterion(actor=worker, valid_from=date(2028, 1, 1), **values)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": "POKAZ/1/2026"}, "order_number"),
        ({"issued_on": date(2027, 1, 1)}, "order_days"),
        ({"valid_to": date(2026, 1, 2)}, "order_days"),
        ({"valid_from": date(2026, 1, 1), "issued_on": date(2025, 12, 31)}, "order_collision"),
        ({"amounts": {}}, "order_empty"),
    ],
)
def test_cost_order_that_contradicts_is_refused(
    administrator: User, kielce_case: Application, change: dict[str, object], code: str
) -> None:
    order = {
        "number": "X/3",
        "issued_on": date(2026, 11, 1),
        "title": "w sprawie",
        "valid_from": date(2026, 11, 5),
        "valid_to": None,
        "amounts": {kielce_case.programme: Decimal("1300.00")},
    }
    before = CostOrder.objects.count()
    with pytest.raises(DomainError) as caught:
        services.add_cost_order(actor=administrator, **(order | change))
    assert (caught.value.code, CostOrder.objects.count()) == (code, before)


def test_cost_of_another_office_is_refused(administrator: User, today: date) -> None:
    foreign = Programme.objects.get(office__code="kutno", code="training")
    with pytest.raises(DomainError) as caught:
        services.add_cost_order(
            actor=administrator,
            number="X/4",
            issued_on=TODAY,
            title="w sprawie",
            valid_from=TODAY,
            valid_to=None,
            amounts={foreign: Decimal("1.00")},
        )
    assert caught.value.code == "order_office"
