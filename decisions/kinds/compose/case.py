"""What is said about the proceedings on the application: refusal, discontinuation, suspension, resumption."""

from decisions.kinds.compose.about import About, Words
from decisions.kinds.content import Block, Point, Section
from office.polish import day as long_day


def _application(about: About) -> Section:
    situation = about.application.situation.strip()
    came = f"Dnia {long_day(about.received)} wpłynął wniosek o wsparcie w {about.apartment}."
    return Section("Wniosek", (came, situation) if situation else (came,))


def refusal(about: About) -> Words:
    """Refusal (art. 106 ust. 1 u.p.s.): always with evidence, one ground and reasons."""
    return Words(
        ruling=(
            Point(
                f"Odmawia przyznania stronie wsparcia w {about.apartment}, o które prosiła we wniosku "
                f"z dnia {long_day(about.received)}"
            ),
        ),
        reasons=(_application(about), *about.evidence(), about.why("Przyczyna odmowy"), *about.heard()),
        plain=(
            Block(
                "Co postanowiliśmy",
                (f"Nie dostajesz miejsca w {about.apartment}.", f"Powód: {about.ground.label}."),
            ),
            Block("Co możesz zrobić", ("Gdy zmieni się Twoja sytuacja, możesz złożyć nowy wniosek.",)),
        ),
    )


_ENDED = {
    "withdrawn": "Oświadczenie o wycofaniu wniosku wpłynęło {day} Umorzeniu nikt się nie sprzeciwił i nie narusza ono "
    "interesu społecznego ({law}).",
    "death": "Strona zmarła {day} Prawo do wsparcia jest ściśle osobiste i nie przechodzi na inne osoby, "
    "dlatego postępowanie stało się bezprzedmiotowe ({law}).",
    "pointless": "Postępowanie stało się bezprzedmiotowe {day} ({law}).",
}


def discontinuation(about: About) -> Words:
    """Discontinuation (art. 105 KPA): withdrawn, death, or pointless."""
    law = about.cite(about.ground.basis[0])
    what = _ENDED[about.facts.ground].format(day=about.day_of("event_on"), law=law)
    return Words(
        ruling=(
            Point(
                f"Umarza postępowanie z wniosku z dnia {long_day(about.received)} o przyznanie wsparcia "
                f"w {about.apartment}."
            ),
        ),
        reasons=(_application(about), Section("Co się stało", (what,)), about.why("Przyczyna umorzenia")),
        plain=(
            Block(
                "Co postanowiliśmy",
                (f"Kończymy sprawę o miejsce w {about.apartment}.", f"Powód: {about.ground.label}."),
            ),
            Block("Co możesz zrobić", ("Gdy znów będziesz potrzebować wsparcia, złóż nowy wniosek.",)),
        ),
    )


def suspension(about: About) -> Words:
    """Suspension of the proceedings (art. 97 and 98 KPA): terms stand still (art. 103)."""
    return Words(
        ruling=(Point(f"Zawiesza postępowanie z wniosku z dnia {long_day(about.received)}"),),
        reasons=(
            Section("Co się stało", (f"Przyczyna zawieszenia zaistniała {about.day_of('event_on')}",)),
            about.why("Przyczyna zawieszenia"),
        ),
        plain=(
            Block(
                "Co postanowiliśmy",
                ("Wstrzymujemy Twoją sprawę.", f"Powód: {about.ground.label}.", "Terminy w sprawie teraz nie biegną."),
            ),
            Block("Co dalej", ("Gdy powód zniknie, wrócimy do sprawy i napiszemy do Ciebie.",)),
        ),
    )


def resumption(about: About) -> Words:
    """Resumption of suspended proceedings."""
    return Words(
        ruling=(Point(f"Podejmuje postępowanie zawieszone postanowieniem {about.concerned_name}"),),
        reasons=(
            Section("Co się stało", (f"Przyczyna zawieszenia ustała {about.day_of('event_on')}",)),
            about.why("Dlaczego podjęto postępowanie"),
        ),
        plain=(
            Block("Co postanowiliśmy", ("Wracamy do Twojej sprawy.", "Terminy w sprawie znów biegną.")),
            Block("Co dalej", ("Nie musisz nic robić. Napiszemy do Ciebie, gdy będzie decyzja.",)),
        ),
    )
