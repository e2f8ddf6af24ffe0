"""Pages of the acts that end a case and free its place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from apartments.endings import services
from applications.completion.access import may_do
from applications.completion.forms import ConfirmForm
from applications.completion.models import CompletionCall
from applications.outcomes import access
from applications.outcomes.forms import TransferForm, WithdrawalForm
from applications.selectors import visible_to
from applications.views.case_form import form_page
from office import clock
from office.access import require
from office.http import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: enter that the person withdrew the application."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(access.may_withdraw(request.user, application))
    form = WithdrawalForm(request.POST or None, initial={"declared_on": clock.today()})

    def run(**data: Any) -> str:
        services.withdraw(actor=request.user, application=application, **data)
        return "Zapisano cofnięcie wniosku. Zarezerwowane miejsce jest wolne. Sprawę kończy decyzja o umorzeniu."

    words = {
        "title": "Osoba cofnęła wniosek",
        "intro": "Zarezerwowane miejsce od razu się zwolni. Sprawę zakończy dopiero decyzja o umorzeniu postępowania.",
        "submit": "Zapisz cofnięcie wniosku",
    }
    return form_page(request, application, form, run, words, "desk:case")


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: send the application to the competent authority."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(access.may_transfer(request.user, application))
    form = TransferForm(request.POST or None)

    def run(*, authority: str, address: str, why: str, enclosures: str) -> str:
        services.send_to_competent(
            actor=request.user,
            application=application,
            authority=authority,
            address=address.splitlines(),
            why=why,
            enclosures=enclosures.splitlines(),
        )
        return "Przekazano wniosek. Wydrukuj pismo: jeden egzemplarz dla organu, drugi dla osoby."

    words = {
        "title": "Przekaż właściwemu organowi",
        "intro": "Powstanie pismo do tego organu z odpisem dla osoby, a sprawa tutaj się zakończy. "
        "Nie można tego cofnąć.",
        "submit": "Przekaż wniosek",
    }
    return form_page(request, application, form, run, words, "desk:case")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """GET: what it means; POST: leave the application without consideration."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    found = get_object_or_404(CompletionCall.objects.select_related("deadline"), application=application, pk=number)
    require(may_do(request.user, found, "leave", clock.today()))
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def run() -> str:
        services.leave_unconsidered(actor=request.user, call=found)
        return "Wniosek pozostawiono bez rozpoznania. Wydrukuj pismo i doręcz je osobie."

    words = {
        "title": "Pozostaw bez rozpoznania",
        "intro": f"Nie usunięto braków: {'; '.join(found.formal)}. Zanim to zrobisz, sprawdź pocztę: pismo nadane "
        "w ostatnim dniu terminu jest złożone na czas. Powstanie pismo, a nie decyzja. Sprawa się zakończy i nie można "
        "jej otworzyć ponownie; osoba może złożyć nowy wniosek.",
        "submit": "Pozostaw wniosek bez rozpoznania",
    }
    return form_page(request, application, form, run, words, "desk:case")
