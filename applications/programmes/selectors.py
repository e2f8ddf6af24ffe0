"""Reads of programmes: what holds on a day, and the earlier stays that count into it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from applications.models import Application, Programme
from applications.programmes.counting import PastStay
from applications.programmes.models import (
    HouseRules,
    LeavingRecord,
    ProgrammeTerms,
    RequiredDocument,
    RequiredOpinion,
)
from applications.states import ApplicationState
from office.models import User
from office.reading import remembered


def terms_of(programme: Programme | None, day: date) -> ProgrammeTerms | None:
    """The conditions of ``programme`` on ``day`` with their statements; none where nobody entered any for that day."""
    if programme is None:
        return None
    rows = ProgrammeTerms.objects.on(day).filter(programme=programme).prefetch_related("statements")
    found: ProgrammeTerms | None = remembered(("terms", programme.pk, day), rows.order_by("-valid_from").first)
    return found


def required_documents(programme: Programme, day: date) -> QuerySet[RequiredDocument]:
    """The papers that ``programme`` asks for on ``day``, in the order of its source."""
    return RequiredDocument.objects.on(day).filter(programme=programme).order_by("order", "pk")


def required_opinions(programme: Programme, day: date) -> QuerySet[RequiredOpinion]:
    """The opinions that ``programme`` asks for (or may ask for) on ``day``."""
    return RequiredOpinion.objects.on(day).filter(programme=programme).order_by("order", "pk")


def house_rules(programme: Programme, day: date) -> HouseRules | None:
    """The version of the rules of stay on ``day`` with its points; none where nobody entered any."""
    rows = HouseRules.objects.on(day).filter(programme=programme).prefetch_related("points")
    found: HouseRules | None = rows.order_by("-valid_from").first()
    return found


def rules_title(programme: Programme | None, day: date) -> str:
    """How papers call the rules of stay on ``day``, in the genitive; empty where nobody entered any."""
    rules = house_rules(programme, day) if programme else None
    return rules.title if rules else ""


@dataclass(frozen=True)
class Earlier:
    """What the same person's other applications to the same programme came to."""

    stays: tuple[PastStay, ...]
    last_leaving: LeavingRecord | None


def earlier_stays(application: Application) -> Earlier:
    """The earlier stays of the same person in the same programme.

    A stay that ended has its record of leaving; one that still runs counts as it was granted, and without an end up
    to the day before this application's stay.
    """
    if application.programme_id is None:
        return Earlier((), None)
    others = (
        Application.objects.filter(person=application.person_id, programme=application.programme_id)
        .exclude(pk=application.pk)
        .filter(Q(leaving__isnull=False) | Q(state=ApplicationState.GRANTED, stay_from__isnull=False))
        .select_related("leaving")
        .prefetch_related("leaving__reviews")
        .order_by("pk")
    )
    stays: list[PastStay] = []
    records: list[LeavingRecord] = []
    for other in others:
        record = getattr(other, "leaving", None)
        if record is not None:
            records.append(record)
            stays.append(PastStay(record.moved_in_on, record.left_on))
        elif other.stay_from is not None:
            stays.append(PastStay(other.stay_from, other.stay_to or _until(application, other.stay_from)))
    return Earlier(tuple(stays), max(records, key=lambda record: record.left_on, default=None))


def _until(application: Application, at_least: date) -> date:
    return max(at_least, (application.stay_from or at_least) - timedelta(days=1))


def programmes_for(user: User) -> QuerySet[Programme]:
    """The programmes of the user's office."""
    return Programme.objects.filter(office_id=user.office_id or 0).order_by("kind", "name")
