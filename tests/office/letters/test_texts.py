"""Ustawienia → Wzory pism: drafts, versions, preview, publishing; published texts never change."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from office import clock
from office.errors import DomainError
from office.letters import selectors, texts
from office.letters.samples import SAMPLES, sample_letter
from office.letters.slots import LETTERS
from office.models import LetterSettings, LetterTemplate, Office, TemplateState, User

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


@pytest.fixture
def draft(administrator: User) -> LetterTemplate:
    return texts.begin_draft(actor=administrator, code="cover")


@pytest.mark.parametrize("code", LETTERS)
def test_every_letter_has_a_text_that_prints_in_every_sample_case(
    code: str, kielce: Office, administrator: User
) -> None:
    LetterSettings.objects.all().delete()
    template = selectors.template_on(kielce, code, clock.today())

    texts.check(code, template.title, template.body)
    for sample in SAMPLES:
        body = sample_letter(template, office=kielce, actor=administrator, sample=sample).body
        assert "<p>" in body
        assert "{" not in body


def test_a_draft_begins_from_the_text_in_force_and_there_is_only_one(
    draft: LetterTemplate, administrator: User
) -> None:
    general = LetterTemplate.objects.get(code="cover", office=None)

    assert (draft.body, draft.version, draft.state) == (general.body, 1, TemplateState.DRAFT)
    assert texts.begin_draft(actor=administrator, code="cover") == draft


def test_the_offices_own_text_replaces_the_general_one_from_its_day_only(
    draft: LetterTemplate, administrator: User, kielce: Office, kutno: Office
) -> None:
    today, later = clock.today(), clock.today() + timedelta(days=10)
    texts.publish(actor=administrator, draft=draft, valid_from=later)

    assert selectors.template_on(kielce, "cover", today).office is None
    assert selectors.template_on(kielce, "cover", later) == draft
    assert selectors.template_on(kutno, "cover", later).office is None


def test_a_new_version_ends_the_former_the_day_before(draft: LetterTemplate, administrator: User) -> None:
    today = clock.today()
    texts.publish(actor=administrator, draft=draft, valid_from=today)
    second = texts.begin_draft(actor=administrator, code="cover")
    with pytest.raises(DomainError, match="Jest już wersja"):
        texts.publish(actor=administrator, draft=second, valid_from=today)
    texts.publish(actor=administrator, draft=second, valid_from=today + timedelta(days=1))

    draft.refresh_from_db()
    assert (draft.valid_to, second.version) == (today, 2)
    with pytest.raises(DomainError, match="dziś albo później"):
        texts.publish(
            actor=administrator,
            draft=texts.begin_draft(actor=administrator, code="cover"),
            valid_from=today - timedelta(days=1),
        )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ zalacznik }}", "zalacznik"),
        ("{{ przepis:kpa.999 }}", "kpa.999"),
        ("Dobry wiersz.\n{% now %}", "Wiersz 2"),
        ("  ", "Wpisz treść"),
    ],
)
def test_a_text_with_a_slot_that_nobody_knows_is_not_saved(
    draft: LetterTemplate, administrator: User, body: str, words: str
) -> None:
    with pytest.raises(DomainError, match=words) as refused:
        texts.save_draft(actor=administrator, draft=draft, title="Pismo", body=body, saves=0)
    assert refused.value.field in ("body", "")
    draft.refresh_from_db()
    assert draft.saves == 0


def test_the_second_of_two_who_save_is_told(draft: LetterTemplate, administrator: User) -> None:
    texts.save_draft(actor=administrator, draft=draft, title="A", body="a", saves=0)
    with pytest.raises(DomainError, match="ktoś inny"):
        texts.save_draft(actor=administrator, draft=draft, title="B", body="b", saves=0)
    draft.refresh_from_db()
    assert draft.body == "a"


@pytest.mark.parametrize(
    "attack",
    [
        lambda row: setattr(row, "body", "x") or row.save(),
        lambda row: row.delete(),
        lambda row: LetterTemplate.objects.filter(pk=row.pk).update(title="x"),
        lambda row: LetterTemplate.objects.filter(pk=row.pk).update(state="draft", valid_from=None),
        lambda row: connection.cursor().execute(f"UPDATE office_lettertemplate SET body = 'x' WHERE id = {row.pk}"),
        lambda row: connection.cursor().execute(
            f"UPDATE office_lettertemplate SET office_id = NULL WHERE id = {row.pk}"
        ),
        lambda row: connection.cursor().execute(f"DELETE FROM office_lettertemplate WHERE id = {row.pk}"),
    ],
)
def test_a_published_text_never_changes(
    draft: LetterTemplate, administrator: User, attack: Callable[[LetterTemplate], object]
) -> None:
    published = texts.publish(actor=administrator, draft=draft, valid_from=clock.today())
    with pytest.raises(DatabaseError, match="wzoru pisma"), transaction.atomic():
        attack(published)
    assert LetterTemplate.objects.get(pk=published.pk).body == draft.body


def test_a_published_text_may_end_but_its_end_is_not_taken_back(draft: LetterTemplate, administrator: User) -> None:
    published = texts.publish(actor=administrator, draft=draft, valid_from=clock.today())
    rows = LetterTemplate.objects.filter(pk=published.pk)
    rows.update(valid_to=date(2030, 1, 1))
    rows.update(valid_to=date(2029, 1, 1))
    for later in (None, date(2031, 1, 1)):
        with pytest.raises(DatabaseError, match="wzoru pisma"), transaction.atomic():
            rows.update(valid_to=later)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_an_administrator_goes_from_the_list_to_a_published_text(
    as_user: Login, administrator: User, kielce: Office
) -> None:
    client = as_user(administrator)
    assert "Wezwanie do uzupełnienia" in client.get(reverse("office:letter_texts")).content.decode()
    assert client.get(reverse("office:letter_versions", args=["cover"])).status_code == 200
    edit = client.post(reverse("office:letter_draft", args=["cover"])).url
    assert "{{ zalaczniki }}" in client.get(edit).content.decode()

    wrong = client.post(edit, {"title": "Pismo", "body": "Mój tekst {{ pomylka }}", "saves": 0}).content.decode()
    assert "Mój tekst {{ pomylka }}" in wrong
    assert "Nie ma miejsca „pomylka”" in wrong

    saved = client.post(
        edit, {"title": "Pismo", "body": "Nowe słowa.\n\n1. {{ zalaczniki }}", "saves": 0, "podglad": 1}
    )
    shown = client.get(saved.url).content.decode()
    assert "dodano:" in shown
    draft = LetterTemplate.objects.get(state=TemplateState.DRAFT)
    sheet = client.get(reverse("office:letter_sample", args=[draft.pk]), {"przyklad": "dluga"})
    assert "zmyślony załącznik numer" in sheet.content.decode()
    assert "style-src 'sha256-" in sheet.headers["Content-Security-Policy"]
    assert client.get(reverse("office:letter_sample_pdf", args=[draft.pk])).content.startswith(b"%PDF")

    publish = reverse("office:letter_publish", args=[draft.pk])
    assert client.get(publish).status_code == 200
    assert "jest przed" not in client.post(publish, {"valid_from": "01.01.2020"}).content.decode()
    assert client.post(publish, {"valid_from": f"{clock.today():%d.%m.%Y}"}).status_code == 302
    assert selectors.template_on(kielce, "cover", clock.today()) == draft
    assert client.get(edit).status_code == 404
    assert client.get(reverse("office:letter_text", args=[draft.pk])).status_code == 200


def test_a_draft_is_thrown_away(as_user: Login, administrator: User, draft: LetterTemplate) -> None:
    client = as_user(administrator)

    assert client.post(reverse("office:letter_drop", args=[draft.pk])).status_code == 302
    assert not LetterTemplate.objects.filter(state=TemplateState.DRAFT).exists()


def test_data_for_letters_change_forward(as_user: Login, administrator: User, kielce: Office) -> None:
    client, url = as_user(administrator), reverse("office:letter_settings")
    typed = {
        "privacy_officer": "iod@osrodek.invalid",
        "data_recipients": "nikomu",
        "retention": "10 lat",
        "envelope_sender": "ul. Zmyślona 1",
        "window": "left",
        "source": "test",
    }
    assert "inspektor pokazowy" in client.get(url).content.decode()
    assert "wstecz" in client.post(url, {**typed, "valid_from": "01.01.2025"}).content.decode()
    assert client.post(url, {**typed, "valid_from": f"{clock.today():%d.%m.%Y}"}).status_code == 302
    assert selectors.settings_on(kielce, clock.today()).retention == "10 lat"


def test_only_administrators_see_texts_and_only_those_of_their_office(
    as_user: Login, worker: User, kutno_worker: User, administrator: User, kutno: Office
) -> None:
    foreign = LetterTemplate.objects.create(office=kutno, code="cover", version=1, title="x", body="x")

    assert as_user(worker).get(reverse("office:letter_texts")).status_code == 403
    client = as_user(administrator)
    for name in ("letter_text", "letter_edit", "letter_publish", "letter_sample"):
        assert client.get(reverse(f"office:{name}", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("office:letter_versions", args=["nieznane"])).status_code == 404
