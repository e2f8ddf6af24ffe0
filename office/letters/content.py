"""One letter as it is printed and frozen: plain data and the finished HTML of its text."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from office.letterhead import Letterhead, Signatory

TEMPLATE = "letter"
ENVELOPE_TEMPLATE = "envelope"
# Of the address in the window: characters that surely stand in a line of usual letters, lines that stand in the window
# in usual letters, and the number of them that still goes in with small ones.
_LINE, _LINES, _SMALL_LINES = 30, 4, 7


@dataclass(frozen=True)
class Recipient:
    """To whom a letter goes: the name and the lines of the address; ``copies`` names who else receives it."""

    name: str
    lines: tuple[str, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterContent:
    """Everything that ``paper/letter.html`` prints. ``body`` is made by ``office.letters.markup`` alone."""

    template_version: str
    letterhead: Letterhead
    recipient: Recipient
    title: str
    body: SafeString
    signatory: Signatory
    handled_by: str


@dataclass(frozen=True)
class EnvelopeContent:
    """The page behind the window of an envelope. ``letterhead`` is not printed: it only signs the file."""

    template_version: str
    letterhead: Letterhead
    recipient: Recipient
    sender: str
    window: str
    window_words: str

    @property
    def letters(self) -> str:
        """How small the letters of the address are: a long name and address must end within the window as well."""
        texts = (self.recipient.name, *self.recipient.lines)
        needed = sum(-(-len(text) // _LINE) for text in texts)
        return "usual" if needed <= _LINES else "small" if needed <= _SMALL_LINES else "smallest"
