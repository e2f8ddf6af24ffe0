"""What the office says about an application that is not complete, rule by rule, both sides of each."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications import checks
from applications.models import Application
from applications.services import MemberData, PersonData, save_person, start
from office.models import User
from tests.applications.cast import (
    JAN,
    PESEL_BORN,
    PESEL_YOUNGER,
    complete,
    household_of,
    income,
    programme,
    request_of,
    situation_of,
)

ANNA = MemberData(name="Anna Fikcyjna", relation="żona", birth_date=date(1950, 1, 2))


@pytest.fixture
def case(worker: User) -> Application:
    return complete(worker)


def reread(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


def problems(case: Application) -> dict[str, str]:
    return {error.code: error.message for error in checks.problems(reread(case))}


def warnings(case: Application) -> dict[str, str]:
    return {error.code: error.message for error in checks.warnings(reread(case))}


def field_of(case: Application, code: str) -> str:
    return next(error.field for error in checks.problems(reread(case)) if error.code == code)


def test_a_full_application_lacks_nothing(case: Application) -> None:
    assert problems(case) == {}
    assert warnings(case) == {}


def test_an_empty_draft_is_told_everything_at_once(worker: User) -> None:
    empty = start(actor=worker, person=PersonData(last_name="Fikcyjny"))
    assert set(problems(empty)) == {
        "first_name_missing",
        "birth_date_missing",
        "document_missing",
        "address_missing",
        "received_on_missing",
        "kind_missing",
        "programme_missing",
        "stay_from_missing",
        "stay_to_missing",
        "cause_missing",
        "full_time_care_unanswered",
        "household_missing",
        "income_missing",
    }


# --- person ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["44051401458", "02070803628", PESEL_YOUNGER])
def test_a_valid_pesel_suffices(worker: User, case: Application, number: str) -> None:
    save_person(actor=worker, application=case, person=replace(JAN, pesel=number))
    assert "pesel_wrong" not in problems(case)
    assert "document_missing" not in problems(case)


def test_a_pesel_that_came_in_wrong_is_found(case: Application) -> None:
    case.person.pesel = "44051401459"
    case.person.save()
    assert "pesel_wrong" in problems(case)


def test_a_foreigner_without_pesel_gives_birth_date_and_document(worker: User, case: Application) -> None:
    foreigner = replace(JAN, pesel="", birth_date=date(1990, 2, 3), document="paszport AB 000000")
    save_person(actor=worker, application=case, person=foreigner)
    assert problems(case) == {}
    save_person(actor=worker, application=case, person=replace(foreigner, birth_date=None))
    assert set(problems(case)) == {"birth_date_missing"}
    save_person(actor=worker, application=case, person=replace(foreigner, document=""))
    assert set(problems(case)) == {"document_missing"}


def test_the_birth_date_agrees_with_pesel(worker: User, case: Application) -> None:
    save_person(actor=worker, application=case, person=replace(JAN, birth_date=PESEL_BORN))
    assert problems(case) == {}
    save_person(actor=worker, application=case, person=replace(JAN, birth_date=date(1945, 5, 14)))
    found = problems(case)
    assert "14.05.1945" in found["birth_date_differs"]
    assert "14.05.1944" in found["birth_date_differs"]


def test_support_begins_on_the_eighteenth_birthday_at_the_earliest(worker: User, case: Application) -> None:
    young = replace(JAN, pesel="", birth_date=date(2008, 4, 1), document="legitymacja 000")
    save_person(actor=worker, application=case, person=young)
    assert "not_adult" not in problems(case)
    assert "art. 53 ust. 1 " in warnings(case)["adult_later"]
    save_person(actor=worker, application=case, person=replace(young, birth_date=date(2008, 4, 2)))
    assert "art. 53 ust. 1 ustawy o pomocy społecznej" in problems(case)["not_adult"]
    assert "02.04.2026" in problems(case)["not_adult"]
    save_person(actor=worker, application=case, person=replace(young, birth_date=date(2008, 2, 3)))
    assert "adult_later" not in warnings(case)


def test_somebody_born_on_29_february_comes_of_age_on_1_march(worker: User, case: Application) -> None:
    young = replace(JAN, pesel="", birth_date=date(2008, 2, 29), document="legitymacja 000")
    save_person(actor=worker, application=case, person=young)
    assert "01.03.2026" in warnings(case)["adult_later"]


def test_an_address_is_needed_unless_the_person_is_homeless(worker: User, case: Application) -> None:
    save_person(actor=worker, application=case, person=replace(JAN, street="", city=""))
    assert "art. 63 § 2" in problems(case)["address_missing"]
    assert field_of(case, "address_missing") == "person.street"
    situation_of(case, worker, groups=["homeless"])
    assert problems(case) == {}


def test_a_first_name_is_needed(worker: User, case: Application) -> None:
    save_person(actor=worker, application=case, person=replace(JAN, first_name=" "))
    assert set(problems(case)) == {"first_name_missing"}


def test_a_second_open_case_of_the_person_is_pointed_out(worker: User, case: Application) -> None:
    assert "other_open_case" not in warnings(case)
    second = complete(worker)
    assert f"szkic {second.pk}" in warnings(case)["other_open_case"]


# --- request ---------------------------------------------------------------------------------------------------------


def test_the_day_of_receipt_is_not_in_the_future(worker: User, case: Application) -> None:
    march = [income(month=date(2026, 2, 1))]
    household_of(case, worker, incomes=march)
    request_of(case, worker, received_on=date(2026, 3, 10))
    assert problems(case) == {}
    request_of(case, worker, received_on=date(2026, 3, 11))
    assert "11.03.2026" in problems(case)["received_on_in_future"]
    request_of(case, worker, received_on=None)
    assert "received_on_missing" in problems(case)


def test_the_programme_is_of_the_kind_asked_for(worker: User, case: Application) -> None:
    request_of(case, worker, kind="supported", programme=programme(worker, "training"))
    assert "mieszkanie wspomagane" in problems(case)["programme_of_another_kind"]
    request_of(case, worker, kind="supported", programme=programme(worker, "supported"))
    assert problems(case) == {}


def test_the_programme_is_of_this_office(worker: User, kutno_worker: User, case: Application) -> None:
    case.programme = programme(kutno_worker)
    case.save()
    assert "programme_of_another_office" in problems(case)


def test_an_upper_age_limit_is_only_pointed_out(worker: User, case: Application) -> None:
    request_of(case, worker, programme=programme(worker, age_to=81))
    assert "too_old_for_programme" not in warnings(case)
    request_of(case, worker, programme=programme(worker, age_to=80))
    assert problems(case) == {}
    assert "do 80 lat, a osoba ma 81 lat" in warnings(case)["too_old_for_programme"]


def test_a_lower_age_limit_above_eighteen_stops(worker: User, case: Application) -> None:
    save_person(actor=worker, application=case, person=replace(JAN, pesel=PESEL_YOUNGER))
    request_of(case, worker, programme=programme(worker, age_from=23))
    assert "too_young_for_programme" not in problems(case)
    request_of(case, worker, programme=programme(worker, age_from=24))
    assert "przyjmuje od 24 lat, a osoba ma 23 lata" in problems(case)["too_young_for_programme"]


def test_training_is_always_for_a_fixed_time(worker: User, case: Application) -> None:
    request_of(case, worker, stay_to=None)
    found = problems(case)["stay_to_missing"]
    assert "mieszkaniu treningowym" in found
    assert "art. 53 ust. 8" in found
    request_of(case, worker, stay_from=None)
    assert "stay_from_missing" in problems(case)


@pytest.mark.parametrize(
    ("degree", "founded"), [("severe", True), ("moderate", True), ("light", False), ("none", False)]
)
def test_an_indefinite_supported_stay_needs_a_severe_or_moderate_degree(
    worker: User, case: Application, degree: str, founded: bool
) -> None:
    request_of(case, worker, kind="supported", stay_to=None, indefinite=True)
    situation_of(case, worker, disability_degree=degree)
    assert ("indefinite_unfounded" not in problems(case)) is founded


def test_or_a_special_reason_in_writing(worker: User, case: Application) -> None:
    request_of(case, worker, kind="supported", stay_to=None, indefinite=True)
    assert "art. 53 ust. 9" in problems(case)["indefinite_unfounded"]
    request_of(case, worker, kind="supported", stay_to=None, indefinite=True, indefinite_reason="Choroba postępuje.")
    assert problems(case) == {}


def test_the_stay_keeps_within_the_programmes_longest(worker: User, case: Application) -> None:
    oit = programme(worker, stay_months=18, stay_months_max=24)
    request_of(case, worker, programme=oit, stay_to=date(2027, 9, 30))
    assert problems(case) == {}
    assert warnings(case) == {}
    request_of(case, worker, programme=oit, stay_to=date(2027, 10, 1))
    assert "18 miesięcy" in warnings(case)["stay_longer_than_usual"]
    request_of(case, worker, programme=oit, stay_to=date(2028, 3, 31))
    assert problems(case) == {}
    request_of(case, worker, programme=oit, stay_to=date(2028, 4, 1))
    assert "31.03.2028" in problems(case)["stay_too_long"]


def test_an_indefinite_stay_is_longer_than_any_limit(worker: User, case: Application) -> None:
    limited = programme(worker, "supported", stay_months_max=24)
    situation_of(case, worker, disability_degree="severe")
    request_of(case, worker, kind="supported", programme=limited, stay_to=None, indefinite=True)
    assert "stay_too_long" in problems(case)


# --- situation -------------------------------------------------------------------------------------------------------


def test_at_least_one_cause_is_named(worker: User, case: Application) -> None:
    situation_of(case, worker, causes=[])
    assert "art. 53 ust. 1" in problems(case)["cause_missing"]


def test_who_needs_round_the_clock_care_cannot_be_granted_an_apartment(worker: User, case: Application) -> None:
    situation_of(case, worker, needs_full_time_care=True)
    assert "art. 53 ust. 1" in problems(case)["full_time_care_needed"]
    situation_of(case, worker, needs_full_time_care=None)
    assert set(problems(case)) == {"full_time_care_unanswered"}


def test_a_ruling_that_ends_during_the_stay_is_pointed_out(worker: User, case: Application) -> None:
    situation_of(case, worker, disability_degree="severe", disability_until=date(2027, 9, 30))
    assert warnings(case) == {}
    situation_of(case, worker, disability_degree="severe", disability_until=date(2027, 9, 29))
    assert "29.09.2027" in warnings(case)["ruling_ends_early"]
    request_of(case, worker, kind="supported", stay_to=None, indefinite=True)
    assert "na czas nieokreślony" in warnings(case)["ruling_ends_early"]


def test_an_empty_description_is_pointed_out(worker: User, case: Application) -> None:
    situation_of(case, worker, situation=" ")
    assert problems(case) == {}
    assert "situation_empty" in warnings(case)


# --- household and incomes -------------------------------------------------------------------------------------------


def test_a_family_has_at_least_one_more_person(worker: User, case: Application) -> None:
    household_of(case, worker, "family")
    assert "art. 6 pkt 14" in problems(case)["members_missing"]
    household_of(case, worker, "family", members=[ANNA])
    assert problems(case) == {}


def test_who_keeps_house_alone_has_no_members(worker: User, case: Application) -> None:
    household_of(case, worker, "single", members=[ANNA])
    assert "members_of_single" in problems(case)


def test_nobody_is_counted_twice(worker: User, case: Application) -> None:
    household_of(case, worker, "family", members=[ANNA, ANNA])
    assert field_of(case, "member_listed_twice") == "household.members-1-name"
    household_of(case, worker, "family", members=[ANNA, replace(ANNA, birth_date=date(1980, 1, 2))])
    assert problems(case) == {}
    myself = MemberData(name="jan fikcyjny", birth_date=PESEL_BORN)
    household_of(case, worker, "family", members=[myself])
    assert "member_listed_twice" in problems(case)


def test_a_member_has_a_name(worker: User, case: Application) -> None:
    household_of(case, worker, "family", members=[ANNA, MemberData(name=" ")])
    assert field_of(case, "member_name_missing") == "household.members-1-name"


def test_income_is_of_the_month_before_the_application(worker: User, case: Application) -> None:
    household_of(case, worker, incomes=[income(), income("10.00", month=date(2026, 2, 1))])
    found = problems(case)["income_of_another_month"]
    assert "luty 2026" in found
    assert "styczeń 2026" in found
    assert "art. 8 ust. 3" in found
    assert field_of(case, "income_of_another_month") == "household.incomes-1-month"


def test_after_loss_of_income_it_is_of_the_month_of_the_application(worker: User, case: Application) -> None:
    household_of(case, worker, income_lost=True)
    assert "luty 2026" in problems(case)["income_of_another_month"]
    household_of(case, worker, income_lost=True, incomes=[income(month=date(2026, 2, 1))])
    assert problems(case) == {}


def test_no_income_is_said_in_so_many_words(worker: User, case: Application) -> None:
    household_of(case, worker, incomes=[])
    assert "income_missing" in problems(case)
    household_of(case, worker, incomes=[], no_income=True)
    assert problems(case) == {}
    household_of(case, worker, no_income=True)
    assert "income_despite_none" in problems(case)


def test_in_a_family_the_persons_own_income_is_asked_for_too(worker: User, case: Application) -> None:
    household_of(case, worker, "family", members=[ANNA], incomes=[income(member=0)])
    assert "income_missing" in problems(case)
    household_of(case, worker, "family", members=[ANNA], incomes=[income(member=0)], no_income=True)
    assert problems(case) == {}


def test_income_of_somebody_from_another_household_is_found(worker: User, case: Application) -> None:
    other = complete(worker)
    household_of(other, worker, "family", members=[ANNA])
    row = case.incomes.get()
    row.member = other.members.get()
    row.save()
    assert "income_of_a_stranger" in problems(case)


def test_two_equal_incomes_are_pointed_out_once(worker: User, case: Application) -> None:
    household_of(case, worker, incomes=[income(), income()])
    assert problems(case) == {}
    found = [error for error in checks.warnings(reread(case)) if error.code == "income_listed_twice"]
    assert len(found) == 1
    household_of(case, worker, incomes=[income(), income("1350.01")])
    assert warnings(case) == {}


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_the_reference_month_is_the_one_before_also_around_new_year(received: date) -> None:
    usual = Application(received_on=received).reference_month
    assert usual is not None
    assert usual.day == 1
    assert (received.year * 12 + received.month) - (usual.year * 12 + usual.month) == 1
    assert Application(received_on=received, income_lost=True).reference_month == received.replace(day=1)


def test_an_application_of_2_january_uses_december() -> None:
    assert Application(received_on=date(2026, 1, 2)).reference_month == date(2025, 12, 1)


def test_every_rule_that_cites_a_provision_finds_it_in_the_law_tables(worker: User) -> None:
    empty = start(actor=worker, person=PersonData(last_name="Fikcyjny"))
    told = problems(empty)
    for code in ("address_missing", "received_on_missing", "kind_missing", "cause_missing", "household_missing"):
        assert " (art. " in told[code], told[code]


def test_checking_takes_the_same_number_of_queries_for_one_income_and_for_ten(
    worker: User, case: Application, django_assert_max_num_queries
) -> None:
    household_of(case, worker, "family", members=[ANNA], incomes=[income(str(n)) for n in range(10)])
    full = Application.objects.select_related("person", "programme").get(pk=case.pk)
    with django_assert_max_num_queries(12):
        checks.both(full)


def test_two_provisions_of_one_act_name_the_act_once(worker: User, case: Application) -> None:
    request_of(case, worker, kind="", programme=None)
    assert "(art. 53 ust. 4 i art. 53 ust. 5 ustawy o pomocy społecznej)" in problems(case)["kind_missing"]
