"""What the stories of the demo share: who acts, the clock of a past day, and the acts that every case needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from applications.documents.models import EntryKind
from applications.documents.selectors import checklist
from applications.documents.services import Said
from applications.documents.services import enter as enter_document
from applications.letters.services import issue_letter, mark_sent
from applications.models import Application, PersonSex
from decisions.examples import ExampleCase, Stage, carry_on, enter
from office import clock
from office.models import LetterWay, User

HOUR = 10


@dataclass(frozen=True)
class Team:
    """The demo staff of one office."""

    worker: User
    director: User
    keeper: User
    consultant: User

    @classmethod
    def of(cls, office: str) -> "Team":
        """The staff that ``create_staff`` made for the office with this code."""
        words = ("pracownik", "dyrektor", "opiekun", "konsultant")
        users = User.objects.select_related("office").in_bulk(
            [f"{word}.{office}" for word in words], field_name="username"
        )
        return cls(*(users[f"{word}.{office}"] for word in words))


def ago(days: int) -> date:
    """The day ``days`` before today; negative: after it."""
    return clock.today() - timedelta(days=days)


def at(day: date, hour: int) -> datetime:
    """The full ``hour`` of ``day`` in Poland."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


@contextmanager
def on(day: date) -> Iterator[None]:
    """The clock held in the morning of ``day``."""
    with clock.pinned(min(at(day, HOUR), clock.now())):
        yield


def person_of(
    case: ExampleCase, number: int, first_name: str, last_name: str, born: date, **changes: Any
) -> ExampleCase:
    """``case`` of another fictional person, who shows an invented document (Polish women's names end in "a")."""
    person = replace(
        case.person,
        first_name=first_name,
        last_name=last_name,
        pesel="",
        birth_date=born,
        document=f"dokument zmyślony nr {number}",
        sex=PersonSex.FEMALE if first_name.endswith("a") else PersonSex.MALE,
    )
    return replace(case, person=person, **changes)


def bring(case: ExampleCase, team: Team, received_on: date, until: Stage) -> Application:
    """The application entered, from COMPLETE on with its papers and the confirmation of receipt, and carried on."""
    application = enter(case, worker=team.worker, received_on=received_on)
    if until == Stage.DRAFT:
        return application
    tick_papers(team, application)
    application = carry_on(case, application, director=team.director, until=Stage.COMPLETE)
    letter = issue_letter(actor=team.worker, application=application, code="receipt")
    mark_sent(actor=team.worker, application=application, letter=letter, way=LetterWay.POST, on=clock.today())
    return carry_on(case, application, director=team.director, until=until, since=Stage.COMPLETE)


def tick_papers(team: Team, application: Application) -> None:
    """Every paper of the programme's list has come or was shown on the day of receipt."""
    for item in checklist(application).missing:
        kind = EntryKind.SEEN if item.wanted.seen_only else EntryKind.RECEIVED
        said = Said(kind, on=application.received_on)
        enter_document(actor=team.worker, application=application, code=item.wanted.code, said=said)
