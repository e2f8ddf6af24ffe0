"""After approval: which remedy, from when final, by kind."""

from datetime import date, timedelta

import pytest

from decisions.after import services
from decisions.after.finality import finality
from decisions.after.selectors import Act, aftermath, label_of
from decisions.after.services import Sending
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts
from decisions.kinds.registry import Remedy
from decisions.models import Channel, Receipt
from office import clock
from tests.decisions.kinds.cast import in_days, issued


def delivered(worker, decision, day):
    services.send(actor=worker, decision=decision, sending=Sending(Channel.IN_PERSON, day))
    services.deliver(actor=worker, decision=decision, receipt=Receipt.TAKEN, delivered_on=day, proof="podpis")


@pytest.mark.parametrize("remedy", [Remedy.COURT, Remedy.NONE])
def test_what_has_no_appeal_is_final_on_delivery(remedy):
    found = finality(date(2026, 11, 20), 14, remedy=remedy)
    assert (found.term, found.final_on) == (None, date(2026, 11, 20))


def test_a_complaint_has_seven_days():
    found = finality(date(2026, 11, 20), 7, remedy=Remedy.COMPLAINT)
    assert found.term is not None
    assert found.term.last_day == date(2026, 11, 27)
    assert "zażalenie" in found.sentences[0]


def test_the_appeal_term_runs_anew_from_a_supplement(kielce_case, worker, director, time_machine):
    granted = kielce_case(Stage.APPROVED)
    grant = granted.decisions.get()
    delivered(worker, grant, clock.today())
    first = aftermath(grant, clock.today()).finality.term
    facts = KindFacts(ground="ruling", requested_on=clock.today(), new_text="Brakujący punkt.")
    order = issued(worker, director, granted, "supplement", facts, concerns=grant)
    time_machine.move_to(in_days(6))
    delivered(worker, order, clock.today())
    found = aftermath(grant, clock.today())
    assert found.finality.term is not None
    assert first is not None
    assert found.finality.term.last_day >= first.last_day + timedelta(days=3)
    assert "w sprawie uzupełnienia" in found.finality.sentences[0]
    of_order = aftermath(order, clock.today())
    assert of_order.is_final
    assert of_order.acts == ()


def test_against_a_correction_a_complaint_is_entered(kielce_case, worker, director):
    granted = kielce_case(Stage.APPROVED)
    facts = KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan Poprawny")
    order = issued(worker, director, granted, "correction", facts)
    delivered(worker, order, clock.today())
    assert aftermath(order, clock.today()).acts == (Act.WAIVER, Act.APPEAL)
    assert label_of(Act.APPEAL, order) == "Wpisz zażalenie"
