"""Reads of how a case ended, or is about to."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from applications.completion.models import CompletionCall
from applications.completion.selectors import letter_url
from applications.completion.states import CallState
from applications.models import Application
from applications.outcomes import access
from applications.outcomes.models import Transfer, Withdrawal
from applications.states import ApplicationState
from office.access import Verdict
from office.models import Letter, User
from office.polish import short_day


@dataclass(frozen=True)
class OutcomeAct:
    """Something that may be begun: the word on the button, its address, whether this user may, and how it is sent."""

    label: str
    url: str
    verdict: Verdict
    method: str = "get"


@dataclass(frozen=True)
class OutcomesPart:
    """What the case page shows of ends without a decision: a sentence, its letter, and what may be begun."""

    sentence: str
    letter_url: str
    withdrawal: Withdrawal | None
    ended: bool
    acts: tuple[OutcomeAct, ...]


def withdrawal_of(application: Application) -> Withdrawal | None:
    """The withdrawal that stands: entered and not taken back. The case then waits for its discontinuance."""
    return Withdrawal.objects.filter(application=application, taken_back_on__isnull=True).first()


def outcomes_part(application: Application, user: User) -> OutcomesPart:
    """The part of the section; at most two queries."""
    sentence, letter = _ended(application)
    withdrawal = withdrawal_of(application) if application.state == ApplicationState.SUBMITTED else None
    if withdrawal is not None:
        sentence = f"Osoba cofnęła wniosek {short_day(withdrawal.declared_on)} ({withdrawal.get_way_display()})."
    ended = application.state in (ApplicationState.LEFT, ApplicationState.TRANSFERRED)
    url = letter_url(letter) if letter else ""
    return OutcomesPart(sentence, url, withdrawal, ended, _acts(application, user, withdrawal))


def _ended(application: Application) -> tuple[str, Letter | None]:
    if application.state == ApplicationState.LEFT:
        call = CompletionCall.objects.select_related("end_letter").get(application=application, state=CallState.LEFT)
        return f"Wniosek pozostawiono bez rozpoznania {_day(call.ended_on)}: braków nie usunięto.", call.end_letter
    if application.state == ApplicationState.TRANSFERRED:
        sent = Transfer.objects.select_related("letter").get(application=application)
        return f"Wniosek przekazano {_day(sent.transferred_on)}: {sent.authority}.", sent.letter
    return "", None


def _day(value: date | None) -> str:
    return short_day(value) if value else ""


def _acts(application: Application, user: User, withdrawal: Withdrawal | None) -> tuple[OutcomeAct, ...]:
    def to(name: str) -> str:
        return reverse(name, args=[application.pk])

    if application.state not in (ApplicationState.DRAFT, ApplicationState.SUBMITTED):
        anew = access.may_start_anew(user, application)
        begin = OutcomeAct("Zacznij nowy wniosek z tych danych", to("applications:start_anew"), anew, "post")
        if application.state != ApplicationState.GRANTED:
            return (begin,)
        longer = access.may_extend(user, application)
        return (OutcomeAct("Zacznij wniosek o przedłużenie pobytu", to("extensions:start"), longer, "post"), begin)
    may_withdraw, may_transfer = access.may_withdraw(user, application), access.may_transfer(user, application)
    declared = (
        OutcomeAct("Osoba cofnęła wniosek", to("endings:withdraw"), may_withdraw)
        if withdrawal is None
        else OutcomeAct("Osoba podtrzymuje wniosek", to("applications:take_back"), may_withdraw)
    )
    return (declared, OutcomeAct("Przekaż właściwemu organowi", to("endings:transfer"), may_transfer))
