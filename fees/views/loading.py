"""Loading a resolution: file → preview → confirm. Nothing is stored before the last step."""

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Programme
from fees import access, selectors, services
from fees.forms import UploadForm
from fees.importing import (
    Defect,
    FileRefused,
    Mode,
    Plan,
    Sheet,
    differences,
    make_plan,
    read_cost_order,
    read_file,
    reference_of,
    template_workbook,
)
from fees.importing.sheets import MOST_BYTES
from fees.models import Resolution
from fees.versions import checked_acts
from fees.views.rules import codes_of, criterion_today, own_resolutions
from office.access import require
from office.errors import DomainError
from office.http import StaffRequest
from office.sheets import xlsx_response

_SALT = "fees.resolution"
_PREVIEW_LASTS = 60 * 60 * 2


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """GET: choose a file; POST: preview it, with every defect. ``pk`` is the act whose content is to be loaded."""
    require(access.may_change_rules(request.user))
    act = get_object_or_404(own_resolutions(request), pk=pk) if pk is not None else None
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            sheet = _read(form.cleaned_data["file"])
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            plan = make_plan(sheet, access.office_of(request.user).municipality)
            if act is None or plan.draft is None or plan.draft.number == act.number:
                return _preview(request, sheet, plan, act)
            form.add_error("file", f"Plik zawiera uchwałę nr {plan.draft.number}, a nie {act.number}.")
    return render(request, "fees/upload.html", {"form": form, "act": act})


def _read(file: UploadedFile) -> Sheet:
    if file.size is not None and file.size > MOST_BYTES:
        return read_file(str(file.name), b"\x00" * (MOST_BYTES + 1))
    return read_file(str(file.name), file.read())


def _preview(request: StaffRequest, sheet: Sheet, plan: Plan, act: Resolution | None) -> HttpResponse:
    municipality = access.office_of(request.user).municipality
    names = dict(Programme.objects.filter(office__municipality=municipality).values_list("code", "name"))
    criterion = criterion_today()
    compared = reference_of(plan.draft, checked_acts(municipality)) if plan.draft else None
    signed = signing.dumps([request.user.pk, sheet.name, sheet.rows], salt=_SALT, compress=True)
    context = {
        "plan": plan,
        "act": act,
        "draft": plan.draft,
        "tables": [selectors.draft_as_printed(table, names, criterion) for table in plan.draft.tables]
        if plan.draft
        else [],
        "criterion": criterion,
        "compared": compared,
        "differences": differences(plan.draft, compared.tables.prefetch_related("bands"))
        if plan.draft and compared
        else [],
        "signed": signed if plan.sound else "",
        "same": plan.mode is Mode.SAME,
    }
    return render(request, "fees/preview.html", context)


@require_POST
def confirm(request: StaffRequest) -> HttpResponse:
    """POST: store what was previewed, checked once more against what is stored now."""
    require(access.may_change_rules(request.user))
    try:
        user, name, rows = signing.loads(request.POST.get("sheet", ""), salt=_SALT, max_age=_PREVIEW_LASTS)
    except signing.BadSignature:
        messages.error(request, "Podgląd wygasł albo został zmieniony. Wyślij plik jeszcze raz.")
        return redirect("fees:upload")
    sheet = Sheet(name, tuple(tuple(row) for row in rows))
    if user != request.user.pk:
        messages.error(request, "Podgląd zrobiła inna osoba. Wyślij plik jeszcze raz.")
        return redirect("fees:upload")
    try:
        resolution = services.load_resolution(actor=request.user, sheet=sheet)
    except DomainError as error:
        messages.error(request, error.message)
        return _preview(request, sheet, make_plan(sheet, access.office_of(request.user).municipality), None)
    messages.success(request, f"Wczytano uchwałę nr {resolution.number}. Teraz sprawdza ją druga osoba.")
    return redirect("fees:resolution", pk=resolution.pk)


@require_safe
def template_file(request: StaffRequest) -> HttpResponse:
    """GET: the workbook to fill in, with the codes of the own municipality; ``?uchwala=`` prepares a registered act."""
    require(access.may_view(request.user))
    municipality = access.office_of(request.user).municipality
    act = None
    if request.GET.get("uchwala", "").isdecimal():
        act = get_object_or_404(own_resolutions(request), pk=request.GET["uchwala"])
    content = template_workbook(municipality=municipality.code, codes=codes_of(municipality), act=act)
    return xlsx_response(content, "szablon-uchwaly")


@require_http_methods(["GET", "HEAD", "POST"])
def cost_upload(request: StaffRequest) -> HttpResponse:
    """GET: choose a file with a cost order; POST: store it whole, or say everything that is wrong with it."""
    require(access.may_change_rules(request.user))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    form.fields["file"].label = "Plik z zarządzeniem"
    defects: list[Defect] = []
    if form.is_valid():
        try:
            order, defects = read_cost_order(_read(form.cleaned_data["file"]))
            if order is not None:
                services.load_cost_order(actor=request.user, order=order)
                messages.success(request, f"Dodano zarządzenie nr {order.number} o koszcie pobytu.")
                return redirect("fees:home")
        except (FileRefused, DomainError) as refusal:
            form.add_error("file", str(refusal) if isinstance(refusal, FileRefused) else refusal.message)
    return render(request, "fees/cost_upload.html", {"form": form, "defects": defects})
