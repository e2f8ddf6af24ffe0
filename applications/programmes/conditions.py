"""Whether one application meets the conditions of its programme: each with its reason and its source."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import models

from applications.identity import birth_date_of, sex_of
from applications.models import Application, Cause, DisabilityDegree, Group, PersonSex
from applications.programmes.counting import days_used, last_possible_day
from applications.programmes.models import (
    ConditionWaiver,
    ForSex,
    ProgrammeFacts,
    ProgrammeTerms,
    Residence,
    TermsStatement,
)
from applications.programmes.selectors import Earlier, earlier_stays, terms_of
from office import polish
from office.models import Provision
from office.periods import add_months, age_on

ADULT = 18
STATUTE = "ups.53.1"
Labels = type[models.TextChoices]


class Outcome(models.TextChoices):
    """What a condition comes to."""

    MET = "met", "spełniony"
    NOT_MET = "not_met", "niespełniony"
    UNKNOWN = "unknown", "nie wiadomo"
    WAIVED = "waived", "wyjątek z uzasadnieniem"


@dataclass(frozen=True)
class Condition:
    """One condition for one application.

    ``why`` says what the outcome rests on, ``to_do`` what would change it, ``field`` (``part.field``) where the fact
    is entered. ``statutory``: the law's own condition, which nobody waives. ``waivable``: the director may let it go
    with a reason. ``health``: who may not open that compartment does not see the answer. ``stops``: the request
    itself must be mended before the application is accepted.
    """

    code: str
    words: str
    outcome: Outcome
    why: str
    source: str
    to_do: str = ""
    field: str = "conditions"
    statutory: bool = False
    waivable: bool = False
    stops: bool = False
    health: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is met, or let go with a reason."""
        return self.outcome in (Outcome.MET, Outcome.WAIVED)


@dataclass(frozen=True)
class _Case:
    """All that the conditions look at, read once."""

    application: Application
    day: date
    terms: ProgrammeTerms
    facts: ProgrammeFacts
    answers: Mapping[str, bool]
    earlier: Earlier
    has_own_income: bool

    def source(self, place: str) -> str:
        """The place in the programme's source, and the source."""
        return ", ".join(part for part in (place, self.terms.source) if part)

    def programme(self) -> str:
        return f"„{self.terms.programme.name}”"


def conditions(application: Application, day: date) -> list[Condition]:
    """Every condition of the statute and of the programme on ``day`` for ``application``; constant number of queries.

    Without a programme, or with none entered for that day, these are the statute's own.
    """
    found = list(_statutory(application, day))
    terms = terms_of(application.programme, day)
    if terms is None:
        return found
    case = _open(application, day, terms)
    own = [condition for rule in _RULES for condition in rule(case)]
    return found + _with_waivers(application, own)


def last_day_possible(application: Application, day: date) -> date | None:
    """The last day that a stay from ``stay_from`` may have when all stays count together; none without a limit."""
    terms = terms_of(application.programme, day)
    if terms is None or terms.stay_months_max is None or application.stay_from is None:
        return None
    return last_possible_day(application.stay_from, terms.stay_months_max, earlier_stays(application).stays)


def _open(application: Application, day: date, terms: ProgrammeTerms) -> _Case:
    facts = ProgrammeFacts.objects.filter(application=application).first()
    needs_history = any((terms.stay_months, terms.stay_months_max, terms.return_months))
    return _Case(
        application=application,
        day=day,
        terms=terms,
        facts=facts or ProgrammeFacts(application=application),
        answers={row.code: row.answer for row in application.statement_answers.all()},
        earlier=earlier_stays(application) if needs_history else Earlier((), None),
        has_own_income=terms.own_income and application.incomes.filter(member__isnull=True).exists(),
    )


def _with_waivers(application: Application, found: list[Condition]) -> list[Condition]:
    latest = {row.code: row for row in ConditionWaiver.objects.filter(application=application).order_by("pk")}
    return [_waived(condition, latest.get(condition.code)) for condition in found]


def _waived(condition: Condition, waiver: ConditionWaiver | None) -> Condition:
    if waiver is None or not waiver.granted or not condition.waivable or condition.outcome == Outcome.MET:
        return condition
    why = f"{condition.why} Dyrektor odstąpił od tego warunku: {waiver.reason}"
    return replace(condition, outcome=Outcome.WAIVED, why=why)


# --- the statute ------------------------------------------------------------------------------------------------------


def _statutory(application: Application, day: date) -> Iterator[Condition]:
    row = Provision.objects.on(day).filter(code=STATUTE).select_related("act").first()
    source = str(row) if row else ""
    adult, why_adult = _adult(application, day)
    yield Condition("adult", "osoba pełnoletnia", adult, why_adult, source, "", "person.birth_date", statutory=True)
    care = {None: Outcome.UNKNOWN, True: Outcome.NOT_MET, False: Outcome.MET}[application.needs_full_time_care]
    told = {
        Outcome.UNKNOWN: "Nie zaznaczono odpowiedzi w części „Sytuacja”.",
        Outcome.NOT_MET: "Zaznaczono, że osoba wymaga całodobowej opieki.",
        Outcome.MET: "Zaznaczono, że osoba nie wymaga całodobowej opieki.",
    }[care]
    words = "nie wymaga usług na poziomie jednostki całodobowej opieki"
    yield Condition(
        "no_full_time_care", words, care, told, source, "", "situation.needs_full_time_care", statutory=True
    )
    grounds = ", ".join(str(Cause(code).label) for code in application.causes)
    yield Condition(
        "grounds",
        "potrzebuje wsparcia z powodu trudnej sytuacji, wieku, niepełnosprawności albo choroby",
        Outcome.MET if grounds else Outcome.UNKNOWN,
        f"Zaznaczono: {grounds}." if grounds else "Nie zaznaczono żadnej przyczyny.",
        source,
        field="situation.causes",
        statutory=True,
    )


def _adult(application: Application, day: date) -> tuple[Outcome, str]:
    born = birth_date_of(application.person)
    if born is None:
        return Outcome.UNKNOWN, "Nie ma daty urodzenia."
    start = _start(application, day)
    age = age_on(born, start)
    return (
        Outcome.MET if age >= ADULT else Outcome.NOT_MET,
        f"Dnia {polish.short_day(start)} osoba ma {age} {_years(age)}.",
    )


def _start(application: Application, day: date) -> date:
    return application.stay_from or application.received_on or day


# --- whom the programme admits ----------------------------------------------------------------------------------------


def _age(case: _Case) -> Iterator[Condition]:
    born, terms = birth_date_of(case.application.person), case.terms
    age = None if born is None else age_on(born, _start(case.application, case.day))
    source = case.source(terms.who_place)
    # From 18 on is the statute's own condition; an age below it stands there, too.
    if terms.age_from > ADULT:
        young = age is not None and ADULT <= age < terms.age_from
        yield Condition(
            "age_from",
            f"wiek od {terms.age_from} lat",
            _outcome(age, lambda years: years >= terms.age_from),
            f"Program {case.programme()} przyjmuje od {terms.age_from} lat, a osoba ma {age} {_years(age)}."
            if young and age is not None
            else _age_words(age),
            source,
            "Wybierz inny program albo późniejszy początek pobytu.",
            "request.programme",
            waivable=True,
            stops=young,
        )
    if terms.age_to is not None:
        limit = terms.age_to
        old = age is not None and age > limit
        yield Condition(
            "age_to",
            f"wiek do {limit} lat",
            _outcome(age, lambda years: years <= limit),
            f"Program {case.programme()} jest dla osób do {limit} lat, a osoba ma {age} {_years(age)}."
            if old and age is not None
            else _age_words(age),
            source,
            "Sprawdź w regulaminie, czy ten warunek obowiązuje. Wniosek można przyjąć; o odstąpieniu od warunku "
            "rozstrzyga dyrektor.",
            "request.programme",
            waivable=True,
        )


def _age_words(age: int | None) -> str:
    return "Nie ma daty urodzenia." if age is None else f"Osoba ma {age} {_years(age)}."


def _outcome(value: int | None, holds: Callable[[int], bool]) -> Outcome:
    if value is None:
        return Outcome.UNKNOWN
    return Outcome.MET if holds(value) else Outcome.NOT_MET


def _sex(case: _Case) -> Iterator[Condition]:
    wanted = {ForSex.MEN: PersonSex.MALE, ForSex.WOMEN: PersonSex.FEMALE}.get(ForSex(case.terms.sex))
    if wanted is None:
        return
    sex = sex_of(case.application.person)
    outcome = Outcome.UNKNOWN if not sex else Outcome.MET if sex == wanted else Outcome.NOT_MET
    yield Condition(
        "sex",
        f"tylko {case.terms.get_sex_display()}",
        outcome,
        f"Osoba to {PersonSex(sex).label}." if sex else "Nie ma numeru PESEL ani wpisanej płci.",
        case.source(case.terms.who_place),
        "Wybierz inny program." if sex else "Wpisz PESEL albo płeć osoby.",
        "request.programme" if sex else "person.sex",
        waivable=True,
    )


def _degree(case: _Case) -> Iterator[Condition]:
    wanted = case.terms.degrees
    if not wanted:
        return
    has = case.application.disability_degree
    yield Condition(
        "degree",
        f"stopień niepełnosprawności: {_labels(wanted, DisabilityDegree)}",
        Outcome.UNKNOWN if not has else Outcome.MET if has in wanted else Outcome.NOT_MET,
        f"Zaznaczono: {DisabilityDegree(has).label}." if has else "Nie sprawdzono stopnia niepełnosprawności.",
        case.source(case.terms.who_place),
        "Sprawdź orzeczenie albo wybierz inny program.",
        "situation.disability_degree",
        waivable=True,
    )


def _groups(case: _Case) -> Iterator[Condition]:
    yield from _any_of(case, "group", case.terms.groups, case.application.groups, Group)


def _causes(case: _Case) -> Iterator[Condition]:
    yield from _any_of(case, "cause", case.terms.causes, case.application.causes, Cause)


def _any_of(case: _Case, code: str, wanted: list[str], has: list[str], labels: Labels) -> Iterator[Condition]:
    """At least one of ``wanted`` is ticked; what nobody has ticked at all is not known."""
    if not wanted:
        return
    answered = bool(case.application.causes or case.application.groups)
    met = set(wanted) & set(has)
    ticked = _labels(has, labels)
    yield Condition(
        code,
        _labels(wanted, labels, " albo "),
        Outcome.MET if met else Outcome.NOT_MET if answered else Outcome.UNKNOWN,
        f"Zaznaczono: {ticked}." if ticked else "Nie zaznaczono tego w części „Sytuacja”.",
        case.source(case.terms.who_place),
        "Sprawdź, czy zaznaczono wszystko, albo wybierz inny program.",
        "situation.groups" if code == "group" else "situation.causes",
        waivable=True,
    )


def _labels(codes: list[str], labels: Labels, between: str = ", ") -> str:
    return between.join(str(labels(code).label) for code in labels.values if code in codes)


# --- residence, project, income, statements ---------------------------------------------------------------------------


def _residence(case: _Case) -> Iterator[Condition]:
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
    return (
        Outcome.WAIVED,
        f"Wyjątek: osoba {yes} ({facts.last_registration}). Uzasadnienie: {facts.residence_reason}",
    )


def _project(case: _Case) -> Iterator[Condition]:
    terms, facts = case.terms, case.facts
    if not terms.project:
        return
    asked = [("project", f"uczestniczy w projekcie „{terms.project}”", "in_project")]
    if terms.companions_in_project:
        words = "uczestnikami projektu są też wszyscy, którzy zamieszkają razem z osobą"
        asked.append(("project_companions", words, "companions_in_project"))
    for code, words, name in asked:
        yield _answered(case, code, words, getattr(facts, name), terms.other_place, f"conditions.{name}")


def _own_income(case: _Case) -> Iterator[Condition]:
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


def _statements(case: _Case) -> Iterator[Condition]:
    for row in case.terms.statements.all():
        answer = case.answers.get(row.code)
        condition = _answered(case, f"statement:{row.code}", row.words, answer, row.place, statement_field(row))
        yield replace(condition, health=row.health)


def statement_field(row: TermsStatement) -> str:
    """The form's field of a statement as ``part.field``."""
    return f"conditions.answer-{row.code}"


def _answered(case: _Case, code: str, words: str, answer: bool | None, place: str, field: str) -> Condition:
    outcome, why = {
        True: (Outcome.MET, "Odpowiedź: tak."),
        False: (Outcome.NOT_MET, "Odpowiedź: nie."),
        None: (Outcome.UNKNOWN, "Nie odpowiedziano na to pytanie."),
    }[answer]
    to_do = "Odpowiedz na pytanie w części „Warunki programu”." if answer is None else "Sprawdź odpowiedź."
    return Condition(code, words, outcome, why, case.source(place), to_do, field, waivable=True)


# --- time -------------------------------------------------------------------------------------------------------------


def _stay(case: _Case) -> Iterator[Condition]:
    terms = case.terms
    if terms.stay_months is not None:
        yield _within(case, terms.stay_months, usual=True)
    if terms.stay_months_max is not None:
        yield _within(case, terms.stay_months_max, usual=False)


def _within(case: _Case, months: int, *, usual: bool) -> Condition:
    application, earlier = case.application, case.earlier.stays
    length = f"{months} {_months(months)}"
    code = "stay_usual" if usual else "stay_total"
    words = f"pobyt zwykle do {length}" if usual else f"wszystkie pobyty łącznie najwyżej {length}"
    source = case.source(case.terms.stay_place)
    if application.stay_from is None:
        return Condition(code, words, Outcome.UNKNOWN, "Nie ma początku pobytu.", source, "", "request.stay_from")
    last = last_possible_day(application.stay_from, months, earlier)
    used = days_used(earlier, application.stay_from)
    before = f" Wcześniejsze pobyty: {used} {polish.plural(used, 'dzień', 'dni', 'dni')}." if used else ""
    latest = (
        f"ostatni możliwy dzień to {polish.short_day(last)}"
        if last >= application.stay_from
        else "czas jest wyczerpany"
    )
    if not application.indefinite and application.stay_to is None:
        return Condition(
            code, words, Outcome.UNKNOWN, f"Nie ma końca pobytu; {latest}.{before}", source, "", "request.stay_to"
        )
    if application.stay_to is not None and application.stay_to <= last:
        why = f"Pobyt do {polish.short_day(application.stay_to)}; {latest}.{before}"
        return Condition(code, words, Outcome.MET, why, source, field="request.stay_to")
    kind = "zwykły" if usual else "najdłuższy"
    total = f"{length} łącznie" if used or not usual else length
    why = f"Pobyt jest dłuższy niż {kind} w programie {case.programme()} ({total}); {latest}.{before}"
    to_do = (
        f"Zwykle kończy się najpóźniej {polish.short_day(last)}; dłuższy pobyt trzeba uzasadnić."
        if usual
        else f"Wpisz koniec pobytu najpóźniej {polish.short_day(last)}."
        if last >= application.stay_from
        else "Kolejny pobyt w tym programie nie jest już możliwy; wybierz inny program."
    )
    # The longest stay is the source's last word; of the usual one it says itself that a reason lengthens it.
    return Condition(
        code, words, Outcome.NOT_MET, why, source, to_do, "request.stay_to", waivable=usual, stops=not usual
    )


def _return(case: _Case) -> Iterator[Condition]:
    terms = case.terms
    if terms.return_months is None:
        return
    length = f"{terms.return_months} {_months(terms.return_months)}"
    source, record = case.source(terms.return_place), case.earlier.last_leaving
    words = f"od opuszczenia mieszkania minęło {length}"
    if record is None:
        yield Condition("return", words, Outcome.MET, "Nie ma wpisu o opuszczeniu mieszkania tego programu.", source)
        return
    bar_ends = add_months(record.left_on, terms.return_months)
    over = case.day > bar_ends
    place = " Potrzebne jest też wolne miejsce." if terms.return_free_place else ""
    yield Condition(
        "return",
        words,
        Outcome.MET if over else Outcome.NOT_MET,
        f"Osoba opuściła mieszkanie {polish.short_day(record.left_on)}; "
        + ("przeszkoda ustała " if over else "może starać się ponownie po ")
        + f"{polish.short_day(bar_ends)}.{place}",
        source,
        "Zaczekaj: przeszkoda ustanie sama.",
        waivable=True,
    )
    if terms.return_recommendations:
        yield _recommendations(record.recommendations_met, source)


def _recommendations(met: bool | None, source: str) -> Condition:
    outcome, why = {
        True: (Outcome.MET, "Zespół ocenił, że osoba wykonała zalecenia."),
        False: (Outcome.NOT_MET, "Zespół ocenił, że osoba nie wykonała zaleceń."),
        None: (Outcome.UNKNOWN, "Nie wpisano jeszcze, czy osoba wykonała zalecenia zespołu."),
    }[met]
    to_do = "Wpisz ocenę zespołu w części „Warunki programu”."
    words = "wykonała zalecenia zespołu po opuszczeniu mieszkania"
    return Condition("recommendations", words, outcome, why, source, to_do, waivable=True)


def _months(count: int) -> str:
    return polish.plural(count, "miesiąc", "miesiące", "miesięcy")


def _years(count: int) -> str:
    return polish.plural(count, "rok", "lata", "lat")


_RULES: tuple[Callable[[_Case], Iterator[Condition]], ...] = (
    _age,
    _sex,
    _groups,
    _causes,
    _degree,
    _residence,
    _project,
    _own_income,
    _statements,
    _stay,
    _return,
)
