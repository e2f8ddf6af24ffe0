"""What stands in a printed independence programme or support plan: plain frozen data."""

from dataclasses import dataclass, field
from datetime import date

from office.letterhead import Letterhead, Party

TEMPLATE = "plan"
TEMPLATE_VERSION = "program-usamodzielniania-2026.1"
PROVISIONS = ("ups.53.12", "reg.3", "reg.4")


@dataclass(frozen=True)
class PaperStep:
    """One step: what, who, by when, how it shows, and what came of it."""

    what: str
    who: str
    due_on: date
    measure: str
    done_on: date | None
    result: str


@dataclass(frozen=True)
class PaperGoal:
    """One goal with its area, the level at the start and now, and its steps."""

    area: str
    aim: str
    start: str
    now: str
    steps: tuple[PaperStep, ...]


@dataclass(frozen=True)
class PaperReview:
    """One talk over the plan."""

    held_on: date
    present: str
    summary: tuple[str, ...]
    next_on: date | None


@dataclass(frozen=True)
class PlanContent:
    """An independence programme (training) or a support plan (supported) as it prints."""

    letterhead: Letterhead
    resident: Party
    title: str
    is_training: bool
    made_on: date
    main_goal: str
    not_drawn_reason: str
    guardian: str
    goals: tuple[PaperGoal, ...]
    reviews: tuple[PaperReview, ...]
    review_on: date | None
    municipal_flat_on: date | None
    exit_plan: tuple[str, ...]
    evaluation: tuple[str, ...]
    evaluated_on: date | None
    provisions: dict[str, str] = field(hash=False)
    template_version: str = TEMPLATE_VERSION
