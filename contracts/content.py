"""What stands in a housing contract: plain frozen data with the ten elements of art. 53 ust. 12 u.p.s.

Elements 5 and 9 are conditional; where they do not apply the contract says so. No legal figure or citation is written
here: they come in as data.
"""

from dataclasses import dataclass, field
from datetime import date

from office.letterhead import Accommodation, ExplanationStep, FeeTerms, Letterhead, Party, ServiceGroup

TEMPLATE_VERSION_TRAINING = "kontrakt-treningowe-2026.1"
TEMPLATE_VERSION_SUPPORTED = "kontrakt-wspomagane-2026.1"
TEMPLATE_TRAINING = "contract_training"
TEMPLATE_SUPPORTED = "contract_supported"

PROVISIONS = (
    "ups.53.4",
    "ups.53.5",
    "ups.53.8",
    "ups.53.9",
    "ups.53.11",
    "ups.53.12",
    "ups.53.14",
    "ups.97.1",
    "ups.106.5",
    "ups.109",
)
"""Codes of the provisions that a contract cites; ``ContractContent.provisions`` gives the words of each."""


@dataclass(frozen=True)
class Body:
    """An institution that is party to the contract, and who acts for it."""

    name: str
    address: str
    represented_by: str
    represented_post: str


@dataclass(frozen=True)
class ContractContent:
    """A housing contract. Three roles: the directing body, the operator, the person (or statutory representative).

    ``operator`` equal to ``directing_body`` means one body in both roles: the text says so and one signature stands.
    """

    letterhead: Letterhead
    number: str
    directing_body: Body
    operator: Body
    resident: Party
    legal_basis: tuple[str, ...]
    purpose: str
    """Element 1, a sentence of its own."""
    accommodation: Accommodation
    """Element 2 and where the place is."""
    services: tuple[ServiceGroup, ...]
    """Element 3."""
    fee: FeeTerms
    """Element 4; the same terms as in the decision."""
    explanation: tuple[ExplanationStep, ...]
    absence: tuple[str, ...]
    """Element 7: how a planned absence is reported, one sentence an item."""
    house_rules: str
    """Element 8: the rules of stay by name (genitive) with their number or date: "Regulaminu pobytu …"."""
    consequences: tuple[str, ...]
    """Element 10: what follows from not keeping elements 6–8, one sentence an item."""
    copies: int
    provisions: dict[str, str] = field(hash=False)
    cost_share: str = ""
    """Element 5: the directing body's share of the cost; needed when the bodies are two."""
    rights: tuple[str, ...] = ()
    """Element 6 beyond the rights that the statute names."""
    programme: tuple[str, ...] = ()
    """Element 9: principles and manner of the independence programme, one sentence an item …"""
    no_programme_reason: str = ""
    """… or why none is drawn up."""
    utilities: str = ""
    concluded_on: date | None = None
    template_version: str = ""
    title: str = "Kontrakt mieszkaniowy"
    """What the office calls the paper ("Porozumienie – kontrakt mieszkaniowy"); its name in law stands in § 11."""

    def __post_init__(self) -> None:
        absent = sorted(set(PROVISIONS) - set(self.provisions))
        if absent:
            raise ValueError(f"no citation for {absent}")
        if bool(self.programme) == bool(self.no_programme_reason):
            raise ValueError("element 9: either the programme or the reason why none is drawn up")
        if not self.is_one_body and not self.cost_share:
            raise ValueError("element 5: two bodies need the share of the cost")
        if not self.template_version:
            version = TEMPLATE_VERSION_TRAINING if self.accommodation.is_training else TEMPLATE_VERSION_SUPPORTED
            object.__setattr__(self, "template_version", version)

    @property
    def is_one_body(self) -> bool:
        """Whether one institution both directs and runs."""
        return self.directing_body == self.operator

    @property
    def template(self) -> str:
        """The name that ``render_html`` takes for this contract."""
        return TEMPLATE_TRAINING if self.accommodation.is_training else TEMPLATE_SUPPORTED
