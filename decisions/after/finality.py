"""When a decision becomes final and whether it may be carried out, computed and explained. Pure: no database, no clock.

art. 57, 127a, 129, 130 and 132–138 KPA. Terms in days come in as data.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from decisions.kinds.registry import Remedy
from decisions.models import Outcome
from office.calendar import Term, term_in_days
from office.polish import day

ONE_DAY = timedelta(days=1)
# After these the decision as it was issued does not stand any more.
REPLACED = (Outcome.CHANGED, Outcome.REMITTED, Outcome.ANNULLED)


@dataclass(frozen=True)
class AppealFacts:
    """An appeal: the day by which its timeliness is judged, whether the office reviewed the decision itself, ruling."""

    lodged_on: date
    self_reviewed_on: date | None = None
    outcome: str = ""
    ruled_on: date | None = None


@dataclass(frozen=True)
class Finality:
    """``term`` of the appeal; ``final_on`` the day the decision is or will be final (``None``: not known, or never).

    ``replaced``: the decision does not stand any more, from ``replaced_on``.
    ``sentences`` explain, in Polish, whole sentences.
    """

    term: Term | None
    final_on: date | None
    sentences: tuple[str, ...]
    late: bool = False
    replaced: bool = False
    replaced_on: date | None = None

    def is_final(self, today: date) -> bool:
        """Whether the decision is final on ``today``."""
        return self.final_on is not None and self.final_on <= today


_NO_APPEAL = {
    Remedy.COURT: "Od uzasadnienia odstąpiono, bo żądanie strony uwzględniono w całości. Decyzja jest ostateczna od "
    "doręczenia: {day} (art. 127 § 1a KPA). Stronie przysługuje skarga do sądu administracyjnego.",
    Remedy.NONE: "Na to postanowienie nie przysługuje zażalenie: można je zaskarżyć tylko w odwołaniu od decyzji "
    "(art. 142 KPA). Wiąże od doręczenia: {day}",
}


def finality(
    delivered_on: date | None,
    days: int,
    *,
    waived_on: date | None = None,
    appeal: AppealFacts | None = None,
    remedy: str = Remedy.APPEAL,
    anew_from: date | None = None,
) -> Finality:
    """What holds for a decision delivered on ``delivered_on``, with a term of ``days`` for the remedy.

    ``anew_from``: the day on which an order on its supplement was delivered; the term runs from there (art. 111 § 2).
    """
    if delivered_on is None:
        what = "Decyzji jeszcze nie doręczono, więc termin na odwołanie nie biegnie."
        if remedy in (Remedy.COMPLAINT, Remedy.NONE):
            what = "Postanowienia jeszcze nie doręczono."
            what += " Termin na zażalenie nie biegnie." if remedy == Remedy.COMPLAINT else ""
        return Finality(None, None, (what,))
    if remedy in _NO_APPEAL:
        return Finality(None, delivered_on, (_NO_APPEAL[Remedy(remedy)].format(day=day(delivered_on)),))
    term = term_in_days(anew_from or delivered_on, days)
    lead = f"Termin na odwołanie: {days} dni od doręczenia (art. 129 § 2 KPA)."
    if remedy == Remedy.COMPLAINT:
        lead = f"Termin na zażalenie: {days} dni od doręczenia (art. 141 § 2 KPA). Liczy się go jak przy odwołaniu."
    if anew_from is not None:
        lead = (
            f"Termin na odwołanie: {days} dni od doręczenia postanowienia w sprawie uzupełnienia: {day(anew_from)} "
            "(art. 111 § 2 i art. 129 § 2 KPA)."
        )
    counted = (lead, *term.explanation)
    words = _COMPLAINT if remedy == Remedy.COMPLAINT else _APPEAL
    if appeal is not None and not _waived_before(appeal, waived_on):
        return _after_appeal(term, counted, appeal, words)
    if waived_on is not None:
        lead = "odwołania. Decyzja jest ostateczna i prawomocna"
        if words is _COMPLAINT:
            lead = "zażalenia. Postanowienie jest ostateczne i prawomocne"
        sentence = (
            f"Strona zrzekła się {lead} od dnia, w którym oświadczenie wpłynęło: {day(waived_on)} (art. 127a KPA)."
        )
        if appeal is None:
            return Finality(term, waived_on, (*counted, sentence))
        barred = f"{words.remedy} z {day(appeal.lodged_on)} przyszło potem, więc jest niedopuszczalne (art. 134 KPA)."
        return Finality(term, waived_on, (*counted, sentence, barred), late=True)
    return Finality(term, term.last_day + ONE_DAY, (*counted, _by_lapse(term, words)))


def _waived_before(appeal: AppealFacts, waived_on: date | None) -> bool:
    """Whether the party had given the remedy up on an earlier day, and the appeal body has not ruled otherwise."""
    return waived_on is not None and appeal.lodged_on > waived_on and appeal.outcome in ("", Outcome.LATE)


def late(term: Term, lodged_on: date) -> bool:
    """Whether an appeal lodged on ``lodged_on`` came after the term."""
    return lodged_on > term.last_day


@dataclass(frozen=True)
class _Words:
    """How sentences call the thing and its remedy: against a decision an appeal, against an order a complaint."""

    thing: str
    final: str
    remedy: str
    law: str
    halts: str


_APPEAL = _Words(
    "decyzja",
    "ostateczna",
    "Odwołanie",
    "art. 138 KPA",
    "Odwołanie w terminie wstrzymuje wykonanie decyzji (art. 130 § 2 KPA). Nie jest ona jeszcze ostateczna.",
)
_COMPLAINT = _Words(
    "postanowienie",
    "ostateczne",
    "Zażalenie",
    "art. 138 i 144 KPA",
    "Zażalenie nie wstrzymuje wykonania postanowienia, chyba że ośrodek je wstrzyma (art. 143 KPA). "
    "Nie jest ono jeszcze ostateczne.",
)
_STANDS = {
    Outcome.UPHELD: "Organ odwoławczy utrzymał {acc} w mocy {day} Od tego dnia jest {final} i obowiązuje bez zmian "
    "({law}).",
    Outcome.DISCONTINUED: "Organ odwoławczy umorzył postępowanie odwoławcze {day} Od tego dnia {thing} jest {final} "
    "i obowiązuje bez zmian ({law}).",
}
_FALLS = {
    Outcome.CHANGED: "Organ odwoławczy uchylił {acc} w całości albo w części {day} i sam orzekł, co obowiązuje "
    "({law}). Jego rozstrzygnięcie jest ostateczne.",
    Outcome.REMITTED: "Organ odwoławczy uchylił {acc} {day} i przekazał sprawę do ponownego rozpatrzenia ({law}).",
    Outcome.ANNULLED: "Organ odwoławczy uchylił {acc} {day} i umorzył postępowanie w sprawie ({law}).",
}


def _by_lapse(term: Term, words: _Words) -> str:
    lead = (
        "Bez odwołania decyzja jest ostateczna" if words is _APPEAL else "Bez zażalenia postanowienie jest ostateczne"
    )
    return f"{lead} od następnego dnia: {day(term.last_day + ONE_DAY)}"


def _came_late(term: Term, appeal: AppealFacts, words: _Words) -> str:
    if late(term, appeal.lodged_on):
        return (
            f"{words.remedy} wniesiono {day(appeal.lodged_on)}, po terminie. Stwierdza to organ odwoławczy "
            "(art. 134 KPA); może też przywrócić termin (art. 58 i 59 KPA)."
        )
    return f"{words.remedy} organ odwoławczy uznał za spóźnione albo niedopuszczalne (art. 134 KPA)."


def _after_appeal(term: Term, counted: tuple[str, ...], appeal: AppealFacts, words: _Words) -> Finality:
    too_late = late(term, appeal.lodged_on)
    if (too_late and appeal.outcome in ("", Outcome.DISCONTINUED)) or appeal.outcome == Outcome.LATE:
        told = (*counted, _came_late(term, appeal, words), _by_lapse(term, words))
        return Finality(term, term.last_day + ONE_DAY, told, late=True)
    in_time = (*counted, f"{words.remedy} wniesiono {day(appeal.lodged_on)}")
    if appeal.self_reviewed_on is not None:
        acc = "decyzję" if words is _APPEAL else "postanowienie"
        sentence = (
            f"Ośrodek sam zmienił albo uchylił {acc} {day(appeal.self_reviewed_on)} Obowiązuje nowe rozstrzygnięcie "
        )
        sentence += "(art. 132 KPA)."
        return Finality(
            term, None, (*in_time, sentence), late=too_late, replaced=True, replaced_on=appeal.self_reviewed_on
        )
    if appeal.outcome and appeal.ruled_on:
        return _after_ruling(term, in_time, appeal, words, too_late=too_late)
    return Finality(term, None, (*in_time, words.halts))


def _after_ruling(term: Term, told: tuple[str, ...], appeal: AppealFacts, words: _Words, *, too_late: bool) -> Finality:
    outcome, ruled_on = Outcome(appeal.outcome), appeal.ruled_on
    assert ruled_on is not None  # noqa: S101 - the caller asked
    falls = outcome in REPLACED
    sentence = (_FALLS if falls else _STANDS)[outcome].format(
        acc="decyzję" if words is _APPEAL else "postanowienie",
        day=day(ruled_on),
        thing=words.thing,
        final=words.final,
        law=words.law,
    )
    return Finality(
        term,
        None if falls else ruled_on,
        (*told, sentence),
        late=too_late,
        replaced=falls,
        replaced_on=ruled_on if falls else None,
    )
