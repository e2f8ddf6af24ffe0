"""What a kind of decision is: its name, its remedy, its grounds, what it does. The kinds themselves: ``registry``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from office.signing import register_kinds


class DecisionKind(models.TextChoices):
    """What a decision does."""

    GRANT = "grant", "przyznanie wsparcia i ustalenie odpłatności"
    SUPPORT = "support", "przyznanie wsparcia"
    FEE = "fee", "ustalenie odpłatności"
    REFUSAL = "refusal", "odmowa przyznania wsparcia"
    FEE_CHANGE = "fee_change", "zmiana wysokości odpłatności"
    PERIOD_CHANGE = "period_change", "zmiana okresu wsparcia"
    PLACE_CHANGE = "place_change", "zmiana miejsca wsparcia"
    REVOCATION = "revocation", "uchylenie decyzji o przyznaniu wsparcia"
    EXPIRY = "expiry", "stwierdzenie wygaśnięcia decyzji"
    DISCONTINUATION = "discontinuation", "umorzenie postępowania"
    RELIEF = "relief", "odstąpienie od żądania odpłatności"
    REPAYMENT = "repayment", "zwrot należności"
    INSTALMENTS = "instalments", "rozłożenie należności na raty"
    CORRECTION = "correction", "sprostowanie omyłki"
    SUPPLEMENT = "supplement", "uzupełnienie decyzji"
    NO_SUPPLEMENT = "no_supplement", "odmowa uzupełnienia decyzji"
    SUSPENSION = "suspension", "zawieszenie postępowania"
    RESUMPTION = "resumption", "podjęcie zawieszonego postępowania"


register_kinds({kind.value: str(kind.label) for kind in DecisionKind})


class Remedy(models.TextChoices):
    """What the party may do against it: this chooses the instruction and decides when it is final."""

    APPEAL = "appeal", "odwołanie"
    COMPLAINT = "complaint", "zażalenie"
    NONE = "none", "nie przysługuje środek zaskarżenia"
    COURT = "court", "skarga do sądu administracyjnego (decyzja od razu ostateczna)"


@dataclass(frozen=True)
class Ground:
    """Why a decision is made: exactly one, with the provisions that it adds to the legal basis."""

    label: str
    basis: tuple[str, ...] = ()
    by_the_party: bool = False
    """It presupposes an application of the party (or of the social worker), with its day."""
    at_once: str = ""
    """Why its approval does all at once what a decision of the kind does only when it may be carried out (Polish)."""


@dataclass(frozen=True)
class Effect:
    """What a decision does beyond saying it, sorted by when (art. 110 and 130 KPA).

    ``at_once``: what its approval does already. ``waits``: what is done only when the decision may be carried out, and
    ``why`` it waits; ``basis``: the provisions that say so. ``by_act``: somebody carries it out, once
    (``decisions.carrying``); else it is money, which is demanded from then on. All Polish, for the pages.
    """

    at_once: str
    waits: str = ""
    why: str = ""
    basis: tuple[str, ...] = ("kpa.110", "kpa.130.1", "kpa.130.2")
    by_act: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind: on what it rests, what it asks, whom it needs, what the party may do against it.

    ``subject`` is what stands under the title ("w sprawie …"). ``concerns`` names the kinds of the earlier decision
    that it changes, ends or mends (empty: it stands alone). ``asks`` and ``may_ask`` are needed and optional facts.
    """

    subject: str
    basis: tuple[str, ...]
    asks: tuple[str, ...] = ()
    may_ask: tuple[str, ...] = ()
    grounds: Mapping[str, Ground] = field(default_factory=dict)
    concerns: frozenset[str] = frozenset()
    is_order: bool = False
    remedy: Remedy = Remedy.APPEAL
    needs_hearing: bool = False
    in_open_case: bool = False
    """Made while the application is being dealt with; else after the grant."""
    about_fee: bool = False
    effect: Effect = Effect("")
    """What its approval does at once, and what only a decision that may be carried out."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything that the form of the kind asks, in its order."""
        return (*self.asks, *self.may_ask, *(("heard_how", "heard_on") if self.needs_hearing else ()))

    @property
    def title(self) -> str:
        """The heading of the paper."""
        return "POSTANOWIENIE" if self.is_order else "DECYZJA"

    @property
    def procedure(self) -> tuple[str, ...]:
        """The provisions of the code that close the legal basis."""
        return ("kpa.123", "kpa.124") if self.is_order else ("kpa.104", "kpa.107.1")
