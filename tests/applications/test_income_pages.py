"""The pages of income: one way at a time, nothing typed lost, the result as the decision prints it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office.models import ReadEntry, User
from tests.applications.cast import complete, draft, household_of, income, kind
from tests.applications.test_pages import household_sent, text_of, url

EURO = {
    "amount": "500",
    "currency": "eur",
    "rate": "4,2513",
    "rate_units": "1",
    "rate_table": "T/1",
    "rate_date": "10.3.2026",
}
GROSS = {"amount": "2 100,00", "tax": "120", "costs": "250", "health": "160,31", "social": "287,91"}
RETURN = {"amount": "60000", "costs": "24000", "tax": "3000", "health": "4500", "social": "4500", "months_run": "12"}
WAYS: dict[str, tuple[str, dict[str, str], str]] = {
    "net": ("pension", {"amount": "1350"}, "1 350,00 zł"),
    "gross": ("employment", GROSS, "1 281,78 zł"),
    "business_return": ("business", RETURN, "2 000,00 zł"),
    "business_declared": ("business", {"amount": "1800"}, "1 800,00 zł"),
    "lump_sum": ("business", {"amount": "1800"}, "1 800,00 zł"),
    "farm": ("farm", {"hectares": "2,35"}, "1 078,65 zł"),
    "one_off": ("one-off", {"amount": "6000", "month": "11.2025"}, "500,00 zł"),
    "period": ("pension", {"amount": "1000", "period_from": "11.2025", "period_to": "01.2026"}, "333,34 zł"),
    "foreign": ("foreign", EURO, "2 125,65 zł"),
}


@pytest.fixture
def browser(as_user, worker: User) -> Client:
    return as_user(worker)


def an(source: str, /, **changed: str) -> dict[str, str]:
    code, typed, _ = WAYS[source]
    return {"whose": "own", "kind": str(kind(code).pk), "way": source, "month": "01.2026"} | typed | changed


def sent(*incomes: dict[str, str], act: str = "save", **typed: Any) -> dict[str, str]:
    return household_sent(act=act, household_type="single", incomes=list(incomes), **typed)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_saved_shown_with_its_arithmetic_and_comes_back_into_the_form(
    browser: Client, worker: User, way: str
) -> None:
    application = complete(worker)
    response = browser.post(url("household", application), sent(an(way)), follow=True)
    page = text_of(response)
    assert application.incomes.get().way == way
    assert f'<td class="num">{WAYS[way][2]}</td>' in page
    assert ("Jak ustalono kwotę" in page) is (way != "net")
    assert f"Dochód osoby: {WAYS[way][2]} miesięcznie." in page
    again = browser.post(url("household", application), sent(_shown(response)))
    assert again.status_code == 302, text_of(again)
    assert f'<td class="num">{WAYS[way][2]}</td>' in text_of(browser.get(url("household", application)))


def _shown(response: Any) -> dict[str, str]:
    """What a browser would send back of the first income."""
    (form,) = response.context["page"].incomes.forms
    page = {field.name: field.field.widget.format_value(field.value()) for field in form.visible_fields()}
    return {name: value[0] if isinstance(value, list) else str(value or "") for name, value in page.items()}


@pytest.mark.parametrize("way", WAYS)
def test_only_the_fields_of_the_chosen_way_are_shown(browser: Client, worker: User, way: str) -> None:
    response = browser.post(url("household", draft(worker)), sent(an(way), act="way-0"))
    (form,) = response.context["page"].incomes.forms
    shown = {field.name for field in form.visible_fields()} - {"whose", "kind", "way", "month"}
    assert shown == set(WAYS[way][1]) - {"month"}
    assert response.status_code == 200
    assert "Wpisz" not in "".join(str(form.errors) for form in response.context["page"].all_forms())


def test_changing_the_way_and_back_loses_nothing_that_was_typed(browser: Client, worker: User) -> None:
    application = draft(worker)
    typed = an("gross", tax="sto dwadzieścia")
    other = browser.post(url("household", application), sent(typed | {"way": "farm"}, act="way-0"))
    assert '<input type="hidden" name="incomes-0-tax" value="sto dwadzieścia"' in text_of(other)
    (form,) = other.context["page"].incomes.forms
    back = {name: form[name].value() or "" for name in form.fields} | {"way": "gross"}
    page = text_of(browser.post(url("household", application), sent(back, act="way-0")))
    assert 'value="sto dwadzieścia"' in page
    assert 'value="287,91"' in page
    assert application.incomes.count() == 0


def test_a_kind_with_a_single_way_chooses_it(browser: Client, worker: User) -> None:
    response = browser.post(url("household", draft(worker)), sent(an("farm", way="net"), act="way-0"))
    (form,) = response.context["page"].incomes.forms
    assert form["way"].value() == "farm"
    assert form.facts == ["hectares", "month"]


@pytest.mark.parametrize(
    ("way", "wrong", "said"),
    [
        ("gross", {"tax": ""}, "Wpisz kwotę, a gdy jej nie było – 0."),
        ("gross", {"tax": "3 000,00"}, "Odliczenia są większe niż przychód"),
        ("business_return", {"months_run": "13"}, "Wpisz najwyżej 12"),
        ("business_return", {"months_run": "pół"}, "Wpisz liczbę cyframi"),
        ("farm", {"hectares": "dużo"}, "„dużo” nie jest taką liczbą"),
        ("farm", {"hectares": "1,00001"}, "nie jest taką liczbą"),
        ("farm", {"hectares": "-1"}, "nie jest taką liczbą"),
        ("farm", {"hectares": "NaN"}, "nie jest taką liczbą"),
        ("farm", {"way": "net"}, "nie ustala się w ten sposób"),
        ("period", {"period_to": "10.2025"}, "Okres kończy się przed początkiem"),
        ("foreign", {"currency": "e1"}, "Wpisz trzyliterowy symbol waluty"),
        ("foreign", {"rate": "0"}, "Kurs musi być większy od zera"),
        ("foreign", {"rate_date": "31.2.2026"}, "nie jest dniem"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_stays(
    browser: Client, worker: User, way: str, wrong: dict[str, str], said: str
) -> None:
    application = draft(worker)
    changed = an(way, **wrong)
    if wrong == {"way": "net"}:
        changed["amount"] = "459"
    page = text_of(browser.post(url("household", application), sent(changed)))
    assert said in page
    assert f'value="{next(iter(wrong.values()))}"' in page
    assert application.incomes.count() == 0


def test_alimony_is_saved_for_the_person_and_for_each_member(browser: Client, worker: User) -> None:
    application = complete(worker)
    typed = household_sent(
        household_type="family",
        alimony_paid="350",
        members=[{"name": "Anna Fikcyjna", "alimony_paid": "100,50"}],
        incomes=[an("net"), an("net", whose="0", amount="900")],
    )
    page = text_of(browser.post(url("household", application), typed, follow=True))
    application.refresh_from_db()
    assert application.alimony_paid == Decimal("350.00")
    assert application.members.get().alimony_paid == Decimal("100.50")
    assert 'value="350,00"' in page
    assert 'value="100,50"' in page
    assert "1 350,00 zł − alimenty płacone innym osobom 350,00 zł = 1 000,00 zł" in page
    assert "Na osobę: 1 799,50 zł ÷ 2 = 899,75 zł." in page


def test_an_unknown_way_is_refused_and_no_page_breaks(browser: Client, worker: User) -> None:
    response = browser.post(url("household", draft(worker)), sent(an("net", way="zgadywanka")))
    assert response.status_code == 200
    assert response.context["page"].incomes.forms[0].errors["way"]


def test_the_case_shows_each_income_and_where_the_statement_is(browser: Client, worker: User) -> None:
    application = household_of(complete(worker), worker, incomes=[income(), income("800.00", code="purpose-allowance")])
    page = text_of(browser.get(reverse("desk:case", args=[application.pk])))
    assert "Wlicza się: przychód, którego ustawa nie pomija." in page
    assert "Nie wlicza się: ustawa pomija ten przychód (art. 8 ust. 4 pkt 2)." in page
    assert "Dochód osoby: 1 350,00 zł miesięcznie." in page
    assert url("statement", application) in page


# --- reads are logged ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["person", "request", "situation", "household", "submit", "statement"])
def test_opening_a_persons_file_is_logged_and_sending_a_form_is_not(browser: Client, worker: User, part: str) -> None:
    application = complete(worker)
    ReadEntry.objects.all().delete()
    assert browser.get(url(part, application)).status_code == 200
    (entry,) = ReadEntry.objects.all()
    assert (entry.reader, entry.office, entry.case) == (worker, worker.office, application.pk)
    if part not in ("submit", "statement"):
        browser.post(url(part, application), {"last_name": "", "members-TOTAL_FORMS": "x"})
        assert ReadEntry.objects.count() == 1


def test_a_file_of_another_office_is_neither_opened_nor_logged(as_user, kutno_worker: User, worker: User) -> None:
    application = complete(worker)
    ReadEntry.objects.all().delete()
    for part in ("household", "statement"):
        assert as_user(kutno_worker).get(url(part, application)).status_code == 404
    assert not ReadEntry.objects.exists()


def test_an_administrator_does_not_see_a_statement(as_user, administrator: User, worker: User) -> None:
    assert as_user(administrator).get(url("statement", complete(worker))).status_code == 404


def test_a_statement_that_cannot_be_made_yet_says_why(browser: Client, worker: User) -> None:
    response = browser.get(url("statement", draft(worker)), follow=True)
    assert "Wpisz najpierw datę wpływu wniosku" in text_of(response)
