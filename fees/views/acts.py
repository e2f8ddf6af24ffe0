"""What happens to an act after it was loaded: checked by a second person, repealed, annulled; and its notice."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fees import access, services
from fees.forms import AnnulForm, DiscardForm, RepealForm
from fees.models import Resolution, ResolutionState
from fees.notice import Notice, notice_of
from fees.views.rules import criterion_today, own_resolutions
from office import clock
from office.access import require
from office.documents import page_response, pdf_response, render_html, render_pdf
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest


@require_POST
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a second person confirms the draft."""
    act = get_object_or_404(own_resolutions(request), pk=pk)
    try:
        services.check_resolution(actor=request.user, resolution=act)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Sprawdzono uchwałę nr {act.number}. Program oblicza odpłatność według niej.")
    return redirect("fees:resolution", pk=act.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: throw the draft away, with the reason."""
    act = get_object_or_404(own_resolutions(request), pk=pk)
    require(access.may_discard(request.user, act))
    done = f"Odrzucono wczytaną treść uchwały nr {act.number}."
    return _note(request, act, DiscardForm, services.discard_resolution, "Odrzuć wczytaną treść", done, gone=True)


@require_http_methods(["GET", "HEAD", "POST"])
def repeal(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: note that another act repeals this one."""
    act = get_object_or_404(own_resolutions(request), pk=pk)
    require(access.may_end(request.user, act))
    return _note(request, act, RepealForm, services.repeal_resolution, "Zapisz uchylenie", "Zapisano uchylenie.")


@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: note that a court or the voivode annulled the act."""
    act = get_object_or_404(own_resolutions(request), pk=pk)
    require(access.may_end(request.user, act))
    done = "Zapisano nieważność uchwały. Poniżej są sprawy, które się na niej opierają."
    return _note(request, act, AnnulForm, services.annul_resolution, "Zapisz nieważność", done)


def _note(
    request: StaffRequest,
    act: Resolution,
    form_class: type[forms.Form],
    service: Callable[..., Any],
    submit: str,
    done: str,
    *,
    gone: bool = False,
) -> HttpResponse:
    """One form about one act, and the service that stores it."""
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_at(form):
            service(actor=request.user, resolution=act, **form.cleaned_data)
            messages.success(request, done)
            return redirect("fees:home") if gone else redirect("fees:resolution", pk=act.pk)
    return render(request, "fees/act_form.html", {"form": form, "act": act, "submit": submit})


def _notice(request: StaffRequest, pk: int) -> Notice:
    act = get_object_or_404(own_resolutions(request), pk=pk, state=ResolutionState.CHECKED, content_loaded=True)
    criterion = criterion_today()
    if criterion is None:
        raise Http404("criterion")
    return notice_of(act, access.office_of(request.user), criterion, clock.today())


@require_safe
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the notice for residents as a page of its own, ready to be put up or copied to the website."""
    html = render_html("fee_notice", _notice(request, pk), draft=False)
    return page_response(html)


@require_safe
def notice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the same as PDF."""
    html = render_html("fee_notice", _notice(request, pk), draft=False)
    return pdf_response(render_pdf(html, created=clock.now()), f"ogloszenie-o-odplatnosci-{pk}")
