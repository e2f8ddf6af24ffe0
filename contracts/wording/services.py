"""Acts on contract texts and on the terms of operators. What was published is never rewritten."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from applications.models import HousingKind, Programme
from contracts.clauses import check_slots, slots_in
from contracts.models import ContractClause, OperatorTerms
from contracts.states import ClauseState
from contracts.wording.elements import ELEMENTS, STARTING
from office import clock
from office.errors import DomainError, raise_all
from office.models import User
from office.old_words import refuse_old_words
from office.polish import short_day
from office.services import record
from office.services.settings import administered_office


@dataclass(frozen=True)
class Scope:
    """For which contracts a text is: a kind of apartment of the office, or one of its programmes."""

    kind: str
    programme: Programme | None = None


@transaction.atomic
def draft_clause(
    *, actor: User, scope: Scope, element: int, text: str, valid_from: date, source: str
) -> ContractClause:
    """Write the draft of a text, or write it anew; ``valid_from`` is the day it is meant for.

    Raises ``DomainError`` for an unknown element or slot, an empty text, a word of tenancy, a past day, a day that has
    its text.
    """
    office = administered_office(actor)
    if element not in ELEMENTS or scope.kind not in HousingKind.values:
        raise DomainError("element", "Wybierz element z listy.")
    if scope.programme is not None and scope.programme.office_id != office.pk:
        raise DomainError("programme", "Ten program należy do innego ośrodka.")
    if not text.strip():
        raise DomainError("text", "Napisz tekst: pusty element nie może stać w kontrakcie.", "text")
    check_slots(text)
    raise_all(refuse_old_words(text, "text"))
    if element in STARTING and slots_in(text):
        raise DomainError("no_slots_here", "Ten tekst jest początkiem do dalszego pisania: pól w nim nie ma.", "text")
    if valid_from < clock.today():
        raise DomainError("past", f"Wpisz dzień od {short_day(clock.today())}: dawne kontrakty zostają.", "valid_from")
    own = {
        "kind": scope.kind,
        "programme": scope.programme,
        "office": None if scope.programme else office,
        "element": element,
    }
    if ContractClause.objects.filter(**own, state=ClauseState.PUBLISHED, valid_from__gte=valid_from).exists():
        raise DomainError("has_text", "Od tego lub późniejszego dnia jest już opublikowany tekst.", "valid_from")
    draft = ContractClause.objects.filter(**own, state=ClauseState.DRAFT).first()
    draft = draft or ContractClause(**own, state=ClauseState.DRAFT)
    draft.text, draft.valid_from, draft.source = text.strip(), valid_from, source.strip()
    draft.version = valid_from.isoformat()
    draft.save()
    _note(actor, draft, "draft", f"Zapisano szkic tekstu kontraktu: {ELEMENTS[element]}.")
    return draft


@transaction.atomic
def publish_clause(*, actor: User, clause: ContractClause) -> ContractClause:
    """Put a draft in force from its day; the former text of the same scope ends the day before."""
    clause = _draft(actor, clause)
    raise_all(refuse_old_words(clause.text, "text"))
    if clause.valid_from < clock.today():
        raise DomainError("past", "Dzień tego szkicu już minął. Wpisz w nim późniejszy dzień.")
    former = ContractClause.objects.filter(
        kind=clause.kind,
        programme=clause.programme,
        office=clause.office,
        element=clause.element,
        state=ClauseState.PUBLISHED,
        valid_to__isnull=True,
    )
    if former.filter(valid_from__gte=clause.valid_from).exists():
        raise DomainError("has_text", "Od tego lub późniejszego dnia jest już opublikowany tekst. Zmień dzień szkicu.")
    former.update(valid_to=clause.valid_from - timedelta(days=1))
    clause.state = ClauseState.PUBLISHED
    clause.save(update_fields=["state"])
    words = f"Opublikowano tekst kontraktu: {ELEMENTS[clause.element]}, od {short_day(clause.valid_from)}."
    _note(actor, clause, "publish", words)
    return clause


@transaction.atomic
def drop_clause(*, actor: User, clause: ContractClause) -> None:
    """Throw a draft away."""
    clause = _draft(actor, clause)
    _note(actor, clause, "drop", f"Usunięto szkic tekstu kontraktu: {ELEMENTS[clause.element]}.")
    clause.delete()


def _draft(actor: User, clause: ContractClause) -> ContractClause:
    office = administered_office(actor)
    fresh = ContractClause.objects.select_for_update(of=("self",)).select_related("programme").get(pk=clause.pk)
    if (fresh.programme.office_id if fresh.programme else fresh.office_id) != office.pk:
        raise DomainError("other_office", "Ten tekst należy do innego ośrodka.")
    if fresh.state != ClauseState.DRAFT:
        raise DomainError("published", "Ten tekst jest już opublikowany. Napisz nowy szkic od późniejszego dnia.")
    return fresh


def _note(actor: User, subject: ContractClause | OperatorTerms, verb: str, sentence: str) -> None:
    record(
        actor=actor,
        office=administered_office(actor),
        verb=f"{subject._meta.label_lower}.{verb}",
        sentence=sentence,
        subject=subject,
    )


@transaction.atomic
def set_operator_terms(
    *,
    actor: User,
    name: str,
    address: str,
    represented_by: str,
    represented_post: str,
    cost_share: str,
    source: str,
    valid_from: date,
) -> OperatorTerms:
    """New terms of the body that runs apartments for the office; the former ones end the day before."""
    office = administered_office(actor)
    if valid_from < clock.today():
        raise DomainError("past", f"Wpisz dzień od {short_day(clock.today())}.", "valid_from")
    former = OperatorTerms.objects.filter(office=office, name=name.strip(), valid_to__isnull=True)
    if former.filter(valid_from__gte=valid_from).exists():
        raise DomainError("has_terms", "Od tego lub późniejszego dnia są już zapisane warunki.", "valid_from")
    former.update(valid_to=valid_from - timedelta(days=1))
    terms = OperatorTerms.objects.create(
        office=office,
        name=name.strip(),
        address=address.strip(),
        represented_by=represented_by.strip(),
        represented_post=represented_post.strip(),
        cost_share=cost_share.strip(),
        source=source.strip(),
        valid_from=valid_from,
    )
    _note(actor, terms, "set", f"Zapisano podmiot prowadzący {terms.name}, od {short_day(valid_from)}."[:600])
    return terms
