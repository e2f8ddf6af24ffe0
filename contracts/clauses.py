"""The named slots of contract texts, and filling them from one case.

A text says ``{{ mieszkaniec }}``; an unknown slot is refused when the text is stored, an empty one when a contract is
composed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from office.errors import DomainError

_SLOT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@dataclass(frozen=True)
class Slot:
    """What a slot stands for, and a fictional sample for previews."""

    label: str
    sample: str


SLOTS = {
    "mieszkaniec": Slot("imię i nazwisko osoby", "Jan Przykładowy"),
    "ośrodek": Slot("nazwa ośrodka", "Ośrodek Przykładowy"),
    "prowadzący": Slot("nazwa podmiotu prowadzącego mieszkanie", "Stowarzyszenie Przykładowe"),
    "numer": Slot("numer kontraktu", "KM/PRZYKŁAD/1"),
    "początek": Slot("pierwszy dzień pobytu", "1 stycznia 2027 r."),
    "koniec": Slot("ostatni dzień pobytu albo „czas nieokreślony”", "30 czerwca 2028 r."),
    "program": Slot("nazwa programu", "program przykładowy"),
    "regulamin": Slot("regulamin pobytu zapisany w programie", "Regulamin przykładowy"),
}


def slots_in(text: str) -> list[str]:
    """The names of all slots of ``text``, in order."""
    return _SLOT.findall(text)


def check_slots(text: str) -> None:
    """Refuse a text with a slot that does not exist, or with braces that make no slot (``DomainError``, "text")."""
    unknown = [name for name in slots_in(text) if name not in SLOTS]
    rest = _SLOT.sub("", text)
    if unknown or "{" in rest or "}" in rest:
        known = ", ".join(f"{{{{ {name} }}}} – {slot.label}" for name, slot in SLOTS.items())
        wrong = f"Nie ma pola „{unknown[0]}”." if unknown else "Nawiasy klamrowe się nie zgadzają."
        raise DomainError("unknown_slot", f"{wrong} Możesz użyć: {known}.", "text")


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its slots filled; raises ``DomainError`` for a slot that is unknown or has no value."""
    check_slots(text)

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if not values.get(name, "").strip():
            raise DomainError(
                "empty_slot",
                f"Tekst kontraktu ma pole „{name}” ({SLOTS[name].label}), a sprawa go nie zna. "
                "Uzupełnij sprawę albo zmień tekst w Ustawieniach (Wzory kontraktów).",
            )
        return values[name]

    return _SLOT.sub(value, text)


def samples() -> dict[str, str]:
    """A fictional value for every slot."""
    return {name: slot.sample for name, slot in SLOTS.items()}
