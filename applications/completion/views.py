"""Pages of calls to complete."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from applications.completion import access, services
from applications.completion.forms import CallForm, ConfirmForm, CureForm, DeliverForm, WithdrawCallForm
from applications.completion.models import CompletionCall
from applications.completion.selectors import live_call, missing_papers, proposed_defects, shortest_days
from applications.selectors.cases import visible_to
from applications.views.case_form import form_page
from office import clock
from office.access import require
from office.http import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what may be called for; POST: make the call and its letter."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(access.may_call(request.user, application, live_call(application)))
    shortest = shortest_days(clock.today())
    form = CallForm(
        request.POST or None,
        papers=missing_papers(application),
        shortest=shortest,
        initial={"days": shortest, "defects": proposed_defects(application)},
    )

    def run(**_: Any) -> str:
        made = services.call(
            actor=request.user, application=application, asked=form.asked(), days=form.cleaned_data["days"]
        )
        return f"Sporządzono {made}. Wydrukuj pismo, doręcz je i wpisz dzień doręczenia."

    words = {
        "title": "Wezwij do uzupełnienia",
        "intro": "Powstanie pismo, którego nie można później zmienić. Bez rozpoznania wolno zostawić wniosek tylko "
        "z powodu braków jego samego albo dokumentu, którego przepis wymaga przy wniosku. Brak dowodu takiego skutku "
        "nie ma.",
        "submit": "Sporządź wezwanie",
    }
    return form_page(request, application, form, run, words, "applications:documents")


@dataclass(frozen=True)
class _Act:
    action: str
    form: type[forms.Form]
    run: Callable[..., object]
    title: str
    intro: str
    done: str
    today_in: str = ""


_ACTS = {
    "doreczenie": _Act(
        "deliver",
        DeliverForm,
        services.deliver,
        "Wpisz doręczenie wezwania",
        "Program policzy ostatni dzień dla osoby i wstrzyma czas na załatwienie sprawy.",
        "Zapisano doręczenie. Termin biegnie.",
        "delivered_on",
    ),
    "uzupelniono": _Act(
        "cure",
        CureForm,
        services.cure,
        "Uzupełniono wniosek",
        "Czas na załatwienie sprawy ruszy dalej.",
        "Zapisano: uzupełniono.",
        "ended_on",
    ),
    "bez-dowodow": _Act(
        "close",
        ConfirmForm,
        services.close,
        "Prowadź sprawę dalej bez dowodów",
        "Osoba nie dostarczyła dowodów w terminie. Sprawę rozstrzygnie się na podstawie tego, co jest.",
        "Zamknięto wezwanie.",
    ),
    "wycofanie": _Act(
        "withdraw",
        WithdrawCallForm,
        services.withdraw,
        "Wycofaj wezwanie",
        "Pismo zostanie w aktach, ale termin dla osoby przestanie biec.",
        "Wycofano wezwanie.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: StaffRequest, pk: int, number: int, slug: str) -> HttpResponse:
    """GET: the form of one act on a call; POST: do it."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    found = get_object_or_404(CompletionCall.objects.select_related("deadline"), application=application, pk=number)
    page = _ACTS.get(slug)
    if page is None:
        raise Http404
    require(access.may_do(request.user, found, page.action, clock.today()))
    initial = {page.today_in: clock.today()} if page.today_in else None
    # An empty form is bound as well: a form without fields is valid as soon as it is sent.
    form = page.form(request.POST if request.method == "POST" else None, initial=initial)

    def run(**data: Any) -> str:
        page.run(actor=request.user, call=found, **data)
        return page.done

    words = {"title": page.title, "intro": page.intro, "submit": page.title}
    return form_page(request, application, form, run, words, "applications:documents")
