"""The administrator's pages of the dictionary of income kinds."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from applications import access, selectors, services
from applications.forms import IncomeKindForm
from applications.models import IncomeKind
from office import clock
from office.access import require
from office.forms import refusals_at
from office.http import StaffRequest


@require_safe
def income_kinds(request: StaffRequest) -> HttpResponse:
    """What counts as income and what does not, in force today or later; and the municipality's own list."""
    require(access.may_change_kinds(request.user))
    today = clock.today()
    municipality = request.user.office.municipality if request.user.office else None
    local = list(selectors.local_list(municipality.pk, today)) if municipality else []
    context = {
        "rows": selectors.kinds_from(today),
        "local": {row.kind for row in local},
        "local_source": local[-1].source if local else "",
        "municipality": municipality,
        "today": today,
    }
    return render(request, "applications/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_kind(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: a kind that the dictionary did not have."""
    require(access.may_change_kinds(request.user))
    form = IncomeKindForm(request.POST or None, provisions=selectors.income_provisions(clock.today()))
    intro = "Nowy rodzaj dochodu, którego lista nie ma. Gdy zmienia się prawo, dodaj nową wersję istniejącego."
    return _entered(request, form, services.add_kind, title="Nowy rodzaj dochodu", intro=intro)


@require_http_methods(["GET", "HEAD", "POST"])
def add_kind_version(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a new version of a kind from a day on."""
    require(access.may_change_kinds(request.user))
    kind = get_object_or_404(IncomeKind, pk=pk)
    form = IncomeKindForm(request.POST or None, provisions=selectors.income_provisions(clock.today()), kind=kind)

    def save(**typed: Any) -> IncomeKind:
        return services.add_kind_version(kind=kind, **typed)

    intro = "Dotychczasowa wersja skończy się dzień wcześniej. Obliczenia i decyzje z dawnych dni zostają przy niej."
    return _entered(request, form, save, title=f"Nowa wersja: {kind.name}", intro=intro)


def _entered(
    request: StaffRequest, form: IncomeKindForm, save: Callable[..., IncomeKind], *, title: str, intro: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            kind = save(actor=request.user, **form.cleaned_data)
            messages.success(request, f"Zapisano na liście: {kind.name}, od {kind.valid_from:%d.%m.%Y}.")
            return redirect("applications:income_kinds")
    return render(request, "applications/kind.html", {"form": form, "title": title, "intro": intro})
