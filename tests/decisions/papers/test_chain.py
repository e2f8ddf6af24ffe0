"""The chain of seals: whoever owns the database and switches its guards off is still found out."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from decisions.examples import Stage
from decisions.models import Decision, Paper, Seal
from decisions.papers import services
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import PaperKind
from decisions.verify import differences
from office import guards
from office.services import record


def tamper(table: str, statement: str, *values: object) -> None:
    connection.check_constraints()
    if connection.vendor == "sqlite":
        guards.lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def found() -> str:
    return "\n".join(differences())


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back, guards and rows alike."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_whoever_changes_what_was_sealed_is_found_out(kielce_case, worker):
    """One office with two decisions, attacked in turn: events, pages, seals, the log of approvals, stored files."""
    one, two = (kielce_case(Stage.APPROVED).decisions.get() for _ in range(2))
    assert (one.seal.previous, two.seal.previous) == (None, one.seal)
    assert len(one.seal.events) >= 8
    record(actor=worker, office=one.office, verb="x", sentence="Później.", subject=one, case=one.application_id)
    assert found() == ""

    mismatch = "decyzja, jej obliczenie albo zdarzenia sprawy nie zgadzają się z pieczęcią"
    for change in ("sentence = 'Nic.'", "at = '2020-01-01 10:00:00+00:00'", "actor_name = 'ktoś inny'"):
        with undone():
            tamper("office_event", f"UPDATE office_event SET {change} WHERE id = %s", one.seal.events[0])
            assert f"{one.number}: {mismatch}" in found()
    with undone():
        tamper("office_event", "DELETE FROM office_event WHERE id = %s", two.seal.events[2])
        assert f"{two.number}: brakuje zdarzeń zapisanych przed zatwierdzeniem: 1" in found()
    with undone():
        html = one.html.replace("186", "187")
        statement = "UPDATE decisions_decision SET html = %s, digest = %s WHERE id = %s"
        tamper("decisions_decision", statement, html, hashlib.sha256(html.encode()).hexdigest(), one.pk)
        assert found() == f"{one.office}, decyzja nr {one.number}: {mismatch}."
    with undone():
        tamper("decisions_seal", "UPDATE decisions_seal SET digest = %s WHERE id = %s", "0" * 64, one.seal.pk)
        assert found().count(mismatch) == 2
    with undone():
        tamper("decisions_seal", "UPDATE decisions_seal SET previous_id = NULL WHERE id = -1")
        with pytest.raises(IntegrityError), transaction.atomic():
            Seal.objects.filter(pk=two.seal.pk).update(previous=None)
        Seal.objects.filter(pk=two.seal.pk).delete()
        assert f"{two.number}: nie ma pieczęci" in found()
    with undone():
        statement = "UPDATE office_event SET verb = 'x' WHERE verb = 'decisions.decision.approve' AND subject_id = %s"
        tamper("office_event", statement, two.pk)
        assert f"{two.number}: w dzienniku nie ma zdarzenia zatwierdzenia" in found()
    attack_files(one, two)
    attack_with_guards_up()


def attack_files(one: Decision, two: Decision) -> None:
    key = Paper.objects.get(decision=one, kind=PaperKind.DECISION).pk
    assert services.make(key)
    assert found() == ""
    other = pdf_of_paper(two, PaperKind.DECISION)
    with undone():
        tamper("decisions_paper", "UPDATE decisions_paper SET pdf = %s WHERE id = %s", other, key)
        assert "plik PDF nie zgadza się ze skrótem" in found()
        digest = hashlib.sha256(other).hexdigest()
        tamper("decisions_paper", "UPDATE decisions_paper SET digest = %s WHERE id = %s", digest, key)
        assert "obliczenie w pliku jest inne" in found()


def attack_with_guards_up() -> None:
    for attack in ("UPDATE decisions_seal SET digest = %s", "DELETE FROM decisions_seal WHERE digest <> %s"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack, ["0" * 64])
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.all().delete()
