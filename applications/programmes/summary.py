"""The conditions of one application as pages show them to one user."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from applications.access import may_see_health
from applications.models import Application
from applications.programmes.access import may_waive
from applications.programmes.conditions import Condition, Outcome, conditions
from applications.programmes.models import ProgrammeTerms, Residence
from applications.programmes.selectors import terms_of
from applications.states import ApplicationState
from office import clock
from office.access import Verdict
from office.models import User

TONES = {Outcome.MET: "done", Outcome.NOT_MET: "error", Outcome.UNKNOWN: "draft", Outcome.WAIVED: "active"}


@dataclass(frozen=True)
class ConditionRow:
    """One condition as a user sees it; what is of health stays hidden from who may not open that compartment."""

    condition: Condition
    hidden: bool
    tone: str
    waiver_url: str

    @property
    def state(self) -> str:
        """The outcome in words."""
        return "dane ograniczone" if self.hidden else str(self.condition.outcome.label)


@dataclass(frozen=True)
class ConditionsSummary:
    """All conditions, and what may be done about them. ``review_url``: where the team's finding is entered."""

    listed: tuple[Condition, ...]
    rows: tuple[ConditionRow, ...]
    health: Verdict
    review_url: str

    @property
    def unanswered(self) -> int:
        """How many questions of the programme nobody has answered yet."""
        return sum(each.outcome == Outcome.UNKNOWN and each.field.startswith("conditions") for each in self.listed)


def day_of(application: Application) -> date:
    """The day whose rules count: today while the case is open, the day of acceptance once it has ended."""
    if application.state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED) or application.submitted_at is None:
        return clock.today()
    return timezone.localdate(application.submitted_at)


def conditions_summary(application: Application, user: User) -> ConditionsSummary:
    """What the case page and the page of conditions show ``user``; constant number of queries."""
    listed = tuple(conditions(application, day_of(application)))
    health, waive = may_see_health(user, application), may_waive(user, application)
    waived = {row.code for row in application.condition_waivers.all()}
    return ConditionsSummary(
        listed=listed,
        rows=tuple(_row(application, each, health=bool(health), waive=bool(waive), waived=waived) for each in listed),
        health=health,
        review_url=_review_url(application, listed),
    )


def _row(
    application: Application, condition: Condition, *, health: bool, waive: bool, waived: set[str]
) -> ConditionRow:
    hidden = condition.health and not health
    open_one = condition.outcome in (Outcome.NOT_MET, Outcome.UNKNOWN)
    taken = condition.outcome == Outcome.WAIVED and condition.code in waived
    offered = waive and not hidden and condition.waivable and (open_one or taken)
    url = reverse("applications:waiver", args=[application.pk, condition.code]) if offered else ""
    return ConditionRow(condition, hidden, "draft" if hidden else TONES[condition.outcome], url)


def _review_url(application: Application, listed: tuple[Condition, ...]) -> str:
    asked = any(each.code == "recommendations" for each in listed)
    return reverse("applications:review", args=[application.pk]) if asked else ""


def asks_anything(application: Application, day: date) -> bool:
    """Whether the programme asks on ``day`` what no other part of the application tells."""
    terms = terms_of(application.programme, day)
    return terms is not None and has_questions(terms)


def has_questions(terms: ProgrammeTerms) -> bool:
    """Whether the page of conditions has a question to answer under ``terms``."""
    return terms.residence != Residence.ANY or bool(terms.project) or bool(terms.statements.all())
