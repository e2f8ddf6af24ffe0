"""Reads about housing contracts."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from apartments.models import Regime
from apartments.selectors import current_occupancy, same_days
from applications.models import Application, HousingKind, SupportService
from applications.paper import letterhead_of, party_of
from applications.parties.selectors import representative_words
from applications.programmes.selectors import rules_title
from applications.selectors import visible_to as visible_applications
from applications.states import ENDED, ApplicationState
from contracts.access import may_draft
from contracts.clauses import fill
from contracts.content import PROVISIONS, TEMPLATE_SUPPORTED, TEMPLATE_TRAINING, Body, ContractContent
from contracts.models import (
    ContractClause,
    ContractRefusal,
    ContractReminder,
    ContractScan,
    HousingContract,
    OperatorTerms,
    Signature,
)
from contracts.parts import (
    accommodation_of,
    explanation_steps,
    fee_terms,
    office_body_address,
    services_of,
)
from contracts.plans.access import may_plan
from contracts.plans.models import Plan
from contracts.plans.selectors import element_nine, plan_of
from contracts.states import ClauseState, ContractState
from fees.selectors import current_assessment, staleness
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.documents import from_json, render_html
from office.errors import DomainError
from office.models import Authorisation, Office, User
from office.polish import day as long_day
from office.reading import remembered_on_page
from office.selectors import citation, cited, places

IN_USE = (ContractState.DRAFT, ContractState.SIGNED)
COPIES = 2
LAW = ("ups.53.11", "ups.53.12")
TITLE, PURPOSE, RIGHTS, ABSENCE, HOUSE_RULES, PROGRAMME, CONSEQUENCES = 0, 1, 6, 7, 8, 9, 10


def visible_to(user: User) -> QuerySet[HousingContract]:
    """The contracts of the cases that ``user`` may see."""
    return HousingContract.objects.filter(application__in=visible_applications(user)).select_related(
        "application__office", "application__person", "application__programme"
    )


WHOLE = (
    "assessment__table__resolution__municipality",
    "assessment__criterion",
    "assessment__cost__order",
    "occupancy__place__apartment__office",
)
"""What a contract and a grant are composed from, read with the contract in one query."""


def current_contract(application: Application) -> HousingContract | None:
    """The contract in use: a draft or the signed one."""
    rows = application.contracts.filter(state__in=IN_USE).select_related(*WHOLE)
    return remembered_on_page(("current contract", application.pk), rows.first)


def fingerprint(application: Application) -> str:
    """What tells one text of the contract in use from the next; empty while there is none."""
    contract = current_contract(application)
    if contract is None:
        return ""
    stored = json.dumps([contract.pk, contract.state, contract.content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(stored.encode()).hexdigest()[:16]


def what_stands(application: Application) -> str:
    """The contract that somebody else stored, in a sentence for whoever was writing at the same time."""
    contract = current_contract(application)
    if contract is None:
        return "Kontraktu już nie ma."
    names = ", ".join(
        services_to_choose(contract.kind, clock.today())
        .filter(code__in=contract.services)
        .values_list("name", flat=True)
    )
    return f"Zapisano: {contract.get_state_display()}, cel pobytu „{contract.purpose}”, usługi: {names}."


def services_to_choose(kind: str, day: date) -> QuerySet[SupportService]:
    """The statutory list of services for a kind of apartment on ``day``."""
    return SupportService.objects.on(day).filter(kind=kind)


def clauses(application: Application, day: date) -> dict[int, ContractClause]:
    """The published text for each element: the programme's own, else the office's, else the one of the kind."""
    rows = ContractClause.objects.on(day).filter(
        Q(programme=application.programme) | Q(programme=None),
        Q(office=application.office) | Q(office=None),
        kind=application.kind,
        state=ClauseState.PUBLISHED,
    )
    found: dict[int, ContractClause] = {}
    for row in sorted(rows, key=lambda row: (row.programme_id is not None, row.office_id is not None)):
        found[row.element] = row
    return found


def _lines(
    application: Application, texts: dict[int, ContractClause], element: int, slots: Mapping[str, str]
) -> tuple[str, ...]:
    if element not in texts:
        raise DomainError(
            "clause_missing",
            f"Brak tekstu dla elementu {element} kontraktu mieszkaniowego ({application.get_kind_display()}). "
            "Dopisuje go administrator w Ustawieniach (Wzory kontraktów).",
        )
    return tuple(line.strip() for line in fill(texts[element].text, slots).splitlines() if line.strip())


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
    operator, cost_share = _operator(contract, body, day)
    slots = slot_values(contract, operator.name, day)
    law = cited(PROVISIONS, day)

    def lines(element: int) -> tuple[str, ...]:
        return _lines(application, texts, element, slots)

    return ContractContent(
        letterhead=letterhead_of(application, None),
        number=contract.number,
        directing_body=body,
        operator=operator,
        resident=party_of(application, contract.representative),
        legal_basis=(
            f"{' i '.join(places(LAW, day).values())} {citation('ups', day)}",
            citation("reg-apartments", day),
        ),
        purpose=contract.purpose,
        accommodation=accommodation_of(application, contract.occupancy),
        services=services_of(contract, day),
        fee=fee_terms(application, contract.assessment, contract.occupancy.period_from),
        explanation=explanation_steps(contract.assessment),
        rights=lines(RIGHTS) if RIGHTS in texts else (),
        absence=lines(ABSENCE),
        house_rules=" ".join(lines(HOUSE_RULES)),
        consequences=lines(CONSEQUENCES),
        programme=tuple(line.strip() for line in contract.programme_plan.splitlines() if line.strip()),
        no_programme_reason=contract.no_programme_reason,
        utilities=application.programme.utilities_note if application.programme else "",
        copies=COPIES if operator == body else COPIES + 1,
        provisions=law,
        cost_share=cost_share,
        title=" ".join(lines(TITLE)) if TITLE in texts else "Kontrakt mieszkaniowy",
    )


def wording_of(application: Application, day: date) -> dict[str, str]:
    """Element → version of the texts that a contract of ``day`` is composed from; kept with the contract."""
    return {str(element): clause.version for element, clause in clauses(application, day).items()}


def slot_values(contract: HousingContract, operator: str, day: date) -> dict[str, str]:
    """What the slots of the office's texts stand for in this contract; the house rules are those of ``day``."""
    application, occupancy = contract.application, contract.occupancy
    programme = application.programme
    return {
        "mieszkaniec": application.person.full_name,
        "ośrodek": application.office.name,
        "prowadzący": operator,
        "numer": contract.number,
        "początek": long_day(occupancy.period_from),
        "koniec": long_day(occupancy.period_to) if occupancy.period_to else "czas nieokreślony",
        "program": programme.name if programme else "",
        "regulamin": rules_title(programme, day),
    }


def operator_terms(office: Office, name: str, day: date) -> OperatorTerms | None:
    """Who acts for the body that runs an apartment on ``day``, and the office's share of the cost."""
    return OperatorTerms.objects.on(day).filter(office=office, name=name).first()


def _operator(contract: HousingContract, office_body: Body, day: date) -> tuple[Body, str]:
    """The body that runs the apartment, and element 5; the office itself where it runs its own."""
    apartment = contract.occupancy.place.apartment
    if apartment.regime != Regime.COMMISSIONED:
        return office_body, ""
    terms = operator_terms(contract.application.office, apartment.operator, day)
    if terms is None:
        raise DomainError(
            "operator_unknown",
            f"Mieszkanie prowadzi {apartment.operator}, a program nie zna jego adresu, przedstawiciela ani udziału "
            "ośrodka w kosztach. Dopisuje je administrator w Ustawieniach (Wzory kontraktów, Podmioty prowadzące).",
        )
    return Body(terms.name, terms.address, terms.represented_by, terms.represented_post), terms.cost_share


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
class ContractLife:
    """What happened around the signing: signatures, scans, reminders, the refusal."""

    signatures: list[Signature]
    scans: list[ContractScan]
    reminders: list[ContractReminder]
    refusal: ContractRefusal | None
    one_body: bool
    """Whether the office itself runs the apartment."""


def life_of(contract: HousingContract) -> ContractLife:
    """Signatures, reminders and refusal of one contract."""
    return ContractLife(
        signatures=list(contract.signatures.all()),
        scans=list(contract.scans.select_related("file")),
        reminders=list(contract.reminders.all()),
        refusal=ContractRefusal.objects.filter(contract=contract).first(),
        one_body=content_of(contract).is_one_body,
    )


def standing_refusal(application: Application) -> ContractRefusal | None:
    """The person's refusal to sign, while no newer contract is in use."""
    last = application.contracts.first()
    if last is None or last.state != ContractState.REFUSED:
        return None
    return ContractRefusal.objects.filter(contract=last).select_related("contract").first()


@dataclass(frozen=True)
class ContractSection:
    """What the case page shows of the contract."""

    contract: HousingContract | None
    refusal: ContractRefusal | None
    plan: Plan | None
    done: bool
    next_step: NextStep | None
    may_draft: Verdict
    may_plan: Verdict
    application: Application
    outdated: str
    services: list[str]


def case_section(application: Application, user: User) -> ContractSection:
    """The contract's stretch of the river for the case page."""
    contract = current_contract(application)
    refusal = None if contract else standing_refusal(application)
    outdated = outdated_because(contract) if contract else ""
    signed = contract is not None and contract.state == ContractState.SIGNED
    return ContractSection(
        contract=contract,
        refusal=refusal,
        plan=plan_of(application),
        done=signed and (not outdated or application.state == ApplicationState.GRANTED),
        next_step=_next_step(application, contract, refusal, outdated),
        may_draft=may_draft(user, application),
        may_plan=may_plan(user, application),
        application=application,
        outdated=outdated if application.state not in ENDED else "",
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
    assessment, occupancy = current_assessment(application), current_occupancy(application)
    if assessment is None or assessment.pk != contract.assessment_id:
        return "Po sporządzeniu kontraktu obliczono odpłatność ponownie. Sporządź kontrakt od nowa."
    if occupancy is None or occupancy.pk != contract.occupancy_id or not same_days(occupancy, application):
        return "Po sporządzeniu kontraktu zmieniono miejsce lub okres pobytu. Sporządź kontrakt od nowa."
    return staleness(assessment, application, clock.today())


def _next_step(
    application: Application, contract: HousingContract | None, refusal: ContractRefusal | None, outdated: str
) -> NextStep | None:
    if application.state != ApplicationState.SUBMITTED:
        return None
    write = reverse("contracts:edit", args=[application.pk])
    if refusal is not None:
        return NextStep(
            "Osoba odmówiła podpisania kontraktu. Zobacz, co można zrobić dalej.",
            "pracownik socjalny",
            "Otwórz odmowę",
            reverse("contracts:read", args=[refusal.contract_id]),
        )
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
            contract.sign_by,
        )
    return None


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
                "service_terms",
            )
        }
    usual = usual_texts(application, clock.today()) | {"representative": representative_words(application)}
    # With a plan of the case's own the office's usual words would stand in its way.
    return usual | {"programme_plan": ""} if any(element_nine(application)) else usual
