"""The party's chance to speak before a decision against it (art. 10 KPA): the letter, its delivery, its term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from applications.letters.filling import days_among
from applications.models import Application
from decisions.findings import Finding
from decisions.kinds.reasons import facts_of
from decisions.models import Decision
from office.calendar import term_in_days
from office.letters.selectors import letters_of, standing_entries
from office.models import Letter, LetterEntry
from office.polish import day as long_day
from office.polish import short_day

BY_LETTER, BY_RECORD = "letter", "record"
_RULE = "Przed decyzją niekorzystną strona może wypowiedzieć się co do dowodów (art. 10 KPA)."


@dataclass(frozen=True)
class Hearing:
    """The last letter that told the party of the evidence; its last day once it was delivered."""

    letter: Letter
    delivered_on: date | None
    last_day: date | None


def hearing_of(application: Application) -> Hearing | None:
    """The last such letter of the case; ``last_day`` counts the days in the letter from its delivery."""
    letter = letters_of(application.pk).filter(code="hearing").first()
    if letter is None:
        return None
    delivered = next((row.on for row in standing_entries(letter) if row.step == LetterEntry.Step.DELIVERED), None)
    days = days_among(str(letter.values.get("dni", "")))
    last = term_in_days(delivered, days).last_day if delivered and days else None
    return Hearing(letter, delivered, last)


def the_letter_gave_time(decision: Decision, day: date) -> Iterator[Finding]:
    """Where the party was told by letter, the letter reached it and its term has passed."""
    facts = facts_of(decision)
    if not decision.rules.needs_hearing or facts.heard_how != BY_LETTER:
        return
    message = _problem(hearing_of(decision.application), facts.heard_on, day)
    if message:
        yield Finding("hearing", _RULE, message, reverse("letters:of_case", args=[decision.application_id]))


def _problem(found: Hearing | None, heard_on: date | None, day: date) -> str:
    if found is None:
        return "W sprawie nie ma takiego pisma. Sporządź „Zawiadomienie przed wydaniem decyzji” i wyślij je."
    if found.delivered_on is None:
        return f"Nie wpisano doręczenia: {found.letter}. Od niego biegnie czas strony."
    if found.last_day is None:
        return f"Pismo nie mówi, ile dni ma strona: {found.letter}. Sporządź nowe zawiadomienie z liczbą dni."
    if found.last_day >= day:
        return f"Strona ma czas do {long_day(found.last_day)} Decyzję można przekazać następnego dnia."
    if heard_on is not None and heard_on != found.last_day:
        return f"Według doręczenia czas strony minął {short_day(found.last_day)}. Wpisz ten dzień w projekcie."
    return ""
