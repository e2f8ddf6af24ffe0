"""The rules of order as data, and which places are a reserve for emergencies."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from apartments import access as apartments_access
from apartments.allocation import access
from apartments.models import Apartment, Place, PriorityCriterion, PriorityRules
from apartments.services.words import log_name
from applications.folding import fold
from applications.models import Programme
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record
from office.services.settings import add_version, administered_office


@dataclass(frozen=True)
class CriterionData:
    """Points for one circumstance."""

    words: str
    points: int
    sensitive: bool = False


@transaction.atomic
def add_rules(
    *,
    actor: User,
    programme: Programme | None,
    name: str,
    source: str,
    valid_from: date,
    criteria: Sequence[CriterionData],
    declines_allowed: int | None = None,
    contact_months: int | None = None,
) -> PriorityRules:
    """A new version of the rules from ``valid_from`` on, of a programme or of the whole office.

    A criterion keeps its code while its words stay the same, so that what was noted of people counts on. Raises
    ``DomainError`` for a day that is past, the same words twice, and a programme of another office.
    """
    demand(access.set_rules(actor))
    office = administered_office(actor)
    if programme is not None and programme.office_id != office.pk:
        raise DomainError("programme_of_other_office", "Ten program należy do innego ośrodka.", "programme")
    codes = [slugify(fold(row.words))[:60].strip("-") for row in criteria]
    if len(set(codes)) < len(codes) or not all(codes):
        raise DomainError("criterion_twice", "Dwa kryteria mają takie same słowa. Popraw jedno z nich.")
    if any(row.points < 1 for row in criteria):
        raise DomainError("points", "Każde kryterium daje co najmniej 1 punkt.")
    new = PriorityRules(
        office=office,
        programme=programme,
        name=name.strip(),
        source=source.strip(),
        valid_from=valid_from,
        declines_allowed=declines_allowed,
        contact_months=contact_months,
    )
    whose = f"programu „{programme}”" if programme else "ośrodka"
    sentence = f"Dodano zasady kolejności {whose}: {new.name}, od {short_day(valid_from)}."
    add_version(actor, office, PriorityRules.objects.filter(office=office, programme=programme), new, sentence)
    PriorityCriterion.objects.bulk_create(
        PriorityCriterion(
            rules=new, code=code, words=row.words.strip(), points=row.points, sensitive=row.sensitive, order=order
        )
        for order, (code, row) in enumerate(zip(codes, criteria, strict=True))
    )
    return new


@transaction.atomic
def set_reserve(*, actor: User, apartment: Apartment, places: Collection[Place]) -> Apartment:
    """Make exactly ``places`` of ``apartment`` a reserve for short stays in emergencies."""
    fresh = Apartment.objects.select_for_update().get(pk=apartment.pk)
    demand(apartments_access.edit(actor, fresh))
    wanted = {place.pk for place in places}
    changed = []
    for place in fresh.places.all():
        if place.reserve != (place.pk in wanted):
            place.reserve = place.pk in wanted
            place.save(update_fields=["reserve"])
            changed.append(f"{place.label} {'w rezerwie' if place.reserve else 'poza rezerwą'}")
    if changed:
        record(
            actor=actor,
            office=fresh.office,
            verb="apartments.apartment.set_reserve",
            sentence=f"Zmieniono rezerwę na nagłe sytuacje: {log_name(fresh)}, {'; '.join(changed)}.",
            subject=fresh,
        )
    return fresh
