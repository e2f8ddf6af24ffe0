"""One place is never held or lived in twice on the same day: the database itself refuses it."""

from office.guards import Guard, register

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
