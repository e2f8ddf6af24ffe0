"""What the database refuses about decisions: an approved one never changes and never goes."""

from django.db.models import Model

from office.chain.rows import seal_once_frozen, seal_rows
from office.guards import append_only, refuse, refuse_when, register

_TAKEN_AWAY = (
    "EXISTS (SELECT 1 FROM decisions_appealact a JOIN decisions_entry e ON e.id = a.entry_ptr_id "
    "JOIN decisions_decision d ON d.id = e.decision_id "
    "WHERE d.id = NEW.instead_of_id AND d.application_id = NEW.application_id AND d.state = 'approved' "
    "AND (a.step = 'self_review' OR a.outcome = 'remitted') "
    "AND NOT EXISTS (SELECT 1 FROM decisions_correction c WHERE c.entry_id = e.id))"
)
_RESTED_ON = (
    "EXISTS (SELECT 1 FROM decisions_entry e JOIN decisions_decision n ON n.instead_of_id = e.decision_id "
    "WHERE e.id = NEW.entry_id AND n.state = 'approved') "
    "OR EXISTS (SELECT 1 FROM decisions_entry e "
    "JOIN decisions_entry l ON l.decision_id = e.decision_id AND l.id >= e.id "
    "JOIN decisions_followup f ON f.entry_ptr_id = l.id WHERE e.id = NEW.entry_id AND f.act <> 'review')"
)

_AFTER = (
    "correction",
    "dispatch",
    "delivery",
    "waiver",
    "appeal",
    "appealact",
    "earlyeffect",
    "followup",
    "halt",
)
_NOT_THE_WHOLE_STAY = (
    "NEW.state = 'approved' AND NEW.kind IN ('grant', 'fee', 'fee_change') AND EXISTS ("
    "SELECT 1 FROM fees_assessment a JOIN apartments_occupancy o ON o.id = a.occupancy_id "
    "WHERE a.id = NEW.assessment_id AND a.periods > 1 AND NOT EXISTS ("
    "SELECT 1 FROM fees_feepart f JOIN fees_feepart l ON l.assessment_id = f.assessment_id "
    "WHERE f.assessment_id = a.id AND f.number = 1 AND l.number = a.periods "
    "AND f.period_from = CASE WHEN NEW.kind = 'fee_change' THEN a.\"on\" ELSE o.period_from END "
    "AND COALESCE(l.period_to, '9999-12-31') = COALESCE(o.period_to, '9999-12-31')))"
)
"""A fee in periods that leave days out: a grant is for the place, a change from the day of its assessment."""

_NOT_AUTHORISED = (
    "NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM office_authorisation a WHERE a.id = NEW.authorisation_id "
    "AND a.office_id = NEW.office_id AND a.holder_id = NEW.approver_id AND a.valid_from <= NEW.issued_on "
    "AND (a.valid_to IS NULL OR a.valid_to >= NEW.issued_on) "
    "AND (CAST(a.kinds AS text) = '[]' OR CAST(a.kinds AS text) LIKE '%\"' || NEW.kind || '\"%'))"
)
_SIGNED_BY_IT = (
    "EXISTS (SELECT 1 FROM decisions_decision d WHERE d.authorisation_id = OLD.id "
    "AND (NEW.valid_to < d.issued_on OR NEW.valid_from > d.issued_on OR NEW.kinds IS DISTINCT FROM OLD.kinds "
    "OR NEW.scope <> OLD.scope OR NEW.number <> OLD.number OR NEW.issued_on <> OLD.issued_on "
    "OR NEW.holder_id <> OLD.holder_id OR NEW.office_id <> OLD.office_id))"
)

register(
    refuse_when(
        "decisions_signed_within_the_authorisation",
        "decisions_decision",
        ("INSERT", "UPDATE"),
        _NOT_AUTHORISED,
        "Decyzję podpisuje osoba, której ważne upoważnienie obejmuje decyzje tego rodzaju.",
    ),
    refuse_when(
        "decisions_authorisation_of_a_decision_stays",
        "office_authorisation",
        ("UPDATE",),
        _SIGNED_BY_IT,
        "Na tym upoważnieniu opiera się wydana decyzja. Zakończ je i wpisz nowe.",
    ),
    refuse_when(
        "decisions_periods_cover_the_stay",
        "decisions_decision",
        ("INSERT", "UPDATE"),
        _NOT_THE_WHOLE_STAY,
        "Okresy odpłatności muszą obejmować cały pobyt, o którym orzeka decyzja.",
    ),
    refuse_when(
        "decisions_only_what_an_appeal_took_away_is_replaced",
        "decisions_decision",
        ("INSERT", "UPDATE"),
        f"NEW.state = 'approved' AND NEW.instead_of_id IS NOT NULL AND NOT {_TAKEN_AWAY}",
        "Nowa decyzja zastępuje tylko decyzję tej samej sprawy, uchyloną po odwołaniu albo w autokontroli.",
    ),
    refuse_when(
        "decisions_what_was_followed_is_not_struck",
        "decisions_correction",
        ("INSERT",),
        _RESTED_ON,
        "Na tym wpisie opiera się już to, co zrobiono po odwołaniu. Nie można go skreślić.",
    ),
    refuse(
        "decisions_decision_frozen",
        "decisions_decision",
        on=("UPDATE", "DELETE"),
        when="OLD.state = 'approved'",
        message="Zatwierdzonej decyzji nie można zmienić ani usunąć.",
    ),
    refuse(
        "decisions_reason_published",
        "decisions_reason",
        on=("UPDATE",),
        when="OLD.state = 'published' AND (NEW.text <> OLD.text OR NEW.code <> OLD.code OR NEW.kind <> OLD.kind "
        "OR NEW.ground <> OLD.ground OR NEW.version <> OLD.version OR NEW.state <> OLD.state "
        "OR NEW.valid_from <> OLD.valid_from OR NEW.title <> OLD.title OR NEW.source <> OLD.source "
        "OR COALESCE(NEW.office_id, 0) <> COALESCE(OLD.office_id, 0))",
        message="Opublikowanego akapitu nie zmienia się. Dodaj nową wersję.",
    ),
    refuse(
        "decisions_reason_stays",
        "decisions_reason",
        on=("DELETE",),
        when="OLD.state = 'published'",
        message="Opublikowanego akapitu nie można usunąć. Dodaj nową wersję.",
    ),
    append_only(
        "decisions_revocation_notice_stays",
        "decisions_revocationnotice",
        "Zawiadomienia przed uchyleniem nie można zmienić ani usunąć.",
    ),
    refuse(
        "decisions_paper_ready",
        "decisions_paper",
        on=("UPDATE",),
        when="OLD.state = 'ready'",
        message="Gotowego wydruku decyzji nie można zmienić.",
    ),
    refuse(
        "decisions_paper_stays",
        "decisions_paper",
        on=("DELETE",),
        message="Wydruku decyzji nie można usunąć.",
    ),
    append_only("decisions_seal_stays", "decisions_seal", "Pieczęci decyzji nie można zmienić ani usunąć."),
    append_only(
        "decisions_signed_original_stays",
        "decisions_signedoriginal",
        "Podpisanego oryginału nie można zmienić ani usunąć.",
    ),
    append_only("decisions_review_note_stays", "decisions_reviewnote", "Uwagi dyrektora nie można zmienić ani usunąć."),
    append_only(
        "decisions_note_settled_stays", "decisions_notesettled", "Załatwienia uwagi nie można zmienić ani usunąć."
    ),
    append_only("decisions_override_stays", "decisions_override", "Odstąpienia nie można zmienić ani usunąć."),
    append_only("decisions_submission_stays", "decisions_submission", "Przekazanego projektu nie można zmienić."),
    refuse(
        "decisions_batch_item_settled",
        "decisions_batchitem",
        on=("UPDATE", "DELETE"),
        when="OLD.state <> 'waiting'",
        message="Rozstrzygniętej pozycji wspólnego zatwierdzenia nie można zmienić ani usunąć.",
    ),
    append_only("decisions_batch_stays", "decisions_approvalbatch", "Wspólnego zatwierdzenia nie można zmienić."),
    append_only("decisions_condition_stays", "decisions_condition", "Warunku wydanej decyzji nie można zmienić."),
    append_only(
        "decisions_condition_entry_stays",
        "decisions_conditionentry",
        "Wpisu o warunku decyzji nie można zmienić ani usunąć. Błędny wpis się skreśla.",
    ),
    *(
        append_only(
            f"decisions_{table}_stays",
            f"decisions_{table}",
            "Wpisu o tym, co stało się z decyzją, nie można zmienić ani usunąć. Błędny wpis się skreśla.",
        )
        for table in ("entry", *_AFTER)
    ),
)


def _is_approved(row: Model) -> bool:
    return row.state == "approved"  # type: ignore[attr-defined]


seal_once_frozen("decisions.decision", _is_approved)
seal_rows(
    *(f"decisions.{model}" for model in _AFTER),
    "decisions.conditionentry",
    "decisions.execution",
    "decisions.revocationnotice",
    "decisions.signedoriginal",
)
# --- carrying out (art. 110 and 130 KPA) ----------------------------------------------------------------------------

_DELIVERED = (
    "EXISTS (SELECT 1 FROM decisions_delivery d JOIN decisions_entry e ON e.id = d.entry_ptr_id "
    "WHERE e.decision_id = NEW.decision_id AND d.delivered_on <= NEW.done_on "
    "AND NOT EXISTS (SELECT 1 FROM decisions_correction c WHERE c.entry_id = e.id))"
)
_ISSUED = "EXISTS (SELECT 1 FROM decisions_decision a WHERE a.id = NEW.decision_id AND a.state = 'approved')"
_NOT_CARRIED_OUT = (
    "EXISTS (SELECT 1 FROM decisions_decision a WHERE a.state = 'approved' AND {what} "
    "AND NOT EXISTS (SELECT 1 FROM decisions_execution x WHERE x.decision_id = a.id) "
    "AND NOT EXISTS (SELECT 1 FROM decisions_decision n WHERE n.instead_of_id = a.id AND n.state = 'approved') "
    "AND NOT EXISTS (SELECT 1 FROM decisions_appealact r JOIN decisions_entry e ON e.id = r.entry_ptr_id "
    "WHERE e.decision_id = a.id AND r.outcome = 'changed'))"
)
_CHANGES_STAY = (
    "a.kind IN ('period_change', 'place_change', 'revocation', 'expiry') AND a.number = NEW.basis_number "
    "AND a.application_id = (SELECT o.application_id FROM apartments_occupancy o WHERE o.id = NEW.occupancy_id)"
)
_MUST_WAIT = "Decyzji, której jeszcze nie wykonano, nie stosuje się."

register(
    append_only("decisions_execution_stays", "decisions_execution", "Wykonania decyzji nie można zmienić ani usunąć."),
    refuse_when(
        "decisions_execution_of_a_delivered_decision",
        "decisions_execution",
        ["INSERT"],
        f"NOT {_ISSUED} OR (NEW.how = 'act' AND NOT {_DELIVERED})",
        "Wykonuje się tylko decyzję wydaną i doręczoną.",
    ),
    refuse_when(
        "decisions_no_change_of_stay_before_execution",
        "apartments_occupancychange",
        ["INSERT"],
        _NOT_CARRIED_OUT.format(what=_CHANGES_STAY),
        _MUST_WAIT,
    ),
    refuse_when(
        "decisions_no_opening_before_execution",
        "apartments_stay",
        ["INSERT", "UPDATE"],
        "NEW.open_from IS NOT NULL AND "
        + _NOT_CARRIED_OUT.format(what="a.kind IN ('grant', 'support') AND a.application_id = NEW.application_id"),
        _MUST_WAIT,
    ),
    refuse_when(
        "decisions_entry_that_execution_rests_on",
        "decisions_correction",
        ["INSERT"],
        "EXISTS (SELECT 1 FROM decisions_execution x JOIN decisions_entry e ON e.decision_id = x.decision_id "
        "WHERE e.id = NEW.entry_id AND x.rests_on_id IS NOT NULL AND e.id <= x.rests_on_id)",
        "Na tym wpisie opiera się wykonanie decyzji.",
    ),
)
