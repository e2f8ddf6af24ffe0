"""What the database refuses about the log of a stay: nothing in it changes or goes."""

from django.db import models

from apartments.logs.models import DETAILS, LogCorrection, LogEntry
from office.chain.rows import seal_rows
from office.guards import append_only, register

_MODELS: tuple[type[models.Model], ...] = (LogEntry, LogCorrection, *DETAILS.values())

register(
    *(
        append_only(
            f"{model._meta.db_table}_stays", model._meta.db_table, "Wpisu w dzienniku nie można zmienić ani usunąć."
        )
        for model in _MODELS
    )
)

seal_rows(LogCorrection._meta.label_lower, *(model._meta.label_lower for model in DETAILS.values()))
