"""The conditions of the programme as findings: what the request must mend stops, the rest is for the decision."""

from collections.abc import Iterator

from applications.checks.casefile import CaseFile, Finding, Rule
from applications.programmes.conditions import Condition, Outcome

# Two codes are older than the conditions and known to pages and tests.
_CODES = {
    "age_from": "too_young_for_programme",
    "age_to": "too_old_for_programme",
    "stay_total": "stay_too_long",
    "stay_usual": "stay_longer_than_usual",
}


def request_fits_programme(case: CaseFile) -> Iterator[Finding]:
    """Conditions that a mended request would meet: the lower age, the longest stay."""
    yield from (_finding(each) for each in _unmet(case) if each.stops)


def conditions_of_programme_met(case: CaseFile) -> Iterator[Finding]:
    """Warn of conditions that are not met: such an application is complete, but leads to no grant without a waiver."""
    yield from (_finding(each) for each in _unmet(case) if not each.stops and not each.health)
    if any(each.health for each in _unmet(case)):
        # Findings are read by whoever sees the case; which answer it is stays in the compartment.
        yield Finding(
            "condition_health",
            "conditions",
            "Warunek programu, który dotyczy zdrowia, uzależnienia albo przemocy, nie jest spełniony",
            "Zobacz część „Warunki programu”: który to warunek, widzi tylko osoba uprawniona.",
        )


def questions_of_programme_answered(case: CaseFile) -> Iterator[Finding]:
    """Warn of conditions that nobody can tell yet; one warning for all of them."""
    open_ones = [each for each in _own(case) if each.outcome == Outcome.UNKNOWN and each.field.startswith("conditions")]
    if open_ones:
        yield Finding(
            "programme_questions_open",
            open_ones[0].field,
            f"Nie wiadomo, czy spełnione są warunki programu: {'; '.join(each.words for each in open_ones)}",
            "Odpowiedz na pytania w części „Warunki programu”.",
        )


def _own(case: CaseFile) -> Iterator[Condition]:
    """The programme's conditions; the statute's have their own rules with their provisions."""
    yield from (each for each in case.conditions if not each.statutory)


def _unmet(case: CaseFile) -> Iterator[Condition]:
    yield from (each for each in _own(case) if each.outcome == Outcome.NOT_MET)


def _finding(condition: Condition) -> Finding:
    code = _CODES.get(condition.code, f"condition_{condition.code.replace(':', '_')}")
    what = f"Warunek programu „{condition.words}”: {condition.why.rstrip('.')}"
    to_do = " ".join(
        part for part in (condition.to_do, f"Źródło: {condition.source}." if condition.source else "") if part
    )
    return Finding(code, condition.field, what, to_do)


PROBLEM_RULES: tuple[Rule, ...] = (request_fits_programme,)
WARNING_RULES: tuple[Rule, ...] = (conditions_of_programme_met, questions_of_programme_answered)
