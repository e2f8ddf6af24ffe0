"""Residents who live in the demo office already: moved in some weeks ago, with a log to look at."""

from datetime import timedelta
from decimal import Decimal

from apartments.logs.services import note_absence, note_incident
from apartments.models import Direction, LineKind, NoticeWay, Stay
from apartments.stays.selectors import granted_places
from apartments.stays.services import HandoverFacts, LineFacts, save_handover, sign_handover
from applications.models import Application
from applications.programmes.models import RulePoint
from decisions.examples import ExampleCase, Stage, carry
from office import clock
from office.models import User

DECIDED_DAYS_AGO = 75
"""Enough that the stay, which begins with the next month, has begun whatever day the demo is made."""


def living_here(case: ExampleCase, *, worker: User, director: User, keeper: User) -> Application:
    """A fictional resident: decided weeks ago, moved in on the first day; an absence and a breach in the log."""
    now = clock.now()
    with clock.pinned(now - timedelta(days=DECIDED_DAYS_AGO)):
        made = carry(
            case,
            worker=worker,
            director=director,
            received_on=clock.today() - timedelta(days=14),
            until=Stage.APPROVED,
        )
    [place] = granted_places(made)
    stay = Stay.objects.get(application=made)
    handover = save_handover(
        actor=keeper,
        stay=stay,
        occupancy=place,
        direction=Direction.IN,
        facts=HandoverFacts(day=place.period_from, present="mieszkaniec, opiekun mieszkań"),
        lines=(
            LineFacts(LineKind.KEY, "klucz do mieszkania", Decimal(1)),
            LineFacts(LineKind.METER, "energia elektryczna", Decimal("1200.5"), number="E-0000", unit="kWh"),
        ),
    )
    sign_handover(actor=keeper, handover=handover, signed_on=place.period_from, signatures="obie strony")
    stay.refresh_from_db()
    _log(stay, keeper)
    return made


def _log(stay: Stay, keeper: User) -> None:
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    left = now - timedelta(days=6)
    note_absence(
        actor=keeper,
        stay=stay,
        left_at=left,
        until=left + timedelta(days=2),
        reported_at=left - timedelta(hours=1),
        way=NoticeWay.PHONE,
    )
    point = RulePoint.objects.filter(
        rules__programme=stay.application.programme, kind="duty", text__startswith="cisza nocna"
    ).first()
    note_incident(
        actor=keeper,
        stay=stay,
        happened_at=now - timedelta(days=2),
        what="Zmyślone zdarzenie pokazowe: głośna muzyka po 22.00.",
        seen_by="opiekun mieszkań",
        point=point,
    )
