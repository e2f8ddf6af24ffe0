"""The office's settings: who keeps them, what is to be checked, and that nothing is changed backwards."""

from datetime import date

import pytest
from django.urls import reverse

from office import selectors
from office.models import ActPublication, BankAccount, Certainty, Event, LegalAct, Office, Provision, User
from office.services import settings as services
from tests.apartments.cast import queries_of, writes_of

pytestmark = pytest.mark.django_db
SETTINGS, LAW = "/ustawienia/", "/ustawienia/przepisy/"


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    return text


@pytest.fixture
def provision(db: None) -> Provision:
    act = LegalAct.objects.create(code="test-akt", short_name="ustawy zmyślonej", title="ustawy zmyślonej z testu")
    ActPublication.objects.create(
        act=act, citation="Dz. Zmyśl. poz. 1", valid_from=date(2025, 1, 1), certainty=Certainty.CONFIRMED
    )
    return Provision.objects.create(
        code="test.1",
        act=act,
        place="art. 1",
        says="stanowi coś zmyślonego",
        valid_from=date(2025, 1, 1),
        certainty=Certainty.RECALLED,
    )


def _pages(provision: Provision) -> list[str]:
    publication = provision.act.publications.get()
    return [
        SETTINGS,
        LAW,
        reverse("office:settings_office"),
        reverse("office:settings_account"),
        reverse("office:settings_provision", args=[provision.pk]),
        reverse("office:settings_publication", args=[publication.pk]),
    ]


def test_an_administrator_opens_every_page_and_reading_writes_nothing(
    as_user, administrator: User, provision: Provision
) -> None:
    client = as_user(administrator)
    for page in _pages(provision):
        _text(client.get(page))
        assert writes_of(lambda page=page: client.get(page)) == []


def test_everybody_else_is_told_whose_work_it_is(as_user, worker: User, director: User, provision: Provision) -> None:
    for user in (worker, director):
        for page in _pages(provision):
            answer = as_user(user).get(page)
            assert answer.status_code == 403
            assert "Tę czynność wykonuje administrator danych merytorycznych" in answer.content.decode()


def test_an_administrator_without_an_office_is_told_so(as_user, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(office=None)
    answer = as_user(administrator).get(SETTINGS)
    assert answer.status_code == 403
    assert "nie należy do żadnego ośrodka" in answer.content.decode()


def test_the_settings_show_own_staff_with_roles_and_nobody_elses(
    as_user, administrator: User, worker: User, kutno_worker: User
) -> None:
    text = _text(as_user(administrator).get(SETTINGS))
    assert "pracownica" in text
    assert "pracownik socjalny" in text
    assert "pracownik_kutno" not in text


# --- the office's data ----------------------------------------------------------------------------------------------


def _office_form(office: Office, **changes: str) -> dict[str, str]:
    return {name: getattr(office, name) for name in services.OFFICE_FIELDS} | changes


def test_an_administrator_sets_the_offices_class_from_its_own_list_of_files(
    as_user, administrator: User, kielce: Office
) -> None:
    page = reverse("office:settings_office")
    changed = _office_form(kielce, case_class="9999", case_number_pattern="{cell}.{jrwa}.{number}.{year}.{initials}")
    assert as_user(administrator).post(page, changed).status_code == 302
    kielce.refresh_from_db()
    assert (kielce.case_class, kielce.case_number_pattern) == ("9999", "{cell}.{jrwa}.{number}.{year}.{initials}")
    event = Event.objects.get()
    assert event.sentence == "Zmieniono dane ośrodka: symbol klasyfikacyjny z JRWA, wzór znaku sprawy."
    assert event.detail["before"]["case_class"] != "9999"


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("{cell}.{year}", "muszą być {number} i {year}"),
        ("{cell}.{number}.{year}.{hasło}", "Wzór może zawierać tylko"),
        ("{number}.{year}.{cell.__class__}", "Wzór może zawierać tylko"),
        ("{number!r}.{year}", "Wzór może zawierać tylko"),
        ("{number}.{year", "Nawiasy klamrowe się nie zgadzają"),
        ("{}.{number}.{year}", "Wzór może zawierać tylko"),
    ],
)
def test_a_pattern_that_could_not_number_cases_is_refused(
    as_user, administrator: User, kielce: Office, pattern: str, word: str
) -> None:
    page = reverse("office:settings_office")
    answer = as_user(administrator).post(page, _office_form(kielce, case_number_pattern=pattern))
    assert word in _text(answer)
    assert not Event.objects.exists()


def test_decisions_are_not_numbered_by_initials(as_user, administrator: User, kielce: Office) -> None:
    changed = _office_form(kielce, decision_number_pattern="{number}/{year}/{initials}")
    assert "Wzór może zawierać tylko" in _text(as_user(administrator).post(reverse("office:settings_office"), changed))


def test_an_administrator_changes_the_own_office_only(
    as_user, administrator: User, kielce: Office, kutno: Office
) -> None:
    as_user(administrator).post(reverse("office:settings_office"), _office_form(kutno, name="Ośrodek przejęty"))
    kutno.refresh_from_db()
    assert kutno.name != "Ośrodek przejęty"


# --- accounts -------------------------------------------------------------------------------------------------------

GOOD = "74 0000 0000 0000 0000 0000 0001"


def test_a_new_account_begins_and_the_former_ends_the_day_before(as_user, administrator: User, kielce: Office) -> None:
    former = BankAccount.objects.get(office=kielce)
    filled = {"holder": "Posiadacz zmyślony", "number": GOOD, "valid_from": "1.1.2027"}
    assert as_user(administrator).post(reverse("office:settings_account"), filled).status_code == 302
    former.refresh_from_db()
    assert former.valid_to == date(2026, 12, 31)
    assert selectors.bank_account(kielce, date(2026, 12, 31)) == former
    assert selectors.bank_account(kielce, date(2027, 1, 1)).number == GOOD.replace(" ", "")


@pytest.mark.parametrize("number", ["75 0000 0000 0000 0000 0000 0001", "123", "PL74 0000 0000 0000 0000 0000 0001"])
def test_an_account_with_a_wrong_digit_is_refused_at_its_field(as_user, administrator: User, number: str) -> None:
    filled = {"holder": "Posiadacz zmyślony", "number": number, "valid_from": "1.1.2027"}
    text = _text(as_user(administrator).post(reverse("office:settings_account"), filled))
    assert 'href="#id_number"' in text
    assert "To nie jest poprawny numer rachunku" in text
    assert number in text


# --- law ------------------------------------------------------------------------------------------------------------


def test_what_is_to_be_checked_stands_first(provision: Provision) -> None:
    rows = list(selectors.law_from(date(2026, 11, 21)))
    unsure = [row.certainty != Certainty.CONFIRMED for row in rows]
    assert unsure == sorted(unsure, reverse=True)
    assert provision in rows


def test_a_new_version_of_a_provision_begins_and_the_former_stays_as_it_was(
    as_user, administrator: User, provision: Provision
) -> None:
    page = reverse("office:settings_provision", args=[provision.pk])
    filled = {"place": "art. 1a", "says": "nowa treść", "days": "", "certainty": "confirmed", "valid_from": "1.1.2027"}
    assert as_user(administrator).post(page, filled).status_code == 302
    former, new = Provision.objects.filter(code="test.1").order_by("valid_from")
    assert (former.place, former.says, former.certainty) == ("art. 1", "stanowi coś zmyślonego", Certainty.RECALLED)
    assert (former.valid_to, new.valid_from, new.valid_to) == (date(2026, 12, 31), date(2027, 1, 1), None)
    assert selectors.places(["test.1"], date(2026, 12, 31)) == {"test.1": "art. 1"}
    assert selectors.places(["test.1"], date(2027, 1, 1)) == {"test.1": "art. 1a"}


@pytest.mark.parametrize(
    ("day", "word"),
    [("20.11.2026", "nie zmienia się wstecz"), ("31.02.2027", "nie jest dniem z kalendarza")],
)
def test_law_is_not_changed_backwards(as_user, administrator: User, provision: Provision, day: str, word: str) -> None:
    page = reverse("office:settings_provision", args=[provision.pk])
    filled = {"place": "art. 1a", "says": "nowa treść", "certainty": "confirmed", "valid_from": day}
    assert word in _text(as_user(administrator).post(page, filled))
    assert Provision.objects.get(code="test.1").valid_to is None


def test_two_versions_do_not_begin_on_one_day(as_user, administrator: User, provision: Provision) -> None:
    page = reverse("office:settings_provision", args=[provision.pk])
    filled = {"place": "art. 1a", "says": "nowa treść", "certainty": "confirmed", "valid_from": "1.1.2027"}
    as_user(administrator).post(page, filled)
    assert "Jest już wersja od 01.01.2027" in _text(as_user(administrator).post(page, filled))
    assert Provision.objects.filter(code="test.1").count() == 2


def test_a_new_place_of_publication_is_cited_from_its_day(as_user, administrator: User, provision: Provision) -> None:
    page = reverse("office:settings_publication", args=[provision.act.publications.get().pk])
    filled = {"citation": "Dz. Zmyśl. poz. 2", "source": "", "certainty": "confirmed", "valid_from": "21.11.2026"}
    assert as_user(administrator).post(page, filled).status_code == 302
    assert selectors.citation("test-akt", date(2026, 11, 20)).endswith("(Dz. Zmyśl. poz. 1)")
    assert selectors.citation("test-akt", date(2026, 11, 21)).endswith("(Dz. Zmyśl. poz. 2)")


def test_the_law_page_takes_as_many_queries_for_many_rows_as_for_few(
    as_user, administrator: User, provision: Provision
) -> None:
    client = as_user(administrator)
    client.get(LAW)
    before = len(queries_of(lambda: client.get(LAW)))
    for number in range(20):
        act = LegalAct.objects.create(code=f"akt-{number}", short_name="ustawy", title="ustawy")
        ActPublication.objects.create(
            act=act, citation="Dz. Zmyśl.", valid_from=date(2025, 1, 1), certainty=Certainty.UNKNOWN
        )
        Provision.objects.create(
            code=f"wiele.{number}", act=act, place="art. 1", says="x", valid_from=date(2025, 1, 1), certainty="unknown"
        )
    assert len(queries_of(lambda: client.get(LAW))) == before
