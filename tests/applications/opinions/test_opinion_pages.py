"""The compartment's pages: who opens which, that it is logged, what the consultant sees, what is printed."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from applications.models import Application, Opinion, Referral
from applications.opinions.services import enter_card, give_opinion
from office import clock
from office.models import Office, ReadEntry, Role, User
from office.polish import short_day
from tests.applications.opinions.conftest import SECRET, opinion_data
from tests.applications.opinions.test_opinions import CARD
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(ask: Callable[..., Referral], worker: User, consultant: User, case: Application) -> tuple[str, ...]:
    """A case with an opinion and a card; the addresses of all pages that show what they say."""
    referral = ask()
    opinion = give_opinion(actor=consultant, referral=referral, data=opinion_data())
    card = enter_card(actor=worker, application=case, data=CARD)
    return (
        f"/opinie/sprawa/{case.pk}/",
        f"/opinie/{opinion.pk}/",
        f"/opinie/karta/{card.pk}/",
        f"/opinie/skierowanie/{referral.pk}/",
        f"/opinie/sprawa/{case.pk}/skierowanie/",
        f"/opinie/sprawa/{case.pk}/wpisz/",
        f"/opinie/sprawa/{case.pk}/karta/",
    )


# Who gets which answer, in the order of ``filled``.
MATRIX = {
    "worker": (200, 200, 200, 403, 200, 200, 200),
    "director": (200, 200, 200, 403, 403, 403, 403),
    "consultant": (404, 200, 404, 200, 404, 404, 404),
    "other_consultant": (404, 404, 404, 404, 404, 404, 404),
    "colleague": (403, 403, 403, 403, 403, 403, 403),
    "administrator": (404, 404, 404, 403, 404, 404, 404),
    "keeper": (404, 404, 404, 403, 404, 404, 404),
    "kutno_worker": (404, 404, 404, 403, 404, 404, 404),
    "kutno_director": (404, 404, 404, 403, 404, 404, 404),
    "kutno_consultant": (404, 404, 404, 404, 404, 404, 404),
}


@pytest.fixture
def colleague(kielce: Office) -> User:
    return make_user(kielce, "kolega", Role.SOCIAL_WORKER)


@pytest.fixture
def kutno_consultant(kutno: Office) -> User:
    return make_user(kutno, "konsultant_kutno", Role.CONSULTANT)


@pytest.mark.parametrize("who", MATRIX)
def test_the_compartment_opens_to_those_who_need_it_and_each_opening_is_logged(
    who: str, filled: tuple[str, ...], as_user: Callable, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    client = as_user(user)

    answers = [client.get(address) for address in filled]

    assert tuple(answer.status_code for answer in answers) == MATRIX[who]
    for answer in answers:
        if answer.status_code != 200:
            assert "F10.2" not in answer.content.decode()
    shown = sum(answer.status_code == 200 for answer in answers[:4])
    assert ReadEntry.objects.filter(reader=user).count() == shown


def test_the_case_page_counts_and_never_quotes(
    filled: tuple[str, ...], as_user: Callable, worker: User, colleague: User, case: Application
) -> None:
    for user in (worker, colleague):
        page = as_user(user).get(f"/sprawy/{case.pk}/").content.decode()
        assert "Wydane opinie: 1" in page
        assert "F10.2" not in page
    assert "pracownik socjalny prowadzący tę sprawę" in page
    found = as_user(worker).get("/szukaj/", {"q": "F10.2"}).content.decode()
    assert case.case_number not in found


def test_consultant_finds_the_case_on_the_desk_and_gives_the_opinion(
    ask: Callable[..., Referral], as_user: Callable, consultant: User, case: Application
) -> None:
    Application.objects.filter(pk=case.pk).update(situation="Zmyślony opis sytuacji")
    referral = ask()
    client = as_user(consultant)

    desk = client.get("/").content.decode()
    assert f"/opinie/skierowanie/{referral.pk}/" in desk
    assert "nie ma jeszcze żadnej roli" not in desk
    pack = client.get(f"/opinie/skierowanie/{referral.pk}/").content.decode()
    assert "Zmyślony opis sytuacji" in pack
    assert "Czy wsparcie jest celowe?" in pack
    typed = {"issued_on": "3.3.26", "scope": "celowość", "purpose": "yes", "text": ""}
    refused = client.post(f"/opinie/skierowanie/{referral.pk}/", typed).content.decode()
    assert 'value="celowość"' in refused
    assert client.post(f"/opinie/skierowanie/{referral.pk}/", typed | {"text": SECRET}).status_code == 302
    assert Opinion.objects.get().referral == referral
    assert "opinia wydana" in client.get(f"/opinie/skierowanie/{referral.pk}/").content.decode()


def test_worker_refers_enters_and_withdraws_in_the_browser(
    as_user: Callable, worker: User, consultant: User, case: Application
) -> None:
    client, base = as_user(worker), f"/opinie/sprawa/{case.pk}/"
    due = short_day(clock.today() + timedelta(days=10))
    question = {"consultant": consultant.pk, "profession": "psychologist", "question": "Czy celowe?", "due_on": due}

    assert client.post(f"{base}skierowanie/", question).status_code == 302
    referral = Referral.objects.get()
    assert "Napisz, dlaczego" in client.post(f"/opinie/skierowanie/{referral.pk}/cofnij/", {}).content.decode()
    assert client.post(f"/opinie/skierowanie/{referral.pk}/cofnij/", {"reason": "pomyłka"}).status_code == 302
    paper = {"profession": "psychiatrist", "author_name": "dr Zmyślony", "issued_on": "3.3.2026", "scope": "stan"}
    assert client.post(f"{base}wpisz/", paper | {"purpose": "conditional", "text": "tekst"}).status_code == 302
    card = {
        "held_on": "5.3.2026",
        "members": "Alicja Fikcyjna, psycholog\nBartosz Zmyślony",
        "outcome": "qualified",
        "reasons": "tak",
        "votes_for": "2",
        "votes_against": "0",
        "votes_abstained": "0",
        "skill_training-time": "2",
    }
    assert client.post(f"{base}karta/", card).status_code == 302
    shown = client.get(base).content.decode()
    for words in ("cofnięte", "psychiatra, 03.03.2026", "kwalifikuje się", "nie wiąże dyrektora"):
        assert words in shown


def test_opinion_and_card_are_printed_as_confidential(
    filled: tuple[str, ...], as_user: Callable, director: User
) -> None:
    client = as_user(director)
    for page, words in ((filled[1], "OPINIA KONSULTANTA"), (filled[2], "KARTA KWALIFIKACJI")):
        answer = client.get(page.rstrip("/") + ".pdf")
        text = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(answer.content)).pages)
        assert answer["Content-Type"] == "application/pdf"
        assert "POUFNE" in text
        assert words in text
        assert "F10.2" in text
    assert ReadEntry.objects.filter(reader=director, page__endswith="PDF").count() == 2
