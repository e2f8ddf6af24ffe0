"""What may follow when the person refuses to sign: ways as words with their provisions, offered as links."""

from dataclasses import dataclass
from datetime import date

from contracts.models import ContractRefusal
from office.case import new_decision_url
from office.selectors import cited

PROVISIONS = ("ups.53.11", "ups.11.2", "kpa.105.2")


@dataclass(frozen=True)
class Way:
    """One way on: what it is called, when it fits, and where it begins."""

    action: str
    when: str
    url: str


def ways_after(refusal: ContractRefusal, day: date) -> list[Way]:
    """The ways after a refusal, the one that fits what the person said first."""
    law = cited(PROVISIONS, day)
    case = refusal.contract.application_id
    discontinue = Way(
        "Decyzja o umorzeniu postępowania",
        f"gdy osoba wycofuje wniosek na piśmie albo do protokołu i nikt się nie sprzeciwia ({law['kpa.105.2']}).",
        new_decision_url(case, "discontinuation"),
    )
    refuse = Way(
        "Decyzja odmowna",
        "gdy osoba nadal chce wsparcia, ale nie zgadza się na ustalenia. Decyzję wydaje się dopiero po ustaleniach "
        f"({law['ups.53.11']}), a brak współdziałania trzeba wykazać dowodami ({law['ups.11.2']} mówi o kontrakcie "
        "socjalnym, więc odmowa nie jest automatyczna).",
        new_decision_url(case, "refusal"),
    )
    return [discontinue, refuse] if refusal.withdrawn else [refuse, discontinue]
