"""To whom a decision goes (art. 40 KPA), and whether the party had time to speak before it (art. 10 KPA)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from applications.letters import services as letters
from applications.parties.models import ActsAs, Representative, Seat
from decisions import services
from decisions.after.selectors import Act
from decisions.checks import check
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts
from decisions.kinds.texts.samples import sample_decision
from decisions.serving import AFTER_DEATH, nobody_is_passed_by, passed_by, recipients_of
from decisions.texts import compose_any
from office import clock
from office.documents import as_json
from office.models import LetterWay
from tests.decisions.kinds.cast import HEARD, LONG_AGO, WHY, codes, drafted, in_days, issued, refused


def guardian(application):
    return Representative.objects.create(
        application=application, seat=Seat.STATUTORY, acts_as=ActsAs.GUARDIAN, name="Ewa Opiekuńcza",
        street="ul. Zmyślona 9", postal_code="25-000", city="Kielce",
    )  # fmt: skip


def test_a_representative_gets_the_paper_instead_of_the_person(kielce_case, worker):
    application = kielce_case(Stage.COMPLETE)
    decision = drafted(worker, application, "refusal", refused())
    own = compose_any(decision, clock.today())
    assert own.recipients == recipients_of(application)
    assert own.recipients[0].startswith("Jan Fikcyjny, ")
    guardian(application)
    content = compose_any(decision, clock.today())
    assert content.recipients == ("Ewa Opiekuńcza, ul. Zmyślona 9, 25-000 Kielce", "aa")
    assert "Ewa Opiekuńcza" in content.party.representative


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "ground"), [("expiry", "death"), ("discontinuation", "death"), ("suspension", "death")]
)
def test_after_death_nobody_is_served_in_the_name_of_the_deceased(kind, ground, kielce, worker):
    content = sample_decision(
        kind, ground, office=kielce, worker=worker, day=clock.today(), sample="przedstawiciel", text=""
    )
    assert content.recipients == (AFTER_DEATH,)
    assert content.party.representative == ""
    assert content.party.name not in " ".join(content.recipients)


def test_a_contract_with_a_representative_whom_the_case_does_not_know_is_a_finding(kielce_case, worker):
    application = kielce_case(Stage.PREPARED)
    decision = application.decisions.get()
    assert codes(decision) == set()
    decision.the_contract.representative = "Ewa Opiekuńcza, kurator"
    [finding] = nobody_is_passed_by(decision, clock.today())
    assert (finding.code, finding.blocking) == ("D16", True)
    assert "Ewa Opiekuńcza, kurator" in finding.message
    guardian(application)
    assert list(nobody_is_passed_by(decision, clock.today())) == []


def test_a_representative_who_comes_after_approval_is_named_where_delivery_is_entered(
    kielce_case, worker, director, as_user
):
    application = kielce_case(Stage.COMPLETE)
    decision = issued(worker, director, application, "refusal", refused())
    page, url = as_user(worker), reverse("decisions:enter", args=[decision.pk, Act.DISPATCH])
    first = page.get(url).content.decode()
    assert "Otrzymują: Jan Fikcyjny" in first
    assert "działa teraz" not in first
    guardian(application)
    assert passed_by(decision) == "Ewa Opiekuńcza"
    assert "Za osobę działa teraz Ewa Opiekuńcza" in page.get(url).content.decode()


def test_a_decision_waits_for_the_term_of_the_delivered_letter(kielce_case, worker):
    with clock.pinned(datetime(2026, 11, 2, 12, tzinfo=UTC)):
        application = kielce_case(Stage.COMPLETE)
        facts = replace(refused(), heard_how="letter", heard_on=clock.today())
        decision = drafted(worker, application, "refusal", facts)
        assert codes(decision) == {"hearing"}
        values = {"niespelnione": ["zmyślony warunek"], "dni": "7 dni"}
        letter = letters.issue_letter(actor=worker, application=application, code="hearing", values=values)
        assert codes(decision) == {"hearing"}
        letters.mark_sent(
            actor=worker, application=application, letter=letter, way=LetterWay.IN_PERSON, on=clock.today()
        )
        letters.mark_delivered(actor=worker, application=application, letter=letter, on=clock.today())
        assert codes(decision) == {"hearing"}
    with clock.pinned(datetime(2026, 11, 9, 12, tzinfo=UTC)):
        assert codes(decision) == {"hearing"}
    with clock.pinned(datetime(2026, 11, 10, 12, tzinfo=UTC)):
        assert codes(decision) == {"hearing"}
        decision.facts = as_json(replace(facts, heard_on=date(2026, 11, 9)))
        assert codes(decision) == set()


def test_after_death_there_is_no_page_in_plain_words_for_the_resident(kielce_case, worker, director, as_user):
    application = kielce_case(Stage.COMPLETE)
    facts = KindFacts(ground="death", event_on=LONG_AGO)
    decision = issued(worker, director, application, "discontinuation", facts)
    assert AFTER_DEATH in decision.html.replace("\u00a0", " ")
    client = as_user(worker)
    answer = client.get(reverse("decisions:plain", args=[decision.pk]))
    assert answer.status_code == 409
    assert "po śmierci strony" in answer.content.decode()
    page = client.get(reverse("decisions:read", args=[decision.pk])).content.decode()
    assert "Wydruki i podpis elektroniczny" in page
    assert reverse("decisions:plain", args=[decision.pk]) not in page
    papers = client.get(reverse("decisions:papers", args=[decision.pk])).content.decode()
    for address in (
        reverse("decisions:paper_pdf", args=[decision.pk, "plain"]),
        reverse("decisions:plain_large", args=[decision.pk]),
    ):
        assert address not in papers
        assert client.get(address, follow=True).status_code == 409


def test_a_stay_cut_short_by_the_office_asks_whether_the_person_could_speak(worker, kielce_case, as_user):
    granted = kielce_case(Stage.APPROVED)
    until = granted.occupancies.get().period_to
    facts = KindFacts(ground="situation", effective_on=in_days(20), until=until - timedelta(days=60))
    decision = drafted(worker, granted, "period_change", facts)
    [finding] = check(decision, clock.today())
    assert (finding.code, finding.blocking) == ("hearing", False)
    assert "Sporządź „Zawiadomienie przed skróceniem pobytu”" in finding.message
    form = as_user(worker).get(finding.url).content.decode()
    assert f"nr {granted.decisions.get(kind='grant').number} z dnia" in form
    assert (until - timedelta(days=60)).strftime("%d.%m.%Y") in form
    told = services.edit(actor=worker, decision=decision, facts=replace(facts, **HEARD), justification=WHY)
    assert codes(told) == set()
    prolonged = replace(facts, ground="prolong", until=until + timedelta(days=9), requested_on=LONG_AGO)
    assert codes(services.edit(actor=worker, decision=told, facts=prolonged, justification=WHY)) == set()
    by_letter = replace(facts, heard_how="letter", heard_on=LONG_AGO)
    assert codes(services.edit(actor=worker, decision=told, facts=by_letter, justification=WHY)) == {"hearing"}


def test_a_draft_from_before_the_question_how_the_person_was_heard_is_sent_to_it(kielce_case, worker):
    decision = drafted(worker, kielce_case(Stage.COMPLETE), "refusal", replace(refused(), heard_how=""))
    [finding] = check(decision, clock.today())
    assert (finding.code, finding.blocking) == ("hearing", True)
    assert finding.url == reverse("decisions:edit", args=[decision.pk])
    assert "po piśmie czy w rozmowie" in finding.message
