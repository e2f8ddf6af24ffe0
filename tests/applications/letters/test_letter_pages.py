"""The pages of a case's letters: made, read, printed, put into an envelope, sent."""

import re
from collections.abc import Callable
from io import BytesIO

import page
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from applications.letters import services
from applications.models import Application
from decisions.examples import Stage
from office import clock
from office.letters.slots import LETTERS
from office.models import Letter, ReadEntry, User

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]


@pytest.fixture
def case(kielce_case: Callable[[Stage], Application]) -> Application:
    return kielce_case(Stage.SUBMITTED)


@pytest.fixture
def letter(case: Application, worker: User) -> Letter:
    return services.issue_letter(actor=worker, application=case, code="completion", values={"braki": ["podpis"]})


def text_of(client: Client, url: str, data: dict[str, object] | None = None) -> str:
    return (client.get(url) if data is None else client.post(url, data)).content.decode()


def test_a_worker_fills_looks_and_issues(as_user: Login, worker: User, case: Application) -> None:
    client = as_user(worker)
    listed = text_of(client, reverse("letters:of_case", args=[case.pk]))
    url = reverse("letters:new", args=[case.pk, "completion"])
    assert url in listed
    form = text_of(client, url)
    assert case.person.full_name in form
    assert "7 dni" in form

    typed = {"adresat": "Ewa Zmyślona", "adres": "ul. Fikcyjna 1\n00-000 Nigdzie", "osoba": "Jan", "sprawa": "wsparcia"}
    typed |= {"data_wplywu": "02.11.2026", "dni": "10 dni", "braki": "podpis\nzaświadczenie", "uwagi": ""}
    assert "Uzupełnij: bez tego" in text_of(client, url, {**typed, "braki": " ", "podglad": "1"})
    assert "co najmniej 7 dni" in text_of(client, url, {**typed, "dni": "3 dni"})
    shown = text_of(client, url, {**typed, "podglad": "1"})
    assert "<li>zaświadczenie</li>" in shown
    assert not Letter.objects.exists()
    draft = client.post(reverse("letters:preview_pdf", args=[case.pk, "completion"]), typed)
    assert "PROJEKT" in pypdf.PdfReader(BytesIO(draft.content)).pages[0].extract_text()
    assert "Uzupełnij: bez tego" in text_of(
        client, reverse("letters:preview_pdf", args=[case.pk, "completion"]), {**typed, "braki": ""}
    )

    made = client.post(url, typed)
    letter = Letter.objects.get()
    assert made.url == reverse("letters:read", args=[letter.pk])
    assert letter.recipient["lines"] == ["ul. Fikcyjna 1", "00-000 Nigdzie"]
    assert "w ciągu <strong>10 dni</strong>" in letter.html.replace("\u00a0", " ")
    assert letter.title in text_of(client, reverse("desk:case", args=[case.pk]))


@pytest.mark.parametrize("code", LETTERS)
def test_every_letter_has_its_form(as_user: Login, worker: User, case: Application, code: str) -> None:
    form = text_of(as_user(worker), reverse("letters:new", args=[case.pk, code]))

    assert LETTERS[code].title in form
    assert "MOPR" in form


def test_reading_is_noted_and_the_frozen_page_is_shown_under_its_own_policy(
    as_user: Login, worker: User, letter: Letter
) -> None:
    client = as_user(worker)
    before = ReadEntry.objects.count()
    assert "jeszcze niewysłane" in text_of(client, reverse("letters:read", args=[letter.pk]))
    assert client.get(reverse("letters:pdf", args=[letter.pk])).content.startswith(b"%PDF")
    framed = client.get(reverse("letters:page", args=[letter.pk]))

    assert framed.content.decode() == letter.html
    assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
    assert ReadEntry.objects.count() == before + 2


def test_the_envelope_shows_sender_and_addressee_and_does_not_betray_the_help(
    as_user: Login, worker: User, letter: Letter
) -> None:
    pdf = as_user(worker).get(reverse("letters:envelope", args=[letter.pk])).content
    reader = pypdf.PdfReader(BytesIO(pdf))
    text = re.sub(r"\s+", " ", reader.pages[0].extract_text().replace("\u00a0", " "))

    assert letter.recipient["name"] in text
    assert "ul. Studzienna 2" in text
    assert not re.search(r"Pomoc|MOPR|Ośrod|wspar|mieszkani|spraw", text + str(reader.metadata), re.IGNORECASE)
    assert len(reader.pages) == 1
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_sending_is_entered_and_a_wrong_entry_struck(as_user: Login, worker: User, letter: Letter) -> None:
    client, today = as_user(worker), f"{clock.today():%d.%m.%Y}"
    sent = reverse("letters:enter", args=[letter.pk, "wyslano"])
    assert "Wybierz sposób" in text_of(client, sent, {"on": today})
    assert client.post(sent, {"way": "post", "on": today, "note": "R 1"}).status_code == 302
    assert client.post(reverse("letters:enter", args=[letter.pk, "doreczono"]), {"on": today}).status_code == 302
    entry = letter.entries.last()
    strike = reverse("letters:strike", args=[letter.pk, entry.pk])
    assert client.get(strike).status_code == 200
    assert client.post(strike, {"reason": "pomyłka"}).status_code == 302
    shown = text_of(client, reverse("letters:read", args=[letter.pk]))

    assert "skreślono:" in shown
    assert "Wpisz doręczenie" in shown


def test_letters_of_another_office_are_not_there_and_administrators_see_none(
    as_user: Login, kutno_worker: User, administrator: User, letter: Letter, case: Application
) -> None:
    addresses = [
        reverse("letters:of_case", args=[case.pk]),
        reverse("letters:new", args=[case.pk, "cover"]),
        *(reverse(f"letters:{name}", args=[letter.pk]) for name in ("read", "page", "pdf", "envelope")),
        reverse("letters:enter", args=[letter.pk, "wyslano"]),
    ]
    for user in (kutno_worker, administrator):
        client = as_user(user)
        assert [client.get(url).status_code for url in addresses] == [404] * len(addresses)


def test_the_list_asks_the_same_number_of_queries_for_one_letter_and_for_five(
    as_user: Login,
    worker: User,
    letter: Letter,
    case: Application,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client, url = as_user(worker), reverse("letters:of_case", args=[case.pk])
    for _ in range(4):
        services.issue_letter(actor=worker, application=case, code="completion", values={"braki": ["podpis"]})
    with django_assert_max_num_queries(16):
        client.get(url)
