"""The starting texts of the housing contract (of a kind, an office or a programme), and the least hours of services."""

from decimal import Decimal

from django.conf import settings

from applications.models import Programme
from contracts.clauses import check_slots
from contracts.models import ContractClause, ServiceStandard
from office.loading import add_missing, days_of_row, read_rows, texts
from office.models import Office

FOLDER = settings.FIXTURES / "contracts"


def load() -> int:
    """Load texts and standards; returns how many rows are new. A text with an unknown slot is refused."""
    return _clauses() + _standards()


def _clauses() -> int:
    """An empty programme means: of the whole office; an empty office too: of the whole kind."""
    programmes = {(row.office.code, row.code): row for row in Programme.objects.select_related("office")}
    offices = {office.code: office for office in Office.objects.all()}
    loaded = 0
    for row in read_rows(FOLDER / "clauses.csv"):
        check_slots(row["text"])
        programme = programmes[row["office"], row["programme"]] if row["programme"] else None
        office = offices[row["office"]] if row["office"] and programme is None else None
        key = {"kind": row["kind"], "programme": programme, "office": office, "element": int(row["element"])}
        values = texts(row, "version", "text", "source") | days_of_row(row)
        loaded += add_missing(ContractClause, key | texts(row, "valid_from"), values)[1]
    return loaded


def _standards() -> int:
    loaded = 0
    for row in read_rows(FOLDER / "service_standards.csv"):
        values = {
            "services": row["services"].split(),
            "hours_a_day": Decimal(row["hours_a_day"]),
            **{name: int(row[name]) for name in ("days_a_week", "hour_from", "hour_to")},
            **texts(row, "provision", "certainty"),
            **days_of_row(row),
        }
        loaded += add_missing(ServiceStandard, texts(row, "code", "valid_from"), values)[1]
    return loaded
