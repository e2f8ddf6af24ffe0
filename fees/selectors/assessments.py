"""Assessments: computing one from facts and rules, reading a stored one, and whether it still stands."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from apartments.models import Apartment, Occupancy
from apartments.selectors import current_occupancy
from applications.models import Application
from applications.selectors import HouseholdFacts, IncomeFact, household_facts
from applications.states import ENDED
from fees import engine
from fees.explanation import Line, explain
from fees.models import Assessment, Base, FeeBand
from fees.periods.models import FeePart
from fees.periods.selectors import parts_of
from fees.selectors.rules import Selected, no_cost, rules_for
from office.errors import DomainError
from office.polish import number, short_day
from office.reading import remembered_on_page


def current_assessment(application: Application) -> Assessment | None:
    """The newest assessment of a case."""
    rows = Assessment.objects.filter(application=application).order_by("-pk")
    rows = rows.select_related("table__resolution__municipality", "criterion", "cost__order", "made_by")
    return remembered_on_page(("current assessment", application.pk), rows.first)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the worker decided or established for one fee beside the incomes; stored with the assessment's facts."""

    pick: engine.Pick | None = None
    relief: engine.Relief | None = None
    former_dps: engine.FormerDpsResident | None = None
    minors: int = 0
    residents: int | None = None
    services: tuple[engine.GrantedService, ...] | None = None
    days: int | None = None


NO_CHOICES = Choices()


def choices_of(assessment: Assessment | None) -> Choices:
    """What was chosen for a stored fee; nothing where there is none."""
    if assessment is None:
        return NO_CHOICES
    facts = engine.facts_from(assessment.facts)
    return Choices(**{item.name: getattr(facts, item.name) for item in fields(Choices)})


def apartment_of(application: Application) -> Apartment | None:
    """The apartment that is held for, or granted to, a case."""
    occupancy = current_occupancy(application)
    return occupancy.place.apartment if occupancy else None


def facts_of(application: Application, on: date, choices: Choices = NO_CHOICES) -> engine.Facts:
    """The engine's facts of a case on ``on``. Raises ``DomainError`` where the application does not give them."""
    return as_facts(household_facts(application, on), on, choices)


def as_facts(known: HouseholdFacts, on: date, choices: Choices = NO_CHOICES) -> engine.Facts:
    """The household's facts, and what was chosen, in the engine's shape."""
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
            incomes=tuple(_income(item) for item in known.incomes),
            **{item.name: getattr(choices, item.name) for item in fields(Choices)},
        )
    except engine.InvalidFacts as error:
        raise DomainError(
            "facts", _FACTS.get(error.code, f"Dane o dochodzie są niespójne ({error.detail}).")
        ) from error


def _income(item: IncomeFact) -> engine.Income:
    return engine.Income(
        item.label, item.amount, item.counted, item.own, item.reason, item.provision, item.in_local_list
    )


def citing(facts: engine.Facts) -> list[str]:
    """Codes of the provisions that these facts bring beyond the engine's own."""
    codes = [item.provision for item in facts.incomes if item.provision]
    return [*codes, engine.DPS_PROVISION] if facts.former_dps is not None else codes


_FACTS = {
    "persons": "Rodzina ma co najmniej dwie osoby. Dodaj we wniosku członków rodziny albo zmień gospodarstwo.",
    "incomes_of_others": "Osoba samotnie gospodarująca ma we wniosku dochód innej osoby. Popraw wniosek.",
}


CHOICES_NEEDED = {
    "rate_not_chosen": "Uchwała podaje w tym przedziale kilka stawek ({missing}). Wybierz stawkę i napisz, dlaczego.",
    "rate_out_of_range": "Wybierz stawkę z przedziału, który podaje uchwała: {missing}.",
    "rate_is_fixed": "Nie ma tu wyboru stawki. Brakuje: {missing}. Usuń wybraną stawkę.",
    "residents_missing": "Koszt ustalono za całe mieszkanie. Wpisz, ilu mieszkańców w nim mieszka.",
    "services_missing": "Koszt zależy od przyznanych usług. Zaznacz usługi uzgodnione z osobą.",
    "relief_not_allowed": "Ta uchwała nie przewiduje ulg w opłacie. Usuń ulgę.",
    "relief_ended": "Ulga już się skończyła. Usuń ją albo wpisz nowe rozstrzygnięcie.",
}
"""Refusals that the worker mends on the fee page itself, by the engine's code."""


def determine(facts: engine.Facts, selected: Selected) -> engine.Assessment:
    """The fee under the selected rules. Raises ``DomainError``: ``no_cost``, ``no_own_income`` …"""
    try:
        return engine.assess(facts, selected.rules)
    except engine.CannotAssess as error:
        if error.code == "cost_missing":
            daily = selected.table.base == Base.DAILY_RATE
            raise no_cost(selected.programme, selected.on, selected.cost, daily=daily) from error
        if error.code in CHOICES_NEEDED:
            raise DomainError(error.code, CHOICES_NEEDED[error.code].format(missing=error.missing)) from error
        if error.code == "own_income_missing":
            raise DomainError(
                "no_own_income",
                f"Opłatę według uchwały nr {selected.resolution.number} liczy się od własnego dochodu osoby, "
                "a nie jest on podany.",
                "own_income",
            ) from error
        raise DomainError(error.code, f"Nie można ustalić odpłatności. Brakuje: {error.missing}.") from error


def explanation(assessment: Assessment | FeePart) -> list[Line]:
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
        if result.band.is_range:
            notes.append(
                "Uchwała podaje przedział stawek zamiast jednej; wojewodowie uznają to za niezgodne z prawem. "
                "Wybór stawki i jego powód są zapisane."
            )
    notes.append(_limits_are_old(assessment))
    return [note for note in notes if note]


def _limits_are_old(assessment: Assessment) -> str:
    """That limits in złoty were computed from a criterion that is not the one of the assessment."""
    schedule = assessment.rules["schedule"]
    was = schedule.get("limits_criterion")
    if was is None or was == assessment.rules["criterion"]["amount"]:
        return ""
    table = assessment.table
    pair = f"{number(table.limits_single or 0)}/{number(table.limits_family or 0)}"
    return f"Progi tabeli są w złotych: tabela liczona od {pair}, a kryterium się zmieniło. Program ich nie przelicza."


def staleness(assessment: Assessment, application: Application, on: date) -> str:
    """Why the assessment does not stand on ``on``, in Polish, or an empty text.

    Compared are incomes and household, the place, and the rules of the day. A case that ended with a decision keeps
    its assessment.
    """
    if application.state in ENDED:
        return ""
    key = ("staleness", assessment.pk, application.pk, on)
    return remembered_on_page(key, lambda: _staleness(assessment, application, on))


def _staleness(assessment: Assessment, application: Application, on: date) -> str:
    occupancy = current_occupancy(application)
    if (occupancy.pk if occupancy else None) != assessment.occupancy_id:
        return "Po obliczeniu odpłatności zmieniono miejsce. Oblicz odpłatność ponownie."
    try:
        facts = facts_of(application, on)
    except DomainError as error:
        return error.message
    if _what_counts(engine.as_data(facts)) != _what_counts(assessment.facts):
        return "Po obliczeniu odpłatności zmieniono dochody albo gospodarstwo. Oblicz odpłatność ponownie."
    return (
        _ended(assessment, on)
        or (_other_days(assessment, occupancy) if occupancy else "")
        or _rules_differ(assessment, application, on)
    )


def _other_days(assessment: Assessment, occupancy: Occupancy) -> str:
    """That a fee of several periods was computed for another stay than the one that is held now."""
    parts = parts_of(assessment)
    if not parts or (parts[0].period_from, parts[-1].period_to) == (occupancy.period_from, occupancy.period_to):
        return ""
    return "Po obliczeniu odpłatności zmieniono okres pobytu, a opłata dzieli się na okresy. Oblicz ją ponownie."


def _ended(assessment: Assessment, on: date) -> str:
    """That a relief, or the limit for a former resident of a care home, is over; periods of a fee reckon with it."""
    if assessment.periods > 1:
        return ""
    chosen = choices_of(assessment)
    if chosen.relief is not None and chosen.relief.until is not None and chosen.relief.until < on:
        return f"Ulga skończyła się {short_day(chosen.relief.until)}. Oblicz odpłatność ponownie."
    if chosen.former_dps is not None and assessment.on <= chosen.former_dps.until < on:
        until = short_day(chosen.former_dps.until)
        return f"Limit dla osoby, która zrezygnowała z domu pomocy społecznej, skończył się {until}. Oblicz ponownie."
    return ""


def _what_counts(facts: Any) -> tuple[Any, ...]:
    """What of the facts decides the fee: labels and reasons may be reworded."""
    incomes = sorted((item["amount"], item["counted"], item["own"]) for item in facts["incomes"])
    return facts["household"], facts["persons"], incomes


def _rules_differ(assessment: Assessment, application: Application, on: date) -> str:
    if application.programme is None:
        return "Wniosek nie wskazuje już programu. Uzupełnij wniosek i oblicz odpłatność ponownie."
    try:
        selected = rules_for(
            programme=application.programme,
            household=assessment.facts["household"],
            on=on,
            apartment=apartment_of(application),
        )
    except DomainError as error:
        return error.message
    return rules_differ(assessment, selected)


def rules_differ(assessment: Assessment, selected: Selected) -> str:
    """Which rule of the day is another than the assessment used, in Polish, or an empty text."""
    when = short_day(selected.on)
    for code in reasons_of_difference(assessment.rules, assessment.table_id, selected):
        return f"Dnia {when} obowiązuje {_OTHER[code]} niż w obliczeniu. Oblicz odpłatność ponownie."
    return ""


_OTHER = {"criterion": "inne kryterium dochodowe", "table": "inna tabela odpłatności", "cost": "inny koszt pobytu"}


def reasons_of_difference(used: Any, table: int, selected: Selected) -> Iterator[str]:
    """Which of criterion, table and cost decide otherwise than in the rules ``used`` (plain data) with ``table``."""
    now = engine.as_data(selected.rules)
    if now["criterion"]["amount"] != used["criterion"]["amount"]:
        yield "criterion"
    if table != selected.table.pk or _deciding(now["schedule"]) != _deciding(used["schedule"]):
        yield "table"
    if _needs_cost(now["schedule"]) and _deciding_cost(now["cost"]) != _deciding_cost(used["cost"]):
        yield "cost"


_NOT_DECIDING = ("title", "source", "code", "proration_source", "relief")


def _deciding(schedule: Any) -> dict[str, Any]:
    """What of a table decides amounts: words and sources may be corrected."""
    kept = {name: value for name, value in schedule.items() if name not in _NOT_DECIDING}
    return kept | {"rounding": (schedule["rounding"]["step"], schedule["rounding"]["mode"])}


def _needs_cost(schedule: Any) -> bool:
    base = engine.Base(schedule["base"])
    by_order = base is engine.Base.DAILY_RATE and schedule["amount"] is None
    return base in engine.ON_COST or by_order or bool(schedule["bounds"]["cap_cost"])


def _deciding_cost(cost: Any) -> Any:
    return (cost["amount"], cost["unit"], cost["items"]) if cost else None
