"""What may still change after an application was accepted, and what a decision must make of it."""

from datetime import timedelta

import pytest

from apartments.selectors import current_occupancy, free_places
from apartments.services import hold_place, release_place
from applications.models import Application
from applications.services import save_request, save_situation
from contracts.selectors import current_contract
from contracts.services import ContractTerms, sign_contract, write_contract
from contracts.states import ContractState
from decisions import selectors, services
from decisions.checks import check
from decisions.examples import KIELCE_OIT, Stage
from decisions.states import DecisionState
from fees.services import assess
from office import clock
from office.errors import DomainError, Incomplete


def _situation(worker, application, **changes):
    same = {
        "causes": application.causes,
        "groups": application.groups,
        "situation": application.situation,
        "needs_full_time_care": False,
        "disability_degree": application.disability_degree,
    }
    save_situation(actor=worker, application=application, **same | changes)


def _request(worker, application, **changes):
    names = ("received_on", "kind", "programme", "stay_from", "stay_to")
    same = {name: getattr(application, name) for name in names}
    save_request(actor=worker, application=application, **same | changes)


def _new_signed_contract(worker, application):
    terms = ContractTerms(purpose="Inny cel.", services=KIELCE_OIT.services, programme_plan="Inny plan.")
    contract = write_contract(actor=worker, application=application, terms=terms)
    return sign_contract(
        actor=worker, contract=contract, signed_on=clock.today(), signed_for_office="Testowa Pracownica"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"needs_full_time_care": True}, "nie można przyznać wsparcia"),
        ({"causes": []}, "Nie zaznaczono, dlaczego osoba potrzebuje wsparcia"),
    ],
)
def test_a_situation_in_which_support_may_not_be_granted_stops_the_decision(kielce_case, worker, changes, told):
    application = kielce_case(Stage.PREPARED)
    _situation(worker, application, **changes)
    with pytest.raises(Incomplete) as refusal:
        services.submit(actor=worker, decision=application.decisions.get())
    assert any(told in problem.message for problem in refusal.value.problems)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "supported"},
        {"kind": ""},
        {"received_on": None},
        {"received_on": clock.today() + timedelta(days=400)},
    ],
)
@pytest.mark.parametrize("stage", [Stage.PREPARED, Stage.SUBMITTED])
def test_a_request_that_no_longer_holds_stops_the_decision_and_breaks_no_page(
    kielce_case, worker, director, as_user, stage, changes
):
    application = kielce_case(stage)
    decision = application.decisions.get()
    _request(worker, application, **changes)
    act, actor = (services.submit, worker) if stage == Stage.PREPARED else (services.approve, director)
    with pytest.raises(Incomplete):
        act(actor=actor, decision=decision)
    client = as_user(director)
    assert client.get(f"/sprawy/{application.pk}/").status_code == 200
    assert client.get(f"/decyzje/{decision.pk}/").status_code == 200
    assert client.get(f"/decyzje/{decision.pk}/druk/").status_code in (200, 409)


def test_a_decision_is_not_approved_on_a_contract_that_was_replaced(kielce_case, worker, director):
    application = kielce_case(Stage.SUBMITTED)
    decision = application.decisions.get()
    _new_signed_contract(worker, application)
    with pytest.raises(Incomplete, match="nowy kontrakt"):
        services.approve(actor=director, decision=decision)
    services.send_back(actor=director, decision=decision, note="Nowy kontrakt.")
    again = services.submit(actor=worker, decision=decision)
    assert services.approve(actor=director, decision=again).contract == current_contract(application)


def test_a_returned_draft_follows_the_new_place_and_the_new_contract(kielce_case, worker, director, as_user):
    application = kielce_case(Stage.SUBMITTED)
    decision = services.send_back(actor=director, decision=application.decisions.get(), note="Inne miejsce.")
    release_place(actor=worker, occupancy=current_occupancy(application), reason="inne miejsce")
    place = free_places(application.programme, application.stay_from, application.stay_to).last()
    hold_place(actor=worker, application=application, place=place)
    assess(actor=worker, application=application)
    _new_signed_contract(worker, application)
    decision.refresh_from_db()
    assert check(decision, clock.today()) == []
    assert selectors.content_of(decision).accommodation.place == place.label
    page = as_user(worker).get(f"/decyzje/{decision.pk}/").content.decode()
    assert f"/decyzje/{decision.pk}/przekazanie/" in page
    assert services.submit(actor=worker, decision=decision).state == DecisionState.SUBMITTED


def test_acts_that_began_before_the_approval_find_the_case_closed(kielce_case, worker, director):
    application = kielce_case(Stage.SUBMITTED)
    seen_before = Application.objects.get(pk=application.pk)
    services.approve(actor=director, decision=application.decisions.get())
    terms = ContractTerms(purpose="Cel.", services=KIELCE_OIT.services, programme_plan="Plan.")
    for act in (
        lambda: assess(actor=worker, application=seen_before),
        lambda: write_contract(actor=worker, application=seen_before, terms=terms),
        lambda: services.draft(actor=worker, application=seen_before),
    ):
        with pytest.raises(DomainError, match="zakończon"):
            act()
    assert current_contract(application).state == ContractState.SIGNED
