"""Acts on terms: open, set a day, close, cancel, leave days out, put off by notice."""

from office.deadlines.services.closing import cancel, close
from office.deadlines.services.notices import extend
from office.deadlines.services.opening import (
    begin_settling,
    case_settled,
    end_set_day,
    open_deadline,
    register_changed,
    set_day,
)
from office.deadlines.services.pauses import exclude_time, resume

__all__ = [
    "begin_settling",
    "cancel",
    "case_settled",
    "close",
    "end_set_day",
    "exclude_time",
    "extend",
    "open_deadline",
    "register_changed",
    "resume",
    "set_day",
]
