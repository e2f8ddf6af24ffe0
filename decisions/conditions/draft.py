"""A condition as it stands in a draft and as it is printed. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from decisions.kinds.registry import DecisionKind
from office.calendar import term_in_days
from office.polish import day as long_day

MAY_CARRY = frozenset(
    {
        DecisionKind.GRANT,
        DecisionKind.SUPPORT,
        DecisionKind.PERIOD_CHANGE,
        DecisionKind.PLACE_CHANGE,
        DecisionKind.FEE_CHANGE,
    }
)
"""The kinds that may carry conditions."""
MOST_CONDITIONS = 10
LEAD = "Zobowiązuje stronę do spełnienia warunków, z których zastrzeżeniem wydano tę decyzję:"


@dataclass(frozen=True)
class DraftCondition:
    """What the party does (``text``), by which day, and the provision that allows the condition (``ground``).

    Either ``due_on`` is set or ``due_days``, counted from the day of issue.
    """

    text: str
    ground: str = ""
    due_on: date | None = None
    due_days: int | None = None

    def last_day(self, issued_on: date) -> date:
        """The last day for it; counted days by art. 57 KPA."""
        if self.due_on is not None:
            return self.due_on
        return term_in_days(issued_on, self.due_days or 1).last_day

    @property
    def term(self) -> str:
        """Until when, in words."""
        if self.due_on is not None:
            return f"do {long_day(self.due_on)}"
        return f"w ciągu {self.due_days} dni od dnia wydania decyzji"

    @property
    def plain(self) -> str:
        """In plain words: what and until when, without the stop."""
        return f"{self.text.strip().rstrip('.;')} – {self.term.rstrip('.')}"

    @property
    def sentence(self) -> str:
        """As it stands in the ruling, without the stop."""
        ground = f" (podstawa warunku: {self.ground.strip().rstrip('.;')})" if self.ground.strip() else ""
        return f"{self.text.strip().rstrip('.;')} – {self.term}{ground}"

    def as_row(self) -> dict[str, Any]:
        """As it is stored with the draft."""
        due = self.due_on.isoformat() if self.due_on else None
        return {"text": self.text, "ground": self.ground, "due_on": due, "due_days": self.due_days}


def stored(rows: list[dict[str, Any]]) -> tuple[DraftCondition, ...]:
    """The conditions of a draft from what is stored with it."""
    return tuple(
        DraftCondition(
            text=row["text"],
            ground=row["ground"],
            due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
            due_days=row["due_days"],
        )
        for row in rows
    )


def sentences(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The conditions as the ruling lists them."""
    return tuple(condition.sentence for condition in stored(rows))


def tomorrow_of(day: date) -> date:
    """The first day that a condition may set in a decision of ``day``."""
    return day + timedelta(days=1)
