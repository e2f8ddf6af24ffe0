"""What the database refuses about offers: a place that two persons are promised on one day, whoever asks."""

from office.guards import Guard, append_only, refuse, register

OFFER = "offer_overlap"
PROMISED = f"{OFFER}: to miejsce zaproponowano w tych dniach innej osobie"
TAKEN = f"{OFFER}: to miejsce jest w tych dniach zajęte"
NOT_A_DAY = "offer_day: data musi mieć postać RRRR-MM-DD"
_TAKING = "('held', 'granted')"


def _days(other: str, vendor: str) -> str:
    far = "'9999-12-31'" if vendor == "sqlite" else "DATE '9999-12-31'"
    return (
        f"{other}.period_from <= COALESCE(NEW.period_to, {far}) "
        f"AND COALESCE({other}.period_to, {far}) >= NEW.period_from"
    )


# No value from outside comes into this SQL. On SQLite a new row has no id yet: "IS NOT" then finds every other row.
def _another_offer(vendor: str) -> str:
    other = "o.id IS NOT NEW.id" if vendor == "sqlite" else "o.id IS DISTINCT FROM NEW.id"
    return (
        "EXISTS (SELECT 1 FROM apartments_placeoffer o WHERE o.state = 'open' "  # noqa: S608
        f"AND o.place_id = NEW.place_id AND {other} AND {_days('o', vendor)})"
    )


def _somebody_there(vendor: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM apartments_occupancy y WHERE y.state IN {_TAKING} "  # noqa: S608
        f"AND y.place_id = NEW.place_id AND y.application_id <> NEW.application_id AND {_days('y', vendor)})"
    )


def _promised_to_another(vendor: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM apartments_placeoffer o WHERE o.state = 'open' "  # noqa: S608
        f"AND o.place_id = NEW.place_id AND o.application_id <> NEW.application_id AND {_days('o', vendor)})"
    )


_BAD_DAY = (
    "date(NEW.period_from, '+0 days') IS NOT NEW.period_from "
    "OR (NEW.period_to IS NOT NULL AND date(NEW.period_to, '+0 days') IS NOT NEW.period_to)"
)


def _sqlite(name: str, table: str, when: str, message: str) -> list[str]:
    made = []
    for event in ("INSERT", "UPDATE"):
        trigger = f"{name}_{event.lower()}"
        made += [
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    return made


def _names(*names: str) -> list[str]:
    return [f"{name}_{event}" for name in names for event in ("insert", "update")]


def _postgresql(name: str, table: str, refusals: list[tuple[str, str]]) -> list[str]:
    # Offers and holds of one place come one after the other: a look alone would not see what is not yet committed.
    asked = " ".join(
        f"IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for when, message in refusals
    )
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"PERFORM pg_advisory_xact_lock(hashtext('{OFFER}'), NEW.place_id::int); {asked} RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


_OPEN = "NEW.state = 'open'"
_TAKES = f"NEW.state IN {_TAKING}"

register(
    Guard(
        name=OFFER,
        table="apartments_placeoffer",
        sqlite=[
            *_sqlite(OFFER, "apartments_placeoffer", f"{_OPEN} AND {_another_offer('sqlite')}", PROMISED),
            *_sqlite(f"{OFFER}_people", "apartments_placeoffer", f"{_OPEN} AND {_somebody_there('sqlite')}", TAKEN),
            *_sqlite(f"{OFFER}_days", "apartments_placeoffer", _BAD_DAY, NOT_A_DAY),
            *_sqlite(
                f"{OFFER}_hold", "apartments_occupancy", f"{_TAKES} AND {_promised_to_another('sqlite')}", PROMISED
            ),
        ],
        sqlite_names=_names(OFFER, f"{OFFER}_people", f"{OFFER}_days", f"{OFFER}_hold"),
        postgresql=[
            *_postgresql(
                OFFER,
                "apartments_placeoffer",
                [
                    (f"{_OPEN} AND {_another_offer('postgresql')}", PROMISED),
                    (f"{_OPEN} AND {_somebody_there('postgresql')}", TAKEN),
                ],
            ),
            *_postgresql(
                f"{OFFER}_hold",
                "apartments_occupancy",
                [(f"{_TAKES} AND {_promised_to_another('postgresql')}", PROMISED)],
            ),
        ],
    ),
    refuse(
        "answered_offer_stays",
        "apartments_placeoffer",
        on=("UPDATE",),
        when="OLD.state <> 'open'",
        message="answered_offer_stays: odpowiedzi na propozycję miejsca nie zmienia się",
    ),
    refuse(
        "offer_stays",
        "apartments_placeoffer",
        on=("DELETE",),
        message="offer_stays: propozycji miejsca nie usuwa się",
    ),
    refuse(
        "waiting_entry_stays",
        "apartments_waitingentry",
        on=("DELETE",),
        message="waiting_entry_stays: wpisu na liście oczekujących nie usuwa się, można go skreślić z powodem",
    ),
    append_only("waiting_change_stays", "apartments_waitingchange", "Zmiany na liście oczekujących zostają w aktach."),
    append_only(
        "priority_criterion_stays", "apartments_prioritycriterion", "Kryteria zmienia się nową wersją zasad od dnia."
    ),
    refuse(
        "priority_rules_stay",
        "apartments_priorityrules",
        on=("DELETE",),
        message="priority_rules_stay: wersji zasad kolejności nie usuwa się",
    ),
)
