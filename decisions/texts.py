"""The one door to what a decision says and how it prints, whatever its kind."""

from datetime import date
from typing import Any

from decisions.compose import compose
from decisions.content import TEMPLATE, DecisionContent
from decisions.kinds import GRANTS
from decisions.kinds.compose import compose_ruling
from decisions.kinds.content import TEMPLATE as RULING_TEMPLATE
from decisions.kinds.content import RulingContent
from decisions.models import Decision
from office.documents import from_json, render_html
from office.models import Authorisation

Content = DecisionContent | RulingContent


def compose_any(
    decision: Decision,
    day: date,
    *,
    number: str = "",
    issued_on: date | None = None,
    authorisation: Authorisation | None = None,
) -> Content:
    """The whole decision as it would read on ``day``; with number, day of issue and signer once it is approved.

    Raises ``DomainError`` where the case does not say what a decision must say.
    """
    if decision.kind in GRANTS:
        return compose(decision, day, number=number, issued_on=issued_on, authorisation=authorisation)
    return compose_ruling(decision, day, number=number, issued_on=issued_on, authorisation=authorisation)


def content_class(decision: Decision) -> type[Content]:
    """The class of what is stored with a decision of this kind."""
    return DecisionContent if decision.kind in GRANTS else RulingContent


def template_of(decision: Decision) -> str:
    """The name of the template that prints it."""
    return TEMPLATE if decision.kind in GRANTS else RULING_TEMPLATE


def draft_html(decision: Decision, content: dict[str, Any]) -> str:
    """The page of ``content`` as it was stored with a draft of this decision, marked PROJEKT."""
    return render_html(template_of(decision), from_json(content_class(decision), content), draft=True)


def submitted_html(decision: Decision) -> str:
    """The page of the draft as it was handed to the director; it must have been."""
    return draft_html(decision, decision.content)
