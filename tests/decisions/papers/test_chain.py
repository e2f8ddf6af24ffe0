"""The chains of events and seals: whoever owns the database and switches its guards off is still found out."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from contracts.models import HousingContract
from decisions.after import services as after
from decisions.examples import Stage
from decisions.models import Channel, Decision, Delivery, Paper, Receipt, Seal
from decisions.papers import services
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import PaperKind
from decisions.papers.verify import altered_papers, broken_chain, unlike_rendered
from decisions.verify import differences
from office import clock, guards
from office.chain.check import altered_rows, broken_links
from office.chain.links import fingerprint_of, next_digest
from office.chain.notes import add, against
from office.models import Event, EventChain
from office.services import record


def switch_guards_off() -> None:
    """What somebody can do who owns the database."""
    connection.check_constraints()
    if connection.vendor == "sqlite":
        guards.lift(connection)
        return
    with connection.cursor() as cursor:
        for table in {guard.table for guard in guards.all_guards()}:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def tamper(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found(*checks: Callable[[], Iterator[str]]) -> str:
    """What these checks say, or all but for the guards that were switched off."""
    lines = (line for check in checks or (differences,) for line in check())
    return "\n".join(line for line in lines if "brakuje strażników" not in line)


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back, guards and rows alike."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_whoever_changes_what_was_sealed_is_found_out(kielce_case, worker, tmp_path):
    """One office with two decisions, attacked in turn: events, rows, pages, seals, the log of approvals, files."""
    one, two = (kielce_case(Stage.APPROVED).decisions.get() for _ in range(2))
    assert (one.seal.previous, two.seal.previous) == (None, one.seal)
    sending = after.Sending(Channel.POST, clock.today(), looked_up_on=clock.today(), address_found=False)
    after.send(actor=worker, decision=one, sending=sending)
    after.deliver(
        actor=worker, decision=one, receipt=Receipt.TAKEN, delivered_on=clock.today(), proof="potwierdzenie odbioru"
    )
    assert found() == ""
    chain = f"sprawa {one.application_id}"
    attack_with_guards_up(chain)
    with undone():
        switch_guards_off()
        attack_events(chain, EventChain.objects.get(name=chain).last, one.seal.position)
        attack_rows(one)
        attack_outside(chain, tmp_path / "odciski.csv")
        attack_seals(one, two)
        attack_files(one, two)


def attack_seals(one: Decision, two: Decision) -> None:
    mismatch = "decyzja, jej obliczenie albo zdarzenia sprawy nie zgadzają się z pieczęcią"
    with undone():
        html = one.html.replace("186", "187")
        statement = "UPDATE decisions_decision SET html = %s, digest = %s WHERE id = %s"
        tamper(statement, html, hashlib.sha256(html.encode()).hexdigest(), one.pk)
        assert f"decyzja nr {one.number}: {mismatch}" in found(broken_chain)
        assert f"Decyzja (wiersz {one.pk}): zapis jest inny" in found(altered_rows)
    with undone():
        tamper("UPDATE decisions_seal SET digest = %s WHERE id = %s", "0" * 64, one.seal.pk)
        assert found(broken_chain).count(mismatch) == 2
    with undone():
        with pytest.raises(IntegrityError), transaction.atomic():
            Seal.objects.filter(pk=two.seal.pk).update(previous=None)
        Seal.objects.filter(pk=two.seal.pk).delete()
        assert f"{two.number}: nie ma pieczęci" in found(broken_chain)
    with undone():
        statement = "UPDATE office_event SET verb = 'x' WHERE verb = 'decisions.decision.approve' AND subject_id = %s"
        tamper(statement, two.pk)
        assert f"{two.number}: w dzienniku nie ma zdarzenia zatwierdzenia" in found(broken_chain)


def attack_events(chain: str, last: int, sealed: int) -> None:
    """Each row of the log, also those after the decision: changed, taken out, put in, exchanged, cut off."""
    here = "WHERE chain = %s AND position = %s"
    changes = ("sentence = 'Nic.'", "at = '2020-01-01 10:00:00+00:00'", "actor_name = 'ktoś inny'", "detail = '[]'")
    for place, change in enumerate(changes, start=last - 3):
        with undone():
            tamper(f"UPDATE office_event SET {change} {here}", chain, place)
            assert f"„{chain}”, zdarzenie nr {place} (" in found(broken_links)
    with undone():
        tamper(f"DELETE FROM office_event {here}", chain, sealed)
        assert f"„{chain}”: brakuje zdarzeń od nr {sealed} do nr {sealed}." in found(broken_links)
        assert "nie zgadzają się z pieczęcią" in found(broken_chain)
    with undone():
        tamper(f"DELETE FROM office_event {here}", chain, last)
        assert f"„{chain}”: zapisano {last} zdarzeń, ostatnie ma nr {last - 1}." in found(broken_links)
    with undone():
        for now, then in ((2, 9000), (3, 2), (9000, 3)):
            tamper(f"UPDATE office_event SET position = {then} {here}", chain, now)
        assert f"„{chain}”, zdarzenie nr 2 (" in found(broken_links)
        assert f"„{chain}”, zdarzenie nr 3 (" in found(broken_links)
    with undone():
        event = Event.objects.get(chain=chain, position=last)
        event.pk, event.position, event.sentence = None, last + 1, "Wsunięto."
        event.digest = next_digest(event.digest, fingerprint_of(event))
        event.save(force_insert=True)
        assert f"„{chain}”: zapisano {last} zdarzeń, ostatnie ma nr {last + 1}." in found(broken_links)


def attack_rows(decision: Decision) -> None:
    """What was entered after the decision, and the contract before it."""
    delivery, contract = Delivery.objects.get(), HousingContract.objects.get(decisions=decision)
    with undone():
        earlier = delivery.delivered_on - timedelta(days=1)
        tamper("UPDATE decisions_delivery SET delivered_on = %s", earlier)
        assert (
            found(altered_rows) == f"Doręczenie decyzji (wiersz {delivery.pk}): zapis jest inny niż wtedy, gdy powstał."
        )
    with undone():
        tamper("DELETE FROM decisions_delivery WHERE entry_ptr_id = %s", delivery.pk)
        assert found(altered_rows) == f"Doręczenie decyzji (wiersz {delivery.pk}): zapis zniknął."
    with undone():
        copied = Delivery(decision=decision, actor=delivery.actor, at=delivery.at, receipt="taken", proof="x")
        copied.delivered_on = delivery.delivered_on
        copied.save()
        assert f"(wiersz {copied.pk}): nie ma zdarzenia, z którym ten zapis powstał" in found(altered_rows)
    with undone():
        tamper("UPDATE contracts_signature SET name = 'ktoś inny'")
        assert f"(wiersz {contract.pk}): zapis jest inny" in found(altered_rows)


def attack_outside(chain: str, notes) -> None:
    """A whole end of a chain written anew is seen only by who has its old end noted elsewhere."""
    assert add(notes) == EventChain.objects.count()
    assert (add(notes), list(against(notes))) == (0, [])
    with undone():
        *_, before, event = Event.objects.filter(chain=chain).order_by("position")
        event.sentence = "Co innego."
        digest = next_digest(before.digest, fingerprint_of(event))
        here = "WHERE chain = %s AND position = %s"
        statement = f"UPDATE office_event SET sentence = %s, digest = %s {here}"
        tamper(statement, event.sentence, digest, chain, event.position)
        tamper("UPDATE office_eventchain SET digest = %s WHERE name = %s", digest, chain)
        assert found() == ""
        assert list(against(notes)) == [
            f"Łańcuch „{chain}”: zdarzenia nr {event.position} nie ma albo jest inne niż w pliku z odciskami."
        ]
    notes.write_text("nie to")
    with pytest.raises(CommandError, match="nie da się odczytać"):
        call_command("verify_decisions", odciski=notes, verbosity=0)


def attack_files(one: Decision, two: Decision) -> None:
    key = Paper.objects.get(decision=one, kind=PaperKind.DECISION).pk
    assert services.make(key)
    assert found(altered_papers) == ""
    other = pdf_of_paper(two, PaperKind.DECISION)
    with undone():
        tamper("UPDATE decisions_paper SET pdf = %s WHERE id = %s", other, key)
        assert "plik PDF nie zgadza się ze skrótem" in found(altered_papers)
        digest = hashlib.sha256(other).hexdigest()
        tamper("UPDATE decisions_paper SET digest = %s WHERE id = %s", digest, key)
        assert "obliczenie w pliku jest inne" in found(altered_papers)
        [otherwise] = unlike_rendered()
        assert "wydruk zrobiony od nowa jest inny" in otherwise


def attack_with_guards_up(chain: str) -> None:
    for attack in (
        "UPDATE decisions_seal SET digest = '0' WHERE digest <> %s",
        "DELETE FROM decisions_seal WHERE digest <> %s",
        "UPDATE office_eventchain SET last = last - 1 WHERE name = %s",
        "UPDATE office_eventchain SET digest = digest, last = last + 1 WHERE name = %s",
        "DELETE FROM office_eventchain WHERE name = %s",
        "INSERT INTO office_event"
        " (actor_name, at, verb, sentence, subject_type, detail, chain, position, sealed, digest)"
        " SELECT actor_name, at, verb, sentence, subject_type, detail, chain, 9000, sealed, digest FROM office_event"
        " WHERE chain = %s AND position = 1",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack, [chain])
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.all().delete()


def test_an_event_that_is_taken_back_leaves_no_gap_and_a_guard_that_is_gone_is_named(kielce, worker):
    def write() -> Event:
        return record(actor=worker, office=kielce, verb="x", sentence="Zrobiono.", subject=kielce)

    first = write()
    with undone():
        write()
    assert write().position == first.position + 1
    assert found() == ""
    assert guards.missing(connection) == []
    with undone():
        switch_guards_off()
        [told] = differences()
    assert told.startswith("Baza: brakuje strażników albo są wyłączone")
