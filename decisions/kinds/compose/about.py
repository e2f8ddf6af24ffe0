"""What every kind's composer is given, and what it gives back."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from apartments.models import Occupancy, Place
from apartments.services.by_decision import granted_occupancy
from applications.models import Application, HousingKind
from applications.parties.selectors import representative_words
from decisions.compose import named
from decisions.kinds.content import Block, Payment, Point, Section
from decisions.kinds.facts import KindFacts
from decisions.kinds.reasons import chosen_draft, facts_of, paragraphs_of
from decisions.kinds.registry import Ground, Kind
from decisions.models import Decision
from decisions.serving import AFTER_DEATH, after_death, contract_representative, recipients_of
from fees.changes.models import DraftAssessment
from office.errors import DomainError
from office.models import BankAccount
from office.polish import day as long_day
from office.selectors import bank_account, cited

_MISSING = {
    "ground": "Wybierz przyczynę.",
    "effective_on": "Wpisz dzień, od którego decyzja działa.",
    "until": "Wpisz ostatni dzień.",
    "event_on": "Wpisz dzień zdarzenia.",
    "requested_on": "Wpisz dzień, w którym wpłynęła prośba.",
    "requested_by": "Zaznacz, kto o to prosi.",
    "heard_how": "Zaznacz, jak osoba mogła się wypowiedzieć: po piśmie czy w rozmowie.",
    "heard_on": "Wpisz dzień, w którym strona mogła wypowiedzieć się co do dowodów.",
    "evidence": "Wymień dowody, po jednym w wierszu.",
    "amounts": "Wpisz kwoty, po jednej w wierszu.",
    "due_on": "Wpisz termin zapłaty.",
    "instalments": "Wpisz raty.",
    "old_text": "Wpisz tekst, który jest błędny.",
    "new_text": "Wpisz tekst, który ma być.",
    "place": "Wybierz miejsce.",
    "draft_assessment": "Wybierz obliczenie nowej opłaty.",
}


@dataclass(frozen=True)
class Words:
    """What one kind says: ruling, justification, more of the instruction, plain words, what is to be paid."""

    ruling: tuple[Point, ...]
    reasons: tuple[Section, ...]
    plain: tuple[Block, ...]
    more_instruction: tuple[str, ...] = ()
    more_basis: tuple[str, ...] = ()
    payment: Payment | None = None
    enforcement: bool = False


@dataclass(frozen=True)
class About:
    """One decision with what the worker said about it, on ``day``."""

    decision: Decision
    day: date
    _cited: dict[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def application(self) -> Application:
        """Its case."""
        return self.decision.application

    @cached_property
    def facts(self) -> KindFacts:
        """What the worker said."""
        return facts_of(self.decision)

    @property
    def kind(self) -> Kind:
        """What a decision of this kind is."""
        return self.decision.rules

    @property
    def ground(self) -> Ground:
        """Why it is made. Raises ``DomainError`` where nobody has chosen it."""
        found = self.kind.grounds.get(self.facts.ground)
        if found is None:
            raise missing("ground")
        return found

    @property
    def concerned(self) -> Decision:
        """The earlier decision. Raises ``DomainError`` where there is none."""
        if self.decision.concerns is None:
            raise DomainError("concerned", "Wybierz decyzję, której to dotyczy.", "concerns")
        return self.decision.concerns

    @property
    def concerned_name(self) -> str:
        """``nr … z dnia …`` of the earlier decision; ends with a full stop ("… 2026 r.")."""
        return named(self.concerned)

    @property
    def apartment(self) -> str:
        """``mieszkaniu treningowym`` or ``mieszkaniu wspomaganym``."""
        training = self.application.kind == HousingKind.TRAINING
        return "mieszkaniu treningowym" if training else "mieszkaniu wspomaganym"

    @property
    def received(self) -> date:
        """The day on which the application came in."""
        if self.application.received_on is None:
            raise DomainError("application_incomplete", "Wniosek nie mówi, kiedy wpłynął.")
        return self.application.received_on

    @property
    def representative(self) -> str:
        """Who acts for the person, in words; nobody does after the person's death."""
        if after_death(self.decision):
            return ""
        return contract_representative(self.decision) or representative_words(self.application)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets the paper: never the deceased."""
        return (AFTER_DEATH,) if after_death(self.decision) else recipients_of(self.application)

    @property
    def occupancy(self) -> Occupancy:
        """The place granted to the case. Raises ``DomainError`` where none is."""
        return granted_occupancy(self.application)

    @property
    def place(self) -> Place:
        """The place that the worker chose. Raises ``DomainError`` where none is chosen."""
        place = Place.objects.select_related("apartment").filter(pk=self.facts.place or 0).first()
        if place is None:
            raise missing("place")
        return place

    @property
    def draft(self) -> DraftAssessment:
        """The draft of the new assessment that the worker chose. Raises ``DomainError`` where none is chosen."""
        draft = chosen_draft(self.decision)
        if draft is None:
            raise missing("draft_assessment")
        return draft

    @property
    def account(self) -> BankAccount:
        """Where money is paid to. Raises ``DomainError`` where the office has no account on the day."""
        account = bank_account(self.decision.office, self.day)
        if account is None:
            raise DomainError(
                "no_account",
                "Brak rachunku do wpłat na ten dzień. Dodaje go administrator w Ustawieniach (Rachunki).",
            )
        return account

    def cite(self, code: str) -> str:
        """A provision in short words on the day."""
        if code not in self._cited:
            self._cited.update(cited([code], self.day))
        return self._cited[code]

    def on(self, name: str) -> date:
        """A day of the facts. Raises ``DomainError`` where it is not given."""
        value = getattr(self.facts, name)
        if value is None:
            raise missing(name)
        return value

    def day_of(self, name: str) -> str:
        """The same in words: ``1 kwietnia 2026 r.``"""
        return long_day(self.on(name))

    def why(self, heading: str) -> Section:
        """The section with the ground, the chosen paragraphs and the worker's own words."""
        basis = ", ".join(self.cite(code) for code in self.ground.basis)
        lead = f"Podstawą rozstrzygnięcia jest jedna przyczyna: {self.ground.label}{f' ({basis})' if basis else ''}."
        return Section(heading, (lead, *self.chosen))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen paragraphs, then the worker's own words, a paragraph for each line."""
        own = tuple(line.strip() for line in self.decision.reasons.splitlines() if line.strip())
        return (*paragraphs_of(self.decision), *own)

    def heard(self) -> tuple[Section, ...]:
        """That the party could speak before the decision (art. 10 KPA), where that is known."""
        if self.facts.heard_on is None:
            return ()
        sentence = (
            f"Stronę zawiadomiono, że może zapoznać się z dowodami i wypowiedzieć się co do nich; "
            f"umożliwiono jej to {long_day(self.facts.heard_on)} ({self.cite('kpa.10')})."
        )
        return (Section("Udział strony", (sentence,)),)

    def evidence(self) -> tuple[Section, ...]:
        """The evidence that the decision rests on."""
        if not self.facts.evidence:
            return ()
        lead = f"Stan faktyczny ustalono na podstawie następujących dowodów ({self.cite('kpa.107.3')}):"
        return (Section("Dowody", (lead,), items=self.facts.evidence),)


def missing(name: str) -> DomainError:
    """That a fact is not given yet, at its field."""
    return DomainError(f"missing_{name}", _MISSING[name], name)


def missing_facts(kind: Kind, facts: KindFacts) -> list[DomainError]:
    """Everything that the kind needs and nobody has said."""
    needed = (*kind.asks, *(("heard_how", "heard_on") if kind.needs_hearing else ()))
    found = [missing(name) for name in needed if getattr(facts, name) in (None, "", ())]
    ground = kind.grounds.get(facts.ground)
    if ground is not None and ground.by_the_party and facts.requested_on is None and "requested_on" in kind.fields:
        found = [problem for problem in found if problem.field != "requested_on"] + [missing("requested_on")]
    return found
