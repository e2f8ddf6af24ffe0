"""From a printed contract to the signed one: by when, reminders, signatures on paper, or the person's refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from applications.models import Application
from applications.services import locked
from contracts import selectors
from contracts.access import may_draft, may_write
from contracts.models import ContractRefusal, ContractReminder, ContractScan, HousingContract, Signature
from contracts.states import MACHINE, ContractState, SignatoryRole
from office import clock
from office.access import demand
from office.deadlines.services import end_set_day, set_day
from office.errors import DomainError
from office.files.services import all_or_nothing, store
from office.models import User
from office.polish import short_day
from office.services import advance, record

SIGN_BY = "contract-sign"


@dataclass(frozen=True)
class Signed:
    """One signature on the paper."""

    name: str
    signed_on: date


@transaction.atomic
def call_to_sign(*, actor: User, contract: HousingContract, sign_by: date) -> HousingContract:
    """Set the day by which the person should sign a draft; it stands on the board. A later call moves it."""
    contract = _draft(actor, contract)
    _set_day(actor, contract, sign_by)
    record(
        actor=actor,
        office=contract.application.office,
        verb="contracts.housingcontract.call",
        sentence=f"Wyznaczono dzień podpisania kontraktu mieszkaniowego: {short_day(sign_by)}.",
        subject=contract,
        case=contract.application_id,
    )
    return contract


@transaction.atomic
def remind(
    *, actor: User, contract: HousingContract, reminded_on: date, how: str, sign_by: date | None = None
) -> ContractReminder:
    """Note a reminder to sign, the next in number; ``how`` says the way (letter, telephone); perhaps a new last day."""
    contract = _draft(actor, contract)
    if not how.strip():
        raise DomainError("how", "Napisz, w jaki sposób: listem, telefonicznie, w rozmowie.", "how")
    _not_future(reminded_on, "reminded_on")
    if sign_by is not None:
        _set_day(actor, contract, sign_by)
    reminder = ContractReminder.objects.create(
        contract=contract,
        number=contract.reminders.count() + 1,
        reminded_on=reminded_on,
        how=how.strip(),
        sign_by=sign_by,
        noted_by=actor,
    )
    record(
        actor=actor,
        office=contract.application.office,
        verb="contracts.contractreminder.note",
        sentence=f"Przypomniano o podpisaniu kontraktu mieszkaniowego ({reminder.number}. raz).",
        subject=reminder,
        case=contract.application_id,
    )
    return reminder


def _draft(actor: User, contract: HousingContract) -> HousingContract:
    application = locked(contract.application)
    demand(may_draft(actor, application))
    fresh = HousingContract.objects.select_for_update().get(pk=contract.pk)
    fresh.application = application
    if fresh.state != ContractState.DRAFT:
        raise DomainError("not_draft", f"Ten kontrakt jest w stanie „{fresh.get_state_display()}”. Odśwież stronę.")
    return fresh


def _set_day(actor: User, contract: HousingContract, sign_by: date) -> None:
    if sign_by <= clock.today():
        raise DomainError("not_later", f"Wyznacz dzień po {short_day(clock.today())}.", "sign_by")
    application = contract.application
    set_day(actor=actor, office=application.office, kind=SIGN_BY, due_on=sign_by, case=application.pk)
    contract.sign_by = sign_by
    contract.save(update_fields=["sign_by"])


def _not_future(value: date, field: str) -> None:
    if value > clock.today():
        raise DomainError("in_the_future", "Wpisz dzień, który już był, albo dzisiejszy.", field)


@transaction.atomic
def sign_contract(
    *,
    actor: User,
    contract: HousingContract,
    signed_on: date,
    signed_for_office: str,
    operator: Signed | None = None,
    person: Signed | None = None,
) -> HousingContract:
    """Note that all sides signed on paper: ``signed_on`` and ``signed_for_office`` of the directing body.

    ``operator`` is needed when another body runs the apartment; ``person`` is the person or, where the contract names
    one, the statutory representative (without it: their name and the office's day). The contract is signed on the
    day of the last signature. Raises ``DomainError`` for days in the future or before the application.
    """
    application = locked(contract.application)
    office = Signed(signed_for_office.strip(), signed_on)

    def ready(fresh: HousingContract) -> None:
        demand(may_draft(actor, application))
        outdated = selectors.outdated_because(fresh)
        if outdated:
            raise DomainError("contract_outdated", outdated)
        signatures = _signatures(fresh, office, operator, person)
        for role, (signed, name_field, day_field) in signatures.items():
            _check_signature(application, role, signed, name_field, day_field)

    def changes(fresh: HousingContract) -> Mapping[str, Any]:
        signatures = _signatures(fresh, office, operator, person)
        for role, (signed, _, _) in signatures.items():
            Signature.objects.create(contract=fresh, role=role, name=signed.name.strip(), signed_on=signed.signed_on)
        last = max(signed.signed_on for signed, _, _ in signatures.values())
        _end_call(actor, application, last, "Podpisano kontrakt.")
        return {"signed_on": last, "signed_for_office": office.name}

    return advance(
        contract,
        MACHINE,
        "sign",
        actor=actor,
        office=application.office,
        case=application.pk,
        guard=ready,
        changes=changes,
    )


_Row = tuple[Signed, str, str]


def _signatures(
    contract: HousingContract, office: Signed, operator: Signed | None, person: Signed | None
) -> dict[SignatoryRole, _Row]:
    """Role → signature and its form fields (name, day); raises ``DomainError`` for a body whose signature lacks."""
    content = selectors.content_of(contract)
    rows = {SignatoryRole.DIRECTING: (office, "signed_for_office", "signed_on")}
    if not content.is_one_body:
        if operator is None:
            raise DomainError(
                "operator_unsigned",
                f"Kontrakt podpisuje też podmiot prowadzący: {content.operator.name}. Podaj kto i kiedy.",
                "operator_name",
            )
        rows[SignatoryRole.OPERATOR] = (operator, "operator_name", "operator_signed_on")
    role = SignatoryRole.REPRESENTATIVE if contract.representative else SignatoryRole.PERSON
    name = contract.representative or contract.application.person.full_name
    rows[role] = (person or Signed(name, office.signed_on), "person_name", "person_signed_on")
    return rows


def _check_signature(
    application: Application, role: SignatoryRole, signed: Signed, name_field: str, day_field: str
) -> None:
    if signed.signed_on > clock.today():
        raise DomainError("signed_in_future", "Data podpisania nie może być późniejsza niż dzisiaj.", day_field)
    if application.received_on and signed.signed_on < application.received_on:
        raise DomainError(
            "signed_before_application",
            f"Kontrakt nie mógł być podpisany przed wpływem wniosku ({short_day(application.received_on)}).",
            day_field,
        )
    if not signed.name.strip():
        who = "za ośrodek" if role == SignatoryRole.DIRECTING else f"jako {role.label}"
        raise DomainError("no_signatory", f"Podaj, kto podpisał {who}.", name_field)


def attach_scan(*, actor: User, contract: HousingContract, upload: "UploadedFile[bytes]") -> ContractScan:
    """Keep a scan of the signed contract. Raises ``DomainError`` for a contract not signed and a file not taken."""
    with all_or_nothing():
        application = locked(contract.application)
        demand(may_write(actor, application))
        if contract.state not in (ContractState.SIGNED, ContractState.REPLACED):
            raise DomainError("not_signed", "Skan dołącza się do podpisanego kontraktu.", "file")
        stored = store(actor=actor, office=application.office, case=application.pk, upload=upload)
        scan = ContractScan.objects.create(contract=contract, file=stored)
        record(
            actor=actor,
            office=application.office,
            verb="contracts.contractscan.attach",
            sentence=f"Dołączono skan podpisanego kontraktu mieszkaniowego nr {contract.number}.",
            subject=scan,
            case=application.pk,
        )
    return scan


@transaction.atomic
def refuse_contract(
    *, actor: User, contract: HousingContract, refused_on: date, reason: str, evidence: str, withdrawn: bool
) -> HousingContract:
    """Note that the person refused to sign: the day, their reason, what shows it, whether they withdraw.

    Without a contract nothing can be granted (art. 53 ust. 11 u.p.s.); what follows is a decision of its own: refusal,
    which has to be argued, or discontinuance after a withdrawal. The reason is kept beside the contract, never logged.
    """
    application = locked(contract.application)

    def ready(fresh: HousingContract) -> None:
        demand(may_draft(actor, application))
        _not_future(refused_on, "refused_on")
        if application.received_on and refused_on < application.received_on:
            raise DomainError("before_application", "Odmowa nie mogła być przed wpływem wniosku.", "refused_on")
        if not reason.strip():
            raise DomainError("reason", "Napisz powód, który podała osoba, albo że go nie podała.", "reason")
        if not evidence.strip():
            raise DomainError("evidence", "Napisz, z czego to wynika: pismo, notatka z rozmowy i jej data.", "evidence")

    def changes(fresh: HousingContract) -> Mapping[str, Any]:
        ContractRefusal.objects.create(
            contract=fresh,
            refused_on=refused_on,
            reason=reason.strip(),
            evidence=evidence.strip(),
            withdrawn=withdrawn,
            noted_by=actor,
        )
        _end_call(actor, application, None, "Osoba odmówiła podpisania.")
        return {}

    return advance(
        contract,
        MACHINE,
        "refuse",
        actor=actor,
        office=application.office,
        case=application.pk,
        guard=ready,
        changes=changes,
    )


def _end_call(actor: User, application: Application, done_on: date | None, why: str) -> None:
    end_set_day(actor=actor, office=application.office, kind=SIGN_BY, case=application.pk, done_on=done_on, why=why)
