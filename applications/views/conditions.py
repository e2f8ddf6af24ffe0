"""The conditions of the programme in one case: the questions, the director's waiver, the team's finding."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from applications import selectors
from applications.access import may_see_health
from applications.forms.conditions import ConditionsForm, ReasonForm, ReviewForm, written
from applications.models import Application
from applications.programmes import services
from applications.programmes.access import may_review, may_waive
from applications.programmes.conditions import Outcome
from applications.programmes.models import ProgrammeFacts, ProgrammeTerms
from applications.programmes.selectors import earlier_stays, terms_of
from applications.programmes.services import FactsData
from applications.programmes.summary import conditions_summary, has_questions
from applications.views.editing import edit, note_read, page_of, to_edit, typed
from office import clock
from office.access import require
from office.case import case_url
from office.forms import refusals_at
from office.http import StaffRequest


@require_http_methods(["GET", "POST"])
def conditions(request: StaffRequest, pk: int) -> HttpResponse:
    """What the programme asks, and how each of its conditions stands."""
    application = to_edit(request, pk)
    terms = terms_of(application.programme, clock.today())
    if terms is None or not has_questions(terms):
        note_read(request, application, "conditions")
        return render(request, "applications/conditions_none.html", page_of(application, request.user, "conditions"))
    health = bool(may_see_health(request.user, application))

    def initial(row: Application) -> dict[str, object]:
        return _initial(row, terms)

    form = ConditionsForm(
        typed(request, application, "conditions"),
        terms=terms,
        municipality=application.office.municipality.name,
        health=health,
        initial=initial(application),
    )

    def save(row: Application) -> Application:
        return services.save_conditions(
            actor=request.user,
            application=row,
            facts=form.facts(_facts(row)),
            answers=form.answers(),
            seen=form.seen_at,
        )

    return edit(request, application, "conditions", form, save, initial)


def _facts(application: Application) -> FactsData:
    row = ProgrammeFacts.objects.filter(application=application).first()
    return FactsData(**{name: getattr(row, name) for name in FactsData.__dataclass_fields__}) if row else FactsData()


def _initial(application: Application, terms: ProgrammeTerms) -> dict[str, object]:
    facts = _facts(application)
    answers = {row.code: row.answer for row in application.statement_answers.all()}
    return {
        **{name: value if isinstance(value, str) else written(value) for name, value in vars(facts).items()},
        **{f"answer-{row.code}": written(answers.get(row.code)) for row in terms.statements.all()},
        "seen": application.updated_at.isoformat(),
    }


@require_http_methods(["GET", "POST"])
def waiver(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """The director lets a condition go with a reason, or takes that back."""
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_waive(request.user, application))
    summary = conditions_summary(application, request.user)
    row = next((each for each in summary.rows if each.condition.code == code and not each.hidden), None)
    if row is None:
        raise Http404
    taken = row.condition.outcome == Outcome.WAIVED
    act = services.take_back_waiver if taken else services.waive
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            act(actor=request.user, application=application, code=code, reason=form.cleaned_data["reason"])
            messages.success(request, "Warunek znowu obowiązuje." if taken else "Odstąpiono od warunku.")
            return redirect(case_url(application.pk))
    context = {"form": form, "row": row, "taken": taken, "application": application, "case_url": case_url(pk)}
    return render(request, "applications/programmes/waiver.html", context)


@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """What the team found of the recommendations it gave when the person left."""
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_review(request.user, application))
    leaving = earlier_stays(application).last_leaving
    if leaving is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.review_recommendations(actor=request.user, leaving=leaving, **form.cleaned_data)
            messages.success(request, "Zapisano ocenę zaleceń.")
            return redirect(case_url(application.pk))
    context = {"form": form, "leaving": leaving, "application": application, "case_url": case_url(pk)}
    return render(request, "applications/programmes/review.html", context)
