"""The pages that look across: everybody's desk, the list of cases, the case itself, search."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apartments.stays.selectors import keeper_desk
from applications.access import may_start
from applications.models import Application
from applications.selectors import visible_to
from desk import access, desks
from desk.case_page import case_page
from desk.cases import case_list, case_rows
from desk.finding import find
from desk.forms import CaseFilterForm
from desk.metryka import metryka_html, metryka_of
from office import clock
from office.access import require
from office.documents import pdf_response, render_pdf
from office.http import StaffRequest
from office.models import Office, Role
from office.services import log_read

ROWS_ON_A_PAGE = 25


@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """GET: what waits for each role of the person at the keyboard."""
    user, today = request.user, clock.today()
    context = {
        "worker": desks.worker_desk(user, today) if user.has_role(Role.SOCIAL_WORKER) else None,
        "director": desks.director_desk(user, today) if user.has_role(Role.DIRECTOR) else None,
        "administrator": desks.administrator_desk(user, today) if user.has_role(Role.ADMINISTRATOR) else None,
        "consultant": desks.consultant_desk(user) if user.has_role(Role.CONSULTANT) else None,
        "keeper": keeper_desk(user, today) if user.has_role(Role.KEEPER, Role.SOCIAL_WORKER) else None,
        "is_keeper": user.has_role(Role.KEEPER),
        "today": today,
    }
    return render(request, "desk/desk.html", context)


def _office_of_cases(request: StaffRequest) -> Office:
    require(access.read_cases(request.user))
    if request.user.office is None:
        raise PermissionDenied
    return request.user.office


@require_safe
def cases(request: StaffRequest) -> HttpResponse:
    """GET: the office's cases, narrowed by the filter, 25 on a page."""
    form = CaseFilterForm(request.GET, _office_of_cases(request))
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = case_list(request.user, wanted, request.GET.get("kolejnosc", ""))
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "form": form,
        "page": page,
        "rows": case_rows(page.object_list, clock.today()),
        "narrowed": any(wanted.values()),
        "may_start": may_start(request.user),
    }
    return render(request, "desk/cases.html", context)


@require_safe
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one case, whole. Opening a person's file is noted: the one thing that reading writes."""
    application = _case(request, pk, "sprawa")
    page = case_page(application, request.user, clock.today())
    return render(request, "desk/case.html", {"page": page, "application": application})


def _case(request: StaffRequest, pk: int, page: str) -> Application:
    office = _office_of_cases(request)
    application = get_object_or_404(visible_to(request.user), pk=pk)
    log_read(reader=request.user, office=office, page=page, case=application.pk)
    return application


@require_safe
def metryka(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the record of a case, with the way to its PDF."""
    application = _case(request, pk, "metryka")
    context = {"application": application, "metryka": metryka_of(application, clock.today())}
    return render(request, "desk/metryka.html", context)


@require_safe
def metryka_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the record of a case as PDF, as of today."""
    application = _case(request, pk, "metryka PDF")
    pdf = render_pdf(metryka_html(metryka_of(application, clock.today())), created=clock.now())
    return pdf_response(pdf, f"metryka-{application.pk}")


@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """GET: cases and apartments by beginnings of names, addresses, PESEL and case numbers."""
    _office_of_cases(request)
    return render(request, "desk/search.html", {"found": find(request.user, request.GET.get("q", ""))})


@require_safe
def suggest(request: StaffRequest) -> HttpResponse:
    """GET: the same as a list of links, asked for while somebody types."""
    _office_of_cases(request)
    return render(request, "desk/_suggestions.html", {"found": find(request.user, request.GET.get("q", ""))})
