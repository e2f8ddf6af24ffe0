"""Who is on the waiting list, by which criteria, with which reason for every change."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from apartments.allocation import access
from apartments.allocation.models import WaitingAct
from apartments.allocation.order import rules_of
from apartments.allocation.states import ENTRIES, EntryState
from apartments.models import WaitingChange, WaitingEntry
from applications.models import Application
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import advance, record


def _said(reason: str, field: str = "reason") -> str:
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz dlaczego: powód zostaje w aktach listy.", field)
    return reason.strip()


def _note(actor: User, entry: WaitingEntry, act: WaitingAct, reason: str, sentence: str = "") -> None:
    WaitingChange.objects.create(entry=entry, act=act, reason=reason[:500], by=actor, at=clock.now())
    if sentence:
        record(
            actor=actor,
            office=entry.application.office,
            verb=f"apartments.waitingentry.{act.value}",
            sentence=sentence,
            subject=entry,
            case=entry.application_id,
        )


def _complete_on(application: Application, day: date) -> date:
    if application.received_on is not None and day < application.received_on:
        raise DomainError(
            "before_received",
            f"Wniosek nie mógł być kompletny przed dniem wpływu ({short_day(application.received_on)}).",
            "complete_on",
        )
    if day > clock.today():
        raise DomainError("in_the_future", "Ta data jest z przyszłości. Wpisz dzień, który już był.", "complete_on")
    return day


def _known(application: Application, met: Sequence[str]) -> list[str]:
    rules = rules_of(application, clock.today())
    codes = [criterion.code for criterion in rules.criteria.all()] if rules else []
    if set(met) - set(codes):
        raise DomainError("criterion_unknown", "Wybierz tylko kryteria z obowiązujących zasad.", "met")
    return [code for code in codes if code in met]


def _entry(entry: WaitingEntry) -> WaitingEntry:
    """The entry read anew under the lock of its case."""
    application = locked(entry.application)
    fresh = WaitingEntry.objects.select_for_update().get(pk=entry.pk)
    fresh.application = application
    return fresh


def _on_list(entry: WaitingEntry) -> None:
    if entry.state != EntryState.WAITING:
        raise DomainError("not_on_list", "Tej sprawy nie ma już na liście. Wpisz ją ponownie.")


@transaction.atomic
def add_to_list(
    *, actor: User, application: Application, complete_on: date, reason: str, met: Sequence[str] = ()
) -> WaitingEntry:
    """Put a submitted application on the list; its place counts from ``complete_on``, the day it was complete.

    Who was taken off comes back with the same days. ``met`` are codes of criteria of the rules in force.
    """
    fresh = locked(application)
    demand(access.keep(actor, fresh))
    reason = _said(reason)
    values: dict[str, Any] = {"complete_on": _complete_on(fresh, complete_on), "met": _known(fresh, met)}
    former = WaitingEntry.objects.filter(application=fresh).first()
    if former is not None:
        if former.state == EntryState.WAITING:
            raise DomainError("on_list_already", "Ta sprawa jest już na liście oczekujących.")
        values["contacted_on"] = clock.today()
        entry = advance(former, ENTRIES, "restore", actor=actor, office=fresh.office, case=fresh.pk, changes=values)
        _note(actor, entry, WaitingAct.RESTORED, reason)
        return entry
    today = clock.today()
    entry = WaitingEntry.objects.create(application=fresh, added_on=today, contacted_on=today, **values)
    _note(actor, entry, WaitingAct.ADDED, reason, "Wpisano na listę oczekujących.")
    return entry


@transaction.atomic
def set_criteria(
    *, actor: User, entry: WaitingEntry, complete_on: date, reason: str, met: Sequence[str] = ()
) -> WaitingEntry:
    """Change which criteria the person meets, or since when the application is complete, with the reason."""
    fresh = _entry(entry)
    demand(access.keep(actor, fresh.application))
    _on_list(fresh)
    reason = _said(reason)
    fresh.complete_on = _complete_on(fresh.application, complete_on)
    if fresh.complete_on > fresh.added_on:
        raise DomainError(
            "after_added",
            f"Na liście osoba jest od {short_day(fresh.added_on)}: wniosek był kompletny najpóźniej wtedy.",
            "complete_on",
        )
    fresh.met = _known(fresh.application, met)
    fresh.save(update_fields=["complete_on", "met"])
    _note(actor, fresh, WaitingAct.CRITERIA, reason, "Zmieniono podstawę kolejności na liście oczekujących.")
    return fresh


@transaction.atomic
def note_contact(*, actor: User, entry: WaitingEntry, contacted_on: date, reason: str) -> WaitingEntry:
    """The person still waits: asked on ``contacted_on``; ``reason`` is what they said."""
    fresh = _entry(entry)
    demand(access.keep(actor, fresh.application))
    _on_list(fresh)
    if not fresh.contacted_on <= contacted_on <= clock.today():
        raise DomainError("day_outside", f"Wpisz dzień od {short_day(fresh.contacted_on)} do dzisiaj.", "contacted_on")
    reason = _said(reason)
    fresh.contacted_on = contacted_on
    fresh.save(update_fields=["contacted_on"])
    _note(actor, fresh, WaitingAct.CONTACT, reason, "Potwierdzono z osobą, że czeka na miejsce.")
    return fresh


@transaction.atomic
def prefer(*, actor: User, entry: WaitingEntry, reason: str) -> WaitingEntry:
    """The director puts somebody first, out of order, with the reason; such entries stand by the day of it."""
    fresh = _entry(entry)
    demand(access.prefer(actor, fresh.application))
    _on_list(fresh)
    if fresh.urgent_on is not None:
        raise DomainError("preferred_already", "Ta osoba ma już pierwszeństwo.")
    reason = _said(reason)
    fresh.urgent_on, fresh.urgent_by, fresh.urgent_reason = clock.today(), actor, reason[:500]
    fresh.save(update_fields=["urgent_on", "urgent_by", "urgent_reason"])
    _note(actor, fresh, WaitingAct.URGENT, reason, "Dyrektor dał pierwszeństwo na liście oczekujących.")
    return fresh


@transaction.atomic
def end_preference(*, actor: User, entry: WaitingEntry, reason: str) -> WaitingEntry:
    """The director takes the preference back; the ordinary order holds again."""
    fresh = _entry(entry)
    demand(access.prefer(actor, fresh.application))
    _on_list(fresh)
    if fresh.urgent_on is None:
        raise DomainError("not_preferred", "Ta osoba nie ma pierwszeństwa.")
    reason = _said(reason)
    fresh.urgent_on, fresh.urgent_by, fresh.urgent_reason = None, None, ""
    fresh.save(update_fields=["urgent_on", "urgent_by", "urgent_reason"])
    _note(actor, fresh, WaitingAct.NOT_URGENT, reason, "Dyrektor cofnął pierwszeństwo na liście oczekujących.")
    return fresh


@transaction.atomic
def remove_from_list(*, actor: User, entry: WaitingEntry, reason: str) -> WaitingEntry:
    """Take a case off the list, with the reason. It settles nothing: the application still wants its decision."""
    fresh = _entry(entry)
    application = fresh.application
    demand(access.remove(actor, application))
    reason = _said(reason)
    if application.offers.filter(state="open").exists():
        raise DomainError(
            "offer_waits", "Osobie zaproponowano miejsce. Najpierw wpisz odpowiedź albo wycofaj propozycję."
        )
    removed = advance(fresh, ENTRIES, "remove", actor=actor, office=application.office, case=application.pk)
    _note(actor, removed, WaitingAct.REMOVED, reason)
    return removed
