"""Ustawienia → Wzory pism i decyzji: instruction, plain words and closing note of decisions in versions and drafts."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from decisions import services
from decisions.examples import Stage
from decisions.kinds.registry import DecisionKind
from decisions.kinds.texts.people import SAMPLES
from decisions.kinds.texts.wording import kinds_with, sample_with
from office import clock
from office.errors import DomainError
from office.letters import texts
from office.letters.selectors import template_on
from office.letters.wordings import WORDINGS
from office.models import LetterTemplate
from office.reading import once
from tests.decisions.kinds.cast import words

pytestmark = pytest.mark.django_db
NOTE = "- Urząd czeka na pytania: {{ telefon }}."


@pytest.fixture
def draft(administrator):
    return texts.begin_draft(actor=administrator, code="decision-appeal")


def saved(administrator, draft, body):
    return texts.save_draft(actor=administrator, draft=draft, title=draft.title, body=body, saves=draft.saves)


def test_every_text_says_what_it_must_and_stands_in_every_kind_and_invented_case(kielce, administrator):
    shown = set()
    with once():
        for code in WORDINGS:
            text = template_on(kielce, code, clock.today())
            texts.check(code, text.title, text.body)
            for kind, sample in product(kinds_with(code)[:3], list(SAMPLES)[1:3]):
                content = sample_with(
                    text, kind=kind, sample=sample, office=kielce, worker=administrator, day=clock.today()
                )
                assert f"{code} 1" in content.instruction.texts
                assert "{" not in str(content.instruction)
                shown.add(kind)
    assert len(shown) >= 8
    assert set().union(*(kinds_with(code) for code in WORDINGS)) == set(DecisionKind)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("{{ przepis:kpa.127a }}", "kodeksu"), "Brakuje miejsca {{ przepis:kpa.127a }}"),
        (("{{ dni:kpa.129 }}", "14"), "Nie wpisuj liczby dni"),
        (("Odwołanie może", "Zgodnie z art. 127 odwołanie może"), "Nie wpisuj przepisów"),
        (("za zgodą strony", "za zgodą najemcy"), "Zamiast „najemcy” (tu: „"),
        (("{{ organ_odwolawczy }}", "{{ organ }}"), "Nie ma miejsca „organ”"),
    ],
)
def test_a_version_that_does_not_say_what_the_law_wants_is_refused(administrator, draft, change, told):
    with pytest.raises(DomainError) as refusal:
        saved(administrator, draft, draft.body.replace(*change))
    assert told in refusal.value.message
    draft.refresh_from_db()
    assert draft.saves == 0


def test_a_decision_keeps_the_version_with_which_it_was_approved(
    kielce_case, kielce, worker, director, administrator, draft
):
    application = kielce_case(Stage.PREPARED)
    decision = services.submit(actor=worker, decision=application.decisions.get())
    saved(administrator, draft, f"{draft.body}\n5. Pismo można też przynieść osobiście.")
    published = texts.publish(
        actor=administrator, draft=LetterTemplate.objects.get(pk=draft.pk), valid_from=clock.today()
    )
    with pytest.raises(DomainError, match="albo teksty decyzji"):
        services.approve(actor=director, decision=decision)
    decision = services.send_back(actor=director, decision=decision, note="nowe pouczenie")
    approved = services.approve(actor=director, decision=services.submit(actor=worker, decision=decision))
    assert "Pismo można też przynieść osobiście." in words(approved)
    assert "decision-appeal 1 (własny)" in approved.content["instruction"]["texts"]
    later = texts.begin_draft(actor=administrator, code="decision-appeal")
    texts.publish(actor=administrator, draft=later, valid_from=clock.today() + timedelta(days=1))
    assert "Pismo można też przynieść osobiście." in words(approved)
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTemplate.objects.filter(pk=published.pk).update(body="inaczej")


def test_pages_lead_from_the_list_to_the_decision_with_the_draft_in_it(as_user, administrator, worker):
    page = as_user(administrator)
    assert "Stałe teksty decyzji" in page.get(reverse("office:letter_texts")).content.decode()
    page.post(reverse("office:letter_draft", args=["decision-closing"]))
    draft = LetterTemplate.objects.get(state="draft")
    edit = reverse("office:letter_edit", args=[draft.pk])
    assert "jak długo ośrodek przechowuje dane" in page.get(edit).content.decode()
    page.post(edit, {"title": draft.title, "body": NOTE, "saves": draft.saves, "podglad": "1"})
    shown = page.get(reverse("office:letter_text", args=[draft.pk]), follow=True).content.decode()
    assert "Urząd czeka na pytania" in shown
    where = {"rodzaj": "fee_change", "przyklad": "rodzina"}
    for name, says in (("decyzja", "DECYZJA"), ("prosto", "w prostych słowach")):
        paper = page.get(reverse("decisions:wording_sample", args=[draft.pk, name]), where).content.decode()
        assert says in paper
    assert page.get(reverse("decisions:wording_pdf", args=[draft.pk, "prosto"]), where).content.startswith(b"%PDF")
    assert as_user(worker).get(reverse("decisions:wording", args=[draft.pk])).status_code == 403
