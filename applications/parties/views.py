"""Pages of who applies, and of who moves in together."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from applications.access import may_edit, may_see
from applications.forms import row_number
from applications.models import Application, MovingChild
from applications.parties import groups, services
from applications.parties.forms import PartyForm
from applications.parties.selectors import movers
from applications.selectors import visible_to
from applications.views.editing import edit, to_edit, typed
from office.access import require
from office.case import case_url
from office.errors import DomainError
from office.fields import BirthDateField, PeselField
from office.http import StaffRequest
from office.services import log_read
from office.templatetags.components import form_problems


@require_http_methods(["GET", "POST"])
def party(request: StaffRequest, pk: int) -> HttpResponse:
    """Who applies, in what way, and who acts for the person."""
    application = to_edit(request, pk)
    form = PartyForm(typed(request, application, "party"), initial=PartyForm.initial_of(application))

    def save(row: Application) -> Application:
        return services.save_party(actor=request.user, application=row, filing=form.filing(), seen=form.seen_at)

    return edit(request, application, "party", form, save, PartyForm.initial_of)


class ChildForm(forms.Form):
    """A child who moves in with the applicant; asked as the child's own form asks."""

    use_required_attribute = False
    first_name = forms.CharField(label="Imię", max_length=80, error_messages={"required": "Wpisz imię dziecka."})
    last_name = forms.CharField(
        label="Nazwisko", max_length=120, error_messages={"required": "Wpisz nazwisko dziecka."}
    )
    birth_date = BirthDateField(label="Data urodzenia", help_text="Na przykład 5.12.2019.")
    pesel = PeselField(label="PESEL", required=False)
    document = forms.CharField(
        label="Rodzaj i numer dokumentu", max_length=80, required=False, help_text="Gdy dziecko nie ma numeru PESEL."
    )
    citizenship = forms.CharField(label="Obywatelstwo", max_length=60, required=False, initial="polskie")
    relation = forms.CharField(
        label="Kim jest dla osoby",
        max_length=80,
        help_text="Na przykład: córka, syn, wnuk.",
        error_messages={"required": "Wpisz, kim dziecko jest dla osoby."},
    )
    representative = forms.CharField(
        label="Kto reprezentuje dziecko",
        max_length=160,
        help_text="Imię i nazwisko rodzica albo opiekuna. Podpisze formularz dziecka.",
        error_messages={"required": "Wpisz, kto reprezentuje dziecko: samo nie jest stroną."},
    )


class TogetherForm(forms.Form):
    """An application of another adult, by its case number or the number of its draft."""

    use_required_attribute = False
    other = forms.CharField(
        label="Znak sprawy albo numer szkicu",
        max_length=60,
        help_text="Na przykład: szkic 12.",
        error_messages={"required": "Wpisz znak sprawy albo numer szkicu."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: who moves in together, with each one's form; POST: a child, another adult's application, or one fewer."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(may_see(request.user, application))
    act = request.POST.get("act", "")
    child = ChildForm(
        request.POST if act == "child" else None,
        initial={"representative": application.person.full_name, "last_name": application.person.last_name},
    )
    together = TogetherForm(request.POST if act == "together" else None)
    if request.method == "POST":
        require(may_edit(request.user, application))
        if _acted(request, application, act, child, together):
            return redirect("applications:group", pk)
    else:
        log_read(reader=request.user, office=application.office, page="kto wprowadza się razem", case=pk)
    context = {
        "application": application,
        "case_url": case_url(pk),
        "movers": movers(application),
        "child_form": child,
        "together_form": together,
        "problems": form_problems(child, together),
        "may_edit": may_edit(request.user, application),
    }
    return render(request, "applications/group.html", context)


def _acted(request: StaffRequest, application: Application, act: str, child: ChildForm, together: TogetherForm) -> bool:
    """Do what the button asks; says whether it was done. What is refused is shown at its field."""
    form = {"child": child, "together": together}.get(act)
    if form is not None and not form.is_valid():
        return False
    try:
        if act == "child":
            groups.add_child(actor=request.user, application=application, child=groups.ChildData(**child.cleaned_data))
        elif act == "together":
            other = _named(request, together.cleaned_data["other"])
            groups.put_together(actor=request.user, application=application, other=other)
        elif act == "apart":
            groups.take_apart(actor=request.user, application=application)
        elif act.startswith("drop-"):
            key = row_number(act.removeprefix("drop-")) or 0
            row = get_object_or_404(MovingChild, pk=key, application=application)
            groups.remove_child(actor=request.user, application=application, child=row)
    except DomainError as error:
        if form is None:
            messages.error(request, error.message)
            return True
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    messages.success(request, "Zapisano, kto wprowadza się razem.")
    return True


def _named(request: StaffRequest, text: str) -> Application:
    """The application of the own office with this case number, or with this number of a draft."""
    words = text.strip()
    number = row_number(words.lower().removeprefix("szkic").strip())
    found = visible_to(request.user).filter(Q(case_number=words) | Q(pk=number or 0)).first()
    if found is None:
        raise DomainError(
            "no_such_case", "Nie ma takiej sprawy w ośrodku. Sprawdź znak sprawy albo numer szkicu.", "other"
        )
    return found
