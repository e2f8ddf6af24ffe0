"""Joining two rows of one person: everything goes to one of them, the other stays as a trace."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction

from applications import access
from applications.folding import fold, name_key
from applications.models import Application, Person
from applications.search import index_person
from applications.services.edit import Change, assign
from applications.services.locking import locked
from office.access import demand
from office.errors import DomainError
from office.models import Office, User
from office.services import record

COMPARED = (
    "last_name",
    "first_name",
    "pesel",
    "birth_date",
    "sex",
    "document_kind",
    "document",
    "citizenship",
    "stay_basis",
    "stay_valid_until",
    "street",
    "postal_code",
    "city",
    "phone",
)
"""The facts of which one value is chosen."""


@dataclass(frozen=True)
class _Pair:
    kept: Person
    joined: Person


@transaction.atomic
def join(*, actor: User, kept: Person, joined: Person, take: Mapping[str, str], reason: str) -> Person:
    """Make one person of two rows; returns the one that goes on.

    ``take`` says for a name in ``COMPARED`` whether the value of ``"kept"`` (the default) or ``"joined"`` goes on.
    Every row of the program that pointed to ``joined`` points to ``kept`` afterwards; each case touched gets an event.
    What was approved or signed keeps its own copy of the data and does not change. The program has no way back.

    Raises ``DomainError``: not allowed, no reason, the same or a joined row, another office, two different PESELs, or
    rows that may not be moved.
    """
    demand(access.may_start(actor))
    office = Office.objects.select_for_update(no_key=True).get(pk=actor.office_id or 0)
    pair = _pair(office, kept, joined)
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, skąd wiadomo, że to ta sama osoba.", "reason")
    _one_pesel(pair)
    values = {name: getattr(pair.joined if take.get(name) == "joined" else pair.kept, name) for name in COMPARED}
    values["pesel"] = pair.kept.pesel or pair.joined.pesel
    touched = list(Application.objects.filter(person__in=[pair.kept.pk, pair.joined.pk]).order_by("pk"))
    moved = [case.pk for case in touched if case.person_id == pair.joined.pk]
    for case in touched:
        locked(case)
    changes = _joined(pair, values)
    noted: list[Application | None] = [*touched] or [None]
    for entry in noted:
        _note(actor, office, pair, entry, changes, moved, reason.strip())
    return pair.kept


def _pair(office: Office, kept: Person, joined: Person) -> _Pair:
    rows = {
        row.pk: row
        for row in Person.objects.select_for_update().filter(
            office=office, pk__in=[kept.pk, joined.pk], joined_into__isnull=True
        )
    }
    if kept.pk == joined.pk or len(rows) != len({kept.pk, joined.pk}):
        raise DomainError(
            "person_gone",
            "Łączy się dwa różne, jeszcze niepołączone wpisy osoby. Jeden z nich ktoś już połączył: wyszukaj osobę "
            "jeszcze raz.",
        )
    return _Pair(rows[kept.pk], rows[joined.pk])


def _one_pesel(pair: _Pair) -> None:
    if pair.kept.pesel and pair.joined.pesel and pair.kept.pesel != pair.joined.pesel:
        raise DomainError(
            "two_pesels",
            "Te wpisy mają dwa różne numery PESEL, więc są to dwie osoby. Jeżeli jeden numer jest błędny, najpierw "
            "popraw go we wniosku tej osoby.",
            "pesel",
        )


def _joined(pair: _Pair, values: Mapping[str, object]) -> list[Change]:
    """Move what points to the joined row, mark it, and give the kept one the chosen values, in this order."""
    try:
        with transaction.atomic():
            for model, column in _pointing():
                model._base_manager.filter(**{column: pair.joined.pk}).update(**{column: pair.kept.pk})
            Person.objects.filter(pk=pair.joined.pk).update(joined_into=pair.kept)
            changes = assign(pair.kept, values)
            pair.kept.name_key = name_key(pair.kept.first_name, pair.kept.last_name)
            pair.kept.last_key = fold(pair.kept.last_name)
            pair.kept.save()
            index_person(pair.kept)
    except IntegrityError as error:
        raise DomainError(
            "not_movable",
            "Nie da się połączyć tych wpisów: któryś zapis drugiej osoby jest zamknięty i nie można go przenieść. "
            "Zgłoś to administratorowi.",
        ) from error
    return changes


def _pointing() -> list[tuple[type[models.Model], str]]:
    """Every model with a foreign key to a person, whichever app it is of, but for the trace itself."""
    return [
        (relation.related_model, relation.field.attname)
        for relation in Person._meta.related_objects
        if relation.field.name != "joined_into" and isinstance(relation.related_model, type)
    ]


def _note(
    actor: User,
    office: Office,
    pair: _Pair,
    case: Application | None,
    changes: list[Change],
    moved: list[int],
    reason: str,
) -> None:
    here = "Sprawę przeniesiono do drugiego wpisu tej samej osoby" if case and case.pk in moved else ""
    record(
        actor=actor,
        office=office,
        verb="applications.person.join",
        sentence=f"{here or 'Do osoby w tej sprawie dołączono drugi wpis tej samej osoby'}. Powód: {reason}",
        subject=pair.kept,
        case=case.pk if case else None,
        detail={
            "kept": pair.kept.pk,
            "joined": pair.joined.pk,
            "moved_cases": moved,
            "changes": [change.detail for change in changes],
        },
    )
