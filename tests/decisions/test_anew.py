"""After an appeal: a case decided anew, the office's own review, what a ruling sets, complaints against orders."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from apartments.models import OccupancyChange
from apartments.selectors import free_places
from apartments.services import hold_place
from apartments.states import OccupancyState
from applications.models import Application
from decisions import examples
from decisions import services as decisions
from decisions.after import services
from decisions.after.finality import AppealFacts, finality
from decisions.after.rulings import RulingFacts, check_ruling
from decisions.after.selectors import Act, aftermath
from decisions.anew import services as anew
from decisions.anew.selectors import annulled_in
from decisions.carrying.money import fee_now
from decisions.checks import check
from decisions.examples import Stage
from decisions.in_force import cases_on
from decisions.kinds.facts import KindFacts
from decisions.kinds.possible import standing
from decisions.models import AppealAct, Correction, Decision, Entry, FollowUp, Outcome
from decisions.selectors import case_section, html_of
from decisions.services import Justification
from decisions.states import DecisionState
from fees.services import assess
from office import clock
from office.case import stay_url
from office.errors import DomainError
from office.models import Deadline
from tests.decisions.kinds.cast import LONG_AGO, drafted, issued, refused, words
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
        assert fee_now(granted, BACK).annulled
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
    assert annulled_in(granted, BACK) == {former.pk}
    assert not fee_now(granted, BACK).annulled
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


def test_a_remitted_refusal_can_end_with_support(refusal, worker, director):
    application = refusal.application
    appealed(refusal, worker)
    ruled(refusal, worker, Outcome.REMITTED)
    with at(BACK):
        told = anew.decide_anew(actor=worker, decision=refusal, since=BACK).told
        application.refresh_from_db()
        assert application.state == "submitted"
        assert "zarezerwowane" in told or "czeka" in told
        new = drafted(worker, application, "discontinuation", KindFacts(ground="pointless", event_on=BACK))
        assert new.instead_of == refusal
        assert "przekazano sprawę do ponownego rozpatrzenia" in html_of(new)
        with pytest.raises(DomainError, match="jest już projekt innej"):
            drafted(worker, application, "refusal", refused())
        with pytest.raises(DomainError, match="Nie można jej skreślić"):
            services.strike(actor=worker, entry=aftermath(refusal, BACK).last, reason="pomyłka")


def test_the_office_reviews_its_own_decision_by_a_new_one(refusal, worker, director, as_user):
    application = refusal.application
    appealed(refusal, worker)
    day = LODGED + timedelta(days=1)
    with at(day):
        assert aftermath(refusal, day).acts[:2] == (Act.FORWARD, Act.REVIEW)
        page = reverse("decisions:enter", args=[refusal.pk, Act.REVIEW])
        assert "dopóki dyrektor nie zatwierdzi nowej" in as_user(worker).get(page).content.decode()
        # Begun by mistake, and begun once more.
        services.strike(actor=worker, entry=anew.begin_review(actor=worker, decision=refusal), reason="nie ta sprawa")
        application.refresh_from_db()
        assert application.state == "refused"
        anew.begin_review(actor=worker, decision=refusal)
        draft = drafted(worker, application, "discontinuation", KindFacts(ground="pointless", event_on=day))
        with pytest.raises(DomainError, match="Najpierw go wycofaj"):
            services.forward(actor=worker, decision=refusal, done_on=day, reference="P/1")
        submitted = decisions.submit(actor=worker, decision=draft)
    with at(date(2026, 12, 3)):
        assert [finding.code for finding in check(submitted, date(2026, 12, 3))] == ["former"]
    with at(day):
        new = decisions.approve(actor=director, decision=submitted)
        after = aftermath(refusal, day)
    assert (after.self_review.reference, after.acts, after.state[1]) == (new.number, (), "closed")
    assert f"Uchyla decyzję nr {refusal.number}" in words(new)
    assert not Deadline.objects.filter(case=application.pk, kind__code="appeal-forward", state="open").exists()


def test_what_the_appeal_body_set_holds_from_its_day_and_the_place_follows(granted, worker, director, as_user):
    decision = appealed(granted.decisions.get(), worker)
    occupancy = granted.occupancies.get()
    shorter = occupancy.period_to - timedelta(days=31)
    decided = RulingFacts(fee=Decimal("99.90"), fee_from=date(2027, 1, 1), stay_to=shorter)
    ruled(decision, worker, Outcome.CHANGED, says="opłata 99,90 zł, krótszy pobyt", decided=decided)
    with at(BACK), pytest.raises(DomainError, match="tego nie można teraz wpisać"):
        anew.decide_anew(actor=worker, decision=decision, since=BACK)
    with at(BACK):
        anew.carry_ruling(actor=worker, decision=decision)
        assert aftermath(decision, BACK).acts == ()
    occupancy.refresh_from_db()
    assert occupancy.period_to == shorter
    facts = {
        day: {f.what: f for f in cases_on(granted.person, worker, day)[0].facts} for day in (BACK, date(2027, 1, 1))
    }
    assert facts[date(2027, 1, 1)]["Odpłatność"].words == "99,90 zł miesięcznie".replace(" ", "\u00a0", 1)
    assert "rozstrzygnięcie nr SKO/7" in facts[date(2027, 1, 1)]["Odpłatność"].why
    assert "99,90" not in facts[BACK]["Odpłatność"].words
    before, since = fee_now(granted, BACK), fee_now(granted, date(2027, 1, 1))
    assert (before.fee, before.ruling) == (decision.assessment, None)
    assert "od 1 stycznia 2027 r.: rozstrzygnięcie" in before.ahead[0].replace("\u00a0", " ")
    assert (since.ruling.fee, since.ahead) == (Decimal("99.90"), [])
    with at(date(2027, 1, 1)):
        page = as_user(worker).get(stay_url(granted.stay.pk)).content.decode().replace("\u00a0", " ")
    assert "99,90 zł miesięcznie (ustalił ją organ odwoławczy)" in page
    assert standing(granted, BACK).stay == decision
    assert case_section(granted, worker).rulings[0].instead.startswith("opłata 99,90 zł, krótszy pobyt. Opłata: 99,90")


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        ("grant", {"fee": Decimal(1)}, "fee_from"),
        ("grant", {"grants": True}, "grants"),
        ("grant", {"stay_from": BACK, "stay_to": RULED}, "stay_to"),
        ("relief", {"stay_to": BACK}, "stay_to"),
        ("revocation", {"fee": Decimal(1), "fee_from": BACK}, "fee"),
    ],
)
def test_what_a_ruling_sets_fits_together_and_the_kind(kind, facts, field):
    with pytest.raises(DomainError) as refusal:
        check_ruling(Decision(kind=kind), RulingFacts(**facts))
    assert refusal.value.field == field


def test_proceedings_discontinued_on_appeal_end_the_case_and_free_the_place(granted, worker):
    decision = appealed(granted.decisions.get(), worker)
    ruled(decision, worker, Outcome.ANNULLED)
    with at(BACK):
        anew.carry_ruling(actor=worker, decision=decision)
    granted.refresh_from_db()
    assert (granted.state, granted.occupancies.get().state) == ("discontinued", OccupancyState.RELEASED)
    assert standing(granted, BACK).stay is None


def test_a_complaint_does_not_halt_an_order_unless_the_office_does(refusal, worker, director):
    slip = KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan Fikcyjny-Poprawiony")
    with at(ISSUED):
        order = issued(worker, director, refusal.application, "correction", slip)
    appealed(order, worker)
    with at(LODGED):
        after = aftermath(order, LODGED)
        assert Act.HALT in after.acts
        assert after.may_be_carried_out
        assert "art. 143 KPA" in after.may_be_carried_out.reason
        anew.halt(actor=worker, decision=order, since=LODGED, reason="czekamy na rozstrzygnięcie")
        halted = aftermath(order, LODGED)
    assert not halted.may_be_carried_out
    assert (Act.HALT in halted.acts, halted.finality.is_final(LODGED)) == (False, False)


@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.DISCONTINUED, Outcome.REMITTED, Outcome.ANNULLED])
def test_of_an_order_is_spoken_as_of_an_order(outcome):
    facts = AppealFacts(LODGED, outcome=outcome, ruled_on=RULED)
    told = " ".join(finality(DELIVERED, 7, appeal=facts, remedy="complaint").sentences)
    assert "decyz" not in told.lower()
    assert "Zażalenie wniesiono" in told


def test_support_granted_on_appeal_gets_its_place_without_a_new_decision(kielce_case, worker, director):
    with at(ISSUED):
        application = kielce_case(Stage.SIGNED)
        refusal = issued(worker, director, application, "refusal", refused())
    appealed(refusal, worker)
    decided = RulingFacts(grants=True, fee=Decimal("50.00"), fee_from=BACK)
    ruled(refusal, worker, Outcome.CHANGED, says="przyznano wsparcie", decided=decided)
    with at(RULED):
        anew.carry_ruling(actor=worker, decision=refusal)
        application.refresh_from_db()
        assert application.state == "submitted"
        with pytest.raises(DomainError, match="rozstrzygnął organ odwoławczy"):
            drafted(worker, application, "refusal", refused())
        agree_again(application, worker)
        with pytest.raises(DomainError, match="dyrektor"):
            anew.grant_by_ruling(actor=worker, decision=refusal)
        anew.grant_by_ruling(actor=director, decision=refusal)
    application.refresh_from_db()
    assert application.state == "granted"
    facts = {fact.what: fact for fact in cases_on(application.person, worker, BACK)[0].facts}
    assert facts["Wsparcie"].words == "przyznane przez organ odwoławczy"
    assert "SKO/7" in facts["Miejsce"].why
    assert facts["Odpłatność"].words.startswith("50,00")
    assert fee_now(application, BACK).ruling.fee == Decimal("50.00")


def agree_again(application: Application, worker) -> None:
    """The contract signed anew: the place was held once more."""
    assess(actor=worker, application=application)
    examples._agree(examples.KIELCE_OIT, application, worker, signed=True)


def test_a_place_of_a_case_decided_anew_may_be_let_go_for_another(granted, worker):
    decision = appealed(granted.decisions.get(), worker)
    ruled(decision, worker, Outcome.REMITTED)
    with at(RULED):
        anew.decide_anew(actor=worker, decision=decision, since=RULED)
        anew.let_go(actor=worker, decision=decision)
        place = free_places(granted.programme, granted.stay_from, granted.stay_to).first()
        granted.refresh_from_db()
        held = hold_place(actor=worker, application=granted, place=place)
    assert (held.state, aftermath(decision, RULED).acts) == (OccupancyState.HELD, ())


def test_of_a_decision_within_the_case_only_that_decision_is_made_anew(granted, worker, director, as_user):
    facts = KindFacts(
        ground="no_cooperation",
        effective_on=date(2027, 2, 1),
        evidence=("notatka",),
        heard_how="record",
        heard_on=LONG_AGO,
    )
    with at(ISSUED):
        revocation = issued(worker, director, granted, "revocation", facts)
    appealed(revocation, worker)
    ruled(revocation, worker, Outcome.REMITTED)
    with at(BACK):
        anew.decide_anew(actor=worker, decision=revocation, since=BACK)
        granted.refresh_from_db()
        assert granted.state == "granted"
        step = case_section(granted, worker).next_step
        assert step.action == "Przygotuj nowe rozstrzygnięcie"
        assert as_user(worker).get(step.url).status_code == 200
        new = drafted(worker, granted, "revocation", facts)
        assert (new.instead_of, new.concerns) == (revocation, revocation.concerns)
        decisions.approve(actor=director, decision=decisions.submit(actor=worker, decision=new))
    assert standing(granted, BACK).stay is None
    assert annulled_in(granted, BACK) == {revocation.pk}
    assert not Deadline.objects.filter(case=granted.pk, kind__code="settle-again", state="open").exists()
