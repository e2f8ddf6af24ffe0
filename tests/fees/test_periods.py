"""A fee that changes within the stay on days that are known already: its periods, what the database holds, runs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from apartments.models import Place
from apartments.services import hold_place
from fees import engine, services
from fees.changes import services as changes
from fees.models import CostAmount, CostOrder, FeePart, IncomeCriterion
from fees.periods.page import periods_part
from fees.periods.selectors import fee_on, parts_of, split_months, why_words
from fees.replay import replay
from fees.selectors import Choices, staleness
from tests.fees.conftest import TODAY, make_case

FEBRUARY, MARCH = date(2027, 2, 1), date(2027, 3, 15)
END = date(2028, 5, 31)


@pytest.fixture
def held(worker, today):
    """A case of Kielce with a place from 1 December 2026; criterion and cost change within the stay."""
    case = make_case(worker, "oit", "1350.00")
    place = Place.objects.filter(apartment__in=case.programme.apartments.all()).first()
    hold_place(actor=worker, application=case, place=place)
    IncomeCriterion.objects.filter(valid_to=None).update(valid_to=FEBRUARY - timedelta(1))
    IncomeCriterion.objects.create(
        valid_from=FEBRUARY, single=1100, family=900, hectare=500, act="rozporządzenie zmyślone", certainty="unknown"
    )
    order = CostOrder.objects.create(
        office=worker.office, number="ZMYŚLONE/2/2027", issued_on=TODAY, title="o koszcie", valid_from=MARCH
    )
    CostAmount.objects.create(order=order, programme=case.programme, amount=Decimal("2000.00"))
    return case


def test_a_fee_falls_into_periods_where_known_rules_change(worker, held):
    made = services.assess(actor=worker, application=held)
    parts = parts_of(made)
    assert [(part.period_from, part.period_to, part.amount, why_words(part)) for part in parts] == [
        (date(2026, 12, 1), date(2027, 1, 31), Decimal("186.00"), ""),
        (FEBRUARY, date(2027, 3, 14), Decimal("124.00"), "zmienia się kryterium dochodowe"),
        (MARCH, END, Decimal("200.00"), "zmienia się koszt pobytu"),
    ]
    assert made.periods == 3
    assert (made.amount, made.digest) == (parts[0].amount, parts[0].digest)
    assert [replay(part) for part in parts] == [None, None, None]
    assert [fee_on(made, day).amount for day in (TODAY, date(2027, 1, 31), FEBRUARY, END + timedelta(90))] == [
        Decimal("186.00"), Decimal("186.00"), Decimal("124.00"), Decimal("200.00")
    ]  # fmt: skip
    assert split_months(parts) == (
        "Za marzec 2027 należy się 165,68\u00a0zł: za 14 dni 56,00\u00a0zł i za 17 dni 109,68\u00a0zł.",
    )
    assert staleness(made, held, TODAY) == ""
    held.occupancies.update(period_to=END - timedelta(10))
    assert "dzieli się na okresy" in staleness(made, held, TODAY)


def test_the_page_says_what_the_days_of_a_month_cost_that_the_stay_does_not_fill(worker, held):
    made = services.assess(actor=worker, application=held)
    assert periods_part(held, made, TODAY).edge_months == ()
    held.occupancies.update(period_from=date(2026, 12, 12), period_to=date(2028, 5, 10))
    made = services.assess(actor=worker, application=held)
    months = [(month, line.calculation) for month, line in periods_part(held, made, TODAY).edge_months]
    assert months == [
        ("grudzień 2026", "186,00\u00a0zł × 20 : 31 ≈ 120,00\u00a0zł"),
        ("maj 2028", "200,00\u00a0zł × 10 : 31 ≈ 64,52\u00a0zł"),
    ]


def test_the_page_names_changes_that_the_fee_does_not_reckon_with(worker, held):
    made = services.assess(actor=worker, application=held)
    assert periods_part(held, made, TODAY).notice == ""
    CostOrder.objects.filter(number="ZMYŚLONE/2/2027").update(valid_to=date(2027, 12, 31))
    CostOrder.objects.filter(valid_from__lt=FEBRUARY).update(valid_to=date(2027, 3, 14))
    assert "Od 1 stycznia 2028 r. nie da się jeszcze ustalić opłaty" in periods_part(held, made, TODAY).notice.replace(
        "\u00a0", " "
    )
    IncomeCriterion.objects.filter(valid_from=FEBRUARY).update(single=1010)
    notice = periods_part(held, made, TODAY).notice
    assert "Wiadomo już, że od" in notice
    assert "Oblicz odpłatność ponownie" in notice


def test_after_a_relief_the_whole_fee_is_a_period_of_its_own(worker, held):
    IncomeCriterion.objects.filter(valid_from=FEBRUARY).delete()
    IncomeCriterion.objects.update(valid_to=None)
    CostOrder.objects.filter(number="ZMYŚLONE/2/2027").update(valid_from=END + timedelta(1))
    relief = engine.Relief("ciężka sytuacja", "osoba", "zmyślone 1", percent=Decimal(50), until=date(2027, 5, 31))
    table = held.office.municipality.resolutions.get(content_loaded=True).tables.all()
    table.update(relief="§ 9 zmyślonej uchwały")
    made = services.assess(actor=worker, application=held, choices=Choices(relief=relief))
    assert [(part.period_from, part.amount, part.why) for part in parts_of(made)] == [
        (date(2026, 12, 1), Decimal("93.00"), []),
        (date(2027, 6, 1), Decimal("186.00"), ["relief"]),
    ]


def test_what_changes_compares_with_the_period_of_the_day(worker, held):
    services.assess(actor=worker, application=held)
    held.occupancies.update(state="granted", basis_number="TEST/1", basis_date=TODAY)
    held.state = "granted"
    held.save(update_fields=["state"])
    for day, amount in ((FEBRUARY, "124.00"), (MARCH, "200.00")):
        row = changes.carry_on(actor=worker, run=changes.start_run(actor=worker, on=day)).rows.get()
        assert (row.old_amount, row.new_amount, row.causes) == (Decimal(amount), Decimal(amount), [])


def test_the_database_lets_no_gap_no_overlap_and_no_change_into_the_periods(worker, held):
    made = services.assess(actor=worker, application=held)
    first, second, last = parts_of(made)

    def refused(act):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    def inserted(part, **values):
        again = FeePart.objects.get(pk=part.pk)
        again.pk, again._state.adding = None, True
        for name, value in values.items():
            setattr(again, name, value)
        return lambda: FeePart.objects.bulk_create([again])

    refused(inserted(last, number=4, period_from=END + timedelta(1), period_to=None))
    refused(inserted(second))
    other = services.assess(actor=worker, application=held)
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("DELETE FROM fees_feepart WHERE id = %s", [last.pk]))
        refused(lambda: cursor.execute("UPDATE fees_feepart SET amount = 0 WHERE id = %s", [last.pk]))
    refused(lambda: FeePart.objects.filter(assessment=other).update(period_to=END))
    IncomeCriterion.objects.filter(valid_from=FEBRUARY).update(single=1010)
    CostOrder.objects.filter(valid_from=MARCH).update(valid_to=None)
    one = services.assess(actor=worker, application=held, choices=Choices(minors=0))
    refused(inserted(first, assessment=one, number=2))
    refused(lambda: CostAmount.objects.filter(order__number="ZMYŚLONE/2/2027").update(amount=1))
