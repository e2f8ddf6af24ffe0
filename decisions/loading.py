"""The starting paragraphs of justification and words of conditions, common to all offices."""

from django.conf import settings

from decisions.conditions.models import ConditionWording
from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.slots import names_in
from office.loading import add_missing, days_of_row, read_rows, texts


def load() -> int:
    """Load paragraphs and conditions; returns how many rows are new. Raises ``ValueError`` for an unknown slot."""
    loaded = 0
    for row in read_rows(settings.FIXTURES / "decisions" / "reasons.csv"):
        names_in(row["text"])
        key = {"office": None, "code": row["code"], "version": int(row["version"])}
        values = texts(row, "kind", "ground", "title", "text", "source") | days_of_row(row)
        loaded += add_missing(Reason, key, {**values, "state": ReasonState.PUBLISHED})[1]
    for row in read_rows(settings.FIXTURES / "decisions" / "conditions.csv"):
        days = days_of_row(row)
        begins = {"office": None, "code": row["code"], "valid_from": days["valid_from"]}
        loaded += add_missing(ConditionWording, begins, {**texts(row, "text", "source"), "valid_to": days["valid_to"]})[
            1
        ]
    return loaded
