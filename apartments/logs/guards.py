"""What the database refuses about the log of a stay: nothing in it changes or goes."""

from apartments.logs.models import DETAILS, LogCorrection, LogEntry
from office.guards import append_only, register

register(
    *(
        append_only(
            f"{model._meta.db_table}_stays", model._meta.db_table, "Wpisu w dzienniku nie można zmienić ani usunąć."
        )
        for model in (LogEntry, LogCorrection, *DETAILS.values())
    )
)
