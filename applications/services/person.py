from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from stdnum.pl import pesel as pesel_number

from applications import access
from applications.folding import fold, name_key
from applications.identity import birth_date_by_pesel
from applications.models import Application, Person
from applications.search import index_person
from applications.services.edit import Change, assign, open_for_change, save_and_note
from office.access import demand
from office.errors import DomainError
from office.models import Office, User
from office.services import record


@dataclass(frozen=True, kw_only=True)
class PersonData:
    """Who asks for support. Empty texts and ``None``: not known (yet)."""

    last_name: str
    first_name: str = ""
    pesel: str = ""
    birth_date: date | None = None
    sex: str = ""
    document_kind: str = ""
    document: str = ""
    citizenship: str = ""
    stay_basis: str = ""
    stay_valid_until: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""


@transaction.atomic
def start(*, actor: User, person: PersonData) -> Application:
    """Begin a draft for ``person``; ``actor`` (a social worker) leads the case.

    A person whom the office knows by PESEL is found, not entered twice: what is typed is taken over, what is left
    empty stays as known. Raises ``DomainError``: not allowed, surname missing, PESEL wrong, PESEL of somebody with
    another surname.
    """
    demand(access.may_start(actor))
    office = _locked(actor.office_id)
    values = _values(person)
    known = _known(office, values["pesel"])
    if known is None:
        row, changes = Person(office=office, **values), []
    else:
        _same_surname(known, person.last_name)
        row = known
        changes = assign(row, {name: value for name, value in values.items() if value})
    _save(row)
    return _begin(actor, office, row, changes, known=known is not None)


@transaction.atomic
def start_for(*, actor: User, person: Person) -> Application:
    """Begin a draft for somebody whom the office knows; the data stay as they are.

    Raises ``DomainError``: not allowed, a person of another office, or one that was joined into another.
    """
    demand(access.may_start(actor))
    office = _locked(actor.office_id)
    known = Person.objects.filter(pk=person.pk, office=office, joined_into__isnull=True).first()
    if known is None:
        raise DomainError(
            "person_gone", "Tego wpisu osoby już nie ma albo połączono go z innym. Wyszukaj osobę jeszcze raz."
        )
    return _begin(actor, office, known, [], known=True)


def _begin(actor: User, office: Office, row: Person, changes: Sequence[Change], *, known: bool) -> Application:
    application = Application.objects.create(office=office, person=row, worker=actor)
    index_person(row)
    record(
        actor=actor,
        office=office,
        verb="applications.application.start",
        sentence="Rozpoczęto wniosek osoby znanej ośrodkowi." if known else "Rozpoczęto wniosek.",
        subject=application,
        case=application.pk,
        detail={"changes": [change.detail for change in changes]},
    )
    return application


@transaction.atomic
def save_person(
    *, actor: User, application: Application, person: PersonData, seen: datetime | None = None
) -> Application:
    """Change who the person is. Raises ``DomainError`` as ``start`` does, and for a PESEL that another person has."""
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    _locked(fresh.office_id)
    values = _values(person)
    known = _known(fresh.office, values["pesel"])
    if known is not None and known.pk != fresh.person_id:
        raise DomainError(
            "pesel_taken",
            f"Ten PESEL ma już w ośrodku {known.full_name}. Jeżeli to ta sama osoba, zacznij "
            "„Nowy wniosek” i wpisz ten "
            "PESEL: program użyje jej danych. Jeżeli to ktoś inny, sprawdź numer z dokumentem.",
            "pesel",
        )
    changes = assign(fresh.person, values)
    if changes:
        _save(fresh.person)
        index_person(fresh.person)
    return save_and_note(
        actor=actor, application=fresh, verb="save_person", what="Zmieniono dane osoby", changes=changes
    )


def _save(row: Person) -> None:
    """Store the person with the name as it will be searched for."""
    row.name_key = name_key(row.first_name, row.last_name)
    row.last_key = fold(row.last_name)
    row.save()


def _locked(office: int | None) -> Office:
    """The office, so that nobody else enters a person of the same PESEL meanwhile."""
    return Office.objects.select_for_update(no_key=True).get(pk=office or 0)


def _values(person: PersonData) -> dict[str, object]:
    if not person.last_name.strip():
        raise DomainError(
            "last_name_missing", "Wpisz nazwisko. Bez niego nie da się potem odnaleźć wniosku.", "last_name"
        )
    if person.pesel and not pesel_number.is_valid(person.pesel):
        raise DomainError("pesel_wrong", "Ten numer PESEL jest błędny. Sprawdź go z dokumentem.", "pesel")
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(person).items()}
    values["pesel"] = pesel_number.compact(person.pesel) if person.pesel else None
    values["birth_date"] = person.birth_date or birth_date_by_pesel(values["pesel"])
    return values


def _known(office: Office, pesel: object) -> Person | None:
    if not pesel:
        return None
    return Person.objects.filter(office=office, pesel=pesel, joined_into__isnull=True).first()


def _same_surname(known: Person, last_name: str) -> None:
    if fold(known.last_name) != fold(last_name):
        raise DomainError(
            "pesel_of_another",
            f"Ten PESEL ma już w ośrodku {known.full_name}. Jeżeli to ta sama osoba, wpisz "
            "nazwisko tak jak tam (zmienisz je "
            "potem we wniosku). Jeżeli to ktoś inny, sprawdź numer z dokumentem.",
            "pesel",
        )
