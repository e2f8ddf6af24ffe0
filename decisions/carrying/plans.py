"""What carrying a decision out would do, and from which day. Reads the case, writes nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from apartments.services.by_decision import is_open, waits_for
from apartments.stays.selectors import granted_places
from decisions.after.selectors import Aftermath
from decisions.kinds.reasons import facts_of
from decisions.kinds.registry import REFUSES, STAY, DecisionKind
from decisions.models import Decision
from office.polish import day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """``what`` will be done and ``why`` on that day and not on the one that the decision names (Polish).

    ``works_from``: the first day of it; ``None`` where there is nothing left to do.
    """

    works_from: date | None
    what: str
    why: str = ""


def enforceable_since(after: Aftermath) -> date | None:
    """The first day on which the decision may be carried out, as far as it is known today; ``None``: none yet.

    It is final, or it may be carried out before: immediate enforceability (art. 108 KPA), or what all parties asked
    for (art. 130 § 4 KPA) while nobody has appealed. Never before the delivery (art. 110 KPA).
    """
    if after.finality.replaced or after.delivery is None:
        return None
    days = [after.finality.final_on] if after.finality.final_on is not None else []
    if after.early_ground is not None:
        days.append(after.early_ground.since)
    return max(min(days), after.delivery.delivered_on) if days else None


def at_once(decision: Decision) -> str:
    """Why the approval of ``decision`` does already what a decision of its kind does later; empty: it waits."""
    effect = decision.rules.effect
    facts = facts_of(decision)
    ground = decision.rules.grounds.get(facts.ground)
    if decision.kind in STAY and is_open(decision.application):
        return "Osoba mieszka w tym miejscu: nowa decyzja niczego jej nie odbiera."
    if decision.kind in REFUSES and not waits_for(decision.application):
        return "W sprawie nie ma zarezerwowanego miejsca."
    if ground is not None and ground.at_once:
        return ground.at_once
    if ground is not None and ground.by_the_party and effect.waits:
        return f"Strona sama o to wnosiła: {ground.label}."
    if decision.kind == DecisionKind.PERIOD_CHANGE:
        ends = _ends(decision)
        if ends is not None and facts.until is not None and facts.until > ends:
            return "Dłuższy okres niczego osobie nie odbiera, a miejsce musi na nią czekać."
    return ""


def plan_of(decision: Decision, since: date, today: date) -> Plan:
    """What is done when a decision that may be carried out since ``since`` is carried out ``today``.

    Whoever could not be made to leave lived there by right: a stay ends on the day that the decision names, but not
    before the decision could be carried out. An expiry declares what has happened, so its day is that of the event.
    """
    if decision.kind in STAY:
        if is_open(decision.application):
            return Plan(None, "Osobę można było wprowadzić już na podstawie wcześniejszej decyzji.")
        first = min((row.period_from for row in granted_places(decision.application)), default=since)
        return Plan(since, f"Osobę można wprowadzić do mieszkania i wydać jej klucze od {day(max(since, first))}")
    if decision.kind in REFUSES:
        if not waits_for(decision.application):
            return Plan(None, "Zarezerwowanego miejsca już nie ma: nie ma czego zwalniać.")
        return Plan(today, "Miejsce, które czekało na osobę, jest wolne.")
    places = granted_places(decision.application)
    if not places:
        return Plan(None, "Przyznanego miejsca już nie ma: nie ma czego zmieniać.")
    if decision.kind == DecisionKind.PLACE_CHANGE:
        return _move(decision, places[-1].period_to, max(since, today))
    return _end(decision, places[-1].period_to, since)


def _ends(decision: Decision) -> date | None:
    places = granted_places(decision.application)
    return places[-1].period_to if places else None


def _later(named: str, first: date) -> str:
    return (
        f"Decyzja wskazuje {named}, ale dopiero od {day(first)} można ją wykonać. Do tego czasu osoba mieszkała na "
        "podstawie decyzji o przyznaniu."
    )


def _move(decision: Decision, ends: date | None, first: date) -> Plan:
    named = facts_of(decision).effective_on
    if named is None:
        raise ValueError("the legal check asked for the day of the change")
    start = max(named, first)
    if ends is not None and start > ends:
        return Plan(None, f"Pobyt kończy się {day(ends)} Miejsca nie ma już kiedy zmienić.")
    why = _later(f"zmianę od {day(named)}", first) if start > named else ""
    return Plan(start, f"Zmiana miejsca od {day(start)}", why)


def _end(decision: Decision, ends: date | None, since: date) -> Plan:
    facts = facts_of(decision)
    why = ""
    if decision.kind == DecisionKind.EXPIRY:
        last = facts.event_on
        why = "Decyzja stwierdza, co już się stało: liczy się dzień zdarzenia."
    else:
        last = facts.until if decision.kind == DecisionKind.PERIOD_CHANGE else _day_before(facts.effective_on)
    if last is None:
        raise ValueError("the legal check asked for the day of the end")
    if decision.kind == DecisionKind.PERIOD_CHANGE and ends is not None and last > ends:
        return Plan(ends + ONE_DAY, f"Pobyt trwa dłużej: do {day(last)}")
    if decision.kind != DecisionKind.EXPIRY and since > last + ONE_DAY:
        last, why = since - ONE_DAY, _later(f"ostatni dzień pobytu {day(last)}", since)
    if ends is not None and ends <= last:
        return Plan(None, f"Pobyt i tak kończy się {day(ends)} Nie ma czego skracać.")
    return Plan(last + ONE_DAY, f"Ostatni dzień pobytu: {day(last)}", why)


def _day_before(since: date | None) -> date | None:
    return since and since - ONE_DAY
