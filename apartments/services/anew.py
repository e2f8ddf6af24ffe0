"""The place of a case that is decided anew: kept, held once more, let go, granted by the new decision."""

from django.db import transaction
from django.db.models import Q

from apartments.models import ChangeAct, Occupancy, OccupancyChange, Stay
from apartments.selectors import free_places
from apartments.services.occupancies import Basis, database_refusals, stay_of
from apartments.services.periods import annul_all, end_stay, granted_rows
from apartments.services.words import days, log_name
from apartments.states import OccupancyState
from applications.models import Application
from applications.services import locked
from office import clock
from office.access import demand, works_as
from office.errors import DomainError
from office.models import Role, User
from office.services import record


def lives_there(application: Application) -> bool:
    """Whether the person has moved in already."""
    return Stay.objects.filter(application=application, moved_in_on__isnull=False).exists()


@transaction.atomic
def keep_place(*, actor: User, application: Application, release_reason: str) -> str:
    """See that the place of a case that is taken up again waits for it; returns what holds, as a Polish sentence.

    A granted place stays taken. The one that was let go with ``release_reason`` is held again where it is free.
    """
    application = locked(application)
    demand(works_as(actor, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    taken = application.occupancies.filter(state__in=Occupancy.TAKING).select_related("place__apartment").first()
    if taken is not None:
        return f"Miejsce {_name(taken)} czeka na tę osobę: {days(taken.period_from, taken.period_to)}."
    former = (
        application.occupancies.filter(state=OccupancyState.RELEASED)
        .filter(Q(release_reason=release_reason) | Q(release_reason__startswith=f"{release_reason}: "))
        .select_related("place__apartment")
        .order_by("-pk")
        .first()
    )
    if former is None or application.programme is None:
        return ""
    name = _name(former)
    period_from, period_to = stay_of(application)
    if not free_places(application.programme, period_from, period_to).filter(pk=former.place_id).exists():
        return f"Miejsce {name} nie jest już wolne. Wybierz inne miejsce na stronie sprawy."
    try:
        with database_refusals():
            held = Occupancy.objects.create(
                place=former.place, application=application, period_from=period_from, period_to=period_to
            )
    except DomainError:
        return f"Miejsce {name} nie jest już wolne. Wybierz inne miejsce na stronie sprawy."
    _tell(actor, held, "hold", "Zarezerwowano ponownie miejsce")
    return f"Miejsce {name} jest znów zarezerwowane: {days(period_from, period_to)}."


@transaction.atomic
def let_go_granted(*, actor: User, application: Application, why: str, basis: Basis | None = None) -> str:
    """Take back whole the grant of a place that rests on no decision any more; returns a Polish sentence.

    Where the person lives there, the stay ends today instead: the page of the stay says what is next. ``why`` is kept.
    """
    application = locked(application)
    demand(works_as(actor, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    rows = granted_rows(application)
    if not rows:
        return ""
    if not lives_there(application):
        annul_all(actor=actor, rows=rows, why=why, basis=basis)
        return "Miejsce zwolniono: osoba jeszcze się nie wprowadziła."
    last = rows[-1].period_to
    if last is None or last > clock.today():
        end_stay(actor=actor, occupancy=rows[-1], last_day=clock.today(), basis=basis, reason="" if basis else why)
    return "Osoba mieszka w tym miejscu: pobyt kończy się dziś. Umów wyprowadzenie i sporządź protokół."


@transaction.atomic
def renew_stay(*, actor: User, occupancy: Occupancy, basis: Basis) -> Occupancy:
    """Let a granted place rest on the new decision ``basis`` from now on; its days stay as they are."""
    application = locked(occupancy.application)
    demand(works_as(actor, application.office, Role.DIRECTOR))
    if not basis.number.strip():
        raise DomainError("basis_missing", "Miejsce przyznaje decyzja: brak jej numeru.")
    OccupancyChange.objects.create(
        occupancy=occupancy,
        act=ChangeAct.RENEW,
        was_to=occupancy.period_to,
        now_to=occupancy.period_to,
        basis_number=basis.number,
        basis_date=basis.date,
        made_by=actor,
    )
    _tell(actor, occupancy, "renew", f"Nowa decyzja ({basis.number}) przyznaje to samo miejsce")
    return occupancy


def _name(occupancy: Occupancy) -> str:
    return f"„{log_name(occupancy.place.apartment)}, {occupancy.place.label}”"


def _tell(actor: User, occupancy: Occupancy, act: str, what: str) -> None:
    place = occupancy.place
    record(
        actor=actor,
        office=occupancy.application.office,
        verb=f"apartments.occupancy.{act}",
        sentence=f"{what}: {log_name(place.apartment)}, {place.label}, "
        f"{days(occupancy.period_from, occupancy.period_to)}.",
        subject=occupancy,
        case=occupancy.application_id,
    )
