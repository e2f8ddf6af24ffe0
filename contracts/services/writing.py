"""Writing a housing contract from the facts of its case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from apartments.selectors import current_occupancy, same_days
from applications.checks import problems
from applications.models import Application, HousingKind
from applications.services import locked
from contracts import selectors
from contracts.access import may_draft
from contracts.hours import check_hours, cleaned
from contracts.models import HousingContract
from contracts.plans.selectors import element_nine
from contracts.states import MACHINE, ContractState
from fees.selectors import current_assessment, staleness
from office import clock
from office.access import demand
from office.documents import as_json
from office.errors import DomainError
from office.models import User
from office.services import advance, record


@dataclass(frozen=True)
class ContractTerms:
    """What the worker writes; everything else comes from the case."""

    purpose: str
    services: Sequence[str]
    scope_note: str = ""
    programme_plan: str = ""
    no_programme_reason: str = ""
    representative: str = ""
    service_terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Code of a service → ``hours`` a week (a number as text) and ``frequency`` (words); both may be missing."""


@transaction.atomic
def write_contract(
    *, actor: User, application: Application, terms: ContractTerms, seen: str | None = None
) -> HousingContract:
    """Draft the contract of a case, or draft it anew when one exists; returns the stored draft.

    A contract that is already signed is kept as replaced: the new one must be signed again. ``seen`` is the
    ``selectors.fingerprint`` that the writer had before them (``None``: not asked).
    Raises ``DomainError`` when the application is no longer complete, place or fee is missing or out of date, an
    element of art. 53 ust. 12 is empty, services are fewer hours than § 5 of the regulation demands, or somebody
    else wrote the contract meanwhile.
    """
    application = locked(application)
    demand(may_draft(actor, application))
    today = clock.today()
    if seen is not None and seen != selectors.fingerprint(application):
        raise DomainError(
            "changed_meanwhile",
            f"W międzyczasie ktoś zmienił ten kontrakt. {selectors.what_stands(application)} "
            "Twój tekst jest poniżej: porównaj i zapisz ponownie, jeśli ma zostać Twój.",
        )
    _check_complete(application)
    terms = _with_plan(application, terms)
    occupancy = current_occupancy(application)
    if occupancy is None:
        raise DomainError("no_place", "Najpierw zarezerwuj miejsce: kontrakt określa miejsce i okres pobytu.")
    if not same_days(occupancy, application):
        raise DomainError("hold_differs", "Okres rezerwacji różni się od wniosku. Zarezerwuj miejsce ponownie.")
    assessment = current_assessment(application)
    if assessment is None:
        raise DomainError("no_fee", "Najpierw oblicz odpłatność: jest ona elementem kontraktu (art. 53 ust. 12 pkt 4).")
    stale = staleness(assessment, application, today)
    if stale:
        raise DomainError("fee_stale", stale)
    _check_terms(application, terms, today)
    service_terms = cleaned(terms.service_terms, terms.services)
    check_hours(service_terms, terms.services, today)
    existing = selectors.current_contract(application)
    draft = existing if existing and existing.state == ContractState.DRAFT else None
    if existing and draft is None:
        advance(existing, MACHINE, "replace", actor=actor, office=application.office, case=application.pk)
    contract = draft or HousingContract(application=application, number=_number(application))
    contract.assessment = assessment
    contract.occupancy = occupancy
    contract.kind = application.kind
    contract.prepared_by = actor
    contract.purpose = terms.purpose.strip()
    contract.services = list(terms.services)
    contract.service_terms = service_terms
    contract.scope_note = terms.scope_note.strip()
    contract.programme_plan = terms.programme_plan.strip()
    contract.no_programme_reason = terms.no_programme_reason.strip()
    contract.representative = terms.representative.strip()
    content = selectors.compose(contract, today)
    contract.content = as_json(content)
    contract.template_version = content.template_version
    contract.wording = selectors.wording_of(application, today)
    contract.save()
    record(
        actor=actor,
        office=application.office,
        verb="contracts.housingcontract.write",
        sentence=f"Sporządzono projekt kontraktu mieszkaniowego nr {contract.number}.",
        subject=contract,
        case=application.pk,
    )
    return contract


def _with_plan(application: Application, terms: ContractTerms) -> ContractTerms:
    """Where nothing was written for element 9, it is made from the case's independence programme or support plan."""
    if terms.programme_plan.strip() or terms.no_programme_reason.strip():
        return terms
    programme, reason = element_nine(application)
    return replace(terms, programme_plan=programme, no_programme_reason=reason)


def _number(application: Application) -> str:
    earlier = application.contracts.count()
    return f"KM/{application.case_number}" + (f"/{earlier + 1}" if earlier else "")


def _check_complete(application: Application) -> None:
    """An accepted application may have been changed since: what it lacks now, the contract would lack."""
    missing = problems(application)
    if missing:
        raise DomainError(
            "application_incomplete",
            f"Wniosek nie jest już kompletny: {missing[0].message} Uzupełnij wniosek, potem sporządź kontrakt.",
        )


def _check_terms(application: Application, terms: ContractTerms, today: date) -> None:
    if not terms.purpose.strip():
        raise DomainError("no_purpose", "Napisz cel pobytu (art. 53 ust. 12 pkt 1).", "purpose")
    known = set(selectors.services_to_choose(application.kind, today).values_list("code", flat=True))
    if not set(terms.services) & known:
        raise DomainError(
            "no_services",
            "Wybierz co najmniej jedną usługę: kontrakt określa zakres wsparcia (art. 53 ust. 12 pkt 3).",
            "services",
        )
    if set(terms.services) - known:
        raise DomainError("unknown_service", "Wybierz usługi z listy dla tego rodzaju mieszkania.", "services")
    if bool(terms.programme_plan.strip()) == bool(terms.no_programme_reason.strip()):
        raise DomainError(
            "programme_or_reason",
            "Opisz program usamodzielniania albo napisz, dlaczego się go nie sporządza – jedno z dwojga "
            "(art. 53 ust. 12 pkt 9).",
            "programme_plan",
        )
    if terms.no_programme_reason.strip() and application.kind == HousingKind.TRAINING:
        raise DomainError(
            "training_needs_programme",
            "Mieszkanie treningowe służy nauce samodzielności: opisz program usamodzielniania. "
            "Jeśli stan osoby na to nie pozwala, właściwe jest mieszkanie wspomagane.",
            "no_programme_reason",
        )
