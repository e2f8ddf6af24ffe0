"""The lists of residents and of protocols, as pages and as spreadsheets."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apartments.selectors import name_for
from apartments.stays import access, selectors, sheets
from apartments.stays.forms import DayForm
from office import clock
from office.access import require
from office.http import StaffRequest
from office.sheets import xlsx_response


def _day(request: StaffRequest) -> tuple[DayForm, date]:
    form = DayForm(request.GET)
    return form, (form.cleaned_data["dzien"] if form.is_valid() else None) or clock.today()


@require_safe
def residents(request: StaffRequest) -> HttpResponse:
    """GET: who lives in the office's apartments on a day, and who should have left."""
    require(access.read_stays(request.user))
    form, day = _day(request)
    rows = selectors.residents_on(request.user, day)
    context = {
        "form": form,
        "day": day,
        "rows": [(row, name_for(request.user, row.place.place.apartment) if row.place else "") for row in rows],
        "desk": selectors.keeper_desk(request.user, clock.today()),
    }
    return render(request, "apartments/stays/residents.html", context)


@require_safe
def residents_sheet(request: StaffRequest) -> HttpResponse:
    """GET: the residents of a day as a spreadsheet."""
    require(access.read_stays(request.user))
    _, day = _day(request)
    content = sheets.residents_sheet(request.user, selectors.residents_on(request.user, day))
    return xlsx_response(content, f"mieszkancy-{day:%Y-%m-%d}")


@require_safe
def handovers(request: StaffRequest) -> HttpResponse:
    """GET: the protocols of the office, the newest first."""
    require(access.read_stays(request.user))
    rows = selectors.handovers_visible_to(request.user).order_by("-day", "-pk")
    named = [(row, name_for(request.user, row.occupancy.place.apartment)) for row in rows]
    return render(request, "apartments/stays/handovers.html", {"rows": named})


@require_safe
def handovers_sheet(request: StaffRequest) -> HttpResponse:
    """GET: the protocols as a spreadsheet."""
    require(access.read_stays(request.user))
    rows = selectors.handovers_visible_to(request.user).order_by("-day", "-pk")
    return xlsx_response(sheets.handovers_sheet(request.user, rows), f"protokoly-{clock.today():%Y-%m-%d}")
