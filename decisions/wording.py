"""The maintained fixed words of a decision, filled for one office and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from office.letters import markup
from office.letters.markup import Words
from office.letters.selectors import settings_on
from office.letters.services import law_in
from office.letters.wordings import CHANGES, CLOSING, CONTACT, ENFORCEMENT, WORDINGS, slots_of
from office.models import LetterTemplate, Office, TemplateState
from office.reading import remembered


@dataclass(frozen=True)
class Worded:
    """The words of each part, by the name that ``decisions.content.Instruction`` gives it, and their versions."""

    parts: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]


def words_on(
    office: Office, day: date, remedy: str, values: Mapping[str, str], instead: LetterTemplate | None = None
) -> Worded:
    """The parts of a decision with ``remedy``; ``instead``: a draft that is looked at in place of the one in force.

    A part that nobody has published yet is left out: the paper then prints the program's own words.
    """
    in_force = dict(_in_force(office, day))
    if instead is not None:
        in_force[instead.code] = instead
    codes = {
        "points": f"decision-{remedy}",
        "changes": CHANGES,
        "enforcement": ENFORCEMENT,
        "plain": f"decision-plain-{remedy}",
        "contact": CONTACT,
        "closing": CLOSING,
    }
    found = {name: in_force[code] for name, code in codes.items() if code in in_force}
    words: dict[str, Words] = {**_of_settings(office, day), **values}
    parts = {name: _lines(text, words, day) for name, text in found.items()}
    return Worded(parts, tuple(f"{text.code} {text.version}{_whose(text)}" for text in found.values()))


def _in_force(office: Office, day: date) -> dict[str, LetterTemplate]:
    def read() -> dict[str, LetterTemplate]:
        seen = Q(office=office) | Q(office__isnull=True)
        rows = LetterTemplate.objects.on(day).filter(seen, code__in=list(WORDINGS), state=TemplateState.PUBLISHED)
        # The office's own goes before the general one.
        return {row.code: row for row in sorted(rows, key=lambda row: row.office_id is not None)}

    return remembered(("wordings", office.pk, day), read)


def _of_settings(office: Office, day: date) -> dict[str, str]:
    known = remembered(("letter settings", office.pk, day), lambda: settings_on(office, day))
    if known is None:
        return {}
    return {
        "iod": known.privacy_officer,
        "odbiorcy_danych": known.data_recipients,
        "okres_przechowywania": known.retention,
    }


def _lines(text: LetterTemplate, words: Mapping[str, Words], day: date) -> tuple[str, ...]:
    filled = {name: words.get(name, "") for name in slots_of(text.code)}
    return markup.lines(text.body, filled, law_in(text.body, day))


def _whose(text: LetterTemplate) -> str:
    return "" if text.office_id is None else " (własny)"
