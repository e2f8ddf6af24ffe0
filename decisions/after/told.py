"""How an entry about a decision is told: what happened, in words, and the facts below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from decisions.models import (
    Appeal,
    AppealAct,
    Correction,
    Delivery,
    Dispatch,
    EarlyEffect,
    Entry,
    FollowUp,
    Halt,
    Waiver,
)
from office.polish import day


@dataclass(frozen=True)
class Line:
    """One entry as the page shows it; ``correction`` where it was struck."""

    entry: Entry
    what: str
    facts: Sequence[str]
    correction: Correction | None


def correction_of(entry: Entry) -> Correction | None:
    """That ``entry`` was struck, if it was."""
    return getattr(entry, "correction", None)


def line_of(entry: Entry, row: Entry) -> Line:
    """One entry and its row of its own kind, as the page shows it."""
    what, facts = _TOLD[type(row)](row)
    return Line(entry, what, [fact for fact in facts if fact], correction_of(entry))


def _dispatch(row: Dispatch) -> tuple[str, list[str]]:
    looked_up = ""
    if row.looked_up_on:
        found = "adres jest" if row.address_found else "adresu nie ma"
        looked_up = f"Baza adresów elektronicznych {day(row.looked_up_on)}: {found}."
    why = f"Dlaczego nie e-Doręczenia: {row.why_on_paper}" if row.why_on_paper else ""
    number = f"Numer: {row.reference}" if row.reference else ""
    return f"Wysłano {day(row.sent_on)}: {row.get_channel_display()}", [looked_up, why, number]


def _delivery(row: Delivery) -> tuple[str, list[str]]:
    since = f"Czekała od {day(row.waits_from)}" if row.waits_from else ""
    return f"Doręczono {day(row.delivered_on)}: {row.get_receipt_display()}", [since, f"Dowód: {row.proof}"]


def _waiver(row: Waiver) -> tuple[str, list[str]]:
    return f"Strona zrzekła się odwołania; oświadczenie wpłynęło {day(row.arrived_on)}", []


def _appeal(row: Appeal) -> tuple[str, list[str]]:
    sent = f"Nadano {day(row.sent_on)}" if row.sent_on else ""
    return f"Odwołanie wpłynęło {day(row.arrived_on)}", [f"Jak: {row.get_way_display()}.", sent]


def _act(row: AppealAct) -> tuple[str, list[str]]:
    words = row.get_outcome_display() if row.outcome else row.get_step_display()
    return f"{words[:1].upper()}{words[1:]}: {day(row.done_on)}", [f"Numer: {row.reference}", row.says, *row.decided]


def _follow_up(row: FollowUp) -> tuple[str, list[str]]:
    words = str(row.get_act_display())
    return f"{words[:1].upper()}{words[1:]}: {day(row.since)}", [row.told]


def _halt(row: Halt) -> tuple[str, list[str]]:
    return f"Wstrzymano wykonanie postanowienia od {day(row.since)}", [f"Uzasadnienie: {row.reason}"]


def _early(row: EarlyEffect) -> tuple[str, list[str]]:
    return f"{row.words}: od {day(row.since)}", [f"Uzasadnienie: {row.reason}"]


_TOLD: dict[type[Entry], Callable[[Any], tuple[str, list[str]]]] = {
    Dispatch: _dispatch,
    Delivery: _delivery,
    Waiver: _waiver,
    Appeal: _appeal,
    AppealAct: _act,
    EarlyEffect: _early,
    FollowUp: _follow_up,
    Halt: _halt,
}
