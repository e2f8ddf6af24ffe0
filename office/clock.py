"""The one place that knows what time it is. Services take ``today`` from here; tests move it with time-machine."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with time zone."""
    return timezone.now()


def today() -> date:
    """The calendar day in Poland."""
    return timezone.localdate()
