"""Writes of applications: one public verb per act."""

from applications.services.finish import (
    back_to,
    discontinue,
    end_on_appeal,
    grant,
    refuse,
    register,
    reopen,
    submit,
)
from applications.services.household import IncomeData, MemberData, save_household
from applications.services.kinds import add_kind, add_kind_version
from applications.services.locking import locked
from applications.services.person import PersonData, save_person, start, start_for
from applications.services.request import save_request
from applications.services.situation import save_situation

__all__ = [
    "IncomeData",
    "MemberData",
    "PersonData",
    "add_kind",
    "add_kind_version",
    "back_to",
    "discontinue",
    "end_on_appeal",
    "grant",
    "locked",
    "refuse",
    "register",
    "reopen",
    "save_household",
    "save_person",
    "save_request",
    "save_situation",
    "start",
    "start_for",
    "submit",
]
