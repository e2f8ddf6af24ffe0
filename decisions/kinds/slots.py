"""The named places that a paragraph of justification may leave open: ``{application_date}``, ``{what}`` … Pure."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


@dataclass(frozen=True)
class Slot:
    """What stands in a place, an example of it, and whether the worker types it (else the case knows it)."""

    label: str
    sample: str
    typed: bool = False


SLOTS = {
    "application_date": Slot("dzień wpływu wniosku", "3 marca 2026 r."),
    "apartment_kind": Slot("rodzaj mieszkania (w miejscowniku)", "mieszkaniu treningowym"),
    "contract_number": Slot("numer kontraktu mieszkaniowego", "7/2026"),
    "contract_date": Slot("dzień zawarcia kontraktu", "18 marca 2026 r."),
    "decision": Slot("decyzja, której to dotyczy", "nr OI-T/12/2026 z dnia 20 marca 2026 r."),
    "effective_on": Slot("pierwszy dzień skutku", "1 kwietnia 2026 r."),
    "until": Slot("ostatni dzień", "30 czerwca 2026 r."),
    "event_on": Slot("dzień zdarzenia", "10 marca 2026 r."),
    "requested_on": Slot("dzień wniosku o tę decyzję", "12 marca 2026 r."),
    "total": Slot("kwota razem", "558,00 zł"),
    "fee": Slot("odpłatność ustalana decyzją, za miesiąc", "186,00 zł"),
    "former_fee": Slot("dotychczasowa odpłatność, za miesiąc", "124,00 zł"),
    "what": Slot("co się stało", "strona trzykrotnie nie wpuściła pracownika socjalnego", typed=True),
    "when": Slot("kiedy", "2, 9 i 16 lutego 2026 r.", typed=True),
    "rule": Slot("którego ustalenia nie dotrzymano", "§ 6 kontraktu mieszkaniowego", typed=True),
    "why": Slot("dlaczego", "renta strony wystarcza na leki i żywność", typed=True),
    "document": Slot("z jakiego dokumentu to wynika", "zaświadczenie z 5 marca 2026 r.", typed=True),
}


def names_in(text: str) -> tuple[str, ...]:
    """The slots of a paragraph, each once, in order. Raises ``ValueError`` for braces that do not fit or a form."""
    found: list[str] = []
    # Letters write a slot in double braces; here they would print as braces, and the slot would never be asked for.
    if double := re.search(r"{{[^{}]*}}|{{|}}", text):
        raise ValueError(double[0])
    for _, name, form, change in string.Formatter().parse(text):
        if name is None:
            continue
        if form or change or name not in SLOTS:
            raise ValueError(f"{{{name}}}")
        if name not in found:
            found.append(name)
    return tuple(found)


def typed_in(text: str) -> tuple[str, ...]:
    """Those slots that the worker fills."""
    return tuple(name for name in names_in(text) if SLOTS[name].typed)


def filled(text: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The paragraph with its slots filled, and the labels of those that stay open (printed as ``[…]``)."""
    names = names_in(text)
    open_ones = tuple(SLOTS[name].label for name in names if not values.get(name, "").strip())
    shown = {name: values.get(name, "").strip() or f"[{SLOTS[name].label}]" for name in names}
    # Words of a slot may end with a full stop ("2026 r."), and the sentence goes on with its own.
    return _TWO_STOPS.sub(".", string.Formatter().vformat(text, (), shown)), open_ones
