"""Writes that every app shares: the event log, gapless numbers, and the one door for changes of state."""

from office.services.events import log_read, record
from office.services.numbers import next_number
from office.services.workflow import Machine, Transition, advance

__all__ = ["Machine", "Transition", "advance", "log_read", "next_number", "record"]
