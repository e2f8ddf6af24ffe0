"""The statement of income and assets, and the parts that every paper of a case shares: made from one application.

The statement is printed for the person's signature (art. 107 ust. 5b u.p.s.); its clause on penal liability is the
statute's own (art. 57 ust. 3c in connection with art. 107 ust. 5c).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from applications.models import Application, HouseholdType
from applications.selectors import WeighedIncome, income_statement
from office.errors import DomainError
from office.letterhead import Letterhead, Party, address_lines
from office.polish import month, zloty
from office.selectors import cited, letterhead

TEMPLATE = "income_statement"
TEMPLATE_VERSION = "oswiadczenie-o-dochodach-2026.1"
PROVISIONS = ("ups.8.3", "ups.8.3.3", "ups.57.3c", "ups.107.5b", "ups.107.5c", "ups.109")
"""Codes of the provisions that the statement cites."""
ASSETS = (
    "Nieruchomości (mieszkanie, dom, grunt – także udział)",
    "Gospodarstwo rolne (powierzchnia w hektarach przeliczeniowych)",
    "Oszczędności i papiery wartościowe",
    "Pojazdy i inne wartościowe rzeczy ruchome",
    "Wierzytelności i inne prawa majątkowe",
    "Zobowiązania (kredyty, zaległości, alimenty)",
)
"""What the statement asks of assets, each with room to write."""


def letterhead_of(application: Application, issued_on: date | None) -> Letterhead:
    """The office's letterhead with the case number; ``issued_on`` is ``None`` for a draft."""
    return letterhead(application.office, application.case_number or "jeszcze nienadany", issued_on)


def party_of(application: Application, representative: str = "") -> Party:
    """The person as the papers designate the party (art. 107 § 1 pkt 3 KPA)."""
    person = application.person
    return Party(
        name=person.full_name,
        address_lines=address_lines(person.street, person.postal_code, person.city)
        or ("bez stałego adresu – odbiór korespondencji w ośrodku",),
        pesel=person.pesel or "",
        born=person.birth_date,
        other_document=person.identity_document,
        representative=representative,
    )


@dataclass(frozen=True)
class StatedIncome:
    """One income as the person states it: złoty in the month that counts, and how it came about."""

    person: str
    source: str
    month: str
    amount: Decimal
    counted: bool
    working: str = ""


@dataclass(frozen=True)
class StatementContent:
    """The statement of income and assets. ``month`` names the month that counts ("styczeń 2026")."""

    letterhead: Letterhead
    person: Party
    household: tuple[str, ...]
    is_family: bool
    month: str
    income_lost: bool
    incomes: tuple[StatedIncome, ...]
    total: Decimal
    sentence: str
    alimony: tuple[str, ...]
    assets: tuple[str, ...]
    provisions: dict[str, str] = field(hash=False)
    template_version: str = TEMPLATE_VERSION

    def __post_init__(self) -> None:
        missing = [code for code in PROVISIONS if code not in self.provisions]
        if missing:
            raise ValueError(f"missing provisions: {missing}")

    @property
    def explained(self) -> tuple[StatedIncome, ...]:
        """The incomes whose amount follows from some arithmetic."""
        return tuple(item for item in self.incomes if item.working)


def statement_of(application: Application, on: date) -> StatementContent:
    """The statement of ``application`` by the law of ``on``.

    Raises ``DomainError`` where the month that counts is not known yet or the income cannot be determined.
    """
    if application.reference_month is None:
        raise DomainError(
            "received_on_missing",
            "Wpisz najpierw datę wpływu wniosku: z niej wynika miesiąc, którego dochód się liczy.",
        )
    known = income_statement(application, on)
    if known.problem:
        raise DomainError("income_unknown", known.problem)
    members = list(application.members.order_by("pk")) if application.household_type == HouseholdType.FAMILY else []
    payers = [(application.person.full_name, application.alimony_paid)]
    payers += [(member.name, member.alimony_paid) for member in members]
    return StatementContent(
        letterhead=letterhead_of(application, None),
        person=party_of(application),
        household=tuple(", ".join(part for part in (member.name, member.relation) if part) for member in members),
        is_family=known.is_family,
        month=month(application.reference_month),
        income_lost=application.income_lost,
        incomes=tuple(_stated(item) for item in known.items),
        total=known.total,
        sentence=known.sentence,
        alimony=tuple(f"{name}: {zloty(amount)}" for name, amount in payers if amount),
        assets=ASSETS,
        provisions=cited(PROVISIONS, on),
    )


def _stated(item: WeighedIncome) -> StatedIncome:
    return StatedIncome(item.person, item.source, month(item.month), item.amount, item.counted, item.working)
