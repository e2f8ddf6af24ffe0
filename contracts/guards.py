"""What the database refuses about contracts: a contract that was signed or refused never changes and never goes."""

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

_SAME = " AND ".join(f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}" for column in SIGNED_COLUMNS)

register(
    refuse(
        "contract_frozen",
        "contracts_housingcontract",
        on=("UPDATE",),
        when=f"OLD.state <> 'draft' AND NOT (OLD.state = 'signed' AND NEW.state = 'replaced' AND {_SAME})",
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
)
