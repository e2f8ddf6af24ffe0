"""Reads of contract texts: what holds in a scope, drafts, former versions, a whole sample contract."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from applications.models import HousingKind, Programme
from contracts.clauses import fill, samples
from contracts.content import PROVISIONS, TEMPLATE_SUPPORTED, TEMPLATE_TRAINING, Body, ContractContent
from contracts.models import ContractClause, OperatorTerms
from contracts.states import ClauseState
from contracts.wording.elements import ELEMENTS
from contracts.wording.services import Scope
from office.documents import render_html
from office.letterhead import Accommodation, FeeTerms, Party, ServiceGroup
from office.models import Office
from office.selectors import citation, cited, letterhead, places


@dataclass(frozen=True)
class Line:
    """One element in a scope: the text that holds, whose it is, and a draft."""

    element: int
    name: str
    text: ContractClause | None
    whose: str
    draft: ContractClause | None


def own_clauses(office: Office) -> QuerySet[ContractClause]:
    """Every text that this office words itself."""
    return ContractClause.objects.filter(Q(office=office) | Q(programme__office=office)).select_related("programme")


def of_scope(office: Office, scope: Scope, element: int) -> QuerySet[ContractClause]:
    """The office's own versions of one element in a scope, the newest first."""
    rows = own_clauses(office).filter(kind=scope.kind, programme=scope.programme, element=element)
    return rows.order_by("-valid_from", "-pk")


def lines(office: Office, scope: Scope, day: date) -> list[Line]:
    """Every element of a scope on ``day``. One query."""
    return _lines(office, scope, day, _clauses(office))


def blocks(office: Office, day: date) -> list[tuple[Scope, str, list[Line]]]:
    """Every scope of an office with its name and its elements on ``day``. Two queries."""
    rows = list(_clauses(office))
    return [(scope, name, _lines(office, scope, day, rows)) for scope, name in scopes(office)]


def _clauses(office: Office) -> QuerySet[ContractClause]:
    """The general texts, the office's own and those of its programmes."""
    return ContractClause.objects.filter(
        Q(office=office) | Q(programme__office=office) | Q(office=None, programme=None)
    )


def _lines(office: Office, scope: Scope, day: date, clauses: Iterable[ContractClause]) -> list[Line]:
    programme = scope.programme.pk if scope.programme else None
    rows = [row for row in clauses if row.kind == scope.kind and row.programme_id in (None, programme)]
    holds: dict[int, ContractClause] = {}
    drafts: dict[int, ContractClause] = {}
    for row in sorted(rows, key=_nearness):
        own = row.programme_id == scope.programme.pk if scope.programme else row.office_id == office.pk
        if row.state == ClauseState.DRAFT and own:
            drafts[row.element] = row
        elif row.state == ClauseState.PUBLISHED and row.valid_from <= day and (row.valid_to or day) >= day:
            holds[row.element] = row
    return [
        Line(element, name, holds.get(element), _whose(holds.get(element)), drafts.get(element))
        for element, name in ELEMENTS.items()
    ]


def _nearness(row: ContractClause) -> tuple[bool, bool]:
    return row.programme_id is not None, row.office_id is not None


def _whose(row: ContractClause | None) -> str:
    if row is None:
        return "brak"
    if row.programme_id:
        return "tego programu"
    return "ośrodka" if row.office_id else "ogólny programu Próg"


def scopes(office: Office) -> list[tuple[Scope, str]]:
    """Every scope of an office with its name: both kinds, then each programme."""
    kinds = [(Scope(kind.value), f"{kind.label}: wszystkie programy") for kind in HousingKind]
    programmes = Programme.objects.filter(office=office).order_by("kind", "name")
    return kinds + [
        (Scope(row.kind, row), f"{HousingKind(row.kind).label}: program „{row.name}”") for row in programmes
    ]


def operators(office: Office, day: date) -> QuerySet[OperatorTerms]:
    """The terms of operators in force on ``day`` or later."""
    rows = OperatorTerms.objects.filter(office=office)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("name", "valid_from")


def sample_html(office: Office, scope: Scope, day: date, draft: ContractClause | None) -> str:
    """A whole fictional contract with the texts of a scope, ``draft`` in place of what holds."""
    texts = {line.element: line.text.text for line in lines(office, scope, day) if line.text}
    if draft is not None:
        texts[draft.element] = draft.text
    template = TEMPLATE_TRAINING if scope.kind == HousingKind.TRAINING else TEMPLATE_SUPPORTED
    return render_html(template, _sample(office, scope.kind, texts, day), draft=True)


def _sample(office: Office, kind: str, texts: dict[int, str], day: date) -> ContractContent:
    def said(element: int) -> tuple[str, ...]:
        filled = fill(texts.get(element, "(brak tekstu)"), samples())
        return tuple(line.strip() for line in filled.splitlines() if line.strip())

    law = cited(PROVISIONS, day)
    body = Body(office.name, f"{office.street}, {office.city}", "Jan Przykładowy", office.director_post)
    return ContractContent(
        letterhead=letterhead(office, "PRZYKŁAD"),
        number=samples()["numer"],
        directing_body=body,
        operator=body,
        resident=Party("Jan Przykładowy", ("ul. Przykładowa 1",), other_document="dane zmyślone"),
        legal_basis=(f"{places(['ups.53.12'], day)['ups.53.12']} {citation('ups', day)}",),
        purpose=" ".join(said(1)),
        accommodation=Accommodation(
            kind, "", "ul. Przykładowa 2", "miejsce przykładowe", day + timedelta(days=30), day + timedelta(days=395)
        ),
        services=(ServiceGroup("usługi uzgodnione z osobą"),),
        fee=FeeTerms(free=True, amount=Decimal(0), free_reason="To jest przykład bez obliczenia."),
        explanation=(),
        rights=said(6),
        absence=said(7),
        house_rules=" ".join(said(8)),
        programme=said(9),
        consequences=said(10),
        copies=2,
        provisions=law,
        title=" ".join(said(0)) if 0 in texts else "Kontrakt mieszkaniowy",
    )
