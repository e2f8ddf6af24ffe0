"""Whether one application meets the conditions of its programme: each with its reason and its source."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from applications.models import Application
from applications.programmes.conditions import admission, answers, time
from applications.programmes.conditions.answers import EXCEPTION_TEST
from applications.programmes.conditions.condition import Case, Condition, Outcome
from applications.programmes.conditions.statute import statutory
from applications.programmes.models import ConditionWaiver, ProgrammeFacts, ProgrammeTerms
from applications.programmes.selectors import Earlier, earlier_stays, terms_of
from office.reading import remembered_on_page

__all__ = ["EXCEPTION_TEST", "Condition", "Outcome", "conditions"]

_RULES: tuple[Callable[[Case], Iterator[Condition]], ...] = (
    admission.right_age,
    admission.right_sex,
    admission.in_group,
    admission.of_cause,
    admission.right_degree,
    answers.residence,
    answers.project,
    answers.own_income,
    answers.statements,
    time.length_of_stay,
    time.coming_back,
)


def conditions(application: Application, day: date) -> list[Condition]:
    """Every condition of the statute and of the programme on ``day`` for ``application``; constant number of queries.

    Without a programme, or with none entered for that day, these are the statute's own.
    """
    return list(remembered_on_page(("conditions", application.pk, day), lambda: _conditions(application, day)))


def _conditions(application: Application, day: date) -> list[Condition]:
    found = list(statutory(application, day))
    terms = terms_of(application.programme, day)
    if terms is None:
        return found
    case = _read(application, day, terms)
    own = [condition for rule in _RULES for condition in rule(case)]
    return found + _with_waivers(application, own)


def _read(application: Application, day: date, terms: ProgrammeTerms) -> Case:
    facts = ProgrammeFacts.objects.filter(application=application).first()
    needs_history = any((terms.stay_months, terms.stay_months_max, terms.return_months))
    return Case(
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
