"""The rules of the own municipality: resolutions, criteria, costs."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments.models import Apartment
from applications.models import Programme
from fees import access, selectors, services
from fees.forms import CostOrderForm, CriterionForm
from fees.importing import (
    EXPORT_FORMATS,
    Code,
    Difference,
    Sheet,
    as_file,
    as_rows,
    differences,
    read_layout,
    reference_of,
    template_rows,
)
from fees.models import IncomeCriterion, Resolution, ResolutionState
from fees.versions import checked_acts
from office import clock
from office.access import require
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Municipality


def own_resolutions(request: StaffRequest) -> QuerySet[Resolution]:
    """The acts that the person may open: those of the own municipality."""
    require(access.may_view(request.user))
    return selectors.resolutions_of(access.office_of(request.user).municipality)


def criterion_today() -> IncomeCriterion | None:
    """Today's criterion, by which pages show złoty; none is a gap that the page itself names."""
    try:
        return selectors.criterion_on(clock.today())
    except DomainError:
        return None


def codes_of(municipality: Municipality) -> list[Code]:
    """The codes that a sheet of the municipality may name, for the help in the template."""
    programmes = Programme.objects.filter(office__municipality=municipality)
    apartments = Apartment.objects.filter(office__municipality=municipality)
    return [
        Code("gmina", municipality.code, municipality.name),
        *(Code("programy", item.code, item.name) for item in programmes),
        *(Code("grupa docelowa", item.target_group, item.name) for item in programmes),
        *(
            Code("mieszkania", item.code, "adres chroniony" if item.restricted_address else item.address)
            for item in apartments
        ),
    ]


def _changes_of(act: Resolution) -> tuple[Resolution | None, list[Difference]]:
    """What a draft changes against the act that it is compared with."""
    if act.state != ResolutionState.DRAFT:
        return None, []
    draft, _ = read_layout(Sheet("", tuple(tuple(row) for row in as_rows(act))))
    compared = reference_of(draft, checked_acts(act.municipality)) if draft else None
    if draft is None or compared is None:
        return None, []
    return compared, differences(draft, compared.tables.prefetch_related("bands"))


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """GET: resolutions and their state, the criterion's history, costs, and what keeps fees from being computed."""
    require(access.may_view(request.user))
    office, today = access.office_of(request.user), clock.today()
    sees_cases = access.may_see_cases(request.user)
    context = {
        "today": today,
        "office": office,
        "resolutions": selectors.resolution_rows(office.municipality, today),
        "criteria": selectors.criterion_rows(today),
        "orders": selectors.cost_orders_of(office),
        "gaps": selectors.gaps(office, today),
        "stale": selectors.stale_assessments(office, today),
        "sees_cases": sees_cases.allowed,
        "may_change": access.may_change_rules(request.user),
    }
    return render(request, "fees/home.html", context)


@require_safe
def resolution(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one act with its tables as printed, its doubts, and its file."""
    found = get_object_or_404(own_resolutions(request), pk=pk)
    criterion_now = criterion_today()
    tables = found.tables.prefetch_related("bands", "programmes", "apartments")
    compared, changes = _changes_of(found)
    sees_cases = access.may_see_cases(request.user).allowed
    resting = selectors.resting_on(found, request.user, found.annulled_from)
    context = {
        "resolution": found,
        "compared": compared,
        "differences": changes,
        "versions": selectors.other_versions(found),
        "may_check": access.may_check(request.user, found),
        "may_discard": access.may_discard(request.user, found),
        "may_end": access.may_end(request.user, found),
        "resting": resting if sees_cases else [],
        "resting_count": len(resting),
        "sees_cases": sees_cases,
        "is_draft": found.state == ResolutionState.DRAFT,
        "row": selectors.resolution_row(found, clock.today()),
        "tables": [selectors.as_printed(table, criterion_now) for table in tables],
        "criterion": criterion_now,
        "kinds": [kind.upper() for kind in EXPORT_FORMATS],
        "may_load": access.may_load(request.user, found.municipality),
    }
    return render(request, "fees/resolution.html", context)


@require_safe
def export(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """GET: the act as a file that loads again; of an act without content the prepared sheet to fill in."""
    found = get_object_or_404(own_resolutions(request), pk=pk)
    if kind not in EXPORT_FORMATS:
        raise Http404(kind)
    rows = as_rows(found) if found.content_loaded else template_rows(found)
    content, content_type = as_file(rows, kind)
    response = HttpResponse(content, content_type=content_type)
    name = "".join(mark if mark.isalnum() else "-" for mark in found.number)
    response["Content-Disposition"] = f'attachment; filename="uchwala-{name}.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: add an income criterion."""
    require(access.may_change_rules(request.user))
    form = CriterionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_at(form):
            services.add_criterion(actor=request.user, **form.cleaned_data)
            messages.success(request, "Dodano kryterium dochodowe.")
            return redirect("fees:home")
    return render(request, "fees/criterion.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def cost_order(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: add an order on the monthly cost of a place."""
    require(access.may_change_rules(request.user))
    programmes = Programme.objects.filter(office=access.office_of(request.user)).order_by("kind", "name")
    form = CostOrderForm(request.POST if request.method == "POST" else None, programmes)
    if form.is_valid():
        chosen = form.cleaned_data
        names = ("number", "issued_on", "title", "valid_from", "valid_to")
        with refusals_at(form):
            services.add_cost_order(
                actor=request.user, amounts=form.amounts(), **{name: chosen[name] for name in names}
            )
            messages.success(request, "Dodano zarządzenie o miesięcznym koszcie pobytu.")
            return redirect("fees:home")
    return render(request, "fees/cost_order.html", {"form": form})
