"""Ustawienia → Programy: what an administrator reads and enters of programmes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms.programmes import (
    TERMS_COLUMNS,
    DocumentForm,
    EndForm,
    OpinionForm,
    ProgrammeForm,
    RulesForm,
    StatementSet,
    TermsForm,
    statements_of,
    written_points,
)
from applications.models import Programme
from applications.programmes import settings
from applications.programmes.access import may_set
from applications.programmes.models import HouseRules, ProgrammeTerms, RequiredDocument, RequiredOpinion
from applications.programmes.overview import latest, overview, programme_rows
from applications.programmes.selectors import programmes_for
from office import clock
from office.access import require
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.templatetags.components import form_problems


def _programme(request: StaffRequest, pk: int) -> Programme:
    require(may_set(request.user))
    return get_object_or_404(programmes_for(request.user), pk=pk)


@require_safe
def programmes(request: StaffRequest) -> HttpResponse:
    """The office's programmes and which conditions hold today."""
    require(may_set(request.user))
    context = {"rows": programme_rows(request.user, clock.today()), "today": clock.today()}
    return render(request, "applications/programmes/list.html", context)


@require_safe
def programme(request: StaffRequest, pk: int) -> HttpResponse:
    """One programme whole: conditions, papers, opinions, house rules, with sources and doubts."""
    row = _programme(request, pk)
    context = {"programme": row, "overview": overview(row, clock.today()), "today": clock.today()}
    return render(request, "applications/programmes/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_programme(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: a programme that the office did not have."""
    require(may_set(request.user))
    form = ProgrammeForm(request.POST or None)
    intro = "Po zapisaniu dodasz warunki programu, dokumenty, opinie i regulamin."

    def save() -> Programme:
        return settings.add_programme(actor=request.user, **form.cleaned_data)

    return _entered(request, form, save, None, title="Nowy program", intro=intro)


@require_http_methods(["GET", "HEAD", "POST"])
def add_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form, filled from the latest version; POST: a new version from a day on."""
    row = _programme(request, pk)
    before = latest(ProgrammeTerms, row)
    asked = [
        {"code": each.code, "words": each.words, "question": each.question, "health": each.health, "place": each.place}
        for each in (before.statements.all() if before else [])
    ]
    initial = {name: getattr(before, name) for name in TERMS_COLUMNS} if before else None
    form = TermsForm(request.POST or None, initial=initial)
    statements = StatementSet(request.POST or None, initial=asked, prefix="pytania")
    if request.method == "POST" and form.is_valid() and statements.is_valid():
        with refusals_at(form):
            settings.add_terms(
                actor=request.user,
                programme=row,
                valid_from=form.cleaned_data["valid_from"],
                values=form.values(),
                statements=statements_of(statements),
            )
            messages.success(request, "Zapisano nową wersję warunków.")
            return redirect("applications:programme", pk)
    context = {"programme": row, "form": form, "statements": statements}
    context["problems"] = form_problems(form, *statements.forms)
    return render(request, "applications/programmes/terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_rules(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form, filled from the latest version; POST: a new version of the house rules."""
    row = _programme(request, pk)
    before = latest(HouseRules, row)
    initial = {"points": written_points(before)}
    if before is not None:
        initial |= {"title": before.title, "source": before.source, "note": before.note}
    form = RulesForm(request.POST or None, initial=initial)

    def save() -> HouseRules:
        return settings.add_rules(actor=request.user, programme=row, **form.cleaned_data)

    intro = "Dotychczasowa wersja skończy się dzień wcześniej i zostaje do wglądu. Treść pisz krótko, własnymi słowami."
    return _entered(request, form, save, row, title="Nowa wersja regulaminu", intro=intro)


@require_http_methods(["GET", "HEAD", "POST"])
def add_document(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a paper that the programme asks for."""
    row = _programme(request, pk)
    form = DocumentForm(request.POST or None)

    def save() -> RequiredDocument:
        return settings.add_document(actor=request.user, programme=row, **form.cleaned_data)

    return _entered(request, form, save, row, title="Nowy wymagany dokument", intro="")


@require_http_methods(["GET", "HEAD", "POST"])
def add_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: an opinion that the programme asks for."""
    row = _programme(request, pk)
    form = OpinionForm(request.POST or None)

    def save() -> RequiredOpinion:
        return settings.add_opinion(actor=request.user, programme=row, **form.cleaned_data)

    return _entered(request, form, save, row, title="Nowa wymagana opinia", intro="")


@require_http_methods(["GET", "HEAD", "POST"])
def end_required(request: StaffRequest, pk: int, what: str, key: int) -> HttpResponse:
    """GET: the form; POST: the last day on which the programme asks for a paper or an opinion."""
    row = _programme(request, pk)
    model: Any = _known({"dokument": RequiredDocument, "opinia": RequiredOpinion}, what)
    required = get_object_or_404(model, pk=key, programme=row)
    form = EndForm(request.POST or None)

    def save() -> None:
        settings.end_required(actor=request.user, row=required, valid_to=form.cleaned_data["valid_to"])

    return _entered(
        request, form, save, row, title=f"Zakończ: {required}", intro="Sprawy z dawnych dni zostają przy nim."
    )


@require_POST
def withdraw(request: StaffRequest, pk: int, what: str, key: int) -> HttpResponse:
    """Take away a version that has not begun."""
    row = _programme(request, pk)
    model: Any = _known({"warunki": ProgrammeTerms, "regulamin": HouseRules}, what)
    version = get_object_or_404(model, pk=key, programme=row)
    try:
        settings.withdraw(actor=request.user, version=version)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Wycofano wersję. Poprzednia obowiązuje dalej.")
    return redirect("applications:programme", pk)


def _known(models: dict[str, Any], what: str) -> Any:
    """The model that an address names; another word is no address."""
    if what not in models:
        raise Http404
    return models[what]


def _entered(
    request: StaffRequest,
    form: forms.Form,
    save: Callable[[], Any],
    programme: Programme | None,
    *,
    title: str,
    intro: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            made = save()
            messages.success(request, "Zapisano.")
            return redirect("applications:programme", programme.pk if programme else made.pk)
    context = {"form": form, "title": title, "intro": intro, "programme": programme}
    return render(request, "applications/programmes/entry.html", context)
