"""What was in force for a person on a day: the page that answers it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apartments.stays.forms import DayForm
from applications.persons.selectors import visible_to
from decisions.in_force import cases_on
from desk.access import read_cases
from office import clock
from office.access import require
from office.http import StaffRequest
from office.polish import short_day
from office.services import log_read


@require_safe
def in_force(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: stay, place, fee and contract of a person on ``?dzien=``, each with its decision. Opening it is noted."""
    require(read_cases(request.user))
    person = get_object_or_404(visible_to(request.user), pk=pk)
    form = DayForm(request.GET if "dzien" in request.GET else {"dzien": short_day(clock.today())})
    day = (form.cleaned_data["dzien"] if form.is_valid() else None) or clock.today()
    cases = cases_on(person, request.user, day)
    for one in cases:
        log_read(reader=request.user, office=person.office, page="stan na dzień", case=one.application.pk)
    return render(request, "desk/in_force.html", {"person": person, "form": form, "day": day, "cases": cases})
