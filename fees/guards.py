"""What the database refuses about fees: what a fee rests on stays as it was, and it rests on nothing unchecked."""

from collections.abc import Sequence

from office.chain.rows import seal_rows
from office.guards import Guard, append_only, refuse, register

_USED = "Tego wiersza użyto w obliczeniu opłaty, dlatego nie można go zmienić ani usunąć."
_ANY = "SELECT 1 FROM fees_assessment"


def _stays_once_used(name: str, table: str, used: str, *, columns: Sequence[str] = ()) -> Guard:
    """Refuses DELETE, and UPDATE (of ``columns``, or of anything), of a row for which the query ``used`` finds one.

    The query stands in a function on PostgreSQL, whose triggers know no subquery in WHEN.
    """
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    changed_sqlite = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    sqlite: list[str] = []
    names = []
    for event in ("UPDATE", "DELETE"):
        trigger = f"{name}_{event.lower()}"
        names.append(trigger)
        when = f"EXISTS ({used})" + (f" AND ({changed_sqlite})" if columns and event == "UPDATE" else "")
        sqlite += [
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_USED}'); END",
        ]
    condition = f"EXISTS ({used})" + (f" AND (TG_OP = 'DELETE' OR {changed})" if columns else "")
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{_USED}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        # TRUNCATE passes by every trigger for rows.
        f"CREATE OR REPLACE FUNCTION {name}_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS ({_ANY}) THEN RAISE EXCEPTION '{_USED}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$",
        f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}",
        f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}_all()",
    ]
    return Guard(name, table, sqlite, postgresql, names)


def _only_on_checked(table: str = "fees_assessment") -> Guard:
    """Refuses an assessment, or a period of one, by a table that no second person has checked."""
    name = f"{table}_rests_on_checked"
    message = "Opłaty nie oblicza się według uchwały, której nie sprawdziła druga osoba."
    unchecked = (
        "SELECT 1 FROM fees_feetable t JOIN fees_resolution r ON r.id = t.resolution_id "
        "WHERE t.id = NEW.table_id AND r.state <> 'checked'"
    )
    sqlite = [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN EXISTS ({unchecked}) "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS ({unchecked}) THEN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return Guard(name, table, sqlite, postgresql, [name])


def _used_by(rest: str) -> str:
    """What an assessment, or a period of one, rests on; ``rest`` follows the table, which it calls ``a``."""
    return f"SELECT 1 FROM fees_assessment a {rest} UNION ALL SELECT 1 FROM fees_feepart a {rest}"  # noqa: S608


def _by_table(column: str) -> str:
    return _used_by(f"WHERE a.table_id = {column}")


def _by_cost(column: str) -> str:
    return _used_by(f"WHERE a.cost_id = {column}")


_BY_ACT = _used_by("JOIN fees_feetable t ON t.id = a.table_id WHERE t.resolution_id = OLD.id")


def _periods_follow() -> Guard:
    """Refuses a period of a fee that does not begin on the day after the one before it.

    The first one says what the assessment says.
    """
    name, table = "fees_periods_follow", "fees_feepart"
    message = "Okresy odpłatności następują po sobie bez przerwy, a pierwszy jest ten z obliczenia."
    first = (
        "NEW.number = 1 AND NOT EXISTS (SELECT 1 FROM fees_assessment a WHERE a.id = NEW.assessment_id "
        "AND a.digest = NEW.digest AND a.amount = NEW.amount AND a.periods > 1)"
    )
    later = (
        "NEW.number > 1 AND NOT EXISTS (SELECT 1 FROM fees_feepart p JOIN fees_assessment a ON a.id = p.assessment_id "
        "WHERE p.assessment_id = NEW.assessment_id AND p.number = NEW.number - 1 AND NEW.number <= a.periods "
        "AND {next_day} = NEW.period_from)"
    )
    in_sqlite = f"({first}) OR ({later})".format(next_day="date(p.period_to, '+1 day')")
    in_postgresql = f"({first}) OR ({later})".format(next_day="p.period_to + 1")
    sqlite = [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN {in_sqlite} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {in_postgresql} THEN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return Guard(name, table, sqlite, postgresql, [name])


register(
    append_only(
        "fees_assessment_stays", "fees_assessment", "Obliczenia nie można zmienić ani usunąć. Oblicz ponownie."
    ),
    append_only("fees_periods_stay", "fees_feepart", "Okresu odpłatności nie można zmienić ani usunąć."),
    _only_on_checked(),
    _only_on_checked("fees_feepart"),
    _periods_follow(),
    _stays_once_used("fees_band_stays", "fees_feeband", _by_table("OLD.table_id")),
    _stays_once_used("fees_table_stays", "fees_feetable", _by_table("OLD.id")),
    _stays_once_used("fees_table_programme_stays", "fees_feetable_programmes", _by_table("OLD.feetable_id")),
    _stays_once_used("fees_table_apartment_stays", "fees_feetable_apartments", _by_table("OLD.feetable_id")),
    _stays_once_used(
        "fees_resolution_stays",
        "fees_resolution",
        _BY_ACT,
        columns=(
            "municipality_id", "number", "version", "adopted_on", "title", "journal", "amends", "valid_from", "state",
            "loaded_by_id", "checked_by_id", "checked_at", "by_program",
        ),
    ),
    _stays_once_used("fees_cost_stays", "fees_costamount", _by_cost("OLD.id")),
    _stays_once_used("fees_cost_component_stays", "fees_costcomponent", _by_cost("OLD.cost_id")),
    _stays_once_used(
        "fees_cost_order_stays",
        "fees_costorder",
        _used_by("JOIN fees_costamount c ON c.id = a.cost_id WHERE c.order_id = OLD.id"),
        columns=("office_id", "number", "issued_on", "valid_from"),
    ),
    refuse(
        "fees_resolution_signed_once",
        "fees_resolution",
        on=("UPDATE",),
        when="(OLD.state = 'checked' AND NEW.state = 'checked' AND NEW.checked_at <> OLD.checked_at) "
        "OR (NEW.by_program AND OLD.loaded_by_id IS NOT NULL)",
        message="Kto i kiedy sprawdził uchwałę, tego się nie zmienia.",
    ),
)  # fmt: skip

seal_rows("fees.assessment", "fees.feepart")
