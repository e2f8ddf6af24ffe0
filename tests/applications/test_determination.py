"""Incomes from what is stored to what the decision prints: facts for the fee, constraints, local lists."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from applications import selectors, services
from applications.checks import warnings
from applications.models import Application, Income, IncomeCriterion, LocalIncomeList
from applications.selectors import IncomeFact
from applications.services import IncomeData, MemberData
from decisions.examples import Stage
from fees.selectors import facts_of
from office.errors import DomainError
from office.models import Event, Provision, User
from tests.applications.cast import JANUARY, RECEIVED, complete, household_of, income, kind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)
ANNA = MemberData(name="Anna Fikcyjna", relation="żona")
NOTHING = Decimal(0)


def of(way: str, code: str, member: int | None = None, month: date = JANUARY, **facts: Any) -> IncomeData:
    exact = {
        name: Decimal(value) if isinstance(value, str) and value[:1].isdigit() else value
        for name, value in facts.items()
    }
    return IncomeData(kind=kind(code), way=way, month=month, member=member, **exact)


GROSS = {"amount": "2100.00", "tax": "120.00", "costs": "250.00", "health": "160.31", "social": "287.91"}
RETURN = {"amount": "60000.00", "costs": "24000.00", "tax": "3000.00", "health": "4500.00", "social": "4500.00"}
EURO = {"amount": "500.00", "currency": "EUR", "rate": "4.2513", "rate_units": 1, "rate_date": TODAY}
TABLE = {"rate_table": "tabela A"}


def every_way() -> dict[str, IncomeData]:
    return {
        "net": income(),
        "gross": of("gross", "employment", **GROSS),
        "business_return": of("business_return", "business", months_run=12, **RETURN),
        "business_declared": of("business_declared", "business", amount="1800.00"),
        "lump_sum": of("lump_sum", "business", amount="1800.00"),
        "farm": of("farm", "farm", hectares="2.35"),
        "one_off": of("one_off", "one-off", amount="6000.00", month=date(2025, 11, 1)),
        "period": of("period", "pension", amount="1000.00", period_from=date(2025, 11, 1), period_to=date(2026, 1, 1)),
        "foreign": of("foreign", "foreign", **EURO, **TABLE),
    }


COUNTS = {
    "net": "1350.00",
    "gross": "1281.78",
    "business_return": "2000.00",
    "business_declared": "1800.00",
    "lump_sum": "1800.00",
    "farm": "1078.65",
    "one_off": "500.00",
    "period": "333.34",
    "foreign": "2125.65",
}


def fact_of(application: Application, on: date = TODAY) -> IncomeFact:
    (fact,) = selectors.household_facts(Application.objects.get(pk=application.pk), on).incomes
    return fact


# --- each way, from the service to the fee ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", COUNTS)
def test_each_way_gives_the_fee_its_monthly_amount(worker: User, way: str) -> None:
    application = household_of(complete(worker), worker, incomes=[every_way()[way]])
    fact = fact_of(application)
    assert (fact.amount, fact.counted, fact.own) == (Decimal(COUNTS[way]), True, True)
    assert bool(fact.working) is (way != "net")
    assert facts_of(application, TODAY).income == Decimal(COUNTS[way])


def test_all_ways_together_add_up_in_any_order(worker: User) -> None:
    application = complete(worker)
    incomes = list(every_way().values())
    total = sum(Decimal(amount) for amount in COUNTS.values())
    for order in (incomes, incomes[::-1]):
        household_of(application, worker, incomes=order)
        assert selectors.income_statement(Application.objects.get(pk=application.pk), TODAY).total == total


def test_a_small_farm_is_left_out_by_the_statute_whatever_its_kind_says(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[of("farm", "farm", hectares="0.99")])
    fact = fact_of(application)
    assert (fact.amount, fact.counted, fact.provision) == (NOTHING, False, "ups.8.4.6")


def test_the_hectare_and_the_criterion_are_those_of_the_day(worker: User) -> None:
    IncomeCriterion.objects.filter(valid_from="2025-01-01").update(valid_to="2026-03-31")
    IncomeCriterion.objects.create(
        valid_from="2026-04-01", single="1300.00", family="1000.00", hectare="500.00", act="próbne", certainty="unknown"
    )
    application = household_of(
        complete(worker),
        worker,
        incomes=[of("farm", "farm", hectares="2"), of("one_off", "one-off", amount="6000.00", month=JANUARY)],
    )
    farm, paid = selectors.household_facts(application, date(2026, 3, 31)).incomes
    assert (farm.amount, paid.amount) == (Decimal("918.00"), Decimal("500.00"))
    # 6000 is no more than 5 × 1300: it counts whole in its month.
    farm, paid = selectors.household_facts(application, date(2026, 4, 1)).incomes
    assert (farm.amount, paid.amount) == (Decimal("1000.00"), Decimal("6000.00"))


def test_the_one_off_income_of_a_family_is_held_against_the_criterion_of_all_its_members(worker: User) -> None:
    paid = of("one_off", "one-off", amount="8230.00", month=JANUARY)
    application = household_of(complete(worker), worker, "family", members=[ANNA], incomes=[paid])
    assert fact_of(application).amount == Decimal("8230.00")
    paid = of("one_off", "one-off", amount="8230.01", month=JANUARY)
    household_of(application, worker, "family", members=[ANNA], incomes=[paid])
    assert fact_of(application).amount == Decimal("685.83")


def test_without_a_criterion_of_the_day_a_farm_is_not_guessed(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[of("farm", "farm", hectares="2")])
    IncomeCriterion.objects.filter(valid_from="2025-01-01").delete()
    with pytest.raises(DomainError, match="Brak kryterium"):
        selectors.household_facts(application, TODAY)


def test_without_the_figure_of_the_statute_a_one_off_income_is_not_guessed(worker: User) -> None:
    paid = of("one_off", "one-off", amount="6000.00", month=JANUARY)
    application = household_of(complete(worker), worker, incomes=[paid])
    Provision.objects.filter(code="ups.8.11").update(figure=None)
    with pytest.raises(DomainError, match="nie ma wpisanej liczby"):
        selectors.household_facts(application, TODAY)
    assert "nie ma wpisanej liczby" in selectors.income_statement(application, TODAY).problem


def test_a_one_off_income_waits_for_the_household(worker: User) -> None:
    paid = of("one_off", "one-off", amount="6000.00", month=JANUARY)
    application = household_of(complete(worker), worker, "", incomes=[paid])
    with pytest.raises(DomainError, match="Zaznacz, jak osoba gospodaruje"):
        selectors.household_facts(application, TODAY)


# --- alimony ---------------------------------------------------------------------------------------------------------


def test_alimony_paid_is_taken_off_the_payers_counted_income_only(worker: User) -> None:
    incomes = [
        income("2000.00"),
        income("300.00", code="purpose-allowance"),
        income("500.00", member=0),
        income("900.00", member=0),
    ]
    application = household_of(
        complete(worker),
        worker,
        "family",
        members=[replace(ANNA, alimony_paid=Decimal("1000.00"))],
        incomes=incomes,
        alimony_paid=Decimal("450.00"),
    )
    known = selectors.income_statement(application, TODAY)
    assert [item.amount for item in known.items] == [Decimal(a) for a in ("1550.00", "300.00", "400.00", "0.00")]
    assert (known.total, known.own_total) == (Decimal("1950.00"), Decimal("1550.00"))
    assert known.items[0].working.replace("\u00a0", " ") == (
        "2 000,00 zł − alimenty płacone innym osobom 450,00 zł = 1 550,00 zł"
    )
    assert "płaci alimenty 1 000,00 zł" in Event.objects.latest("pk").sentence.replace("\u00a0", " ")


def test_alimony_above_all_income_leaves_nothing_and_not_less(worker: User) -> None:
    application = household_of(complete(worker), worker, alimony_paid=Decimal("5000.00"))
    assert fact_of(application).amount == NOTHING


def test_alimony_below_zero_is_refused(worker: User) -> None:
    with pytest.raises(DomainError) as refused:
        household_of(complete(worker), worker, alimony_paid=Decimal("-1"))
    assert refused.value.field == "alimony_paid"
    members = [replace(ANNA, alimony_paid=Decimal("-1"))]
    with pytest.raises(DomainError) as refused:
        household_of(complete(worker), worker, "family", members=members)
    assert refused.value.field == "members-0-alimony_paid"


# --- what the service refuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"way": "gross", "code": "employment", **GROSS, "tax": "9999.00"}, "amount"),
        ({"way": "gross", "code": "employment", "amount": "1.00"}, "tax"),
        ({"way": "farm", "code": "farm"}, "hectares"),
        ({"way": "net", "code": "farm", "amount": "1.00"}, "way"),
        ({"way": "farm", "code": "pension", "hectares": "2"}, "way"),
        ({"way": "net", "code": "business", "amount": "1.00"}, "way"),
        ({"way": "by-guess", "code": "pension", "amount": "1.00"}, "way"),
        ({"way": "foreign", "code": "foreign", **EURO, "rate_table": ""}, "rate_table"),
        ({"way": "foreign", "code": "foreign", **EURO, **TABLE, "currency": "euro"}, "currency"),
        ({"way": "business_return", "code": "business", **RETURN, "months_run": 13}, "months_run"),
        (
            {
                "way": "period",
                "code": "pension",
                "amount": "1.00",
                "period_from": date(2026, 2, 1),
                "period_to": JANUARY,
            },
            "period_to",
        ),
    ],
)
def test_facts_that_cannot_be_are_refused_at_their_field(worker: User, wrong: dict[str, Any], field: str) -> None:
    application = complete(worker)
    before = Event.objects.count()
    with pytest.raises(DomainError) as refused:
        household_of(application, worker, incomes=[income(), of(**wrong)])
    assert refused.value.field == f"incomes-1-{field}"
    assert refused.value.message
    assert Event.objects.count() == before
    assert application.incomes.count() == 1


def test_a_float_is_refused_by_the_service(worker: User) -> None:
    wrong = IncomeData(kind=kind(), month=JANUARY, amount=1350.0)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="dokładna"):
        household_of(complete(worker), worker, incomes=[wrong])


def test_an_income_that_does_not_count_may_be_typed_as_a_net_amount(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[income("100.00", code="small-farm")])
    assert fact_of(application).counted is False


def test_facts_of_other_ways_are_not_stored(worker: User) -> None:
    both = replace(income(), tax=Decimal("1.00"), currency="EUR", hectares=Decimal(3))
    stored = household_of(complete(worker), worker, incomes=[both]).incomes.get()
    assert (stored.tax, stored.currency, stored.hectares) == (None, "", None)


def test_a_changed_fact_is_logged_and_an_unchanged_one_is_not(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[every_way()["foreign"]])
    count = Event.objects.count()
    household_of(application, worker, incomes=[every_way()["foreign"]])
    assert Event.objects.count() == count
    household_of(application, worker, incomes=[replace(every_way()["foreign"], rate=Decimal("4.3"))])
    assert "średni kurs NBP 4,3" in Event.objects.latest("pk").sentence


# --- the database refuses too ----------------------------------------------------------------------------------------

RAW = [
    ("net", {"amount": None}),
    ("net", {"tax": "1.00"}),
    ("net", {"amount": "-0.01"}),
    ("gross", {"social": None}),
    ("gross", {"tax": "-1.00"}),
    ("gross", {"hectares": "1"}),
    ("business_return", {"months_run": None}),
    ("business_return", {"months_run": 13}),
    ("business_return", {"months_run": 0}),
    ("business_declared", {"months_run": 3}),
    ("lump_sum", {"amount": None}),
    ("farm", {"hectares": None}),
    ("farm", {"hectares": "-1"}),
    ("farm", {"amount": "459.00"}),
    ("one_off", {"amount": None}),
    ("one_off", {"period_from": "2026-01-01", "period_to": "2026-01-01"}),
    ("period", {"period_to": None}),
    ("period", {"period_to": "2025-10-01"}),
    ("period", {"period_from": "2025-11-02"}),
    ("foreign", {"rate": None}),
    ("foreign", {"rate": "0"}),
    ("foreign", {"rate_units": 0}),
    ("foreign", {"rate_table": ""}),
    ("foreign", {"currency": ""}),
    ("foreign", {"rate_date": None}),
    ("net", {"way": "by-guess"}),
    ("net", {"way": "farm"}),
    ("net", {"month": "2026-01-02"}),
]


@pytest.mark.parametrize(("way", "wrong"), RAW)
def test_the_database_itself_refuses_facts_that_do_not_belong_to_the_way(
    worker: User, way: str, wrong: dict[str, Any]
) -> None:
    row = household_of(complete(worker), worker, incomes=[every_way()[way]]).incomes.get()
    columns = ", ".join(f"{name} = %s" for name in wrong)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Income._meta.db_table} SET {columns} WHERE id = %s",
            [*wrong.values(), row.pk],
        )


@pytest.mark.parametrize("table", ["applications_application", "applications_householdmember"])
def test_the_database_refuses_alimony_below_zero(worker: User, table: str) -> None:
    household_of(complete(worker), worker, "family", members=[ANNA])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET alimony_paid = -1")


# --- local lists -----------------------------------------------------------------------------------------------------


def test_kutno_counts_only_its_own_list_into_the_base_and_all_into_the_exemption(kutno_worker: User) -> None:
    application = household_of(
        complete(kutno_worker),
        kutno_worker,
        incomes=[income("2000.00"), income("300.00", code="alimony-received"), income("100.00", code="care-allowance")],
    )
    facts = selectors.household_facts(application, TODAY).incomes
    assert [(fact.counted, fact.in_local_list) for fact in facts] == [(True, True), (True, False), (True, True)]
    assert selectors.income_statement(application, TODAY).total == Decimal("2400.00")


def test_where_there_is_no_local_list_every_income_belongs_to_the_base(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[income(code="alimony-received")])
    assert fact_of(application).in_local_list is True


def test_a_local_list_holds_from_its_day_to_its_last(kutno_worker: User) -> None:
    application = household_of(complete(kutno_worker), kutno_worker, incomes=[income(code="alimony-received")])
    LocalIncomeList.objects.update(valid_to="2026-03-10")
    assert fact_of(application, date(2026, 3, 10)).in_local_list is False
    assert fact_of(application, date(2026, 3, 11)).in_local_list is True


# --- the rate of the day ---------------------------------------------------------------------------------------------


def test_a_rate_of_another_day_than_the_decisions_is_named(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[every_way()["foreign"]])
    assert selectors.stale_rates(application, TODAY) == []
    (told,) = selectors.stale_rates(application, date(2026, 3, 11))
    assert "EUR z 10.03.2026 (tabela nr tabela A)" in told
    assert "11.03.2026" in told
    assert [found.code for found in warnings(application)] == []


def test_an_old_rate_warns_on_the_form_and_stops_nothing(worker: User) -> None:
    old = replace(every_way()["foreign"], rate_date=date(2026, 3, 9))
    application = household_of(complete(worker), worker, incomes=[old])
    (found,) = warnings(application)
    assert (found.code, found.field) == ("rate_of_another_day", "household.incomes-0-rate_date")
    assert selectors.income_statement(application, TODAY).notes
    assert services.submit(actor=worker, application=application).case_number


# --- the sum as the decision prints it -------------------------------------------------------------------------------


def test_the_sum_of_a_person_alone_is_one_sentence(worker: User) -> None:
    known = selectors.income_statement(complete(worker), RECEIVED)
    assert known.sentence.replace("\u00a0", " ") == "Dochód osoby: 1 350,00 zł miesięcznie."


def test_the_sum_of_a_family_shows_the_own_income_and_the_division(worker: User) -> None:
    incomes = [income("1469.01"), income("1000.00", member=0)]
    members = [ANNA, MemberData(name="Ewa Fikcyjna", relation="córka")]
    application = household_of(complete(worker), worker, "family", members=members, incomes=incomes)
    known = selectors.income_statement(application, RECEIVED)
    assert known.sentence.replace("\u00a0", " ") == (
        "Dochód rodziny: 2 469,01 zł miesięcznie, w tym własny osoby 1 469,01 zł. "
        "Na osobę: 2 469,01 zł ÷ 3 = 823,00 zł."
    )


def test_a_finished_case_keeps_the_law_of_the_day_on_which_it_was_finished(kielce_case) -> None:
    application = kielce_case(Stage.APPROVED)
    assert application.state == "granted"
    Application.objects.filter(pk=application.pk).update(updated_at=datetime(2026, 1, 5, 12, tzinfo=UTC))
    application.refresh_from_db()
    assert selectors.income_day(application) == date(2026, 1, 5)
