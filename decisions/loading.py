"""The starting paragraphs of justification, common to all offices."""

from django.conf import settings

from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.slots import names_in
from office.loading import add_missing, days_of_row, read_rows, texts


def load() -> int:
    """Load the paragraphs; returns how many rows are new. Raises ``ValueError`` for a slot that nobody knows."""
    loaded = 0
    for row in read_rows(settings.FIXTURES / "decisions" / "reasons.csv"):
        names_in(row["text"])
        key = {"office": None, "code": row["code"], "version": int(row["version"])}
        values = texts(row, "kind", "ground", "title", "text", "source") | days_of_row(row)
        loaded += add_missing(Reason, key, {**values, "state": ReasonState.PUBLISHED})[1]
    return loaded
