"""Reads of the waiting list and of offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from apartments.allocation import access
from apartments.allocation.expiry import overdue
from apartments.allocation.order import Scored, explained, in_order, rules_for_programme, scored
from apartments.allocation.services.offers import ahead, waiting_in_order
from apartments.allocation.states import EntryState, OfferState
from apartments.allocation.suitability import Check, checks, surroundings
from apartments.models import Occupancy, Place, PlaceOffer, PriorityRules, Regime, WaitingChange, WaitingEntry
from apartments.selectors import Standard, broken_by_stay, name_for, waived
from applications.access import may_see_health
from applications.models import Application, Programme
from applications.states import ApplicationState
from office.access import Verdict
from office.models import Office, User
from office.periods import add_months

# How long the office trusts that somebody still waits: a reminder of this program where the rules say nothing.
ASK_AGAIN_AFTER_MONTHS = 6


def offers_visible_to(user: User) -> QuerySet[PlaceOffer]:
    """The offers of the user's office, for those who run cases."""
    rows = PlaceOffer.objects.select_related(
        "application__office", "application__person", "application__programme", "place__apartment__office", "deadline"
    )
    return rows.filter(application__office=user.office_id) if access.see_list(user) else rows.none()


def rules_in(office: Office) -> QuerySet[PriorityRules]:
    """Every version of the office's rules of order, the newest first."""
    rows = PriorityRules.objects.filter(office=office).select_related("programme").prefetch_related("criteria")
    return rows.order_by("programme__name", "-valid_from")


@dataclass(frozen=True)
class Row:
    """One person on the list: position, points and why, what is offered, whether to ask if they still wait."""

    position: int
    entry: WaitingEntry
    application: Application
    points: int
    why: Sequence[str]
    offer: PlaceOffer | None
    offer_late: bool
    declined: int
    declined_enough: bool
    ask_again: bool


@dataclass(frozen=True)
class Queue:
    """The list of one programme with the rules it is ordered by."""

    programme: Programme
    rules: PriorityRules | None
    rows: Sequence[Row]


def _waiting(office: Office) -> QuerySet[WaitingEntry]:
    """Who waits: on the list, the case open, no place held or granted."""
    offers = PlaceOffer.objects.filter(state=OfferState.OPEN)
    return (
        WaitingEntry.objects.filter(
            state=EntryState.WAITING, application__office=office, application__state=ApplicationState.SUBMITTED
        )
        .exclude(application__occupancies__state__in=Occupancy.TAKING)
        .select_related("application__person", "application__programme", "application__office")
        .prefetch_related(Prefetch("application__offers", queryset=offers, to_attr="open_offers"))
        .annotate(declined=Count("application__offers", filter=Q(application__offers__state=OfferState.DECLINED)))
    )


def _row(row: Scored, number: int, rules: PriorityRules | None, reader: User | None, today: date) -> Row:
    entry, application = row.entry, row.entry.application
    offer = next(iter(application.open_offers), None)  # type: ignore[attr-defined]
    declined: int = entry.declined  # type: ignore[attr-defined]
    months = (rules.contact_months if rules else None) or ASK_AGAIN_AFTER_MONTHS
    limit = rules.declines_allowed if rules else None
    return Row(
        position=number,
        entry=entry,
        application=application,
        points=row.points,
        why=explained(
            row, number - 1, rules, sensitive=reader is not None and bool(may_see_health(reader, application))
        ),
        offer=offer,
        offer_late=offer is not None and overdue(offer, today),
        declined=declined,
        declined_enough=limit is not None and declined >= limit,
        ask_again=add_months(entry.contacted_on, months) <= today,
    )


def queues(office: Office, today: date, programme: Programme | None = None, reader: User | None = None) -> list[Queue]:
    """The lists of the office by programme (or of one), each in its order; a constant number of queries.

    The words of sensitive criteria are there only for a ``reader`` who may see the health data of the case; lists that
    are printed or exported have no reader.
    """
    in_force = list(
        PriorityRules.objects.on(today).filter(office=office).order_by("valid_from").prefetch_related("criteria")
    )
    found: dict[Programme, list[WaitingEntry]] = {}
    waiting = _waiting(office)
    for entry in waiting.filter(application__programme=programme) if programme else waiting:
        if entry.application.programme is not None:
            found.setdefault(entry.application.programme, []).append(entry)
    made = []
    for one in sorted(found, key=lambda row: row.name):
        rules = rules_for_programme(in_force, one.pk)
        ordered = in_order(scored(entry, rules) for entry in found[one])
        rows = [_row(row, number, rules, reader, today) for number, row in enumerate(ordered, start=1)]
        made.append(Queue(one, rules, rows))
    return made


def positions(office: Office, today: date) -> dict[int, int]:
    """Where the cases of ``office`` stand, each on the list of its programme: key of the application to position."""
    return {row.application.pk: row.position for queue in queues(office, today) for row in queue.rows}


def row_of(application: Application, user: User, today: date) -> Row | None:
    """Where ``application`` stands on its list; none for who is not on it."""
    for queue in queues(application.office, today, application.programme, user):
        for row in queue.rows:
            if row.application.pk == application.pk:
                return row
    return None


@dataclass(frozen=True)
class Choice:
    """One place that could be offered: its name for the reader, the checks, broken standards, who is ahead."""

    place: Place
    name: str
    checks: Sequence[Check]
    broken: Sequence[Standard]
    ahead: Sequence[WaitingEntry]

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against offering it (a shared room of a family may be explained)."""
        return not self.broken and all(check.outcome != "no" or check.code == "mixed" for check in self.checks)


def choices(application: Application, user: User, today: date) -> list[Choice]:
    """Every place of the programme with whether it suits ``application``; the fitting ones first."""
    if application.programme is None or application.stay_from is None:
        return []
    places = list(
        Place.objects.filter(apartment__programmes=application.programme)
        .exclude(apartment__regime=Regime.CIVIL)
        .select_related("apartment__office", "room")
        .order_by("apartment__street", "apartment__code", "pk")
    )
    period = (application.stay_from, application.stay_to)
    around, broken = surroundings(places, today), broken_by_stay(places, *period, leaving_out=application)
    entries = waiting_in_order(application, today)
    made = [
        Choice(
            place=place,
            name=f"{name_for(user, place.apartment)}, {place.label}",
            checks=checks(application, place, around),
            broken=[]
            if broken[place.pk] and waived(application, place, *period, broken[place.pk])
            else broken[place.pk],
            ahead=ahead(application, place, around, entries),
        )
        for place in places
    ]
    return sorted(made, key=lambda choice: not choice.fits)


@dataclass(frozen=True)
class QueueCase:
    """The waiting list as one case shows it."""

    entry: WaitingEntry | None
    row: Row | None
    changes: Sequence[WaitingChange]
    offers: Sequence[tuple[PlaceOffer, str]]
    may_keep: Verdict
    may_prefer: Verdict
    may_remove: Verdict

    @property
    def on_list(self) -> bool:
        """Whether the case is on the list (it may have got a place meanwhile)."""
        return self.entry is not None and self.entry.state == EntryState.WAITING


def queue_case(application: Application, user: User, today: date) -> QueueCase:
    """The entry of ``application`` with its position, history and offers."""
    entry = WaitingEntry.objects.filter(application=application).first()
    offers = application.offers.select_related("place__apartment__office", "offered_by")
    return QueueCase(
        entry=entry,
        row=row_of(application, user, today) if entry else None,
        changes=list(entry.changes.select_related("by").order_by("-at", "-pk")) if entry else [],
        offers=[(offer, name_for(user, offer.place.apartment)) for offer in offers],
        may_keep=access.keep(user, application),
        may_prefer=access.prefer(user, application),
        may_remove=access.remove(user, application),
    )


@dataclass(frozen=True)
class QueueSummary:
    """What the case page says of waiting and offers."""

    on_list: bool
    position: int
    offer: PlaceOffer | None
    offer_late: bool
    offer_url: str
    url: str


def summary(application: Application, user: User, today: date) -> QueueSummary:
    """For the case page: the position only where the case is on the list."""
    entry = WaitingEntry.objects.filter(application=application, state=EntryState.WAITING).first()
    row = row_of(application, user, today) if entry else None
    offer = application.offers.filter(state=OfferState.OPEN).first()
    return QueueSummary(
        on_list=row is not None,
        position=row.position if row else 0,
        offer=offer,
        offer_late=offer is not None and overdue(offer, today),
        offer_url=reverse("apartments:place-offer", args=[offer.pk]) if offer else "",
        url=reverse("apartments:queue-case", args=[application.pk]),
    )
