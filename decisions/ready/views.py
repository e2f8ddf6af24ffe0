"""Ustawienia → Gotowe słowa: of conditions of decisions, and of reasons to let a finding go."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.conditions.models import ConditionWording
from decisions.ready import selectors, services
from decisions.ready.forms import WordsForm
from decisions.ready.models import LetGoWording
from office import clock
from office.access import require, works_as
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Office, Role


@dataclass(frozen=True)
class Sort:
    """One sort of ready words: its rows, what it is called, where it is used, what is shown where there is none."""

    model: type[ConditionWording] | type[LetGoWording]
    title: str
    where: str
    example: str


SORTS = {
    "warunki": Sort(
        ConditionWording,
        "Warunki decyzji",
        "Pracownik wybiera je, gdy dopisuje warunek do projektu decyzji. Podstawę prawną wpisuje osobno.",
        "Na przykład: strona zarejestruje się w powiatowym urzędzie pracy.",
    ),
    "odstapienia": Sort(
        LetGoWording,
        "Uzasadnienia odstąpień od uwag kontroli prawnej",
        "Pracownik wybiera je, gdy mimo uwagi kontroli prawnej decyzja jest zgodna z prawem. Dyrektor je zobaczy.",
        "Na przykład: tytuł uchwały porównano z dziennikiem urzędowym – jest właściwy.",
    ),
}


def _own_office(request: StaffRequest) -> Office:
    require(works_as(request.user, request.user.office, Role.ADMINISTRATOR))
    if request.user.office is None:
        raise PermissionDenied("Twoje konto nie należy do żadnego ośrodka, a gotowe słowa są słowami ośrodka.")
    return request.user.office


def _sort(name: str) -> Sort:
    if name not in SORTS:
        raise Http404
    return SORTS[name]


@require_safe
def words_list(request: StaffRequest) -> HttpResponse:
    """GET: all ready words that may be chosen today, and those that begin later."""
    office, today = _own_office(request), clock.today()
    rows: dict[str, list[selectors.Words]] = {
        "warunki": [*selectors.conditions_on(office, today)],
        "odstapienia": [*selectors.reasons_on(office, today)],
    }
    parts = [
        {"name": name, "sort": sort, "rows": rows[name], "coming": selectors.coming(office, today, sort.model)}
        for name, sort in SORTS.items()
    ]
    return render(request, "decisions/ready/list.html", {"parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest, name: str) -> HttpResponse:
    """GET: the form; POST: new words."""
    return _form(request, name, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, name: str, pk: int) -> HttpResponse:
    """GET: the form with the words of today; POST: the office's own version from a day on."""
    return _form(request, name, _words(request, name, pk))


def _words(request: StaffRequest, name: str, pk: int) -> selectors.Words:
    office = _own_office(request)
    mine = Q(office=office) | Q(office__isnull=True)
    if _sort(name).model is ConditionWording:
        return get_object_or_404(ConditionWording.objects.filter(mine), pk=pk)
    return get_object_or_404(LetGoWording.objects.filter(office=office), pk=pk)


def _form(request: StaffRequest, name: str, words: selectors.Words | None) -> HttpResponse:
    _own_office(request)
    sort = _sort(name)
    initial = {"text": words.text, "source": words.source} if words else {}
    form = WordsForm(request.POST or None, initial=initial | {"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            code = words.code if words else ""
            services.set_words(actor=request.user, model=sort.model, code=code, **form.cleaned_data)
            messages.success(request, "Zapisano gotowe słowa. Decyzje już napisane się nie zmieniają.")
            return redirect("decisions:ready")
    context = {"form": form, "sort": sort, "words": words}
    return render(request, "decisions/ready/form.html", context)


@require_POST
def end(request: StaffRequest, name: str, pk: int) -> HttpResponse:
    """POST: today is the last day on which these words are offered."""
    words = _words(request, name, pk)
    try:
        services.end_words(actor=request.user, words=words)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Od jutra tych słów nie będzie na liście.")
    return redirect("decisions:ready")
