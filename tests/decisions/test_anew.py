"""After an appeal: a case decided anew, the office's own review, what a ruling sets, complaints against orders."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from apartments.models import OccupancyChange
from apartments.states import OccupancyState
from applications.models import Application
from decisions import services as decisions
from decisions.after import services
from decisions.after.selectors import Act, aftermath
from decisions.anew.selectors import annulled_in
from decisions.checks import check
from decisions.examples import Stage
from decisions.in_force import cases_on
from decisions.kinds.possible import standing
from decisions.models import AppealAct, Correction, Decision, Entry, FollowUp, Outcome
from decisions.selectors import case_section
from decisions.services import Justification
from decisions.states import DecisionState
from office import clock
from office.models import Deadline
from tests.decisions.kinds.cast import issued, refused, words
from tests.decisions.test_after import ISSUED, appeal, at, by_post, hand_over

DELIVERED, LODGED, RULED, BACK = date(2026, 11, 21), date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 1)


def appealed(decision: Decision, worker) -> Decision:
    """``decision`` sent, delivered and appealed against."""
    with at(ISSUED):
        services.send(actor=worker, decision=decision, sending=by_post())
    hand_over(decision, worker, DELIVERED)
    appeal(decision, worker, LODGED, LODGED)
    return decision


def ruled(decision: Decision, worker, outcome: str, **more) -> AppealAct:
    """What the appeal body ruled on ``decision``."""
    with at(RULED):
        services.forward(actor=worker, decision=decision, done_on=RULED, reference="P/1")
        return services.rule(actor=worker, decision=decision, done_on=RULED, reference="SKO/7", outcome=outcome, **more)


@pytest.fixture
def granted(kielce_case) -> Application:
    with at(ISSUED):
        return kielce_case(Stage.APPROVED)


@pytest.fixture
def refusal(kielce_case, worker, director) -> Decision:
    with at(ISSUED):
        return issued(worker, director, kielce_case(Stage.PLACE), "refusal", refused())


def again(application: Application, worker, director) -> Decision:
    """The new grant of a case that is decided anew, from draft to approval."""
    draft = decisions.draft(actor=worker, application=application, justification=Justification("Ustalono na nowo."))
    assert check(draft, clock.today()) == []
    return decisions.approve(actor=director, decision=decisions.submit(actor=worker, decision=draft))


def test_a_remitted_grant_is_decided_anew_in_the_same_case(granted, worker, director, as_user):
    former = appealed(granted.decisions.get(), worker)
    number = granted.case_number
    ruled(former, worker, Outcome.REMITTED)
    with at(BACK):
        assert aftermath(former, BACK).acts == (Act.ANEW,)
        page = reverse("decisions:enter", args=[former.pk, Act.ANEW])
        client = as_user(worker)
        assert "pod tym samym znakiem" in client.get(page).content.decode()
        response = client.post(page, {"since": "01.12.2026"}, follow=True)
        assert "czeka na tę osobę" in response.content.decode()
        granted.refresh_from_db()
        assert (granted.state, granted.case_number) == ("submitted", number)
        assert granted.occupancies.get().state == OccupancyState.GRANTED
        term = Deadline.objects.get(case=granted.pk, kind__code="settle-again", state="open")
        assert (term.event_on, term.due_on) == (BACK, date(2027, 1, 4))
        section = case_section(granted, worker)
        assert not section.done
        assert section.next_step.action == "Przygotuj decyzję"
        assert "uchylono" in " ".join(f.words for case in cases_on(granted.person, worker, BACK) for f in case.facts)
        new = again(granted, worker, director)
    assert new.instead_of == former
    text = words(new)
    assert "nr SKO/7 z dnia 30 listopada 2026" in text
    assert f"uchylono decyzję nr {former.number}" in text
    granted.refresh_from_db()
    assert granted.state == "granted"
    assert OccupancyChange.objects.get(act="renew").basis_number == new.number
    assert standing(granted, BACK).stay == new
    assert annulled_in(granted) == {former.pk}
    term.refresh_from_db()
    assert term.state == "done"
    refuse_whatever_would_leave_two(former, new, worker)


def refuse_whatever_would_leave_two(former: Decision, new: Decision, worker) -> None:
    """The database keeps one decision that ends the case, however somebody asks for a second."""
    values = {name: value for name, value in vars(new).items() if name not in ("_state", "id")}
    for instead_of in (None, former.pk, new.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision.objects.bulk_create([Decision(**{**values, "number": "X/9", "instead_of_id": instead_of})])
    draft = Decision.objects.create(**{**values, "state": DecisionState.DRAFT, "number": "", "instead_of_id": new.pk})
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_decision SET state = 'approved', number = 'X/8' WHERE id = %s", [draft.pk])
    for entry in Entry.objects.filter(decision=former):
        with pytest.raises(DatabaseError), transaction.atomic():
            Correction.objects.create(entry=entry, reason="pomyłka", actor=worker, at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUp.objects.update(told="inaczej")
