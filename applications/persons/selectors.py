"""Reads about persons: their ground of stay, finding them, what may be the same person."""

from datetime import date

from django.db.models import QuerySet

from applications.models import Application, Person, StayBasis
from office import clock
from office.models import Role, User
from office.polish import short_day

CITIZENSHIPS = (
    "polskie",
    "ukraińskie",
    "białoruskie",
    "rosyjskie",
    "gruzińskie",
    "mołdawskie",
    "wietnamskie",
    "bez obywatelstwa",
)
"""What the form suggests; anything else may be typed."""


def stay_bases(on: date) -> list[StayBasis]:
    """The grounds of stay that may be chosen on ``on``."""
    return list(StayBasis.objects.on(on).order_by("order", "name"))


def stay_basis_of(person: Person, on: date) -> StayBasis | None:
    """The person's ground of stay as the list has it on ``on``, else as it had it last; none when none is entered."""
    if not person.stay_basis:
        return None
    versions = list(StayBasis.objects.filter(code=person.stay_basis).order_by("-valid_from"))
    in_force = [row for row in versions if row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)]
    return next(iter(in_force or versions), None)


def stay_rows(person: Person) -> tuple[tuple[str, str], ...]:
    """The ground of stay as the case page lists it; nothing for whom none is entered."""
    basis = stay_basis_of(person, clock.today())
    if basis is None:
        return ()
    until = f", ważna do {short_day(person.stay_valid_until)}" if person.stay_valid_until else ""
    return (("Podstawa pobytu", f"{basis.name}{until}"),)


def visible_to(user: User) -> QuerySet[Person]:
    """The persons whom ``user`` may open: of the own office, for social workers and the director; else none."""
    rows = Person.objects.select_related("office", "joined_into")
    if user.office_id is None or not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        return rows.none()
    return rows.filter(office_id=user.office_id)


def cases_of(person: Person) -> list[Application]:
    """All applications of a person, newest first."""
    return list(person.applications.select_related("programme", "worker", "person").order_by("-pk"))


def person_rows(person: Person) -> tuple[tuple[str, str], ...]:
    """The person's data as the person's page lists them."""
    address = ", ".join(part for part in (person.street, f"{person.postal_code} {person.city}".strip()) if part)
    return (
        ("PESEL", person.pesel or "brak"),
        ("Data urodzenia", short_day(person.birth_date) if person.birth_date else ""),
        ("Obywatelstwo", person.citizenship),
        *((("Dokument", person.identity_document),) if person.document else ()),
        *stay_rows(person),
        ("Adres", address),
        ("Telefon", person.phone),
    )
