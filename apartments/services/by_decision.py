"""What a decision does to places beyond a granted stay: the place of a case, and holds that are let go."""

from apartments.models import Occupancy
from apartments.services.anew import let_go_granted
from apartments.services.occupancies import Basis
from apartments.states import MACHINE, OccupancyState
from applications.models import Application
from office.errors import DomainError
from office.models import User
from office.services import advance


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


def let_go_after(*, actor: User, application: Application, basis: Basis) -> None:
    """Let go the places held for a case that a decision has ended without a grant, and one granted by a decision that
    this one takes the place of.
    """
    let_go_granted(actor=actor, application=application, why=f"decyzja {basis.number}", basis=basis)
    for occupancy in application.occupancies.filter(state=OccupancyState.HELD):
        advance(
            occupancy,
            MACHINE,
            "let_go",
            actor=actor,
            office=application.office,
            case=application.pk,
            changes={"release_reason": f"decyzja {basis.number}"},
            note=f"decyzja {basis.number}.",
        )
