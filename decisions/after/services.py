"""Acts after approval. Each adds a row that points to the decision; none is ever changed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from apartments.services.by_decision import close_stay
from decisions.after.entering import begin, between, keep_all_terms, locked, store, tell
from decisions.after.finality import late
from decisions.after.rulings import NOTHING_DECIDED, RulingFacts, check_ruling
from decisions.after.selectors import Act, Aftermath, aftermath
from decisions.anew.services import give_up_review, review_in_time
from decisions.kinds.registry import STAY
from decisions.models import (
    Appeal,
    AppealAct,
    AppealStep,
    AppealWay,
    Channel,
    Correction,
    Decision,
    Delivery,
    Dispatch,
    EarlyEffect,
    EarlyGround,
    Entry,
    Execution,
    FollowUp,
    FollowUpAct,
    Outcome,
    Receipt,
    Waiver,
)
from decisions.states import DecisionState
from office import clock
from office.calendar import term_in_days
from office.errors import DomainError
from office.models import User
from office.polish import day, short_day
from office.selectors import days_of

_USUAL = frozenset({Receipt.TAKEN, Receipt.REFUSED})
RECEIPTS = {
    Channel.ELECTRONIC: frozenset({Receipt.TAKEN, Receipt.DEEMED}),
    Channel.POST: frozenset(Receipt),
    Channel.OWN_STAFF: frozenset(Receipt),
    Channel.IN_PERSON: _USUAL,
}


@dataclass(frozen=True)
class Sending:
    """How a decision goes out; ``address_found`` is what the base of electronic addresses said on ``looked_up_on``."""

    channel: str
    sent_on: date
    looked_up_on: date | None = None
    address_found: bool | None = None
    why_on_paper: str = ""
    reference: str = ""


@transaction.atomic
def send(*, actor: User, decision: Decision, sending: Sending) -> Dispatch:
    """Enter that the decision was sent. Raises ``DomainError`` where the order of art. 39 KPA was not kept."""
    after = begin(actor, decision, Act.DISPATCH)
    between(sending.sent_on, after.decision.issued_on, after.today, "sent_on", "wydania decyzji")
    if sending.channel == Channel.IN_PERSON:
        sending = Sending(Channel.IN_PERSON, sending.sent_on, reference=sending.reference)
    else:
        _check_address(sending)
    return store(
        Dispatch,
        actor,
        after.decision,
        f"Wysłano decyzję {short_day(sending.sent_on)}: {Channel(sending.channel).label}.",
        **vars(sending),
    )


def _check_address(sending: Sending) -> None:
    if sending.looked_up_on is None or sending.looked_up_on > sending.sent_on:
        raise DomainError(
            "not_looked_up",
            "Przed wysłaniem sprawdza się bazę adresów elektronicznych (art. 39 KPA). Wpisz dzień sprawdzenia, "
            "nie późniejszy niż dzień wysłania.",
            "looked_up_on",
        )
    if sending.address_found is None:
        raise DomainError("not_looked_up", "Zaznacz, czy adres był w bazie.", "address_found")
    electronic = sending.channel == Channel.ELECTRONIC
    if electronic and not sending.address_found:
        raise DomainError(
            "no_address", "Bez adresu w bazie nie można wysłać decyzji przez e-Doręczenia.", "address_found"
        )
    if not electronic and sending.address_found and not sending.why_on_paper:
        raise DomainError(
            "electronic_first",
            "Strona ma adres do e-Doręczeń, a on jest pierwszy w kolejności (art. 39 KPA). "
            "Wyślij tam albo napisz, dlaczego to niemożliwe.",
            "why_on_paper",
        )


@transaction.atomic
def deliver(
    *,
    actor: User,
    decision: Decision,
    receipt: str,
    delivered_on: date | None,
    proof: str,
    waits_from: date | None = None,
) -> Delivery:
    """Enter when and how the decision was delivered, or since when it waited and so is deemed to be."""
    after = begin(actor, decision, Act.DELIVERY)
    sent = after.dispatch
    assert sent is not None  # noqa: S101 - a delivery can be entered only after a dispatch
    if receipt not in RECEIPTS[Channel(sent.channel)]:
        raise DomainError(
            "wrong_receipt",
            f"Tak nie doręcza się decyzji wysłanej tym sposobem: {sent.get_channel_display()}.",
            "receipt",
        )
    if receipt == Receipt.DEEMED:
        delivered_on = _deemed(sent, waits_from, delivered_on)
    else:
        waits_from = None
    if delivered_on is None:
        raise DomainError("no_day", "Wpisz dzień doręczenia.", "delivered_on")
    between(delivered_on, sent.sent_on, after.today, "delivered_on", "wysłania")
    return store(
        Delivery,
        actor,
        after.decision,
        f"Doręczono decyzję {short_day(delivered_on)}: {Receipt(receipt).label}.",
        receipt=receipt,
        delivered_on=delivered_on,
        waits_from=waits_from,
        proof=proof.strip(),
    )


def _deemed(sent: Dispatch, waits_from: date | None, delivered_on: date | None) -> date:
    """The day of a deemed delivery; where the law is disputed, the clerk names the day of one of its readings."""
    if waits_from is None:
        raise DomainError("no_day", "Wpisz, od kiedy pismo czekało na odbiór.", "waits_from")
    if waits_from < sent.sent_on:
        raise DomainError("too_early", "Pismo nie mogło czekać, zanim je wysłano.", "waits_from")
    if sent.channel == Channel.ELECTRONIC:
        days = days_of("edor.42", waits_from)
        earliest = latest = waits_from + timedelta(days=days + 1)
        why = f"Przy e-Doręczeniach jest to dzień po upływie {days} dni od wpływu na adres."
    else:
        days = days_of("kpa.44", waits_from)
        term = term_in_days(waits_from, days)
        earliest, latest = term.by_calendar, term.last_day
        why = f"Przy liście jest to ostatni dzień z {days} dni od pierwszego awizo (art. 44 § 4 KPA)."
    either = day(earliest) if earliest == latest else f"{day(earliest)} albo {day(latest)}"
    if earliest != latest:
        why += " Ten dzień jest wolny albo to sobota; czy doręczenie się wtedy przesuwa, jest sporne – wybierz ośrodek."
    if delivered_on not in (earliest, latest):
        raise DomainError("deemed_day", f"Wpisz {either} {why}", "delivered_on")
    assert delivered_on is not None  # noqa: S101 - it is one of the two
    return delivered_on


@transaction.atomic
def waive(*, actor: User, decision: Decision, arrived_on: date) -> Waiver:
    """Enter the party's waiver of the appeal: the decision is final from the day it arrived (art. 127a KPA)."""
    after = begin(actor, decision, Act.WAIVER)
    assert after.delivery is not None and after.finality.term is not None  # noqa: S101, PT018 - the act says so
    between(arrived_on, after.delivery.delivered_on, after.today, "arrived_on", "doręczenia decyzji")
    if late(after.finality.term, arrived_on):
        raise DomainError(
            "waiver_too_late",
            f"Odwołania można się zrzec tylko do końca terminu, czyli do {day(after.finality.term.last_day)}",
            "arrived_on",
        )
    return store(
        Waiver,
        actor,
        after.decision,
        f"Strona zrzekła się odwołania; oświadczenie wpłynęło {short_day(arrived_on)}.",
        arrived_on=arrived_on,
    )


@transaction.atomic
def receive_appeal(
    *, actor: User, decision: Decision, way: str, arrived_on: date, sent_on: date | None = None
) -> Appeal:
    """Enter an appeal. Whether it is late is judged by the day it was posted, else by the day it arrived."""
    after = begin(actor, decision, Act.APPEAL)
    assert after.delivery is not None  # noqa: S101 - an appeal can be entered only after a delivery
    if way in (AppealWay.POST, AppealWay.ELECTRONIC) and sent_on is None:
        raise DomainError("no_day", "Wpisz dzień nadania: od niego zależy, czy termin zachowano.", "sent_on")
    if way in (AppealWay.IN_PERSON, AppealWay.OTHER):
        sent_on = None
    between(arrived_on, after.delivery.delivered_on, after.today, "arrived_on", "doręczenia decyzji")
    if sent_on is not None:
        between(sent_on, after.delivery.delivered_on, arrived_on, "sent_on", "doręczenia decyzji")
    row = store(
        Appeal,
        actor,
        after.decision,
        f"Wpłynęło odwołanie {short_day(arrived_on)}.",
        way=way,
        sent_on=sent_on,
        arrived_on=arrived_on,
    )
    if after.decision.kind in STAY:
        _stop(actor, after.decision)
    return row


def _stop(actor: User, decision: Decision) -> None:
    """An appeal in time stops what it is about (art. 130 § 2 KPA): nobody who has not moved in yet is let in."""
    if not aftermath(decision, clock.today()).may_be_carried_out:
        close_stay(actor=actor, application=decision.application, why=f"od decyzji nr {decision.number} się odwołano")


@transaction.atomic
def self_review(*, actor: User, decision: Decision, done_on: date, reference: str) -> AppealAct:
    """Enter that the office granted the appeal in full with a new decision, within the days of art. 132 and 133 KPA."""
    after = begin(actor, decision, Act.SELF_REVIEW)
    assert after.appeal is not None  # noqa: S101 - the act says so
    between(done_on, after.appeal.arrived_on, after.today, "done_on", "wpływu odwołania")
    review_in_time(after, done_on, "done_on")
    return _act(actor, after, AppealStep.SELF_REVIEW, done_on, reference)


@transaction.atomic
def forward(*, actor: User, decision: Decision, done_on: date, reference: str) -> AppealAct:
    """Enter that the appeal went with the files to the appeal body."""
    after = begin(actor, decision, Act.FORWARD)
    assert after.appeal is not None  # noqa: S101 - the act says so
    between(done_on, after.appeal.arrived_on, after.today, "done_on", "wpływu odwołania")
    if after.under_review:
        give_up_review(actor=actor, decision=after.decision, why="odwołanie przekazano organowi odwoławczemu.")
    return _act(actor, after, AppealStep.FORWARDED, done_on, reference)


@transaction.atomic
def rule(
    *,
    actor: User,
    decision: Decision,
    done_on: date,
    reference: str,
    outcome: str,
    says: str = "",
    decided: RulingFacts = NOTHING_DECIDED,
) -> AppealAct:
    """Enter how the appeal body ruled; ``says`` and ``decided``: what holds instead, where it decided itself (art. 138
    § 1 pkt 2). What follows from it is done by ``decisions.anew.services``.
    """
    after = begin(actor, decision, Act.RULING)
    assert after.forwarded is not None  # noqa: S101 - the act says so
    between(done_on, after.forwarded.done_on, after.today, "done_on", "przekazania odwołania")
    if outcome in (Outcome.REMITTED, Outcome.ANNULLED) and decision.kind in STAY:
        close_stay(actor=actor, application=decision.application, why=f"uchylono decyzję nr {decision.number}")
    if outcome != Outcome.CHANGED:
        return _act(actor, after, AppealStep.RULING, done_on, reference, Outcome(outcome))
    if not says.strip():
        raise DomainError("says", "Przepisz, co orzekł organ: kwotę, okres i od kiedy. To teraz obowiązuje.", "says")
    check_ruling(decision, decided)
    return _act(actor, after, AppealStep.RULING, done_on, reference, outcome, says=says.strip(), **vars(decided))


@transaction.atomic
def allow_early(*, actor: User, decision: Decision, ground: str, since: date, reason: str) -> EarlyEffect:
    """Enter why a decision may be carried out before it is final: immediate enforceability (art. 108 KPA), or that it
    meets what all parties asked for (art. 130 § 4 KPA; not once an appeal has come).
    """
    after = begin(actor, decision, Act.EARLY)
    assert after.delivery is not None  # noqa: S101 - the act says so
    if ground == EarlyGround.AGREED and after.appeal is not None:
        raise DomainError(
            "not_agreed", "Strona wniosła odwołanie, więc decyzja nie jest zgodna z jej żądaniem.", "ground"
        )
    if not reason.strip():
        raise DomainError("no_reason", "Napisz uzasadnienie: bez niego decyzji nie wykonuje się wcześniej.", "reason")
    between(since, after.delivery.delivered_on, after.today, "since", "doręczenia decyzji")
    return store(
        EarlyEffect,
        actor,
        after.decision,
        f"Decyzję można wykonać przed upływem terminu: {EarlyGround(ground).label}, od {short_day(since)}.",
        ground=ground,
        since=since,
        reason=reason.strip(),
    )


@transaction.atomic
def strike(*, actor: User, entry: Entry, reason: str) -> Correction:
    """Strike a wrong entry, the last one that stands; what rests on it would hang in the air otherwise."""
    after = locked(actor, entry.decision)
    if after.last is None or after.last.pk != entry.pk:
        raise DomainError("not_the_last", "Skreśla się ostatni ważny wpis. Najpierw skreśl późniejsze.")
    if Execution.objects.filter(decision=entry.decision, rests_on__gte=entry.pk).exists():
        raise DomainError(
            "carried_out",
            "Na tym wpisie opiera się wykonanie decyzji, więc się go nie skreśla. Jeśli był błędny, naprawia to nowa "
            "decyzja w sprawie.",
        )
    if not reason.strip():
        raise DomainError("no_reason", "Napisz, dlaczego wpis jest błędny.", "reason")
    _before_striking(actor, after)
    struck = Correction.objects.create(entry_id=entry.pk, actor=actor, at=clock.now(), reason=reason.strip())
    tell(actor, after.decision, "strike", f"Skreślono błędny wpis: {after.last}.", struck)
    keep_all_terms(actor, after.decision)
    return struck


def _before_striking(actor: User, after: Aftermath) -> None:
    """What was done because of an entry is not undone by striking it; a review that was begun may be given up."""
    if after.decision.followed_by.filter(state=DecisionState.APPROVED).exists():
        raise DomainError("followed", "Na tym wpisie opiera się nowa decyzja. Nie można go już skreślić.")
    if isinstance(after.last, FollowUp):
        if after.last.act != FollowUpAct.REVIEW:
            raise DomainError(
                "followed", "Ta czynność zmieniła już sprawę i miejsce. Nie można jej skreślić: popraw to w sprawie."
            )
        if after.under_review:
            give_up_review(actor=actor, decision=after.decision, why="skreślono rozpoczęcie autokontroli.")


def _act(
    actor: User, after: Aftermath, step: AppealStep, done_on: date, reference: str, outcome: str = "", **more: Any
) -> AppealAct:
    words = Outcome(outcome).label if outcome else step.label
    return store(
        AppealAct,
        actor,
        after.decision,
        f"{'Zażalenie' if after.decision.rules.is_order else 'Odwołanie'}: {words}, {short_day(done_on)}.",
        step=step,
        done_on=done_on,
        reference=reference.strip(),
        outcome=outcome,
        **more,
    )
