"""The fixed words of decisions that an office maintains as it maintains its letters: instruction, plain words, closing.

Each line of such a text is one point of a list. Places of provisions and terms in days come from the law tables alone:
a text that writes them itself is refused, and so is one without what the law wants said. Codes end with a remedy, as
``decisions.kinds.Remedy`` names it.
"""

import re
from dataclasses import dataclass

from office.errors import DomainError
from office.letters import markup
from office.letters.slots import LETTERS, PRIVACY, LetterKind, Slot, all_slots

_OF_OFFICE = {
    "osrodek": Slot("nazwa ośrodka", "Przykładowy Ośrodek Pomocy Społecznej"),
    "adres_osrodka": Slot("adres ośrodka", "ul. Zmyślona 1, 00-000 Przykładowo"),
    "telefon": Slot("telefon ośrodka", "00 000 00 00", required=False),
    "prowadzi": Slot("kto prowadzi sprawę", "Anna Zmyślona, pracownik socjalny", required=False),
}
_BODY = Slot("organ, który rozpatruje środek (w dopełniaczu)", "Samorządowego Kolegium Odwoławczego w Przykładowie")
_THROUGH = Slot("za czyim pośrednictwem (w dopełniaczu)", "Dyrektora Przykładowego Ośrodka Pomocy Społecznej")
_REMEDY = {"organ_odwolawczy": _BODY, "za_posrednictwem": _THROUGH}
_CHANGES = {
    "adres_zgloszen": Slot("gdzie zgłasza się zmiany", "Przykładowy Ośrodek, ul. Zmyślona 1, 00-000 Przykładowo")
}


@dataclass(frozen=True)
class Wording(LetterKind):
    """A part of decisions: ``needs`` are the slots without which it does not say what the law wants."""

    needs: tuple[str, ...] = ()


CHANGES, ENFORCEMENT, CONTACT, CLOSING = (
    "decision-changes",
    "decision-enforcement",
    "decision-plain-contact",
    "decision-closing",
)

WORDINGS: dict[str, Wording] = {
    "decision-appeal": Wording(
        "Pouczenie o odwołaniu",
        "Stoi w decyzjach, od których można się odwołać.",
        _REMEDY,
        (
            "organ_odwolawczy",
            "za_posrednictwem",
            "dni:kpa.129",
            "przepis:kpa.129",
            "przepis:ups.106.6",
            "przepis:kpa.127a",
            "przepis:kpa.130",
            "przepis:kpa.130.4",
        ),
    ),
    "decision-complaint": Wording(
        "Pouczenie o zażaleniu",
        "Stoi w postanowieniach, na które można złożyć zażalenie.",
        _REMEDY,
        ("organ_odwolawczy", "za_posrednictwem", "dni:kpa.141.2", "przepis:kpa.141.2", "przepis:kpa.127a"),
    ),
    "decision-none": Wording(
        "Pouczenie, gdy nie ma zażalenia",
        "Stoi w postanowieniach, na które nie ma zażalenia.",
        {},
        ("przepis:kpa.142",),
    ),
    "decision-court": Wording(
        "Pouczenie o skardze do sądu",
        "Stoi w decyzjach bez uzasadnienia: od razu ostatecznych.",
        {"za_posrednictwem": _THROUGH},
        (
            "za_posrednictwem",
            "dni:ppsa.53.1",
            "przepis:kpa.127.1a",
            "przepis:ppsa.53.1",
            "przepis:ppsa.54.1",
            "przepis:ppsa.239.1.1.a",
            "przepis:ppsa.243",
        ),
    ),
    CHANGES: Wording(
        "Pouczenie o zgłaszaniu zmian",
        "Stoi w decyzjach o pobycie i o odpłatności, po środku zaskarżenia.",
        _CHANGES,
        ("adres_zgloszen", "przepis:ups.109"),
    ),
    ENFORCEMENT: Wording(
        "Pouczenie o egzekucji",
        "Stoi w decyzjach, które ustalają coś do zapłaty.",
        {},
        ("przepis:ups.104",),
    ),
    "decision-plain-appeal": Wording(
        "Prosto: nie zgadzasz się z decyzją?",
        "Strona w prostych słowach, gdy można się odwołać.",
        _REMEDY,
        ("organ_odwolawczy", "dni:kpa.129", "osrodek", "adres_osrodka"),
    ),
    "decision-plain-complaint": Wording(
        "Prosto: nie zgadzasz się z postanowieniem?",
        "Strona w prostych słowach, gdy można złożyć zażalenie.",
        _REMEDY,
        ("organ_odwolawczy", "dni:kpa.141.2", "osrodek", "adres_osrodka"),
    ),
    "decision-plain-none": Wording(
        "Prosto: nie ma zażalenia",
        "Strona w prostych słowach, gdy na postanowienie nie ma zażalenia.",
        {},
    ),
    "decision-plain-court": Wording(
        "Prosto: skarga do sądu",
        "Strona w prostych słowach, gdy decyzja jest od razu ostateczna.",
        {"za_posrednictwem": _THROUGH},
        ("dni:ppsa.53.1", "osrodek", "adres_osrodka"),
    ),
    CONTACT: Wording(
        "Prosto: coś się zmieniło? Masz pytania?",
        "Ostatnia część strony w prostych słowach.",
        _CHANGES,
    ),
    CLOSING: Wording(
        "Nota na końcu decyzji",
        "Drobne zdania pod listą „Otrzymują”: kto odpowiada za dane osobowe i gdzie o nie pytać.",
        PRIVACY,
    ),
}
"""Every maintained part of a decision by its code, in the order in which it prints."""

TEXTS: dict[str, LetterKind] = {**LETTERS, **WORDINGS}
"""Everything that is kept as a versioned text."""

_TYPED_LAW = re.compile(r"\bart\.|§|\bust\.\s*\d|\bDz\.\s?U\.", re.IGNORECASE)
_TYPED_DAYS = re.compile(r"\b\d+\s+(?:dni|dzień|dnia)\b", re.IGNORECASE)
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def slots_of(code: str) -> dict[str, Slot]:
    """Every slot that the text of ``code`` may use."""
    return all_slots(code) if code in LETTERS else _OF_OFFICE | WORDINGS[code].slots


def common_of(code: str) -> dict[str, Slot]:
    """Of these the ones that every text of its sort has."""
    return {name: slot for name, slot in slots_of(code).items() if name not in TEXTS[code].slots}


def problems(code: str, body: str) -> list[DomainError]:
    """What keeps ``body`` from being the part ``code`` of a decision; nothing for a letter."""
    part = WORDINGS.get(code)
    if part is None:
        return []
    used = {f"{one.kind}:{one.name}" if one.kind else one.name for one in markup.used(body)}
    found = [
        DomainError(
            "missing_slot",
            f"Brakuje miejsca {{{{ {need} }}}}: bez niego pouczenie nie mówi tego, czego wymaga prawo. Wstaw je.",
            "body",
        )
        for need in part.needs
        if need not in used
    ]
    own = _SLOT.sub(" ", body)
    if _TYPED_LAW.search(own):
        told = "Nie wpisuj przepisów w tekście: wstaw {{ przepis:kod }}, a program wydrukuje przepis na dzień decyzji."
        found.append(DomainError("typed_law", told, "body"))
    if _TYPED_DAYS.search(own):
        told = "Nie wpisuj liczby dni w tekście: wstaw {{ dni:kod }}, a program weźmie ją z tabeli przepisów."
        found.append(DomainError("typed_days", told, "body"))
    return found
