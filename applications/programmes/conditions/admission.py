"""Whom a programme admits: age, sex, group, cause, degree of disability."""

from collections.abc import Callable, Iterator

from django.db import models

from applications.identity import ADULT, birth_date_of, sex_of
from applications.models import Cause, DisabilityDegree, Group, PersonSex
from applications.programmes.conditions.condition import Case, Condition, Outcome, counted_years, first_day
from applications.programmes.models import ForSex
from office.periods import age_on

Labels = type[models.TextChoices]


def right_age(case: Case) -> Iterator[Condition]:
    """The ages that the programme takes, as of the first day of the stay."""
    born, terms = birth_date_of(case.application.person), case.terms
    age = None if born is None else age_on(born, first_day(case.application, case.day))
    source = case.source(terms.who_place)
    # From 18 on is the statute's own condition; an age below it stands there, too.
    if terms.age_from > ADULT:
        young = age is not None and ADULT <= age < terms.age_from
        yield Condition(
            "age_from",
            f"wiek od {terms.age_from} lat",
            _outcome(age, lambda years: years >= terms.age_from),
            f"Program {case.programme()} przyjmuje od {terms.age_from} lat, a osoba ma {age} {counted_years(age)}."
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
            f"Program {case.programme()} jest dla osób do {limit} lat, a osoba ma {age} {counted_years(age)}."
            if old and age is not None
            else _age_words(age),
            source,
            "Sprawdź w regulaminie, czy ten warunek obowiązuje. Wniosek można przyjąć; o odstąpieniu od warunku "
            "rozstrzyga dyrektor.",
            "request.programme",
            waivable=True,
        )


def _age_words(age: int | None) -> str:
    return "Nie ma daty urodzenia." if age is None else f"Osoba ma {age} {counted_years(age)}."


def _outcome(value: int | None, holds: Callable[[int], bool]) -> Outcome:
    if value is None:
        return Outcome.UNKNOWN
    return Outcome.MET if holds(value) else Outcome.NOT_MET


def right_sex(case: Case) -> Iterator[Condition]:
    """A programme for women or for men only."""
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


def right_degree(case: Case) -> Iterator[Condition]:
    """The degrees of disability that the programme is for."""
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


def in_group(case: Case) -> Iterator[Condition]:
    """One of the groups that the programme is for."""
    yield from _any_of(case, "group", case.terms.groups, case.application.groups, Group)


def of_cause(case: Case) -> Iterator[Condition]:
    """One of the causes that the programme is for."""
    yield from _any_of(case, "cause", case.terms.causes, case.application.causes, Cause)


def _any_of(case: Case, code: str, wanted: list[str], has: list[str], labels: Labels) -> Iterator[Condition]:
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
