"""The conditions of the programme on the pages of a case."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from applications.models import Application, ProgrammeFacts, StatementAnswer
from applications.programmes.models import ProgrammeTerms, TermsStatement
from applications.programmes.services import record_leaving
from office.models import User
from tests.applications.cast import complete, programme, request_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(worker: User) -> Application:
    """An application to a programme that asks about residence, therapy and age."""
    asked = programme(worker, residence="exception", age_to=60)
    terms = ProgrammeTerms.objects.get(programme=asked)
    TermsStatement.objects.create(
        terms=terms, code="therapy", words="podejmuje terapię", question="Czy osoba podejmuje terapię?", health=True
    )
    TermsStatement.objects.create(
        terms=terms, code="cooperation", words="chce współpracować", question="Czy osoba chce współpracować?"
    )
    return complete(worker, programme=asked)


def url(name: str, application: Application, *args: Any) -> str:
    return reverse(f"applications:{name}", args=[application.pk, *args])


def text(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


ANSWERS = {
    "resides_here": "nie",
    "stays_permanently": "tak",
    "intends_to_stay": "tak",
    "cannot_live_there": "tak",
    "last_registration": "Zmyślin",
    "residence_reason": "Nie ma tam dokąd wrócić.",
    "answer-therapy": "tak",
    "answer-cooperation": "nie",
}


def test_the_page_asks_what_the_programme_asks_and_goes_on(as_user: Any, worker: User, case: Application) -> None:
    client = as_user(worker)
    page = text(client.get(url("conditions", case)))
    assert "Czy osoba mieszka w gminie Kielce?" in page
    assert "Czy osoba podejmuje terapię?" in page
    assert "wiek do 60 lat" in page

    answer = client.post(url("conditions", case), {**ANSWERS, "seen": ""})

    assert answer.url == url("household", case)
    assert ProgrammeFacts.objects.get(application=case).last_registration == "Zmyślin"
    assert dict(StatementAnswer.objects.values_list("code", "answer")) == {"therapy": True, "cooperation": False}
    shown = text(client.get(reverse("desk:case", args=[case.pk])))
    assert "Wyjątek: osoba przebywa tu stale" in shown
    assert "Warunek programu „chce współpracować”" in shown
    assert "Nie ma tam dokąd wrócić." in text(client.get(url("conditions", case)))


def test_after_the_situation_come_the_conditions_only_where_there_are_questions(
    as_user: Any, worker: User, case: Application
) -> None:
    client = as_user(worker)
    typed = {"causes": ["age"], "needs_full_time_care": "nie", "situation": "Zmyślona."}
    assert client.post(url("situation", case), typed).url == url("conditions", case)
    request_of(case, worker)
    assert client.post(url("situation", case), typed).url == url("household", case)
    assert "nie zadaje tu dodatkowych pytań" in text(client.get(url("conditions", case)))


def test_another_worker_sees_neither_the_question_of_health_nor_its_answer(
    as_user: Any, worker: User, case: Application, django_user_model: Any
) -> None:
    as_user(worker).post(url("conditions", case), {**ANSWERS, "answer-therapy": "nie"})
    other = django_user_model.objects.create_user(username="inna", office=worker.office, first_name="Inna")
    other.role_grants.create(role="social_worker")
    client = as_user(other)

    page = text(client.get(url("conditions", case)))
    assert "Czy osoba podejmuje terapię?" not in page
    assert "dane ograniczone" in page
    client.post(url("conditions", case), {**ANSWERS, "answer-therapy": "tak"})
    assert StatementAnswer.objects.get(code="therapy").answer is False


def test_the_director_waives_on_a_page_and_takes_it_back(
    as_user: Any, worker: User, director: User, case: Application
) -> None:
    page = url("waiver", case, "age_to")
    assert as_user(worker).get(page).status_code == 403
    client = as_user(director)
    assert page in client.get(reverse("desk:case", args=[case.pk])).content.decode()
    assert "Napisz, dlaczego" in text(client.post(page, {"reason": " "}))
    client.post(page, {"reason": "Mieszkanie jest dla osób starszych."})
    assert "wyjątek z uzasadnieniem" in text(client.get(reverse("desk:case", args=[case.pk])))
    assert "Cofnij odstąpienie" in text(client.get(page))
    client.post(page, {"reason": "Pomyłka."})
    assert "Odstąp od warunku" in text(client.get(page))
    assert "Od warunków ustawy" in text(client.get(page))
    refused = client.post(url("waiver", case, "adult"), {"reason": "Tak."})
    assert "od ustawy dyrektor nie może odstąpić" in text(refused)
    assert client.get(url("waiver", case, "nothing")).status_code == 404


def test_another_office_finds_none_of_these_pages(as_user: Any, kutno_worker: User, case: Application) -> None:
    client = as_user(kutno_worker)
    for address in (url("conditions", case), url("waiver", case, "age_to"), url("review", case)):
        assert client.get(address).status_code == 404


def test_the_teams_finding_is_entered_for_the_stay_before(as_user: Any, worker: User, case: Application) -> None:
    own = programme(worker, return_months=3, return_recommendations=True)
    request_of(case, worker, programme=own)
    record_leaving(
        actor=worker, application=case, moved_in_on=date(2025, 1, 1), left_on=date(2025, 6, 1), recommendations="Praca."
    )
    again = complete(worker, programme=own)
    client = as_user(worker)
    assert url("review", again) in client.get(reverse("desk:case", args=[again.pk])).content.decode()
    assert "Praca." in text(client.get(url("review", again)))
    assert "Zaznacz" in text(client.post(url("review", again), {"note": "Karta."}))
    client.post(url("review", again), {"met": "tak", "note": "Karta."})
    assert case.leaving.recommendations_met is True
