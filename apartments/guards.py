"""What the database itself refuses: one place taken twice on one day, or taken while it is out of service."""

import apartments.allocation.guards
import apartments.logs.guards
import apartments.stays.guards  # noqa: F401 - registers the guards of granted places and stays
from office.guards import Guard, append_only, refuse, register

NAME = "occupancy_overlap"
MESSAGE = f"{NAME}: miejsce jest w tych dniach zajęte"
TAKING = "('held', 'granted')"

_overlap = (  # no value from outside comes into this SQL
    "SELECT 1 FROM apartments_occupancy o WHERE o.place_id = NEW.place_id AND o.id IS NOT NEW.id "  # noqa: S608
    f"AND o.state IN {TAKING} "
    "AND o.period_from <= COALESCE(NEW.period_to, '9999-12-31') "
    "AND COALESCE(o.period_to, '9999-12-31') >= NEW.period_from"
)


NOT_A_DAY = "occupancy_day: data musi mieć postać RRRR-MM-DD"
# SQLite keeps days as text and compares them as text: '2026-12-1' would slip past
# every comparison, and '2026-02-30' is no day (adding none makes SQLite count the days through).
_not_days = (
    "date(NEW.period_from, '+0 days') IS NOT NEW.period_from "
    "OR (NEW.period_to IS NOT NULL AND date(NEW.period_to, '+0 days') IS NOT NEW.period_to)"
)


def _sqlite(event: str) -> list[str]:
    name, days = f"occupancy_overlap_{event.lower()}", f"occupancy_days_{event.lower()}"
    # On SQLite the new row has no id before it is stored, so INSERT is checked before and finds only other rows.
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {event} ON apartments_occupancy FOR EACH ROW WHEN NEW.state IN {TAKING} "
        f"AND EXISTS ({_overlap}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        f"DROP TRIGGER IF EXISTS {days}",
        f"CREATE TRIGGER {days} BEFORE {event} ON apartments_occupancy FOR EACH ROW WHEN {_not_days} "
        f"BEGIN SELECT RAISE(ABORT, '{NOT_A_DAY}'); END",
    ]


register(
    Guard(
        name=NAME,
        table="apartments_occupancy",
        sqlite=[*_sqlite("INSERT"), *_sqlite("UPDATE")],
        sqlite_names=[
            "occupancy_overlap_insert",
            "occupancy_overlap_update",
            "occupancy_days_insert",
            "occupancy_days_update",
        ],
        postgresql=[
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'occupancy_overlap') THEN "  # noqa: S608
            "ALTER TABLE apartments_occupancy ADD CONSTRAINT occupancy_overlap EXCLUDE USING gist "
            f"(place_id WITH =, daterange(period_from, period_to, '[]') WITH &&) WHERE (state IN {TAKING}); "
            "END IF; END $$",
        ],
    )
)


# --- out of service -------------------------------------------------------------------------------------------------

OUTAGE = "outage_overlap"
OUT_OF_SERVICE = f"{OUTAGE}: miejsce jest w tych dniach wyłączone z użytku"
LIVED_IN = f"{OUTAGE}: w tych dniach miejsce jest zajęte"
NOT_A_DAY_OUT = "outage_day: data musi mieć postać RRRR-MM-DD"
_FAR = {"sqlite": "'9999-12-31'", "postgresql": "DATE '9999-12-31'"}


def _shared_days(other: str, vendor: str) -> str:
    far = _FAR[vendor]
    return (
        f"{other}.period_from <= COALESCE(NEW.period_to, {far}) "
        f"AND COALESCE({other}.period_to, {far}) >= NEW.period_from"
    )


def _outage_of_place(vendor: str) -> str:
    """Outages that a new occupancy meets. No value from outside comes into this SQL."""
    return (
        "SELECT 1 FROM apartments_outage o JOIN apartments_place p ON p.id = NEW.place_id "  # noqa: S608
        "WHERE NOT o.withdrawn AND (o.place_id = p.id OR (o.place_id IS NULL AND o.apartment_id = p.apartment_id)) "
        f"AND {_shared_days('o', vendor)}"
    )


def _occupancy_of_outage(vendor: str) -> str:
    """Occupancies that a new outage meets."""
    return (
        "SELECT 1 FROM apartments_occupancy o JOIN apartments_place p ON p.id = o.place_id "  # noqa: S608
        f"WHERE o.state IN {TAKING} "
        "AND (p.id = NEW.place_id OR (NEW.place_id IS NULL AND p.apartment_id = NEW.apartment_id)) "
        f"AND {_shared_days('o', vendor)}"
    )


def _trigger(name: str, table: str, event: str, when: str, message: str) -> list[str]:
    trigger = f"{name}_{event.lower()}"
    return [
        f"DROP TRIGGER IF EXISTS {trigger}",
        f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ]


def _function(name: str, table: str, apartment: str, lock: str, when: str, message: str) -> list[str]:
    # Each side waits for the other of the same apartment: a look alone would not see what is not yet committed.
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"PERFORM {lock}(hashtext('{OUTAGE}'), {apartment}::int); "
        f"IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _sqlite_outages(event: str) -> list[str]:
    return [
        *_trigger(
            "occupancy_in_service",
            "apartments_occupancy",
            event,
            f"NEW.state IN {TAKING} AND EXISTS ({_outage_of_place('sqlite')})",
            OUT_OF_SERVICE,
        ),
        *_trigger(
            OUTAGE,
            "apartments_outage",
            event,
            f"NOT NEW.withdrawn AND EXISTS ({_occupancy_of_outage('sqlite')})",
            LIVED_IN,
        ),
        *_trigger("outage_days", "apartments_outage", event, _not_days, NOT_A_DAY_OUT),
    ]


register(
    Guard(
        name=OUTAGE,
        table="apartments_outage",
        sqlite=[*_sqlite_outages("INSERT"), *_sqlite_outages("UPDATE")],
        sqlite_names=[
            f"{name}_{event}"
            for name in ("occupancy_in_service", OUTAGE, "outage_days")
            for event in ("insert", "update")
        ],
        postgresql=[
            *_function(
                "occupancy_in_service",
                "apartments_occupancy",
                "(SELECT p.apartment_id FROM apartments_place p WHERE p.id = NEW.place_id)",
                "pg_advisory_xact_lock_shared",
                f"NEW.state IN {TAKING} AND EXISTS ({_outage_of_place('postgresql')})",
                OUT_OF_SERVICE,
            ),
            *_function(
                OUTAGE,
                "apartments_outage",
                "COALESCE((SELECT p.apartment_id FROM apartments_place p WHERE p.id = NEW.place_id), NEW.apartment_id)",
                "pg_advisory_xact_lock",
                f"NOT NEW.withdrawn AND EXISTS ({_occupancy_of_outage('postgresql')})",
                LIVED_IN,
            ),
        ],
    ),
    # Whoever could move a place to another apartment could move it out of an outage, or into one.
    refuse(
        "place_stays_in_its_apartment",
        "apartments_place",
        on=("UPDATE",),
        when="OLD.apartment_id <> NEW.apartment_id",
        message="place_stays_in_its_apartment: miejsca nie przenosi się do innego mieszkania",
    ),
    append_only(
        "standards_waiver_stays", "apartments_standardswaiver", "Zgody dyrektora nie można zmienić ani usunąć."
    ),
)
