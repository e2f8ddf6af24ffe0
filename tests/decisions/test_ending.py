"""From evidence to a draft revocation: the party is told and heard first; and the other ways out of a stay."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from apartments.logs import services as logs
from apartments.models import Stay
from apartments.stays.services import end_without_handover
from applications.models import RulePoint
from decisions.checks import check
from decisions.ending import services
from decisions.ending.selectors import ending_page
from decisions.examples import Stage, hand_over
from decisions.models import Decision, RevocationNotice
from office import clock
from office.errors import DomainError
from office.models import Deadline, Letter

pytestmark = pytest.mark.django_db
RULE = "pkt 5 część III ust. 3"


@pytest.fixture
def granted(kielce_case):
    application = kielce_case(Stage.APPROVED)
    hand_over(application, worker=application.worker)
    Stay.objects.filter(application=application).update(moved_in_on=clock.today())
    return application


@pytest.fixture
def breach(granted, keeper):
    """A breach in the log, seen by who keeps the apartments."""
    stay = Stay.objects.get(application=granted)
    point = RulePoint.objects.filter(rules__programme=granted.programme, kind="duty").first()
    return logs.note_incident(
        actor=keeper,
        stay=stay,
        happened_at=clock.now(),
        what="Głośna zabawa po 23.00",
        seen_by="opiekunka",
        witnesses="mieszkanka lokalu 3",
        point=point,
    )


def _notice(worker, application, *entries: int, **more) -> RevocationNotice:
    return services.give_notice(
        actor=worker, application=application, **{"rule": RULE, "entries": entries, "days": 7, **more}
    )


def test_without_evidence_or_rule_nobody_is_accused(granted, worker, director):
    for more, field in (({}, "own"), ({"rule": " ", "own_evidence": ["pismo"]}, "rule")):
        with pytest.raises(DomainError) as refused:
            _notice(worker, granted, **more)
        assert refused.value.field == field
    with pytest.raises(DomainError):
        _notice(director, granted, own_evidence=["pismo"])
    assert not Letter.objects.filter(code="revocation").exists()


def test_a_revocation_is_drafted_only_after_the_party_was_told_and_could_speak(granted, breach, worker):
    notice = _notice(worker, granted, breach.pk, own_evidence=["notatka z rozmowy", " "])
    letter = notice.letter.html
    for words in ("Głośna zabawa po 23.00", "notatka z rozmowy", RULE, granted.decisions.get().number):
        assert words in letter.replace("\u00a0", " ")
    assert "mieszkanka lokalu 3" not in letter
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(DomainError, match="doręczono zawiadomienie"):
        services.draft_revocation(actor=worker, notice=notice, effective_on=tomorrow)
    with pytest.raises(DomainError, match="nie minął"):
        _notice(worker, granted, breach.pk)
    today = clock.today()
    term = services.note_delivery(actor=worker, notice=notice, way="in_person", sent_on=today, delivered_on=today)
    assert term.due_on >= today + timedelta(days=7)
    assert Deadline.objects.get(kind__code="hearing").case == granted.pk
    with pytest.raises(DomainError, match="może się wypowiedzieć do"):
        services.draft_revocation(actor=worker, notice=notice, effective_on=tomorrow)
    draft = services.draft_revocation(
        actor=worker, notice=notice, effective_on=tomorrow, statement="Przeprosiła sąsiadów."
    )
    assert draft.kind == "revocation"
    assert check(draft, today) == []
    assert "Przeprosiła sąsiadów." in draft.reasons
    assert RULE in draft.reasons
    assert any("Głośna zabawa" in words for words in draft.facts["evidence"])
    assert Deadline.objects.get(kind__code="hearing").state == "done"


def test_when_the_time_has_passed_in_silence_the_draft_says_so_and_evidence_struck_is_gone(
    granted, breach, worker, keeper
):
    notice = _notice(worker, granted, breach.pk)
    today = clock.today()
    services.note_delivery(actor=worker, notice=notice, way="post", sent_on=today, delivered_on=today)
    logs.strike(actor=keeper, entry=breach, reason="inny lokal")
    with clock.pinned(clock.now() + timedelta(days=20)):
        assert ending_page(worker, granted, clock.today()).evidence == []
        draft = services.draft_revocation(actor=worker, notice=notice, effective_on=clock.today() + timedelta(days=1))
        assert "Strona nie wypowiedziała się do" in draft.reasons
    for attack in (
        notice.save,
        lambda: RevocationNotice.objects.update(rule="inny"),
        notice.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


def test_the_worker_goes_the_whole_way_in_the_browser(granted, breach, as_user, worker):
    client, page = as_user(worker), reverse("decisions:ending", args=[granted.pk])
    first = client.get(page).content.decode()
    assert "Głośna zabawa" in first
    assert "Program nie prowadzi jeszcze wpłat" in first
    form = reverse("decisions:give_notice", args=[granted.pk])
    assert "Głośna zabawa" in client.get(form).content.decode()
    lost = client.post(form, {"days": "", "own": "pismo sąsiada", "entries": [breach.pk]}).content.decode()
    assert "pismo sąsiada" in lost
    rule = RulePoint.objects.filter(rules__programme=granted.programme, kind="loss").first()
    typed = {"days": "7", "entries": [breach.pk], "rule": logs.rule_words(rule)}
    assert client.post(form, typed).status_code == 302
    notice = RevocationNotice.objects.get()
    today = f"{clock.today():%d.%m.%Y}"
    delivered = reverse("decisions:notice_delivered", args=[notice.pk])
    assert client.get(delivered).status_code == 200
    assert client.post(delivered, {"way": "in_person", "sent_on": today, "delivered_on": today}).status_code == 302
    assert "czas biegnie" in client.get(page).content.decode()
    draft = reverse("decisions:draft_revocation", args=[notice.pk])
    tomorrow = f"{clock.today() + timedelta(days=1):%d.%m.%Y}"
    refused = client.post(draft, {"effective_on": tomorrow}).content.decode()
    assert "Poczekaj albo wpisz, co powiedziała" in refused
    assert client.post(draft, {"effective_on": tomorrow, "statement": "Żałuje."}).status_code == 302
    made = Decision.objects.get(kind="revocation")
    stay = Stay.objects.get(application=granted)
    logs.note_utility_contract(
        actor=worker, stay=stay, signed_on=clock.today(), party="Zarząd Zmyślony", media="woda", number="77/2026"
    )
    papers = [client.get(reverse("decisions:paper", args=[one.pk])) for one in granted.decisions.all()]
    papers.append(client.get(reverse("letters:page", args=[notice.letter_id])))
    for paper in papers:
        assert paper.status_code == 200
        assert "Zarząd Zmyślony" not in paper.content.decode()
    assert reverse("decisions:read", args=[made.pk]) in client.get(page).content.decode()


def test_who_left_or_died_leads_to_an_expiry_and_a_lapse_to_nothing(granted, as_user, worker, director):
    url = reverse("decisions:ending", args=[granted.pk])
    stay = Stay.objects.get(application=granted)
    page = as_user(worker).get(url).content.decode()
    assert "Prawo do pobytu kończy się wtedy samo" in page
    assert reverse("stays:end", args=[stay.pk]) in page
    assert reverse("decisions:new_kind", args=[granted.pk, "expiry"]) not in page
    end_without_handover(actor=director, stay=stay, day=clock.today(), kind="died", note="akt zgonu w aktach")
    page = as_user(worker).get(url).content.decode()
    assert reverse("decisions:new_kind", args=[granted.pk, "expiry"]) in page


def test_the_ways_out_are_for_who_runs_the_cases_of_the_office(granted, as_user, keeper, kutno_worker, director):
    url = reverse("decisions:ending", args=[granted.pk])
    assert as_user(director).get(url).status_code == 200
    assert as_user(director).get(reverse("decisions:give_notice", args=[granted.pk])).status_code == 403
    assert as_user(keeper).get(url).status_code in (403, 404)
    assert as_user(kutno_worker).get(url).status_code == 404
