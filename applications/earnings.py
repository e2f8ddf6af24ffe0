"""The incomes of a case as they were entered."""

from applications.models import Application, Income
from office.reading import remembered_on_page


def incomes_of(application: Application) -> list[Income]:
    """All incomes of the household in the order of entry, with their kinds and whose they are. One query."""
    rows = application.incomes.select_related("kind", "member").order_by("pk")
    return list(remembered_on_page(("incomes", application.pk), lambda: list(rows)))
