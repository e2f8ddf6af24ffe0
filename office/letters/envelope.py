"""The page behind the window of a DL envelope: who sends, to whom; nothing that betrays why."""

from datetime import date

from office.letterhead import Letterhead
from office.letters.content import EnvelopeContent, Recipient
from office.letters.selectors import settings_on
from office.models import Letter, LetterSettings, Office


def envelope_of(letter: Letter, on: date) -> EnvelopeContent:
    """The address page of a letter."""
    return envelope_for(letter.office, letter.recipient["name"], tuple(letter.recipient["lines"]), on)


def envelope_for(office: Office, name: str, lines: tuple[str, ...], on: date) -> EnvelopeContent:
    """The address page for whoever is called ``name``, by the settings of the day ``on``.

    Where the office entered no sender for envelopes, its bare address stands there.
    """
    known = settings_on(office, on)
    window = LetterSettings.Window(known.window if known else LetterSettings.Window.RIGHT)
    address = (office.street, f"{office.postal_code} {office.city}".strip())
    return EnvelopeContent(
        template_version="koperta-2026.1",
        letterhead=_unsigned(office, address),
        recipient=Recipient(name, lines),
        sender=known.envelope_sender if known else ", ".join(address),
        window=window,
        window_words=window.label,
    )


def _unsigned(office: Office, address: tuple[str, ...]) -> Letterhead:
    """What signs the file: the place alone, because a file's properties can be read as well."""
    return Letterhead(
        office_name=office.city,
        address_lines=address,
        phone="",
        authority="",
        authority_genitive="",
        place=office.city,
        case_number="",
    )
