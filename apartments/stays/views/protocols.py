"""Protocols of handing over: draft, paper, signatures, corrections."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments.models import Direction, Handover, Occupancy, Stay
from apartments.selectors import name_for
from apartments.states import OccupancyState
from apartments.stays import access, compare, selectors, services
from apartments.stays.forms import CorrectionForm, HandoverForm, LineSets, SignForm
from apartments.stays.paper import html_of
from apartments.stays.services import LineFacts
from apartments.stays.views.fetching import handover_of, note_read, stay_of
from office import clock
from office.access import require
from office.case import stay_url
from office.documents import pdf_response, render_pdf
from office.forms import refusals_at
from office.http import StaffRequest
from office.templatetags.components import form_problems


@require_http_methods(["GET", "HEAD", "POST"])
def move_in(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the protocol of moving into a granted place; POST: store its draft."""
    return _edit(request, pk, Direction.IN)


@require_http_methods(["GET", "HEAD", "POST"])
def move_out(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the protocol of moving out of a granted place; POST: store its draft."""
    return _edit(request, pk, Direction.OUT)


def _edit(request: StaffRequest, pk: int, direction: Direction) -> HttpResponse:
    require(access.read_stays(request.user))
    own = Occupancy.objects.filter(
        state=OccupancyState.GRANTED, application__stay__in=selectors.visible_to(request.user).values("pk")
    )
    occupancy = get_object_or_404(own.select_related("place__apartment__office", "application__stay"), pk=pk)
    stay = stay_of(request, occupancy.application.stay.pk)
    require(access.keep(request.user, stay))
    stored = selectors.handover_of(occupancy, direction)
    if stored is not None and stored.signed_on is not None:
        return redirect("stays:handover", pk=stored.pk)
    data = request.POST if request.method == "POST" else None
    more = data is not None and data.get("act") == "more"
    form = HandoverForm(data, initial=_initial(stored, occupancy, direction))
    lines = LineSets(data, _lines(stored, stay, occupancy, direction), more=more)
    if data is not None and not more and all([form.is_valid(), lines.is_valid()]):
        with refusals_at(form):
            saved = services.save_handover(
                actor=request.user,
                stay=stay,
                occupancy=occupancy,
                direction=direction,
                facts=form.facts(),
                lines=lines.facts(),
            )
            messages.success(request, "Zapisano projekt protokołu. Wydrukuj go do podpisu.")
            return redirect("stays:handover", pk=saved.pk)
    context = {
        "stay": stay,
        "form": form,
        "lines": lines,
        "problems": form_problems(form, *lines.forms()) if data is not None and not more else [],
        "heading": f"Protokół: {direction.label}",
        "name": name_for(request.user, occupancy.place.apartment),
        "occupancy": occupancy,
        "back": stay_url(stay.pk),
        "unsaved": data is not None,
    }
    return render(request, "apartments/stays/handover_edit.html", context)


def _initial(stored: Handover | None, occupancy: Occupancy, direction: Direction) -> dict[str, Any]:
    if stored is not None:
        return HandoverForm.initial_of(stored)
    today = clock.today()
    if direction == Direction.IN:
        return {"day": max(today, occupancy.period_from)}
    return {"day": today}


def _lines(stored: Handover | None, stay: Stay, occupancy: Occupancy, direction: Direction) -> list[LineFacts]:
    if stored is None:
        return compare.beginning_lines(stay, occupancy, direction)
    names = ("kind", "name", "amount", "number", "unit", "condition", "value")
    return [LineFacts(**{name: getattr(line, name) for name in names}) for line in stored.lines.all()]


@require_safe
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one protocol, what differs from moving in, its corrections and what can be done."""
    found = handover_of(request, pk)
    note_read(request, found.stay, "protokół")
    return _handover_page(request, found, SignForm(initial={"signed_on": clock.today()}), CorrectionForm())


def _handover_page(
    request: StaffRequest, found: Handover, sign_form: SignForm, correction_form: CorrectionForm
) -> HttpResponse:
    different = compare.differences(found)
    context = {
        "handover": found,
        "stay": found.stay,
        "lines": list(found.lines.all()),
        "differences": different,
        "lost": compare.lost_in_words(different),
        "corrections": list(found.corrections.select_related("made_by")),
        "name": name_for(request.user, found.occupancy.place.apartment),
        "may_change": access.change_handover(request.user, found),
        "may_sign": access.may_sign(found),
        "sign_form": sign_form,
        "correction_form": correction_form,
        "back": stay_url(found.stay_id),
    }
    return render(request, "apartments/stays/handover.html", context)


@require_safe
def handover_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the protocol as PDF: for both signatures before, with who signed after."""
    found = handover_of(request, pk)
    note_read(request, found.stay, "protokół PDF")
    pdf = render_pdf(html_of(found), created=clock.now())
    return pdf_response(pdf, f"protokol-{found.pk}")


@require_http_methods(["POST"])
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: note that the protocol was signed, and by whom."""
    found = handover_of(request, pk)
    require(access.keep(request.user, found.stay))
    form = SignForm(request.POST)
    if form.is_valid():
        with refusals_at(form):
            services.sign_handover(actor=request.user, handover=found, **form.cleaned_data)
            messages.success(request, "Zapisano podpisy. Protokołu nie można już zmienić.")
            return redirect(stay_url(found.stay_id))
    return _handover_page(request, found, form, CorrectionForm())


@require_http_methods(["POST"])
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: write a correction beside a signed protocol."""
    found = handover_of(request, pk)
    require(access.keep(request.user, found.stay))
    form = CorrectionForm(request.POST)
    if form.is_valid():
        with refusals_at(form):
            services.correct_handover(actor=request.user, handover=found, **form.cleaned_data)
            messages.success(request, "Dopisano sprostowanie.")
            return redirect("stays:handover", pk=found.pk)
    return _handover_page(request, found, SignForm(), form)
