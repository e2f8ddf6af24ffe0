"""The page of the register, for the screen, for printing and as a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.models import Series
from decisions.register import selectors
from decisions.register.forms import FilterForm
from office import clock
from office.access import require, works_as
from office.http import StaffRequest
from office.models import Role
from office.sheets import Value, one_sheet, xlsx_response

_HEADER = (
    "Numer", "Data wydania", "Rodzaj", "Znak sprawy", "Osoba", "Przygotował(a)", "Podpisał(a)", "Doręczono",
    "Ostateczna od", "Stan",
)  # fmt: skip


@require_safe
def register(request: StaffRequest) -> HttpResponse:
    """GET: the register of a year with its filters; ``?plik=xlsx`` gives it as a spreadsheet."""
    office, today = request.user.office, clock.today()
    require(works_as(request.user, office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    assert office is not None  # noqa: S101 - who works as these roles has an office
    years = selectors.years(request.user) or [today.year]
    form = FilterForm(request.GET, years=years)
    chosen = form.cleaned_data if form.is_valid() else {}
    year = chosen.get("rok") or years[0]
    rows = selectors.rows(
        request.user, today, year=year, series=chosen.get("rejestr", ""), kind=chosen.get("rodzaj", "")
    )
    if request.GET.get("plik") == "xlsx":
        return xlsx_response(one_sheet("Rejestr", _HEADER, map(_cells, rows)), f"rejestr-decyzji-{year}")
    query = request.GET.copy()
    query["plik"] = "xlsx"
    numbers = selectors.numbers(office, year)
    context = {
        "rows": rows,
        "form": form,
        "year": year,
        "office": office,
        "today": today,
        "numbers": numbers,
        "apart": bool(office.order_number_pattern) or any(row.series == Series.ORDERS for row in numbers),
        "xlsx": query.urlencode(),
    }
    return render(request, "decisions/register/register.html", context)


def _cells(row: selectors.RegisterRow) -> tuple[Value, ...]:
    decision = row.decision
    return (
        decision.number,
        decision.issued_on,
        str(decision.get_kind_display()),
        decision.application.case_number,
        str(decision.application.person),
        str(decision.preparer),
        str(decision.approver),
        row.delivered_on,
        row.final_on,
        row.after.state[0],
    )
