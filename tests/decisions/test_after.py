"""After approval: sending, delivery, the appeal term, waiver, finality, appeal; rows that nobody changes."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from decisions.after import services
from decisions.after.finality import AppealFacts, finality
from decisions.after.selectors import Act, aftermath
from decisions.after.services import Sending
from decisions.after.steps import next_step
from decisions.examples import Stage
from decisions.in_force import cases_on
from decisions.models import (
    Appeal,
    AppealAct,
    Channel,
    Correction,
    Decision,
    Delivery,
    Dispatch,
    Entry,
    Outcome,
    Receipt,
    Waiver,
)
from decisions.selectors import case_section
from office import clock
from office.errors import DomainError
from office.models import Event

ISSUED = date(2026, 11, 20)


def at(day: date):
    """Everything inside happens at ten in the morning of ``day``."""
    return clock.pinned(timezone.make_aware(datetime(day.year, day.month, day.day, 10)))  # noqa: DTZ001


def by_post(**changes) -> Sending:
    """A registered letter to somebody without an electronic address, or what ``changes`` make of it."""
    usual = {"channel": Channel.POST, "sent_on": ISSUED, "looked_up_on": ISSUED, "address_found": False}
    return Sending(**{**usual, **changes})


@pytest.fixture
def approved(kielce_case) -> Decision:
    with at(ISSUED):
        return kielce_case(Stage.APPROVED).decisions.get()


@pytest.fixture
def sent(approved, worker) -> Decision:
    with at(ISSUED):
        services.send(actor=worker, decision=approved, sending=by_post())
    return approved


@pytest.fixture
def delivered(sent, worker) -> Decision:
    hand_over(sent, worker, date(2026, 11, 21))
    return sent


def hand_over(decision, worker, day: date) -> Delivery:
    with at(day):
        return services.deliver(
            actor=worker, decision=decision, receipt=Receipt.TAKEN, delivered_on=day, proof="potwierdzenie odbioru"
        )


def appeal(decision, worker, sent_on: date, arrived_on: date) -> Appeal:
    with at(arrived_on):
        return services.receive_appeal(
            actor=worker, decision=decision, way="post", sent_on=sent_on, arrived_on=arrived_on
        )


# --- the term and finality, computed ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delivery", "last"),
    [
        ("2026-11-21", "2026-12-07"),
        ("2026-12-10", "2026-12-28"),
        ("2025-12-10", "2025-12-29"),
        ("2026-12-23", "2027-01-07"),
        ("2026-10-28", "2026-11-12"),
        ("2026-05-21", "2026-06-05"),
        ("2026-04-20", "2026-05-04"),
    ],
)
def test_the_appeal_term_skips_saturdays_and_holidays_and_finality_is_the_day_after(delivery, last):
    found = finality(date.fromisoformat(delivery), 14)
    assert found.term.last_day == date.fromisoformat(last)
    assert found.final_on == date.fromisoformat(last) + timedelta(days=1)


def test_before_delivery_no_term_runs():
    found = finality(None, 14)
    assert (found.term, found.final_on) == (None, None)
    assert "nie biegnie" in found.sentences[0]


def test_after_a_waiver_the_decision_is_final_on_the_day_it_arrived():
    assert finality(date(2026, 11, 21), 14, waived_on=date(2026, 11, 25)).final_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("lodged", "outcome", "final_on", "replaced"),
    [
        (date(2026, 12, 7), "", None, False),
        (date(2026, 12, 7), Outcome.UPHELD, date(2027, 1, 20), False),
        (date(2026, 12, 7), Outcome.DISCONTINUED, date(2027, 1, 20), False),
        (date(2026, 12, 7), Outcome.CHANGED, None, True),
        (date(2026, 12, 7), Outcome.REMITTED, None, True),
        (date(2026, 12, 7), Outcome.LATE, date(2026, 12, 8), False),
        (date(2026, 12, 8), "", date(2026, 12, 8), False),
        (date(2026, 12, 8), Outcome.LATE, date(2026, 12, 8), False),
        (date(2026, 12, 8), Outcome.CHANGED, None, True),
    ],
)
def test_what_an_appeal_does_to_finality(lodged, outcome, final_on, replaced):
    facts = AppealFacts(lodged, outcome=outcome, ruled_on=date(2027, 1, 20) if outcome else None)
    found = finality(date(2026, 11, 21), 14, appeal=facts)
    assert (found.final_on, found.replaced) == (final_on, replaced)
    assert all(sentence.endswith(".") for sentence in found.sentences)


# --- sending ----------------------------------------------------------------------------------------------------------


def refuse_sending(decision, worker, match: str, **changes) -> None:
    with at(ISSUED), pytest.raises(DomainError, match=match):
        services.send(actor=worker, decision=decision, sending=by_post(**changes))


def test_a_letter_goes_out_only_after_the_base_of_addresses_was_looked_up(approved, worker):
    refuse_sending(approved, worker, "sprawdza się bazę", looked_up_on=None)
    refuse_sending(approved, worker, "czy adres był w bazie", address_found=None)
    refuse_sending(approved, worker, "sprawdza się bazę", looked_up_on=ISSUED + timedelta(days=1))


def test_a_letter_past_a_known_electronic_address_needs_a_reason(approved, worker):
    refuse_sending(approved, worker, "pierwszy w kolejności", address_found=True)
    refuse_sending(approved, worker, "Bez adresu w bazie", channel=Channel.ELECTRONIC)
    with at(ISSUED):
        row = services.send(
            actor=worker, decision=approved, sending=by_post(address_found=True, why_on_paper="awaria systemu")
        )
    assert row.why_on_paper == "awaria systemu"


def test_who_takes_the_decision_at_the_office_needs_no_look_up(approved, worker):
    with at(ISSUED):
        row = services.send(actor=worker, decision=approved, sending=by_post(channel=Channel.IN_PERSON))
    assert row.looked_up_on is None


def test_nothing_is_sent_before_it_was_issued_or_tomorrow(approved, worker):
    refuse_sending(approved, worker, "przed dniem wydania", sent_on=ISSUED - timedelta(days=1))
    refuse_sending(approved, worker, "późniejszy niż", sent_on=ISSUED + timedelta(days=1))


def test_a_draft_is_not_delivered(kielce_case, worker):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    with pytest.raises(DomainError, match="jeszcze projektem"):
        services.send(actor=worker, decision=decision, sending=Sending(Channel.IN_PERSON, clock.today()))


def test_another_office_cannot_enter_anything(approved, kutno_worker):
    refuse_sending(approved, kutno_worker, "innego ośrodka")


# --- delivery ---------------------------------------------------------------------------------------------------------


def deemed(decision, worker, waits_from: date, day: date | None) -> Delivery:
    with at(date(2027, 1, 31)):
        return services.deliver(
            actor=worker,
            decision=decision,
            receipt=Receipt.DEEMED,
            waits_from=waits_from,
            delivered_on=day,
            proof="awizo",
        )


def test_a_letter_not_collected_is_deemed_delivered_on_the_last_of_fourteen_days(sent, worker):
    with pytest.raises(DomainError, match=r"Wpisz 8.grudnia.2026"):
        deemed(sent, worker, date(2026, 11, 24), None)
    with pytest.raises(DomainError, match=r"Wpisz 8.grudnia.2026"):
        deemed(sent, worker, date(2026, 11, 24), date(2026, 12, 9))
    assert deemed(sent, worker, date(2026, 11, 24), date(2026, 12, 8)).delivered_on == date(2026, 12, 8)


@pytest.mark.parametrize("day", [date(2026, 12, 5), date(2026, 12, 7)])
def test_where_the_fourteenth_day_is_a_saturday_the_clerk_chooses_and_is_told_why(sent, worker, day):
    with pytest.raises(DomainError, match="sporne") as refusal:
        deemed(sent, worker, date(2026, 11, 21), None)
    with pytest.raises(DomainError, match="sporne"):
        deemed(sent, worker, date(2026, 11, 21), date(2026, 12, 6))
    assert refusal.value.field == "delivered_on"
    assert deemed(sent, worker, date(2026, 11, 21), day).delivered_on == day


def test_an_electronic_letter_not_opened_is_deemed_delivered_the_day_after_the_fourteenth(approved, worker):
    with at(ISSUED):
        services.send(actor=worker, decision=approved, sending=by_post(channel=Channel.ELECTRONIC, address_found=True))
    with pytest.raises(DomainError, match=r"Wpisz 5.grudnia.2026"):
        deemed(approved, worker, ISSUED, date(2026, 12, 4))
    assert deemed(approved, worker, ISSUED, date(2026, 12, 5)).delivered_on == date(2026, 12, 5)


def test_an_electronic_letter_is_not_taken_by_a_neighbour(approved, worker):
    with at(ISSUED):
        services.send(actor=worker, decision=approved, sending=by_post(channel=Channel.ELECTRONIC, address_found=True))
        with pytest.raises(DomainError, match="Tak nie doręcza się"):
            services.deliver(
                actor=worker, decision=approved, receipt=Receipt.HOUSEHOLD, delivered_on=ISSUED, proof="podpis"
            )


def test_a_decision_not_sent_cannot_be_delivered(approved, worker):
    with pytest.raises(DomainError, match="tego nie można teraz wpisać"):
        hand_over(approved, worker, ISSUED)


# --- waiver and appeal ------------------------------------------------------------------------------------------------


def test_a_waiver_makes_the_decision_final_at_once_and_lets_it_be_carried_out(delivered, worker):
    day = date(2026, 11, 24)
    assert not aftermath(delivered, day).may_be_carried_out
    with at(day):
        services.waive(actor=worker, decision=delivered, arrived_on=day)
    after = aftermath(delivered, day)
    assert after.is_final
    assert after.may_be_carried_out
    assert next_step(after) is None


def test_a_waiver_after_the_term_or_before_delivery_is_refused(delivered, worker):
    with at(date(2026, 12, 7)), pytest.raises(DomainError, match="wypada przed dniem doręczenia decyzji"):
        services.waive(actor=worker, decision=delivered, arrived_on=date(2026, 11, 20))
    with at(date(2026, 12, 9)), pytest.raises(DomainError, match="tego nie można"):
        services.waive(actor=worker, decision=delivered, arrived_on=date(2026, 12, 8))


def test_before_the_term_ends_the_page_names_the_exception_of_art_130(delivered):
    verdict = aftermath(delivered, date(2026, 12, 7)).may_be_carried_out
    assert not verdict
    assert "art. 130 § 4" in verdict.reason
    assert aftermath(delivered, date(2026, 12, 8)).may_be_carried_out


def test_an_appeal_posted_on_the_last_day_is_in_time_however_late_it_arrives(delivered, worker):
    appeal(delivered, worker, date(2026, 12, 7), date(2026, 12, 14))
    after = aftermath(delivered, date(2026, 12, 14))
    assert not after.finality.late
    assert not after.is_final
    assert "wstrzymuje" in after.may_be_carried_out.reason
    assert after.forward_by.last_day == date(2026, 12, 21)
    assert next_step(after).due == date(2026, 12, 21)


def test_an_appeal_posted_a_day_later_is_late_but_still_goes_to_the_appeal_body(delivered, worker):
    appeal(delivered, worker, date(2026, 12, 8), date(2026, 12, 9))
    after = aftermath(delivered, date(2026, 12, 9))
    assert after.finality.late
    assert after.is_final
    assert after.acts == (Act.FORWARD,)


def test_a_courier_does_not_keep_the_term(delivered, worker):
    with at(date(2026, 12, 8)):
        row = services.receive_appeal(
            actor=worker,
            decision=delivered,
            way="other",
            sent_on=date(2026, 12, 7),
            arrived_on=date(2026, 12, 8),
        )
    assert row.lodged_on == date(2026, 12, 8)
    assert aftermath(delivered, date(2026, 12, 8)).finality.late


def test_self_review_is_possible_for_seven_days_only(delivered, worker):
    appeal(delivered, worker, date(2026, 11, 25), date(2026, 11, 26))
    with at(date(2026, 12, 4)), pytest.raises(DomainError, match=r"czas do 3.grudnia.2026"):
        services.self_review(actor=worker, decision=delivered, done_on=date(2026, 12, 4), reference="X/1")
    with at(date(2026, 12, 3)):
        services.self_review(actor=worker, decision=delivered, done_on=date(2026, 12, 3), reference="X/1")
    after = aftermath(delivered, date(2026, 12, 3))
    assert after.state[0] == "uchylona albo zmieniona"
    assert "doręcz" in next_step(after).sentence


@pytest.mark.parametrize(
    ("outcome", "state", "words", "acts"),
    [
        (Outcome.UPHELD, "ostateczna", None, ()),
        (Outcome.CHANGED, "uchylona albo zmieniona", "Wykonaj decyzję organu odwoławczego", (Act.CARRY,)),
    ],
)
def test_the_ruling_decides_what_follows(delivered, worker, outcome, state, words, acts):
    appeal(delivered, worker, date(2026, 11, 25), date(2026, 11, 26))
    with at(date(2026, 11, 27)):
        services.forward(actor=worker, decision=delivered, done_on=date(2026, 11, 27), reference="P/1")
    assert "u organu odwoławczego" in next_step(aftermath(delivered, date(2026, 11, 27))).sentence
    with at(date(2027, 1, 20)):
        ruling = {"done_on": date(2027, 1, 20), "reference": "SKO/1", "outcome": outcome}
        services.rule(actor=worker, decision=delivered, says="opłata 150,00 zł od 1 stycznia 2027 r.", **ruling)
    after = aftermath(delivered, date(2027, 1, 20))
    assert after.state[0] == state
    assert after.acts == acts
    step = next_step(after)
    assert (step is None) if words is None else (words in step.sentence)


def test_what_the_appeal_body_decided_itself_is_entered_and_shown_in_force(delivered, worker):
    appeal(delivered, worker, date(2026, 11, 25), date(2026, 11, 26))
    ruled = date(2027, 1, 20)
    ruling = {"done_on": ruled, "reference": "SKO/1", "outcome": Outcome.CHANGED}
    with at(ruled):
        services.forward(actor=worker, decision=delivered, done_on=ruled, reference="P/1")
        with pytest.raises(DomainError, match="Przepisz, co orzekł organ") as refused:
            services.rule(actor=worker, decision=delivered, says=" ", **ruling)
        assert refused.value.field == "says"
        row = services.rule(actor=worker, decision=delivered, says="opłata 150,00 zł", **ruling)
    person = delivered.application.person
    [case] = cases_on(person, worker, ruled)
    assert case.facts[-1].words == "opłata 150,00 zł"
    assert "rozstrzygnięcie nr SKO/1 z 20.01.2027" in case.facts[-1].why
    [before] = cases_on(person, worker, ruled - timedelta(days=1))
    assert "opłata 150,00 zł" not in [fact.words for fact in before.facts]
    with at(ruled):
        services.strike(actor=worker, entry=row, reason="przestawiona kwota")
    [struck] = cases_on(person, worker, ruled)
    assert "opłata 150,00 zł" not in [fact.words for fact in struck.facts]
    with pytest.raises(IntegrityError), transaction.atomic():
        AppealAct.objects.create(
            decision=delivered, actor=worker, at=clock.now(), step="forwarded", done_on=ruled, reference="x", says="y"
        )


# --- rows that stay, and corrections ----------------------------------------------------------------------------------


def test_a_wrong_day_is_struck_with_the_reason_and_entered_anew(delivered, worker):
    wrong = delivered.entries.last()
    with at(date(2026, 11, 24)):
        with pytest.raises(DomainError, match="dlaczego"):
            services.strike(actor=worker, entry=wrong, reason=" ")
        services.strike(actor=worker, entry=wrong, reason="przestawione cyfry")
    assert aftermath(delivered, date(2026, 11, 24)).delivery is None
    hand_over(delivered, worker, date(2026, 11, 23))
    after = aftermath(delivered, date(2026, 11, 24))
    assert after.delivery.delivered_on == date(2026, 11, 23)
    assert [line.correction is not None for line in after.lines] == [False, True, False]


def test_only_the_last_entry_can_be_struck_so_that_nothing_hangs_in_the_air(delivered, worker):
    with pytest.raises(DomainError, match="późniejsze"):
        services.strike(actor=worker, entry=delivered.entries.first(), reason="pomyłka")


@pytest.fixture
def every_kind(delivered, worker, director) -> Decision:
    with at(date(2026, 11, 24)):
        services.waive(actor=worker, decision=delivered, arrived_on=date(2026, 11, 24))
        services.strike(actor=director, entry=delivered.entries.last(), reason="to nie oświadczenie")
    appeal(delivered, worker, date(2026, 11, 25), date(2026, 11, 26))
    with at(date(2026, 11, 27)):
        services.forward(actor=worker, decision=delivered, done_on=date(2026, 11, 27), reference="P/1")
    return delivered


@pytest.mark.usefixtures("every_kind")
def test_no_entry_can_be_changed_or_deleted_by_any_means():
    for kind in (Entry, Correction, Dispatch, Delivery, Waiver, Appeal, AppealAct):
        table, key = kind._meta.db_table, kind._meta.pk.column
        changed = kind._meta.local_fields[-1].column
        assert kind.objects.exists()
        for statement in (f"UPDATE {table} SET {changed} = {changed}", f"DELETE FROM {table} WHERE {key} > 0"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        with pytest.raises(DatabaseError), transaction.atomic():
            kind.objects.first().delete()


def test_the_database_itself_refuses_a_letter_past_a_known_address(approved, worker):
    common = {"decision": approved, "actor": worker, "at": clock.now(), "sent_on": ISSUED}
    for wrong in (
        {"channel": "post", "looked_up_on": None, "address_found": None},
        {"channel": "post", "looked_up_on": ISSUED, "address_found": True},
        {"channel": "electronic", "looked_up_on": ISSUED, "address_found": False},
        {"channel": "pigeon", "looked_up_on": ISSUED, "address_found": False},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispatch.objects.create(**common, **wrong)


@pytest.mark.usefixtures("every_kind")
def test_every_entry_is_in_the_history_of_the_case(approved):
    verbs = list(
        Event.objects.filter(case=approved.application_id, verb__startswith="decisions.after").values_list(
            "verb", flat=True
        )
    )
    names = ("dispatch", "delivery", "waiver", "strike", "appeal", "appealact")
    assert verbs == [f"decisions.after.{name}" for name in names]


# --- pages ------------------------------------------------------------------------------------------------------------


def open_page(client, decision, name="after", *args):
    return client.get(reverse(f"decisions:{name}", args=[decision.pk, *args]))


def test_the_page_tells_what_happened_and_when_the_decision_is_final(every_kind, as_user, worker):
    text = open_page(as_user(worker), every_kind).content.decode().replace("\u00a0", " ")
    for words in ("Doręczono 21 listopada 2026 r.", "<del>Strona zrzekła się odwołania", "to nie oświadczenie"):
        assert words in text
    assert "7 grudnia 2026 r." in text
    assert "Wpisz rozstrzygnięcie" in text


def test_the_whole_way_through_the_pages(approved, as_user, worker):
    client = as_user(worker)
    with at(date(2026, 11, 24)):
        for act, typed in (
            ("wyslanie", {"channel": "in_person", "sent_on": "23.11.2026"}),
            ("doreczenie", {"receipt": "taken", "delivered_on": "23.11.2026", "proof": "podpis na kopii"}),
            ("zrzeczenie", {"arrived_on": "24.11.2026"}),
        ):
            assert open_page(client, approved, "enter", act).status_code == 200
            response = client.post(reverse("decisions:enter", args=[approved.pk, act]), typed)
            assert response.status_code == 302, response.content.decode()
        text = open_page(client, approved).content.decode().replace("\u00a0", " ")
        assert "ostateczna i prawomocna" in text
        entry = approved.entries.last()
        client.post(reverse("decisions:strike", args=[approved.pk, entry.pk]), {"reason": "pomyłka"})
        assert Correction.objects.get().entry_id == entry.pk


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(approved, as_user, worker):
    with at(ISSUED):
        response = as_user(worker).post(
            reverse("decisions:enter", args=[approved.pk, "wyslanie"]),
            {"channel": "post", "sent_on": "20.11.2026", "reference": "RR 123"},
        )
    assert "looked_up_on" in response.context["form"].errors
    assert "RR 123" in response.content.decode()


def test_other_offices_and_administrators_do_not_find_the_page(approved, as_user, kutno_worker, administrator):
    for user in (kutno_worker, administrator):
        client = as_user(user)
        assert open_page(client, approved).status_code == 404
        assert open_page(client, approved, "enter", "wyslanie").status_code == 404
    assert open_page(as_user(approved.preparer), approved, "enter", "nieznane").status_code == 404


def test_a_draft_has_no_such_forms(kielce_case, as_user, worker):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    assert open_page(as_user(worker), decision, "enter", "wyslanie").status_code == 403


def test_the_case_says_what_to_do_next(delivered, worker):
    with at(date(2026, 11, 24)):
        section = case_section(delivered.application, worker)
    assert section.after.state[0] == "doręczona, biegnie termin na odwołanie"
    assert section.next_step.due == date(2026, 12, 7)
