"""The case page: its stretches in the order of the river, the next step, terms, letters and timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from apartments.allocation.section import case_section as apartments_section
from applications.letters.selectors import LetterRow, latest_letters
from applications.models import Application
from applications.selectors import case_section as applications_section
from applications.states import ENDED, ApplicationState
from contracts.selectors import case_section as contracts_section
from decisions.selectors import DecisionSection
from decisions.selectors import case_section as decisions_section
from desk.after_grant import step_of_stay
from desk.board import BoardRow, case_deadlines
from desk.cases import TONES
from desk.contents import ContentsRow, Stretch, contents_of
from fees.selectors import case_section as fees_section
from office import clock, reading
from office.access import ALLOWED, Verdict, works_as
from office.case import NextStep
from office.deadlines.access import may_handle
from office.models import Event, Role, User
from office.selectors import history

_ENDED_WORDS = {
    ApplicationState.GRANTED: "Wsparcie przyznano decyzją. Nic teraz nie czeka.",
    ApplicationState.REFUSED: "Odmówiono wsparcia decyzją. Sprawa jest zakończona.",
    ApplicationState.DISCONTINUED: "Postępowanie umorzono. Sprawa jest zakończona.",
    ApplicationState.LEFT: "Ta sprawa zakończyła się bez decyzji. W niej nic więcej się nie robi.",
    ApplicationState.TRANSFERRED: "Ta sprawa zakończyła się bez decyzji. W niej nic więcej się nie robi.",
}
# After these ends the stretches that were never reached wait for nobody; a grant goes on as a stay.
_ENDED_WITHOUT_SUPPORT = ENDED - {ApplicationState.GRANTED}
# Where something may still be to do when the case was ended: a decision is delivered, another one is drafted.
_AFTER_THE_END = ("decision",)


@dataclass(frozen=True)
class CasePage:
    """All that the case page shows."""

    application: Application
    stretches: Sequence[Stretch]
    contents: Sequence[ContentsRow]
    current: str
    river_urls: dict[str, str]
    next_step: NextStep
    may_act: Verdict
    tone: str
    events: Sequence[dict[str, object]]
    deadlines: Sequence[BoardRow]
    may_add_deadline: Verdict
    letters: Sequence[LetterRow]


def _stretches(application: Application, user: User) -> tuple[Stretch, ...]:
    return (
        Stretch("application", "Wniosek", "applications/section.html", applications_section(application, user)),
        Stretch("place", "Miejsce", "apartments/section.html", apartments_section(application, user)),
        Stretch("fee", "Opłata", "fees/section.html", fees_section(application, user)),
        Stretch("contract", "Kontrakt", "contracts/section.html", contracts_section(application, user)),
        Stretch("decision", "Decyzja", "decisions/section.html", decisions_section(application, user)),
    )


def _current(application: Application, stretches: Iterable[Stretch]) -> str:
    if application.state == ApplicationState.GRANTED:
        return "stay"
    if application.state in (ApplicationState.LEFT, ApplicationState.TRANSFERRED):
        return "application"
    return next((stretch.code for stretch in stretches if not stretch.section.done), "stay")


def _first_step(application: Application, stretches: Sequence[Stretch]) -> tuple[str, NextStep]:
    """The first thing to do, with its stretch: a decision that is being drafted, else in river order."""
    for stretch in stretches:
        section = stretch.section
        if isinstance(section, DecisionSection) and section.is_drafted and section.next_step is not None:
            return stretch.code, section.next_step
    ended = _ENDED_WORDS.get(ApplicationState(application.state))
    steps = [
        (one.code, one.section.next_step, isinstance(one.section, DecisionSection) and one.section.waits)
        for one in stretches
        if ended is None or one.code in _AFTER_THE_END
    ]
    if application.state == ApplicationState.GRANTED:
        steps.append(("stay", step_of_stay(application, clock.today()), False))
    left = [(code, step, waits) for code, step, waits in steps if step is not None]
    # What only the party or the appeal body can do comes after what the office can.
    for code, step, _ in sorted(left, key=lambda row: row[2]):
        return code, step
    if ended is not None:
        return "stay", NextStep(ended, "")
    return "", NextStep("W tej sprawie nic teraz nie czeka.", "")


def _may_act(user: User, application: Application, code: str) -> Verdict:
    """The steps up to the contract are a social worker's; pages of decisions and stays are the director's as well."""
    return ALLOWED if code in ("decision", "stay") else works_as(user, application.office, Role.SOCIAL_WORKER)


def _told(events: QuerySet[Event]) -> list[dict[str, object]]:
    return [{"when": event.at, "who": event.actor_name, "what": event.sentence} for event in events]


def case_page(application: Application, user: User, today: date) -> CasePage:
    """The five stretches, where the case stands, what to do next, its terms, its timeline (newest first)."""
    with reading.page():
        return _case_page(application, user, today)


def _case_page(application: Application, user: User, today: date) -> CasePage:
    stretches = _stretches(application, user)
    code, step = _first_step(application, stretches)
    current = _current(application, stretches)
    return CasePage(
        application=application,
        stretches=stretches,
        contents=contents_of(stretches, current, ended=application.state in _ENDED_WITHOUT_SUPPORT),
        current=current,
        river_urls={stretch.code: f"#etap-{stretch.code}" for stretch in stretches},
        next_step=step,
        may_act=_may_act(user, application, code),
        tone=TONES[ApplicationState(application.state)],
        events=_told(history(application.pk).reverse()),
        deadlines=case_deadlines(application, user, today),
        may_add_deadline=may_handle(user, application.office, of_case=True),
        letters=latest_letters(application),
    )
