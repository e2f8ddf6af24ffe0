"""One place is never held or lived in twice on the same day: the database itself refuses it."""

from office.guards import Guard, register

MESSAGE = "occupancy_overlap: miejsce jest w tych dniach zajęte"
TAKING = "('held', 'granted')"

_overlap = (
    "SELECT 1 FROM apartments_occupancy o WHERE o.place_id = NEW.place_id AND o.id IS NOT NEW.id "
    f"AND o.state IN {TAKING} "
    "AND o.period_from <= COALESCE(NEW.period_to, '9999-12-31') "
    "AND COALESCE(o.period_to, '9999-12-31') >= NEW.period_from"
)


def _sqlite(event: str) -> list[str]:
    name = f"occupancy_overlap_{event.lower()}"
    # On SQLite the new row has no id before it is stored, so INSERT is checked before and finds only other rows.
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {event} ON apartments_occupancy FOR EACH ROW WHEN NEW.state IN {TAKING} "
        f"AND EXISTS ({_overlap}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ]


register(
    Guard(
        name="occupancy_overlap",
        table="apartments_occupancy",
        sqlite=[*_sqlite("INSERT"), *_sqlite("UPDATE")],
        sqlite_names=["occupancy_overlap_insert", "occupancy_overlap_update"],
        postgresql=[
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'occupancy_overlap') THEN "
            "ALTER TABLE apartments_occupancy ADD CONSTRAINT occupancy_overlap EXCLUDE USING gist "
            f"(place_id WITH =, daterange(period_from, period_to, '[]') WITH &&) WHERE (state IN {TAKING}); "
            "END IF; END $$",
        ],
    )
)
