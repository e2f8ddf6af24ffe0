"""What the database refuses about persons: a joined one is a trace that never changes, and nothing points to it."""

import applications.opinions.guards
import applications.programmes.guards  # noqa: F401 - registers the guards of both
from office.chain.rows import seal_rows
from office.guards import Guard, append_only, refuse, register

JOINED = "Ten wpis osoby połączono z innym i zostaje jako ślad: nie można go zmienić ani usunąć."
POINTS_TO_JOINED = "person_joined: ten wpis osoby połączono z innym, wskaż tamten"
WRONG_TARGET = "person_joined_into: łączy się tylko z niepołączoną osobą tego samego ośrodka, gdy nic już nie wskazuje"


def points_to_nobody_joined(name: str, table: str, column: str = "person_id") -> Guard:
    """A guard: ``column`` of a row of ``table`` that comes or changes names no person that was joined into another."""
    look = f"SELECT 1 FROM applications_person p WHERE p.id = NEW.{column} AND p.joined_into_id IS NOT NULL"  # noqa: S608
    sqlite: list[str] = []
    for event in ("insert", "update"):
        sqlite += [
            f"DROP TRIGGER IF EXISTS {name}_{event}",
            f"CREATE TRIGGER {name}_{event} BEFORE {event.upper()} ON {table} FOR EACH ROW WHEN EXISTS ({look}) "
            f"BEGIN SELECT RAISE(ABORT, '{POINTS_TO_JOINED}'); END",
        ]
    postgresql = [
        # FOR SHARE waits for whoever is joining this very person: a look alone would not see what is not yet committed.
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "  # noqa: S608
        f"DECLARE target bigint; BEGIN SELECT joined_into_id INTO target FROM applications_person "
        f"WHERE id = NEW.{column} FOR SHARE; IF target IS NOT NULL THEN RAISE EXCEPTION '{POINTS_TO_JOINED}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {column} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return Guard(name, table, sqlite, postgresql, [f"{name}_insert", f"{name}_update"])


def _joins_rightly() -> Guard:
    name, table = "applications_person_joins_rightly", "applications_person"
    wrong = (
        "NEW.joined_into_id IS NOT NULL AND (EXISTS (SELECT 1 FROM applications_person p "
        "WHERE p.id = NEW.joined_into_id AND (p.joined_into_id IS NOT NULL OR p.office_id <> NEW.office_id)) "
        "OR EXISTS (SELECT 1 FROM applications_application a WHERE a.person_id = NEW.id))"
    )
    sqlite: list[str] = []
    for event in ("insert", "update"):
        sqlite += [
            f"DROP TRIGGER IF EXISTS {name}_{event}",
            f"CREATE TRIGGER {name}_{event} BEFORE {event.upper()} ON {table} FOR EACH ROW WHEN {wrong} "
            f"BEGIN SELECT RAISE(ABORT, '{WRONG_TARGET}'); END",
        ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {wrong} THEN RAISE EXCEPTION '{WRONG_TARGET}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return Guard(name, table, sqlite, postgresql, [f"{name}_insert", f"{name}_update"])


register(
    refuse(
        "applications_person_joined_stays",
        "applications_person",
        on=("UPDATE", "DELETE"),
        when="OLD.joined_into_id IS NOT NULL",
        message=JOINED,
    ),
    _joins_rightly(),
    points_to_nobody_joined("applications_application_of_nobody_joined", "applications_application"),
)

register(
    append_only(
        "applications_documententry_stays",
        "applications_documententry",
        "Wpisu o dokumencie nie można zmienić ani usunąć. Błędny poprawia się następnym wpisem.",
    ),
    append_only(
        "applications_casenote_stays",
        "applications_casenote",
        "Notatki nie można zmienić ani usunąć. Błędną poprawia się następną notatką.",
    ),
)

_CALL_ENDED = "OLD.state NOT IN ('made', 'running')"
_CALL_AS_SENT = (
    "NEW.items <> OLD.items OR NEW.days <> OLD.days OR NEW.letter_id <> OLD.letter_id "
    "OR NEW.application_id <> OLD.application_id OR NEW.made_on <> OLD.made_on OR NEW.author_id <> OLD.author_id"
)
_WITHDRAWAL_AS_DECLARED = (
    "NEW.application_id <> OLD.application_id OR NEW.declared_on <> OLD.declared_on OR NEW.way <> OLD.way "
    "OR NEW.note <> OLD.note OR NEW.author_id <> OLD.author_id OR OLD.taken_back_on IS NOT NULL"
)
_CALL = "Wezwania nie można zmienić ani usunąć."
_WITHDRAWAL = "Cofnięcia wniosku nie można zmienić ani usunąć: można wpisać, że osoba podtrzymuje wniosek."

register(
    refuse("applications_call_stays", "applications_completioncall", on=("DELETE",), message=_CALL),
    refuse(
        "applications_call_as_sent", "applications_completioncall", on=("UPDATE",), when=_CALL_AS_SENT, message=_CALL
    ),
    refuse("applications_call_ended", "applications_completioncall", on=("UPDATE",), when=_CALL_ENDED, message=_CALL),
    refuse("applications_withdrawal_stays", "applications_withdrawal", on=("DELETE",), message=_WITHDRAWAL),
    refuse(
        "applications_withdrawal_as_declared",
        "applications_withdrawal",
        on=("UPDATE",),
        when=_WITHDRAWAL_AS_DECLARED,
        message=_WITHDRAWAL,
    ),
    append_only(
        "applications_transfer_stays", "applications_transfer", "Przekazania wniosku nie można zmienić ani usunąć."
    ),
)

seal_rows("applications.casenote", "applications.documententry", "applications.transfer")
