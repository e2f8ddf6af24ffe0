"""Which letters there are, and which slots the text of each may use.

Names of slots are Polish because administrators write them; programs pass the same names to ``services.issue``.
"""

from dataclasses import dataclass
from enum import StrEnum

from office.letters.markup import Words


class SlotKind(StrEnum):
    """What fills a slot, and so how it is typed."""

    LINE = "line"
    TEXT = "text"
    ITEMS = "items"
    DAY = "day"


@dataclass(frozen=True)
class Slot:
    """One slot: what it means in Polish, how it is typed, a sample, and whether it may stay empty."""

    label: str
    sample: Words
    kind: SlotKind = SlotKind.LINE
    required: bool = True
    hint: str = ""


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter: its usual title, when an office sends it, and its own slots (beside ``COMMON``)."""

    title: str
    purpose: str
    slots: dict[str, Slot]


COMMON = {
    "osrodek": Slot("nazwa ośrodka", "Przykładowy Ośrodek Pomocy Społecznej"),
    "osrodek_dopelniacz": Slot("nazwa ośrodka w dopełniaczu", "Przykładowego Ośrodka Pomocy Społecznej"),
    "organ": Slot("organ", "Prezydent Miasta Przykładowa"),
    "organ_dopelniacz": Slot("organ w dopełniaczu", "Prezydenta Miasta Przykładowa"),
    "adres_osrodka": Slot("adres ośrodka", "ul. Zmyślona 1, 00-000 Przykładowo"),
    "telefon": Slot("telefon ośrodka", "00 000 00 00"),
    "znak_sprawy": Slot("znak sprawy", "PRZ.0000.1.2026"),
    "data_pisma": Slot("dzień pisma", "21 listopada 2026 r."),
    "prowadzi": Slot("kto prowadzi sprawę", "Anna Zmyślona, pracownik socjalny"),
}
"""Slots that every letter has: ``services.issue`` fills them from the office and the case."""

PRIVACY = {
    "iod": Slot("kontakt z inspektorem ochrony danych", "iod@przyklad.invalid"),
    "odbiorcy_danych": Slot("komu ośrodek przekazuje dane", "podmioty prowadzące mieszkania na zlecenie gminy"),
    "okres_przechowywania": Slot("jak długo ośrodek przechowuje dane", "przez czas ustalony w wykazie akt ośrodka"),
}
"""Slots that ``services.issue`` fills from the office's ``LetterSettings``."""

_PERSON = Slot("imię i nazwisko osoby, której dotyczy sprawa", "Jan Fikcyjny")
_MATTER = Slot("czego dotyczy sprawa (w sprawie …)", "wsparcia w mieszkaniu treningowym")
_RECEIVED = Slot("dzień wpływu wniosku", "9 listopada 2026 r.", SlotKind.DAY)
_REMARKS = Slot(
    "dodatkowe informacje", "W razie pytań prosimy o telefon.", SlotKind.TEXT, required=False, hint="Może zostać puste."
)
_CASE = {"osoba": _PERSON, "sprawa": _MATTER}
_DECISION = Slot("której decyzji dotyczy", "nr PRZ/1/2026 z dnia 20 listopada 2026 r.")
_DAYS = Slot("ile dni na wypowiedzenie się", "7 dni", hint="Ten termin wyznacza ośrodek, na przykład 7 dni.")
_FILE = Slot("gdzie można przejrzeć akta", "w siedzibie ośrodka, pokój 3, w godzinach 8.00–15.00")
_PROOFS = Slot(
    "dowody",
    ("notatka pracownika socjalnego z 5 grudnia 2026 r.",),
    SlotKind.ITEMS,
    hint="Każdy dowód w osobnym wierszu.",
)
_HEARD = {"decyzja": _DECISION, "dowody": _PROOFS, "dni": _DAYS, "miejsce_akt": _FILE, "uwagi": _REMARKS}
_PLACE = Slot("miejsce spotkania", "w siedzibie ośrodka, pokój 3")

LETTERS: dict[str, LetterKind] = {
    "receipt": LetterKind(
        "Potwierdzenie wpływu wniosku",
        "Pierwsze pismo w sprawie: potwierdza wpływ i mówi, co ośrodek robi z danymi osobowymi.",
        _CASE
        | {
            "data_wplywu": _RECEIVED,
            "termin_zalatwienia": Slot("ostatni dzień na załatwienie sprawy", "9 grudnia 2026 r.", SlotKind.DAY),
            "uwagi": _REMARKS,
        }
        | PRIVACY,
    ),
    "completion": LetterKind(
        "Wezwanie do uzupełnienia braków wniosku",
        "Gdy we wniosku czegoś brakuje: co uzupełnić, w ile dni i co się stanie, gdy się tego nie zrobi.",
        _CASE
        | {
            "data_wplywu": _RECEIVED,
            "braki": Slot(
                "czego brakuje",
                ("zaświadczenie o wynagrodzeniu za październik 2026 r.", "podpis pod wnioskiem"),
                SlotKind.ITEMS,
                hint="Każdy brak w osobnym wierszu.",
            ),
            "dni": Slot("ile dni na uzupełnienie", "7 dni", hint="Liczy się je od dnia doręczenia wezwania."),
            "uwagi": _REMARKS,
        },
    ),
    "evidence": LetterKind(
        "Prośba o dowody",
        "Gdy brakuje samych dowodów: o co prosimy i że bez nich sprawę rozstrzyga się na tym, co jest.",
        _CASE
        | {
            "data_wplywu": _RECEIVED,
            "dowody": Slot(
                "o jakie dowody prosimy",
                ("zaświadczenie o wynagrodzeniu za październik 2026 r.",),
                SlotKind.ITEMS,
                hint="Każdy dowód w osobnym wierszu.",
            ),
            "dni": Slot("ile dni na dostarczenie", "7 dni", hint="Liczy się je od dnia doręczenia pisma."),
            "uwagi": _REMARKS,
        },
    ),
    "arrangements": LetterKind(
        "Zaproszenie do ustaleń kontraktu mieszkaniowego",
        "Gdy jest miejsce i odpłatność: spotkanie, na którym uzgadnia się kontrakt.",
        _CASE
        | {
            "dzien_spotkania": Slot("dzień spotkania", "2 grudnia 2026 r.", SlotKind.DAY),
            "godzina": Slot("godzina spotkania", "10.00"),
            "miejsce_spotkania": _PLACE,
            "ustalenia": Slot(
                "co będzie ustalane",
                ("cel i okres pobytu", "zakres wsparcia", "odpłatność"),
                SlotKind.ITEMS,
                hint="Każda sprawa w osobnym wierszu.",
            ),
            "uwagi": _REMARKS,
        },
    ),
    "hearing": LetterKind(
        "Zawiadomienie przed wydaniem decyzji",
        "Przed decyzją, która nie uwzględni całego wniosku: jakich warunków nie spełniono i ile jest czasu na głos.",
        _CASE
        | {
            "data_wplywu": _RECEIVED,
            "niespelnione": Slot(
                "warunki niespełnione albo niewykazane",
                ("zamieszkiwanie na terenie gminy nie zostało wykazane",),
                SlotKind.ITEMS,
                hint="Każdy warunek w osobnym wierszu.",
            ),
            "dni": _DAYS,
            "miejsce_akt": _FILE,
            "uwagi": _REMARKS,
        },
    ),
    "revocation": LetterKind(
        "Zawiadomienie przed uchyleniem decyzji",
        "Gdy ośrodek zamierza uchylić przyznane wsparcie: co zarzuca, na jakich dowodach i ile jest czasu na głos.",
        _CASE
        | {
            "decyzja": _DECISION,
            "naruszenie": Slot("naruszony punkt zasad pobytu", "§ 8 pkt 4: zwierzęta domowe"),
            "dowody": Slot(
                "dowody",
                ("5 grudnia 2026 r.: pies w pokoju",),
                SlotKind.ITEMS,
                hint="Każdy dowód w osobnym wierszu.",
            ),
            "dni": _DAYS,
            "miejsce_akt": _FILE,
            "uwagi": _REMARKS,
        },
    ),
    "hearing-repayment": LetterKind(
        "Zawiadomienie przed decyzją o zwrocie należności",
        "Zanim ośrodek ustali kwotę do zwrotu: za co, ile, z czego to wynika i ile jest czasu na głos.",
        _CASE
        | {
            "powod": Slot("dlaczego należność powstała", "Odpłatność za styczeń i luty nie została zapłacona."),
            "kwoty": Slot(
                "kwoty i za co",
                ("styczeń 2026 r.: 186,00 zł", "luty 2026 r.: 186,00 zł"),
                SlotKind.ITEMS,
                hint="Każda kwota w osobnym wierszu.",
            ),
        }
        | _HEARD,
    ),
    "hearing-fee": LetterKind(
        "Zawiadomienie przed podwyższeniem odpłatności",
        "Zanim ośrodek podwyższy odpłatność z powodu dochodu albo gospodarstwa: ile jest teraz, ile ma być i dlaczego.",
        _CASE
        | {
            "teraz": Slot("ile wynosi odpłatność teraz", "124,00 zł miesięcznie"),
            "ma_byc": Slot("ile ma wynosić", "186,00 zł miesięcznie"),
            "od_dnia": Slot("od kiedy", "1 marca 2027 r.", SlotKind.DAY),
            "powod": Slot("co się zmieniło", "dochód"),
        }
        | _HEARD,
    ),
    "hearing-period": LetterKind(
        "Zawiadomienie przed skróceniem pobytu",
        "Zanim ośrodek z urzędu skróci pobyt: do kiedy trwa teraz, do kiedy ma trwać i dlaczego.",
        _CASE
        | {
            "koniec_teraz": Slot("ostatni dzień pobytu teraz", "31 maja 2027 r.", SlotKind.DAY),
            "koniec_nowy": Slot("ostatni dzień po zmianie", "28 lutego 2027 r.", SlotKind.DAY),
            "powod": Slot("dlaczego", "Cel pobytu został osiągnięty wcześniej."),
        }
        | _HEARD,
    ),
    "hearing-expiry": LetterKind(
        "Zawiadomienie przed stwierdzeniem wygaśnięcia decyzji",
        "Zanim ośrodek stwierdzi, że decyzja wygasła, bo nikt nie korzysta ze wsparcia: co się stało i kiedy.",
        _CASE | {"powod": Slot("co się stało", "Od 1 grudnia 2026 r. nikt nie mieszka w mieszkaniu.")} | _HEARD,
    ),
    "offer": LetterKind(
        "Propozycja miejsca w mieszkaniu",
        "Gdy zwolniło się miejsce: które, od kiedy i do kiedy trzeba odpowiedzieć.",
        _CASE
        | {
            "mieszkanie": Slot("mieszkanie", "mieszkanie treningowe przy ul. Zmyślonej 4"),
            "miejsce": Slot("miejsce lub pokój", "pokój 2, miejsce 1"),
            "pobyt_od": Slot("od kiedy można zamieszkać", "15 grudnia 2026 r.", SlotKind.DAY),
            "odpowiedz_do": Slot("do kiedy odpowiedzieć", "4 grudnia 2026 r.", SlotKind.DAY),
            "uwagi": _REMARKS,
        },
    ),
    "unconsidered": LetterKind(
        "Pozostawienie wniosku bez rozpoznania",
        "Gdy braków nie uzupełniono w terminie. To pismo, a nie decyzja.",
        _CASE
        | {
            "data_wplywu": _RECEIVED,
            "data_wezwania": Slot("dzień wezwania", "12 listopada 2026 r.", SlotKind.DAY),
            "doreczono": Slot("dzień doręczenia wezwania", "13 listopada 2026 r.", SlotKind.DAY),
            "termin": Slot("ostatni dzień na uzupełnienie", "20 listopada 2026 r.", SlotKind.DAY),
            "braki": Slot(
                "czego nie uzupełniono", ("podpis pod wnioskiem",), SlotKind.ITEMS, hint="Każdy brak w osobnym wierszu."
            ),
        },
    ),
    "transfer": LetterKind(
        "Przekazanie wniosku według właściwości",
        "Gdy sprawę załatwia inna gmina: pismo do tamtego organu, odpis dla strony.",
        _CASE
        | {
            "data_wplywu": _RECEIVED,
            "organ_wlasciwy": Slot("organ właściwy", "Wójt Gminy Zmyślonej"),
            "dlaczego": Slot(
                "dlaczego ten organ", "Osoba mieszka na terenie gminy Zmyślona.", SlotKind.TEXT, hint="Całe zdania."
            ),
            "zalaczniki": Slot("załączniki", ("wniosek",), SlotKind.ITEMS, hint="Każdy w osobnym wierszu."),
        },
    ),
    "ending": LetterKind(
        "Przypomnienie o końcu pobytu",
        "Zanim skończy się okres z decyzji: kiedy, co zrobić, żeby zostać, i co zrobić, gdy ktoś się wyprowadza.",
        _CASE
        | {
            "numer_decyzji": Slot("numer decyzji", "PRZ/1/2026"),
            "koniec": Slot("ostatni dzień pobytu", "31 maja 2027 r.", SlotKind.DAY),
            "uwagi": _REMARKS,
        },
    ),
    "cover": LetterKind(
        "Pismo przewodnie",
        "Gdy coś się tylko przesyła: decyzję, kontrakt, odpis.",
        _CASE
        | {
            "zalaczniki": Slot(
                "co przesyłasz", ("decyzja nr PRZ/1/2026",), SlotKind.ITEMS, hint="Każdy załącznik w osobnym wierszu."
            ),
            "uwagi": _REMARKS,
        },
    ),
}
"""Every kind of letter by its code, in the order in which a case meets them."""

SLOTS: dict[str, dict[str, Slot]] = {code: kind.slots for code, kind in LETTERS.items()}
"""The slots of each kind of letter, without those of ``COMMON``."""


def all_slots(code: str) -> dict[str, Slot]:
    """Every slot that the text of ``code`` may use."""
    return COMMON | SLOTS[code]
