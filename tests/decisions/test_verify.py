"""`manage.py verify_decisions`: what was frozen is still what was frozen, even where the guards were taken away."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from decisions.examples import KIELCE_OIT, Stage, carry
from decisions.models import Decision
from decisions.verify import differences
from office import clock, guards
from office.models import NumberRegister


@pytest.fixture
def approved(kielce_case) -> Decision:
    return kielce_case(Stage.APPROVED).decisions.get()


def tamper(statement: str, *values: object) -> None:
    """What somebody could do who owns the database: switch the guards off and write."""
    connection.check_constraints()
    if connection.vendor == "sqlite":
        guards.lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("decisions_decision", "decisions_paper", "decisions_seal", "decisions_submission"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def verified() -> str:
    out = StringIO()
    call_command("verify_decisions", stdout=out, stderr=out)
    return out.getvalue()


def test_an_office_without_decisions_is_in_order(kielce):
    assert "Zatwierdzone decyzje: 0" in verified()


def test_decisions_of_two_offices_are_in_order(kielce_case, kutno_case):
    kielce_case(Stage.APPROVED)
    kutno_case(Stage.APPROVED)
    kielce_case(Stage.SUBMITTED)
    assert "Zatwierdzone decyzje: 2. Skróty, pieczęcie, wydruki i obliczenia zgodne, rejestry bez luk." in verified()


def test_one_changed_letter_in_the_page_is_named(approved):
    tamper("UPDATE decisions_decision SET html = %s WHERE id = %s", approved.html.replace("186", "187"), approved.pk)
    # The page, the row under its seal, and the guards that were switched off.
    with pytest.raises(CommandError, match=r"Niezgodności: 3"):
        verified()
    found = "\n".join(differences())
    assert f"decyzja nr {approved.number}: treść nie zgadza się ze skrótem" in found
    assert "Decyzja (wiersz" in found
    assert "brakuje strażników" in found


def test_a_number_or_day_changed_beside_the_page_disagrees_with_the_frozen_content(approved):
    tamper("UPDATE decisions_decision SET number = 'INNY/1/2026', issued_on = '2020-01-01' WHERE id = %s", approved.pk)
    found = " ".join(differences())
    assert "w treści stoi inny numer" in found
    assert "w treści stoi inna data wydania" in found


def test_a_decision_that_vanished_leaves_a_gap(worker, director):
    cases = [carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today()) for _ in range(3)]
    assert list(differences()) == []
    gone = cases[1].decisions.get()
    tamper("DELETE FROM decisions_paper WHERE decision_id = %s", gone.pk)
    tamper("DELETE FROM decisions_submission WHERE decision_id = %s", gone.pk)
    # Whoever takes a decision out must take its seal and all later ones.
    tamper("DELETE FROM decisions_seal WHERE decision_id = %s", cases[2].decisions.get().pk)
    tamper("DELETE FROM decisions_seal WHERE decision_id = %s", gone.pk)
    tamper("DELETE FROM decisions_decision WHERE id = %s", gone.pk)
    found = list(differences())
    assert any("nadano numerów 3, decyzji jest 2" in sentence for sentence in found)
    assert any("na miejscu 2 stoi decyzja nr" in sentence for sentence in found)
    assert any("nie ma pieczęci" in sentence for sentence in found)


def test_a_register_turned_back_is_named(approved):
    NumberRegister.objects.filter(series="decyzja").update(last=0)
    assert any("nadano numerów 0, decyzji jest 1" in sentence for sentence in differences())


def test_a_register_that_is_gone_is_named(approved):
    NumberRegister.objects.filter(series="decyzja").delete()
    assert [f"bez rejestru numerów: {approved.number}" in sentence for sentence in differences()] == [True]


def test_a_pattern_changed_within_the_year_is_no_gap(kielce_case, kielce):
    kielce_case(Stage.APPROVED)
    kielce.decision_number_pattern = "D.{number}.{year}"
    kielce.save()
    kielce_case(Stage.APPROVED)
    assert list(differences()) == []
