"""``manage.py what_changes``: the same answer in the terminal, stored nowhere."""

import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fees.changes.models import ChangeRun
from office.models import User
from tests.fees.changes.cast import CHANGE, make_stay, new_criterion, new_resolution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def ask(*words: str) -> str:
    out = StringIO()
    call_command("what_changes", "--office", "kielce", "--from", str(CHANGE), *words, stdout=out)
    return out.getvalue()


def answer(*words: str) -> dict[str, Any]:
    return json.loads(ask(*words, "--json"), parse_float=Decimal)


def test_it_lists_old_and_new_fees_with_causes_and_totals_and_stores_nothing(worker: User) -> None:
    stay = make_stay(worker, "oit", "1350.00")
    new_criterion(single="1400.00")
    got = answer()
    assert (got["stays"], got["old_total"], got["new_total"]) == (1, Decimal("186.00"), 0)
    [row] = got["rows"]
    assert (row["case"], row["old"], row["new"]) == (stay.application_id, Decimal("186.00"), 0)
    assert row["causes"] == [{"cause": "criterion", "alone": 0}]
    text = ask().replace("\u00a0", " ")
    assert f"sprawa {stay.application_id}: 186,00 zł → 0,00 zł (kryterium dochodowe)" in text
    assert not ChangeRun.objects.exists()


def test_an_act_that_is_not_law_yet_can_be_asked_for(worker: User) -> None:
    make_stay(worker, "oit", "1350.00")
    act = new_resolution(worker, "oit", valid_from=CHANGE.replace(year=2031))
    assert answer("--resolution", act.number)["new_total"] == Decimal("310.00")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--office", "nigdzie", "--from", "2028-01-01"), "Nie ma ośrodka"),
        (("--office", "kielce", "--from", "kiedyś"), "nie jest dniem"),
        (("--office", "kielce", "--from", "2026-11-20"), "art. 98a"),
        (("--office", "kielce", "--from", "2028-01-01", "--resolution", "X/1"), "nie ma wczytanej uchwały"),
    ],
)
@pytest.mark.usefixtures("kielce")
def test_it_says_in_one_line_why_it_cannot(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("what_changes", *words)
    assert said in str(refusal.value)
    assert refusal.value.returncode == 2
