"""What a programme asks beside that: residence, project, own means and its yes-or-no statements."""

from collections.abc import Iterator
from dataclasses import replace

from applications.programmes.conditions.condition import Case, Condition, Outcome
from applications.programmes.models import ProgrammeFacts, Residence, TermsStatement


def residence(case: Case) -> Iterator[Condition]:
    """Whether the person lives in the municipality, or the exception of the source holds."""
    if case.terms.residence == Residence.ANY:
        return
    municipality = case.application.office.municipality.name
    by_exception = case.terms.residence == Residence.EXCEPTION
    outcome, why = {
        True: (Outcome.MET, f"Osoba mieszka w gminie {municipality}."),
        None: (Outcome.UNKNOWN, "Nie odpowiedziano, czy osoba mieszka w gminie."),
        False: (Outcome.NOT_MET, f"Osoba nie mieszka w gminie {municipality}."),
    }[case.facts.resides_here]
    if outcome == Outcome.NOT_MET and by_exception:
        outcome, why = _exception(case.facts)
    yield Condition(
        "residence",
        f"mieszka w gminie {municipality}" + (" (wyjątkowo osoba z innej gminy)" if by_exception else ""),
        outcome,
        why,
        case.source(case.terms.residence_place),
        "Odpowiedz na pytania o gminę w części „Warunki programu”.",
        "conditions.resides_here",
        # Where the source names its own exception, that one counts and no other.
        waivable=not by_exception,
    )


EXCEPTION_TEST = {
    "stays_permanently": ("przebywa tu stale", "nie przebywa tu stale"),
    "intends_to_stay": ("zamierza tu zostać na stałe", "nie zamierza tu zostać na stałe"),
    "cannot_live_there": (
        "nie może mieszkać w gminie ostatniego zameldowania",
        "może mieszkać w gminie ostatniego zameldowania",
    ),
}
"""The three questions of the exception: how a yes reads, and how a no."""


def _exception(facts: ProgrammeFacts) -> tuple[Outcome, str]:
    answers = {name: getattr(facts, name) for name in EXCEPTION_TEST}
    against = [EXCEPTION_TEST[name][1] for name, answer in answers.items() if answer is False]
    if against:
        return Outcome.NOT_MET, f"Osoba jest z innej gminy i {', '.join(against)}, więc wyjątek jej nie obejmuje."
    if None in answers.values() or not facts.last_registration.strip() or not facts.residence_reason.strip():
        return (
            Outcome.UNKNOWN,
            "Osoba jest z innej gminy: wyjątek wymaga trzech odpowiedzi, gminy ostatniego zameldowania i uzasadnienia.",
        )
    yes = ", ".join(words for words, _ in EXCEPTION_TEST.values())
    return (Outcome.WAIVED, f"Wyjątek: osoba {yes} ({facts.last_registration}). Uzasadnienie: {facts.residence_reason}")


def project(case: Case) -> Iterator[Condition]:
    """Taking part in the project that pays for the programme, where there is one."""
    terms, facts = case.terms, case.facts
    if not terms.project:
        return
    asked = [("project", f"uczestniczy w projekcie „{terms.project}”", "in_project")]
    if terms.companions_in_project:
        words = "uczestnikami projektu są też wszyscy, którzy zamieszkają razem z osobą"
        asked.append(("project_companions", words, "companions_in_project"))
    for code, words, name in asked:
        yield _answered(case, code, words, getattr(facts, name), terms.other_place, f"conditions.{name}")


def own_income(case: Case) -> Iterator[Condition]:
    """Means of their own."""
    if not case.terms.own_income:
        return
    none = case.application.no_income
    outcome = Outcome.MET if case.has_own_income else Outcome.NOT_MET if none else Outcome.UNKNOWN
    why = {
        Outcome.MET: "Wpisano własny dochód osoby.",
        Outcome.NOT_MET: "Zaznaczono, że osoba nie ma dochodów.",
        Outcome.UNKNOWN: "Nie wpisano jeszcze dochodów osoby.",
    }[outcome]
    yield Condition(
        "own_income",
        "ma własne źródło utrzymania",
        outcome,
        why,
        case.source(case.terms.other_place),
        "Uzupełnij dochody w części „Rodzina i dochody”.",
        "household.incomes",
        waivable=True,
    )


def statements(case: Case) -> Iterator[Condition]:
    """The yes-or-no questions of the programme, each answered by the office."""
    for row in case.terms.statements.all():
        answer = case.answers.get(row.code)
        condition = _answered(case, f"statement:{row.code}", row.words, answer, row.place, _statement_field(row))
        yield replace(condition, health=row.health)


def _statement_field(row: TermsStatement) -> str:
    return f"conditions.answer-{row.code}"


def _answered(case: Case, code: str, words: str, answer: bool | None, place: str, field: str) -> Condition:
    outcome, why = {
        True: (Outcome.MET, "Odpowiedź: tak."),
        False: (Outcome.NOT_MET, "Odpowiedź: nie."),
        None: (Outcome.UNKNOWN, "Nie odpowiedziano na to pytanie."),
    }[answer]
    to_do = "Odpowiedz na pytanie w części „Warunki programu”." if answer is None else "Sprawdź odpowiedź."
    return Condition(code, words, outcome, why, case.source(place), to_do, field, waivable=True)
