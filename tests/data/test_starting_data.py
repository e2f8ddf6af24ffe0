"""What every installation starts with, counted against the offices' own pages."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command

from apartments.models import Apartment, Place, Sex
from applications.models import (
    HouseRules,
    HousingKind,
    IncomeKind,
    Programme,
    ProgrammeTerms,
    RequiredDocument,
    RulePoint,
    SupportService,
    TermsStatement,
)
from contracts.models import ContractClause
from office.models import ActPublication, BankAccount, Office

pytestmark = pytest.mark.django_db

PROGRAMMES = {
    "kielce": {"oit", "supported", "training-disabled", "training-ukraine"},
    "kutno": {"training", "supported"},
    "gliwice": {
        "supported-disabled",
        "intellectual-disability",
        "mental-disorders",
        "homeless-men",
        "violence",
        "care-leavers",
    },
}
OLD_WORDS = re.compile(r"\bchronion|najem|\bnajm(?!niej)|wynajm|czynsz|klient", re.IGNORECASE)
LOADED = ("office", "applications", "apartments", "fees", "contracts")


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for app in LOADED
        for model in apps.get_app_config(app).get_models()
    }


def apartments_of(office: str) -> list[Apartment]:
    return list(Apartment.objects.filter(office__code=office).prefetch_related("places", "programmes"))


@pytest.mark.parametrize("office", PROGRAMMES)
def test_every_programme_of_the_office_is_there(office: str) -> None:
    rows = Programme.objects.filter(office__code=office)

    assert {row.code for row in rows} == PROGRAMMES[office]
    assert all(row.source for row in rows)
    assert {row.programme.code for row in HouseRules.objects.filter(programme__office__code=office)} == PROGRAMMES[
        office
    ]
    assert {row.age_from for row in ProgrammeTerms.objects.filter(programme__office__code=office)} == {18}


def test_the_authority_is_the_mayor_and_never_the_director() -> None:
    assert {office.authority for office in Office.objects.all()} == {
        "Prezydent Miasta Kielce",
        "Prezydent Miasta Gliwice",
        "Prezydent Miasta Kutno",
    }


def test_what_is_not_known_of_an_office_is_said_on_it() -> None:
    for office in Office.objects.all():
        assert office.case_class == "0000"
        assert "JRWA" in office.note
        assert "sprawdzić" in office.note or "do potwierdzenia" in office.note


def test_accounts_are_fictional_and_valid_in_form() -> None:
    accounts = list(BankAccount.objects.all())

    assert len(accounts) == 3
    for account in accounts:
        assert "rachunek pokazowy (zmyślony)" in account.holder
        assert re.fullmatch(r"\d{26}", account.number)
        assert int(account.number[2:] + "2521" + account.number[:2]) % 97 == 1


def test_gliwice_runs_ten_apartments() -> None:
    rows = apartments_of("gliwice")

    assert len(rows) == 10
    assert sum(row.programmes.first().code == "care-leavers" for row in rows) == 5
    assert [row.street for row in rows if row.kind == HousingKind.SUPPORTED] == ["ul. Wilgi 5/1a"]


def test_the_apartment_for_victims_of_violence_has_a_restricted_address() -> None:
    assert [row.street for row in Apartment.objects.filter(restricted_address=True)] == ["ul. Siemińskiego 14-16/4"]


def test_the_apartment_in_kopalniana_is_for_men() -> None:
    assert [row.street for row in Apartment.objects.exclude(sex=Sex.ANY)] == ["ul. Kopalniana 12/4"]
    assert Apartment.objects.get(sex=Sex.MEN).programmes.get().code == "homeless-men"


def test_kielce_has_the_oit_site_with_four_places_and_eight_apartments() -> None:
    rows = apartments_of("kielce")
    oit = next(row for row in rows if row.street == "ul. Żniwna 4")

    assert len(rows) == 1 + 8
    assert oit.places.count() == 4
    assert oit.capacity_published
    assert "5 mieszkań (4 miejsca)" in oit.capacity_note
    assert sum(row.kind == HousingKind.SUPPORTED for row in rows) == 6


def test_one_house_in_kielce_serves_both_kinds() -> None:
    rows = Apartment.objects.filter(street="ul. Jeziorańskiego 53")

    assert {row.kind for row in rows} == {HousingKind.TRAINING, HousingKind.SUPPORTED}


def test_kutno_has_thirty_two_apartments_for_both_programmes() -> None:
    rows = apartments_of("kutno")

    assert len(rows) == 32
    assert sum(row.rooms == 1 for row in rows) == 28
    assert sum(row.rooms == 2 for row in rows) == 4
    assert {row.kind for row in rows} == {""}
    assert all({programme.code for programme in row.programmes.all()} == PROGRAMMES["kutno"] for row in rows)
    assert len({row.address for row in rows}) == 32


def test_an_apartment_whose_capacity_nobody_published_has_one_provisional_place_and_says_so() -> None:
    unpublished = Apartment.objects.filter(capacity_published=False)

    assert unpublished.count() == 10 + 8 + 32
    for apartment in unpublished:
        assert apartment.places.count() == 1
        assert "Źródło nie podaje liczby miejsc" in apartment.capacity_note


def test_stay_and_age_are_only_what_the_page_gives() -> None:
    limited = {
        (row.programme.code, row.stay_months, row.stay_months_max, row.age_to)
        for row in ProgrammeTerms.objects.select_related("programme")
        if row.stay_months or row.stay_months_max or row.age_to
    }

    assert limited == {("oit", 18, 24, None), ("supported", None, None, 60)}
    assert "kłóci się" in Programme.objects.get(office__code="kielce", code="supported").note


def test_utilities_in_kutno_are_outside_the_fee() -> None:
    noted = Programme.objects.exclude(utilities_note="")

    assert {row.office.code for row in noted} == {"kutno"}
    assert all("Zarządem Nieruchomości Miejskich" in row.utilities_note for row in noted)


def test_services_are_the_ten_areas_and_the_thirteen_aids_of_the_regulation() -> None:
    def number(kind: str, provision: str) -> int:
        return SupportService.objects.filter(kind=kind, provision=provision).count()

    assert number(HousingKind.TRAINING, "reg.3") == 10
    assert [number(HousingKind.SUPPORTED, f"reg.4.{point}") for point in (1, 2, 3)] == [6, 4, 3]
    assert SupportService.objects.count() == 23


def test_what_does_not_count_as_income_is_the_closed_list_of_the_act() -> None:
    points = IncomeKind.objects.filter(counted=False, provision__startswith="ups.8.4.")

    assert {row.provision.removeprefix("ups.8.4.") for row in points} == {*map(str, range(1, 22)), "5a"}


@pytest.mark.parametrize(
    ("code", "counted"),
    [("permanent-allowance", True), ("purpose-allowance", False), ("supplementary-benefit", True), ("pension", True)],
)
def test_whether_an_income_counts(code: str, counted: bool) -> None:
    row = IncomeKind.objects.get(code=code)

    assert row.counted is counted
    assert row.reason


def test_a_kind_of_income_counts_from_its_day_only() -> None:
    assert not IncomeKind.objects.on(date(2025, 9, 25)).filter(code="heating-voucher").exists()
    assert IncomeKind.objects.on(date(2025, 9, 26)).filter(code="heating-voucher").exists()


@pytest.mark.parametrize("kind", HousingKind.values)
def test_the_contract_has_the_offices_texts_for_every_kind(kind: str) -> None:
    elements = set(ContractClause.objects.filter(kind=kind, programme=None).values_list("element", flat=True))

    assert elements == {1, 6, 7, 8, 9, 10}


def test_the_absence_rule_is_the_offices_own() -> None:
    oit = ContractClause.objects.get(programme__code="oit", element=7).text
    kutno = ContractClause.objects.filter(programme__office__code="kutno", element=7)

    assert "24 godziny" in oit
    assert "osobiście" in oit
    assert "jeden raz przedłużyć telefonicznie" in oit
    assert "pracujących na zmiany" in oit
    assert kutno.count() == 2
    assert all("24 godziny" in row.text and "wcześniej" in row.text for row in kutno)


def test_clauses_and_house_rules_speak_todays_language() -> None:
    texts = [
        *ContractClause.objects.values_list("text", flat=True),
        *HouseRules.objects.values_list("title", flat=True),
        *RulePoint.objects.values_list("text", flat=True),
        *RequiredDocument.objects.values_list("name", flat=True),
        *TermsStatement.objects.values_list("question", flat=True),
    ]

    assert not [text for text in texts if OLD_WORDS.search(text)]


def test_loading_again_adds_nothing() -> None:
    before = counts()

    call_command("load_fixtures", verbosity=0)

    assert counts() == before
    assert before["apartments.Place"] == 10 + 4 + 8 + 32


def test_what_an_administrator_changed_survives_the_next_start() -> None:
    Office.objects.filter(code="kutno").update(case_class="5120", street="ul. Inna 1")
    ActPublication.objects.filter(act__code="kpa", valid_to=None).update(citation="Dz. U. z 2026 r. poz. 1")
    IncomeKind.objects.filter(code="pension").update(counted=False)
    Place.objects.filter(apartment__code="wilgi-5-1a").update(label="pokój niebieski")
    Apartment.objects.get(code="kozia-10-4").programmes.clear()
    ContractClause.objects.filter(programme__code="oit", element=7).update(source="Po zmianie.")
    before = counts()

    call_command("load_fixtures", verbosity=0)

    kutno = Office.objects.get(code="kutno")
    assert (kutno.case_class, kutno.street) == ("5120", "ul. Inna 1")
    assert ActPublication.objects.get(act__code="kpa", valid_to=None).citation == "Dz. U. z 2026 r. poz. 1"
    assert IncomeKind.objects.get(code="pension").counted is False
    assert [place.label for place in Place.objects.filter(apartment__code="wilgi-5-1a")] == ["pokój niebieski"]
    assert not Apartment.objects.get(code="kozia-10-4").programmes.exists()
    assert ContractClause.objects.get(programme__code="oit", element=7).source == "Po zmianie."
    assert counts() == before
