"""Who may call, and when the acts that follow are possible. Every answer carries its reason."""

from datetime import date

from applications import access
from applications.completion.models import CompletionCall
from applications.completion.states import MACHINE
from applications.models import Application
from office.access import ALLOWED, Verdict, refused
from office.models import User
from office.polish import short_day


def may_call(user: User, application: Application, live: CompletionCall | None) -> Verdict:
    """Whether a new call may be made: by a social worker, in an open case, when no other call runs."""
    verdict = access.may_edit(user, application)
    if not verdict:
        return verdict
    if application.received_on is None:
        return refused("Wpisz najpierw datę wpływu wniosku: bez niej sprawa nie dostanie znaku.")
    if live is not None:
        return refused(f"Trwa już {live}. Następne można sporządzić, gdy to się zakończy.")
    return ALLOWED


def may_do(user: User, call: CompletionCall, action: str, today: date) -> Verdict:
    """Whether ``action`` (deliver, cure, leave, close, withdraw) is possible today."""
    verdict = access.may_edit(user, call.application)
    if not verdict:
        return verdict
    if not MACHINE.allows(call.state, action):
        return refused(f"To wezwanie jest w stanie „{call.get_state_display()}”.")
    if action in ("leave", "close"):
        return _after_the_term(call, action, today)
    return ALLOWED


def _after_the_term(call: CompletionCall, action: str, today: date) -> Verdict:
    if action == "leave" and not call.formal:
        return refused("W wezwaniu nie ma braku samego wniosku, więc nie można zostawić go bez rozpoznania.")
    if action == "close" and call.formal:
        return refused("W wezwaniu są braki samego wniosku: po terminie zostaje on bez rozpoznania.")
    if call.deadline is None or today <= call.deadline.due_on:
        until = short_day(call.deadline.due_on) if call.deadline else "doręczenia i 7 dni"
        return refused(f"Termin dla osoby biegnie do {until}. Będzie to możliwe następnego dnia.")
    return ALLOWED
