"""Ustawienia → Wzory pism i decyzji: a fixed text of decisions, shown in invented decisions. Nothing is stored."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from decisions.content import TEMPLATE as GRANT_TEMPLATE
from decisions.content import DecisionContent
from decisions.kinds.content import TEMPLATE
from decisions.kinds.registry import DecisionKind
from decisions.kinds.texts.people import SAMPLES
from decisions.kinds.texts.wording import kinds_with, plain_of, sample_with
from office import clock
from office.access import require, works_as
from office.documents import page_response, pdf_response, render_html, render_pdf
from office.errors import DomainError
from office.http import StaffRequest
from office.letters.selectors import difference, template_on, templates_for
from office.letters.wordings import WORDINGS
from office.models import LetterTemplate, Role, TemplateState


class WhereForm(forms.Form):
    """In which kind of decision, and in which invented case."""

    rodzaj = forms.ChoiceField(label="Rodzaj decyzji")
    przyklad = forms.ChoiceField(
        label="Przykładowa sprawa", choices=[(code, sample.label) for code, sample in SAMPLES.items()]
    )

    def __init__(self, *args: Any, kinds: list[DecisionKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rodzaj"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


def _text(request: StaffRequest, pk: int) -> LetterTemplate:
    require(works_as(request.user, request.user.office, Role.ADMINISTRATOR))
    text = get_object_or_404(templates_for(request.user).filter(code__in=list(WORDINGS)), pk=pk)
    if request.user.office is None:
        raise Http404
    return text


def _chosen(request: StaffRequest, text: LetterTemplate) -> dict[str, str]:
    kinds, sample = kinds_with(text.code), request.GET.get("przyklad", "")
    kind = request.GET.get("rodzaj", "")
    return {
        "rodzaj": kind if kind in kinds else kinds[0].value,
        "przyklad": sample if sample in SAMPLES else next(iter(SAMPLES)),
    }


def _page(request: StaffRequest, text: LetterTemplate, *, plain: bool) -> str:
    chosen, office = _chosen(request, text), request.user.office
    assert office is not None  # noqa: S101 - _text asks for it
    day = clock.today()
    content = sample_with(
        text, kind=chosen["rodzaj"], sample=chosen["przyklad"], office=office, worker=request.user, day=day
    )
    if plain:
        summary = plain_of(content, day)
        return render_html(summary.template, summary, draft=True)
    return render_html(GRANT_TEMPLATE if isinstance(content, DecisionContent) else TEMPLATE, content, draft=True)


@require_safe
def wording(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one version of a text inside a decision and its page in plain words; what a draft changes."""
    text = _text(request, pk)
    chosen, office = _chosen(request, text), request.user.office
    assert office is not None  # noqa: S101 - _text asks for it
    problem = ""
    try:
        _page(request, text, plain=False)
    except DomainError as error:
        problem = error.message
    context: dict[str, Any] = {
        "template": text,
        "kind": WORDINGS[text.code],
        "form": WhereForm(chosen, kinds=kinds_with(text.code), auto_id="przyklad_%s"),
        "query": f"rodzaj={chosen['rodzaj']}&przyklad={chosen['przyklad']}",
        "problem": problem,
        "former": None,
    }
    if text.state == TemplateState.DRAFT:
        former = template_on(office, text.code, clock.today())
        context |= {"former": former, "difference": difference(former, text)}
    return render(request, "decisions/reasons/wording.html", context)


@require_safe
@xframe_options_sameorigin
def sample_page(request: StaffRequest, pk: int, page: str) -> HttpResponse:
    """GET: the invented decision, or its page in plain words, to be shown inside ours."""
    text = _text(request, pk)
    try:
        html = _page(request, text, plain=_is_plain(page))
    except DomainError as error:
        return HttpResponse(error.message, status=409, content_type="text/plain; charset=utf-8")
    return page_response(html)


@require_safe
def sample_pdf(request: StaffRequest, pk: int, page: str) -> HttpResponse:
    """GET: the same as PDF; where it cannot be made, back to the page that says why."""
    text = _text(request, pk)
    try:
        pdf = render_pdf(_page(request, text, plain=_is_plain(page)), created=clock.now())
    except DomainError:
        return redirect("decisions:wording", pk)
    return pdf_response(pdf, f"tekst-decyzji-{pk}-{page}")


def _is_plain(page: str) -> bool:
    if page not in ("decyzja", "prosto"):
        raise Http404
    return page == "prosto"
