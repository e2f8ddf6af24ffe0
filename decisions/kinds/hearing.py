"""The party's chance to speak before a decision against it (art. 10 KPA): the letter, its delivery, its term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from apartments.services.by_decision import granted_occupancy
from applications.letters.filling import days_among
from applications.models import Application
from decisions.findings import Finding
from decisions.kinds.reasons import chosen_draft, facts_of, known_values
from decisions.kinds.registry import DecisionKind
from decisions.models import Decision
from fees.changes.models import Cause as CauseOfChange
from fees.changes.words import causes_in_words
from fees.periods.selectors import fee_on
from office.calendar import term_in_days
from office.errors import DomainError
from office.letters.selectors import letters_of, standing_entries
from office.letters.slots import SLOTS
from office.letters.wordings import TEXTS
from office.models import Letter, LetterEntry
from office.polish import day as long_day
from office.polish import short_day, zloty

BY_LETTER, BY_RECORD = "letter", "record"
_RULE = "Przed decyzją niekorzystną strona może wypowiedzieć się co do dowodów (art. 10 KPA)."


LETTERS = {
    DecisionKind.REFUSAL: ("hearing",),
    DecisionKind.REVOCATION: ("revocation", "hearing"),
    DecisionKind.REPAYMENT: ("hearing-repayment", "hearing"),
    DecisionKind.FEE_CHANGE: ("hearing-fee", "hearing"),
    DecisionKind.PERIOD_CHANGE: ("hearing-period", "hearing"),
    DecisionKind.EXPIRY: ("hearing-expiry", "hearing"),
}
"""Which letters tell the party of a decision that is considered; the first is the one to write."""
_OF_PARTY = frozenset({CauseOfChange.INCOME, CauseOfChange.HOUSEHOLD})
"""What can be proved or disproved by the party; of new law there is nothing to hear the party about."""


@dataclass(frozen=True)
class Hearing:
    """The last letter that told the party of the evidence; its last day once it was delivered."""

    letter: Letter
    delivered_on: date | None
    last_day: date | None


def hearing_of(application: Application, kind: str) -> Hearing | None:
    """The last such letter of the case before a decision of ``kind``; ``last_day`` counts its days from delivery."""
    letter = letters_of(application.pk).filter(code__in=LETTERS.get(DecisionKind(kind), ())).first()
    if letter is None:
        return None
    delivered = next((row.on for row in standing_entries(letter) if row.step == LetterEntry.Step.DELIVERED), None)
    days = days_among(str(letter.values.get("dni", "")))
    last = term_in_days(delivered, days).last_day if delivered and days else None
    return Hearing(letter, delivered, last)


def the_letter_gave_time(decision: Decision, day: date) -> Iterator[Finding]:
    """Where the party was told by letter, the letter reached it and its term has passed."""
    facts = facts_of(decision)
    if decision.kind not in LETTERS or facts.heard_how != BY_LETTER:
        return
    found = hearing_of(decision.application, decision.kind)
    if found is None:
        title = TEXTS[LETTERS[DecisionKind(decision.kind)][0]].title
        told = f"W sprawie nie ma takiego pisma. Sporządź „{title}” i wyślij je."
        yield Finding("hearing", _RULE, told, letter_url(decision))
        return
    message = _problem(found, facts.heard_on, day)
    if message:
        yield Finding("hearing", _RULE, message, reverse("letters:of_case", args=[decision.application_id]))


def the_party_could_speak(decision: Decision, day: date) -> Iterator[Finding]:
    """A change to the worse or an expiry ex officio says how the party was heard, or why not (art. 10 § 1 and § 2)."""
    facts = facts_of(decision)
    if facts.heard_on is not None or not _to_the_worse(decision):
        return
    title = TEXTS[LETTERS[DecisionKind(decision.kind)][0]].title
    yield Finding(
        "hearing",
        _RULE,
        f"To rozstrzygnięcie z urzędu na niekorzyść strony, a projekt nie mówi, czy mogła się wypowiedzieć. Sporządź "
        f"„{title}” albo wpisz w projekcie rozmowę; gdy przepis pozwala tego nie robić, odstąp z uzasadnieniem.",
        letter_url(decision),
        blocking=False,
    )


def _to_the_worse(decision: Decision) -> bool:
    facts = facts_of(decision)
    if decision.kind == DecisionKind.EXPIRY:
        return facts.ground in ("left", "pointless")
    if decision.kind == DecisionKind.FEE_CHANGE:
        draft = chosen_draft(decision)
        by_party = draft is not None and _OF_PARTY & {cause["cause"] for cause in draft.causes}
        return draft is not None and bool(by_party) and draft.amount > fee_on(draft.replaces, draft.on).amount
    if decision.kind == DecisionKind.PERIOD_CHANGE and facts.ground == "situation" and facts.until is not None:
        until = _last_day(decision)
        return until is None or facts.until < until
    return False


def _last_day(decision: Decision) -> date | None:
    try:
        return granted_occupancy(decision.application).period_to
    except DomainError:
        # That there is no place stands among the findings already.
        return date.min


def letter_url(decision: Decision) -> str:
    """Where the letter before this decision is written, with what the draft knows already filled in."""
    code = LETTERS[DecisionKind(decision.kind)][0]
    known = {name: words for name, words in _known(decision).items() if words and name in SLOTS[code]}
    return f"{reverse('letters:new', args=[decision.application_id, code])}?{urlencode(known)}"


def _known(decision: Decision) -> dict[str, str]:
    facts, draft = facts_of(decision), chosen_draft(decision) if decision.kind == DecisionKind.FEE_CHANGE else None
    known = {
        "decyzja": known_values(decision).get("decision", ""),
        "dowody": "\n".join(facts.evidence),
        "kwoty": "\n".join(f"{part.label}: {zloty(part.amount)}" for part in facts.amounts),
    }
    if draft is not None:
        known |= {
            "teraz": f"{zloty(fee_on(draft.replaces, draft.on).amount)} miesięcznie",
            "ma_byc": f"{zloty(draft.amount)} miesięcznie",
            "od_dnia": short_day(draft.on),
            "powod": causes_in_words(draft.causes),
        }
    if decision.kind == DecisionKind.PERIOD_CHANGE and facts.until is not None:
        until = _last_day(decision)
        known |= {"koniec_teraz": short_day(until) if until else "", "koniec_nowy": short_day(facts.until)}
    return known


def _problem(found: Hearing, heard_on: date | None, day: date) -> str:
    if found.delivered_on is None:
        return f"Nie wpisano doręczenia: {found.letter}. Od niego biegnie czas strony."
    if found.last_day is None:
        return f"Pismo nie mówi, ile dni ma strona: {found.letter}. Sporządź nowe zawiadomienie z liczbą dni."
    if found.last_day >= day:
        return f"Strona ma czas do {long_day(found.last_day)} Decyzję można przekazać następnego dnia."
    if heard_on is not None and heard_on != found.last_day:
        return f"Według doręczenia czas strony minął {short_day(found.last_day)}. Wpisz ten dzień w projekcie."
    return ""
