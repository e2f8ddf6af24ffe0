"""Acts on annexes: draft, sign, withdraw a draft, note the decision that goes with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from applications.models import HousingKind
from applications.services import locked
from contracts.annexes import selectors
from contracts.annexes.access import may_amend
from contracts.annexes.models import Annex, AnnexDecision, Ground
from contracts.annexes.states import MACHINE, AnnexState
from contracts.hours import check_hours, cleaned
from contracts.models import HousingContract
from contracts.selectors import services_to_choose
from fees.changes.models import DraftAssessment
from office import clock
from office.access import demand, works_as
from office.documents import as_json
from office.errors import DomainError
from office.models import Role, User
from office.polish import short_day
from office.selectors import places
from office.services import advance, record


@dataclass(frozen=True)
class NewTerms:
    """What the annex puts in place of the old; ``None``: it stays. ``changes_period`` without ``period_to`` means
    for good."""

    services: Sequence[str] | None = None
    service_terms: Mapping[str, Mapping[str, str]] | None = None
    scope_note: str = ""
    fee: DraftAssessment | None = None
    changes_period: bool = False
    period_to: date | None = None
    programme_plan: str | None = None
    representative: str | None = None


@transaction.atomic
def draft_annex(
    *, actor: User, contract: HousingContract, ground: str, why: str, effective_from: date, terms: NewTerms
) -> Annex:
    """Write the annex of a signed contract, or write its draft anew; returns the stored draft.

    Raises ``DomainError`` where nothing changes, the new fee holds from another day, or the new terms are not lawful.
    """
    contract = _locked(actor, contract)
    today = clock.today()
    if ground not in Ground.values:
        raise DomainError("ground", "Wybierz przyczynę zmiany.", "ground")
    if not why.strip():
        raise DomainError("why", "Napisz, co się zmieniło: aneks podaje przyczynę.", "why")
    draft = contract.annexes.filter(state=AnnexState.DRAFT).first()
    annex = draft or Annex(contract=contract, number=contract.annexes.count() + 1)
    annex.ground, annex.why, annex.effective_from = ground, why.strip(), effective_from
    annex.changes = _changes(contract, terms, effective_from, today)
    annex.fee = _fee(contract, terms.fee, effective_from)
    annex.prepared_by = actor
    content = selectors.compose(annex, today)
    if not content.changes:
        raise DomainError("nothing_changes", "Nowe ustalenia są takie same jak dotychczasowe. Zmień co najmniej jedno.")
    annex.content = as_json(content)
    annex.save()
    record(
        actor=actor,
        office=contract.application.office,
        verb="contracts.annex.write",
        sentence=f"Sporządzono projekt aneksu nr {annex.number} do kontraktu mieszkaniowego.",
        subject=annex,
        case=contract.application_id,
    )
    return annex


def _locked(actor: User, contract: HousingContract) -> HousingContract:
    application = locked(contract.application)
    fresh = HousingContract.objects.select_related("assessment", "occupancy__place__apartment").get(pk=contract.pk)
    fresh.application = application
    demand(may_amend(actor, fresh))
    return fresh


def _changes(contract: HousingContract, terms: NewTerms, effective_from: date, today: date) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if terms.services is not None:
        changes |= _services(contract, terms, today)
    if terms.changes_period:
        _check_period(contract, terms.period_to, effective_from)
        changes["period_to"] = terms.period_to.isoformat() if terms.period_to else None
    if terms.programme_plan is not None:
        if not terms.programme_plan.strip():
            raise DomainError("programme", "Napisz nową treść programu.", "programme_plan")
        changes["programme_plan"] = terms.programme_plan.strip()
    if terms.representative is not None:
        changes["representative"] = terms.representative.strip()
    return changes


def _services(contract: HousingContract, terms: NewTerms, today: date) -> dict[str, Any]:
    chosen = list(terms.services or ())
    known = set(services_to_choose(contract.kind, today).values_list("code", flat=True))
    if not chosen or set(chosen) - known:
        raise DomainError("services", "Wybierz co najmniej jedną usługę z listy tego rodzaju mieszkania.", "services")
    extents = cleaned(terms.service_terms or {}, chosen)
    check_hours(extents, chosen, today)
    return {"services": chosen, "service_terms": extents, "scope_note": terms.scope_note.strip()}


def _check_period(contract: HousingContract, period_to: date | None, effective_from: date) -> None:
    if period_to is None and contract.kind == HousingKind.TRAINING:
        law = places(["ups.53.8"], clock.today())["ups.53.8"]
        raise DomainError(
            "training_for_good",
            f"Wsparcie w mieszkaniu treningowym przyznaje się tylko na czas określony ({law}): wpisz ostatni dzień.",
            "period_to",
        )
    if period_to is not None and period_to < max(effective_from, contract.occupancy.period_from):
        raise DomainError("ends_before", "Ostatni dzień pobytu jest przed dniem zmiany. Popraw datę.", "period_to")


def _fee(contract: HousingContract, draft: DraftAssessment | None, effective_from: date) -> dict[str, Any]:
    """A copy of the new assessment: the same that the decision of change is made from."""
    if draft is None:
        return {}
    if draft.application_id != contract.application_id:
        raise DomainError("fee_of_other_case", "To obliczenie należy do innej sprawy.", "fee")
    if draft.on != effective_from:
        raise DomainError(
            "fee_from_another_day",
            f"Nowa odpłatność obowiązuje od {short_day(draft.on)}: aneks musi obowiązywać od tego samego dnia.",
            "effective_from",
        )
    return {
        "on": draft.on.isoformat(),
        "amount": str(draft.amount),
        "result": draft.result,
        "digest": draft.digest,
    }


@transaction.atomic
def sign_annex(
    *,
    actor: User,
    annex: Annex,
    signed_on: date,
    signed_for_office: str,
    signed_by_person: str,
    signed_for_operator: str = "",
) -> Annex:
    """Note that all sides signed on paper. From then on the annex is frozen; a decision it needs is still to come."""
    contract = _locked(actor, annex.contract)

    def ready(fresh: Annex) -> None:
        outdated = selectors.outdated_because(fresh)
        if outdated:
            raise DomainError("annex_outdated", outdated)
        if signed_on > clock.today():
            raise DomainError("signed_in_future", "Data podpisania nie może być późniejsza niż dzisiaj.", "signed_on")
        if contract.signed_on and signed_on < contract.signed_on:
            raise DomainError(
                "before_contract",
                f"Kontrakt podpisano {short_day(contract.signed_on)}, aneksu nie można było podpisać wcześniej.",
                "signed_on",
            )
        needed = {"signed_for_office": signed_for_office, "signed_by_person": signed_by_person}
        if not selectors.content_of(fresh).is_one_body:
            needed["signed_for_operator"] = signed_for_operator
        for field, name in needed.items():
            if not name.strip():
                raise DomainError("no_signatory", "Podaj, kto podpisał.", field)

    return advance(
        annex,
        MACHINE,
        "sign",
        actor=actor,
        office=contract.application.office,
        case=contract.application_id,
        guard=ready,
        changes={
            "signed_on": signed_on,
            "signed_for_office": signed_for_office.strip(),
            "signed_by_person": signed_by_person.strip(),
            "signed_for_operator": signed_for_operator.strip(),
        },
        note=f"Aneks nr {annex.number}.",
    )


@transaction.atomic
def cancel_annex(*, actor: User, annex: Annex) -> Annex:
    """Withdraw a draft; its number is not given again."""
    contract = _locked(actor, annex.contract)
    return advance(
        annex,
        MACHINE,
        "cancel",
        actor=actor,
        office=contract.application.office,
        case=contract.application_id,
        note=f"Aneks nr {annex.number}.",
    )


@transaction.atomic
def pair_with_decision(
    *, actor: User, annex: Annex, number: str, decided_on: date, amount: Decimal | None = None
) -> AnnexDecision:
    """Note the decision that goes with a signed annex. ``amount`` (złoty a month) is the fee of that decision, if any.

    Raises ``DomainError`` where the annex needs no decision, has one, or the decision's fee is another one.
    """
    application = locked(annex.contract.application)
    demand(works_as(actor, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    fresh = Annex.objects.select_for_update().get(pk=annex.pk)
    if fresh.state != AnnexState.SIGNED or not selectors.needs_decision(fresh):
        raise DomainError("no_pair", "Do tego aneksu nie przypisuje się decyzji.")
    if selectors.decision_of(fresh) is not None:
        raise DomainError("paired", "Ten aneks ma już swoją decyzję.")
    if not number.strip():
        raise DomainError("number", "Wpisz numer decyzji.", "number")
    if decided_on > clock.today():
        raise DomainError("in_the_future", "Wpisz dzień wydania decyzji, nie późniejszy niż dzisiaj.", "decided_on")
    if fresh.fee and amount is not None and amount != Decimal(fresh.fee["amount"]):
        raise DomainError(
            "other_fee",
            f"Aneks mówi o {fresh.fee['amount']} zł miesięcznie, decyzja o {amount} zł. Obie muszą być z tego samego "
            "obliczenia.",
            "amount",
        )
    paired = AnnexDecision.objects.create(annex=fresh, number=number.strip(), decided_on=decided_on)
    record(
        actor=actor,
        office=application.office,
        verb="contracts.annexdecision.note",
        sentence=f"Do aneksu nr {fresh.number} przypisano decyzję nr {number.strip()}.",
        subject=paired,
        case=application.pk,
    )
    return paired
