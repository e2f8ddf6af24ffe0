"""What the database refuses about contracts: what was signed, refused, reviewed or closed never changes or goes."""

from django.db.models import Model

from office.chain.rows import seal_once_frozen, seal_rows
from office.guards import append_only, refuse, register

SIGNED_COLUMNS = (
    "id",
    "application_id",
    "assessment_id",
    "occupancy_id",
    "number",
    "kind",
    "purpose",
    "services",
    "service_terms",
    "scope_note",
    "programme_plan",
    "no_programme_reason",
    "representative",
    "content",
    "template_version",
    "wording",
    "sign_by",
    "signed_on",
    "signed_for_office",
    "prepared_by_id",
    "created_at",
)
"""Every column but the state: the state of a signed contract may only become "replaced"."""

PUBLISHED_COLUMNS = ("state", "kind", "programme_id", "office_id", "element", "version", "text", "valid_from")
"""Of a published text only the last day, and the note where it comes from, may change."""


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}" for column in columns)


register(
    refuse(
        "contract_frozen",
        "contracts_housingcontract",
        on=("UPDATE",),
        when="OLD.state <> 'draft' "
        f"AND NOT (OLD.state = 'signed' AND NEW.state = 'replaced' AND {_same(SIGNED_COLUMNS)})",
        message="Podpisanego kontraktu nie można zmienić. Zmianę wprowadza aneks.",
    ),
    refuse(
        "contract_stays",
        "contracts_housingcontract",
        on=("DELETE",),
        when="OLD.state <> 'draft'",
        message="Podpisanego kontraktu nie można usunąć.",
    ),
    append_only("contract_signature_stays", "contracts_signature", "Podpisu nie można zmienić ani usunąć."),
    append_only("contract_refusal_stays", "contracts_contractrefusal", "Odmowy nie można zmienić ani usunąć."),
    append_only("contract_reminder_stays", "contracts_contractreminder", "Przypomnienia nie można zmienić ani usunąć."),
    refuse(
        "annex_frozen",
        "contracts_annex",
        on=("UPDATE", "DELETE"),
        when="OLD.state <> 'draft'",
        message="Podpisanego albo wycofanego aneksu nie można zmienić ani usunąć.",
    ),
    append_only(
        "annex_decision_stays", "contracts_annexdecision", "Decyzji przypisanej do aneksu nie można zmienić ani usunąć."
    ),
    refuse(
        "plan_frozen",
        "contracts_plan",
        on=("UPDATE", "DELETE"),
        when="OLD.state = 'closed'",
        message="Programu, który oceniono i zakończono, nie można zmienić ani usunąć.",
    ),
    refuse(
        "done_step_stays",
        "contracts_step",
        on=("UPDATE", "DELETE"),
        when="OLD.done_on IS NOT NULL",
        message="Zrobionego kroku nie można zmienić ani usunąć.",
    ),
    append_only("plan_review_stays", "contracts_planreview", "Omówienia nie można zmienić ani usunąć."),
    append_only("goal_level_stays", "contracts_goallevel", "Poziomu z omówienia nie można zmienić ani usunąć."),
    append_only("contract_scan_stays", "contracts_contractscan", "Skanu kontraktu nie można zmienić ani usunąć."),
    refuse(
        "clause_frozen",
        "contracts_contractclause",
        on=("UPDATE",),
        when=f"OLD.state = 'published' AND NOT ({_same(PUBLISHED_COLUMNS)})",
        message="Opublikowanego tekstu kontraktu nie można zmienić. Napisz nowy od późniejszego dnia.",
    ),
)


def _is_no_draft(row: Model) -> bool:
    return row.state != "draft"  # type: ignore[attr-defined]


seal_once_frozen("contracts.housingcontract", _is_no_draft, but=("state",), children=("signatures",))
seal_once_frozen("contracts.annex", _is_no_draft)
seal_rows("contracts.annexdecision", "contracts.contractreminder", "contracts.contractscan")
