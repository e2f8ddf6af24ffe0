"""Acts on applications: each writes its event in the same transaction, and a draft may lack anything."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from applications import access, services
from applications.models import Application, Income, Person
from applications.services import MemberData, PersonData
from office.errors import DomainError, Incomplete
from office.models import Event, NumberRegister, Office, User
from office.periods import month_before
from office.selectors import history
from tests.applications.cast import (
    JAN,
    PESEL,
    PESEL_BORN,
    complete,
    draft,
    household_of,
    income,
    programme,
    request_of,
    situation_of,
)


def refusal(call, *args, **kwargs) -> DomainError:
    with pytest.raises(DomainError) as caught, transaction.atomic():
        call(*args, **kwargs)
    return caught.value


def last_event(application: Application) -> Event:
    event = history(application.pk).last()
    assert event is not None
    return event


# --- starting --------------------------------------------------------------------------------------------------------


def test_a_draft_begins_with_a_surname_alone(worker: User) -> None:
    application = draft(worker, PersonData(last_name="Fikcyjny"))
    assert application.state == "draft"
    assert application.worker == worker
    assert application.case_number == ""
    assert application.person.pesel is None
    assert last_event(application).verb == "applications.application.start"


def test_without_a_surname_nothing_begins(worker: User) -> None:
    assert refusal(services.start, actor=worker, person=PersonData(last_name=" ")).field == "last_name"
    assert not Application.objects.exists()


def test_the_birth_date_is_read_from_pesel(worker: User) -> None:
    assert draft(worker).person.birth_date == PESEL_BORN


@pytest.mark.parametrize("number", ["44051401459", "4405140145", "44051401458X", "44551401458"])
def test_a_wrong_pesel_is_refused_at_its_field(worker: User, number: str) -> None:
    error = refusal(services.start, actor=worker, person=replace(JAN, pesel=number))
    assert (error.code, error.field) == ("pesel_wrong", "pesel")


def test_a_person_known_by_pesel_is_found_and_not_entered_twice(worker: User) -> None:
    first = draft(worker, replace(JAN, phone="000 000 001"))
    second = draft(worker, replace(JAN, last_name="FIKCYJNY", street="ul. Nowa 2", phone=""))
    assert second.person == first.person
    assert second.pk != first.pk
    known = Person.objects.get()
    assert (known.street, known.phone) == ("ul. Nowa 2", "000 000 001")
    assert {"field": "street", "old": "ul. Zmyślona 1", "new": "ul. Nowa 2"} in last_event(second).detail["changes"]


def test_a_pesel_of_somebody_with_another_surname_is_questioned(worker: User) -> None:
    draft(worker)
    error = refusal(services.start, actor=worker, person=replace(JAN, last_name="Zmyślony"))
    assert (error.code, error.field) == ("pesel_of_another", "pesel")
    assert "Jan Fikcyjny" in error.message


def test_each_office_knows_its_own_persons_only(worker: User, kutno_worker: User) -> None:
    assert draft(worker).person != draft(kutno_worker).person


def test_neither_director_nor_administrator_begins_an_application(director: User, administrator: User) -> None:
    for user in (director, administrator):
        assert refusal(services.start, actor=user, person=JAN).code == "not_allowed"


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_every_part_of_a_draft_may_be_saved_empty(worker: User) -> None:
    application = draft(worker, PersonData(last_name="Fikcyjny"))
    services.save_person(actor=worker, application=application, person=PersonData(last_name="Fikcyjny"))
    services.save_request(actor=worker, application=application)
    services.save_situation(actor=worker, application=application)
    services.save_household(actor=worker, application=application)
    application.refresh_from_db()
    assert application.state == "draft"


def test_saving_without_a_change_writes_nothing(worker: User) -> None:
    application = complete(worker)
    before = (history(application.pk).count(), application.updated_at)
    situation_of(application, worker)
    household_of(application, worker)
    services.save_person(actor=worker, application=application, person=replace(JAN, citizenship=""))
    application.refresh_from_db()
    assert (history(application.pk).count(), application.updated_at) == before


def test_the_event_says_what_changed_from_what_to_what(worker: User) -> None:
    application = complete(worker)
    services.save_request(
        actor=worker,
        application=application,
        received_on=date(2026, 2, 4),
        kind=application.kind,
        programme=application.programme,
        stay_from=application.stay_from,
        stay_to=application.stay_to,
    )
    event = last_event(application)
    assert event.sentence == "Zmieniono treść prośby: data wpływu: 03.02.2026 → 04.02.2026."
    assert event.detail == {"changes": [{"field": "received_on", "old": "03.02.2026", "new": "04.02.2026"}]}
    assert (event.actor, event.case, event.office) == (worker, application.pk, worker.office)


def test_the_event_does_not_repeat_health_and_the_story_of_a_life(worker: User) -> None:
    application = complete(worker)
    situation_of(application, worker, situation="Tajemnica zdrowia.", causes=["illness"], disability_degree="severe")
    event = last_event(application)
    assert event.sentence == "Zmieniono opis sytuacji: przyczyny; sytuacja osoby; stopień niepełnosprawności."
    assert [set(change) for change in event.detail["changes"]] == [{"field"}] * 3


def test_a_very_long_change_still_fits_the_log(worker: User) -> None:
    application = complete(worker)
    members = [MemberData(name=f"Osoba Zmyślona numer {number} o bardzo długim nazwisku") for number in range(20)]
    household_of(application, worker, "family", members=members)
    event = last_event(application)
    assert event.sentence == "Zmieniono rodzinę i dochody: gospodarstwo, członkowie rodziny."
    assert "numer 19" in event.detail["changes"][1]["new"]


def test_when_saving_fails_no_event_stays(worker: User) -> None:
    application = complete(worker)
    before = history(application.pk).count()
    with transaction.atomic():
        situation_of(application, worker, situation="Inaczej.")
        transaction.set_rollback(True)
    assert history(application.pk).count() == before
    application.refresh_from_db()
    assert application.situation == "Osoba zmyślona potrzebuje wsparcia."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"stay_from": date(2026, 5, 1), "stay_to": date(2026, 4, 30)}, "stay_to"),
        ({"kind": "supported", "indefinite": True}, "stay_to"),
        ({"kind": "training", "indefinite": True, "stay_to": None}, "indefinite"),
        ({"kind": "", "programme": None, "indefinite": True, "stay_to": None}, "indefinite"),
    ],
)
def test_what_no_application_can_hold_is_refused_at_its_field(worker: User, changed: dict, field: str) -> None:
    application = complete(worker)
    assert refusal(request_of, application, worker, **changed).field == field


def test_a_stay_of_one_day_is_a_stay(worker: User) -> None:
    application = complete(worker, stay_from=date(2026, 5, 1), stay_to=date(2026, 5, 1))
    assert application.stay_to == application.stay_from


def test_a_programme_of_another_office_is_refused(worker: User, kutno_worker: User) -> None:
    application = draft(worker)
    assert refusal(request_of, application, worker, programme=programme(kutno_worker)).field == "programme"


@pytest.mark.parametrize("changed", [{"causes": ["nuda"]}, {"groups": ["kosmici"]}, {"disability_degree": "duży"}])
def test_codes_outside_the_lists_are_refused(worker: User, changed: dict) -> None:
    assert refusal(situation_of, draft(worker), worker, **changed).field in changed


def test_an_income_names_somebody_of_the_household_and_is_not_negative(worker: User) -> None:
    application = draft(worker)
    assert refusal(household_of, application, worker, incomes=[income(member=0)]).field == "incomes-0-whose"
    assert refusal(household_of, application, worker, incomes=[income("-0.01")]).field == "incomes-0-amount"
    assert refusal(household_of, application, worker, "commune").field == "household_type"


def test_the_household_is_replaced_as_a_whole(worker: User) -> None:
    application = complete(worker)
    anna, ewa = MemberData(name="Anna Fikcyjna", relation="żona"), MemberData(name="Ewa Fikcyjna", relation="córka")
    household_of(application, worker, "family", members=[anna, ewa], incomes=[income(), income("800.00", member=1)])
    assert [member.name for member in application.members.all()] == ["Anna Fikcyjna", "Ewa Fikcyjna"]
    assert Income.objects.get(amount=Decimal("800.00")).member.name == "Ewa Fikcyjna"
    household_of(application, worker, "single")
    assert application.members.count() == 0
    assert application.incomes.count() == 1


def test_a_pesel_of_another_person_is_refused_when_changed_later(worker: User) -> None:
    draft(worker)
    other = draft(worker, PersonData(last_name="Zmyślony", first_name="Adam"))
    error = refusal(
        services.save_person,
        actor=worker,
        application=other,
        person=PersonData(last_name="Zmyślony", first_name="Adam", pesel=PESEL),
    )
    assert (error.code, error.field) == ("pesel_taken", "pesel")


# --- two people at once ----------------------------------------------------------------------------------------------


def test_the_second_of_two_people_is_told_what_the_first_changed(worker: User) -> None:
    application = complete(worker)
    seen = application.updated_at
    situation_of(application, worker, situation="Pierwsza osoba zapisała.", seen=seen)
    error = refusal(situation_of, application, worker, situation="Druga osoba zapisała.", seen=seen)
    assert error.code == "changed_meanwhile"
    assert "Zmieniono opis sytuacji" in error.message
    assert str(worker) in error.message
    application.refresh_from_db()
    assert application.situation == "Pierwsza osoba zapisała."


def test_after_a_look_at_it_the_second_may_save(worker: User) -> None:
    application = complete(worker)
    situation_of(application, worker, situation="Pierwsza.")
    application.refresh_from_db()
    situation_of(application, worker, situation="Druga.", seen=application.updated_at)
    application.refresh_from_db()
    assert application.situation == "Druga."


# --- submitting ------------------------------------------------------------------------------------------------------


def test_a_complete_application_gets_its_case_number_by_the_offices_pattern(worker: User, kielce: Office) -> None:
    done = services.submit(actor=worker, application=complete(worker))
    assert done.state == "submitted"
    assert done.case_number == f"{kielce.case_cell}.{kielce.case_class}.1.2026"
    assert done.submitted_at is not None
    assert done.case_number in Event.objects.get(case=done.pk, verb="applications.application.submit").sentence


def test_case_numbers_have_no_gaps_and_follow_the_year_of_receipt(worker: User) -> None:
    numbers = []
    for received in (date(2026, 1, 5), date(2025, 12, 30), date(2026, 1, 7)):
        application = complete(worker, received_on=received)
        household_of(application, worker, incomes=[income(month=month_before(received))])
        numbers.append(services.submit(actor=worker, application=application).case_number.split(".")[-2:])
    assert numbers == [["1", "2026"], ["1", "2025"], ["2", "2026"]]


def test_a_refused_submission_uses_up_no_number(worker: User) -> None:
    incomplete = complete(worker)
    situation_of(incomplete, worker, causes=[])
    assert isinstance(refusal(services.submit, actor=worker, application=incomplete), Incomplete)
    assert not NumberRegister.objects.filter(last__gt=0).exists()
    assert services.submit(actor=worker, application=complete(worker)).case_number.endswith(".1.2026")


def test_a_number_is_given_again_when_the_transaction_fails(worker: User) -> None:
    application = complete(worker)
    with transaction.atomic():
        services.submit(actor=worker, application=application)
        transaction.set_rollback(True)
    assert services.submit(actor=worker, application=application).case_number.endswith(".1.2026")


def test_each_office_counts_for_itself(worker: User, kutno_worker: User) -> None:
    services.submit(actor=worker, application=complete(worker))
    assert ".1.2026" in services.submit(actor=kutno_worker, application=complete(kutno_worker)).case_number


def test_the_pattern_may_name_the_workers_initials(worker: User, kielce: Office) -> None:
    kielce.case_number_pattern = "{cell}.{jrwa}.{number}.{year}.{initials}"
    kielce.save()
    assert services.submit(actor=worker, application=complete(worker)).case_number.endswith(".1.2026.TP")


def test_a_broken_pattern_is_named(worker: User, kielce: Office) -> None:
    kielce.case_number_pattern = "{komorka}.{number}"
    kielce.save()
    application = complete(worker)
    assert refusal(services.submit, actor=worker, application=application).code == "case_number_pattern"
    application.refresh_from_db()
    assert application.state == "draft"


def test_an_incomplete_application_is_told_every_problem_with_its_field(worker: User) -> None:
    error = refusal(services.submit, actor=worker, application=draft(worker, PersonData(last_name="Fikcyjny")))
    assert isinstance(error, Incomplete)
    parts = {problem.field.partition(".")[0] for problem in error.problems}
    assert parts == {"person", "request", "situation", "household"}


def test_an_application_is_submitted_once_and_by_a_social_worker_of_the_office(
    worker: User, director: User, kutno_worker: User
) -> None:
    application = complete(worker)
    for stranger in (director, kutno_worker):
        assert refusal(services.submit, actor=stranger, application=application).code == "not_allowed"
    services.submit(actor=worker, application=application)
    assert refusal(services.submit, actor=worker, application=application).code == "wrong_state"


def test_facts_of_a_submitted_application_may_change_with_a_trace(worker: User) -> None:
    application = services.submit(actor=worker, application=complete(worker))
    household_of(application, worker, incomes=[income("1400.00")])
    assert "1 350,00" in last_event(application).sentence.replace("\u00a0", " ")
    assert refusal(services.save_request, actor=worker, application=application).field == "programme"


def test_after_the_decision_nothing_changes_any_more(worker: User, director: User) -> None:
    application = services.submit(actor=worker, application=complete(worker))
    assert refusal(services.grant, actor=worker, application=application).code == "not_allowed"
    granted = services.grant(actor=director, application=application)
    assert granted.state == "granted"
    assert "zakończona decyzją" in refusal(situation_of, granted, worker, situation="Po czasie.").message


# --- who may ---------------------------------------------------------------------------------------------------------


def test_the_director_sees_and_does_not_edit(worker: User, director: User) -> None:
    application = draft(worker)
    assert access.may_see(director, application)
    assert not access.may_edit(director, application)
    assert "pracownik socjalny" in access.may_edit(director, application).reason
    assert refusal(situation_of, application, director).code == "not_allowed"


def test_an_administrator_sees_no_case(worker: User, administrator: User) -> None:
    assert not access.may_see(administrator, draft(worker))


def test_another_office_neither_sees_nor_edits(worker: User, kutno_worker: User) -> None:
    application = draft(worker)
    assert not access.may_see(kutno_worker, application)
    assert "innego ośrodka" in access.may_edit(kutno_worker, application).reason
    assert refusal(situation_of, application, kutno_worker).code == "not_allowed"


def test_an_account_without_an_office_begins_nothing(worker: User) -> None:
    worker.office = None
    assert "żadnego ośrodka" in access.may_start(worker).reason


def test_what_is_entered_for_the_first_time_is_told_without_a_before(worker: User) -> None:
    application = draft(worker)
    services.save_request(actor=worker, application=application, received_on=date(2026, 2, 3))
    assert last_event(application).sentence == "Zmieniono treść prośby: data wpływu: 03.02.2026."
    services.save_request(actor=worker, application=application)
    assert last_event(application).sentence == "Zmieniono treść prośby: data wpływu: 03.02.2026 → brak."
