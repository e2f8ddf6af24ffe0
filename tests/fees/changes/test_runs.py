"""What changes on a future day: which fees, why, the rule on small changes of income, drafts of what follows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apartments.models import Occupancy
from fees import engine
from fees.changes import services
from fees.changes.models import ChangeRow, ChangeRun, DraftAssessment, IncomeReview
from fees.changes.selectors import drafts_for, rows_of, totals
from fees.models import Assessment, Resolution
from fees.replay import replay
from office.errors import DomainError
from office.models import Event, User
from tests.fees.changes.cast import CHANGE, make_stay, new_cost, new_criterion, new_resolution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def count(actor: User, on: date = CHANGE, **more: Any) -> ChangeRun:
    run = services.start_run(actor=actor, on=on, **more)
    return services.carry_on(actor=actor, run=run)


def only_row(run: ChangeRun) -> ChangeRow:
    return run.rows.get()


def causes(row: ChangeRow) -> list[str]:
    return [item["cause"] for item in row.causes]


def review(worker: User, stay: Occupancy, own: str, others: str = "0", persons: int = 1) -> IncomeReview:
    return services.review_income(
        actor=worker,
        application=stay.application,
        household="single" if persons == 1 else "family",
        persons=persons,
        own_income=Decimal(own),
        other_income=Decimal(others),
        basis="zaświadczenie zmyślone",
    )


# --- causes ----------------------------------------------------------------------------------------------------------


def test_when_nothing_changes_every_fee_stays_and_no_cause_is_named(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    row = only_row(count(worker))
    assert (row.old_amount, row.new_amount, row.causes) == (Decimal("186.00"), Decimal("186.00"), [])


def test_a_higher_criterion_frees_a_person_and_is_named(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    new_criterion(single="1400.00")
    row = only_row(count(worker))
    assert row.new_amount == 0
    assert row.causes == [{"cause": "criterion", "alone": "0.00"}]


def test_a_new_resolution_is_named(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    Resolution.objects.filter(number="LXXXIX/1699/2024").update(valid_to=CHANGE - timedelta(days=1))
    new_resolution(worker, "oit")
    row = only_row(count(worker))
    assert (row.new_amount, causes(row)) == (Decimal("310.00"), ["resolution"])


def test_a_new_act_that_charges_this_income_alike_is_no_cause(worker: User) -> None:
    stay = make_stay(worker, "oit", "1010.01")
    Resolution.objects.filter(number="LXXXIX/1699/2024").update(valid_to=CHANGE - timedelta(days=1))
    new_resolution(worker, "oit", rate="10.00")
    new_cost(worker, "oit", "2000.00")
    row = only_row(count(worker))
    assert stay.pk == row.line
    assert (row.new_amount, causes(row)) == (Decimal("200.00"), ["cost"])


def test_a_new_cost_is_named(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    new_cost(worker, "oit", "1300.00")
    row = only_row(count(worker))
    assert (row.new_amount, causes(row)) == (Decimal("195.00"), ["cost"])


def test_a_reviewed_income_is_named(worker: User) -> None:
    review(worker, make_stay(worker, "oit", "1350.00"), "1600.00")
    row = only_row(count(worker))
    assert (row.new_amount, causes(row)) == (Decimal("248.00"), ["income"])
    assert (row.income_before, row.income_after) == (Decimal("1350.00"), Decimal("1600.00"))


def test_a_changed_household_is_named(worker: User) -> None:
    review(worker, make_stay(worker, "oit", "1350.00"), "1350.00", "0", persons=2)
    row = only_row(count(worker))
    assert (row.new_amount, causes(row)) == (Decimal("0.00"), ["household"])


def test_causes_that_work_together_are_each_named_with_what_they_alone_would_do(worker: User) -> None:
    review(worker, make_stay(worker, "oit", "1350.00"), "1700.00")
    new_criterion(single="1100.00")
    new_cost(worker, "oit", "2000.00")
    row = only_row(count(worker))
    # 1700 of 1100 is 154.5%: 20% of 2000. Alone: criterion 122.7% of 1240; cost 15% of 2000; income 168.3% of 1240.
    assert row.new_amount == Decimal("400.00")
    assert row.causes == [
        {"cause": "criterion", "alone": "124.00"},
        {"cause": "cost", "alone": "300.00"},
        {"cause": "income", "alone": "248.00"},
    ]


def test_what_happens_beside_without_moving_the_fee_is_not_named(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    new_criterion(single="1011.00")
    new_cost(worker, "oit", "1300.00")
    assert causes(only_row(count(worker))) == ["cost"]


def test_two_changes_that_only_together_move_the_fee_are_both_named(worker: User) -> None:
    # Free by the criterion; a lower criterion or a higher income alone would not do.
    review(worker, make_stay(worker, "oit", "800.00"), "1000.00")
    new_criterion(single="900.00", family="823.00")
    row = only_row(count(worker))
    assert (row.old_amount, row.new_amount) == (Decimal("0.00"), Decimal("124.00"))
    assert sorted(causes(row)) == ["criterion", "income"]


def test_a_missing_rule_is_said_for_the_row_and_stops_nothing(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    make_stay(worker, "supported", "1800.00")
    Resolution.objects.filter(number="LXXXIX/1699/2024").update(valid_to=CHANGE - timedelta(days=1))
    new_resolution(worker, "oit")
    run = count(worker)
    free, stuck = run.rows.order_by("line")
    assert free.new_amount == Decimal("310.00")
    assert stuck.new_amount is None
    assert "nie ma tabeli odpłatności dla programu" in stuck.problem
    assert totals(run).counts["problem"] == 1


# --- which stays -----------------------------------------------------------------------------------------------------


def test_only_running_stays_of_the_own_office_are_listed(worker: User, kutno_worker: User) -> None:
    running = make_stay(worker, "oit", "1350.00")
    make_stay(worker, "oit", "1350.00", period_to=CHANGE - timedelta(days=1))
    last_day = make_stay(worker, "oit", "1350.00", period_to=CHANGE)
    make_stay(worker, "oit", "1350.00", state="released")
    make_stay(kutno_worker, "supported", "3000.00")
    assert list(count(worker).rows.values_list("line", flat=True)) == [running.pk, last_day.pk]


def test_a_later_assessment_than_the_decision_is_not_what_is_paid(worker: User) -> None:
    make_stay(worker, "oit", "1350.00", basis_date=date(2026, 11, 19))
    row = only_row(count(worker))
    assert row.old_amount is None
    assert "Sprawdź sprawę" in row.problem


# --- the rule on small changes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("income", "status", "fee"),
    [("1515.00", "effect", "186.00"), ("1451.00", "no_effect", "186.00"), ("1451.01", "effect", "186.00")],
)
def test_a_change_of_exactly_ten_percent_of_the_criterion_has_no_effect(
    worker: User, income: str, status: str, fee: str
) -> None:
    review(worker, make_stay(worker, "oit", "1350.00"), income)
    row = only_row(count(worker))
    assert (row.ten_percent, row.new_amount) == (status, Decimal(fee))


def test_by_exactly_101_zloty_the_next_band_is_not_reached_by_one_grosz_more_it_is(worker: User) -> None:
    same, more = make_stay(worker, "oit", "1450.00"), make_stay(worker, "oit", "1450.00")
    review(worker, same, "1551.00")
    review(worker, more, "1551.01")
    first, second = count(worker).rows.order_by("line")
    assert (first.ten_percent, first.new_amount) == ("no_effect", Decimal("186.00"))
    assert (second.ten_percent, second.new_amount, causes(second)) == ("effect", Decimal("248.00"), ["income"])
    assert first.ten_percent_figures["change"] == "101.00"
    assert first.ten_percent_figures["limit"] == "101.0000"


def test_a_fall_of_income_counts_like_a_rise(worker: User) -> None:
    same, less = make_stay(worker, "oit", "1400.00"), make_stay(worker, "oit", "1400.00")
    review(worker, same, "1299.00")
    review(worker, less, "1298.99")
    first, second = count(worker).rows.order_by("line")
    assert (first.ten_percent, first.new_amount) == ("no_effect", Decimal("186.00"))
    assert (second.ten_percent, second.new_amount) == ("effect", Decimal("124.00"))


def test_the_criterion_of_the_new_day_sets_the_limit_and_a_small_change_leaves_the_other_causes(worker: User) -> None:
    review(worker, make_stay(worker, "oit", "1350.00"), "1470.00")
    new_criterion(single="1200.00")
    row = only_row(count(worker))
    # 120 zł is exactly 10% of 1200: the old income stays, 112.5% of the new criterion.
    assert (row.ten_percent, row.new_amount, causes(row)) == ("no_effect", Decimal("124.00"), ["criterion"])


def family_on_the_edge(worker: User) -> Occupancy:
    """Two persons with 2200 zł (133.7%); 2500 zł would be 151.9%, the next rate. The limit is 82,30 zł."""
    return make_stay(worker, "oit", "1200.00", family=("1000.00",))


def test_a_family_on_which_the_readings_agree_needs_no_decision(worker: User) -> None:
    review(worker, family_on_the_edge(worker), "1500.00", "1000.00", persons=2)
    row = only_row(count(worker))
    assert (row.ten_percent, row.new_amount) == ("effect", Decimal("248.00"))


@pytest.mark.parametrize(
    ("reading", "fee", "status"), [("family", "248.00", "effect"), ("per_person", "186.00", "no_effect")]
)
def test_where_the_readings_differ_both_fees_are_shown_and_the_worker_decides(
    worker: User, reading: str, fee: str, status: str
) -> None:
    stay = make_stay(worker, "oit", "1350.00", family=("1000.00",))
    # 2350 → 2500 zł: 150 zł for the family, 75 zł a person; the limit is 82,30 zł.
    review(worker, stay, "1500.00", "1000.00", persons=2)
    run = count(worker)
    row = only_row(run)
    assert (row.ten_percent, row.new_amount) == ("undecided", None)
    assert (row.amount_with_change, row.amount_without_change) == (Decimal("248.00"), Decimal("186.00"))
    assert row.ten_percent_figures["change_per_person"] == "75.00"
    with pytest.raises(DomainError) as refusal:
        services.order_drafts(actor=worker, run=run)
    assert refusal.value.code == "undecided"
    services.choose_reading(actor=worker, row=row, reading=reading)
    row.refresh_from_db()
    assert (row.new_amount, row.ten_percent, row.reading) == (Decimal(fee), status, reading)
    event = Event.objects.get(verb="fees.change_row.reading")
    assert (event.case, event.actor, event.detail["reading"]) == (stay.application_id, worker, reading)
    assert "art. 106 ust. 3b" in event.sentence


def test_a_new_member_of_the_family_is_more_than_a_small_change_of_income(worker: User) -> None:
    review(worker, family_on_the_edge(worker), "1200.00", "1000.00", persons=3)
    row = only_row(count(worker))
    assert (row.ten_percent, row.new_amount, causes(row)) == ("effect", Decimal("0.00"), ["household"])


# --- never retroactive -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_day_before_tomorrow_is_refused_and_the_way_of_the_past_is_named(
    worker: User, today: date, days: int
) -> None:
    with pytest.raises(DomainError) as refusal:
        services.start_run(actor=worker, on=today + timedelta(days=days))
    assert (refusal.value.code, refusal.value.field) == ("retroactive", "on")
    for words in ("art. 98a", "art. 104", "art. 106 ust. 5", "najwcześniej od jutra"):
        assert words in refusal.value.message
    assert not ChangeRun.objects.exists()


def test_tomorrow_is_allowed(worker: User, today: date) -> None:
    assert services.start_run(actor=worker, on=today + timedelta(days=1)).pk


def test_drafts_are_refused_once_the_day_has_come(worker: User, time_machine_at) -> None:
    make_stay(worker, "oit", "1350.00")
    new_criterion()
    run = count(worker)
    time_machine_at(CHANGE)
    with pytest.raises(DomainError) as refusal:
        services.order_drafts(actor=worker, run=run)
    assert refusal.value.code == "retroactive"


# --- drafts ----------------------------------------------------------------------------------------------------------


def drafted(worker: User, batch: int = 2) -> ChangeRun:
    run = services.order_drafts(actor=worker, run=count(worker))
    return services.carry_on(actor=worker, run=run, batch=batch)


def test_drafts_are_made_for_changed_fees_only_and_nothing_in_force_is_touched(worker: User) -> None:
    changed, same = make_stay(worker, "oit", "1350.00"), make_stay(worker, "oit", "900.00")
    new_criterion(single="1400.00")
    before = list(Assessment.objects.order_by("pk").values())
    occupancies = list(Occupancy.objects.order_by("pk").values())
    run = drafted(worker)
    assert run.drafted_at is not None
    draft = DraftAssessment.objects.get()
    assert (draft.occupancy, draft.amount, draft.free, draft.on) == (changed, Decimal("0.00"), True, CHANGE)
    assert draft.causes == [{"cause": "criterion", "alone": "0.00"}]
    assert list(drafts_for(changed.application)) == [draft]
    assert not drafts_for(same.application).exists()
    assert list(Assessment.objects.order_by("pk").values()) == before
    assert list(Occupancy.objects.order_by("pk").values()) == occupancies


def test_a_draft_can_be_recomputed_to_the_byte(worker: User) -> None:
    review(worker, make_stay(worker, "oit", "1350.00"), "1600.00")
    drafted(worker)
    draft = DraftAssessment.objects.get()
    assert replay(draft) is None
    assert engine.assessment_from(draft.result).own_income == Decimal("1600.00")


def test_asking_twice_makes_nothing_twice(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    new_criterion()
    run = drafted(worker)
    services.order_drafts(actor=worker, run=run)
    services.carry_on(actor=worker, run=run)
    assert DraftAssessment.objects.count() == 1
    again = drafted(worker)
    assert DraftAssessment.objects.get().row.run == again


def test_a_law_that_changed_after_counting_is_noticed_before_any_draft(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    new_cost(worker, "oit", "1300.00")
    run = services.order_drafts(actor=worker, run=count(worker))
    new_criterion()
    with pytest.raises(DomainError) as refusal:
        services.carry_on(actor=worker, run=run)
    assert refusal.value.code == "changed"
    assert not DraftAssessment.objects.exists()


# --- killed and carried on -------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone."""


def kill_at(monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """The ``nth`` comparison from now never ends."""
    calls = iter(range(1, 10_000))
    real = services.compare

    def mortal(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == nth:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(services, "compare", mortal)


def test_a_run_that_was_killed_goes_on_where_it_stopped(worker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    stays = [make_stay(worker, "oit", "1350.00") for _ in range(5)]
    new_criterion()
    run = services.start_run(actor=worker, on=CHANGE)
    with monkeypatch.context() as patch:
        kill_at(patch, 4)
        with pytest.raises(Killed):
            services.carry_on(actor=worker, run=run, batch=2)
    run.refresh_from_db()
    assert (run.done, run.total, run.counted_at) == (2, 5, None)
    run = services.carry_on(actor=worker, run=run, batch=2)
    assert run.counted_at is not None
    assert list(run.rows.order_by("line").values_list("line", flat=True)) == [stay.pk for stay in stays]
    run = services.order_drafts(actor=worker, run=run)
    with monkeypatch.context() as patch:
        kill_at(patch, 3)
        with pytest.raises(Killed):
            services.carry_on(actor=worker, run=run, batch=2)
    assert DraftAssessment.objects.count() == 2
    run.refresh_from_db()
    run = services.carry_on(actor=worker, run=run, batch=2)
    assert run.drafted_at is not None
    assert DraftAssessment.objects.count() == 5


def test_time_runs_out_between_batches_and_the_rest_waits(worker: User) -> None:
    for _ in range(3):
        make_stay(worker, "oit", "1350.00")
    run = services.start_run(actor=worker, on=CHANGE)
    run = services.carry_on(actor=worker, run=run, seconds=0, batch=1)
    assert (run.done, run.working) == (1, True)
    assert services.carry_on(actor=worker, run=run).done == 3


def test_the_number_of_queries_does_not_grow_with_the_stays(worker: User) -> None:
    def queries(run: ChangeRun) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            services.carry_on(actor=worker, run=run)
        return len(captured)

    new_criterion()
    for _ in range(2):
        make_stay(worker, "oit", "1350.00")
    few = queries(services.start_run(actor=worker, on=CHANGE))
    for _ in range(8):
        make_stay(worker, "oit", "1350.00")
    assert queries(services.start_run(actor=worker, on=CHANGE)) <= few


# --- simulations -----------------------------------------------------------------------------------------------------


def test_an_act_that_is_not_law_yet_can_be_simulated_and_never_leads_to_drafts(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    draft = new_resolution(worker, "oit", valid_from=date(2031, 1, 1))
    run = count(worker, date(2027, 1, 1), resolution=draft)
    row = only_row(run)
    assert (row.new_amount, causes(row)) == (Decimal("310.00"), ["resolution"])
    assert only_row(count(worker, date(2027, 1, 1))).new_amount == Decimal("186.00")
    with pytest.raises(DomainError) as refusal:
        services.order_drafts(actor=worker, run=run)
    assert "Symulacja nie prowadzi do projektów" in refusal.value.message


def test_an_act_of_another_municipality_or_without_content_is_not_simulated(worker: User) -> None:
    for number in ("LXXVII/708/23", "LII/1090/2023"):
        with pytest.raises(DomainError) as refusal:
            services.start_run(actor=worker, on=CHANGE, resolution=Resolution.objects.get(number=number))
        assert refusal.value.field == "resolution"


def test_invented_incomes_are_compared_without_any_person(administrator: User) -> None:
    programme = administrator.office.programmes.get(code="oit")
    draft = new_resolution(administrator, "oit", valid_from=date(2031, 1, 1))
    incomes = [("single", 1, Decimal("1000.00"), None), ("single", 1, Decimal("1350.00"), None)]
    incomes.append(("family", 3, Decimal("4000.00"), Decimal("2000.00")))
    run = services.start_invented(
        actor=administrator, on=CHANGE, programme=programme, incomes=incomes, resolution=draft
    )
    run = services.carry_on(actor=administrator, run=run, batch=2)
    rows = run.rows.order_by("line")
    assert [(row.old_amount, row.new_amount) for row in rows] == [
        (Decimal("0.00"), Decimal("0.00")),
        (Decimal("186.00"), Decimal("310.00")),
        (Decimal("248.00"), Decimal("310.00")),
    ]
    assert {row.application_id for row in rows} == {None}
    assert totals(run).difference == Decimal("186.00")


# --- who may, filters ------------------------------------------------------------------------------------------------


def test_an_administrator_simulates_but_reviews_nobody(administrator: User, worker: User) -> None:
    with pytest.raises(DomainError):
        services.start_run(actor=administrator, on=CHANGE)
    draft = new_resolution(worker, "oit", valid_from=date(2031, 1, 1))
    assert services.start_run(actor=administrator, on=CHANGE, resolution=draft).kind == "simulation"


def test_income_is_reviewed_by_the_worker_of_a_running_stay_only(worker: User, director: User) -> None:
    stay = make_stay(worker, "oit", "1350.00")
    with pytest.raises(DomainError):
        review(director, stay, "1500.00")
    stay.application.state = "submitted"
    with pytest.raises(DomainError) as refusal:
        review(worker, stay, "1500.00")
    assert "zmień dochód we wniosku" in refusal.value.message


def test_rows_are_filtered_by_what_becomes_of_the_fee_and_by_cause(worker: User) -> None:
    freed = make_stay(worker, "oit", "1050.00")
    less = make_stay(worker, "oit", "1350.00")
    same = make_stay(worker, "oit", "900.00")
    more = make_stay(worker, "oit", "1200.00")
    review(worker, more, "2200.00")
    new_criterion(single="1100.00")
    run = count(worker)
    lines = {
        which: list(rows_of(run, which=which).values_list("line", flat=True))
        for which in ("free", "less", "same", "more", "changed")
    }
    assert lines == {
        "free": [freed.pk],
        "less": [less.pk],
        "same": [same.pk],
        "more": [more.pk],
        "changed": [freed.pk, less.pk, more.pk],
    }
    assert list(rows_of(run, cause="income").values_list("line", flat=True)) == [more.pk]
    assert totals(run).causes["criterion"] == 3


def test_an_act_that_tells_apartments_apart_gives_each_stay_its_own_table(worker: User) -> None:
    here, there = make_stay(worker, "oit", "1350.00"), make_stay(worker, "training-disabled", "1350.00")
    act = new_resolution(worker, "oit", valid_from=date(2031, 1, 1))
    table = act.tables.get()
    table.programmes.clear()
    table.apartments.set([here.place.apartment])
    assert here.place.apartment != there.place.apartment
    own, other = count(worker, resolution=act).rows.order_by("line")
    assert own.new_amount == Decimal("310.00")
    assert "nie ma tabeli odpłatności" in other.problem
