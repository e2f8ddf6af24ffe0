"""Assessments: computing one from facts and rules, reading a stored one, and whether it still stands."""

from datetime import date
from typing import Any

from apartments.selectors import current_occupancy
from applications.models import Application
from applications.selectors import HouseholdFacts, household_facts
from applications.states import ApplicationState
from fees import engine
from fees.explanation import Line, explain
from fees.models import Assessment, FeeBand
from fees.selectors.rules import Selected, no_cost, rules_for
from office.errors import DomainError
from office.polish import short_day


def current_assessment(application: Application) -> Assessment | None:
    """The newest assessment of a case."""
    return (
        Assessment.objects.filter(application=application)
        .select_related("table__resolution__municipality", "criterion", "cost__order", "made_by")
        .order_by("-pk")
        .first()
    )


def facts_of(application: Application, on: date) -> engine.Facts:
    """The engine's facts of a case on ``on``. Raises ``DomainError`` where the application does not give them."""
    return as_facts(household_facts(application, on), on)


def as_facts(known: HouseholdFacts, on: date) -> engine.Facts:
    """The household's facts in the engine's shape."""
    if not known.household:
        raise DomainError(
            "no_household", "Wniosek nie mówi, czy osoba gospodaruje samotnie, czy w rodzinie. Uzupełnij wniosek."
        )
    if not known.incomes:
        raise DomainError("no_incomes", "Wniosek nie podaje dochodów ani tego, że ich nie ma. Uzupełnij wniosek.")
    try:
        return engine.Facts(
            on=on,
            household=engine.HouseholdType(known.household),
            persons=known.persons,
            incomes=tuple(
                engine.Income(item.label, item.amount, item.counted, item.own, item.reason, item.provision)
                for item in known.incomes
            ),
        )
    except engine.InvalidFacts as error:
        raise DomainError(
            "facts", _FACTS.get(error.code, f"Dane o dochodzie są niespójne ({error.detail}).")
        ) from error


_FACTS = {
    "persons": "Rodzina ma co najmniej dwie osoby. Dodaj we wniosku członków rodziny albo zmień gospodarstwo.",
    "incomes_of_others": "Osoba samotnie gospodarująca ma we wniosku dochód innej osoby. Popraw wniosek.",
}


def determine(facts: engine.Facts, selected: Selected) -> engine.Assessment:
    """The fee under the selected rules. Raises ``DomainError``: ``no_cost``, ``no_own_income`` …"""
    try:
        return engine.assess(facts, selected.rules)
    except engine.CannotAssess as error:
        if error.code == "cost_missing":
            raise no_cost(selected.programme, selected.on) from error
        if error.code == "own_income_missing":
            raise DomainError(
                "no_own_income",
                f"Opłatę według uchwały nr {selected.resolution.number} liczy się od własnego dochodu osoby, "
                "a nie jest on podany.",
                "own_income",
            ) from error
        raise DomainError(error.code, f"Nie można ustalić odpłatności. Brakuje: {error.missing}.") from error


def explanation(assessment: Assessment) -> list[Line]:
    """The steps of a stored assessment in Polish, from what was stored with it and nothing else."""
    return explain(engine.assessment_from(assessment.result), assessment.rules["provisions"])


def doubts(assessment: Assessment) -> list[str]:
    """What is doubtful about the rules that were used: notes of the act, of the table and of the band."""
    result = engine.assessment_from(assessment.result)
    notes = [assessment.table.resolution.notes, assessment.table.notes]
    if result.band is not None:
        band = FeeBand.objects.filter(
            table=assessment.table, household=result.household, above=result.band.above
        ).first()
        notes.append(band.note if band else "")
    return [note for note in notes if note]


def staleness(assessment: Assessment, application: Application, on: date) -> str:
    """Why the assessment does not stand on ``on``, in Polish, or an empty text.

    Compared are incomes and household, the place, and the rules of the day. A case that ended with a decision keeps
    its assessment.
    """
    if application.state == ApplicationState.GRANTED:
        return ""
    occupancy = current_occupancy(application)
    if (occupancy.pk if occupancy else None) != assessment.occupancy_id:
        return "Po obliczeniu odpłatności zmieniono miejsce. Oblicz odpłatność ponownie."
    try:
        facts = facts_of(application, on)
    except DomainError as error:
        return error.message
    if _what_counts(engine.as_data(facts)) != _what_counts(assessment.facts):
        return "Po obliczeniu odpłatności zmieniono dochody albo gospodarstwo. Oblicz odpłatność ponownie."
    return _rules_differ(assessment, application, on)


def _what_counts(facts: Any) -> tuple[Any, ...]:
    """What of the facts decides the fee: labels and reasons may be reworded."""
    incomes = sorted((item["amount"], item["counted"], item["own"]) for item in facts["incomes"])
    return facts["household"], facts["persons"], incomes


def _rules_differ(assessment: Assessment, application: Application, on: date) -> str:
    if application.programme is None:
        return "Wniosek nie wskazuje już programu. Uzupełnij wniosek i oblicz odpłatność ponownie."
    try:
        selected = rules_for(programme=application.programme, household=assessment.facts["household"], on=on)
    except DomainError as error:
        return error.message
    return rules_differ(assessment, selected)


def rules_differ(assessment: Assessment, selected: Selected) -> str:
    """Which rule of the day is another than the assessment used, in Polish, or an empty text."""
    now, used = engine.as_data(selected.rules), assessment.rules
    when = short_day(selected.on)
    if now["criterion"]["amount"] != used["criterion"]["amount"]:
        return f"Dnia {when} obowiązuje inne kryterium dochodowe niż w obliczeniu. Oblicz odpłatność ponownie."
    if assessment.table_id != selected.table.pk or _deciding(now["schedule"]) != _deciding(used["schedule"]):
        return f"Dnia {when} obowiązuje inna tabela odpłatności niż w obliczeniu. Oblicz odpłatność ponownie."
    if selected.rules.schedule.base is engine.Base.COST and _amount(now["cost"]) != _amount(used["cost"]):  # type: ignore[union-attr]
        return f"Dnia {when} obowiązuje inny miesięczny koszt pobytu niż w obliczeniu. Oblicz odpłatność ponownie."
    return ""


def _deciding(schedule: Any) -> tuple[Any, ...]:
    rounding = schedule["rounding"]
    return schedule["resolution"], schedule["base"], schedule["bands"], rounding["step"], rounding["mode"]


def _amount(cost: Any) -> Any:
    return cost["amount"] if cost else None
