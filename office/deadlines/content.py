"""The notice that a case is not settled in time (art. 36 KPA), as it is printed and frozen."""

from dataclasses import dataclass
from datetime import date

from office.letterhead import Letterhead, Party, Signatory

TEMPLATE = "notice_of_delay"
TEMPLATE_VERSION = "1"
PROVISIONS = ("kpa.35.3", "kpa.36", "kpa.37")


@dataclass(frozen=True)
class Letter:
    """What the case gives to its letters: letterhead with the case number, the party, the matter, who handles it.

    ``subject`` continues "w sprawie": "wniosku o wsparcie w mieszkaniu treningowym".
    """

    letterhead: Letterhead
    party: Party
    subject: str
    handled_by: str


@dataclass(frozen=True)
class NoticeOfDelay:
    """One notice. ``provisions`` maps the codes of ``PROVISIONS`` to their printed citations on the day."""

    template_version: str
    letterhead: Letterhead
    party: Party
    subject: str
    received_on: date
    due_before: date
    due_on: date
    reason: str
    appeal_body: str
    appeal_through: str
    provisions: dict[str, str]
    signatory: Signatory
    handled_by: str
