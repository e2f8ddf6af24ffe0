"""The housing contract: ten elements, the fee of the assessment, signed before the decision."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from contracts import selectors, services
from contracts.models import HousingContract
from contracts.services import ContractTerms
from contracts.states import ContractState
from decisions.examples import Stage
from fees.services import assess
from office import clock
from office.errors import DomainError

TRAINING = ContractTerms(
    purpose="Przygotowanie do samodzielnego życia.",
    services=["training-finances", "training-household"],
    programme_plan="Nauka planowania wydatków.",
)


def test_a_contract_needs_a_place_first(kielce_case, worker):
    application = kielce_case(Stage.COMPLETE)
    with pytest.raises(DomainError, match="zarezerwuj miejsce"):
        services.write_contract(actor=worker, application=application, terms=TRAINING)


def test_a_contract_needs_the_fee_first(kielce_case, worker):
    application = kielce_case(Stage.PLACE)
    with pytest.raises(DomainError, match="oblicz odpłatność"):
        services.write_contract(actor=worker, application=application, terms=TRAINING)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": " "}, "purpose"),
        ({"services": []}, "services"),
        ({"services": ["aid-moving"]}, "services"),
        ({"services": ["training-time", "aid-moving"]}, "services"),
        ({"programme_plan": ""}, "programme_plan"),
        ({"programme_plan": "", "no_programme_reason": "Nie może."}, "no_programme_reason"),
        ({"no_programme_reason": "Nie może."}, "programme_plan"),
    ],
)
def test_a_missing_or_contradictory_element_is_refused_at_its_field(kielce_case, worker, change, field):
    application = kielce_case(Stage.FEE)
    with pytest.raises(DomainError) as refusal:
        services.write_contract(actor=worker, application=application, terms=replace(TRAINING, **change))
    assert refusal.value.field == field
    assert not application.contracts.exists()


def test_a_supported_contract_may_say_why_no_programme_is_drawn_up(kutno_case):
    contract = kutno_case(Stage.CONTRACT).contracts.get()
    html = selectors.html_of(contract)
    assert "Programu usamodzielniania nie sporządza się." in html
    assert "Stan zdrowia strony wskazuje na brak możliwości usamodzielnienia." in html


def test_the_database_refuses_a_programme_together_with_a_reason_for_none(kielce_case):
    contract = kielce_case(Stage.CONTRACT).contracts.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        HousingContract.objects.filter(pk=contract.pk).update(no_programme_reason="Nie może.")


def test_the_database_refuses_a_signed_contract_without_day(kielce_case):
    contract = kielce_case(Stage.CONTRACT).contracts.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        HousingContract.objects.filter(pk=contract.pk).update(state=ContractState.SIGNED)


def test_signing_tomorrow_is_refused(kielce_case, worker):
    contract = kielce_case(Stage.CONTRACT).contracts.get()
    with pytest.raises(DomainError, match="późniejsza niż dzisiaj"):
        services.sign_contract(
            actor=worker, contract=contract, signed_on=clock.today() + timedelta(days=1), signed_for_office="Anna"
        )


def test_signing_before_the_application_came_is_refused(kielce_case, worker):
    contract = kielce_case(Stage.CONTRACT).contracts.get()
    with pytest.raises(DomainError, match="przed wpływem wniosku"):
        services.sign_contract(
            actor=worker, contract=contract, signed_on=clock.today() - timedelta(days=1), signed_for_office="Anna"
        )


def test_a_fee_assessed_anew_makes_the_contract_outdated(kielce_case, worker):
    application = kielce_case(Stage.CONTRACT)
    income = application.incomes.get()
    income.amount += 400
    income.save()
    assess(actor=worker, application=application)
    contract = application.contracts.get()
    assert "ponownie" in selectors.outdated_because(contract)
    with pytest.raises(DomainError):
        services.sign_contract(actor=worker, contract=contract, signed_on=clock.today(), signed_for_office="Anna")


def test_writing_a_signed_contract_anew_keeps_the_old_one_as_replaced(kielce_case, worker):
    application = kielce_case(Stage.SIGNED)
    old = application.contracts.get()
    new = services.write_contract(actor=worker, application=application, terms=TRAINING)
    old.refresh_from_db()
    assert old.state == ContractState.REPLACED
    assert (new.state, new.signed_on) == (ContractState.DRAFT, None)
    assert new.number != old.number


def test_a_director_does_not_write_contracts(kielce_case, director):
    application = kielce_case(Stage.FEE)
    with pytest.raises(DomainError, match="pracownik socjalny"):
        services.write_contract(actor=director, application=application, terms=TRAINING)


def test_a_name_longer_than_the_contract_keeps_is_refused_at_its_field_with_all_that_was_typed(
    kielce_case, worker, as_user
):
    application = kielce_case(Stage.CONTRACT)
    contract, client, long = application.contracts.get(), as_user(worker), "Ż" * 161
    typed = {"purpose": "Cel.", "services": TRAINING.services, "programme_plan": "Plan.", "representative": long}
    pages = [
        client.post(f"/kontrakty/sprawa/{application.pk}/", typed),
        client.post(f"/kontrakty/{contract.pk}/podpisanie/", {"signed_on": "1.1.26", "signed_for_office": long}),
    ]
    for page, name in zip(pages, ("representative", "signed_for_office"), strict=True):
        assert page.status_code == 200
        assert page.context["form"].errors[name]
        assert long in page.content.decode()
