"""The rows of a resolution sheet: their names, how each is read, what the template says beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from applications.models import HouseholdType, HousingKind
from fees.importing import cells
from fees.models import Base, LimitsOn, LimitUnit, Proration, RoundingMode
from office.models import Certainty

Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class RowKind:
    """One named row: the name people see, the field it fills, how it is read, whether it must be there."""

    label: str
    name: str
    read: Reader = str
    required: bool = False
    longest: int = 5000
    hint: str = ""
    choices: tuple[str, ...] = ()


def _choice(choices: Iterable[tuple[Any, Any]]) -> Reader:
    values = {cells.tidy(str(label)).lower(): str(value) for value, label in choices}
    expected = "jedno z: " + ", ".join(f"„{label}”" for _, label in choices)

    def read(text: str) -> str:
        try:
            return values[cells.tidy(text).lower()]
        except KeyError as error:
            raise ValueError(expected) from error

    return read


def _certainty(text: str) -> str:
    by_word = {str(label).split(" ")[0]: value for value, label in Certainty.choices}
    first = cells.tidy(text).lower().split(" ")[0]
    if first not in by_word:
        raise ValueError("jedno z: " + ", ".join(f"„{label}”" for label in Certainty.labels))
    return by_word[first]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(",", ";").split(";") if part.strip())


def _kind(text: str) -> str:
    bare = cells.tidy(text).lower()
    for kind in HousingKind:
        if bare in (str(kind.label), str(kind.label).removeprefix("mieszkanie ")):
            return kind.value
    raise ValueError("„mieszkanie treningowe” albo „mieszkanie wspomagane”")


def _free_or_charged(text: str) -> bool:
    bare = cells.tidy(text).lower()
    if bare not in (_FIRST_FREE, _FIRST_CHARGED):
        raise ValueError(f"„{_FIRST_FREE}” albo „{_FIRST_CHARGED}”")
    return bare == _FIRST_FREE


def _labels(choices: type[TextChoices]) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)


_FIRST_FREE, _FIRST_CHARGED = "bez opłaty", "płatny"
_YES_NO = ("tak", "nie")
_NUMBER_OF_ANOTHER = "Numer uchwały, która jest już wczytana."
ACT_ROWS = (
    RowKind("gmina", "municipality", required=True, hint="Kod albo nazwa gminy, np. nazwa z adresu urzędu."),
    RowKind("numer", "number", required=True, longest=60, hint="Numer uchwały tak, jak w dzienniku urzędowym."),
    RowKind("z dnia", "adopted_on", cells.day, required=True, hint="Dzień podjęcia, np. 14.12.2023."),
    RowKind("w sprawie", "title", required=True, longest=400, hint="Tytuł, jak po słowach „w sprawie”."),
    RowKind("obowiązuje od", "valid_from", cells.day, required=True, hint="Pierwszy dzień obowiązywania."),
    RowKind("obowiązuje do", "valid_to", cells.day, hint="Ostatni dzień; puste, jeżeli nadal obowiązuje."),
    RowKind(
        "pewność dnia wejścia w życie",
        "valid_from_certainty",
        _certainty,
        required=True,
        hint="Czy dzień wejścia w życie sprawdzono w źródle.",
        choices=_labels(Certainty),
    ),
    RowKind(
        "zastępuje", "replaces", longest=60, hint=f"{_NUMBER_OF_ANOTHER} Tamta skończy obowiązywać dzień wcześniej."
    ),
    RowKind(
        "zmienia",
        "amends",
        longest=60,
        hint=f"{_NUMBER_OF_ANOTHER} Ta uchwała zastępuje w niej tabele o tych samych kodach; reszta zostaje.",
    ),
    RowKind("miejsce publikacji", "journal", longest=150, hint="Dziennik urzędowy z rocznikiem i pozycją."),
    RowKind("uwagi", "notes", hint="Wątpliwości; zobaczy je każdy, kto liczy opłatę według tej uchwały."),
    RowKind("źródło", "source", longest=300, hint="Gdzie sprawdzono tekst."),
)
TABLE_ROWS = (
    RowKind("kod", "code", cells.slug, required=True, hint="Krótki, bez polskich liter, np. zalacznik-1."),
    RowKind("tytuł", "title", required=True, longest=300, hint="Jak cytują pisma, np. załącznik nr 1."),
    RowKind("programy", "programmes", _codes, hint="Kody programów po średniku albo „wszystkie”."),
    RowKind(
        "rodzaj mieszkania",
        "kind",
        _kind,
        hint="Jeżeli tabela dotyczy jednego rodzaju mieszkań.",
        choices=_labels(HousingKind),
    ),
    RowKind(
        "grupa docelowa", "target_group", longest=200, hint="Słowa „dla kogo” z programu, jeżeli od nich zależy tabela."
    ),
    RowKind("mieszkania", "apartments", _codes, hint="Kody mieszkań po średniku, jeżeli uchwała wymienia adresy."),
    RowKind(
        "podstawa",
        "base",
        _choice(Base.choices),
        required=True,
        hint="Od czego liczy się procent; „stała kwota …”: progi podają złote.",
        choices=_labels(Base),
    ),
    RowKind(
        "kwota: osoba samotnie gospodarująca",
        "amount_single",
        cells.money,
        hint="Tylko przy „kwota miesięczna z uchwały” i „stawka dzienna…”, jeżeli ustala ją sama uchwała.",
    ),
    RowKind("kwota: osoba w rodzinie", "amount_family", cells.money, hint="Jak wyżej; wpisz także, gdy jest ta sama."),
    RowKind(
        "lista dochodów",
        "local_list",
        cells.yes_or_no,
        hint="„tak”, jeżeli uchwała wymienia, od których dochodów liczy się opłatę.",
        choices=_YES_NO,
    ),
    RowKind(
        "progi",
        "limit_unit",
        _choice(LimitUnit.choices),
        required=True,
        hint="Progi w złotych nie zmieniają się z kryterium.",
        choices=_labels(LimitUnit),
    ),
    RowKind(
        "progi od",
        "limits_on",
        _choice(LimitsOn.choices),
        hint="Tylko przy progach w złotych: od którego dochodu w rodzinie. Puste: na osobę.",
        choices=_labels(LimitsOn),
    ),
    RowKind(
        "kryterium progów",
        "limits_criterion",
        cells.criterion_pair,
        hint="Tylko przy progach w złotych: kryterium, z którego je policzono, np. 776 / 600.",
    ),
    RowKind("najniższa opłata", "floor", cells.money, hint="Jeżeli uchwała ją ustala, w złotych za miesiąc."),
    RowKind("najwyższa opłata", "cap", cells.money, hint="Jeżeli uchwała ją ustala, w złotych za miesiąc."),
    RowKind(
        "nie więcej niż koszt",
        "cap_cost",
        cells.yes_or_no,
        hint="„tak”, jeżeli opłata od dochodu nie może przekroczyć pełnego kosztu pobytu.",
        choices=_YES_NO,
    ),
    RowKind("nie więcej niż % dochodu", "cap_income", cells.percentage, hint="Np. 30%: część własnego dochodu osoby."),
    RowKind("zostaje osobie", "left_both", cells.what_is_left, hint="Co najmniej tyle: „300 zł” albo „50% kryterium”."),
    RowKind("małoletni", "minor_percent", cells.percentage, hint="Ile opłaty osoby płaci się za dziecko, np. 50%."),
    RowKind("ulgi", "relief", hint="Słowa uchwały o zwolnieniach: kto, na czyj wniosek, w jakich przypadkach."),
    RowKind(
        "pierwszy miesiąc",
        "first_month_free",
        _free_or_charged,
        hint="Puste: płatny.",
        choices=(_FIRST_FREE, _FIRST_CHARGED),
    ),
    RowKind(
        "zaokrąglenie do",
        "rounding_step",
        cells.money,
        required=True,
        hint="0,01 zł, 0,10 zł albo 1 zł.",
        choices=("0,01 zł", "0,10 zł", "1 zł"),
    ),
    RowKind(
        "zaokrąglenie sposób",
        "rounding_mode",
        _choice(RoundingMode.choices),
        required=True,
        hint="W którą stronę.",
        choices=_labels(RoundingMode),
    ),
    RowKind(
        "zaokrąglenie skąd",
        "rounding_source",
        required=True,
        longest=200,
        hint="Paragraf uchwały albo „ustawienie ośrodka – uchwała milczy”.",
    ),
    RowKind(
        "niepełny miesiąc",
        "proration",
        _choice(Proration.choices),
        required=True,
        hint="Jak liczy się pierwszy i ostatni miesiąc.",
        choices=_labels(Proration),
    ),
    RowKind("niepełny miesiąc skąd", "proration_source", required=True, longest=200, hint="Jak przy zaokrągleniu."),
    RowKind("dzień płatności", "payment_day", cells.day_of_month, hint="Numer dnia miesiąca."),
    RowKind("płatność słowa", "payment_words", longest=200, hint="Słowa uchwały lub regulaminu, dosłownie."),
    RowKind("płatność skąd", "payment_source", longest=200, hint="Gdzie te słowa stoją."),
    RowKind("uwagi", "notes", hint="Wątpliwości co do tej tabeli."),
)
BAND_COLUMNS = {
    "osoba samotnie gospodarująca": ("rate", HouseholdType.SINGLE.value),
    "osoba w rodzinie": ("rate", HouseholdType.FAMILY.value),
    "uwaga: osoba samotnie gospodarująca": ("note", HouseholdType.SINGLE.value),
    "uwaga: osoba w rodzinie": ("note", HouseholdType.FAMILY.value),
}
PLURALS = {"osoby samotnie gospodarujące": "osoba samotnie gospodarująca", "osoby w rodzinie": "osoba w rodzinie"}
NEEDED = frozenset({("rate", HouseholdType.SINGLE.value), ("rate", HouseholdType.FAMILY.value)})
