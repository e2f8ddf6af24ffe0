from collections.abc import Iterator

from applications.checks.casefile import CaseFile, Finding, Rule
from office import polish


def cause_named(case: CaseFile) -> Iterator[Finding]:
    """At least one of the four causes of art. 53 ust. 1."""
    if not case.application.causes:
        yield Finding(
            "cause_missing",
            "situation.causes",
            "Nie zaznaczono, dlaczego osoba potrzebuje wsparcia",
            "Zaznacz co najmniej jedną przyczynę.",
            ("ups.53.1",),
        )


def no_full_time_care_needed(case: CaseFile) -> Iterator[Finding]:
    """Who needs services of a round-the-clock care unit cannot be granted an apartment (art. 53 ust. 1)."""
    answer = case.application.needs_full_time_care
    if answer is None:
        yield Finding(
            "full_time_care_unanswered",
            "situation.needs_full_time_care",
            "Nie zaznaczono, czy osoba wymaga całodobowej opieki",
            "Zaznacz „nie” albo „tak” na podstawie dokumentów.",
            ("ups.53.1",),
        )
    elif answer:
        yield Finding(
            "full_time_care_needed",
            "situation.needs_full_time_care",
            "Osobie, która wymaga usług na poziomie jednostki całodobowej opieki, "
            "nie można przyznać wsparcia w mieszkaniu",
            "Jeżeli odpowiedź jest pomyłką, zmień ją; jeżeli nie, osoba potrzebuje innej formy pomocy.",
            ("ups.53.1",),
        )


def ruling_outlasts_the_stay(case: CaseFile) -> Iterator[Finding]:
    """Warn of a ruling on disability that ends before the stay does."""
    application = case.application
    until = application.disability_until
    if until is None:
        return
    if application.indefinite or (application.stay_to is not None and until < application.stay_to):
        end = (
            "pobyt ma być na czas nieokreślony"
            if application.indefinite or application.stay_to is None
            else (f"pobyt ma trwać do {polish.short_day(application.stay_to)}")
        )
        yield Finding(
            "ruling_ends_early",
            "situation.disability_until",
            f"Orzeczenie o niepełnosprawności jest ważne do {polish.short_day(until)}, a {end}",
            "Uzgodnij z osobą, kiedy złoży nowe orzeczenie.",
            ("ups.53.9",) if application.indefinite else (),
        )


def situation_described(case: CaseFile) -> Iterator[Finding]:
    """Warn of an empty description: the decision's justification is written from it."""
    if not case.application.situation.strip():
        yield Finding(
            "situation_empty",
            "situation.situation",
            "Nie opisano sytuacji osoby",
            "Dwa, trzy zdania wystarczą: z nich powstaje uzasadnienie decyzji.",
        )


PROBLEM_RULES: tuple[Rule, ...] = (cause_named, no_full_time_care_needed)
WARNING_RULES: tuple[Rule, ...] = (ruling_outlasts_the_stay, situation_described)
