"""What the database itself refuses in the compartment: an opinion or a card never changes, a referral never goes."""

from office.guards import append_only, refuse, register

register(
    append_only("applications_opinion_stays", "applications_opinion", "Opinii nie można zmienić ani usunąć."),
    append_only(
        "applications_team_card_stays", "applications_teamcard", "Karty kwalifikacji nie można zmienić ani usunąć."
    ),
    refuse(
        "applications_referral_stays",
        "applications_referral",
        on=("DELETE",),
        message="Skierowania do konsultanta nie można usunąć: można je cofnąć.",
    ),
)
