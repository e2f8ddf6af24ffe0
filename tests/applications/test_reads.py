"""Who finds which application, what the fee is given, and what the case page shows."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from applications import selectors, services
from applications.folding import fold, pattern
from applications.models import Application, IncomeKind, SearchWord
from applications.services import MemberData, PersonData
from office.errors import DomainError
from office.models import User
from tests.applications.cast import JAN, PESEL_YOUNGER, RECEIVED, complete, draft, household_of, income, kind

ANNA = MemberData(name="Anna Fikcyjna", relation="żona")


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_social_worker_and_director_see_the_cases_of_their_office(
    worker: User, director: User, administrator: User, kutno_worker: User
) -> None:
    application = draft(worker)
    assert list(selectors.visible_to(worker)) == [application]
    assert list(selectors.visible_to(director)) == [application]
    assert not selectors.visible_to(administrator).exists()
    assert not selectors.visible_to(kutno_worker).exists()


def test_a_list_takes_the_same_number_of_queries_for_any_number_of_rows(
    worker: User, django_assert_num_queries
) -> None:
    for number in range(5):
        draft(worker, PersonData(last_name=f"Fikcyjny {number}"))
    worker.roles  # noqa: B018 - the roles are read once per request
    with django_assert_num_queries(1):
        rows = [f"{row.person} {row.worker} {row.office} {row.programme}" for row in selectors.visible_to(worker)]
    assert len(rows) == 5


# --- search ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["zolc", "ŻÓŁĆ", "Żółć", "swietopelk zolc", "Zolc Swiet", " fikc ", "fikcyjny zolc"])
def test_a_person_is_found_without_regard_to_diacritics_capitals_and_order(worker: User, text: str) -> None:
    found = draft(worker, PersonData(first_name="Świętopełk", last_name="Żółć-Fikcyjny"))
    draft(worker, PersonData(first_name="Jan", last_name="Inny"))
    assert selectors.search(worker, text) == [found]


@pytest.mark.parametrize("text", ["Żółć Jan", "z", "", " ", "%", "__", "44051401459"])
def test_what_is_not_there_is_not_found(worker: User, text: str) -> None:
    draft(worker, PersonData(first_name="Świętopełk", last_name="Żółć-Fikcyjny"))
    assert selectors.search(worker, text) == []


def test_a_case_is_found_by_pesel_and_by_case_number(worker: User) -> None:
    application = services.submit(actor=worker, application=complete(worker))
    assert selectors.search(worker, "44051401458") == [application]
    assert selectors.search(worker, "440514 01458") == [application]
    assert selectors.search(worker, "4405") == [application]
    assert selectors.search(worker, application.case_number.lower()) == [application]


def test_a_case_is_found_by_the_persons_street_and_by_a_part_of_a_double_name(worker: User) -> None:
    found = draft(worker, PersonData(last_name="Fikcyjny-Żuk", street="ul. Zmyślona 12/3", city="Kielce"))
    for text in ("zmyslona 12/3", "zuk kielce", "Fikcyjny-Żuk", "fikcyjny-z", "12"):
        assert selectors.search(worker, text) == [found], text


def test_after_a_change_the_case_is_found_under_the_new_words_only(worker: User) -> None:
    application = draft(worker, PersonData(last_name="Dawny"))
    services.save_person(actor=worker, application=application, person=PersonData(last_name="Obecny"))
    assert selectors.search(worker, "obecny") == [application]
    assert selectors.search(worker, "dawny") == []


def test_the_words_can_be_stored_anew(worker: User) -> None:
    application = draft(worker, PersonData(last_name="Fikcyjny"))
    SearchWord.objects.all().delete()
    assert selectors.search(worker, "fikcyjny") == []
    call_command("rebuild_search", verbosity=0)
    assert selectors.search(worker, "fikcyjny") == [application]


def test_a_very_common_word_leads_nobody_astray(worker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.search._FEW", 3)
    rows = [draft(worker, PersonData(first_name="Jan", last_name=f"Fikcyjny {number}")) for number in range(5)]
    assert selectors.search(worker, "jan fikcyjny") == rows[::-1]
    assert selectors.search(worker, "jan fikcyjny 4") == [rows[4]]


def test_search_stays_within_the_office_and_the_rights(worker: User, kutno_worker: User, administrator: User) -> None:
    draft(worker)
    assert selectors.search(kutno_worker, "Fikcyjny") == []
    assert selectors.search(administrator, "Fikcyjny") == []


def test_search_gives_the_twenty_newest(worker: User) -> None:
    rows = [draft(worker, PersonData(last_name=f"Fikcyjny {number}")) for number in range(22)]
    assert selectors.search(worker, "fikcyjny") == rows[:1:-1]


NAMES = st.text(alphabet="aąbcćdeęfghiłlmnńoóprsśtuüwyzźżAĄBCĆEĘŁNŃOÓSŚZŹŻ-' ", min_size=1, max_size=30)


@given(NAMES)
def test_every_name_is_found_by_itself_and_without_its_diacritics(name: str) -> None:
    assert re.search(pattern(name), name)
    assert re.search(pattern(fold(name)), name)


# --- facts for the fee -----------------------------------------------------------------------------------------------


def test_the_fee_is_given_each_income_with_its_label_and_why_it_counts(worker: User) -> None:
    application = complete(worker)
    incomes = [income(), income("800.00", member=0, code="purpose-allowance")]
    application = household_of(application, worker, "family", members=[ANNA], incomes=incomes)
    facts = selectors.household_facts(application, date(2026, 3, 10))
    assert (facts.household, facts.persons) == ("family", 2)
    own, hers = facts.incomes
    assert own.label == "emerytura – Jan Fikcyjny (styczeń 2026)"
    assert (own.amount, own.counted, own.own) == (Decimal("1350.00"), True, True)
    assert own.provision == "ups.8.3"
    assert hers.label == "zasiłek celowy – Anna Fikcyjna (styczeń 2026)"
    assert (hers.counted, hers.own, hers.provision) == (False, False, "ups.8.4.2")


def test_whether_a_kind_counts_is_asked_on_the_day_of_the_assessment(worker: User) -> None:
    application = complete(worker)
    old = kind()
    old.valid_to = date(2026, 3, 31)
    old.save()
    IncomeKind.objects.create(
        code=old.code,
        name="emerytura",
        counted=False,
        reason="zmiana",
        certainty="confirmed",
        valid_from=date(2026, 4, 1),
    )
    assert selectors.household_facts(application, date(2026, 3, 31)).incomes[0].counted is True
    assert selectors.household_facts(application, date(2026, 4, 1)).incomes[0].counted is False


def test_a_kind_that_the_list_does_not_know_that_day_is_not_guessed(worker: User) -> None:
    application = complete(worker)
    IncomeKind.objects.filter(code="pension").update(valid_to=date(2026, 3, 1))
    with pytest.raises(DomainError, match="emerytura"):
        selectors.household_facts(application, date(2026, 3, 10))


def test_a_declared_lack_of_income_is_an_item_of_zero(worker: User) -> None:
    application = complete(worker)
    application = household_of(application, worker, incomes=[], no_income=True)
    (only,) = selectors.household_facts(application, RECEIVED).incomes
    assert only.label == "brak dochodów – Jan Fikcyjny (styczeń 2026)"
    assert (only.amount, only.own, only.counted) == (Decimal("0.00"), True, True)


def test_silence_about_income_is_no_zero(worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[])
    assert selectors.household_facts(application, RECEIVED).incomes == ()


def test_the_decision_is_given_each_income_in_columns(worker: User) -> None:
    (row,) = selectors.weighed_incomes(complete(worker), RECEIVED)
    assert (row.person, row.source, row.month) == ("Jan Fikcyjny", "emerytura", date(2026, 1, 1))


def test_facts_take_the_same_number_of_queries_for_any_number_of_incomes(
    worker: User, django_assert_num_queries
) -> None:
    application = complete(worker)
    household_of(application, worker, "family", members=[ANNA], incomes=[income(str(n)) for n in range(9)])
    application = selectors.visible_to(worker).get(pk=application.pk)
    with django_assert_num_queries(4):
        selectors.household_facts(application, RECEIVED)


# --- the section of the case page ------------------------------------------------------------------------------------


def test_a_draft_says_how_much_is_missing_and_leads_to_the_first_gap(worker: User) -> None:
    application = draft(worker, replace(JAN, first_name=""))
    section = selectors.case_section(application, worker)
    assert section.done is False
    assert section.next_step is not None
    assert section.next_step.url.endswith("/osoba/#id_first_name")
    assert section.next_step.sentence == "Uzupełnij wniosek: brakuje 10 informacji."
    assert (section.parts[0].code, section.parts[0].missing) == ("person", 1)


def test_a_complete_draft_leads_to_its_acceptance(worker: User) -> None:
    application = complete(worker)
    section = selectors.case_section(application, worker)
    assert section.next_step is not None
    assert section.next_step.url == section.submit_url
    assert section.problems == ()


def test_an_accepted_application_is_done(worker: User, director: User) -> None:
    application = services.submit(actor=worker, application=complete(worker))
    section = selectors.case_section(application, director)
    assert section.done is True
    assert section.next_step is None
    assert not section.may_edit


def test_each_finding_leads_to_its_field(worker: User) -> None:
    application = complete(worker)
    household_of(application, worker, "family", incomes=[income(month=date(2025, 5, 1))])
    section = selectors.case_section(Application.objects.get(pk=application.pk), worker)
    assert [item.url.partition("rodzina/")[2] for item in section.problems] == ["#czlonkowie", "#id_incomes-0-month"]


def test_the_summary_names_what_was_entered(worker: User) -> None:
    application = complete(
        worker, PersonData(last_name="Fikcyjna", first_name="Ewa", pesel=PESEL_YOUNGER, city="Kielce")
    )
    household_of(application, worker, "family", members=[ANNA], incomes=[income(code="purpose-allowance")])
    section = selectors.case_section(Application.objects.get(pk=application.pk), worker)
    rows = dict(row for part in section.parts for row in part.rows)
    assert rows["Imię i nazwisko"] == "Ewa Fikcyjna"
    assert rows["żona"] == "Anna Fikcyjna"
    assert rows["Przyczyny"] == "trudna sytuacja życiowa"
    (allowance,) = section.incomes.items
    assert (allowance.source, allowance.person, allowance.counted) == ("zasiłek celowy", "Ewa Fikcyjna", False)
    assert allowance.reason == "ustawa pomija ten przychód (art. 8 ust. 4 pkt 2)"


def test_the_section_takes_the_same_number_of_queries_for_any_household(
    worker: User, django_assert_max_num_queries
) -> None:
    small, large = complete(worker), complete(worker, replace(JAN, pesel=PESEL_YOUNGER))
    members = [MemberData(name=f"Osoba Zmyślona {number}") for number in range(8)]
    household_of(large, worker, "family", members=members, incomes=[income(str(n), member=n % 8) for n in range(12)])
    worker.roles  # noqa: B018 - the roles are read once per request
    for application in (small, large):
        row = selectors.visible_to(worker).get(pk=application.pk)
        with django_assert_max_num_queries(30):
            selectors.case_section(row, worker)
