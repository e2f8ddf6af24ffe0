"""What is said in orders about an earlier decision: correction, supplement, refusal of a supplement."""

from decisions.kinds.compose.about import About, Words
from decisions.kinds.content import Block, Point, Section


def correction(about: About) -> Words:
    """Correction of an obvious slip (art. 113 § 1 KPA): what stood there, what is to stand there."""
    old, new = about.facts.old_text.strip(), about.facts.new_text.strip()
    return Words(
        ruling=(
            Point(
                f"Prostuje oczywistą omyłkę w decyzji {about.concerned_name} Zamiast słów „{old}” powinno być „{new}”."
            ),
        ),
        reasons=(
            about.why("Omyłka"),
            Section(
                "Podstawa prawna",
                (
                    f"Organ prostuje błędy pisarskie i rachunkowe oraz inne oczywiste omyłki w decyzjach, które wydał "
                    f"({about.cite('kpa.113.1')}). Sprostowanie nie zmienia rozstrzygnięcia. "
                    f"Zażalenie przewiduje {about.cite('kpa.113.3')}.",
                ),
            ),
        ),
        plain=(
            Block("Co poprawiliśmy", (f"W decyzji była omyłka: „{old}”.", f"Ma być: „{new}”.")),
            Block("Co to zmienia", ("Poprawiamy tylko omyłkę. Decyzja zostaje taka sama.",)),
        ),
    )


def supplement(about: About) -> Words:
    """Supplement of a decision on the party's request (art. 111 KPA); the appeal term runs anew from its delivery."""
    new = about.facts.new_text.strip()
    where = "rozstrzygnięcia" if about.facts.ground == "ruling" else "pouczenia"
    return Words(
        ruling=(Point(f"Uzupełnia decyzję {about.concerned_name} Do {where} dodaje słowa: „{new}”."),),
        reasons=(about.why("Czego brakowało"), _request(about)),
        plain=(
            Block("Co dodaliśmy", (f"Do decyzji dodaliśmy: „{new}”.",)),
            Block("Od kiedy liczysz czas na odwołanie", ("Od dnia, w którym to postanowienie do Ciebie dotarło.",)),
        ),
        more_instruction=(_term(about),),
    )


def no_supplement(about: About) -> Words:
    """Refusal to supplement a decision (art. 111 § 1b KPA)."""
    return Words(
        ruling=(Point(f"Odmawia uzupełnienia decyzji {about.concerned_name}"),),
        reasons=(about.why("Dlaczego odmówiono"), _request(about)),
        plain=(
            Block("Co postanowiliśmy", ("Nie dodajemy nic do decyzji.", f"Powód: {about.ground.label}.")),
            Block("Od kiedy liczysz czas na odwołanie", ("Od dnia, w którym to postanowienie do Ciebie dotarło.",)),
        ),
        more_instruction=(_term(about),),
    )


def _request(about: About) -> Section:
    return Section(
        "Wniosek",
        (
            f"Strona prosiła o uzupełnienie {about.day_of('requested_on')} O uzupełnieniu organ rozstrzyga "
            f"postanowieniem ({about.cite('kpa.111.1b')}).",
        ),
    )


def _term(about: About) -> str:
    return (
        f"Termin na odwołanie od decyzji {about.concerned_name} biegnie od dnia doręczenia tego postanowienia "
        f"({about.cite('kpa.111.2')})."
    )
