"""What a decision that may not yet be carried out does not do, and how it is carried out once."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils.formats import date_format

from apartments.models import Direction, Handover, Occupancy, OccupancyChange, Stay
from apartments.services import Basis, end_stay
from apartments.stays.services import HandoverFacts, save_handover, sign_handover
from decisions.after import services as after
from decisions.after.selectors import aftermath
from decisions.carrying.money import claim_slips
from decisions.carrying.plans import enforceable_since, plan_of
from decisions.carrying.selectors import to_carry_out
from decisions.carrying.services import carry_out, release_early
from decisions.examples import AGREED, KIELCE_OIT, Stage, carry, hand_over
from decisions.kinds.facts import KindFacts
from decisions.models import AppealWay, Decision, Execution, Outcome
from decisions.plain import plain_summary
from decisions.selectors import content_of
from office import clock
from office.documents import render_html
from office.errors import DomainError
from office.models import Authorisation, Event, Office, Role
from tests.conftest import make_user
from tests.decisions.kinds.cast import (
    HEARD,
    carried_out,
    claimed,
    delivered,
    in_days,
    in_instalments,
    issued,
    refused,
)
from tests.decisions.kinds.test_every_kind import open_to_everyone

DAY = timedelta(days=1)


def _refusal(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        act()
    return refusal.value.message.replace("\u00a0", " ")


def _attack(act: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def granted(kielce_case):
    return kielce_case(Stage.APPROVED)


def _revoke(worker, director, application, day: date) -> Decision:
    facts = KindFacts(ground="no_cooperation", effective_on=day, evidence=("notatka",), **HEARD)
    return issued(worker, director, application, "revocation", facts)


def test_a_revocation_ends_the_stay_only_when_it_may_be_carried_out_and_only_once(
    granted, worker, director, keeper, as_user
) -> None:
    hand_over(granted, worker=worker)
    occupancy = granted.occupancies.get()
    ends = occupancy.period_to
    decision = _revoke(worker, director, granted, in_days(60))
    url = f"/decyzje/{decision.pk}/wykonanie/"

    def go(actor=worker) -> Execution:
        return carry_out(actor=actor, decision=decision)

    assert "nie doręczono" in _refusal(go)
    delivered(worker, decision)
    assert "130 § 1" in _refusal(go)
    assert "nie ma tej roli" in _refusal(lambda: go(keeper))
    page = as_user(worker).get(url).content.decode()
    assert "Jeszcze nie." in page
    assert "Wykonaj decyzję</button>" not in page
    # Nobody gets past it in the database either: no change of the days rests on it before it is carried out.
    change = {"occupancy": occupancy, "act": "end", "was_to": ends, "now_to": in_days(3), "made_by": worker}
    _attack(
        lambda: OccupancyChange.objects.create(
            **change, basis_number=decision.number, basis_date=decision.issued_on, reason="Na skróty."
        )
    )
    occupancy.refresh_from_db()
    assert occupancy.period_to == ends
    [waits] = [row for row in to_carry_out(worker, clock.today()) if row.decision == decision]
    assert not waits.verdict

    after.waive(actor=worker, decision=decision, arrived_on=clock.today())
    case = as_user(worker).get(f"/sprawy/{granted.pk}/").content.decode()
    assert f'href="{url}"' in case
    assert "Decyzję można wykonać: zakończenie pobytu." in case
    assert "Decyzje do wykonania (1)" in as_user(worker).get("/").content.decode()
    answer = as_user(worker).post(url, follow=True)
    text = answer.content.decode().replace("\u00a0", " ")
    assert f"Ostatni dzień pobytu: {date_format(in_days(59), 'j E Y')}" in text
    occupancy.refresh_from_db()
    assert occupancy.period_to == in_days(59)
    assert "tylko raz" in _refusal(go)
    assert Event.objects.filter(verb="decisions.execution", case=granted.pk).count() == 2  # the grant, and this
    assert to_carry_out(worker, clock.today()) == []

    done = Execution.objects.get(decision=decision)
    assert "nie skreśla" in _refusal(lambda: after.strike(actor=worker, entry=done.rests_on, reason="Pomyłka."))
    copy = {"decision": decision, "how": "release", "done_on": clock.today(), "what": "x", "why": "y"}
    _attack(lambda: Execution.objects.create(**copy, actor=worker, at=clock.now()))
    _attack(lambda: Execution.objects.update(what="inaczej"))
    _attack(lambda: _sql("DELETE FROM decisions_execution"))


def test_nobody_is_let_in_before_the_grant_may_be_carried_out(granted, worker, keeper, as_user) -> None:
    decision, stay = granted.decisions.get(), Stay.objects.get(application=granted)
    occupancy = granted.occupancies.get()
    first = occupancy.period_from
    url = f"/decyzje/{decision.pk}/wykonanie/"
    assert "nie doręczono" in _refusal(lambda: carry_out(actor=worker, decision=decision, agreed=AGREED)).lower()
    delivered(worker, decision)
    facts = HandoverFacts(day=first, present="mieszkaniec")
    with clock.pinned(clock.now() + (first - clock.today())):
        paper = save_handover(
            actor=keeper, stay=stay, occupancy=occupancy, direction=Direction.IN, facts=facts, lines=[]
        )

        def sign() -> Handover:
            return sign_handover(actor=keeper, handover=paper, signed_on=first, signatures="obie strony")

        if first <= aftermath(decision, clock.today()).finality.term.last_day:
            assert "art. 130 § 1" in _refusal(sign)
        page = as_user(keeper).get(f"/mieszkancy/protokol/{paper.pk}/").content.decode()
        assert "Kluczy jeszcze się nie wydaje" in page
        _attack(lambda: Handover.objects.filter(pk=paper.pk).update(signed_on=first, signatures="x"))
        _attack(lambda: Stay.objects.filter(pk=stay.pk).update(moved_in_on=first))
        _attack(lambda: Stay.objects.filter(pk=stay.pk).update(open_from=first, open_why="x"))
    reason = "Strona dostała wszystko, o co wnosiła."
    page = as_user(worker).get(url).content.decode()
    assert "Potwierdź zgodność i wykonaj" in page
    answer = as_user(worker).post(url, {"agreed": reason}, follow=True).content.decode()
    assert "Wykonano decyzję." in answer
    found = aftermath(decision, clock.today())
    assert found.early.reason == reason
    stay.refresh_from_db()
    assert stay.open_from == clock.today()
    # An appeal stops it again while nobody has moved in; once it is upheld, the person may be let in after all.
    after.receive_appeal(actor=worker, decision=decision, way=AppealWay.IN_PERSON, arrived_on=clock.today())
    stay.refresh_from_db()
    assert stay.open_from is None
    assert "130 § 2" in _refusal(lambda: carry_out(actor=worker, decision=decision))
    after.forward(actor=worker, decision=decision, done_on=clock.today(), reference="P.1")
    after.rule(actor=worker, decision=decision, done_on=clock.today(), reference="SKO.1", outcome=Outcome.UPHELD)
    assert [row.decision for row in to_carry_out(worker, clock.today()) if row.verdict] == [decision]
    carry_out(actor=worker, decision=decision)
    assert Execution.objects.filter(decision=decision).count() == 1
    stay.refresh_from_db()
    assert stay.open_from == clock.today()
    with clock.pinned(clock.now() + (first - clock.today())):
        sign()
    stay.refresh_from_db()
    assert stay.moved_in_on == first
    _attack(lambda: Stay.objects.filter(pk=stay.pk).update(open_from=first))


def test_the_held_place_waits_until_the_refusal_is_final_or_somebody_says_why_not(
    kielce_case, worker, director, as_user
) -> None:
    first = kielce_case(Stage.PLACE)
    decision = issued(worker, director, first, "refusal", refused())
    held = first.occupancies.get()
    page = as_user(worker).get(f"/decyzje/{decision.pk}/wykonanie/").content.decode()
    assert "żaden przepis go nie przesądza" in page
    url = f"/decyzje/{decision.pk}/wykonanie/zwolnienie/"
    assert "To pole jest wymagane" in as_user(worker).post(url, {"reason": ""}).content.decode()
    act = {"how": "act", "done_on": clock.today(), "what": "x", "why": "y", "rests_on_id": 1, "actor": worker}
    with pytest.raises(DatabaseError, match="wydaną i doręczoną"), transaction.atomic():
        Execution.objects.create(decision=decision, at=clock.now(), **act)
    assert "miejsce" in _refusal(lambda: release_early(actor=worker, decision=decision, reason=" "))
    assert Occupancy.objects.get(pk=held.pk).state == "held"
    assert as_user(worker).post(url, {"reason": "Inna osoba nie ma dachu nad głową."}).status_code == 302
    held.refresh_from_db()
    assert (held.state, "dachu nad głową" in held.release_reason) == ("released", True)
    with pytest.raises(DomainError):
        carry_out(actor=worker, decision=decision)


def test_what_the_party_asked_for_is_done_at_approval(granted, worker, director) -> None:
    until = granted.occupancies.get().period_to
    facts = KindFacts(ground="shorten", effective_on=in_days(1), until=until - 30 * DAY, requested_on=clock.today())
    decision = issued(worker, director, granted, "period_change", facts)
    assert granted.occupancies.get().period_to == until - 30 * DAY
    assert Execution.objects.get(decision=decision).how == "approval"
    facts = KindFacts(ground="situation", effective_on=in_days(1), until=until - 90 * DAY, **HEARD)
    against = issued(worker, director, granted, "period_change", facts)
    assert granted.occupancies.get().period_to == until - 30 * DAY
    carried_out(worker, against)
    assert granted.occupancies.get().period_to == until - 90 * DAY


def test_a_day_that_has_passed_meanwhile_gives_way_to_the_first_day_on_which_it_works(
    granted, worker, director, time_machine
) -> None:
    """An appeal holds the revocation up past its day; the resident lived there by right until the ruling."""
    decision = _revoke(worker, director, granted, in_days(5))
    delivered(worker, decision)
    time_machine.move_to(in_days(3))
    after.receive_appeal(actor=worker, decision=decision, way=AppealWay.IN_PERSON, arrived_on=clock.today())
    after.forward(actor=worker, decision=decision, done_on=clock.today(), reference="P.1")
    time_machine.move_to(in_days(57))
    assert "130 § 2" in _refusal(lambda: carry_out(actor=worker, decision=decision))
    ruled = clock.today()
    after.rule(actor=worker, decision=decision, done_on=ruled, reference="SKO.1", outcome=Outcome.UPHELD)
    time_machine.move_to(in_days(6))
    assert enforceable_since(aftermath(decision, clock.today())) == ruled
    done = carry_out(actor=worker, decision=decision)
    assert done.works_from == ruled
    assert "dopiero od" in done.what
    assert granted.occupancies.get().period_to == ruled - DAY


def test_who_runs_the_case_ends_a_stay_by_a_decision_only_in_carrying_it_out(granted, worker) -> None:

    occupancy = granted.occupancies.get()
    with pytest.raises(DomainError):
        end_stay(actor=worker, occupancy=occupancy, last_day=in_days(50), basis=Basis("X/1", clock.today()))
    decision = granted.decisions.get()
    assert plan_of(decision, clock.today(), clock.today()).works_from == clock.today()


def test_a_claim_is_not_demanded_before_its_decision_may_be_carried_out(granted, worker, director, as_user) -> None:
    issued(worker, director, granted, "repayment", claimed())
    decision = issued(worker, director, granted, "instalments", in_instalments())
    plain = plain_summary(content_of(decision))
    assert plain.code == ""
    assert "Na razie nie dostajesz druczku" in render_html(plain.template, plain, draft=False)
    papers, slips = f"/decyzje/{decision.pk}/wydruki/", f"/decyzje/{decision.pk}/wydruki/druczek-do-zaplaty.pdf"
    client = as_user(worker)
    refusal = client.get(slips)
    assert refusal.status_code == 403
    assert "nie doręczono" in refusal.content.decode()
    delivered(worker, decision)
    assert "druczek powstanie od" in client.get(papers).content.decode()
    assert slips not in client.get(papers).content.decode()
    after.waive(actor=worker, decision=decision, arrived_on=clock.today())
    assert slips in client.get(papers).content.decode()
    made = claim_slips(decision, clock.today())
    assert [slip.amount for slip in made.slips] == [Decimal("100.00"), Decimal("100.01")]
    assert all("<svg" in slip.code for slip in made.slips)
    assert open_to_everyone(client.get(slips).content)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_carry_it_out_at_once_one_does() -> None:
    office = Office.objects.get(code="kielce")
    worker, director = make_user(office, "pracownica", Role.SOCIAL_WORKER), make_user(office, "dyr", Role.DIRECTOR)
    Authorisation.objects.create(
        office=office, holder=director, number="T", issued_on="2024-01-02", scope="s", valid_from="2024-01-02"
    )
    case = carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today())
    decision = delivered(worker, case.decisions.get(), waived=True)
    outcomes: list[str] = []

    def press(user) -> None:
        try:
            carry_out(actor=user, decision=decision)
            outcomes.append("done")
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[user]) for user in (worker, director)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["done", "not_allowed"], connection.vendor
    assert Execution.objects.filter(decision=decision).count() == 1
