"""Which ready words an office has, and which of them may be chosen on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from decisions.conditions.models import ConditionWording
from decisions.ready.models import LetGoWording
from office.models import Office

Words = ConditionWording | LetGoWording


def conditions_on(office: Office, day: date) -> list[ConditionWording]:
    """The ready words of conditions on ``day``; the office's own go before the general ones of the same code."""
    rows = list(ConditionWording.objects.on(day).filter(Q(office=office) | Q(office__isnull=True)))
    own = {row.code for row in rows if row.office_id is not None}
    return [row for row in rows if row.office_id is not None or row.code not in own]


def reasons_on(office: Office, day: date) -> QuerySet[LetGoWording]:
    """The ready reasons to let a finding go on ``day``."""
    return LetGoWording.objects.on(day).filter(office=office)


def coming(office: Office, day: date, model: type[ConditionWording] | type[LetGoWording]) -> list[Words]:
    """The words of an office that begin after ``day``."""
    return list(model._default_manager.filter(office=office, valid_from__gt=day))
