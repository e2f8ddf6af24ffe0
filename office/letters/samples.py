"""Invented cases in which an administrator sees how a text will print. No slot of a sample is empty."""

from dataclasses import dataclass, field

from office import clock
from office.errors import DomainError
from office.letters.content import LetterContent, Recipient
from office.letters.markup import Words
from office.letters.services import compose
from office.letters.slots import SLOTS
from office.models import LetterTemplate, Office, User


@dataclass(frozen=True)
class Sample:
    """One invented case: what it is called, to whom it goes, and which slots differ from their usual samples."""

    label: str
    recipient: Recipient
    words: dict[str, Words] = field(default_factory=dict)


_LONG_NAME = "Maksymiliana Bogumiła Zmyślona-Nieistniejąca z Wymyślonych-Przykładowskich"

SAMPLES: dict[str, Sample] = {
    "zwykla": Sample("zwykła sprawa", Recipient("Jan Fikcyjny", ("ul. Zmyślona 7 m. 2", "00-000 Przykładowo"))),
    "dluga": Sample(
        "bardzo długie nazwisko i długie listy",
        Recipient(_LONG_NAME, ("os. Wymyślonych Bohaterów Przykładowych 128 B m. 214", "00-000 Przykładowo-Zdrój")),
        {
            "osoba": _LONG_NAME,
            "sprawa": "wsparcia w mieszkaniu wspomaganym",
            "braki": tuple(f"zmyślony dokument numer {number}, wymagany w tym programie" for number in range(1, 13)),
            "niespelnione": tuple(f"zmyślony warunek numer {number} nie został wykazany" for number in range(1, 9)),
            "zalaczniki": tuple(f"zmyślony załącznik numer {number}" for number in range(1, 13)),
            "uwagi": "Pierwszy akapit dodatkowych informacji.\n\nDrugi akapit dodatkowych informacji.",
        },
    ),
    "przedstawiciel": Sample(
        "pismo do przedstawiciela, bez dodatkowych informacji",
        Recipient("Ewa Zmyślona, opiekun prawny", ("ul. Przykładowa 3", "00-000 Przykładowo"), ("Jan Fikcyjny",)),
        {"uwagi": ""},
    ),
}


def sample_letter(template: LetterTemplate, *, office: Office, actor: User, sample: str) -> LetterContent:
    """``template`` as it prints today for the sample case; raises ``DomainError`` as issuing does."""
    if sample not in SAMPLES:
        raise DomainError("no_sample", "Nie ma takiej przykładowej sprawy.")
    chosen = SAMPLES[sample]
    usual = {name: slot.sample for name, slot in SLOTS[template.code].items()}
    own = {name: words for name, words in chosen.words.items() if name in usual}
    content, _ = compose(
        template,
        office=office,
        actor=actor,
        recipient=chosen.recipient,
        values=usual | own,
        case_number="PRZYKŁAD.0000.1.2026",
        on=clock.today(),
    )
    return content
