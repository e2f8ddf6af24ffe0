"""The invented people of sample cases, made in memory: nothing is stored, and nobody is real."""

from dataclasses import dataclass
from datetime import date, timedelta

from apartments.models import Apartment, Place
from applications.models import Application, HousingKind, Person
from applications.parties.selectors import Addressee
from decisions.serving import recipients
from office.models import BankAccount, Office, User


@dataclass(frozen=True)
class Sample:
    """One invented case: what it is called, whose it is, and what is difficult in it."""

    label: str
    first_name: str = "Jan"
    last_name: str = "Fikcyjny"
    street: str = "ul. Zmyślona 7 m. 2"
    representative: str = ""
    kind: str = HousingKind.TRAINING
    parts: int = 2
    persons: int = 1
    periods: int = 1
    situation: str = "Strona nie ma własnego mieszkania i potrzebuje wsparcia w codziennym funkcjonowaniu."


SAMPLES = {
    "zwykla": Sample("zwykła sprawa"),
    "dluga": Sample(
        "bardzo długie nazwisko, wiele kwot",
        first_name="Maksymiliana Bogumiła Kunegunda",
        last_name="Zmyślona-Nieistniejąca z Wymyślonych-Przykładowskich",
        street="os. Wymyślonych Bohaterów Przykładowych 128 B m. 214, klatka czwarta od strony nieistniejącego parku",
        parts=24,
        situation=" ".join(f"Zdanie numer {number} o zmyślonej sytuacji strony." for number in range(1, 25)),
    ),
    "rodzina": Sample("dwanaście osób w gospodarstwie domowym", last_name="Fikcyjny-Liczny", persons=12),
    "okresy": Sample("odpłatność w trzech okresach (w przyznaniu)", last_name="Fikcyjny-Zmienny", periods=3),
    "przedstawiciel": Sample(
        "osoba ma przedstawiciela, mieszkanie wspomagane",
        first_name="Maria",
        last_name="Wymyślona",
        representative="Ewa Zmyślona, opiekun prawny",
        kind=HousingKind.SUPPORTED,
    ),
}


def invented_place(label: str) -> Place:
    """A place in a home that does not exist."""
    home = Apartment(street="ul. Nieistniejąca 3 m. 1", postal_code="00-000", city="Przykładowo")
    return Place(apartment=home, label=label)


def invented_application(chosen: Sample, office: Office, worker: User, day: date) -> Application:
    """The application of the invented person, received some days before ``day``."""
    person = Person(
        office=office,
        first_name=chosen.first_name,
        last_name=chosen.last_name,
        birth_date=date(1980, 1, 1),
        street=chosen.street,
        postal_code="00-000",
        city="Przykładowo",
    )
    return Application(
        office=office,
        person=person,
        worker=worker,
        kind=chosen.kind,
        received_on=day - timedelta(days=20),
        case_number="PRZYKŁAD.0000.1.2026",
        situation=chosen.situation,
    )


def invented_account(office: Office) -> BankAccount:
    """An account that no bank keeps (all zeros)."""
    return BankAccount(office=office, number="0" * 26, holder=office.name)


def invented_recipients(application: Application, acting: str) -> tuple[str, ...]:
    """Who would get the paper: the invented person, or who acts for them."""
    person = application.person
    where = (person.street, f"{person.postal_code} {person.city}")
    return recipients(Addressee(acting or person.full_name, where, is_representative=bool(acting)))
