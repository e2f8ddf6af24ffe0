"""The calculator in the terminal: what it prints, how it refuses."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from fees.management.commands.assess_fee import Command, exact_json
from fees.models import Assessment

pytestmark = pytest.mark.django_db


def ask(*words: str) -> str:
    out = StringIO()
    call_command("assess_fee", *words, stdout=out)
    return out.getvalue()


def answer(*words: str) -> dict:
    return json.loads(ask(*words, "--json"), parse_float=Decimal)


def refused(*words: str) -> str:
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("assess_fee", *words, stdout=out, stderr=err)
    assert (caught.value.code, out.getvalue()) == (2, "")
    lines = err.getvalue().strip().splitlines()
    assert len(lines) == 1
    return lines[0]


KIELCE = ("--office", "kielce", "--programme", "oit", "--household", "single", "--on", "2024-06-01")
KUTNO_FAMILY = ("--office", "kutno", "--programme", "supported", "--household", "family", "--on", "2026-11-20")


def test_the_example_of_the_manual() -> None:
    got = answer(*KIELCE, "--income", "1008.81", "--cost", "1200")
    assert got["amount"] == Decimal("180.00")
    assert (got["free"], got["rate_percent"], got["base"], got["criterion"]) == (False, 15, 1200, 776)
    assert got["band"] == {"above": 130, "up_to": 150}
    assert got["resolution"] == "LXXXIX/1699/2024"
    assert [step["code"] for step in got["steps"]][-1] == "amount"


def test_amounts_are_numbers_with_exactly_two_places() -> None:
    assert '"amount": 180.00,' in ask(*KIELCE, "--income", "1008,81", "--cost", "1200", "--json")


def test_comma_and_point_mean_the_same() -> None:
    assert answer(*KIELCE, "--income", "1008,81")["amount"] == answer(*KIELCE, "--income", "1008.81")["amount"]


def test_without_a_cost_the_order_of_the_day_is_taken() -> None:
    assert answer(*KIELCE, "--income", "1008.81")["amount"] == Decimal("177.00")


def test_open_band_has_no_upper_limit() -> None:
    assert answer(*KIELCE, "--income", "2716.01")["band"] == {"above": 350, "up_to": None}


def test_family_pays_from_the_own_income() -> None:
    got = answer(*KUTNO_FAMILY, "--persons", "2", "--income", "4400", "--own-income", "2300")
    assert (got["amount"], got["rate_percent"], got["base"]) == (Decimal("161.00"), 7, 2300)


def test_free_by_statute_is_zero_and_free() -> None:
    got = answer(*KIELCE, "--income", "776")
    assert (got["amount"], got["free"], got["free_by_statute"]) == (Decimal("0.00"), True, True)


def test_without_json_it_speaks_polish() -> None:
    text = ask(*KIELCE, "--income", "1008.81", "--cost", "1200")
    assert "Odpłatność: 180,00\u00a0zł miesięcznie" in text
    assert "Podstawa: art. 97 ust. 1" in text


def test_nothing_is_stored() -> None:
    ask(*KIELCE, "--income", "1008.81")
    assert not Assessment.objects.exists()


def test_gliwice_is_refused_with_the_act_and_where_to_load_it() -> None:
    line = refused("--office", "gliwice", "--programme", "homeless-men", "--household", "single", "--income", "1350")
    assert "LII/1090/2023" in line
    assert "Opłaty i uchwały" in line


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "--office"),
        (("--office", "kielce"), "--programme"),
        (("--office", "krakow", "--programme", "x"), "krakow"),
        (("--office", "kielce", "--programme", "training"), "Znane: oit"),
        ((*KIELCE, "--household", "pair"), "pair"),
        ((*KIELCE,), "Podaj dochód"),
        ((*KIELCE, "--income", "-1"), "ujemna"),
        ((*KIELCE, "--income", "1.234,567"), "nie jest kwotą"),
        ((*KIELCE, "--income", "nan"), "nie jest kwotą"),
        ((*KIELCE, "--income", "1000", "--on", "30.02.2024"), "nie jest dniem"),
        ((*KIELCE, "--income", "1000", "--persons", "2"), "jedna osoba"),
        ((*KIELCE, "--income", "1000", "--cost", "0"), "większy niż 0"),
        ((*KIELCE, "--income", "1000", "--own-income", "900"), "podaj raz"),
        ((*KUTNO_FAMILY, "--income", "4400"), "--persons"),
        ((*KUTNO_FAMILY, "--income", "4400", "--persons", "1"), "co najmniej dwie"),
        ((*KUTNO_FAMILY, "--income", "4400", "--persons", "dwie"), "nie jest liczbą"),
        ((*KUTNO_FAMILY, "--income", "4400", "--persons", "2", "--own-income", "5000"), "większy niż cały"),
        ((*KUTNO_FAMILY, "--income", "4400", "--persons", "2"), "--own-income"),
        ((*KIELCE[:6], "--income", "1000", "--on", "2023-01-01"), "Brak uchwały"),
        ((*KIELCE[:6], "--income", "1000", "--on", "1999-01-01"), "Brak kryterium"),
    ],
)
def test_question_that_cannot_be_answered_ends_with_two_and_one_line(words: tuple[str, ...], says: str) -> None:
    assert says in refused(*words)


def test_unknown_option_ends_with_two_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        Command().run_from_argv(["manage.py", "assess_fee", *KIELCE, "--income", "1000", "--bonus", "1"])
    printed = capsys.readouterr()
    assert (caught.value.code, printed.out, len(printed.err.splitlines())) == (2, "", 1)
    assert "--bonus" in printed.err


def test_exact_json_keeps_every_digit() -> None:
    value = {"a": Decimal("1E+2"), "b": [Decimal("0.10"), None, True, "zł"], "c": {}}
    assert json.loads(exact_json(value), parse_float=str) == {"a": 100, "b": ["0.10", None, True, "zł"], "c": {}}
