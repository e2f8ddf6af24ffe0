"""Paragraphs of justification: slots, versions, what the database keeps."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from decisions import services
from decisions.checks import check
from decisions.compose import DEFAULT_AGREEMENT
from decisions.examples import Stage
from decisions.kinds.models import Reason
from decisions.kinds.reasons import reasons_for
from decisions.kinds.slots import SLOTS, filled, names_in, typed_in
from decisions.kinds.texts import services as texts
from decisions.kinds.texts.samples import KEPT
from decisions.kinds.topics import topics_of
from decisions.services import Justification
from office import clock
from office.errors import Incomplete
from tests.decisions.kinds.cast import codes, drafted, refused, words


def test_an_open_slot_keeps_the_draft_from_the_director(kielce_case, worker, director):
    application = kielce_case(Stage.COMPLETE)
    reason = Reason.objects.get(code="refusal-care")
    half = Justification(paragraphs={reason.pk: {"document": "orzeczenie lekarza", "why": ""}})
    decision = drafted(worker, application, "refusal", refused(), justification=half)
    assert codes(decision) == {"slot"}
    with pytest.raises(Incomplete):
        services.submit(actor=worker, decision=decision)
    whole = Justification(paragraphs={reason.pk: {"document": "orzeczenie lekarza", "why": "nie wstaje z łóżka"}})
    decision = services.edit(actor=worker, decision=decision, facts=refused(), justification=whole)
    approved = services.approve(actor=director, decision=services.submit(actor=worker, decision=decision))
    assert "(orzeczenie lekarza) wynika, że strona takiej opieki wymaga: nie wstaje z łóżka." in words(approved)
    assert "[" not in words(approved).partition("<body>")[2]


@pytest.mark.django_db
def test_the_starting_paragraphs_fit_their_kinds():
    rows = list(Reason.objects.filter(office=None))
    for row in rows:
        assert row.ground in topics_of(row.kind), row.code
        assert set(names_in(row.text)) <= set(SLOTS)
        text, open_ones = filled(row.text, {name: slot.sample for name, slot in SLOTS.items()})
        assert open_ones == ()
        assert "{" not in text
    assert {row.kind for row in rows} == set(KEPT)
    assert {row.ground for row in rows if row.kind == "grant"} == set(topics_of("grant"))
    assert {row.ground for row in rows if row.kind == "fee_change"} == set(topics_of("fee_change"))


def test_slots_are_found_filled_and_left_open():
    assert names_in("Dnia {when} {what}, {what}.") == ("when", "what")
    assert typed_in("{when} {contract_date}") == ("when",)
    assert filled("Dnia {when}: {what}.", {"when": "2 lutego"}) == ("Dnia 2 lutego: [co się stało].", ("co się stało",))


@pytest.mark.parametrize("text", ["{nieznane}", "{when!r}", "{when:>20}", "{", "{0}"])
def test_braces_that_are_no_slot_are_refused(text):
    with pytest.raises((ValueError, IndexError)):
        names_in(text)


def test_the_offices_own_paragraph_goes_before_the_common_one(kielce, kutno):
    common = Reason.objects.get(code="refusal-care")
    own = Reason.objects.create(
        office=kielce, code=common.code, kind="refusal", ground="full_time_care", title="nasz", text="Nasz tekst.",
        state="published", valid_from=common.valid_from,
    )  # fmt: skip
    today = clock.today()
    assert own in reasons_for(kielce, "refusal", today)
    assert common not in reasons_for(kielce, "refusal", today)
    assert common in reasons_for(kutno, "refusal", today)


def test_a_published_paragraph_is_neither_changed_nor_deleted(kielce):
    row = Reason.objects.get(code="refusal-care")
    with pytest.raises(DatabaseError), transaction.atomic():
        Reason.objects.filter(pk=row.pk).update(text="inaczej")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    Reason.objects.filter(pk=row.pk).update(valid_to=clock.today())


def test_a_grant_takes_paragraphs_that_fit_its_facts_and_keeps_the_version_it_used(
    kielce_case, worker, director, administrator, as_user
):
    application = kielce_case(Stage.SIGNED)
    form = as_user(worker).get(reverse("decisions:draft", args=[application.pk])).content.decode()
    assert form.index("strona ponosi odpłatność (pasuje do tej sprawy)") < form.index("wiek – przyczyna: wiek")
    pays, age = (Reason.objects.get(code=code) for code in ("grant-pays", "grant-age"))
    chosen = {pays.pk: {"why": "zarabia w spółdzielni"}, age.pk: {"why": "ma 90 lat"}}
    decision = services.draft(actor=worker, application=application, justification=Justification(paragraphs=chosen))
    [finding] = check(decision, clock.today())
    assert "Akapit „wiek” mówi o czymś, czego nie ma w tej sprawie" in finding.message
    assert finding.url == reverse("decisions:edit", args=[decision.pk])
    del chosen[age.pk]
    own = texts.begin_draft(actor=administrator, reason=pays)
    decision = services.edit(
        actor=worker, decision=decision, agreement=DEFAULT_AGREEMENT, justification=Justification(paragraphs=chosen)
    )
    decision = services.submit(actor=worker, decision=decision)
    texts.publish(actor=administrator, draft=own, valid_from=clock.today())
    said = words(services.approve(actor=director, decision=decision))
    before, _, after = said.partition("Jak ustalono odpłatność")
    assert "(186,00 zł miesięcznie) omówiono ze stroną. Strona może ją ponosić: zarabia w spółdzielni." in after
    assert "spółdzielni" not in before
    assert reasons_for(application.office, "fee", clock.today()) != reasons_for(
        application.office, "support", clock.today()
    )
