"""Whether an application is complete, rule by rule.

``problems`` stop the submission; ``warnings`` are shown and stop nothing. Every rule is one small function with the
code of its provision; the printed place of the provision comes from the law tables. The statute requires documents
and no environmental interview (art. 53 ust. 13 u.p.s.), so none is asked for.
"""

from collections.abc import Sequence

from applications.checks import household, papers, party, person, programme, request, situation
from applications.checks.casefile import CaseFile, Finding, Rule, open_file, worded
from applications.models import Application
from applications.programmes.conditions import Condition
from office.errors import DomainError
from office.reading import remembered_on_page

__all__ = ["PROBLEM_RULES", "WARNING_RULES", "CaseFile", "Finding", "both", "problems", "warnings"]

PROBLEM_RULES: tuple[Rule, ...] = (
    *person.PROBLEM_RULES,
    *party.PROBLEM_RULES,
    *request.PROBLEM_RULES,
    *programme.PROBLEM_RULES,
    *situation.PROBLEM_RULES,
    *household.PROBLEM_RULES,
)
WARNING_RULES: tuple[Rule, ...] = (
    *person.WARNING_RULES,
    *party.WARNING_RULES,
    *request.WARNING_RULES,
    *programme.WARNING_RULES,
    *situation.WARNING_RULES,
    *household.WARNING_RULES,
    *papers.WARNING_RULES,
)


def both(
    application: Application, listed: Sequence[Condition] | None = None
) -> tuple[list[DomainError], list[DomainError]]:
    """What is missing and what to look at, in the order of the form: ``(problems, warnings)``.

    ``field`` of each is ``"part.field"``: the part of the form (person, party, request, situation, household) and
    the field. ``listed``: the conditions of the programme, when the caller has read them. Takes a constant number of
    queries.
    """
    return remembered_on_page(("checks", application.pk), lambda: _both(open_file(application, listed)))


def _both(case: CaseFile) -> tuple[list[DomainError], list[DomainError]]:
    stopping = [finding for rule in PROBLEM_RULES for finding in rule(case)]
    telling = [finding for rule in WARNING_RULES for finding in rule(case)]
    messages = worded([*stopping, *telling], case.today)
    return messages[: len(stopping)], messages[len(stopping) :]


def problems(application: Application) -> list[DomainError]:
    """Everything that stops the application from being accepted as complete."""
    return both(application)[0]


def warnings(application: Application) -> list[DomainError]:
    """What the worker should look at and may accept."""
    return both(application)[1]
