"""Refusals that live in the database itself, on SQLite and PostgreSQL alike.

Each app lists its guards in ``guards.py``; they are put in place after every ``migrate``, because SQLite drops
triggers whenever Django rebuilds a table. A guard is plain SQL for both engines, safe to run again.

On PostgreSQL every guard is enabled always: it also holds where ``session_replication_role`` silences other triggers.
On SQLite a row that may not be deleted may not be replaced either, whatever the connection's ``recursive_triggers``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from office.chain.rows import seal_rows


@dataclass(frozen=True)
class Guard:
    """Statements that install one refusal, and those that take it away, per engine."""

    name: str
    table: str
    sqlite: Sequence[str]
    postgresql: Sequence[str]
    sqlite_names: Sequence[str]
    # What may not be deleted: a condition of OLD, "" for every row, None where the guard is about something else.
    stays: str | None = None
    message: str = ""

    def statements(self, vendor: str) -> Sequence[str]:
        """What installs this guard on ``vendor``."""
        if vendor == "sqlite":
            return (*self.sqlite, *self._against_replacing())
        return (*self.postgresql, *self._always())

    def names(self, vendor: str) -> Sequence[str]:
        """The triggers of this guard on ``vendor``."""
        if vendor == "sqlite":
            return (*self.sqlite_names, *(name for name, _ in self._replacing))
        return [name for name, _ in _TRIGGER.findall(" ".join(self.postgresql))]

    @property
    def _replacing(self) -> Sequence[tuple[str, str]]:
        if self.stays is None:
            return ()
        return ((f"{self.name}_replace", "INSERT"), (f"{self.name}_rekey", "UPDATE"))

    def _against_replacing(self) -> Iterator[str]:
        if self.stays is None:
            return
        key = _keys().get(self.table, "id")
        held = f" AND ({self.stays.replace('OLD.', 'o.')})" if self.stays else ""
        there = f"EXISTS (SELECT 1 FROM {self.table} o WHERE o.{key} = NEW.{key}{held})"  # noqa: S608
        for name, event in self._replacing:
            moved = f"NEW.{key} <> OLD.{key} AND " if event == "UPDATE" else ""
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW WHEN {moved}{there} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            )

    def _always(self) -> Iterator[str]:
        for name, table in _TRIGGER.findall(" ".join(self.postgresql)):
            yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"


_TRIGGER = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) .*? ON (\w+)")


def _keys() -> dict[str, str]:
    """The column of the primary key of each table."""
    return {model._meta.db_table: str(model._meta.pk.column) for model in apps.get_models(include_auto_created=True)}


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
    return Guard(name, table, sqlite, postgresql, names, when if "DELETE" in on else None, message)


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
                for trigger in guard.names("sqlite"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers of guards that are not in the database, are switched off, or on SQLite say something else."""
    found = _found(connection)
    lacking = []
    for guard in all_guards():
        wanted = dict.fromkeys(guard.names("postgresql"), "A")
        if connection.vendor == "sqlite":
            wanted = {line.split()[2]: line for line in guard.statements("sqlite") if line.startswith("CREATE")}
        lacking += [name for name, text in wanted.items() if found.get(name) != text]
    return sorted(lacking)


def _found(connection: BaseDatabaseWrapper) -> dict[str, str]:
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return dict(cursor.fetchall())


register(
    append_only("office_event_stays", "office_event", "Zdarzenia nie można zmienić ani usunąć."),
    refuse_when(
        "office_event_in_its_chain",
        "office_event",
        ["INSERT"],
        "NOT EXISTS (SELECT 1 FROM office_eventchain c WHERE c.name = NEW.chain AND c.last = NEW.position "
        "AND c.digest = NEW.digest)",
        "Zdarzenie dopisuje się tylko na końcu jego łańcucha.",
    ),
    refuse(
        "office_chain_goes_forward",
        "office_eventchain",
        on=("UPDATE",),
        when="NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.last <> OLD.last + 1 OR NEW.digest = OLD.digest",
        message="Łańcucha zdarzeń nie można cofnąć ani zmienić.",
    ),
    refuse(
        "office_chain_stays",
        "office_eventchain",
        on=("DELETE",),
        message="Łańcucha zdarzeń nie można usunąć.",
    ),
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

seal_rows("office.letter", "office.letterentry", "office.storedfile", "office.deadlineextension")
