"""To whom a decision goes, and whether somebody who acts for the person would be passed by (D16)."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from applications.models import Application
from applications.parties.selectors import Addressee, addressee
from decisions.findings import Finding
from decisions.models import Decision

AFTER_DEATH = "aa – strona zmarła, nie ma komu doręczyć"
"""What stands under "Otrzymują" after the person's death: nobody is served in the name of the deceased."""
_FILE = "aa"


def recipients(found: Addressee) -> tuple[str, ...]:
    """The lines under "Otrzymują": the addressee with the address, then the file."""
    where = found.lines or ("odbiór w ośrodku",)
    return (", ".join((found.name, *where)), _FILE)


def recipients_of(application: Application) -> tuple[str, ...]:
    """The same for a case."""
    return recipients(addressee(application))


def contract_representative(decision: Decision) -> str:
    """Who acted for the person in the contract that the decision, or the earlier one it concerns, rests on."""
    earlier: Decision | None = decision
    while earlier is not None:
        if earlier.contract is not None:
            return earlier.contract.representative
        earlier = earlier.concerns
    return ""


def after_death(decision: Decision) -> bool:
    """Whether the decision is made because the person died."""
    return decision.facts.get("ground") == "death"


def nobody_is_passed_by(decision: Decision, day: date) -> Iterator[Finding]:
    """D16: who has a representative is served through them (art. 40 § 1 and § 2 KPA)."""
    named = contract_representative(decision)
    if not named or after_death(decision) or addressee(decision.application).is_representative:
        return
    yield Finding(
        "D16",
        "Pisma doręcza się przedstawicielowi, jeśli osoba go ma (art. 40 § 1 i 2 KPA).",
        f"W kontrakcie działa przedstawiciel ({named}), a w sprawie go nie wpisano: decyzja poszłaby do samej osoby. "
        "Wpisz przedstawiciela.",
        reverse("applications:party", args=[decision.application_id]),
    )


def passed_by(decision: Decision) -> str:
    """Who acts for the person now and does not stand under "Otrzymują" of an approved decision; else nothing."""
    found = addressee(decision.application)
    printed = " ".join(decision.content.get("recipients", ()))
    if not found.is_representative or after_death(decision) or found.name in printed:
        return ""
    return found.name
