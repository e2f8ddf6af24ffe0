"""What every app tells the case page about its own stretch of the river."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next: a sentence, who does it, the verb on the button and where it leads."""

    sentence: str
    who: str
    action: str = ""
    url: str = ""
    due: date | None = None


def case_url(case: int) -> str:
    """The case page; the one address up the river that lower apps send people back to."""
    return reverse("desk:case", args=[case])


def stay_url(stay: int) -> str:
    """The page of one resident's stay, which lies up the river as well."""
    return reverse("desk:resident", args=[stay])


def new_decision_url(case: int, kind: str) -> str:
    """The page up the river where a decision of ``kind`` (a value of ``decisions.kinds.DecisionKind``) is begun."""
    return reverse("decisions:new_kind", args=[case, kind])
