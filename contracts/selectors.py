"""Reads about housing contracts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from apartments.selectors import current_occupancy, same_days
from applications.models import Application, HousingKind, SupportService
from applications.paper import letterhead_of, party_of
from applications.selectors import visible_to as visible_applications
from applications.states import ApplicationState
from contracts.access import may_draft
from contracts.content import PROVISIONS, TEMPLATE_SUPPORTED, TEMPLATE_TRAINING, Body, ContractContent
from contracts.models import ContractClause, HousingContract
from contracts.parts import (
    accommodation_of,
    explanation_steps,
    fee_terms,
    office_body_address,
    service_groups,
)
from contracts.states import ContractState
from fees.selectors import current_assessment, staleness
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.documents import from_json, render_html
from office.errors import DomainError
from office.models import Authorisation, Office, User
from office.polish import short_day
from office.selectors import citation, cited, places

IN_USE = (ContractState.DRAFT, ContractState.SIGNED)
COPIES = 2
LAW = ("ups.53.11", "ups.53.12")
PURPOSE, RIGHTS, ABSENCE, HOUSE_RULES, PROGRAMME, CONSEQUENCES = 1, 6, 7, 8, 9, 10


def visible_to(user: User) -> QuerySet[HousingContract]:
    """The contracts of the cases that ``user`` may see."""
    return HousingContract.objects.filter(application__in=visible_applications(user)).select_related(
        "application__office", "application__person", "application__programme"
    )


def current_contract(application: Application) -> HousingContract | None:
    """The contract in use: a draft or the signed one."""
    return application.contracts.filter(state__in=IN_USE).first()


def services_to_choose(kind: str, day: date) -> QuerySet[SupportService]:
    """The statutory list of services for a kind of apartment on ``day``."""
    return SupportService.objects.on(day).filter(kind=kind)


def clauses(application: Application, day: date) -> dict[int, ContractClause]:
    """The office's text for each element of the contract: the programme's own, else the one of the kind."""
    rows = (
        ContractClause.objects.on(day)
        .filter(Q(programme=application.programme) | Q(programme=None), kind=application.kind)
        .order_by("element", "programme_id")
    )
    found: dict[int, ContractClause] = {}
    for row in rows:
        if row.element not in found or row.programme_id:
            found[row.element] = row
    return found


def _lines(application: Application, texts: dict[int, ContractClause], element: int) -> tuple[str, ...]:
    if element not in texts:
        raise DomainError(
            "clause_missing",
            f"Brak tekstu dla elementu {element} kontraktu mieszkaniowego ({application.get_kind_display()}). "
            "Dopisuje go administrator techniczny w arkuszu fixtures/contracts/clauses.csv (polecenie load_fixtures).",
        )
    return tuple(line.strip() for line in texts[element].text.splitlines() if line.strip())


def usual_texts(application: Application, day: date) -> dict[str, str]:
    """The office's usual purpose of the stay and independence programme, to begin writing from."""
    texts = clauses(application, day)
    return {
        "purpose": texts[PURPOSE].text if PURPOSE in texts else "",
        "programme_plan": texts[PROGRAMME].text if PROGRAMME in texts else "",
    }


def compose(contract: HousingContract, day: date) -> ContractContent:
    """The whole contract as it would be printed on ``day``, from the case's own facts."""
    application = contract.application
    texts = clauses(application, day)
    body = _body(application.office, day)
    law = cited(PROVISIONS, day)
    return ContractContent(
        letterhead=letterhead_of(application, None),
        number=contract.number,
        directing_body=body,
        operator=body,
        resident=party_of(application, contract.representative),
        legal_basis=(
            f"{' i '.join(places(LAW, day).values())} {citation('ups', day)}",
            citation("reg-apartments", day),
        ),
        purpose=contract.purpose,
        accommodation=accommodation_of(application, contract.occupancy),
        services=service_groups(contract.kind, contract.services, contract.scope_note, day),
        fee=fee_terms(application, contract.assessment, contract.occupancy.period_from),
        explanation=explanation_steps(contract.assessment),
        rights=_lines(application, texts, RIGHTS) if RIGHTS in texts else (),
        absence=_lines(application, texts, ABSENCE),
        house_rules=" ".join(_lines(application, texts, HOUSE_RULES)),
        consequences=_lines(application, texts, CONSEQUENCES),
        programme=tuple(line.strip() for line in contract.programme_plan.splitlines() if line.strip()),
        no_programme_reason=contract.no_programme_reason,
        utilities=application.programme.utilities_note if application.programme else "",
        copies=COPIES,
        provisions=law,
    )


def _body(office: Office, day: date) -> Body:
    signer = Authorisation.objects.on(day).filter(office=office).select_related("holder").first()
    return Body(
        name=office.name,
        address=office_body_address(office),
        represented_by=str(signer.holder) if signer else "…" * 12,
        represented_post=signer.holder.post if signer else office.director_post,
    )


def content_of(contract: HousingContract) -> ContractContent:
    """The contract as it was stored when it was last saved or signed."""
    return from_json(ContractContent, contract.content)


def html_of(contract: HousingContract) -> str:
    """The contract's page for print and signing on paper."""
    template = TEMPLATE_TRAINING if contract.kind == HousingKind.TRAINING else TEMPLATE_SUPPORTED
    return render_html(template, content_of(contract), draft=False)


@dataclass(frozen=True)
class ContractSection:
    """What the case page shows of the contract."""

    contract: HousingContract | None
    done: bool
    next_step: NextStep | None
    may_draft: Verdict
    outdated: str
    services: list[str]


def case_section(application: Application, user: User) -> ContractSection:
    """The contract's stretch of the river for the case page."""
    contract = current_contract(application)
    outdated = outdated_because(contract) if contract else ""
    signed = contract is not None and contract.state == ContractState.SIGNED
    return ContractSection(
        contract=contract,
        done=signed and (not outdated or application.state == ApplicationState.GRANTED),
        next_step=_next_step(application, contract, outdated),
        may_draft=may_draft(user, application),
        outdated=outdated if application.state != ApplicationState.GRANTED else "",
        services=list(
            SupportService.objects.on(clock.today())
            .filter(code__in=contract.services, kind=contract.kind)
            .values_list("name", flat=True)
        )
        if contract
        else [],
    )


def outdated_because(contract: HousingContract) -> str:
    """Why a contract no longer says what the case says; empty when it does."""
    application = contract.application
    if contract.assessment != current_assessment(application):
        return "Po sporządzeniu kontraktu obliczono odpłatność ponownie. Sporządź kontrakt od nowa."
    if contract.occupancy != current_occupancy(application) or not same_days(contract.occupancy, application):
        return "Po sporządzeniu kontraktu zmieniono miejsce lub okres pobytu. Sporządź kontrakt od nowa."
    return staleness(contract.assessment, application, clock.today())


def _next_step(application: Application, contract: HousingContract | None, outdated: str) -> NextStep | None:
    if application.state != ApplicationState.SUBMITTED:
        return None
    write = reverse("contracts:edit", args=[application.pk])
    if contract is None:
        return NextStep("Sporządź kontrakt mieszkaniowy z osobą.", "pracownik socjalny", "Sporządź kontrakt", write)
    if outdated:
        return NextStep(outdated, "pracownik socjalny", "Sporządź kontrakt od nowa", write)
    if contract.state == ContractState.DRAFT:
        return NextStep(
            "Wydrukuj kontrakt, podpiszcie go i odnotuj podpisanie.",
            "pracownik socjalny i osoba",
            "Odnotuj podpisanie",
            reverse("contracts:sign", args=[contract.pk]),
        )
    return None


def signed_sentence(contract: HousingContract) -> str:
    """``podpisany 21.11.2026``, or that it is not signed yet."""
    return f"podpisany {short_day(contract.signed_on)}" if contract.signed_on else "jeszcze niepodpisany"


def initial(application: Application) -> dict[str, Any]:
    """What the contract form starts with: the contract in use, else the office's usual texts."""
    contract = current_contract(application)
    if contract is not None:
        return {
            name: getattr(contract, name)
            for name in (
                "purpose",
                "services",
                "scope_note",
                "programme_plan",
                "no_programme_reason",
                "representative",
            )
        }
    return usual_texts(application, clock.today())
