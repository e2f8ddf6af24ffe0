"""How long a stay may be, and when somebody may come back."""

from collections.abc import Iterator

from applications.programmes.conditions.condition import Case, Condition, Outcome, counted_months
from applications.programmes.counting import days_used, last_possible_day
from office import polish
from office.periods import add_months


def length_of_stay(case: Case) -> Iterator[Condition]:
    """The usual and the longest stay, all stays in the programme counted together."""
    terms = case.terms
    if terms.stay_months is not None:
        yield _within(case, terms.stay_months, usual=True)
    if terms.stay_months_max is not None:
        yield _within(case, terms.stay_months_max, usual=False)


def _within(case: Case, months: int, *, usual: bool) -> Condition:
    application, earlier = case.application, case.earlier.stays
    length = f"{months} {counted_months(months)}"
    code = "stay_usual" if usual else "stay_total"
    words = f"pobyt zwykle do {length}" if usual else f"wszystkie pobyty łącznie najwyżej {length}"
    source = case.source(case.terms.stay_place)
    if application.stay_from is None:
        return Condition(code, words, Outcome.UNKNOWN, "Nie ma początku pobytu.", source, "", "request.stay_from")
    last = last_possible_day(application.stay_from, months, earlier)
    used = days_used(earlier, application.stay_from)
    before = f" Wcześniejsze pobyty: {used} {polish.plural(used, 'dzień', 'dni', 'dni')}." if used else ""
    latest = (
        f"ostatni możliwy dzień to {polish.short_day(last)}"
        if last >= application.stay_from
        else "czas jest wyczerpany"
    )
    if not application.indefinite and application.stay_to is None:
        return Condition(
            code, words, Outcome.UNKNOWN, f"Nie ma końca pobytu; {latest}.{before}", source, "", "request.stay_to"
        )
    if application.stay_to is not None and application.stay_to <= last:
        why = f"Pobyt do {polish.short_day(application.stay_to)}; {latest}.{before}"
        return Condition(code, words, Outcome.MET, why, source, field="request.stay_to")
    kind = "zwykły" if usual else "najdłuższy"
    total = f"{length} łącznie" if used or not usual else length
    why = f"Pobyt jest dłuższy niż {kind} w programie {case.programme()} ({total}); {latest}.{before}"
    to_do = (
        f"Zwykle kończy się najpóźniej {polish.short_day(last)}; dłuższy pobyt trzeba uzasadnić."
        if usual
        else f"Wpisz koniec pobytu najpóźniej {polish.short_day(last)}."
        if last >= application.stay_from
        else "Kolejny pobyt w tym programie nie jest już możliwy; wybierz inny program."
    )
    # The longest stay is the source's last word; of the usual one it says itself that a reason lengthens it.
    return Condition(
        code, words, Outcome.NOT_MET, why, source, to_do, "request.stay_to", waivable=usual, stops=not usual
    )


def coming_back(case: Case) -> Iterator[Condition]:
    """The months to wait after leaving, and what the team recommended then."""
    terms = case.terms
    if terms.return_months is None:
        return
    length = f"{terms.return_months} {counted_months(terms.return_months)}"
    source, record = case.source(terms.return_place), case.earlier.last_leaving
    words = f"od opuszczenia mieszkania minęło {length}"
    if record is None:
        yield Condition("return", words, Outcome.MET, "Nie ma wpisu o opuszczeniu mieszkania tego programu.", source)
        return
    bar_ends = add_months(record.left_on, terms.return_months)
    over = case.day > bar_ends
    place = " Potrzebne jest też wolne miejsce." if terms.return_free_place else ""
    yield Condition(
        "return",
        words,
        Outcome.MET if over else Outcome.NOT_MET,
        f"Osoba opuściła mieszkanie {polish.short_day(record.left_on)}; "
        + ("przeszkoda ustała " if over else "może starać się ponownie po ")
        + f"{polish.short_day(bar_ends)}.{place}",
        source,
        "Zaczekaj: przeszkoda ustanie sama.",
        waivable=True,
    )
    if terms.return_recommendations:
        yield _recommendations(record.recommendations_met, source)


def _recommendations(met: bool | None, source: str) -> Condition:
    outcome, why = {
        True: (Outcome.MET, "Zespół ocenił, że osoba wykonała zalecenia."),
        False: (Outcome.NOT_MET, "Zespół ocenił, że osoba nie wykonała zaleceń."),
        None: (Outcome.UNKNOWN, "Nie wpisano jeszcze, czy osoba wykonała zalecenia zespołu."),
    }[met]
    to_do = "Wpisz ocenę zespołu w części „Warunki programu”."
    words = "wykonała zalecenia zespołu po opuszczeniu mieszkania"
    return Condition("recommendations", words, outcome, why, source, to_do, waivable=True)
