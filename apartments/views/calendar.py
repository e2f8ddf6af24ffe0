"""The calendar of places: month and year, free places, occupancy rate, spreadsheet."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apartments import selectors, sheets
from apartments.forms.calendar import YEAR, CalendarForm
from apartments.models import Apartment, Place, Regime
from apartments.selectors.calendar import ICONS, STATES, taken_stretches
from applications.models import Programme
from office import clock, periods, polish
from office.http import StaffRequest
from office.models import Role
from office.sheets import xlsx_response


def _form(request: StaffRequest, apartments: QuerySet[Apartment]) -> CalendarForm:
    groups = sorted(set(apartments.order_by().values_list("target_group", flat=True)))
    form = CalendarForm(request.GET, Programme.objects.filter(office=request.user.office), groups)
    form.is_valid()
    return form


def _places(form: CalendarForm, apartments: QuerySet[Apartment]) -> QuerySet[Place]:
    if form.value("programme"):
        apartments = apartments.filter(programmes=form.value("programme"))
    if form.value("kind"):
        apartments = apartments.filter(programmes__kind=form.value("kind"))
    if form.value("group"):
        apartments = apartments.filter(target_group=form.value("group"))
    return selectors.places_by_decision(apartments)


def _period(form: CalendarForm, window: tuple[date, date]) -> tuple[date, date]:
    first, last = form.value("okres_od"), form.value("okres_do")
    return (first, last) if first and last else window


def _address(request: StaffRequest, day: date) -> str:
    query = request.GET.copy()
    query["od"] = f"{day:%m.%Y}"
    return f"?{query.urlencode()}"


def _turning(request: StaffRequest, window: tuple[date, date], *, year: bool) -> dict[str, str]:
    months = 12 if year else 1
    steps = {"previous": periods.add_months(window[0], -months), "next": periods.add_months(window[0], months)}
    return {name: _address(request, day) for name, day in steps.items()}


@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """GET: the places of the office through a month (by days) or a year (by weeks), with figures."""
    user, today = request.user, clock.today()
    apartments = selectors.visible_to(user)
    form = _form(request, apartments)
    places, window = _places(form, apartments), form.window(today)
    year, period, day = form.value("widok") == YEAR, _period(form, window), form.value("dzien") or today
    shown = selectors.board(user, places, *window)
    columns = (selectors.week_columns if year else selectors.day_columns)(*window)
    counted = shown if period == window else selectors.board(user, places, *period)
    context: dict[str, Any] = {
        "form": form,
        "sees_cases": request.user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR),
        "board": shown,
        "columns": columns,
        "rows": selectors.grid(shown, columns),
        "taken": [(line, row, STATES[row.state]) for line, row in taken_stretches(shown)],
        "title": f"rok {window[0].year}" if year else polish.month(window[0]),
        "legend": [(ICONS[state], state, words) for state, words in STATES.items() if year or state != "mixed"],
        "turning": _turning(request, window, year=year),
        "day": day,
        "on_day": selectors.shares(selectors.board(user, places, day, day)),
        "period": period,
        "in_period": selectors.shares(counted),
        "left_out": apartments.filter(regime=Regime.CIVIL).count(),
        "query": request.GET.urlencode(),
    }
    return render(request, "apartments/calendar.html", context)


@require_safe
def calendar_sheet(request: StaffRequest) -> HttpResponse:
    """GET: the same places and days (the period of the occupancy rate) as a spreadsheet."""
    apartments = selectors.visible_to(request.user)
    form = _form(request, apartments)
    first, last = _period(form, form.window(clock.today()))
    content = sheets.workbook(selectors.board(request.user, _places(form, apartments), first, last))
    return xlsx_response(content, f"kalendarz-{first:%Y-%m-%d}-{last:%Y-%m-%d}")
