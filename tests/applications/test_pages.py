"""The pages: what can be typed, what is said back, and that nothing typed is lost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from applications import services
from applications.models import Application
from applications.selectors import case_section
from applications.services import MemberData, PersonData
from office.models import User
from tests.applications.cast import PESEL, complete, draft, household_of, income, kind, programme, situation_of

PARTS = ("person", "request", "situation", "household", "submit")


def url(part: str, application: Application) -> str:
    return reverse(f"applications:{part}", args=[application.pk])


def text_of(response: Any) -> str:
    return response.content.decode().replace("\u00a0", " ")


def rows(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    """A formset as the browser sends it."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    return sent | {f"{prefix}-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}


def household_sent(act: str = "save", **typed: Any) -> dict[str, str]:
    members, incomes = typed.pop("members", []), typed.pop("incomes", [])
    return {"act": act, **typed, **rows("members", *members), **rows("incomes", *incomes)}


def an_income(**changed: str) -> dict[str, str]:
    return {"whose": "own", "kind": str(kind().pk), "amount": "1 350,00", "month": "styczeń 2026"} | changed


@pytest.fixture
def browser(as_user, worker: User) -> Client:
    return as_user(worker)


# --- who gets in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_a_case_of_another_office_is_not_there(as_user, kutno_worker: User, worker: User, part: str) -> None:
    assert as_user(kutno_worker).get(url(part, draft(worker))).status_code == 404


@pytest.mark.parametrize("part", PARTS[:-1])
def test_the_director_is_told_who_edits(as_user, director: User, worker: User, part: str) -> None:
    response = as_user(director).get(url(part, draft(worker)))
    assert response.status_code == 403
    assert "pracownik socjalny" in text_of(response)


def test_the_director_reads_the_check_page_and_cannot_accept(as_user, director: User, worker: User) -> None:
    application = complete(worker)
    client = as_user(director)
    assert "pracownik socjalny" in text_of(client.get(url("submit", application)))
    assert client.post(url("submit", application)).status_code == 403
    application.refresh_from_db()
    assert application.state == "draft"


def test_an_administrator_finds_no_cases(as_user, administrator: User, worker: User) -> None:
    client = as_user(administrator)
    assert client.get(url("person", draft(worker))).status_code == 404
    assert client.get(reverse("applications:new")).status_code == 403


@pytest.mark.parametrize("part", PARTS)
def test_looking_writes_nothing(browser: Client, worker: User, part: str) -> None:
    application = complete(worker)
    before = (application.updated_at, worker.events.count())
    assert browser.get(url(part, application)).status_code == 200
    application.refresh_from_db()
    assert (application.updated_at, worker.events.count()) == before


def test_no_page_asks_for_an_interview_or_a_copy_of_a_document(browser: Client, worker: User) -> None:
    application = draft(worker)
    for part in PARTS:
        page = text_of(browser.get(url(part, application)))
        assert 'type="file"' not in page
        assert "wywiad" not in page.lower().replace("wywiadu środowiskowego nie przeprowadza się", "")


# --- person ----------------------------------------------------------------------------------------------------------


def test_a_new_application_goes_on_to_the_request(browser: Client) -> None:
    response = browser.post(reverse("applications:new"), {"last_name": "Fikcyjny", "pesel": PESEL, "act": "next"})
    application = Application.objects.get()
    assert response.url == url("request", application)
    assert application.person.pesel == PESEL


def test_a_draft_is_saved_and_says_when(browser: Client) -> None:
    response = browser.post(reverse("applications:new"), {"last_name": "Fikcyjny", "act": "save"}, follow=True)
    assert response.redirect_chain[-1][0] == url("person", Application.objects.get())
    assert "Zapisano 10:42." in text_of(response)


def test_a_wrong_pesel_stays_in_its_field_with_the_reason(browser: Client) -> None:
    response = browser.post(reverse("applications:new"), {"last_name": "Fikcyjny", "pesel": "44051401459"})
    page = text_of(response)
    assert 'value="44051401459"' in page
    assert 'href="#id_pesel"' in page
    assert "Ostatnia cyfra" in page
    assert not Application.objects.exists()


def test_a_known_person_is_announced(browser: Client, worker: User) -> None:
    draft(worker)
    response = browser.post(
        reverse("applications:new"), {"last_name": "Fikcyjny", "pesel": PESEL, "act": "save"}, follow=True
    )
    assert "Ośrodek zna już tę osobę" in text_of(response)


def test_a_pesel_of_somebody_else_is_said_at_the_field(browser: Client, worker: User) -> None:
    draft(worker)
    response = browser.post(reverse("applications:new"), {"last_name": "Zmyślony", "pesel": PESEL, "act": "save"})
    assert "Ten PESEL ma już w ośrodku Jan Fikcyjny" in text_of(response)
    assert response.context["form"].errors["pesel"]


def test_the_person_may_be_corrected(browser: Client, worker: User) -> None:
    application = draft(worker)
    sent = {"last_name": "Fikcyjny", "first_name": "Janusz", "birth_date": "14.5.1944", "postal_code": "25-002"}
    assert browser.post(url("person", application), sent).url == url("request", application)
    application.person.refresh_from_db()
    assert application.person.first_name == "Janusz"
    page = text_of(browser.post(url("person", application), sent | {"postal_code": "25002"}))
    assert "np. 25-002" in page


# --- request and situation -------------------------------------------------------------------------------------------


def test_days_are_read_as_people_type_them(browser: Client, worker: User) -> None:
    application = draft(worker)
    oit = programme(worker)
    sent = {
        "received_on": "3.2.26",
        "kind": "training",
        "programme": oit.pk,
        "stay_from": "2026-04-01",
        "stay_to": "30.09.2027",
    }
    assert browser.post(url("request", application), sent).url == url("situation", application)
    application.refresh_from_db()
    assert application.received_on == date(2026, 2, 3)
    assert (application.stay_from, application.stay_to) == (date(2026, 4, 1), date(2027, 9, 30))
    assert application.programme == oit
    assert 'value="03.02.2026"' in text_of(browser.get(url("request", application)))


def test_what_is_no_day_is_refused_at_the_field_and_kept(browser: Client, worker: User) -> None:
    application = draft(worker)
    page = text_of(browser.post(url("request", application), {"received_on": "31.02.2026", "stay_from": "1.4.2026"}))
    assert "„31.02.2026” nie jest dniem" in page
    assert 'value="31.02.2026"' in page
    assert 'value="01.04.2026"' in page


def test_an_indefinite_training_stay_is_refused_with_the_rule_and_what_was_typed_stays(
    browser: Client, worker: User
) -> None:
    application = draft(worker)
    response = browser.post(
        url("request", application), {"kind": "training", "indefinite": "on", "received_on": "3.2.2026"}
    )
    assert "zawsze na czas określony" in response.context["form"].errors["indefinite"][0]
    assert 'value="03.02.2026"' in text_of(response)


def test_only_programmes_of_the_own_office_are_offered(browser: Client, worker: User, kutno_worker: User) -> None:
    application = draft(worker)
    strange = programme(kutno_worker)
    response = browser.post(url("request", application), {"programme": strange.pk})
    assert "programme" in response.context["form"].errors


def test_the_situation_is_saved_with_all_its_ticks(browser: Client, worker: User) -> None:
    application = draft(worker)
    sent = {
        "causes": ["age", "illness"],
        "groups": ["homeless"],
        "needs_full_time_care": "nie",
        "disability_degree": "light",
    }
    assert browser.post(url("situation", application), sent).url == url("household", application)
    application.refresh_from_db()
    assert application.causes == ["age", "illness"]
    assert application.needs_full_time_care is False
    page = text_of(browser.get(url("situation", application)))
    assert page.count(" checked") == 4


def test_care_that_nobody_answered_stays_unanswered(browser: Client, worker: User) -> None:
    application = draft(worker)
    browser.post(url("situation", application), {"situation": "Krótko."})
    application.refresh_from_db()
    assert application.needs_full_time_care is None


@pytest.mark.parametrize("part", PARTS[:-1])
def test_every_part_can_be_saved_as_a_draft_almost_empty(browser: Client, worker: User, part: str) -> None:
    application = draft(worker, PersonData(last_name="Fikcyjny"))
    sent = household_sent() if part == "household" else {"act": "save", "last_name": "Fikcyjny"}
    assert browser.post(url(part, application), sent).url == url(part, application)


@pytest.mark.parametrize("part", PARTS[:-1])
def test_each_part_says_what_it_lacks_with_links_to_the_fields(browser: Client, worker: User, part: str) -> None:
    page = text_of(browser.get(url(part, draft(worker, PersonData(last_name="Fikcyjny")))))
    assert "Czego brakuje w tej części" in page
    anchors = {"person": "id_first_name", "request": "id_kind", "situation": "id_causes", "household": "id_no_income"}
    assert f"#{anchors[part]}" in page
    assert f'id="{anchors[part]}"' in page


def test_what_a_complete_application_needs_is_not_called_optional(browser: Client, worker: User) -> None:
    response = browser.get(url("request", draft(worker)))
    form = response.context["form"]
    assert form.fields["received_on"].required
    assert not form.fields["indefinite_reason"].required


# --- two people at once ----------------------------------------------------------------------------------------------


def test_who_comes_second_is_told_what_happened_and_keeps_what_was_typed(browser: Client, worker: User) -> None:
    application = draft(worker)
    seen = browser.get(url("situation", application)).context["form"]["seen"].value()
    situation_of(application, worker, situation="Pierwsza wersja.")
    sent = {"seen": seen, "situation": "Druga wersja.", "act": "save"}
    response = browser.post(url("situation", application), sent)
    page = text_of(response)
    assert "ktoś zmienił tę sprawę" in page
    assert "Zmieniono opis sytuacji" in page
    assert "Druga wersja." in page
    again = browser.post(url("situation", application), sent | {"seen": response.context["form"]["seen"].value()})
    assert again.status_code == 302
    application.refresh_from_db()
    assert application.situation == "Druga wersja."


def test_the_same_holds_for_the_household(browser: Client, worker: User) -> None:
    application = draft(worker)
    seen = browser.get(url("household", application)).context["page"].form["seen"].value()
    household_of(application, worker)
    sent = household_sent(seen=seen, household_type="family", members=[{"name": "Anna Fikcyjna"}])
    response = browser.post(url("household", application), sent)
    assert "ktoś zmienił tę sprawę" in text_of(response)
    assert 'value="Anna Fikcyjna"' in text_of(response)
    again = browser.post(url("household", application), sent | {"seen": response.context["page"].form["seen"].value()})
    assert again.status_code == 302
    assert application.members.get().name == "Anna Fikcyjna"


# --- household -------------------------------------------------------------------------------------------------------


def test_a_family_with_incomes_is_saved(browser: Client, worker: User) -> None:
    application = draft(worker)
    sent = household_sent(
        act="next",
        household_type="family",
        members=[{"name": ""}, {"name": "Anna Fikcyjna", "relation": "żona", "birth_date": "2.1.1950"}],
        incomes=[
            an_income(),
            an_income(whose="1", amount="2100", month="01.2026"),
            {"whose": "own", "month": "01.2026"},
        ],
    )
    assert browser.post(url("household", application), sent).url == url("submit", application)
    assert application.members.get().birth_date == date(1950, 1, 2)
    own, hers = application.incomes.order_by("pk")
    assert (own.amount, own.member, own.month) == (Decimal("1350.00"), None, date(2026, 1, 1))
    assert (hers.amount, hers.member.name) == (Decimal("2100.00"), "Anna Fikcyjna")
    page = text_of(browser.get(url("household", application)))
    assert 'value="2 100,00"' in page
    assert "Wlicza się:" in page


def test_one_more_person_and_one_more_income_lose_nothing_that_was_typed(browser: Client, worker: User) -> None:
    application = draft(worker)
    typed = {
        "household_type": "family",
        "income_lost": "on",
        "members": [{"name": "Anna Fikcyjna", "birth_date": "dawno"}],
        "incomes": [an_income(whose="0", amount="1.350,00,5", month="zima")],
    }
    for act, prefix, count in (("add-member", "members", 2), ("add-income", "incomes", 2)):
        response = browser.post(url("household", application), household_sent(act=act, **typed))
        page = text_of(response)
        assert response.status_code == 200
        assert response.context["page"].form["income_lost"].value() is True
        assert 'value="dawno"' in page
        assert 'value="1.350,00,5"' in page
        assert 'value="zima"' in page
        assert '<option value="0" selected>Anna Fikcyjna</option>' in page
        assert f'name="{prefix}-TOTAL_FORMS" value="{count}"' in page
        assert page.count("autofocus") == 1
        assert "nie jest kwotą" not in page
        assert 'data-guard="unsaved"' in page
    assert application.members.count() == application.incomes.count() == 0


def test_a_new_income_is_of_the_month_that_counts(browser: Client, worker: User) -> None:
    application = complete(worker)
    response = browser.post(url("household", application), household_sent(act="add-income", incomes=[an_income()]))
    assert text_of(response).count('value="01.2026"') == 2


def test_taking_a_person_out_asks_anew_whose_income_it_is(browser: Client, worker: User) -> None:
    application = draft(worker)
    sent = household_sent(
        act="drop_member-0",
        household_type="family",
        members=[{"name": "Anna Fikcyjna"}, {"name": "Ewa Fikcyjna"}],
        incomes=[an_income(whose="0"), an_income(whose="1"), an_income()],
    )
    page = browser.post(url("household", application), sent).context["page"]
    assert [form["name"].value() for form in page.members] == ["Ewa Fikcyjna"]
    assert [form["whose"].value() for form in page.incomes] == ["", "0", "own"]


def test_taking_an_income_out_leaves_the_others(browser: Client, worker: User) -> None:
    sent = household_sent(act="drop_income-0", incomes=[an_income(), an_income(amount="20")])
    page = browser.post(url("household", draft(worker)), sent).context["page"]
    assert [form["amount"].value() for form in page.incomes] == ["20"]


@pytest.mark.parametrize("act", ["drop_member-7", "drop_income-99", "add-", "add-house", "drop_member-x", ""])
def test_a_button_that_is_not_there_does_no_harm(browser: Client, worker: User, act: str) -> None:
    response = browser.post(url("household", draft(worker)), household_sent(act=act, incomes=[an_income()]))
    assert response.status_code in (200, 302)


def test_an_income_of_a_person_left_empty_is_questioned(browser: Client, worker: User) -> None:
    sent = household_sent(household_type="family", members=[{"name": ""}], incomes=[an_income(whose="0")])
    response = browser.post(url("household", draft(worker)), sent)
    page = text_of(response)
    assert "Ta osoba nie jest wpisana wśród członków rodziny" in page
    assert 'href="#id_incomes-0-whose"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "dużo"}, "nie jest kwotą"),
        ({"amount": ""}, "Wpisz kwotę"),
        ({"amount": "-1"}, "za mała"),
        ({"kind": ""}, "Wybierz rodzaj dochodu"),
        ({"month": "13.2026"}, "nie jest miesiącem"),
        ({"whose": ""}, "Wskaż, czyj to dochód"),
    ],
)
def test_an_income_typed_by_halves_is_refused_at_its_field(
    browser: Client, worker: User, typed: dict[str, str], said: str
) -> None:
    application = draft(worker)
    response = browser.post(url("household", application), household_sent(incomes=[an_income(**typed)]))
    assert said in text_of(response)
    assert f'href="#id_incomes-0-{next(iter(typed))}"' in text_of(response)
    assert application.incomes.count() == 0


def test_incomes_are_grouped_by_whether_they_count_with_the_reason(browser: Client, worker: User) -> None:
    page = text_of(browser.get(url("household", draft(worker))))
    assert '<optgroup label="Wlicza się">' in page
    assert '<optgroup label="Nie wlicza się">' in page
    assert "art. 8 ust. 4 pkt 2" in page


def test_a_stored_income_of_an_ended_kind_is_not_lost_from_the_form(browser: Client, worker: User) -> None:
    application = complete(worker)
    ended = kind("pension")
    ended.valid_to = date(2026, 2, 28)
    ended.save()
    page = browser.get(url("household", application)).context["page"]
    assert page.incomes[0]["kind"].value() == ended.pk
    assert any(row.kind == ended for row in page.kinds)


# --- checking and accepting ------------------------------------------------------------------------------------------


def test_the_check_page_lists_what_is_missing_with_links(browser: Client, worker: User) -> None:
    application = draft(worker, PersonData(last_name="Fikcyjny"))
    page = text_of(browser.get(url("submit", application)))
    assert f'href="{url("request", application)}#id_received_on"' in page
    response = browser.post(url("submit", application))
    assert response.status_code == 200
    assert "Wniosek nie jest jeszcze kompletny" in text_of(response)


def test_a_complete_application_is_accepted_and_gets_its_number(browser: Client, worker: User) -> None:
    application = complete(worker)
    response = browser.post(url("submit", application))
    application.refresh_from_db()
    assert application.state == "submitted"
    assert response.url == reverse("desk:case", args=[application.pk])


def test_an_accepted_application_says_so_instead_of_offering_the_button(browser: Client, worker: User) -> None:
    application = services.submit(actor=worker, application=complete(worker))
    page = text_of(browser.get(url("submit", application)))
    assert f"jest już przyjęty jako kompletny (znak sprawy {application.case_number})" in page
    assert browser.post(url("submit", application)).status_code == 403


def test_after_the_decision_the_parts_are_closed_with_a_reason(browser: Client, worker: User, director: User) -> None:
    application = services.submit(actor=worker, application=complete(worker))
    services.grant(actor=director, application=application)
    response = browser.get(url("household", application))
    assert response.status_code == 403
    assert "zakończona decyzją" in text_of(response)


def test_warnings_are_shown_and_stop_nothing(browser: Client, worker: User) -> None:
    application = complete(worker)
    household_of(application, worker, incomes=[income(), income()])
    page = text_of(browser.get(url("submit", application)))
    assert "Na co zwrócić uwagę" in page
    assert browser.post(url("submit", application)).status_code == 302


def test_the_section_of_the_case_page_draws_for_worker_and_director(worker: User, director: User) -> None:
    application = draft(worker)
    household_of(application, worker, "family", members=[MemberData(name="Anna Fikcyjna")])
    for user, may_change in ((worker, True), (director, False)):
        section = case_section(Application.objects.get(pk=application.pk), user)
        drawn = render_to_string("applications/section.html", {"section": section})
        assert "Anna Fikcyjna" in drawn
        assert ("Zmień" in drawn) is may_change
        assert (section.may_edit.reason in drawn) or may_change
