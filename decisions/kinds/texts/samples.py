"""Invented cases in which an administrator sees a paragraph inside a whole decision of its kind.

Nothing is stored: the rows are made in memory, the composers are those of real decisions. Persons, sums and days are
invented; provisions come from the law table.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from apartments.models import Apartment, Occupancy, Place
from applications.models import Application, HousingKind, Person
from applications.parties.selectors import Addressee
from contracts.models import HousingContract
from decisions.kinds.compose import About, Words, paper_of, words_of
from decisions.kinds.content import RulingContent
from decisions.kinds.facts import Amount, KindFacts, in_equal_parts
from decisions.kinds.models import Reason
from decisions.kinds.registry import GRANTS, KINDS, DecisionKind
from decisions.kinds.slots import SLOTS, filled
from decisions.models import Decision
from decisions.serving import AFTER_DEATH, after_death, recipients
from office.documents import as_json
from office.models import BankAccount, Office, User
from office.periods import add_months, first_of_month

SHOWN = frozenset(DecisionKind) - GRANTS - {DecisionKind.FEE_CHANGE}
"""The kinds that a sample case is known for: those whose words come from the case alone, not from an assessment."""


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
    "przedstawiciel": Sample(
        "osoba ma przedstawiciela, mieszkanie wspomagane",
        first_name="Maria",
        last_name="Wymyślona",
        representative="Ewa Zmyślona, opiekun prawny",
        kind=HousingKind.SUPPORTED,
    ),
}


@dataclass(frozen=True)
class SampleAbout(About):
    """A decision of an invented case; what a real one looks up in the database is given here."""

    paragraphs: tuple[str, ...] = ()
    acting: str = ""

    @property
    def representative(self) -> str:
        """Who acts for the invented person."""
        return "" if after_death(self.decision) else self.acting

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who would get the paper."""
        person = self.application.person
        name, where = self.acting or person.full_name, (person.street, f"{person.postal_code} {person.city}")
        found = Addressee(name, where, is_representative=bool(self.acting))
        return (AFTER_DEATH,) if after_death(self.decision) else recipients(found)

    @property
    def occupancy(self) -> Occupancy:
        """An invented place."""
        start = first_of_month(self.day)
        return Occupancy(place=_place("miejsce nr 1"), period_from=start, period_to=add_months(start, 18))

    @property
    def place(self) -> Place:
        """Another invented place."""
        return _place("miejsce nr 2")

    @property
    def account(self) -> BankAccount:
        """An account that no bank keeps (all zeros)."""
        return BankAccount(office=self.decision.office, number="0" * 26, holder=self.decision.office.name)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The paragraphs that are looked at."""
        return self.paragraphs


def sample_decision(
    kind: str, ground: str, *, office: Office, worker: User, day: date, sample: str, text: str
) -> RulingContent:
    """A whole decision of ``kind`` in an invented case, with ``text`` as its paragraph, slots filled by examples.

    ``ValueError`` for a kind outside ``SHOWN`` and for a slot that nobody knows.
    """
    if kind not in SHOWN:
        raise ValueError(f"no sample case for {kind}")
    about = sample_about(kind, ground, office=office, worker=worker, day=day, sample=sample, text=text)
    return paper_of(about, words_of(about), number="", issued_on=None, authorisation=None)


def sample_about(
    kind: str, ground: str, *, office: Office, worker: User, day: date, sample: str, text: str = ""
) -> SampleAbout:
    """The invented case behind ``sample_decision``."""
    chosen = SAMPLES[sample]
    words, _ = filled(text, {name: slot.sample for name, slot in SLOTS.items()})
    decision = Decision(
        office=office,
        application=_application(chosen, office, worker, day),
        kind=kind,
        facts=as_json(_facts(kind, ground or next(iter(KINDS[kind].grounds), ""), chosen, day)),
        concerns=_earlier(kind, chosen, office, day),
        preparer=worker,
    )
    return SampleAbout(decision, day, paragraphs=(words,) if words else (), acting=chosen.representative)


def sample_of(reason: Reason, *, office: Office, worker: User, day: date, sample: str) -> RulingContent:
    """A whole decision with ``reason`` in it."""
    return sample_decision(
        reason.kind, reason.ground, office=office, worker=worker, day=day, sample=sample, text=reason.text
    )


def on_paper(about: About, words: Words) -> RulingContent:
    """``words`` printed in the case of ``about``, as a draft."""
    return paper_of(about, words, number="", issued_on=None, authorisation=None)


def _place(label: str) -> Place:
    home = Apartment(street="ul. Nieistniejąca 3 m. 1", postal_code="00-000", city="Przykładowo")
    return Place(apartment=home, label=label)


def _application(chosen: Sample, office: Office, worker: User, day: date) -> Application:
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


def _earlier(kind: str, chosen: Sample, office: Office, day: date) -> Decision | None:
    concerned = KINDS[kind].concerns
    if not concerned:
        return None
    earlier = DecisionKind.GRANT if DecisionKind.GRANT in concerned else next(iter(sorted(concerned)))
    return Decision(
        office=office,
        kind=earlier,
        number="PRZYKŁAD/1/2026",
        issued_on=day - timedelta(days=90),
        facts=as_json(_facts(earlier, "", chosen, day)),
        contract=HousingContract(number="1/2026"),
    )


def _facts(kind: str, ground: str, chosen: Sample, day: date) -> KindFacts:
    """Everything that any kind asks, and of it only what this kind asks."""
    parts = tuple(Amount(f"zmyślony miesiąc nr {number}", Decimal("186.00")) for number in range(1, chosen.parts + 1))
    total = Decimal("186.00") * chosen.parts
    days = tuple(add_months(day, number) for number in range(1, chosen.parts + 1))
    whole = KindFacts(
        ground=ground,
        effective_on=add_months(day, 1),
        until=add_months(day, 4),
        event_on=day - timedelta(days=10),
        requested_by="person",
        requested_on=day - timedelta(days=12),
        heard_on=day - timedelta(days=5),
        evidence=tuple(f"zmyślony dokument nr {number}" for number in range(1, chosen.parts + 1)),
        amounts=parts,
        due_on=add_months(day, 2),
        instalments=in_equal_parts(total, days),
        old_text="Jan Fikcyjny",
        new_text="Jan Fikcyjny-Poprawiony",
    )
    rules, empty = KINDS[kind], KindFacts()
    asked = set(rules.fields) | {"ground"}
    known = rules.grounds.get(ground)
    if known is not None and not known.by_the_party and "requested_by" not in asked:
        asked.discard("requested_on")
    unasked = {name: getattr(empty, name) for name in vars(empty) if name not in asked}
    return replace(whole, **unasked)
