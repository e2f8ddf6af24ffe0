"""What a case puts into the slots of its letters before the worker looks at them."""

import re
from datetime import date

from applications.models import Application, HousingKind
from applications.parties.selectors import addressee
from applications.programmes.conditions import Outcome, conditions
from office import clock
from office.calendar import term_in_days
from office.deadlines.terms import counted
from office.letters.content import Recipient
from office.letters.selectors import letters_of, standing_entries
from office.letters.slots import COMMON, PRIVACY, SLOTS, Slot
from office.models import Deadline, DeadlineKind, LetterEntry
from office.polish import plural
from office.selectors import days_of

COMPLETION = "kpa.64.2"
"""The call to complete an application, and the shortest term that it may give."""
_COUNT = re.compile(r"\d+")
_SUBJECT = {
    HousingKind.TRAINING: "wsparcia w mieszkaniu treningowym",
    HousingKind.SUPPORTED: "wsparcia w mieszkaniu wspomaganym",
}
ARRANGED = (
    "cel i okres pobytu",
    "rodzaj i zakres wsparcia",
    "odpłatność",
    "prawa i obowiązki, w tym zgłaszanie nieobecności i regulamin pobytu",
    "zasady programu usamodzielniania",
    "skutki naruszenia ustaleń",
)
"""What the contract arranges, as a person understands it (art. 53 ust. 12 u.p.s.); the worker edits it."""


def editable(code: str) -> dict[str, Slot]:
    """The slots of a letter that a worker may change before issuing."""
    return {name: slot for name, slot in SLOTS[code].items() if name not in PRIVACY and name not in COMMON}


def recipient_of(application: Application) -> Recipient:
    """To whom papers of the case go (``addressee``); without any address they wait in the office."""
    found = addressee(application)
    return Recipient(found.name, found.lines or ("odbiór w ośrodku",))


def recipient_for(application: Application, code: str) -> Recipient:
    """Whom a letter of kind ``code`` is offered to: a transfer goes to another authority, with a copy for the party."""
    usual = recipient_of(application)
    if code != "transfer":
        return usual
    return Recipient("", (), (", ".join((usual.name, *usual.lines)),))


def initial(application: Application, code: str) -> dict[str, object]:
    """Words for the slots of ``code`` that the case knows; what it does not know is left out."""
    today = clock.today()
    known: dict[str, object] = {
        "osoba": application.person.full_name,
        "sprawa": _SUBJECT.get(HousingKind(application.kind), "") if application.kind else "",
        "data_wplywu": application.received_on,
        "miejsce_spotkania": _at_the_office(application),
        "miejsce_akt": _at_the_office(application),
        "ustalenia": ARRANGED,
    }
    if code == "receipt":
        known["termin_zalatwienia"] = settled_by(application, today)
    elif code == "completion":
        known["dni"] = days_in_words(days_of(COMPLETION, today))
    elif code == "hearing":
        known["niespelnione"] = _not_met(application, today)
    elif code == "unconsidered":
        known |= _of_the_call(application)
    wanted = editable(code)
    return {name: value for name, value in known.items() if name in wanted and value}


def _not_met(application: Application, today: date) -> tuple[str, ...]:
    """The conditions that the facts of the case do not meet, each with its source."""
    found = [one for one in conditions(application, today) if one.outcome == Outcome.NOT_MET]
    return tuple(f"{one.words} ({one.source})" for one in found)


def _of_the_call(application: Application) -> dict[str, object]:
    """What the last delivered call to complete says: its days and what it asked for."""
    for letter in letters_of(application.pk).filter(code="completion"):
        delivered = [one for one in standing_entries(letter) if one.step == LetterEntry.Step.DELIVERED]
        if delivered:
            days = days_among(str(letter.values["dni"]))
            return {
                "data_wezwania": letter.issued_on,
                "doreczono": delivered[0].on,
                "termin": term_in_days(delivered[0].on, days).last_day if days else None,
                "braki": tuple(letter.values["braki"]),
            }
    return {}


def days_among(words: str) -> int | None:
    """The number in ``7 dni``, or ``None``."""
    found = _COUNT.search(words)
    return int(found[0]) if found else None


def settled_by(application: Application, today: date) -> date | None:
    """The last day for settling the case: its running term, else the term counted from the day of receipt."""
    running = Deadline.objects.filter(
        office=application.office_id, case=application.pk, kind__settles_case=True, state__in=Deadline.LIVE
    ).first()
    if running is not None:
        return running.due_on
    rule = DeadlineKind.objects.on(today).filter(code="settle").first()
    if application.received_on is None or rule is None or rule.count is None:
        return None
    return counted(rule.unit, application.received_on, rule.count).last_day


def days_in_words(days: int) -> str:
    """``7`` → ``7 dni``."""
    return f"{days} {plural(days, 'dnia', 'dni', 'dni')}"


def _at_the_office(application: Application) -> str:
    office = application.office
    return f"{office.name}, {office.street}, {office.city}"
