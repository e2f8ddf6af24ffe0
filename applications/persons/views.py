"""Pages of persons: all cases of one, what may be the same person, and joining two rows of one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from applications import access
from applications.models import Person
from applications.persons import selectors
from applications.persons.finding import Sought, candidates
from applications.persons.joining import COMPARED, join
from applications.services.edit import shown
from office.access import require
from office.forms import refusals_at
from office.http import StaffRequest
from office.services import log_read
from office.templatetags.components import form_problems

KEPT, JOINED = "kept", "joined"


@require_safe
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person with all cases; of a joined row, the person that it was joined into."""
    row = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    if row.joined_into_id is not None:
        messages.info(request, f"Wpis nr {row.pk} połączono z tym: to ta sama osoba.")
        return redirect("persons:person", row.joined_into_id)
    cases = selectors.cases_of(row)
    for case in cases:
        log_read(reader=request.user, office=row.office, page="osoba", case=case.pk)
    sought = Sought(row.last_name, row.first_name, row.pesel or "", row.birth_date)
    context = {
        "person": row,
        "rows": selectors.person_rows(row),
        "cases": cases,
        "joined": list(row.joined.order_by("pk")),
        "alike": candidates(row.office, sought, without=row.pk),
        "may_join": access.may_start(request.user),
    }
    return render(request, "applications/persons/person.html", context)


class JoinForm(forms.Form):
    """Which value of each differing fact goes on, and how one knows that this is one person."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Skąd wiadomo, że to ta sama osoba",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Na przykład: ten sam dokument okazany 12.03.2026. Trafi do przebiegu każdej sprawy tej osoby.",
        error_messages={"required": "Napisz, skąd wiadomo, że to ta sama osoba."},
    )
    sure = forms.BooleanField(
        label="Wiem, że połączenia nie cofa się w programie",
        error_messages={"required": "Zaznacz, że to wiesz. Bez tego wpisy zostają osobne."},
    )

    def __init__(self, *args: object, kept: Person, joined: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.differing: list[str] = []
        for name in COMPARED:
            mine, other = getattr(kept, name), getattr(joined, name)
            if mine == other or (name == "pesel" and not (mine and other)):
                continue
            self.differing.append(name)
            self.fields[name] = forms.ChoiceField(
                label=str(Person._meta.get_field(name).verbose_name).capitalize(),  # type: ignore[union-attr]
                choices=[(KEPT, shown(kept, name)), (JOINED, shown(joined, name))],
                widget=forms.RadioSelect,
                initial=KEPT if mine or not other else JOINED,
            )
        self.order_fields([*self.differing, "reason", "sure"])

    def take(self) -> dict[str, str]:
        """The chosen side of each differing fact."""
        return {name: self.cleaned_data[name] for name in self.differing}


@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: StaffRequest, pk: int, other: int) -> HttpResponse:
    """GET: the two rows field by field; POST: make them one, ``other`` into ``pk``."""
    require(access.may_start(request.user))
    rows = {row.pk: row for row in selectors.visible_to(request.user).filter(pk__in=[pk, other], joined_into=None)}
    if len(rows) != 2:
        raise Http404
    kept, joined = rows[pk], rows[other]
    form = JoinForm(request.POST if request.method == "POST" else None, kept=kept, joined=joined)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            join(actor=request.user, kept=kept, joined=joined, take=form.take(), reason=form.cleaned_data["reason"])
            messages.success(request, "Połączono oba wpisy. Wszystkie sprawy są teraz przy tej osobie.")
            return redirect("persons:person", kept.pk)
    cases = {row.pk: selectors.cases_of(row) for row in (kept, joined)}
    if request.method != "POST":
        for case in (*cases[pk], *cases[other]):
            log_read(reader=request.user, office=kept.office, page="osoba: łączenie wpisów", case=case.pk)
    context = {
        "kept": kept,
        "joined": joined,
        "kept_cases": cases[pk],
        "joined_cases": cases[other],
        "form": form,
        "choices": [form[name] for name in form.differing],
        "problems": form_problems(form),
    }
    return render(request, "applications/persons/join.html", context)
