"""A new application begins with the person: found among those whom the office knows, or entered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from applications import access, selectors, services
from applications.forms import FindForm, PersonForm, row_number
from applications.models import Application
from applications.parties.groups import put_together
from applications.persons.finding import SAME_PESEL, Candidate, Sought, candidates, probable
from applications.persons.selectors import CITIZENSHIPS, stay_bases
from applications.persons.selectors import visible_to as visible_persons
from applications.programmes.selectors import programmes_for
from applications.services import PersonData
from applications.views.editing import onwards
from office import clock
from office.access import require
from office.errors import DomainError
from office.forms import show_refusal
from office.http import StaffRequest
from office.templatetags.components import form_problems


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """GET: look for the person. POST: what was found; an application of a known person, or of a new one."""
    require(access.may_start(request.user))
    act = request.POST.get("act", "")
    if request.method != "POST":
        return _looking(request, FindForm())
    if act.startswith("choose-"):
        return _of_known(request, row_number(act.removeprefix("choose-")) or 0)
    if act == "find":
        form = FindForm(request.POST)
        return _found(request, form) if form.is_valid() else _looking(request, form)
    return _of_new(request)


def _together(request: StaffRequest) -> Application | None:
    """The application of somebody with whom the new person moves in, if that was asked for."""
    number = row_number(request.POST.get("together") or request.GET.get("razem") or "")
    return selectors.visible_to(request.user).filter(pk=number).first() if number else None


def _looking(request: StaffRequest, form: FindForm) -> HttpResponse:
    context = {
        "form": form,
        "problems": form_problems(form),
        "together": _together(request),
        "programmes": programmes_for(request.user),
    }
    return render(request, "applications/find.html", context)


def _page(request: StaffRequest, form: PersonForm, found: list[Candidate], *, ask: bool = False) -> HttpResponse:
    context = {
        "form": form,
        "problems": form_problems(form),
        "title": "Nowy wniosek",
        "citizenships": CITIZENSHIPS,
        "candidates": found,
        "ask": ask,
        "together": _together(request),
    }
    return render(request, "applications/new.html", context)


def _sought(person: PersonData) -> Sought:
    return Sought(person.last_name, person.first_name, person.pesel, person.birth_date)


def _found(request: StaffRequest, find: FindForm) -> HttpResponse:
    office = request.user.office
    found = candidates(office, Sought(**find.cleaned_data)) if office else []
    form = PersonForm(initial=find.cleaned_data | {"citizenship": "polskie"}, stay_bases=stay_bases(clock.today()))
    return _page(request, form, found)


def _of_known(request: StaffRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(visible_persons(request.user), pk=pk)
    try:
        application = _begun(request, services.start_for(actor=request.user, person=person))
    except DomainError as error:
        messages.error(request, error.message)
        return _looking(request, FindForm())
    messages.info(request, "Wniosek dołączono do osoby, którą ośrodek już zna. Sprawdź, czy jej dane są aktualne.")
    return redirect("applications:person", application.pk)


def _begun(request: StaffRequest, application: Application) -> Application:
    other = _together(request)
    return put_together(actor=request.user, application=application, other=other) if other else application


def _of_new(request: StaffRequest) -> HttpResponse:
    form = PersonForm(request.POST, stay_bases=stay_bases(clock.today()))
    if not form.is_valid():
        return _page(request, form, [])
    person, office = form.person(), request.user.office
    alike = _unasked(request, candidates(office, _sought(person)) if office else [], _sought(person))
    if alike:
        return _page(request, form, alike, ask=True)
    try:
        application = _begun(request, services.start(actor=request.user, person=person))
    except DomainError as error:
        show_refusal(form, error)
        return _page(request, form, [])
    if selectors.other_cases(application):
        messages.info(request, "Ośrodek zna już tę osobę. Wniosek dołączono do jej danych.")
    return onwards(request, application, "person")


def _unasked(request: StaffRequest, found: list[Candidate], sought: Sought) -> list[Candidate]:
    """Who may be the same person and was not yet looked at; one of the same PESEL is found by the service itself."""
    looked_at = set(request.POST.getlist("looked_at"))
    if any(item.why == SAME_PESEL for item in found):
        return []
    alike = probable(found, sought)
    return alike if any(str(item.person.pk) not in looked_at for item in alike) else []
