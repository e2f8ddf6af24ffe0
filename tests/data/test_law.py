"""The law tables: every code that the program cites is there, dated, with its certainty."""

import csv
import re
from datetime import date
from itertools import pairwise

import pytest
from django.conf import settings
from django.db.models import Model

from applications.models import IncomeKind, SupportService
from office import clock
from office.models import ActPublication, Certainty, LegalAct, Provision
from office.selectors import citation, cited, days_of, provisions

pytestmark = pytest.mark.django_db

APPS = ("office", "applications", "apartments", "fees", "contracts", "decisions", "desk", "templates")
CODE = re.compile(r"""["']((?:ups|kpa|reg|reg-criteria)\.\d[0-9a-z.]*)["']""")
ACT = re.compile(r"""citation\(["']([a-z0-9-]+)["']""")
DAYS = ("2024-06-01", "today")
ENGINE = ("ups.6.4", "ups.6.10", "ups.6.14", "ups.8.1.1", "ups.8.1.2", "ups.8.1.3", "ups.8.3", "ups.8.4")
NEEDED = re.findall(
    r"\S+",
    """
    ups.6.3 ups.6.4 ups.6.8 ups.6.10 ups.6.14 ups.8.1.1 ups.8.1.2 ups.8.1.3 ups.8.3 ups.8.4 ups.8.11
    ups.17.1.12 ups.36.2.n ups.53.1 ups.53.4 ups.53.5 ups.53.8 ups.53.9 ups.53.11 ups.53.12 ups.53.13
    ups.53.14 ups.97.1 ups.97.5 ups.100.3 ups.102.1 ups.104.1 ups.106.1 ups.106.3b ups.106.5 ups.106.6 ups.109
    ups.110.7 kpa.10 kpa.35.3 kpa.57.4 kpa.61.3 kpa.63 kpa.64.2 kpa.66a kpa.104 kpa.107.1 kpa.107.4 kpa.127.1
    kpa.127a kpa.129.1 kpa.129.2 kpa.130.1 kpa.130.2 kpa.130.4 kpa.17.1 reg.2 reg.3 reg.4 reg.5 reg.6
    reg-criteria.1.1
    """,
)


def found_in_code(pattern: re.Pattern[str]) -> set[str]:
    files = [
        path
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*")
        if path.suffix in (".py", ".html") and path.is_file()
    ]
    return {found for path in files for found in pattern.findall(path.read_text(encoding="utf-8"))}


def the_day(text: str) -> date:
    return clock.today() if text == "today" else date.fromisoformat(text)


@pytest.mark.parametrize("day", DAYS)
def test_every_provision_that_code_and_templates_cite_stands_in_the_table(day: str) -> None:
    codes = found_in_code(CODE)

    assert "ups.97.1" in codes
    assert provisions(codes | set(NEEDED), the_day(day)).keys() == codes | set(NEEDED)


@pytest.mark.parametrize("day", DAYS)
def test_every_act_that_code_cites_has_its_journal_on_the_day(day: str) -> None:
    for act in found_in_code(ACT) | {"ups", "kpa", "reg-apartments"}:
        assert "Dz. U." in citation(act, the_day(day))


def test_every_provision_that_data_names_stands_in_the_table() -> None:
    named = {*SupportService.objects.values_list("provision", flat=True)}
    named |= {*IncomeKind.objects.values_list("provision", flat=True)} - {""}

    assert provisions(named, clock.today()).keys() == named


@pytest.mark.parametrize("model", [Provision, ActPublication, IncomeKind])
def test_nothing_is_law_without_saying_how_sure_we_are(model: type[Model]) -> None:
    certainties = set(model._default_manager.values_list("certainty", flat=True))

    assert certainties <= set(Certainty.values)
    assert certainties > {Certainty.CONFIRMED}


def test_every_journal_citation_names_its_source() -> None:
    assert ActPublication.objects.count() == 14
    assert not ActPublication.objects.filter(source="").exists()


@pytest.mark.parametrize(("model", "key"), [(Provision, "code"), (ActPublication, "act__code"), (IncomeKind, "code")])
def test_no_two_versions_are_in_force_on_one_day(model: type[Model], key: str) -> None:
    rows = model._default_manager.order_by(key, "valid_from").values_list(key, "valid_from", "valid_to")

    for (name, _, end), (next_name, next_start, _) in pairwise(rows):
        assert name != next_name or (end is not None and end < next_start), name


def test_the_social_assistance_act_is_cited_as_of_the_day() -> None:
    assert "poz. 901" in citation("ups", date(2024, 6, 1))
    assert "Dz. U. z 2024 r. poz. 1283" in citation("ups", date(2024, 12, 31))
    assert "Dz. U. z 2025 r. poz. 1214, z późn. zm." in citation("ups", date(2026, 11, 21))


def test_the_code_of_administrative_procedure_of_2025_is_marked_as_recalled() -> None:
    old = ActPublication.objects.get(act__code="kpa", citation__contains="poz. 572")
    new = ActPublication.objects.get(act__code="kpa", citation__contains="poz. 1691")

    assert (old.certainty, new.certainty) == (Certainty.CONFIRMED, Certainty.RECALLED)
    assert old.valid_to < new.valid_from


def test_the_criteria_regulation_is_the_one_in_force_on_the_day() -> None:
    def regulation(day: date) -> str:
        act = Provision.objects.on(day).get(code="reg-criteria.1.1").act
        return citation(act.code, day)

    assert "z dnia 14 lipca 2021 r." in regulation(date(2024, 12, 31))
    assert "Dz. U. z 2021 r. poz. 1296" in regulation(date(2024, 12, 31))
    assert "z dnia 12 lipca 2024 r." in regulation(date(2025, 1, 1))
    assert "Dz. U. z 2024 r. poz. 1044" in regulation(date(2025, 1, 1))


def test_every_criteria_regulation_takes_over_the_day_after_the_former() -> None:
    rows = ActPublication.objects.filter(act__code__startswith="reg-criteria").order_by("valid_from")

    assert [row.valid_from.year for row in rows] == [2006, 2009, 2012, 2015, 2018, 2022, 2025]
    assert all((after.valid_from - before.valid_to).days == 1 for before, after in pairwise(rows))


def test_the_fee_engine_finds_its_provisions_also_before_november_2023() -> None:
    assert len(provisions([*ENGINE, "ups.97.1", "ups.97.5"], date(2014, 6, 1))) == 10
    assert Provision.objects.on(date(2014, 6, 1)).get(code="ups.97.1").certainty == Certainty.RECALLED


def test_terms_in_days_are_data() -> None:
    today = clock.today()

    assert days_of("kpa.129.2", today) == 14
    assert days_of("kpa.129", today) == 14
    assert days_of("kpa.64.2", today) == 7


def test_a_provision_reads_as_it_is_printed() -> None:
    assert cited(["ups.97.1"], clock.today()) == {"ups.97.1": "art. 97 ust. 1 ustawy o pomocy społecznej"}
    assert LegalAct.objects.get(code="kpa").short_name == "Kodeksu postępowania administracyjnego"


def test_no_provision_stands_twice_from_the_same_day() -> None:
    with (settings.BASE_DIR / "fixtures" / "law" / "provisions.csv").open(encoding="utf-8", newline="") as file:
        keys = [(row["code"], row["valid_from"]) for row in csv.DictReader(file)]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []
