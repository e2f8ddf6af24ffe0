"""What the case page and the desks say is still to do when the decision was approved."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from decisions.after import services
from decisions.after.services import Sending
from decisions.carrying.services import carry_out
from decisions.examples import AGREED, Stage
from decisions.models import Channel, Receipt
from fees.models import Resolution, ResolutionState
from office import clock

ISSUED = date(2026, 11, 20)


def at(day: date):
    return clock.pinned(timezone.make_aware(datetime(day.year, day.month, day.day, 10)))  # noqa: DTZ001


@pytest.fixture
def decision(kielce_case):
    with at(ISSUED):
        return kielce_case(Stage.APPROVED).decisions.get()


def _text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_after_the_grant_the_steps_are_to_deliver_then_to_move_in_and_then_nothing(decision, worker, as_user) -> None:
    page, client = f"/sprawy/{decision.application_id}/", as_user(worker)
    by_post = Sending(Channel.POST, ISSUED, looked_up_on=ISSUED, address_found=False)
    with at(ISSUED):
        assert "doręcz stronie" in _text(client.get(page))
        assert "wysłać stronie" in _text(client.get("/"))
        assert "doręczyć decyzję" in _text(client.get("/sprawy/"))
        services.send(actor=worker, decision=decision, sending=by_post)
        assert "wpisać doręczenie" in _text(client.get("/"))
    with at(ISSUED + timedelta(days=2)):
        services.deliver(
            actor=worker,
            decision=decision,
            receipt=Receipt.TAKEN,
            delivered_on=ISSUED + timedelta(days=1),
            proof="zwrotne potwierdzenie odbioru",
        )
        assert "Po decyzji" not in _text(client.get("/"))
        assert "Wykonaj decyzję" in _text(client.get(page))
        carry_out(actor=worker, decision=decision, agreed=AGREED)
        text = _text(client.get(page))
        assert "Sporządź protokół wprowadzenia" in text
        assert "Wsparcie przyznano decyzją. Nic teraz nie czeka." not in text


def test_the_director_finds_acts_that_another_person_has_loaded(director, administrator, kielce, as_user) -> None:
    assert "Uchwały do sprawdzenia" not in _text(as_user(director).get("/"))
    known = Resolution.objects.filter(municipality=kielce.municipality).first()
    Resolution.objects.create(
        municipality=kielce.municipality,
        number="PRÓBNA/1/2026",
        adopted_on=ISSUED,
        title="próby",
        valid_from=ISSUED,
        valid_from_certainty=known.valid_from_certainty,
        state=ResolutionState.DRAFT,
        loaded_by=administrator,
    )
    text = _text(as_user(director).get("/"))
    assert "Uchwały do sprawdzenia (1)" in text
    assert "PRÓBNA/1/2026" in text
