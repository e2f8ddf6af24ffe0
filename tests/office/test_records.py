"""The log of acts and the log of readings only grow, and numbers have no gaps."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from decisions.examples import Stage
from office.errors import DomainError
from office.models import Event, ReadEntry
from office.services import log_read, next_number, record
from office.services.staff import add_user


@pytest.fixture
def event(kielce, worker) -> Event:
    return record(actor=worker, office=kielce, verb="test.act", sentence="Zrobiono coś.", subject=kielce, case=1)


@pytest.fixture
def reading(kielce, worker) -> ReadEntry:
    log_read(reader=worker, office=kielce, page="sprawa", case=1)
    return ReadEntry.objects.get()


@pytest.mark.parametrize("name", ["event", "reading"])
@pytest.mark.django_db
def test_a_log_entry_is_neither_changed_nor_deleted_through_the_orm(request, name):
    row = request.getfixturevalue(name)
    for attack in (
        row.save,
        row.delete,
        lambda: type(row).objects.update(case=2),
        lambda: type(row).objects.bulk_update([row], ["case"]),
        lambda: type(row).objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    assert type(row).objects.get(pk=row.pk).case == 1


@pytest.mark.parametrize("name", ["event", "reading"])
@pytest.mark.parametrize("statement", ['UPDATE {} SET "case" = 9', "DELETE FROM {}"])
@pytest.mark.django_db
def test_a_log_entry_is_neither_changed_nor_deleted_by_raw_sql(request, name, statement):
    row = request.getfixturevalue(name)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(row._meta.db_table))


def test_an_event_says_who_with_post_and_what(event, worker):
    assert event.actor_name == f"{worker}, pracownik socjalny"
    assert event.sentence == "Zrobiono coś."


def test_a_number_that_was_not_used_is_given_again(kielce):
    def use_and_fail() -> None:
        with transaction.atomic():
            next_number(office=kielce, series="próba", year=2026)
            raise DomainError("failed", "Nie udało się.")

    with pytest.raises(DomainError):
        use_and_fail()
    with transaction.atomic():
        assert next_number(office=kielce, series="próba", year=2026) == 1
        assert next_number(office=kielce, series="próba", year=2026) == 2
        assert next_number(office=kielce, series="próba", year=2027) == 1


def test_a_weak_password_makes_no_account(kielce):
    with pytest.raises(DomainError) as refusal:
        add_user(office=kielce, username="nowa", first_name="N", last_name="N", post="", roles=[], password="krotkie")
    assert refusal.value.field == "password"


def test_an_act_with_a_long_note_is_logged_with_the_beginning_of_it(kielce, worker):
    event = record(actor=worker, office=kielce, verb="test.act", sentence="Zwrócono: " + "ż" * 5000, subject=kielce)
    event.refresh_from_db()
    assert event.sentence == "Zwrócono: " + "ż" * 589 + "…"


FROZEN = (
    "office.event",
    "office.readentry",
    "office.eventchain",
    "decisions.decision",
    "decisions.seal",
    "decisions.submission",
    "fees.assessment",
    "contracts.housingcontract",
    "contracts.signature",
)


def test_no_side_door_leads_past_a_guard(kielce_case, reading):
    """What a connection of somebody else's may say: replace a row, take another's key, silence the triggers."""
    kielce_case(Stage.APPROVED)
    connection.check_constraints()  # else PostgreSQL refuses only because checks of this transaction still wait
    for label in FROZEN:
        model = apps.get_model(label)
        table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
        first = model.objects.order_by("pk").values_list("pk", flat=True)[0]
        attacks = [f"UPDATE {table} SET id = id + 90000 WHERE id = {first}", f"DELETE FROM {table}"]
        if connection.vendor == "sqlite":
            before = "PRAGMA recursive_triggers = OFF"
            attacks += [
                f"{verb} INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {first}"
                for verb in ("INSERT OR REPLACE", "REPLACE")
            ]
            attacks.append(f"UPDATE OR REPLACE {table} SET id = id + 90000 WHERE id = {first}")
        else:
            before = "SET LOCAL session_replication_role = replica"
            # TRUNCATE passes by triggers for rows.
            attacks.append(f"TRUNCATE {table} CASCADE")
        for attack in attacks:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(before)
                with pytest.raises(DatabaseError), transaction.atomic():
                    cursor.execute(attack)
    if connection.vendor == "sqlite":
        first = apps.get_model("decisions.decision").objects.get(state="approved").pk
        draft = kielce_case(Stage.PREPARED).decisions.get()
        with pytest.raises(DatabaseError, match="nie można"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE OR REPLACE decisions_decision SET id = %s WHERE id = %s", [first, draft.pk])
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
