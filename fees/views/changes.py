"""What changes on a future day: runs, their rows, drafts; incomes of running stays established anew."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fees.access import office_of
from fees.changes import access, selectors, services
from fees.changes.export import as_xlsx
from fees.changes.forms import FilterForm, InventedForm, ReviewForm, RunForm
from fees.changes.invented import from_file, grid
from fees.changes.models import Cause, ChangeRow, ChangeRun, Reading, RunKind, TenPercent
from fees.changes.ten_percent import PROVISION
from fees.changes.words import causes_in_words, small_change_in_words
from fees.importing.sheets import MOST_BYTES
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.selectors import places
from office.sheets import xlsx_response

ROWS_ON_A_PAGE = 25
SECONDS = 8.0
"""How long one click works: well within what servers and people wait. What is left is done by the next click."""


@dataclass(frozen=True)
class Shown:
    """One row as the page shows it; without names nothing in it says whose fee it is."""

    row: ChangeRow
    name: str
    case: str
    url: str
    programme: str
    causes: str
    small_change: str
    undecided: bool


@require_safe
def runs(request: StaffRequest) -> HttpResponse:
    """GET: the runs that this person may read, and the ways to a new one."""
    require(access.may_open(request.user))
    page = Paginator(selectors.runs_for(request.user), ROWS_ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "page": page,
        "may_review": access.may_review(request.user),
        "may_simulate": access.may_simulate(request.user),
        "office": office_of(request.user),
    }
    return render(request, "fees/changes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: start a run over the running stays and count as much as one click may take."""
    require(access.may_simulate(request.user))
    office, today = office_of(request.user), clock.today()
    form = RunForm(
        request.POST if request.method == "POST" else None,
        office,
        must_simulate=not access.may_review(request.user),
        initial={"on": selectors.next_first_day(today)},
    )
    if form.is_valid():
        with refusals_at(form):
            started = services.start_run(actor=request.user, **form.cleaned_data)
            return _work(request, started)
    context = {"form": form, "stays": selectors.running(office, today).count()}
    return render(request, "fees/changes/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_invented(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: start a simulation on invented incomes."""
    require(access.may_simulate(request.user))
    posted = request.method == "POST"
    form = InventedForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        office_of(request.user),
        initial={"on": selectors.next_first_day(clock.today()), "household": "single", "persons": 1},
    )
    if form.is_valid():
        chosen = form.cleaned_data
        with refusals_at(form):
            started = services.start_invented(
                actor=request.user,
                on=chosen["on"],
                programme=chosen["programme"],
                resolution=chosen["resolution"],
                incomes=_invented(chosen),
            )
            return _work(request, started)
    return render(request, "fees/changes/invented.html", {"form": form})


def _invented(chosen: dict[str, Any]) -> list[services.Invented]:
    file: UploadedFile | None = chosen["file"]
    if file is None:
        names = ("household", "persons", "lowest", "highest", "step")
        return grid(most=services.MOST_INVENTED, **{name: chosen[name] for name in names})
    if file.size is not None and file.size > MOST_BYTES:
        raise DomainError("file", f"Plik jest za duży. Najwięcej {MOST_BYTES // 1024 // 1024} MB.", "file")
    return from_file(str(file.name), file.read())


def _work(request: StaffRequest, found: ChangeRun) -> HttpResponse:
    try:
        found = services.carry_on(actor=request.user, run=found, seconds=SECONDS)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        if not found.working:
            messages.success(request, "Utworzono projekty obliczeń." if found.drafted_at else "Policzono zestawienie.")
    return redirect("fees:changes-run", pk=found.pk)


@require_safe
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: how far the run is, its sums, and its rows, filtered."""
    found = get_object_or_404(selectors.runs_for(request.user), pk=pk)
    require(access.may_see(request.user, found))
    names = bool(access.may_see_persons(request.user))
    chosen, sums = _chosen(request), selectors.totals(found)
    page = Paginator(selectors.rows_of(found, **chosen), ROWS_ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "run": found,
        "names": names,
        "sums": sums,
        "bins": selectors.distribution(found),
        "page": page,
        "rows": [_shown(row, names=names) for row in page.object_list],
        "filters": FilterForm(request.GET),
        "outcomes": [(words, sums.counts[name]) for name, (words, _) in selectors.FILTERS.items()],
        "causes": [(label, sums.causes[cause]) for cause, label in Cause.choices],
        "narrowed": any(chosen.values()),
        "query": request.GET.urlencode(),
        "readings": Reading.choices,
        "may_draft": access.may_make_drafts(request.user, found),
        "drafts": selectors.drafts_of(found).count() if found.drafts_at else 0,
        "simulated": found.kind != RunKind.REVIEW,
    }
    return render(request, "fees/changes/run.html", context)


def _chosen(request: StaffRequest) -> dict[str, str]:
    return {"which": request.GET.get("ktore", ""), "cause": request.GET.get("przyczyna", "")}


def _shown(row: ChangeRow, *, names: bool) -> Shown:
    application = row.application if names else None
    return Shown(
        row=row,
        name=application.person.full_name if application else f"pozycja {row.line}",
        case=str(application) if application else "",
        url=case_url(application.pk) if application else "",
        programme=str(row.application.programme) if row.application else "",
        causes=causes_in_words(row.causes),
        small_change=small_change_in_words(row, _place()),
        undecided=row.ten_percent == TenPercent.UNDECIDED,
    )


def _place() -> str:
    return places([PROVISION], clock.today())[PROVISION]


@require_POST
def carry_on(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: go on with a run that is not finished."""
    found = get_object_or_404(selectors.runs_for(request.user), pk=pk)
    return _work(request, found)


@require_POST
def drafts(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: ask for drafts of all changed fees of the run, and make as many as one click may take."""
    found = get_object_or_404(selectors.runs_for(request.user), pk=pk)
    try:
        found = services.order_drafts(actor=request.user, run=found)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("fees:changes-run", pk=pk)
    return _work(request, found)


@require_POST
def reading(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """POST: decide how the rule on small changes is read for one family."""
    found = get_object_or_404(selectors.runs_for(request.user), pk=pk)
    chosen = get_object_or_404(found.rows, pk=row)
    try:
        services.choose_reading(actor=request.user, row=chosen, reading=request.POST.get("reading", ""))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Zapisano rozstrzygnięcie.")
    return redirect("fees:changes-run", pk=pk)


@require_safe
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the run, filtered as on the page, as a spreadsheet."""
    found = get_object_or_404(selectors.runs_for(request.user), pk=pk)
    names = bool(access.may_see_persons(request.user))
    content = as_xlsx(
        found,
        selectors.rows_of(found, **_chosen(request)).iterator(chunk_size=1000),
        selectors.totals(found),
        selectors.distribution(found),
        names=names,
        place=_place(),
    )
    return xlsx_response(content, f"zmiany-oplat-{found.on:%Y-%m-%d}-{found.pk}")


@require_safe
def incomes(request: StaffRequest) -> HttpResponse:
    """GET: the running stays with the income of the decision and the newest review."""
    require(access.may_see_persons(request.user))
    stays = selectors.running_list(office_of(request.user), clock.today())
    page = Paginator(stays, ROWS_ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {"page": page, "rows": selectors.with_incomes(list(page.object_list))}
    return render(request, "fees/changes/incomes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form with what the decision rests on; POST: note the income as established anew."""
    application = get_object_or_404(selectors.granted_to(request.user), pk=pk)
    decided = selectors.decided_facts(application)
    initial: dict[str, Any] = {}
    if decided is not None:
        initial = {
            "household": decided.household.value,
            "persons": decided.persons,
            "own_income": decided.own_income,
            "other_income": decided.income - decided.own_income,
        }
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_at(form):
            services.review_income(actor=request.user, application=application, **form.cleaned_data)
            messages.success(request, "Zapisano dochód. Opłatę zmieni dopiero decyzja; skutki pokaże zestawienie.")
            return redirect("fees:changes-incomes")
    context = {
        "form": form,
        "application": application,
        "decided": decided,
        "reviews": selectors.reviews_of(application),
        "may": access.may_review_income(request.user, application),
    }
    return render(request, "fees/changes/review.html", context)
