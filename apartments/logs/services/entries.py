"""Staff who entered while the resident was away, and contracts for utilities."""

from datetime import date, datetime

from django.db import transaction

from apartments.logs.services.storing import begin, check_moment, day_of, store
from apartments.models import AbsentEntry, LogKind, Stay, UtilityContract
from applications.programmes.selectors import terms_of
from office import clock
from office.errors import DomainError
from office.models import User


@transaction.atomic
def note_entry(
    *,
    actor: User,
    stay: Stay,
    entered_at: datetime,
    on_ground: bool,
    reason: str,
    entered_by: str,
    told_on: date | None = None,
    note: str = "",
) -> AbsentEntry:
    """Note that staff went in while the resident was away.

    ``on_ground`` says that the ground of the programme held. Where the programme names one, any other is refused.
    """
    fresh = begin(actor, stay)
    check_moment(fresh, entered_at, "entered_at")
    terms = terms_of(fresh.application.programme, day_of(entered_at))
    ground = terms.entry_ground if terms else ""
    source = ", ".join(part for part in (terms.entry_place, terms.source) if part) if terms and ground else ""
    if ground and not on_ground:
        raise DomainError(
            "ground",
            f"Zasady programu pozwalają wejść tylko wtedy: {ground} ({source}). Z innego powodu wejść nie wolno. "
            "Jeżeli do wejścia już doszło, zapisz je jako zdarzenie i powiadom dyrektora.",
            "ground",
        )
    if not reason.strip() or not entered_by.strip():
        raise DomainError("reason", "Napisz, dlaczego i kto wszedł.", "entered_by" if reason.strip() else "reason")
    if told_on is not None and not day_of(entered_at) <= told_on <= clock.today():
        raise DomainError("told_on", "Wpisz dzień od wejścia do dzisiaj.", "told_on")
    return store(
        AbsentEntry,
        LogKind.ENTRY,
        actor,
        fresh,
        day_of(entered_at),
        "Zapisano wejście do mieszkania podczas nieobecności mieszkańca",
        entered_at=entered_at,
        ground=ground,
        rule=source,
        reason=reason.strip(),
        entered_by=entered_by.strip(),
        told_on=told_on,
        note=note.strip(),
    )


@transaction.atomic
def note_utility_contract(
    *,
    actor: User,
    stay: Stay,
    signed_on: date,
    party: str,
    media: str,
    number: str = "",
    meters: str = "",
    ends_on: date | None = None,
    note: str = "",
) -> UtilityContract:
    """Note the resident's own contract for media: civil law, apart from fee, housing contract and decision."""
    fresh = begin(actor, stay)
    if signed_on > clock.today():
        raise DomainError("in_the_future", "Wpisz dzień, w którym umowę już zawarto.", "signed_on")
    if ends_on is not None and ends_on < signed_on:
        raise DomainError("ends_on", "Umowa nie może się skończyć, zanim ją zawarto.", "ends_on")
    if not party.strip() or not media.strip():
        raise DomainError("party", "Napisz, z kim i na co jest umowa.", "supplies" if party.strip() else "party")
    return store(
        UtilityContract,
        LogKind.UTILITY,
        actor,
        fresh,
        signed_on,
        "Zapisano umowę mieszkańca o media",
        party=party.strip(),
        media=media.strip(),
        number=number.strip(),
        meters=meters.strip(),
        ends_on=ends_on,
        note=note.strip(),
    )
