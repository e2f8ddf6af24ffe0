"""The legal check of decisions and orders that are not grants; D8, D9 … are codes of docs/legal-basis.md."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

from django.urls import reverse

from apartments.models import Occupancy, Place
from apartments.selectors import free_places, overlapping
from apartments.services.by_decision import granted_occupancy
from decisions.after.selectors import aftermath
from decisions.findings import Finding, Rule, old_words
from decisions.kinds.compose.about import missing_facts
from decisions.kinds.hearing import the_letter_gave_time, the_party_could_speak
from decisions.kinds.models import ReasonState
from decisions.kinds.possible import still_possible
from decisions.kinds.reasons import chosen_draft, chosen_reasons, facts_of, open_slots, topics_spoken_of
from decisions.kinds.registry import MET_IN_FULL, STAY, DecisionKind
from decisions.kinds.topics import kept_under, topics_of
from decisions.models import Decision
from office.calendar import term_in_days
from office.errors import DomainError
from office.polish import day as long_day
from office.polish import short_day, zloty
from office.selectors import days_of

_FORWARD = (DecisionKind.PERIOD_CHANGE, DecisionKind.PLACE_CHANGE, DecisionKind.REVOCATION)
_HAPPENED = (DecisionKind.DISCONTINUATION, DecisionKind.EXPIRY, DecisionKind.SUSPENSION, DecisionKind.RESUMPTION)
_SPEAKS_FOR_ITSELF = (DecisionKind.FEE_CHANGE, DecisionKind.CORRECTION, DecisionKind.DISCONTINUATION)


def _edit(decision: Decision) -> str:
    return reverse("decisions:edit", args=[decision.pk])


def still_stands(decision: Decision, day: date) -> Iterator[Finding]:
    """What the decision rests on is still there (another decision may have come first)."""
    verdict = still_possible(decision, day)
    if not verdict:
        yield Finding("possible", "Rozstrzygnięcie musi być jeszcze możliwe.", verdict.reason, _edit(decision))


def facts_are_given(decision: Decision, day: date) -> Iterator[Finding]:
    """Everything that the kind needs is said; refusal and revocation have evidence (D10), a claim its sums (D20)."""
    for problem in missing_facts(decision.rules, facts_of(decision)):
        code = {
            "evidence": "D10",
            "amounts": "D20",
            "due_on": "D20",
            "heard_on": "hearing",
            "heard_how": "hearing",
        }.get(problem.field, "D18")
        rule = {
            "D10": "Odmowę i uchylenie poprzedza zebranie dowodów (art. 7, 77 i 107 § 3 KPA).",
            "D20": "Należność ustala decyzja z kwotą i terminem (art. 104 ust. 3).",
            "hearing": "Przed decyzją niekorzystną strona może wypowiedzieć się co do dowodów (art. 10 KPA).",
        }.get(code, "Decyzja zawiera wszystko, czego wymaga jej rodzaj (art. 107 § 1 KPA).")
        yield Finding(code, rule, problem.message, _edit(decision))


def nothing_for_the_past(decision: Decision, day: date) -> Iterator[Finding]:
    """D8: changes work from tomorrow at the earliest (art. 106 ust. 5)."""
    facts = facts_of(decision)
    since = facts.effective_on if decision.kind in _FORWARD else None
    if decision.kind == DecisionKind.FEE_CHANGE:
        draft = chosen_draft(decision)
        since = draft.on if draft is not None else None
    if since is not None and since <= day:
        yield Finding(
            "D8",
            "Zmiana i uchylenie działają na przyszłość (art. 106 ust. 5).",
            f"Skutek zaczyna się {short_day(since)}. Wpisz dzień późniejszy niż {short_day(day)}.",
            _edit(decision),
        )


def events_have_happened(decision: Decision, day: date) -> Iterator[Finding]:
    """What has not happened yet is no ground; nobody was heard or asked in the future."""
    facts = facts_of(decision)
    names = ("heard_on", "requested_on", *(("event_on",) if decision.kind in _HAPPENED else ()))
    for value in (getattr(facts, name) for name in names):
        if value is not None and value > day:
            yield Finding(
                "future",
                "Decyzja opiera się na tym, co już się stało.",
                f"{short_day(value)} jeszcze nie było. Popraw datę.",
                _edit(decision),
            )


def days_in_order(decision: Decision, day: date) -> Iterator[Finding]:
    """The last day does not come before the first; a longer stay is longer, a shorter one shorter."""
    facts = facts_of(decision)
    rule = "Okres ma pierwszy i ostatni dzień w kolejności."
    if facts.until is None or facts.effective_on is None:
        return
    if facts.until < facts.effective_on:
        yield Finding("days", rule, "Ostatni dzień jest przed pierwszym. Popraw jeden z nich.", _edit(decision))
    if decision.kind == DecisionKind.PERIOD_CHANGE:
        now = granted_occupancy(decision.application).period_to
        if facts.until == now:
            yield Finding("days", rule, f"Pobyt już teraz trwa do {long_day(now)} Zmień dzień.", _edit(decision))
        elif facts.ground == "prolong" and (now is None or facts.until < now):
            yield Finding("days", rule, "Wybrano dłuższy pobyt, a nowy dzień jest wcześniejszy.", _edit(decision))
        elif facts.ground == "shorten" and now is not None and facts.until > now:
            yield Finding("days", rule, "Wybrano krótszy pobyt, a nowy dzień jest późniejszy.", _edit(decision))


def place_is_free(decision: Decision, day: date) -> Iterator[Finding]:
    """The other place is of the same programme and free for the rest of the stay."""
    facts, application = facts_of(decision), decision.application
    if decision.kind != DecisionKind.PLACE_CHANGE or facts.place is None or facts.effective_on is None:
        return
    until = granted_occupancy(application).period_to
    if application.programme is None or (until is not None and until < facts.effective_on):
        yield Finding(
            "place", "Zmiana miejsca dotyczy trwającego pobytu.", "Pobyt wtedy już nie trwa.", _edit(decision)
        )
        return
    free = free_places(application.programme, facts.effective_on, until)
    if not free.filter(pk=facts.place).exists():
        name = Place.objects.filter(pk=facts.place).first()
        yield Finding(
            "place",
            "Przyznaje się miejsce, które jest wolne.",
            f"Miejsce „{name}” nie jest wolne przez resztę pobytu. Wybierz inne albo zmień dzień.",
            _edit(decision),
        )


def change_is_no_revocation(decision: Decision, day: date) -> Iterator[Finding]:
    """D9: a change of income changes the fee; it does not take the support away (art. 106 ust. 5)."""
    if decision.kind == DecisionKind.REVOCATION and facts_of(decision).ground == "income":
        yield Finding(
            "D9",
            "Zmiana i uchylenie to różne rozstrzygnięcia, a przesłanki art. 106 ust. 5 są rozłączne.",
            "Zmiana dochodu zmienia odpłatność. Wycofaj ten projekt i przygotuj decyzję o zmianie odpłatności.",
            _edit(decision),
        )


def reasons_are_given(decision: Decision, day: date) -> Iterator[Finding]:
    """D10: the justification says why, beyond the name of the ground (art. 107 § 3 KPA)."""
    if decision.omits_reasons or decision.kind in _SPEAKS_FOR_ITSELF:
        return
    if not decision.reasons.strip() and not decision.paragraphs:
        yield Finding(
            "D10",
            "Uzasadnienie podaje fakty, na których oparto rozstrzygnięcie (art. 107 § 3 KPA).",
            "Wybierz akapit uzasadnienia albo napisz własne uzasadnienie.",
            _edit(decision),
        )


def no_open_slot(decision: Decision, day: date) -> Iterator[Finding]:
    """Nothing with an open place goes to the director."""
    for label in open_slots(decision):
        yield Finding(
            "slot",
            "Każde miejsce w wybranym akapicie musi być wypełnione.",
            f"W uzasadnieniu brakuje: {label}. Uzupełnij albo usuń ten akapit.",
            _edit(decision),
        )


def paragraphs_fit(decision: Decision, day: date) -> Iterator[Finding]:
    """D10: each chosen paragraph is of this kind and speaks of what the case or the chosen ground says."""
    chosen = chosen_reasons(decision)
    if not chosen:
        return
    spoken, about = topics_spoken_of(decision), topics_of(decision.kind)
    for reason, _ in chosen:
        of_kind = reason.kind == kept_under(decision.kind) and reason.ground in about
        if of_kind and reason.state == ReasonState.PUBLISHED and reason.ground in spoken:
            continue
        told = f"Akapit „{reason.title}” mówi o czymś, czego nie ma w tej sprawie"
        told += f" ({about[reason.ground]})" if reason.ground in about else ""
        yield Finding(
            "D10",
            "Uzasadnienie podaje fakty, na których oparto rozstrzygnięcie (art. 107 § 3 KPA).",
            f"{told}. Odznacz ten akapit albo popraw dane, do których się odnosi.",
            _edit(decision),
        )


def omission_is_allowed(decision: Decision, day: date) -> Iterator[Finding]:
    """Without justification only where the demand is met in full (art. 107 § 4 KPA); nobody demands a fee."""
    if not decision.omits_reasons:
        return
    if _meets_the_demand(decision):
        return
    yield Finding(
        "omission",
        "Od uzasadnienia można odstąpić tylko wtedy, gdy żądanie strony uwzględniono w całości (art. 107 § 4 KPA).",
        "Ta decyzja ustala coś, o co strona nie prosiła. Odznacz odstąpienie i uzasadnij decyzję.",
        _edit(decision),
    )


def _meets_the_demand(decision: Decision) -> bool:
    if decision.kind not in MET_IN_FULL:
        return False
    if decision.kind == DecisionKind.SUPPORT:
        return True
    if decision.kind == DecisionKind.GRANT:
        return decision.assessment is not None and decision.assessment.free
    facts = facts_of(decision)
    ground = decision.rules.grounds.get(facts.ground)
    return ground is not None and ground.by_the_party and facts.requested_by != "worker"


def claim_adds_up(decision: Decision, day: date) -> Iterator[Finding]:
    """D20: a claim has sums above zero and a day to come; instalments add up to it to the grosz."""
    facts = facts_of(decision)
    rule = "Należność ustala decyzja z kwotą i terminem (art. 104 ust. 3)."
    if decision.kind == DecisionKind.REPAYMENT and facts.amounts:
        if any(part.amount <= 0 for part in facts.amounts):
            yield Finding("D20", rule, "Każda część należności musi być większa niż 0 zł.", _edit(decision))
        if facts.due_on is not None and facts.due_on <= day:
            yield Finding("D20", rule, f"Termin zapłaty musi być po {short_day(day)}.", _edit(decision))
    if decision.kind == DecisionKind.INSTALMENTS and facts.instalments and decision.concerns is not None:
        claim = facts_of(decision.concerns).total
        total = sum((part.amount for part in facts.instalments), Decimal("0.00"))
        if total != claim:
            message = f"Raty dają razem {zloty(total)}, a należność wynosi {zloty(claim)}. Popraw kwoty rat."
            yield Finding("D20", "Raty dają razem całą należność, co do grosza.", message, _edit(decision))
        days = [part.due_on for part in facts.instalments]
        if days != sorted(set(days)) or days[0] <= day:
            message = f"Terminy rat muszą iść po kolei i zaczynać się po {short_day(day)}."
            yield Finding("D20", rule, message, _edit(decision))


def relief_leaves_something(decision: Decision, day: date) -> Iterator[Finding]:
    """A relief leaves less to pay than the fee that was set."""
    remaining = facts_of(decision).remaining
    fee = decision.concerns.assessment if decision.concerns else None
    if decision.kind == DecisionKind.RELIEF and fee is not None and (fee.free or (remaining or 0) >= fee.amount):
        yield Finding(
            "relief",
            "Odstąpienie zmniejsza to, co strona ma zapłacić (art. 104 ust. 4).",
            "Strona nie ponosi odpłatności."
            if fee.free
            else f"Opłata wynosi {zloty(fee.amount)}. Wpisz mniejszą kwotę.",
            _edit(decision),
        )


def _text_of(decision: Decision) -> str:
    body = re.sub(r"<style.*?</style>|<[^>]+>", " ", decision.html, flags=re.DOTALL)
    return " ".join(unescape(body).split())


def slip_stands_there(decision: Decision, day: date) -> Iterator[Finding]:
    """What is corrected stands in the decision, and the right words are others (art. 113 § 1 KPA)."""
    facts = facts_of(decision)
    if decision.kind != DecisionKind.CORRECTION or decision.concerns is None or not facts.old_text.strip():
        return
    rule = "Prostuje się omyłkę, która stoi w decyzji (art. 113 § 1 KPA)."
    if " ".join(facts.old_text.split()) not in _text_of(decision.concerns):
        message = f"Słów „{facts.old_text}” nie ma w decyzji nr {decision.concerns.number}. Przepisz je dokładnie."
        yield Finding("slip", rule, message, _edit(decision))
    if facts.old_text.split() == facts.new_text.split():
        yield Finding("slip", rule, "Tekst po sprostowaniu jest taki sam jak przed nim.", _edit(decision))


def supplement_was_asked_in_time(decision: Decision, day: date) -> Iterator[Finding]:
    """A supplement is asked for within the days of art. 111 § 1 KPA from delivery; whoever refuses as late, counts."""
    facts = facts_of(decision)
    if decision.kind not in (DecisionKind.SUPPLEMENT, DecisionKind.NO_SUPPLEMENT) or facts.requested_on is None:
        return
    delivery = aftermath(decision.concerns, day).delivery if decision.concerns else None
    if delivery is None:
        return
    last = term_in_days(delivery.delivered_on, days_of("kpa.111.1", delivery.delivered_on)).last_day
    late = facts.requested_on > last
    rule = "O uzupełnienie można prosić w terminie z art. 111 § 1 KPA."
    if late and not (decision.kind == DecisionKind.NO_SUPPLEMENT and facts.ground == "late"):
        message = f"Termin minął {long_day(last)} Przygotuj odmowę uzupełnienia z powodu terminu."
        yield Finding("late", rule, message, _edit(decision))
    if not late and decision.kind == DecisionKind.NO_SUPPLEMENT and facts.ground == "late":
        message = f"Wniosek wpłynął w terminie (do {short_day(last)}). Wybierz inną przyczynę."
        yield Finding("late", rule, message, _edit(decision))


def no_old_words(decision: Decision, day: date) -> Iterator[Finding]:
    """D19 in everything that the worker typed; a correction may quote the old words, for it takes them away."""
    facts = facts_of(decision)
    typed = [value for entry in decision.paragraphs for value in entry["values"].values()]
    words = [decision.reasons, facts.new_text, *facts.evidence, *(part.label for part in facts.amounts), *typed]
    yield from old_words({_edit(decision): " ".join(words)})


def stay_is_known(decision: Decision, day: date) -> Iterator[Finding]:
    """A decision about the stay needs the place that was granted; what works forward needs a stay that still runs."""
    if decision.concerns is None or decision.concerns.kind not in STAY:
        return
    if decision.rules.is_order or decision.kind == DecisionKind.FEE:
        return
    try:
        last = granted_occupancy(decision.application).period_to
    except DomainError as error:
        yield Finding("place", "Rozstrzygnięcie dotyczy przyznanego miejsca.", error.message, _edit(decision))
        return
    if decision.kind in _FORWARD and last is not None and last < day:
        yield Finding(
            "ended",
            "Zmienia się i uchyla wsparcie, które jeszcze trwa.",
            f"Pobyt skończył się {long_day(last)} Wycofaj ten projekt. Dalszy pobyt wymaga nowego wniosku.",
            _edit(decision),
        )


def place_stays_free(decision: Decision, day: date) -> Iterator[Finding]:
    """A longer stay needs its place on the days that it adds: somebody else may come there next."""
    facts = facts_of(decision)
    if decision.kind != DecisionKind.PERIOD_CHANGE or facts.until is None:
        return
    stay = granted_occupancy(decision.application)
    if stay.period_to is None or facts.until <= stay.period_to:
        return
    added = overlapping(stay.period_to + timedelta(days=1), facts.until)
    others = Occupancy.objects.filter(added, place=stay.place_id, state__in=Occupancy.TAKING)
    if others.exclude(application=decision.application).exists():
        yield Finding(
            "place",
            "Przyznaje się miejsce, które jest wolne.",
            "W nowym okresie obecne miejsce jest zajęte dla innej osoby. Skróć nowy okres albo najpierw zmień miejsce.",
            _edit(decision),
        )


RULES: tuple[Rule, ...] = (
    still_stands,
    facts_are_given,
    the_letter_gave_time,
    the_party_could_speak,
    nothing_for_the_past,
    events_have_happened,
    stay_is_known,
    days_in_order,
    place_is_free,
    place_stays_free,
    change_is_no_revocation,
    reasons_are_given,
    no_open_slot,
    paragraphs_fit,
    omission_is_allowed,
    claim_adds_up,
    relief_leaves_something,
    slip_stands_there,
    supplement_was_asked_in_time,
    no_old_words,
)
