"""The lists of residents and protocols, and the forms of a stay. The page of one resident is the desk's."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments.models import Belongings, Damage, Direction, Handover, Occupancy, Stay
from apartments.selectors import name_for
from apartments.services import end_stay
from apartments.states import OccupancyState
from apartments.stays import access, compare, selectors, services, sheets
from apartments.stays.forms import (
    BelongingsForm,
    CorrectionForm,
    DamageForm,
    DayForm,
    EndForm,
    FreeForm,
    HandoverForm,
    LineSets,
    OutcomeForm,
    SettleForm,
    SignForm,
)
from apartments.stays.paper import html_of
from apartments.stays.services import LineFacts
from office import clock
from office.access import require
from office.case import stay_url
from office.documents import pdf_response, render_pdf
from office.forms import refusals_at
from office.http import StaffRequest
from office.services import log_read
from office.sheets import xlsx_response
from office.templatetags.components import form_problems

# --- lists -----------------------------------------------------------------------------------------------------------


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


# --- protocols -------------------------------------------------------------------------------------------------------


def _stay(request: StaffRequest, pk: int) -> Stay:
    require(access.read_stays(request.user))
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


def _handover(request: StaffRequest, pk: int) -> Handover:
    require(access.read_stays(request.user))
    return get_object_or_404(selectors.handovers_visible_to(request.user), pk=pk)


def _noted(request: StaffRequest, stay: Stay, page: str) -> None:
    log_read(reader=request.user, office=stay.application.office, page=page, case=stay.application_id)


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
    stay = _stay(request, occupancy.application.stay.pk)
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
    found = _handover(request, pk)
    _noted(request, found.stay, "protokół")
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
    found = _handover(request, pk)
    _noted(request, found.stay, "protokół PDF")
    pdf = render_pdf(html_of(found), created=clock.now())
    return pdf_response(pdf, f"protokol-{found.pk}")


@require_http_methods(["POST"])
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: note that the protocol was signed, and by whom."""
    found = _handover(request, pk)
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
    found = _handover(request, pk)
    require(access.keep(request.user, found.stay))
    form = CorrectionForm(request.POST)
    if form.is_valid():
        with refusals_at(form):
            services.correct_handover(actor=request.user, handover=found, **form.cleaned_data)
            messages.success(request, "Dopisano sprostowanie.")
            return redirect("stays:handover", pk=found.pk)
    return _handover_page(request, found, SignForm(), form)


# --- settling and ending ---------------------------------------------------------------------------------------------


def _form_page(
    request: StaffRequest, stay: Stay, form: forms.Form, words: dict[str, str], act: Callable[[], object], done: str
) -> HttpResponse:
    """One form about a stay: shown, or done and back to the page of the resident."""
    if form.is_valid():
        with refusals_at(form):
            act()
            messages.success(request, done)
            return redirect(stay_url(stay.pk))
    context = {"form": form, "stay": stay, "back": stay_url(stay.pk), **words}
    return render(request, "apartments/stays/form.html", context)


_CIVIL = "Szkodę rozlicza się na zasadach Kodeksu cywilnego. Nie wchodzi ona do odpłatności za pobyt ani do decyzji."


@require_http_methods(["GET", "HEAD", "POST"])
def damage(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: record a damage."""
    stay = _stay(request, pk)
    require(access.keep(request.user, stay))
    form = DamageForm(request.POST or None, initial={"found_on": clock.today()})
    words = {"heading": "Szkoda", "submit": "Zapisz szkodę", "lead": _CIVIL}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.note_damage(actor=request.user, stay=stay, **form.cleaned_data),
        "Zapisano szkodę.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: write what was done about a damage."""
    require(access.read_stays(request.user))
    own = Damage.objects.filter(stay__in=selectors.visible_to(request.user).values("pk")).select_related("stay")
    found = get_object_or_404(own, pk=pk)
    stay = _stay(request, found.stay_id)
    require(access.keep(request.user, stay))
    form = SettleForm(request.POST or None, initial={"day": clock.today()})
    words = {"heading": f"Rozliczenie szkody: {found.what}", "submit": "Zapisz rozliczenie", "lead": _CIVIL}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.settle_damage(actor=request.user, damage=found, **form.cleaned_data),
        "Zapisano rozliczenie szkody.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def belongings(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: record things left behind."""
    stay = _stay(request, pk)
    require(access.keep(request.user, stay))
    form = BelongingsForm(request.POST or None, initial={"collect_by": selectors.collect_by(stay)})
    words = {
        "heading": "Pozostawione rzeczy",
        "submit": "Zapisz rzeczy",
        "lead": selectors.collect_by_words(stay),
    }
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.keep_belongings(actor=request.user, stay=stay, **form.cleaned_data),
        "Zapisano pozostawione rzeczy.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def belongings_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: write what became of things left behind."""
    require(access.read_stays(request.user))
    own = Belongings.objects.filter(stay__in=selectors.visible_to(request.user).values("pk"))
    found = get_object_or_404(own.select_related("stay"), pk=pk)
    stay = _stay(request, found.stay_id)
    require(access.keep(request.user, stay))
    form = OutcomeForm(request.POST or None, initial={"day": clock.today()})
    words = {"heading": "Pozostawione rzeczy: zakończenie", "submit": "Zapisz", "lead": found.what}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.settle_belongings(actor=request.user, belongings=found, **form.cleaned_data),
        "Zapisano, co się stało z rzeczami.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: end a stay where nobody is there to sign a protocol."""
    stay = _stay(request, pk)
    require(access.finish(request.user, stay))
    form = EndForm(request.POST or None, initial={"day": clock.today()})
    words = {
        "heading": "Zakończenie bez protokołu",
        "submit": "Zakończ pobyt",
        "lead": "Gdy nie ma z kim podpisać protokołu. Gdy jest – sporządź protokół wyprowadzenia.",
    }
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.end_without_handover(actor=request.user, stay=stay, **form.cleaned_data),
        "Zakończono pobyt.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def free(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: give the place of who has left back before the granted period is over."""
    stay = _stay(request, pk)
    require(access.free_place(request.user, stay))
    places = selectors.granted_places(stay.application)
    form = FreeForm(request.POST or None, initial={"last_day": stay.ended_on})
    words = {
        "heading": "Zwolnienie miejsca",
        "submit": "Zwolnij miejsce",
        "lead": "Zwalnia miejsce po osobie, która już w nim nie mieszka. Decyzji to nie zmienia: jej wygaśnięcie albo "
        "uchylenie wymaga osobnej decyzji w sprawie.",
    }
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: end_stay(actor=request.user, occupancy=places[-1], **form.cleaned_data),
        "Zwolniono miejsce.",
    )
