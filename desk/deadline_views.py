"""The board of terms, the page of one term and the acts on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apartments.extensions.selectors import endings
from applications.models import Application
from applications.selectors import visible_to as visible_applications
from desk.board import deadline_page, letter_of, of_worker, rows_of
from desk.forms import (
    BoardFilterForm,
    CancelDeadlineForm,
    CloseDeadlineForm,
    ExcludeTimeForm,
    ExtendForm,
    NewDeadlineForm,
    ResumeForm,
)
from office import clock
from office.access import require
from office.case import case_url
from office.deadlines import selectors, services
from office.deadlines.access import may_change, may_handle
from office.documents import pdf_response, render_pdf
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Deadline, DeadlineExtension, Office, Role
from office.services import log_read

ROWS_ON_A_PAGE = 25


def _office(request: StaffRequest) -> Office:
    if request.user.office is None:
        raise PermissionDenied("Twoje konto nie należy do żadnego ośrodka, a terminy są terminami ośrodka.")
    require(may_handle(request.user, request.user.office, of_case=False))
    return request.user.office


@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """GET: the office's terms, the soonest first, narrowed by state and by who runs the case."""
    form, today = BoardFilterForm(request.GET, _office(request)), clock.today()
    wanted = form.cleaned_data if form.is_valid() else {}
    visible = selectors.visible_to(request.user)
    if wanted.get("osoba"):
        visible = of_worker(visible, wanted["osoba"])
    found = selectors.in_group(visible, wanted.get("stan", ""), today)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("strona"))
    counted = selectors.counts(visible, today)
    person = f"&osoba={wanted['osoba'].pk}" if wanted.get("osoba") else ""
    sees_cases = request.user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR)
    context = {
        "endings": endings(request.user, today, worker=wanted.get("osoba")) if sees_cases else [],
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list, request.user, today),
        "narrowed": any(wanted.values()),
        "counts": [(label, counted[group], f"?stan={group}{person}") for group, label in selectors.GROUPS.items()],
    }
    return render(request, "desk/board.html", context)


def _deadline(request: StaffRequest, pk: int) -> Deadline:
    _office(request)
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@require_safe
def deadline(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one term, how its last day came out and what can be done with it."""
    page = deadline_page(_deadline(request, pk), request.user, clock.today())
    return render(request, "desk/board_deadline.html", {"page": page, "deadline": page.row.deadline})


def _form_page(request: StaffRequest, form: forms.Form, words: dict[str, str], back: str) -> HttpResponse:
    return render(request, "desk/board_form.html", {"form": form, "back": back, **words})


def _add(request: StaffRequest, office: Office, application: Application | None) -> HttpResponse:
    of_case = application is not None
    require(may_handle(request.user, office, of_case=of_case))
    kinds = selectors.kinds_by_hand(clock.today(), of_case=of_case)
    form = NewDeadlineForm(request.POST or None, kinds=kinds)
    back = case_url(application.pk) if application else reverse("desk:board")
    if request.method == "POST" and form.is_valid():
        case = application.pk if application else None
        with refusals_at(form):
            made = services.open_deadline(actor=request.user, office=office, case=case, **form.cleaned_data)
            messages.success(request, "Dodano termin.")
            return redirect("desk:deadline", made.pk)
    intro = "Program policzy ostatni dzień i pokaże, skąd się wziął."
    if application:
        intro = f"Sprawa: {application.person}, {application}. {intro}"
    return _form_page(request, form, {"title": "Nowy termin", "intro": intro, "submit": "Dodaj termin"}, back)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: a term of the office that belongs to no person's case."""
    return _add(request, _office(request), None)


@require_http_methods(["GET", "HEAD", "POST"])
def add_to_case(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a term of a case."""
    office = _office(request)
    require(may_handle(request.user, office, of_case=True))
    return _add(request, office, get_object_or_404(visible_applications(request.user), pk=pk))


# --- acts -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Page:
    """One act: its form, what it does with the form's data, and its words."""

    form: type[forms.Form]
    run: Callable[..., object]
    title: str
    intro: str
    submit: str
    done: str
    today_in: str = ""


def _extend(*, actor: Any, deadline: Deadline, **data: Any) -> object:
    application = get_object_or_404(visible_applications(actor), pk=deadline.case)
    return services.extend(actor=actor, deadline=deadline, letter=letter_of(application, clock.today()), **data)


_PAGES = {
    "zamknij": _Page(
        CloseDeadlineForm,
        services.close,
        "Zamknij termin",
        "Wpisz dzień, w którym naprawdę to zrobiono, także gdy było to po terminie.",
        "Zamknij termin",
        "Zamknięto termin.",
        "closed_on",
    ),
    "wykresl": _Page(
        CancelDeadlineForm,
        services.cancel,
        "Wykreśl termin",
        "Termin zniknie z tablicy, a w historii zostanie powód.",
        "Wykreśl termin",
        "Wykreślono termin.",
    ),
    "nie-wliczaj": _Page(
        ExcludeTimeForm,
        services.exclude_time,
        "Czas, którego się nie wlicza",
        "Program przesunie ostatni dzień o te dni. Bez ostatniego dnia termin stanie i ruszy dopiero, gdy go wpiszesz.",
        "Zapisz te dni",
        "Zapisano czas, którego się nie wlicza.",
    ),
    "wznow": _Page(
        ResumeForm,
        services.resume,
        "Zakończ zawieszenie",
        "Program doliczy do terminu wszystkie dni zawieszenia.",
        "Zakończ zawieszenie",
        "Termin biegnie dalej.",
        "until",
    ),
    "przedluz": _Page(
        ExtendForm,
        _extend,
        "Zawiadomienie o nowym terminie",
        "Powstanie pismo do strony z przyczynami zwłoki, nowym terminem i pouczeniem o ponagleniu. "
        "Po sporządzeniu nie można go zmienić.",
        "Sporządź zawiadomienie",
        "Sporządzono zawiadomienie. Wydrukuj je, podpisz i doręcz stronie.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """GET: the form of one act on a term; POST: do it."""
    found = _deadline(request, pk)
    page = _PAGES.get(slug)
    if page is None:
        raise Http404
    require(may_change(request.user, found))
    form = page.form(request.POST or None, initial={page.today_in: clock.today()} if page.today_in else None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            page.run(actor=request.user, deadline=found, **form.cleaned_data)
            messages.success(request, page.done)
            return redirect("desk:deadline", found.pk)
    words = {"title": page.title, "intro": f"Termin: {found.kind}. {page.intro}", "submit": page.submit}
    return _form_page(request, form, words, reverse("desk:deadline", args=[found.pk]))


@require_safe
def notice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: a notice of delay as PDF, from its frozen page alone."""
    office = _office(request)
    visible = selectors.visible_to(request.user).values("pk")
    notice = get_object_or_404(DeadlineExtension.objects.select_related("deadline"), deadline__in=visible, pk=pk)
    if notice.deadline.case is not None:
        log_read(reader=request.user, office=office, page="zawiadomienie PDF", case=notice.deadline.case)
    return pdf_response(render_pdf(notice.html, created=notice.made_at), f"zawiadomienie-{notice.pk}")
