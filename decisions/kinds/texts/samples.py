"""Invented cases in which an administrator sees a paragraph inside a whole decision of its kind.

Nothing is stored: the rows are made in memory, the composers are those of real decisions. Persons, sums and days are
invented; provisions come from the law table.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from apartments.models import Occupancy, Place
from contracts.models import HousingContract
from decisions.content import DecisionContent
from decisions.kinds.compose import About, paper_of, words_of
from decisions.kinds.content import RulingContent
from decisions.kinds.facts import Amount, KindFacts, in_equal_parts
from decisions.kinds.models import Reason
from decisions.kinds.registry import GRANTS, KINDS, DecisionKind
from decisions.kinds.slots import SLOTS, filled
from decisions.kinds.texts.grants import application_in_programme, sample_change, sample_grant
from decisions.kinds.texts.people import (
    SAMPLES,
    Sample,
    invented_account,
    invented_application,
    invented_place,
    invented_recipients,
)
from decisions.kinds.topics import kept_under, topics_of
from decisions.models import Decision
from decisions.serving import AFTER_DEATH, after_death
from fees.changes.models import DraftAssessment
from office.documents import as_json
from office.models import BankAccount, Office, User
from office.periods import add_months, first_of_month

KEPT = tuple(kind for kind in DecisionKind if kept_under(kind) == kind)
"""The kinds under which paragraphs are kept; each has its sample cases."""


@dataclass(frozen=True)
class SampleAbout(About):
    """A decision of an invented case; what a real one looks up in the database is given here."""

    paragraphs: tuple[str, ...] = ()
    acting: str = ""
    proposed: DraftAssessment | None = None

    @property
    def draft(self) -> DraftAssessment:
        """The invented change of fee."""
        assert self.proposed is not None  # noqa: S101 - every sample of a change of fee has it
        return self.proposed

    @property
    def representative(self) -> str:
        """Who acts for the invented person."""
        return "" if after_death(self.decision) else self.acting

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who would get the paper."""
        after = after_death(self.decision)
        return (AFTER_DEATH,) if after else invented_recipients(self.application, self.acting)

    @property
    def occupancy(self) -> Occupancy:
        """An invented place."""
        start = first_of_month(self.day)
        return Occupancy(place=invented_place("miejsce nr 1"), period_from=start, period_to=add_months(start, 18))

    @property
    def place(self) -> Place:
        """Another invented place."""
        return invented_place("miejsce nr 2")

    @property
    def account(self) -> BankAccount:
        """An account that no bank keeps."""
        return invented_account(self.decision.office)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The paragraphs that are looked at."""
        return self.paragraphs


def sample_decision(
    kind: str, topic: str, *, office: Office, worker: User, day: date, sample: str, text: str, omits: bool = False
) -> DecisionContent | RulingContent:
    """A whole decision of ``kind`` in an invented case, with ``text`` as its paragraph, slots filled by examples.

    ``topic``: one of ``topics_of(kind)``; ``omits``: without justification. Raises ``DomainError`` where the office's
    tables lack what such a decision needs, and ``ValueError`` for a slot that nobody knows.
    """
    words, _ = filled(text, {name: slot.sample for name, slot in SLOTS.items()})
    if kind in GRANTS:
        chosen = SAMPLES[sample]
        return sample_grant(kind, topic, office=office, worker=worker, day=day, sample=chosen, text=words, omits=omits)
    about = sample_about(kind, topic, office=office, worker=worker, day=day, sample=sample, text=words)
    about.decision.omits_reasons = omits
    return paper_of(about, words_of(about), number="", issued_on=None, authorisation=None)


def sample_about(
    kind: str, topic: str, *, office: Office, worker: User, day: date, sample: str, text: str = ""
) -> SampleAbout:
    """The invented case behind the decision of a kind that is no grant."""
    chosen = SAMPLES[sample]
    topic = topic or next(iter(topics_of(kind)))
    changes_fee = kind == DecisionKind.FEE_CHANGE
    application = (application_in_programme if changes_fee else invented_application)(chosen, office, worker, day)
    change = sample_change(application, day, chosen, topic) if changes_fee else None
    decision = Decision(
        office=office,
        application=application,
        kind=kind,
        facts=as_json(_facts(kind, topic, chosen, day)),
        concerns=_earlier(kind, chosen, office, day),
        assessment=change.new if change else None,
        preparer=worker,
    )
    proposed = change.draft if change else None
    return SampleAbout(
        decision, day, paragraphs=(text,) if text else (), acting=chosen.representative, proposed=proposed
    )


def sample_of(
    reason: Reason, *, office: Office, worker: User, day: date, sample: str
) -> DecisionContent | RulingContent:
    """A whole decision with ``reason`` in it."""
    return sample_decision(
        reason.kind, reason.ground, office=office, worker=worker, day=day, sample=sample, text=reason.text
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
