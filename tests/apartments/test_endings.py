"""Ends of a case without a decision: withdrawn, sent on; the place is free at once; beginning anew."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from apartments.endings import services
from apartments.models import Occupancy
from applications.models import Application
from applications.outcomes.models import Transfer, Withdrawal
from applications.outcomes.selectors import withdrawal_of
from applications.outcomes.services import start_anew, take_back
from decisions.examples import Stage
from desk.cases import case_list, case_rows
from office import clock
from office.errors import DomainError
from office.models import Deadline, Letter


@pytest.fixture
def case(kielce_case) -> Application:
    return kielce_case(Stage.PLACE)


def send(worker, case, **changed):
    facts = {
        "authority": "Wójt Gminy Zmyślonej",
        "address": ["ul. Zmyślona 3", "00-000 Zmyślona"],
        "why": "Osoba mieszka w tamtej gminie.",
        "enclosures": ["wniosek"],
    }
    return services.send_to_competent(actor=worker, application=case, **(facts | changed))


def withdraw(worker, case, way="protocol", declared_on=None):
    day = declared_on or clock.today()
    return services.withdraw(actor=worker, application=case, declared_on=day, way=way)


def held(case) -> bool:
    return Occupancy.objects.filter(application=case, state="held").exists()


def test_a_withdrawal_frees_the_place_and_waits_for_the_decision_that_discontinues(worker, case, as_user):
    assert held(case)
    client = as_user(worker)
    typed = {"declared_on": clock.today().strftime("%d.%m.%Y"), "way": "paper"}
    assert client.post(f"/zakonczenie/{case.pk}/cofniecie/", typed).status_code == 302

    assert not held(case)
    assert withdrawal_of(case).way == "paper"
    case.refresh_from_db()
    assert case.state == "submitted"
    page = client.get(f"/sprawy/{case.pk}/").content.decode()
    assert "sprawę kończy decyzja o umorzeniu postępowania" in page
    assert f'href="/decyzje/sprawa/{case.pk}/nowa/discontinuation/"' in page
    assert client.get(f"/decyzje/sprawa/{case.pk}/nowa/discontinuation/").status_code == 200
    row = case_rows(case_list(worker, {}).filter(pk=case.pk), clock.today())[0]
    assert row.next == "umorzyć postępowanie (osoba cofnęła wniosek)"


def test_a_withdrawal_is_entered_once_and_may_be_taken_back_before_the_decision(worker, case):
    withdraw(worker, case)
    with pytest.raises(DomainError, match="jest już wpisane"):
        withdraw(worker, case)
    take_back(actor=worker, application=case, on=clock.today(), note="pismem")
    assert withdrawal_of(case) is None
    withdraw(worker, case)
    assert Withdrawal.objects.filter(application=case).count() == 2


def test_a_day_before_the_application_is_no_day_of_withdrawal(worker, case):
    with pytest.raises(DomainError, match="od wpływu wniosku do dzisiaj"):
        withdraw(worker, case, declared_on=date(2020, 1, 1))
    assert held(case)


def test_sent_to_the_competent_authority_the_case_ends_with_a_letter_and_a_copy_for_the_person(worker, case):
    ended = send(worker, case)

    letter = Letter.objects.get(case=case.pk)
    assert ended.state == "transferred"
    assert (letter.code, letter.recipient["name"]) == ("transfer", "Wójt Gminy Zmyślonej")
    assert letter.recipient["copies"] == ["Jan Fikcyjny"]
    assert not held(case)
    assert not Deadline.objects.filter(case=case.pk, state__in=Deadline.LIVE).exists()
    row = case_rows(case_list(worker, {"state": "transferred"}).filter(pk=case.pk), clock.today())[0]
    assert (row.tone, row.next) == ("closed", "zakończona: przekazano innemu organowi")
    with pytest.raises(DomainError, match="zakończona"):
        send(worker, case)


def test_a_transfer_names_the_authority_its_address_and_why_or_nothing_happens(worker, case, as_user):
    for changed in ({"authority": " "}, {"address": []}, {"why": ""}):
        with pytest.raises(DomainError):
            send(worker, case, **changed)
    assert held(case)
    assert not Transfer.objects.exists()
    page = as_user(worker).post(f"/zakonczenie/{case.pk}/przekazanie/", {"authority": "Wójt"}).content.decode()
    assert 'value="Wójt"' in page


def test_from_an_ended_case_a_new_application_begins_with_its_data_but_not_its_days_and_incomes(worker, case):
    with pytest.raises(DomainError, match="jeszcze trwa"):
        start_anew(actor=worker, application=case)
    ended = send(worker, case)

    fresh = start_anew(actor=worker, application=ended)

    assert (fresh.person, fresh.programme, fresh.causes) == (ended.person, ended.programme, ended.causes)
    assert (fresh.state, fresh.received_on, fresh.stay_from, fresh.case_number) == ("draft", None, None, "")
    assert not fresh.incomes.exists()
    ended.refresh_from_db()
    assert ended.state == "transferred"


def test_another_office_and_the_director_end_nothing(kutno_worker, director, case, as_user):
    for path in ("cofniecie", "przekazanie"):
        assert as_user(kutno_worker).get(f"/zakonczenie/{case.pk}/{path}/").status_code == 404
        assert as_user(director).get(f"/zakonczenie/{case.pk}/{path}/").status_code == 403


@pytest.mark.parametrize("attack", ["DELETE FROM {t}", "UPDATE {t} SET declared_on = '2020-01-01'"])
def test_a_withdrawal_stays_as_declared(worker, case, attack):
    withdraw(worker, case)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(t=Withdrawal._meta.db_table))


@pytest.mark.parametrize("attack", ["DELETE FROM {t}", "UPDATE {t} SET authority = 'x'"])
def test_a_transfer_stays_as_made(worker, case, attack):
    send(worker, case)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(t=Transfer._meta.db_table))
