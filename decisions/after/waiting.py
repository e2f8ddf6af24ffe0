"""In which issued decisions the office has to act: the lists of the desk and of the cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from decisions.models import Appeal, AppealAct, AppealStep, Decision, Delivery, Dispatch
from decisions.states import DecisionState
from office.calendar import term_in_days
from office.models import User
from office.selectors import days_of


@dataclass(frozen=True)
class ToDo:
    """One issued decision and what the office has to do about it, with the last day where the law sets one."""

    decision: Decision
    words: str
    url: str
    by: date | None = None
    late: bool = False


_OWN = {"decision": OuterRef("pk"), "correction__isnull": True}


def undelivered(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Of ``decisions`` those that were issued and nobody has entered a delivery of."""
    return decisions.filter(~Exists(Delivery.objects.filter(**_OWN)), state=DecisionState.APPROVED)


def to_do_after(user: User, today: date) -> Sequence[ToDo]:
    """What ``user`` has to do about issued decisions of the own cases, the oldest first; three queries at most."""
    forwarded = AppealAct.objects.filter(**_OWN, step__in=(AppealStep.FORWARDED, AppealStep.SELF_REVIEW))
    rows = (
        Decision.objects.filter(application__worker=user, office=user.office_id, state=DecisionState.APPROVED)
        .annotate(
            sent=Exists(Dispatch.objects.filter(**_OWN)),
            received=Exists(Delivery.objects.filter(**_OWN)),
            appealed_on=Subquery(Appeal.objects.filter(**_OWN).values("arrived_on")[:1]),
            gone=Exists(forwarded),
        )
        .filter(Q(received=False) | Q(appealed_on__isnull=False, gone=False))
        .select_related("application__person")
        .order_by("issued_on", "pk")
    )
    found = list(rows)
    days = days_of("kpa.133", today) if any(row.appealed_on for row in found) else 0
    return [_to_do(row, days, today) for row in found]


def _to_do(row: Decision, days: int, today: date) -> ToDo:
    url = reverse("decisions:after", args=[row.pk])
    appealed_on: date | None = getattr(row, "appealed_on", None)
    if appealed_on is not None:
        by = term_in_days(appealed_on, days).last_day
        return ToDo(row, "przekazać odwołanie", url, by, late=by < today)
    return ToDo(row, "wpisać doręczenie" if getattr(row, "sent", False) else "wysłać stronie", url)
