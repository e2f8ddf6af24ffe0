"""Acts on housing contracts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from apartments.selectors import current_occupancy, same_days
from applications.models import Application, HousingKind
from applications.services import locked
from contracts import selectors
from contracts.access import may_draft
from contracts.models import HousingContract
from contracts.states import MACHINE, ContractState
from fees.selectors import current_assessment, staleness
from office import clock
from office.access import demand
from office.documents import as_json
from office.errors import DomainError
from office.models import User
from office.polish import short_day
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


@transaction.atomic
def write_contract(*, actor: User, application: Application, terms: ContractTerms) -> HousingContract:
    """Draft the contract of a case, or draft it anew when one exists; returns the stored draft.

    A contract that is already signed is kept as replaced: the new one must be signed again.
    Raises ``DomainError`` when place or fee is missing or out of date, or an element of art. 53 ust. 12 is empty.
    """
    application = locked(application)
    demand(may_draft(actor, application))
    today = clock.today()
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
    contract.scope_note = terms.scope_note.strip()
    contract.programme_plan = terms.programme_plan.strip()
    contract.no_programme_reason = terms.no_programme_reason.strip()
    contract.representative = terms.representative.strip()
    content = selectors.compose(contract, today)
    contract.content = as_json(content)
    contract.template_version = content.template_version
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


def _number(application: Application) -> str:
    earlier = application.contracts.count()
    return f"KM/{application.case_number}" + (f"/{earlier + 1}" if earlier else "")


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


@transaction.atomic
def sign_contract(
    *, actor: User, contract: HousingContract, signed_on: date, signed_for_office: str
) -> HousingContract:
    """Note that all sides signed on paper. ``signed_on`` is the day of the last signature."""
    application = locked(contract.application)

    def ready(fresh: HousingContract) -> None:
        demand(may_draft(actor, application))
        outdated = selectors.outdated_because(fresh)
        if outdated:
            raise DomainError("contract_outdated", outdated)
        if signed_on > clock.today():
            raise DomainError("signed_in_future", "Data podpisania nie może być późniejsza niż dzisiaj.", "signed_on")
        if application.received_on and signed_on < application.received_on:
            raise DomainError(
                "signed_before_application",
                f"Kontrakt nie mógł być podpisany przed wpływem wniosku ({short_day(application.received_on)}).",
                "signed_on",
            )
        if not signed_for_office.strip():
            raise DomainError("no_signatory", "Podaj, kto podpisał za ośrodek.", "signed_for_office")

    return advance(
        contract,
        MACHINE,
        "sign",
        actor=actor,
        office=application.office,
        case=application.pk,
        guard=ready,
        changes={"signed_on": signed_on, "signed_for_office": signed_for_office.strip()},
    )
