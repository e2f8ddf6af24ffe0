"""Offering a place and what follows the answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from apartments import access as apartments_access
from apartments import guards as apartments_guards
from apartments.allocation import access, guards
from apartments.allocation.expiry import close_term, expire_overdue, overdue
from apartments.allocation.order import in_order, rules_for_programme, scored
from apartments.allocation.states import OFFERS, EntryState, OfferState
from apartments.allocation.suitability import MIXED, NO, Check, Surroundings, checks, suits, surroundings
from apartments.models import Apartment, Occupancy, Place, PlaceOffer, PriorityRules, WaitingEntry
from apartments.services import hold_place
from apartments.services.occupancies import check_place, check_standards, stay_of
from apartments.services.words import days, log_name
from applications.letters.services import issue_letter
from applications.models import Application, HousingKind
from applications.services.locking import locked
from applications.states import ApplicationState
from office import clock
from office.access import demand
from office.calendar import term_in_days
from office.deadlines.services import open_deadline
from office.errors import DomainError
from office.models import Letter, User
from office.polish import short_day
from office.services import advance, record

TERM = "offer-answer"


@dataclass(frozen=True)
class OfferReasons:
    """Why this offer departs from the usual: from the order, by a place of the reserve, by a family's shared room."""

    order: str = ""
    reserve: str = ""
    family: str = ""


def waiting_in_order(application: Application, today: date) -> list[WaitingEntry]:
    """Who waits in the programme of ``application``, in the order of the list."""
    rules = list(
        PriorityRules.objects.on(today)
        .filter(office=application.office_id)
        .order_by("valid_from")
        .prefetch_related("criteria")
    )
    rows = (
        WaitingEntry.objects.filter(
            state=EntryState.WAITING,
            application__office=application.office_id,
            application__programme=application.programme_id,
            application__state=ApplicationState.SUBMITTED,
        )
        .exclude(application__occupancies__state__in=Occupancy.TAKING)
        .select_related("application__person", "application__programme")
    )
    version = rules_for_programme(rules, application.programme_id)
    return [row.entry for row in in_order(scored(entry, version) for entry in rows)]


def ahead(
    application: Application, place: Place, around: Surroundings, entries: Sequence[WaitingEntry]
) -> list[WaitingEntry]:
    """Who stands before ``application`` on the list, could have ``place`` and has no open offer of another one."""
    asked = set(
        PlaceOffer.objects.filter(
            application__in=[entry.application_id for entry in entries],
            state=OfferState.OPEN,
            answer_by__gte=around.today,
        ).values_list("application_id", flat=True)
    )
    found: list[WaitingEntry] = []
    for entry in entries:
        if entry.application_id == application.pk:
            return found
        if entry.application_id not in asked and suits(entry.application, place, around):
            found.append(entry)
    return found


def _refuse_unsuitable(found: Sequence[Check], reasons: OfferReasons) -> None:
    for check in found:
        if check.outcome != NO:
            continue
        if check.code == MIXED:
            if reasons.family.strip():
                continue
            raise DomainError(
                "mixed_room", f"{check.sentence} Jeśli to rodzina, napisz, kim dla siebie są.", "family_reason"
            )
        raise DomainError("unsuitable", f"{check.title}: {check.sentence} Wybierz inne miejsce.", "place")


def _refuse_silence(entries: Sequence[WaitingEntry], place: Place, reasons: OfferReasons) -> None:
    if entries and not reasons.order.strip():
        names = ", ".join(entry.application.person.full_name for entry in entries[:3])
        more = f" i jeszcze {len(entries) - 3}" if len(entries) > 3 else ""
        raise DomainError(
            "out_of_order",
            f"Przed tą osobą czekają osoby, którym to miejsce odpowiada: {names}{more}. Zaproponuj miejsce im albo "
            "napisz, dlaczego proponujesz je poza kolejnością.",
            "order_reason",
        )
    if place.reserve and not reasons.reserve.strip():
        raise DomainError(
            "reserve",
            "To miejsce jest rezerwą na nagłe sytuacje. Napisz, dlaczego z niej korzystasz.",
            "reserve_reason",
        )


@contextmanager
def _database_refusals() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name in (guards.OFFER, apartments_guards.NAME, "one_open_offer_of_a_case", "placeoffer.application"):
            if name in str(error):
                raise DomainError(
                    "place_promised",
                    "To miejsce przed chwilą zaproponowano komu innemu albo zajęto w tych dniach. Wybierz inne.",
                    "place",
                ) from error
        raise


def answer_day(answer_by: date, today: date) -> date:
    """The last day for the answer as a term in days gives it: never a Saturday, Sunday or holiday."""
    if answer_by <= today:
        raise DomainError("answer_day", "Dzień odpowiedzi musi być po dniu dzisiejszym.", "answer_by")
    return term_in_days(today, (answer_by - today).days).last_day


@transaction.atomic
def offer_place(
    *, actor: User, application: Application, place: Place, answer_by: date, reasons: OfferReasons = OfferReasons()
) -> PlaceOffer:
    """Offer ``place`` for the days that the application asks for; the person answers by ``answer_by``.

    A day off moves to the next working day (art. 57 KPA, applied to a term that the office sets itself). Raises
    ``DomainError`` for a case that is not on the list, has a place or an open offer, for a place that does not suit,
    and where somebody ahead on the list or the reserve wants a reason.
    """
    fresh, today = locked(application), clock.today()
    demand(apartments_access.offer(actor, fresh))
    period_from, period_to = stay_of(fresh)
    last = answer_day(answer_by, today)
    Apartment.objects.select_for_update().get(pk=place.apartment_id)
    chosen = Place.objects.select_for_update(of=("self",)).select_related("apartment__office", "room").get(pk=place.pk)
    expire_overdue(actor=actor, place=chosen)
    _may_be_asked(fresh)
    check_place(fresh, chosen)
    around = surroundings([chosen], today)
    _refuse_unsuitable(checks(fresh, chosen, around), reasons)
    check_standards(fresh, chosen, period_from, period_to)
    _refuse_silence(ahead(fresh, chosen, around, waiting_in_order(fresh, today)), chosen, reasons)
    deadline = open_deadline(
        actor=actor,
        office=fresh.office,
        kind=TERM,
        event_on=today,
        case=fresh.pk,
        about="propozycja miejsca",
        count=(answer_by - today).days,
    )
    with _database_refusals():
        offer = PlaceOffer.objects.create(
            application=fresh,
            place=chosen,
            period_from=period_from,
            period_to=period_to,
            answer_by=last,
            offered_by=actor,
            offered_on=today,
            order_reason=reasons.order.strip()[:500],
            reserve_reason=reasons.reserve.strip()[:500],
            family_reason=reasons.family.strip()[:300],
            deadline=deadline,
        )
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.placeoffer.make",
        sentence=(
            f"Zaproponowano miejsce: {log_name(chosen.apartment)}, {chosen.label}, {days(period_from, period_to)}, "
            f"odpowiedź do {short_day(last)}{', poza kolejnością' if offer.order_reason else ''}."
        ),
        subject=offer,
        case=fresh.pk,
    )
    return offer


def _may_be_asked(application: Application) -> None:
    entry = WaitingEntry.objects.filter(application=application, state=EntryState.WAITING).exists()
    if not entry:
        raise DomainError(
            "not_on_list", "Tej osoby nie ma na liście oczekujących. Wpisz ją najpierw na listę.", "place"
        )
    if application.occupancies.filter(state__in=Occupancy.TAKING).exists():
        raise DomainError("has_place", "Ta osoba ma już miejsce. Zwolnij je, zanim zaproponujesz inne.", "place")
    for offer in application.offers.filter(state=OfferState.OPEN):
        if not overdue(offer, clock.today()):
            raise DomainError(
                "offer_waits", "Tej osobie zaproponowano już miejsce. Najpierw wpisz jej odpowiedź.", "place"
            )
        raise DomainError(
            "offer_overdue", "Minął termin odpowiedzi na poprzednią propozycję. Najpierw ją zamknij.", "place"
        )


def _answered(actor: User, offer: PlaceOffer) -> PlaceOffer:
    """The offer read anew under the lock of its case, if it may be answered."""
    application = locked(offer.application)
    demand(apartments_access.offer(actor, application))
    fresh = PlaceOffer.objects.select_for_update(of=("self",)).select_related("place__apartment").get(pk=offer.pk)
    fresh.application = application
    OFFERS.find(fresh.state, "accept")
    return fresh


@transaction.atomic
def accept(*, actor: User, offer: PlaceOffer) -> Occupancy:
    """The person takes the place: it is held. Refused after the day of answer and when the stay has changed."""
    fresh = _answered(actor, offer)
    application = fresh.application
    if overdue(fresh, clock.today()):
        raise DomainError(
            "offer_overdue",
            f"Termin odpowiedzi minął {short_day(fresh.answer_by)}: miejsce wróciło do puli. Zamknij tę propozycję "
            "i zaproponuj miejsce ponownie, jeśli jest wolne.",
        )
    if (fresh.period_from, fresh.period_to) != stay_of(application):
        raise DomainError(
            "offer_differs",
            "Okres pobytu we wniosku zmienił się po złożeniu propozycji. Wycofaj ją i zaproponuj miejsce ponownie.",
        )
    done = advance(
        fresh,
        OFFERS,
        "accept",
        actor=actor,
        office=application.office,
        case=application.pk,
        changes={"answered_on": clock.today()},
    )
    close_term(actor=actor, offer=done, how="Osoba przyjęła miejsce.")
    return hold_place(actor=actor, application=application, place=fresh.place)


@transaction.atomic
def decline(*, actor: User, offer: PlaceOffer, reason: str) -> PlaceOffer:
    """The person does not want the place; it is free again at once. ``reason`` stays in the record of the list."""
    fresh = _answered(actor, offer)
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego osoba nie przyjęła miejsca.", "reason")
    return _ended(actor, fresh, "decline", reason, "Osoba nie przyjęła miejsca.")


@transaction.atomic
def withdraw_offer(*, actor: User, offer: PlaceOffer, reason: str) -> PlaceOffer:
    """The office takes the offer back, with the reason; also when the case has ended meanwhile."""
    application = locked(offer.application)
    demand(access.remove(actor, application))
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego wycofujesz propozycję.", "reason")
    return _ended(actor, offer, "withdraw", reason, "Propozycję wycofano.")


def _ended(actor: User, offer: PlaceOffer, action: str, reason: str, how: str) -> PlaceOffer:
    done = advance(
        offer,
        OFFERS,
        action,
        actor=actor,
        office=offer.application.office,
        case=offer.application_id,
        changes={"answered_on": clock.today(), "answer_note": reason.strip()[:500]},
    )
    close_term(actor=actor, offer=done, how=how)
    return done


@transaction.atomic
def write_letter(*, actor: User, offer: PlaceOffer) -> Letter:
    """The letter with the offer, to the person or who acts for them: the one paper that names a restricted address."""
    application = locked(offer.application)
    demand(apartments_access.offer(actor, application))
    if offer.state != OfferState.OPEN or overdue(offer, clock.today()):
        raise DomainError("not_open", "Ta propozycja nie czeka już na odpowiedź, więc nie wysyła się o niej pisma.")
    apartment = offer.place.apartment
    kind = HousingKind(apartment.kind or application.kind).label
    return issue_letter(
        actor=actor,
        application=application,
        code="offer",
        values={
            "mieszkanie": f"{kind}, {apartment.address}",
            "miejsce": ", ".join(part for part in (str(offer.place.room or ""), offer.place.label) if part),
            "pobyt_od": offer.period_from,
            "odpowiedz_do": offer.answer_by,
        },
    )
