"""What a decision does to places beyond a granted stay: the place of a case, its opening, holds that are let go."""

from datetime import date

from django.db import transaction

from apartments.models import Occupancy, Stay
from apartments.services.anew import let_go_granted
from apartments.services.occupancies import Basis
from apartments.states import MACHINE, OccupancyState
from applications.models import Application
from office.access import demand, works_as
from office.errors import DomainError
from office.models import Role, User
from office.polish import short_day
from office.services import advance, record


def granted_occupancy(application: Application) -> Occupancy:
    """The place granted to a case, the latest one. Raises ``DomainError`` where none is."""
    row = (
        application.occupancies.select_related("place__apartment", "application__office")
        .filter(state=OccupancyState.GRANTED)
        .order_by("-period_from", "-pk")
        .first()
    )
    if row is None:
        raise DomainError("no_stay", "W tej sprawie nie ma przyznanego miejsca.")
    return row


def is_open(application: Application) -> bool:
    """Whether the person of the granted case may be let in, or was."""
    return Stay.objects.filter(application=application, open_from__isnull=False).exists()


def waits_for(application: Application) -> bool:
    """Whether a place is taken for the case, held or granted."""
    return application.occupancies.filter(state__in=Occupancy.TAKING).exists()


def let_go_after(*, actor: User, application: Application, basis: Basis, reason: str = "") -> None:
    """Let go the places held for a case that a decision has ended without a grant, and one granted by a decision that
    this one takes the place of; ``reason``: why before its time.
    """
    why = f"decyzja {basis.number}" + (f": {reason}" if reason else "")
    let_go_granted(actor=actor, application=application, why=why, basis=basis)
    for occupancy in application.occupancies.filter(state=OccupancyState.HELD):
        advance(
            occupancy,
            MACHINE,
            "let_go",
            actor=actor,
            office=application.office,
            case=application.pk,
            changes={"release_reason": why[:300]},
            note=f"{why.rstrip('.')}.",
        )


@transaction.atomic
def open_stay(*, actor: User, application: Application, since: date, why: str) -> Stay:
    """Note that the person may be let in from ``since`` on, because the decision may be carried out (``why``, Polish).

    Once: a stay that is open stays so. Raises ``DomainError`` where no stay was granted or it is open already.
    """
    demand(works_as(actor, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    stay = Stay.objects.select_for_update().filter(application=application).first()
    if stay is None:
        raise DomainError("no_stay", "W tej sprawie nie ma przyznanego pobytu.")
    if stay.open_from is not None:
        raise DomainError("open", f"Tę osobę można wprowadzić już od {short_day(stay.open_from)}.")
    stay.open_from, stay.open_why = since, why
    stay.save(update_fields=["open_from", "open_why"])
    record(
        actor=actor,
        office=application.office,
        verb="apartments.stay.open",
        sentence=f"Decyzję o przyznaniu można wykonać: wprowadzenie jest możliwe od {short_day(since)}.",
        subject=stay,
        case=application.pk,
    )
    return stay


def close_stay(*, actor: User, application: Application, why: str) -> None:
    """The decision that opened the stay does not stand any more: nobody is let in, unless the person moved in already.

    ``why`` (Polish, a noun phrase) is told. Nothing happens where the stay is not open.
    """
    stay = Stay.objects.select_for_update().filter(application=application, moved_in_on__isnull=True).first()
    if stay is None or stay.open_from is None:
        return
    stay.open_from, stay.open_why = None, ""
    stay.save(update_fields=["open_from", "open_why"])
    record(
        actor=actor,
        office=application.office,
        verb="apartments.stay.close",
        sentence=f"Wprowadzenie znów czeka: {why}.",
        subject=stay,
        case=application.pk,
    )
