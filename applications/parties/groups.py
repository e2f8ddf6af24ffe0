"""People who move in together: linking the applications of adults, and the children who come with one of them."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from stdnum.pl import pesel as pesel_number

from applications import access
from applications.identity import ADULT
from applications.models import Application
from applications.parties.models import MovingChild, MovingGroup
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.periods import age_on
from office.services import record


@dataclass(frozen=True, kw_only=True)
class ChildData:
    """A child who moves in with an applicant."""

    first_name: str
    last_name: str
    birth_date: date
    relation: str
    representative: str
    pesel: str = ""
    document: str = ""
    citizenship: str = ""


@transaction.atomic
def put_together(*, actor: User, application: Application, other: Application) -> Application:
    """Link two applications of adults who move in together; whoever is linked to either comes along.

    Each keeps a case, a contract and a decision of one's own. Raises ``DomainError``: not allowed, another office, the
    same person or the same application.
    """
    first, second = (locked(row) for row in sorted((application, other), key=lambda row: row.pk))
    fresh, beside = (first, second) if first.pk == application.pk else (second, first)
    for row in (fresh, beside):
        demand(access.may_edit(actor, row))
    if fresh.office_id != beside.office_id or fresh.person_id == beside.person_id:
        raise DomainError(
            "not_together",
            "Łączy się wnioski dwóch różnych osób w tym samym ośrodku. Wybierz wniosek innej osoby.",
            "other",
        )
    if fresh.moving_group_id is not None and fresh.moving_group_id == beside.moving_group_id:
        return fresh
    group = beside.moving_group or fresh.moving_group or MovingGroup.objects.create(office=fresh.office)
    members = Application.objects.filter(pk__in=[fresh.pk, beside.pk])
    if fresh.moving_group_id is not None:
        members |= Application.objects.filter(moving_group_id=fresh.moving_group_id)
    keys = list(members.values_list("pk", flat=True))
    Application.objects.filter(pk__in=keys).update(moving_group=group, updated_at=clock.now())
    for row, name in ((fresh, beside.person.full_name), (beside, fresh.person.full_name)):
        _note(actor, row, "put_together", f"Wnioski połączono: osoba wprowadza się razem z: {name}.")
    return locked(fresh)


@transaction.atomic
def take_apart(*, actor: User, application: Application) -> Application:
    """The applicant does not move in with the others after all."""
    fresh = locked(application)
    demand(access.may_edit(actor, fresh))
    if fresh.moving_group_id is None:
        return fresh
    fresh.moving_group = None
    fresh.save(update_fields=["moving_group", "updated_at"])
    _note(actor, fresh, "take_apart", "Osoba nie wprowadza się już razem z innymi: odłączono jej wniosek.")
    return fresh


@transaction.atomic
def add_child(*, actor: User, application: Application, child: ChildData) -> MovingChild:
    """A child who moves in with the applicant. A child is no party; who represents it is named.

    Raises ``DomainError``: not allowed, a name or the representative missing, PESEL wrong, a birth date to come, and
    for somebody of age (who files an application of one's own).
    """
    fresh = locked(application)
    demand(access.may_edit(actor, fresh))
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(child).items()}
    _child_stands(values, fresh.stay_from or clock.today())
    row = MovingChild.objects.create(application=fresh, **values)
    fresh.save(update_fields=["updated_at"])
    _note(actor, fresh, "add_child", f"Wpisano dziecko, które wprowadza się z osobą: {row.full_name}.")
    return row


def _child_stands(values: dict[str, object], day: date) -> None:
    for name in ("first_name", "last_name", "relation", "representative"):
        if not values[name]:
            raise DomainError("child_incomplete", "Uzupełnij to pole: formularz dziecka go wymaga.", name)
    number, born = str(values["pesel"]), values["birth_date"]
    if number and not pesel_number.is_valid(number):
        raise DomainError("pesel_wrong", "Ten numer PESEL jest błędny. Sprawdź go z dokumentem.", "pesel")
    if not isinstance(born, date) or born > clock.today():
        raise DomainError("birth_date_wrong", "Data urodzenia jest w przyszłości. Sprawdź ją.", "birth_date")
    if age_on(born, day) >= ADULT:
        raise DomainError(
            "of_age",
            "W dniu wprowadzenia ta osoba będzie pełnoletnia, dlatego składa własny wniosek. "
            "Dodaj ją jako osobę dorosłą.",
            "birth_date",
        )


@transaction.atomic
def remove_child(*, actor: User, application: Application, child: MovingChild) -> None:
    """The child does not move in after all."""
    fresh = locked(application)
    demand(access.may_edit(actor, fresh))
    name = child.full_name
    MovingChild.objects.filter(pk=child.pk, application=fresh).delete()
    fresh.save(update_fields=["updated_at"])
    _note(actor, fresh, "remove_child", f"Dziecko nie wprowadza się z osobą, usunięto je z wniosku: {name}.")


def _note(actor: User, row: Application, verb: str, sentence: str) -> None:
    record(
        actor=actor,
        office=row.office,
        verb=f"applications.application.{verb}",
        sentence=sentence,
        subject=row,
        case=row.pk,
    )
