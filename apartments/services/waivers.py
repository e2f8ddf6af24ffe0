"""The director's consent to a place that breaks a standard."""

from django.db import transaction

from apartments import access
from apartments.models import Place, StandardsWaiver
from apartments.selectors import broken_by_stay
from apartments.services.occupancies import check_place, stay_of
from apartments.services.words import days, log_name
from applications.models import Application
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.services import record


@transaction.atomic
def waive_standards(*, actor: User, application: Application, place: Place, reason: str) -> StandardsWaiver:
    """The director's consent that ``application`` takes ``place`` for its stay although that breaks standards of § 6.

    It covers exactly the standards that are broken now, for these days. ``reason`` (Polish) is kept.
    """
    fresh = Application.objects.select_for_update().get(pk=application.pk)
    demand(access.waive(actor, fresh))
    if not reason.strip():
        raise DomainError(
            "reason_missing", "Napisz, dlaczego mimo naruszenia standardu zgadzasz się na to miejsce.", "reason"
        )
    period_from, period_to = stay_of(fresh)
    check_place(fresh, place)
    broken = broken_by_stay([place], period_from, period_to, leaving_out=fresh)[place.pk]
    if not broken:
        raise DomainError(
            "nothing_broken", "Pobyt w tym miejscu nie narusza żadnego standardu: zgoda jest zbędna.", "place"
        )
    words = " ".join(standard.sentence for standard in broken)
    waiver = StandardsWaiver.objects.create(
        application=fresh,
        place=place,
        period_from=period_from,
        period_to=period_to,
        broken=sorted({standard.code for standard in broken}),
        words=words,
        reason=reason.strip(),
        given_by=actor,
    )
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.standardswaiver.give",
        sentence=(
            f"Zgoda na miejsce mimo naruszenia standardu: {log_name(place.apartment)}, {place.label}, "
            f"{days(period_from, period_to)}. {words} Uzasadnienie: {waiver.reason}"
        ),
        subject=waiver,
        case=fresh.pk,
        detail={"broken": waiver.broken},
    )
    return waiver
