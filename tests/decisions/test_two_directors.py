"""Two directors press the button at once: one decision, one number."""

import threading

import pytest
from django.db import connection, connections

from decisions import services
from decisions.examples import KIELCE_OIT, Stage, carry
from decisions.models import Decision, Series
from office import clock
from office.errors import DomainError
from office.models import Authorisation, NumberRegister, Office, Role
from tests.conftest import make_user


@pytest.mark.django_db(transaction=True)
def test_only_one_of_two_approvals_at_once_succeeds():
    office = Office.objects.get(code="kielce")
    worker = make_user(office, "pracownica", Role.SOCIAL_WORKER)
    directors = [make_user(office, f"dyrektor{i}", Role.DIRECTOR) for i in range(2)]
    for director in directors:
        Authorisation.objects.create(
            office=office, holder=director, number="T", issued_on="2024-01-02", scope="s", valid_from="2024-01-02"
        )
    case = carry(KIELCE_OIT, worker=worker, director=directors[0], received_on=clock.today(), until=Stage.SUBMITTED)
    decision = case.decisions.get()
    outcomes: list[str] = []

    def press(director) -> None:
        try:
            services.approve(actor=director, decision=decision)
            outcomes.append("approved")
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[director]) for director in directors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["approved", "wrong_state"], connection.vendor
    assert Decision.objects.exclude(number="").count() == 1
    assert NumberRegister.objects.get(series=Series.DECISIONS).last == 1
