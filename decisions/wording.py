"""The maintained fixed words of a decision, filled for one office and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Subquery

from office.letters import markup
from office.letters.markup import Words
from office.letters.services import law_in
from office.letters.wordings import CHANGES, CLOSING, CONTACT, ENFORCEMENT, WORDINGS, slots_of
from office.models import LetterSettings, LetterTemplate, Office, TemplateState
from office.reading import remembered

_OF_SETTINGS = {"iod": "privacy_officer", "odbiorcy_danych": "data_recipients", "okres_przechowywania": "retention"}
"""Slots that the office's settings fill, and the columns in which these keep them."""


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
    known = next(iter(in_force.values()), None)
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
    words: dict[str, Words] = {name: getattr(known, name, None) or "" for name in _OF_SETTINGS} | dict(values)
    parts = {name: _lines(text, words, day) for name, text in found.items()}
    return Worded(parts, tuple(f"{text.code} {text.version}{_whose(text)}" for text in found.values()))


def _in_force(office: Office, day: date) -> dict[str, LetterTemplate]:
    """The texts of ``day`` by code; each row also carries what the office's settings say of data protection."""

    def read() -> dict[str, LetterTemplate]:
        seen = Q(office=office) | Q(office__isnull=True)
        settings = LetterSettings.objects.on(day).filter(office=office)
        rows = LetterTemplate.objects.on(day).filter(seen, code__in=list(WORDINGS), state=TemplateState.PUBLISHED)
        told = {name: Subquery(settings.values(column)[:1]) for name, column in _OF_SETTINGS.items()}
        # The office's own goes before the general one.
        return {row.code: row for row in sorted(rows.annotate(**told), key=lambda row: row.office_id is not None)}

    return remembered(("wordings", office.pk, day), read)


def _lines(text: LetterTemplate, words: Mapping[str, Words], day: date) -> tuple[str, ...]:
    filled = {name: words.get(name, "") for name in slots_of(text.code)}
    return markup.lines(text.body, filled, law_in(text.body, day))


def _whose(text: LetterTemplate) -> str:
    return "" if text.office_id is None else " (własny)"
