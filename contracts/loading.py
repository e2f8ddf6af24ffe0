"""The starting texts of the housing contract: one clause for an element of a kind, or of one programme."""

from django.conf import settings

from applications.models import Programme
from contracts.models import ContractClause
from office.loading import add_missing, days_of_row, read_rows, texts


def load() -> int:
    """Load the clauses; returns how many rows are new. An empty office and programme mean: for the whole kind."""
    programmes = {(row.office.code, row.code): row for row in Programme.objects.select_related("office")}
    loaded = 0
    for row in read_rows(settings.FIXTURES / "contracts" / "clauses.csv"):
        programme = programmes[row["office"], row["programme"]] if row["programme"] else None
        key = {"kind": row["kind"], "programme": programme, "element": int(row["element"])}
        values = texts(row, "version", "text", "source") | days_of_row(row)
        loaded += add_missing(ContractClause, key | texts(row, "valid_from"), values)[1]
    return loaded
