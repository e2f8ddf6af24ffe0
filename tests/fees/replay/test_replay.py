"""Replaying stored fees: everything comes out to the byte, and whoever changed something is told what and where."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from fees import services
from fees.models import Assessment
from fees.replay import replay
from office import guards
from office.models import User
from tests.fees.conftest import make_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def run(*words: str, code: int = 0) -> str:
    out = StringIO()
    if code:
        with pytest.raises(SystemExit) as caught:
            call_command("replay_assessments", *words, stdout=out)
        assert caught.value.code == code
    else:
        call_command("replay_assessments", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def fee(worker: User) -> Assessment:
    return services.assess(actor=worker, application=make_case(worker, "oit", "1350.00"))


@pytest.fixture
def tamper(fee: Assessment):
    """Change the stored row behind the back of the program, as somebody with the database in hand could."""

    def change(column: str, value: Any) -> None:
        # What waits for the end of the transaction would hold up a change of the table.
        connection.check_constraints()
        for statement in _without_guard():
            with connection.cursor() as cursor:
                cursor.execute(statement)
        Assessment.objects.filter(pk=fee.pk).update(**{column: value})

    yield change
    connection.check_constraints()
    guards.install(connection)


def _without_guard() -> list[str]:
    guard = next(guard for guard in guards.all_guards() if guard.table == "fees_assessment")
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in guard.sqlite_names]
    return [f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"]


def test_every_stored_fee_comes_out_as_it_was(fee: Assessment, kutno_worker: User) -> None:
    services.assess(
        actor=kutno_worker, application=make_case(kutno_worker, "supported", "2300.00", family=("2100.00",))
    )
    assert replay(fee) is None
    assert "Obliczono ponownie: 2. Różnic: 0." in run()
    assert "Obliczono ponownie: 1. Różnic: 0." in run("--office", "kutno")


def test_a_rate_that_was_changed_is_found_and_the_step_is_named(fee: Assessment, tamper) -> None:
    rules = fee.rules
    rules["schedule"]["bands"][2]["rate"] = "14"
    tamper("rules", rules)
    text = run(code=1)
    number = next(n for n, step in enumerate(fee.result["steps"], start=1) if step["code"] == "rate")
    assert f"obliczenie {fee.pk}, sprawa {fee.application}: krok {number} (rate): 15 % → 14 %" in text
    assert "Różnic: 1." in text


def test_a_criterion_that_was_changed_shows_at_the_step_of_the_criterion(fee: Assessment, tamper) -> None:
    rules = fee.rules
    rules["criterion"]["amount"] = "1000.00"
    tamper("rules", rules)
    assert "(criterion): 1010.00 zł → 1000.00 zł" in run(code=1)


def test_an_income_that_was_changed_shows_at_its_own_step(fee: Assessment, tamper) -> None:
    facts = fee.facts
    facts["incomes"][0]["amount"] = "1351.00"
    tamper("facts", facts)
    assert "krok 1 (income_counted): 1350.00 zł → 1351.00 zł" in run(code=1)


def test_a_step_whose_words_were_changed_is_found(fee: Assessment, tamper) -> None:
    result = fee.result
    result["steps"][0]["words"]["label"] = "inny dochód"
    tamper("result", result)
    text = run(code=1)
    assert "krok 1 (income_counted): words" in text
    assert "inny dochód" in text


def test_a_step_that_was_taken_away_is_found(fee: Assessment, tamper) -> None:
    result = fee.result
    last = len(result["steps"])
    del result["steps"][-1]
    tamper("result", result)
    assert f"krok {last} (amount): (brak kroku) → 186.00 zł" in run(code=1)


def test_a_result_beside_the_steps_is_compared_too(fee: Assessment, tamper) -> None:
    tamper("result", fee.result | {"amount": "1.00"})
    assert 'amount: "1.00" → "186.00"' in run(code=1)


def test_a_citation_that_moves_no_figure_is_given_away_by_the_digest(fee: Assessment, tamper) -> None:
    rules = fee.rules
    rules["provisions"]["ups.97.1"] = "art. 1"
    tamper("rules", rules)
    assert "odcisk (dane zmieniono po zapisaniu)" in run(code=1)


def test_the_amount_in_the_row_itself_is_compared(fee: Assessment, tamper) -> None:
    tamper("amount", "185.00")
    assert "kwota w wierszu: 185.00 → 186.00" in run(code=1)


def test_facts_that_cannot_be_read_any_more_are_a_difference_and_no_crash(fee: Assessment, tamper) -> None:
    tamper("facts", {"on": "2026-11-20"})
    assert "nie da się obliczyć ponownie" in run(code=1)


def test_a_fee_of_an_older_engine_must_still_come_out(fee: Assessment, tamper) -> None:
    tamper("engine_version", "0")
    text = run(code=1)
    assert "engine_version" in text


def test_json_for_scripts(fee: Assessment, tamper) -> None:
    assert json.loads(run("--json")) | {"engine_version": ""} == {
        "replayed": 1,
        "engine_version": "",
        "differences": [],
    }
    tamper("amount", "185.00")
    [difference] = json.loads(run("--json", code=1))["differences"]
    assert (difference["key"], difference["stored"], difference["computed"]) == (fee.pk, "185.00", "186.00")


def test_an_unknown_office_is_refused() -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("replay_assessments", "--office", "nigdzie")
    assert refusal.value.returncode == 2
