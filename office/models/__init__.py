"""The office itself: who works here, by which law, under which numbers, and what was done."""

from office.models.dated import Certainty, Dated, DatedQuerySet
from office.models.deadlines import (
    Deadline,
    DeadlineExtension,
    DeadlineKind,
    DeadlinePause,
    DeadlineState,
    PauseGround,
    TermHolder,
    TermUnit,
)
from office.models.files import MediaType, StoredFile
from office.models.law import ActPublication, LegalAct, Provision
from office.models.letters import (
    Letter,
    LetterEntry,
    LetterSettings,
    LetterTemplate,
    LetterWay,
    TemplateState,
)
from office.models.people import Authorisation, BankAccount, Municipality, Office, Role, RoleGrant, User
from office.models.records import Event, EventChain, NumberRegister, ReadEntry

__all__ = [
    "ActPublication",
    "Authorisation",
    "BankAccount",
    "Certainty",
    "Dated",
    "DatedQuerySet",
    "Deadline",
    "DeadlineExtension",
    "DeadlineKind",
    "DeadlinePause",
    "DeadlineState",
    "Event",
    "EventChain",
    "LegalAct",
    "Letter",
    "LetterEntry",
    "LetterSettings",
    "LetterTemplate",
    "LetterWay",
    "MediaType",
    "Municipality",
    "NumberRegister",
    "Office",
    "PauseGround",
    "Provision",
    "ReadEntry",
    "Role",
    "RoleGrant",
    "StoredFile",
    "TemplateState",
    "TermHolder",
    "TermUnit",
    "User",
]
