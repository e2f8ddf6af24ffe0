"""What the database refuses about fees: an assessment stays as it was made."""

from office.guards import append_only, register

register(
    append_only("fees_assessment_stays", "fees_assessment", "Obliczenia nie można zmienić ani usunąć. Oblicz ponownie.")
)
