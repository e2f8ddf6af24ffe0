"""From the printed contract to the signed one: hours, the day to sign by, three roles, refusal, frozen when signed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from apartments.models import Apartment, Regime
from contracts import guards, selectors, services
from contracts.models import HousingContract, OperatorTerms, Signature
from contracts.services import ContractTerms, Signed
from contracts.states import ContractState
from decisions import services as decisions
from decisions.examples import Stage
from decisions.selectors import content_of as decision_content
from office import clock
from office.errors import DomainError
from office.models import Deadline, DeadlineState

SUPPORTED = ContractTerms(
    purpose="Pomoc na co dzień.",
    services=["aid-hygiene", "aid-dressing", "help-household"],
    no_programme_reason="Stan zdrowia nie pozwala na usamodzielnienie.",
)


@pytest.mark.parametrize(
    ("hours", "refused"),
    [
        ({}, True),
        ({"aid-hygiene": "14", "aid-dressing": "6"}, True),
        ({"aid-hygiene": "14", "aid-dressing": "6,99"}, True),
        ({"aid-hygiene": "14", "aid-dressing": "7"}, False),
        ({"aid-hygiene": "20,5", "aid-dressing": "0,5"}, False),
    ],
)
def test_help_with_body_care_is_at_least_three_hours_on_every_day(kutno_case, kutno_worker, hours, refused):
    terms = replace(SUPPORTED, service_terms={code: {"hours": count} for code, count in hours.items()})
    application = kutno_case(Stage.FEE)
    if refused:
        with pytest.raises(DomainError, match=r"co najmniej 21.*§ 5"):
            services.write_contract(actor=kutno_worker, application=application, terms=terms)
    else:
        contract = services.write_contract(actor=kutno_worker, application=application, terms=terms)
        said = [item for group in selectors.content_of(contract).services for item in group.items]
        assert any("między 6:00 a 22:00" in item for item in said)


@pytest.mark.parametrize("typed", ["dużo", "0", "-3", "169", "NaN"])
def test_hours_that_no_week_has_are_refused_at_their_field(kutno_case, kutno_worker, typed):
    terms = replace(SUPPORTED, service_terms={"help-household": {"hours": typed}})
    with pytest.raises(DomainError) as refusal:
        services.write_contract(actor=kutno_worker, application=kutno_case(Stage.FEE), terms=terms)
    assert refusal.value.field == "hours-help-household"


def test_contract_and_decision_print_the_same_services_with_their_hours(kutno_case):
    application = kutno_case(Stage.PREPARED)
    contract = application.contracts.get()
    printed = selectors.content_of(contract).services
    assert printed == decision_content(application.decisions.get()).services
    items = [item for group in printed for item in group.items]
    assert "utrzymania higieny osobistej (21 godz. tygodniowo; codziennie)" in items


def test_the_office_names_a_day_to_sign_reminds_and_the_board_shows_it_until_signed(kielce_case, worker):
    contract = kielce_case(Stage.CONTRACT).contracts.get()
    today = clock.today()
    with pytest.raises(DomainError, match="Wyznacz dzień po"):
        services.call_to_sign(actor=worker, contract=contract, sign_by=today)
    services.call_to_sign(actor=worker, contract=contract, sign_by=today + timedelta(days=7))
    first = services.remind(actor=worker, contract=contract, reminded_on=today, how="telefonicznie")
    second = services.remind(
        actor=worker, contract=contract, reminded_on=today, how="listem", sign_by=today + timedelta(days=14)
    )
    assert (first.number, second.number) == (1, 2)
    [open_term] = Deadline.objects.filter(case=contract.application_id, kind__code="contract-sign", state="open")
    assert open_term.due_on == today + timedelta(days=14)

    services.sign_contract(actor=worker, contract=contract, signed_on=today, signed_for_office="Anna Przykładowa")
    open_term.refresh_from_db()
    assert open_term.state == DeadlineState.DONE


def test_another_body_that_runs_the_apartment_is_a_party_with_its_share_and_signs(kielce_case, worker, kielce):
    application = kielce_case(Stage.FEE)
    apartment = application.occupancies.get().place.apartment
    Apartment.objects.filter(pk=apartment.pk).update(regime=Regime.COMMISSIONED, operator="Stowarzyszenie Fikcyjne")
    terms = ContractTerms(purpose="Nauka.", services=["training-time"], programme_plan="Plan.")
    with pytest.raises(DomainError, match="nie zna jego adresu"):
        services.write_contract(actor=worker, application=application, terms=terms)
    OperatorTerms.objects.create(
        office=kielce,
        name="Stowarzyszenie Fikcyjne",
        address="ul. Zmyślona 5, 25-000 Kielce",
        represented_by="Ewa Wymyślona",
        represented_post="prezes zarządu",
        cost_share="Ośrodek pokrywa różnicę między kosztem pobytu a odpłatnością mieszkańca.",
        source="umowa zlecenia zadania (zmyślona)",
        valid_from="2024-01-01",
    )
    contract = services.write_contract(actor=worker, application=application, terms=terms)
    html = selectors.html_of(contract)
    assert "Ośrodek pokrywa różnicę" in html
    assert "Udziału nie ustala się" not in html
    today = clock.today()
    with pytest.raises(DomainError, match="podpisuje też podmiot prowadzący"):
        services.sign_contract(actor=worker, contract=contract, signed_on=today, signed_for_office="Anna")
    signed = services.sign_contract(
        actor=worker,
        contract=contract,
        signed_on=today,
        signed_for_office="Anna Przykładowa",
        operator=Signed("Ewa Wymyślona", today),
    )
    assert [row.role for row in signed.signatures.all()] == ["directing", "operator", "person"]


def test_refusal_to_sign_is_kept_with_its_reason_and_the_page_says_what_may_follow(kielce_case, worker, as_user):
    application = kielce_case(Stage.CONTRACT)
    contract = application.contracts.get()
    client = as_user(worker)
    typed = {"refused_on": "1.1.2020", "reason": "Nie chce terapii.", "evidence": "notatka z rozmowy"}
    page = client.post(f"/kontrakty/{contract.pk}/odmowa/", typed)
    assert "przed wpływem wniosku" in page.content.decode()
    assert "Nie chce terapii." in page.content.decode()

    typed["refused_on"] = f"{clock.today():%d.%m.%Y}"
    page = client.post(f"/kontrakty/{contract.pk}/odmowa/", typed, follow=True).content.decode()
    assert page.index("Decyzja odmowna") < page.index("Decyzja o umorzeniu")
    contract.refresh_from_db()
    assert contract.state == ContractState.REFUSED
    assert "odmówiła podpisania" in client.get(f"/sprawy/{application.pk}/").content.decode()
    with pytest.raises(DomainError):
        decisions.draft(actor=worker, application=application)
    assert not application.office.events.filter(case=application.pk, sentence__contains="terapii").exists()


def test_the_frozen_columns_are_all_the_columns_of_a_contract():
    columns = {field.column for field in HousingContract._meta.concrete_fields}
    assert set(guards.SIGNED_COLUMNS) == columns - {"state"}


@transaction.atomic
def _inside(attack):
    attack()


def _attacks(contract):
    yield lambda: HousingContract.objects.filter(pk=contract.pk).update(purpose="Inny cel.")
    yield lambda: HousingContract.objects.filter(pk=contract.pk).update(state="draft")
    yield lambda: HousingContract.objects.filter(pk=contract.pk).update(state="replaced", number="inny")
    yield lambda: HousingContract.objects.bulk_update([replace_purpose(contract)], ["purpose"])
    yield lambda: _sql("UPDATE contracts_housingcontract SET content = '{}' WHERE id = %s", contract)
    yield lambda: _sql("UPDATE contracts_housingcontract SET signed_on = '2020-01-01' WHERE id = %s", contract)
    yield lambda: _sql("DELETE FROM contracts_signature WHERE contract_id = %s", contract)
    yield lambda: Signature.objects.filter(contract=contract).update(name="Kto inny")
    yield lambda: HousingContract.objects.filter(pk=contract.pk)._raw_delete(using="default")


def replace_purpose(contract):
    changed = HousingContract.objects.get(pk=contract.pk)
    changed.purpose = "Inny cel."
    return changed


def _sql(statement, contract):
    with connection.cursor() as cursor:
        cursor.execute(statement, [contract.pk])


def test_the_database_keeps_a_signed_contract_as_it_was_signed(kielce_case):
    contract = kielce_case(Stage.SIGNED).contracts.get()
    before = HousingContract.objects.filter(pk=contract.pk).values().get()
    for attack in _attacks(contract):
        with transaction.atomic(), pytest.raises(DatabaseError):
            _inside(attack)
    assert HousingContract.objects.filter(pk=contract.pk).values().get() == before


def test_an_accepted_application_that_is_no_longer_complete_gets_no_contract(kielce_case, worker):
    application = kielce_case(Stage.FEE)
    type(application).objects.filter(pk=application.pk).update(causes=[])
    terms = ContractTerms(purpose="Nauka.", services=["training-time"], programme_plan="Plan.")
    with pytest.raises(DomainError, match="nie jest już kompletny"):
        services.write_contract(actor=worker, application=application, terms=terms)


def test_who_writes_second_is_told_what_the_first_stored_and_loses_nothing(kielce_case, worker, as_user):
    application = kielce_case(Stage.FEE)
    client, address = as_user(worker), f"/kontrakty/sprawa/{application.pk}/"
    typed = {"purpose": "Pierwszy cel.", "services": ["training-time"], "programme_plan": "Plan.", "seen": ""}
    assert client.post(address, typed).status_code == 302
    second = typed | {"purpose": "Drugi cel, długo pisany."}
    page = client.post(address, second)
    text = page.content.decode()
    assert "W międzyczasie ktoś zmienił" in text
    assert "Pierwszy cel." in text
    assert "Drugi cel, długo pisany." in text
    fresh = page.context["form"]["seen"].value()
    assert client.post(address, second | {"seen": fresh}).status_code == 302
    assert application.contracts.get().purpose == "Drugi cel, długo pisany."


def test_text_typed_while_the_case_was_decided_stays_on_the_page(kielce_case, worker, as_user):
    application = kielce_case(Stage.APPROVED)
    typed = {"purpose": "Pisany długo cel.", "services": ["training-time"], "programme_plan": "Plan.", "seen": "x"}
    page = as_user(worker).post(f"/kontrakty/sprawa/{application.pk}/", typed)
    assert page.status_code == 200
    assert "Pisany długo cel." in page.content.decode()
    assert "zakończono decyzją" in page.content.decode()
