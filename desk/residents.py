"""The page of one resident: everything about one stay at a glance. Fee and contract only for who runs the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apartments.extensions.selectors import Ending, ending_of, extensions_of
from apartments.logs.selectors import media_missing
from apartments.models import Belongings, Damage, Direction, EndReminder, Handover, Occupancy, OccupancyChange, Stay
from apartments.selectors import name_for
from apartments.stays import access, selectors
from apartments.stays.compare import KeyCount, keys_of
from apartments.stays.length import Length, days_stayed, last_day_allowed, length_of
from apartments.stays.selectors import StayRow
from applications.models import Application
from applications.outcomes.access import may_extend
from applications.programmes.selectors import terms_of
from contracts.models import HousingContract
from contracts.plans.access import may_plan
from contracts.plans.models import Plan
from contracts.plans.selectors import plan_of
from contracts.selectors import current_contract
from decisions.carrying.money import FeeNow, fee_now
from decisions.conditions.selectors import ConditionRow, conditions_of
from fees.periods.selectors import fee_on
from fees.selectors import current_assessment
from office import clock
from office.access import Verdict, require
from office.case import case_url
from office.http import StaffRequest
from office.models import Event, User
from office.polish import plural
from office.selectors import history
from office.services import log_read

# Of the case's course, what happened to the place and the stay; the rest of the case is for those who run it.
_OF_THE_STAY = (
    "apartments.occupancy", "apartments.stay", "apartments.handover", "apartments.damage", "apartments.belongings",
    "apartments.log",
)  # fmt: skip


@dataclass(frozen=True)
class PlaceOfStay:
    """One granted place with its protocols and the ways to make them."""

    occupancy: Occupancy
    name: str
    moving_in: Handover | None
    moving_out: Handover | None
    in_url: str
    out_url: str


@dataclass(frozen=True)
class Due:
    """One thing that comes next: by which day, in a sentence, where it is done."""

    day: date | None
    words: str
    url: str = ""
    late: bool = False


@dataclass(frozen=True)
class Totals:
    """The programme's longest stay and how much of it is used, over all stays of the person."""

    used: Length
    granted: Length
    usual: int | None
    longest: int | None
    last_allowed: date | None
    exceeds: bool
    source: str


@dataclass(frozen=True)
class ResidentPage:
    """All that the page shows to one reader."""

    row: StayRow
    places: Sequence[PlaceOfStay]
    changes: Sequence[OccupancyChange]
    length: Length | None
    left: str
    totals: Totals | None
    keys: Sequence[KeyCount]
    damages: Sequence[Damage]
    belongings: Sequence[Belongings]
    due: Sequence[Due]
    events: Sequence[dict[str, object]]
    contract: HousingContract | None
    plan: Plan | None
    fee: Decimal | None
    """The fee of today, złoty a month."""
    fee_on_appeal: bool
    fees_ahead: Sequence[str]
    ending: Ending | None
    reminders: Sequence[EndReminder]
    extension: Application | None
    may_extend: Verdict
    may_keep: Verdict
    may_let_in: Verdict
    may_finish: Verdict
    may_free: Verdict
    conditions: Sequence[ConditionRow]
    sees_case: bool
    may_plan: Verdict
    case_url: str


def _places(row: StayRow, user: User) -> list[PlaceOfStay]:
    papers = {(paper.occupancy_id, paper.direction): paper for paper in row.stay.handovers.all()}
    return [
        PlaceOfStay(
            occupancy=place,
            name=name_for(user, place.place.apartment),
            moving_in=papers.get((place.pk, Direction.IN)),
            moving_out=papers.get((place.pk, Direction.OUT)),
            in_url=reverse("stays:move-in", args=[place.pk]),
            out_url=reverse("stays:move-out", args=[place.pk]),
        )
        for place in row.places
    ]


def _left(row: StayRow, today: date) -> str:
    """How many days the granted period still has."""
    if row.stay.ended_on is not None:
        return "pobyt zakończony"
    if row.last is None:
        return "na czas nieokreślony"
    if row.first is not None and today < row.first:
        days = (row.last - row.first).days + 1
        return f"cały okres: {days} {plural(days, 'dzień', 'dni', 'dni')}"
    days = (row.last - today).days
    if days < 0:
        return f"upłynął {-days} {plural(-days, 'dzień', 'dni', 'dni')} temu"
    if days == 0:
        return "dziś ostatni dzień"
    return f"jeszcze {days} {plural(days, 'dzień', 'dni', 'dni')}"


def _totals(row: StayRow, today: date) -> Totals | None:
    application = row.stay.application
    programme = application.programme
    if programme is None:
        return None
    terms = terms_of(programme, today)
    last = last_day_allowed(application, row.first, today) if row.first else None
    return Totals(
        used=days_stayed(application.person, programme, today),
        granted=length_of(selectors.periods_of(application.person, programme)),
        usual=terms.stay_months if terms else None,
        longest=terms.stay_months_max if terms else None,
        last_allowed=last,
        exceeds=last is not None and (row.last is None or row.last > last),
        source=terms.source if terms else "",
    )


def _due(page_row: StayRow, places: Sequence[PlaceOfStay], belongings: Sequence[Belongings], today: date) -> list[Due]:
    """What comes next, the soonest first."""
    found: list[Due] = []
    stay = page_row.stay
    if stay.ended_on is None and places:
        found += _due_of_papers(page_row, places, today)
        found += _due_of_media(stay)
    if stay.ended_on is None and page_row.last is not None and not hasattr(stay, "continued_by"):
        found.append(Due(page_row.last, "Ostatni dzień pobytu. Przedłużenie wymaga nowego wniosku przed tym dniem."))
    until = stay.application.disability_until
    if until is not None and stay.ended_on is None and (page_row.last is None or until < page_row.last):
        found.append(
            Due(until, "Kończy się orzeczenie o stopniu niepełnosprawności, wcześniej niż pobyt.", late=until < today)
        )
    found += [
        Due(
            kept.collect_by,
            "Odbiór pozostawionych rzeczy.",
            reverse("stays:belongings-outcome", args=[kept.pk]),
            late=kept.collect_by < today,
        )
        for kept in belongings
        if kept.settled_on is None
    ]
    return sorted(found, key=lambda due: due.day or date.max)


def _due_of_papers(row: StayRow, places: Sequence[PlaceOfStay], today: date) -> list[Due]:
    first, last = places[0], places[-1]
    if row.phase in (selectors.AWAITED, selectors.OVERDUE_ARRIVAL):
        day = first.occupancy.period_from
        if row.stay.open_from is None:
            return [Due(day, "Wprowadzenie czeka na wykonanie decyzji. Protokół można już przygotować.", first.in_url)]
        return [Due(day, "Wprowadzenie: protokół i klucze.", first.in_url, late=day < today)]
    found = []
    for earlier, later in pairwise(places):
        day = later.occupancy.period_from
        if later.moving_in is None or later.moving_in.signed_on is None:
            found.append(Due(day, "Zmiana miejsca: protokół nowego miejsca.", later.in_url, late=day < today))
        if earlier.moving_out is None or earlier.moving_out.signed_on is None:
            found.append(
                Due(day, "Zmiana miejsca: protokół zwrotu dotychczasowego.", earlier.out_url, late=day < today)
            )
    ends = row.last
    if ends is not None and not hasattr(row.stay, "continued_by"):
        found.append(Due(ends, "Wyprowadzenie: protokół i zwrot kluczy.", last.out_url, late=ends < today))
    return found


def _review_due(plan: Plan, review_on: date, today: date) -> Due:
    return Due(
        review_on, f"{plan.title}: omówienie.", reverse("contracts:plan", args=[plan.pk]), late=review_on < today
    )


def _due_of_media(stay: Stay) -> list[Due]:
    """The contract for media that the programme asks of the resident, once the resident lives here."""
    if selectors.moved_in_on(stay) is None or not media_missing(stay):
        return []
    return [Due(None, "Umowa mieszkańca o media: nie zapisano jej.", reverse("stays:log", args=[stay.pk]))]


def _told(events: Sequence[Event]) -> list[dict[str, object]]:
    return [
        {"when": event.at, "who": event.actor_name, "what": event.sentence}
        for event in events
        if event.verb.startswith(_OF_THE_STAY)
    ]


def _fee(application: Application, now: FeeNow, today: date) -> Decimal | None:
    """What of the fee that may be demanded holds today; before any decision what was computed."""
    if now.ruling is not None:
        return now.ruling.fee
    newest = now.fee or (None if now.ahead or now.annulled else current_assessment(application))
    return fee_on(newest, today).amount if newest is not None else None


def resident_page(stay: Stay, user: User, today: date) -> ResidentPage:
    """One stay as of ``today`` for one reader; who keeps apartments sees neither fee nor health."""
    row = selectors.stay_row(stay, today)
    places = _places(row, user)
    sees_case = access.see_case(user, stay).allowed
    belongings = list(stay.belongings.all())
    due = _due(row, places, belongings, today)
    application = stay.application
    money = fee_now(application, today) if sees_case else FeeNow(None, ())
    plan = plan_of(application) if sees_case else None
    if plan is not None and plan.review_on is not None:
        due.append(_review_due(plan, plan.review_on, today))
    if not sees_case:
        due = [item for item in due if "orzeczenie" not in item.words]
    return ResidentPage(
        row=row,
        places=places,
        changes=list(
            OccupancyChange.objects.filter(occupancy__application=application).select_related("occupancy__place")
        ),
        length=length_of([(row.first, row.last)]) if row.first and row.last else None,
        left=_left(row, today),
        totals=_totals(row, today),
        keys=keys_of(stay),
        damages=list(stay.damages.prefetch_related("steps")),
        belongings=belongings,
        due=sorted(due, key=lambda item: item.day or date.max),
        events=_told(list(history(application.pk).reverse())),
        contract=current_contract(application),
        plan=plan,
        fee=_fee(application, money, today) if sees_case else None,
        fee_on_appeal=money.ruling is not None,
        fees_ahead=money.ahead,
        ending=ending_of(row, today) if sees_case else None,
        reminders=list(stay.end_reminders.select_related("letter", "made_by")) if sees_case else [],
        extension=extensions_of([application.pk]).get(application.pk),
        may_extend=may_extend(user, application),
        may_keep=access.keep(user, stay),
        may_let_in=access.let_in(stay, today),
        may_finish=access.finish(user, stay),
        may_free=access.free_place(user, stay),
        conditions=conditions_of(application, today) if sees_case else [],
        sees_case=sees_case,
        may_plan=may_plan(user, application),
        case_url=case_url(application.pk) if sees_case else "",
    )


@require_safe
def resident(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one stay, whole. Opening it is noted."""
    require(access.read_stays(request.user))
    stay = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    log_read(reader=request.user, office=stay.application.office, page="pobyt", case=stay.application_id)
    page = resident_page(stay, request.user, clock.today())
    return render(request, "desk/resident.html", {"page": page, "stay": stay})
