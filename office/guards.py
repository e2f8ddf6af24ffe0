"""Refusals that live in the database itself, on SQLite and PostgreSQL alike.

Each app lists its guards in ``guards.py``; they are put in place after every ``migrate``, because SQLite drops
triggers whenever Django rebuilds a table. A guard is plain SQL for both engines, safe to run again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Statements that install one refusal, and those that take it away, per engine."""

    name: str
    table: str
    sqlite: Sequence[str]
    postgresql: Sequence[str]
    sqlite_names: Sequence[str]

    def statements(self, vendor: str) -> Sequence[str]:
        """What installs this guard on ``vendor``."""
        return self.sqlite if vendor == "sqlite" else self.postgresql


_registry: dict[str, Guard] = {}


def register(*guards: Guard) -> None:
    """Called by each app's ``guards.py``."""
    _registry.update({guard.name: guard for guard in guards})


def all_guards() -> list[Guard]:
    """Every registered guard."""
    return list(_registry.values())


def refuse(name: str, table: str, *, on: Sequence[str], message: str, when: str = "") -> Guard:
    """A guard that refuses UPDATE and/or DELETE of rows (those for which ``when`` holds of OLD)."""
    sqlite: list[str] = []
    names: list[str] = []
    for event in on:
        trigger = f"{name}_{event.lower()}"
        names.append(trigger)
        condition = f"WHEN {when} " if when else ""
        sqlite += [
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    condition = f"WHEN ({when}) " if when else ""
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {' OR '.join(on)} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION {name}()",
    ]
    if "DELETE" in on:
        # TRUNCATE passes by every trigger for rows.
        postgresql += [
            f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}",
            f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}()",
        ]
    return Guard(name, table, sqlite, postgresql, names)


def _for_sqlite(condition: str) -> str:
    return condition.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")


def refuse_when(name: str, table: str, events: Sequence[str], condition: str, message: str) -> Guard:
    """A guard whose condition may ask other tables; written in PostgreSQL's words, about OLD and NEW."""
    sqlite, names = [], []
    for event in events:
        trigger = f"{name}_{event.lower()}"
        names.append(trigger)
        sqlite += [
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN {_for_sqlite(condition)} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return Guard(name, table, sqlite, postgresql, names)


def append_only(name: str, table: str, message: str) -> Guard:
    """A guard for logs: rows come, and never change or go."""
    return refuse(name, table, on=("UPDATE", "DELETE"), message=message)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard whose table exists in place."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in all_guards():
            if guard.table in tables:
                for statement in guard.statements(connection.vendor):
                    cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take away what refuses emptying a table: for a test database to be emptied, and on SQLite before a migration."""
    with connection.cursor() as cursor:
        for guard in all_guards():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}_truncate ON {guard.table}")
            else:
                for trigger in guard.sqlite_names:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")


register(
    append_only("office_event_stays", "office_event", "Zdarzenia nie można zmienić ani usunąć."),
    append_only(
        "office_extension_stays",
        "office_deadlineextension",
        "Zawiadomienia nie można zmienić ani usunąć po sporządzeniu.",
    ),
    append_only("office_letter_stays", "office_letter", "Wydanego pisma nie można zmienić ani usunąć."),
    append_only("office_letter_entry_stays", "office_letterentry", "Wpisu o piśmie nie można zmienić ani usunąć."),
    refuse(
        "office_letter_template_stays",
        "office_lettertemplate",
        on=("DELETE",),
        when="OLD.state = 'published'",
        message="Opublikowanego wzoru pisma nie można usunąć.",
    ),
    # The one thing that may still happen to a published text: the next version ends it, or ends it earlier.
    refuse(
        "office_letter_template_frozen",
        "office_lettertemplate",
        on=("UPDATE",),
        when="OLD.state = 'published' AND (NEW.id <> OLD.id OR NEW.state <> OLD.state OR NEW.code <> OLD.code"
        " OR NEW.version <> OLD.version OR NEW.title <> OLD.title OR NEW.body <> OLD.body OR NEW.saves <> OLD.saves"
        " OR NEW.valid_from <> OLD.valid_from OR COALESCE(NEW.office_id, 0) <> COALESCE(OLD.office_id, 0)"
        " OR COALESCE(NEW.author_id, 0) <> COALESCE(OLD.author_id, 0) OR NEW.valid_to IS NULL"
        " OR COALESCE(NEW.valid_to > OLD.valid_to, FALSE))",
        message="Opublikowanego wzoru pisma nie można zmienić. Dodaj nową wersję.",
    ),
    append_only("office_read_entry_stays", "office_readentry", "Wpisu o odczycie nie można zmienić ani usunąć."),
    append_only("office_file_stays", "office_storedfile", "Wpisu o pliku nie można zmienić ani usunąć."),
)
