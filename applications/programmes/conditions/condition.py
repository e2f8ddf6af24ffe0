"""One condition of a programme with its answer, and what the answers are read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models

from applications.models import Application
from applications.programmes.models import ProgrammeFacts, ProgrammeTerms
from applications.programmes.selectors import Earlier
from office import polish


class Outcome(models.TextChoices):
    """What a condition comes to."""

    MET = "met", "spełniony"
    NOT_MET = "not_met", "niespełniony"
    UNKNOWN = "unknown", "nie wiadomo"
    WAIVED = "waived", "wyjątek z uzasadnieniem"


@dataclass(frozen=True)
class Condition:
    """One condition for one application.

    ``why`` says what the outcome rests on, ``to_do`` what would change it, ``field`` (``part.field``) where the fact
    is entered. ``statutory``: the law's own condition, which nobody waives. ``waivable``: the director may let it go
    with a reason. ``health``: who may not open that compartment does not see the answer. ``stops``: the request
    itself must be mended before the application is accepted.
    """

    code: str
    words: str
    outcome: Outcome
    why: str
    source: str
    to_do: str = ""
    field: str = "conditions"
    statutory: bool = False
    waivable: bool = False
    stops: bool = False
    health: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is met, or let go with a reason."""
        return self.outcome in (Outcome.MET, Outcome.WAIVED)


@dataclass(frozen=True)
class Case:
    """All that the conditions look at, read once."""

    application: Application
    day: date
    terms: ProgrammeTerms
    facts: ProgrammeFacts
    answers: Mapping[str, bool]
    earlier: Earlier
    has_own_income: bool

    def source(self, place: str) -> str:
        """The place in the programme's source, and the source."""
        return ", ".join(part for part in (place, self.terms.source) if part)

    def programme(self) -> str:
        """The programme's name in Polish quotation marks."""
        return f"„{self.terms.programme.name}”"


def first_day(application: Application, day: date) -> date:
    """The day on which age is asked for: the first of the stay, else that of the application, else ``day``."""
    return application.stay_from or application.received_on or day


def counted_months(count: int) -> str:
    """The Polish word for months after a number."""
    return polish.plural(count, "miesiąc", "miesiące", "miesięcy")


def counted_years(count: int) -> str:
    """The Polish word for years after a number."""
    return polish.plural(count, "rok", "lata", "lat")
