"""Reads about persons: their ground of stay, finding them, what may be the same person."""

from datetime import date

from applications.models import Person, StayBasis
from office import clock
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
