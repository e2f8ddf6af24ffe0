"""What the database refuses about programmes: versions that were entered, waivers and records stay."""

from collections.abc import Sequence

from applications.programmes.models import HouseRules, ProgrammeTerms
from office.guards import Guard, append_only, refuse, register

_ENDS_ONLY = "Wpisanej wersji nie zmienia się. Dodaj nową wersję od wybranego dnia."
_BEGUN = "Wersji, która już obowiązuje albo obowiązywała, nie można usunąć."


def _but_the_end(columns: Sequence[str]) -> str:
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def _columns(model: type[ProgrammeTerms | HouseRules]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if field.name != "valid_to"]


def _of_a_version(name: str, table: str, parent: str, column: str) -> Guard:
    """Refuses every UPDATE of a version's part, and DELETE once the version has begun.

    The query stands in a function on PostgreSQL, whose triggers know no subquery in WHEN.
    """
    begun = f"EXISTS (SELECT 1 FROM {parent} v WHERE v.id = OLD.{column} AND v.valid_from <= CURRENT_DATE)"  # noqa: S608
    sqlite = []
    for event, when in (("UPDATE", ""), ("DELETE", f"WHEN {begun} ")):
        trigger = f"{name}_{event.lower()}"
        sqlite += [
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, '{_ENDS_ONLY}'); END",
        ]
    postgresql = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' OR {begun} THEN RAISE EXCEPTION '{_ENDS_ONLY}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return Guard(name, table, sqlite, postgresql, [f"{name}_update", f"{name}_delete"])


register(
    *(
        refuse(f"{table}_unchanged", table, on=("UPDATE",), when=_but_the_end(_columns(model)), message=_ENDS_ONLY)
        for model in (ProgrammeTerms, HouseRules)
        for table in [model._meta.db_table]
    ),
    *(
        refuse(f"{table}_begun_stays", table, on=("DELETE",), when="OLD.valid_from <= CURRENT_DATE", message=_BEGUN)
        for model in (ProgrammeTerms, HouseRules)
        for table in [model._meta.db_table]
    ),
    _of_a_version(
        "applications_statement_unchanged", "applications_termsstatement", "applications_programmeterms", "terms_id"
    ),
    _of_a_version("applications_rulepoint_unchanged", "applications_rulepoint", "applications_houserules", "rules_id"),
    append_only(
        "applications_waiver_stays",
        "applications_conditionwaiver",
        "Odstąpienia od warunku nie można zmienić ani usunąć. Można je cofnąć nowym wpisem.",
    ),
    append_only(
        "applications_leaving_stays",
        "applications_leavingrecord",
        "Wpisu o opuszczeniu mieszkania nie można zmienić ani usunąć.",
    ),
    append_only(
        "applications_review_stays",
        "applications_recommendationsreview",
        "Oceny zaleceń nie można zmienić ani usunąć. Dodaj nową ocenę.",
    ),
)
