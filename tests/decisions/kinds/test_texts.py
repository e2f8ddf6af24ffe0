"""Ustawienia → Uzasadnienia decyzji: drafts, versions, previews, publishing; published paragraphs never change."""

import json
from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.reasons import reasons_for
from decisions.kinds.texts import selectors, services
from decisions.kinds.texts.people import SAMPLES
from decisions.kinds.texts.samples import KEPT, sample_decision
from decisions.kinds.topics import topics_of
from decisions.models import Decision
from office import clock
from office.documents import as_json
from office.errors import DomainError, Incomplete
from office.models import Role
from office.reading import once
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def common():
    return Reason.objects.get(code="refusal-care", office=None)


@pytest.fixture
def draft(administrator, common):
    return services.begin_draft(actor=administrator, reason=common)


def saved(administrator, draft, text):
    return services.save_draft(
        actor=administrator, draft=draft, title="nasza nazwa", text=text, source="", opened=selectors.mark_of(draft)
    )


def test_a_draft_begins_from_the_general_text_and_there_is_only_one(administrator, common, draft, kielce):
    assert (draft.text, draft.version, draft.office, draft.state) == (common.text, 1, kielce, ReasonState.DRAFT)
    assert services.begin_draft(actor=administrator, reason=common) == draft
    assert draft not in reasons_for(kielce, "refusal", clock.today())


def test_an_own_paragraph_is_offered_from_its_day_and_only_in_its_office(administrator, draft, kielce, kutno):
    today, later = clock.today(), clock.today() + timedelta(days=10)
    saved(administrator, draft, "Nasz akapit: {why}.")
    services.publish(actor=administrator, draft=draft, valid_from=later)
    offered = {office.code: [row.text for row in reasons_for(office, "refusal", later)] for office in (kielce, kutno)}
    assert "Nasz akapit: {why}." in offered["kielce"]
    assert "Nasz akapit: {why}." not in offered["kutno"]
    assert "Nasz akapit: {why}." not in [row.text for row in reasons_for(kielce, "refusal", today)]
    second = services.begin_draft(actor=administrator, reason=draft)
    with pytest.raises(DomainError, match="Jest już wersja"):
        services.publish(actor=administrator, draft=second, valid_from=later)
    services.publish(actor=administrator, draft=second, valid_from=later + timedelta(days=5))
    draft.refresh_from_db()
    assert draft.valid_to == later + timedelta(days=4)


@pytest.mark.parametrize("text", ["Dnia {nieznane}.", "Dnia {when", "Dnia {when!r}.", "Dnia {{ when }}.", "{0}", "  "])
def test_a_slot_that_nobody_knows_is_refused_and_named(administrator, draft, text):
    with pytest.raises(DomainError) as refusal:
        saved(administrator, draft, text)
    assert refusal.value.field == "text"
    draft.refresh_from_db()
    assert draft.title != "nasza nazwa"


def test_without_name_and_text_both_are_named(administrator, draft):
    with pytest.raises(Incomplete) as refusal:
        services.check("", "")
    assert [problem.field for problem in refusal.value.problems] == ["title", "text"]


def test_what_somebody_else_saved_is_not_overwritten(administrator, draft):
    opened = selectors.mark_of(draft)
    saved(administrator, draft, "Pierwszy.")
    with pytest.raises(DomainError, match="w międzyczasie"):
        services.save_draft(actor=administrator, draft=draft, title="druga", text="Drugi.", source="", opened=opened)


def test_a_published_version_never_changes_whatever_way_is_tried(administrator, draft):
    row = services.publish(actor=administrator, draft=draft, valid_from=clock.today())
    with pytest.raises(DomainError):
        saved(administrator, row, "Inaczej.")
    attempts = ("title = 'x'", "text = 'x'", "source = 'x'", "office_id = NULL", "state = 'draft'")
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE decisions_reason SET {attempt} WHERE id = %s", [row.pk])
    with pytest.raises(DatabaseError), transaction.atomic():
        Reason.objects.filter(pk=row.pk).delete()


def test_a_ground_without_a_paragraph_gets_its_first(administrator, kielce):
    first = services.begin_new(actor=administrator, kind="discontinuation", ground="pointless")
    second = services.begin_new(actor=administrator, kind="discontinuation", ground="pointless")
    assert first.code != second.code
    services.publish(actor=administrator, draft=first, valid_from=clock.today())
    assert first in reasons_for(kielce, "discontinuation", clock.today())
    for kind, ground in (("grant", "pointless"), ("support", "age")):
        with pytest.raises(DomainError):
            services.begin_new(actor=administrator, kind=kind, ground=ground)


def test_every_kind_is_shown_in_every_invented_case_by_the_offices_own_rules(administrator, kielce, kutno):
    about = {"worker": administrator, "day": clock.today(), "text": "Tak: {why}."}
    with once():
        for kind, sample in product(KEPT, SAMPLES):
            topic = list(topics_of(kind))[-1]
            content = sample_decision(kind, topic, office=kielce, sample=sample, **about)
            said = json.dumps(as_json(content), ensure_ascii=False)
            assert "Tak: renta strony wystarcza na leki i żywność." in said, (kind, topic, sample)
            assert content.number == ""
        family = sample_decision("grant", "pays", office=kutno, sample="rodzina", **about)
        several = sample_decision("grant", "pays", office=kielce, sample="okresy", **about)
    assert len({period.amount for period in several.fee.periods}) == 3
    assert len(family.facts.household) == 12
    assert family.fee.amount > 0
    assert Decision.objects.count() == 0


def test_a_preview_says_what_the_tables_lack(as_user, gliwice):
    reason = Reason.objects.get(code="grant-pays")
    page = as_user(make_user(gliwice, "administrator_gliwic", Role.ADMINISTRATOR))
    shown = page.get(reverse("decisions:reason", args=[reason.pk])).content.decode()
    assert "Przykładu nie da się teraz ułożyć: Nie można ustalić odpłatności" in shown
    assert page.get(reverse("decisions:reason_sample", args=[reason.pk])).status_code == 409
    assert page.get(reverse("decisions:reason_sample_pdf", args=[reason.pk])).status_code == 302


def test_pages_lead_from_the_list_to_a_published_paragraph(as_user, administrator, worker, common):
    page = as_user(administrator)
    assert common.title in page.get(reverse("decisions:reasons")).content.decode()
    answer = page.post(reverse("decisions:reason_draft", args=[common.pk]))
    draft = Reason.objects.get(state=ReasonState.DRAFT)
    edit = reverse("decisions:reason_edit", args=[draft.pk])
    assert answer["Location"] == edit
    shown = page.get(edit).content.decode()
    assert "dlaczego" in shown
    assert "renta strony wystarcza na leki i żywność" in shown
    words = {"title": "nasza", "text": "Nowe {zle}.", "source": "", "opened": selectors.mark_of(draft)}
    assert "Nie ma takiego miejsca: {zle}" in page.post(edit, words).content.decode()
    answer = page.post(edit, words | {"text": "Nowe słowa: {why}.", "podglad": "1"})
    view = reverse("decisions:reason", args=[draft.pk])
    assert answer["Location"] == view
    assert "dodano" in page.get(view).content.decode()
    sample = page.get(reverse("decisions:reason_sample", args=[draft.pk])).content.decode()
    sample = sample.replace("\u00a0", " ")
    assert "Nowe słowa: renta strony wystarcza na leki i żywność." in sample
    pdf = page.get(reverse("decisions:reason_sample_pdf", args=[draft.pk]), {"przyklad": "przedstawiciel"})
    assert pdf.content.startswith(b"%PDF")
    day = clock.today().strftime("%d.%m.%Y")
    page.post(reverse("decisions:reason_publish", args=[draft.pk]), {"valid_from": day})
    assert "Tej wersji nie można zmienić" in page.get(view).content.decode()
    assert page.get(edit).status_code == 404
    assert as_user(worker).get(view).status_code == 403


def test_another_offices_paragraph_is_not_there(as_user, kutno, draft):
    stranger = make_user(kutno, "administrator_kutna", Role.ADMINISTRATOR)
    assert as_user(stranger).get(reverse("decisions:reason", args=[draft.pk])).status_code == 404


def test_a_draft_is_dropped(as_user, administrator, draft):
    as_user(administrator).post(reverse("decisions:reason_drop", args=[draft.pk]))
    assert not Reason.objects.filter(pk=draft.pk).exists()
