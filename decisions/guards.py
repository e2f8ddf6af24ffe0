"""What the database refuses about decisions: an approved one never changes and never goes."""

from office.guards import append_only, refuse, register

register(
    refuse(
        "decisions_decision_frozen",
        "decisions_decision",
        on=("UPDATE", "DELETE"),
        when="OLD.state = 'approved'",
        message="Zatwierdzonej decyzji nie można zmienić ani usunąć.",
    ),
    append_only("decisions_review_note_stays", "decisions_reviewnote", "Uwagi dyrektora nie można zmienić ani usunąć."),
    *(
        append_only(
            f"decisions_{table}_stays",
            f"decisions_{table}",
            "Wpisu o tym, co stało się z decyzją, nie można zmienić ani usunąć. Błędny wpis się skreśla.",
        )
        for table in ("entry", "correction", "dispatch", "delivery", "waiver", "appeal", "appealact")
    ),
)
