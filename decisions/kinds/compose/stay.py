"""What is said about a running stay: another period, another place, revocation, expiry."""

from decisions.kinds.compose.about import About, Words
from decisions.kinds.content import Block, Point, Section
from office.polish import day as long_day

_REST = "W pozostałej części decyzja pozostaje bez zmian."


def _granted(about: About) -> Section:
    return Section(
        "Dotychczasowa decyzja",
        (f"Decyzją {about.concerned_name} stronie przyznano wsparcie w {about.apartment}: {_where(about)}.",),
    )


def _where(about: About) -> str:
    occupancy = about.occupancy
    until = f"do {long_day(occupancy.period_to)}" if occupancy.period_to else "na czas nieokreślony"
    place = occupancy.place
    return f"{place.apartment.address}, {place.label}, od {long_day(occupancy.period_from)} {until}".rstrip(".")


def period_change(about: About) -> Words:
    """Another last day of the stay, for the time to come (art. 106 ust. 5 u.p.s.)."""
    until, since = about.day_of("until"), about.day_of("effective_on")
    return Words(
        ruling=(
            Point(
                f"Zmienia decyzję {about.concerned_name} Od {since} wsparcie w {about.apartment} przyznaje się "
                f"na czas do {until}"
            ),
            Point(_REST),
        ),
        reasons=(_granted(about), about.why("Przyczyna zmiany"), *about.heard(), _for_the_future(about)),
        plain=(
            Block("Co się zmienia", (f"Możesz mieszkać do {until}", "Miejsce i opłata się nie zmieniają.")),
            Block("Od kiedy", (f"Zmiana działa od {since}",)),
        ),
    )


def place_change(about: About) -> Words:
    """Another place for the same stay."""
    place = about.place
    since, where = about.day_of("effective_on"), f"{place.apartment.address}, {place.label}"
    return Words(
        ruling=(
            Point(
                f"Zmienia decyzję {about.concerned_name} Od {since} wsparcie w {about.apartment} przyznaje się "
                f"w miejscu: {where}."
            ),
            Point(_REST),
        ),
        reasons=(_granted(about), about.why("Przyczyna zmiany"), _for_the_future(about)),
        plain=(
            Block("Co się zmienia", (f"Od {since} mieszkasz tu: {where}.", "Czas pobytu i opłata się nie zmieniają.")),
            Block("Co zrobić", ("Ustal z nami dzień przeprowadzki i oddania kluczy.",)),
        ),
    )


def _for_the_future(about: About) -> Section:
    return Section("Od kiedy", (f"Zmiana działa na przyszłość ({about.cite('ups.106.5')}).",))


def revocation(about: About) -> Words:
    """Revocation (art. 106 ust. 5 u.p.s.): one premise, for the time to come, after hearing the party."""
    since = about.day_of("effective_on")
    return Words(
        ruling=(Point(f"Uchyla decyzję {about.concerned_name} Uchylenie działa od {since}"),),
        reasons=(
            _granted(about),
            *about.evidence(),
            about.why("Przyczyna uchylenia"),
            *about.heard(),
            Section(
                "Dlaczego uchylenie, a nie zmiana",
                (
                    f"Przyczyna dotyczy całego wsparcia, dlatego decyzję uchyla się, a nie zmienia. "
                    f"Uchylenie działa na przyszłość ({about.cite('ups.106.5')}).",
                ),
            ),
        ),
        plain=(
            Block(
                "Co postanowiliśmy",
                (f"Od {since} nie masz już miejsca w {about.apartment}.", f"Powód: {about.ground.label}."),
            ),
            Block("Co zrobić", ("Ustal z nami dzień wyprowadzki i oddania kluczy.",)),
        ),
    )


_HAPPENED = {
    "death": "Strona zmarła {day}",
    "left": "Strona opuściła mieszkanie {day} i nie korzysta ze wsparcia.",
    "pointless": "Decyzja stała się bezprzedmiotowa {day}",
}


def expiry(about: About) -> Words:
    """Declaring that the decision has expired (art. 162 § 1 pkt 1 KPA): from the day of the event."""
    what = _HAPPENED[about.facts.ground if about.ground else ""].format(day=about.day_of("event_on"))
    return Words(
        ruling=(
            Point(f"Stwierdza, że decyzja {about.concerned_name} wygasła. Stało się to {about.day_of('event_on')}"),
        ),
        reasons=(
            _granted(about),
            Section("Co się stało", (what,)),
            about.why("Przyczyna wygaśnięcia"),
            *about.heard(),
            Section(
                "Podstawa prawna",
                (
                    f"Decyzja jest bezprzedmiotowa, a stwierdzenie jej wygaśnięcia leży w interesie społecznym: "
                    f"miejsce może otrzymać inna osoba ({about.cite('kpa.162.1.1')}). "
                    "Rozstrzygnięcie potwierdza stan, który już nastąpił.",
                ),
            ),
        ),
        plain=(
            Block(
                "Co postanowiliśmy",
                (f"Decyzja o miejscu w {about.apartment} już nie działa.", f"Powód: {about.ground.label}."),
            ),
            Block("Od kiedy", (f"Od {about.day_of('event_on')}",)),
        ),
    )
