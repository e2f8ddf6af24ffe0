"""Pages of the papers of an issued decision."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decisions.access import may_keep_original, may_read
from decisions.after.selectors import aftermath
from decisions.carrying.money import may_demand
from decisions.kinds.registry import CLAIMS
from decisions.models import Decision
from decisions.papers import selectors, services
from decisions.papers.forms import OriginalForm
from decisions.papers.issuing import ask_again
from decisions.papers.making import envelope_pdf, large_plain_pdf
from decisions.papers.models import PaperKind
from decisions.papers.printout import printout_pdf
from decisions.selectors import visible_to
from decisions.serving import after_death
from office import clock
from office.access import require
from office.errors import DomainError
from office.files.fields import put_refusal_at_file
from office.files.views import serve
from office.forms import show_refusal
from office.http import StaffRequest
from office.services import log_read

_REFRESH_SECONDS = 5


def _issued(request: StaffRequest, pk: int) -> Decision:
    decision = get_object_or_404(visible_to(request.user), pk=pk, approved_at__isnull=False)
    require(may_read(request.user, decision.application))
    return decision


def as_pdf(data: bytes, name: str, *, save: bool = False) -> HttpResponse:
    """A file for the browser's own reader, or to be saved unchanged (``save``)."""
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{"attachment" if save else "inline"}; filename="{name.replace("/", "-")}.pdf"'
        },
    )


@require_GET
def papers(request: StaffRequest, pk: int) -> HttpResponse:
    """What can be printed of a decision, how far each file is, and the signed original.

    While files are being made just after the approval the browser is asked to look again by itself.
    """
    decision = _issued(request, pk)
    sheets = selectors.sheets_of(decision)
    coming = selectors.still_coming(decision, sheets)
    after = aftermath(decision, clock.today())
    context = {
        "decision": decision,
        "application": decision.application,
        "replaced": after.finality.replaced,
        "sheets": sheets,
        "coming": coming,
        "has_plain": not after_death(decision),
        "may_demand": may_demand(after) if decision.kind in CLAIMS else None,
        "original": selectors.original_of(decision),
        "identifier": selectors.identifier_of(decision),
        "may_keep": may_keep_original(request.user, decision),
        "problems": any(sheet.problem for sheet in sheets),
    }
    response = render(request, "decisions/papers.html", context)
    if coming:
        response.headers["Refresh"] = str(_REFRESH_SECONDS)
    return response


@require_POST
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Have the papers made that could not be made before."""
    decision = _issued(request, pk)
    if ask_again(actor=request.user, decision=decision):
        messages.success(request, "Wydruki powstaną w tle jeszcze raz. Każdy możesz też otworzyć od razu.")
    else:
        messages.info(request, "Wszystkie wydruki są gotowe albo właśnie powstają.")
    return redirect("decisions:papers", pk=decision.pk)


@require_GET
def pdf(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """One of the papers as PDF: the stored file, or where it is not ready yet made at once with the same bytes."""
    if kind not in PaperKind.values:
        raise Http404
    decision = _issued(request, pk)
    paper = PaperKind(kind)
    if paper == PaperKind.PLAIN and after_death(decision):
        return redirect("decisions:plain", pk=decision.pk)
    log_read(reader=request.user, office=decision.office, page=f"wydruk: {paper.label}", case=decision.application_id)
    name = f"decyzja-{decision.number}{selectors.NAMES[paper]}"
    return as_pdf(selectors.pdf_of(decision, kind), name, save="do-podpisu" in request.GET)


@require_GET
def plain_large(request: StaffRequest, pk: int) -> HttpResponse:
    """The page in plain words in large print."""
    decision = _issued(request, pk)
    if after_death(decision):
        return redirect("decisions:plain", pk=decision.pk)
    page = f"wydruk: {PaperKind.PLAIN.label}, duży druk"
    log_read(reader=request.user, office=decision.office, page=page, case=decision.application_id)
    return as_pdf(large_plain_pdf(decision), f"decyzja-{decision.number}-w-prostych-slowach-duzy-druk")


@require_GET
def envelope(request: StaffRequest, pk: int) -> HttpResponse:
    """The address page for an envelope with a window; it does not say what is inside."""
    decision = _issued(request, pk)
    log_read(reader=request.user, office=decision.office, page="koperta decyzji", case=decision.application_id)
    return as_pdf(envelope_pdf(decision, clock.today()), "strona-adresowa")


@require_http_methods(["GET", "POST"])
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the signed original back."""
    decision = _issued(request, pk)
    require(may_keep_original(request.user, decision))
    form = OriginalForm(request.POST or None, request.FILES or None, initial={"signed_on": decision.issued_on})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.keep_original(
                actor=request.user,
                decision=decision,
                upload=given["file"],
                signed_on=given["signed_on"],
                checked=given["checked"],
            )
        except DomainError as error:
            if error.field == "file":
                put_refusal_at_file(form, error)
            else:
                show_refusal(form, error)
        else:
            messages.success(request, "Wczytano podpisany oryginał. Bajty pliku zapisano bez zmian.")
            return redirect("decisions:papers", pk=decision.pk)
    context = {"form": form, "decision": decision, "application": decision.application}
    return render(request, "decisions/original_form.html", context)


@require_GET
def original(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed original, byte for byte."""
    kept = selectors.original_of(_issued(request, pk))
    if kept is None:
        raise Http404
    return serve(request, kept.file)


@require_GET
def printout(request: StaffRequest, pk: int) -> HttpResponse:
    """The page that is put to a printout of the signed original."""
    decision = _issued(request, pk)
    kept = selectors.original_of(decision)
    if kept is None:
        raise Http404
    log_read(reader=request.user, office=decision.office, page="wydruk oryginału", case=decision.application_id)
    return as_pdf(printout_pdf(kept), f"wydruk-{decision.number}")
