"""What the database refuses about granted places and stays, whoever asks: the code, bulk acts or raw SQL."""

from django.db.models import Model

from office.chain.rows import seal_once_frozen, seal_rows
from office.guards import append_only, refuse, refuse_when, register

GRANTED = "granted_occupancy_fixed"
_MESSAGE = f"{GRANTED}: przyznane miejsce zmienia tylko decyzja albo zapisany powód"
_FIXED = ("id", "place_id", "application_id", "period_from", "basis_number", "basis_date", "created_at")

# Written as PostgreSQL says it. No value from outside comes into it.
_NEWEST_SAYS_SO = (
    "EXISTS (SELECT 1 FROM apartments_occupancychange c WHERE c.occupancy_id = OLD.id "
    "AND c.id = (SELECT MAX(x.id) FROM apartments_occupancychange x WHERE x.occupancy_id = OLD.id) "
    "AND c.was_to IS NOT DISTINCT FROM OLD.period_to AND c.now_to IS NOT DISTINCT FROM NEW.period_to "
    "AND (c.act = 'annul') = (NEW.state = 'released'))"
)
_OTHERWISE = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _FIXED)
_BROKEN = (
    f"(OLD.state = 'granted' AND ({_OTHERWISE} OR NEW.state NOT IN ('granted', 'released') "
    f"OR ((NEW.period_to IS DISTINCT FROM OLD.period_to OR NEW.state <> OLD.state) AND NOT {_NEWEST_SAYS_SO}))) "
    "OR (OLD.state = 'released' AND NEW.state = 'granted')"
)


register(
    refuse_when(GRANTED, "apartments_occupancy", ["UPDATE"], _BROKEN, _MESSAGE),
    refuse(
        "granted_occupancy_remains",
        "apartments_occupancy",
        on=("DELETE",),
        when="OLD.state = 'granted'",
        message=f"{GRANTED}: przyznanego miejsca nie usuwa się",
    ),
    append_only(
        "occupancy_change_stays", "apartments_occupancychange", "Zapisu zmiany miejsca nie można zmienić ani usunąć."
    ),
    refuse(
        "stay_days_stay",
        "apartments_stay",
        on=("UPDATE",),
        when="OLD.application_id <> NEW.application_id "
        "OR (OLD.open_from IS NOT NULL AND NEW.open_from IS NOT NULL AND (NEW.open_from <> OLD.open_from "
        "OR NEW.open_why <> OLD.open_why)) "
        "OR (OLD.moved_in_on IS NOT NULL AND (NEW.moved_in_on IS NULL OR NEW.moved_in_on <> OLD.moved_in_on)) "
        "OR (OLD.ended_on IS NOT NULL AND (NEW.ended_on IS NULL OR NEW.ended_on <> OLD.ended_on "
        "OR NEW.end_kind <> OLD.end_kind OR NEW.end_note <> OLD.end_note))",
        message="Dni otwarcia, wprowadzenia i zakończenia pobytu nie zmienia się po zapisaniu.",
    ),
    refuse("stay_remains", "apartments_stay", on=("DELETE",), message="Pobytu nie usuwa się."),
    refuse(
        "signed_handover_stays",
        "apartments_handover",
        on=("UPDATE", "DELETE"),
        when="OLD.signed_on IS NOT NULL",
        message="Podpisanego protokołu nie można zmienić ani usunąć. Dopisz sprostowanie.",
    ),
    append_only(
        "handover_correction_stays", "apartments_handovercorrection", "Sprostowania nie można zmienić ani usunąć."
    ),
    append_only("end_reminder_stays", "apartments_endreminder", "Przypomnienia nie można zmienić ani usunąć."),
    append_only("damage_stays", "apartments_damage", "Zapisu szkody nie można zmienić ani usunąć."),
    append_only("damage_step_stays", "apartments_damagestep", "Zapisu rozliczenia nie można zmienić ani usunąć."),
    refuse(
        "belongings_stay",
        "apartments_belongings",
        on=("UPDATE",),
        when="OLD.settled_on IS NOT NULL OR OLD.stay_id <> NEW.stay_id OR OLD.what <> NEW.what "
        "OR OLD.kept_where <> NEW.kept_where OR OLD.collect_by <> NEW.collect_by",
        message="Zapisu o pozostawionych rzeczach nie zmienia się: można tylko dopisać, co się z nimi stało.",
    ),
    refuse("belongings_remain", "apartments_belongings", on=("DELETE",), message="Zapisu o rzeczach nie usuwa się."),
)

_NOT_OPEN = (
    "NEW.direction = 'in' AND NEW.signed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM apartments_stay s "
    "WHERE s.id = NEW.stay_id AND s.open_from IS NOT NULL AND s.open_from <= NEW.day)"
)
register(
    refuse_when(
        "no_keys_before_the_decision_is_carried_out",
        "apartments_handover",
        ["INSERT", "UPDATE"],
        _NOT_OPEN,
        "Kluczy nie wydaje się, zanim decyzję o przyznaniu można wykonać.",
    )
)

_SIGNED = "EXISTS (SELECT 1 FROM apartments_handover h WHERE h.id = {row}.handover_id AND h.signed_on IS NOT NULL)"
_LINE = "Pozycji podpisanego protokołu nie można dodać, zmienić ani usunąć. Dopisz sprostowanie."
_LINES = "apartments_handoverline"

register(
    refuse_when("handover_line_added", _LINES, ["INSERT"], _SIGNED.format(row="NEW"), _LINE),
    refuse_when("handover_line_gone", _LINES, ["DELETE"], _SIGNED.format(row="OLD"), _LINE),
    refuse_when(
        "handover_line_changed",
        _LINES,
        ["UPDATE"],
        f"{_SIGNED.format(row='OLD')} OR {_SIGNED.format(row='NEW')}",
        _LINE,
    ),
)


def _is_signed(row: Model) -> bool:
    return row.signed_on is not None  # type: ignore[attr-defined]


seal_rows("apartments.occupancychange", "apartments.handovercorrection", "apartments.endreminder")
seal_once_frozen("apartments.handover", _is_signed, children=("lines",))
