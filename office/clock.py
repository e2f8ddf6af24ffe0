"""The one place that knows what time it is. Services take ``today`` from here; tests move it with time-machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def now() -> datetime:
    """This moment, with time zone."""
    return _pinned.get() or timezone.now()


def today() -> date:
    """The calendar day in Poland."""
    return timezone.localdate(_pinned.get())


def local(moment: datetime) -> datetime:
    """``moment`` on the clocks of Poland."""
    return timezone.localtime(moment)


def local_day(moment: datetime) -> date:
    """The calendar day in Poland of ``moment``."""
    return timezone.localdate(moment)


@contextmanager
def pinned(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` within the block: for papers that must come out the same on every day."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
