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
REPLACED = (Outcome.CHANGED, Outcome.REMITTED)


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

    ``replaced``: the decision does not stand any more. ``sentences`` explain, in Polish, whole sentences.
    """

    term: Term | None
    final_on: date | None
    sentences: tuple[str, ...]
    late: bool = False
    replaced: bool = False

    def is_final(self, today: date) -> bool:
        """Whether the decision is final on ``today``."""
        return self.final_on is not None and self.final_on <= today


_NO_APPEAL = {
    Remedy.COURT: "Od uzasadnienia odstąpiono, bo żądanie strony uwzględniono w całości. Decyzja jest ostateczna od "
    "doręczenia: {day} (art. 127 § 1a KPA). Stronie przysługuje skarga do sądu administracyjnego.",
    Remedy.NONE: "Na to postanowienie nie przysługuje zażalenie. Wiąże od doręczenia: {day}",
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
        return Finality(None, None, ("Decyzji jeszcze nie doręczono, więc termin na odwołanie nie biegnie.",))
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
    if appeal is not None:
        return _after_appeal(term, counted, appeal)
    if waived_on is not None:
        sentence = (
            f"Strona zrzekła się odwołania. Decyzja jest ostateczna i prawomocna od dnia, w którym oświadczenie "
            f"wpłynęło: {day(waived_on)} (art. 127a KPA)."
        )
        return Finality(term, waived_on, (*counted, sentence))
    return Finality(term, term.last_day + ONE_DAY, (*counted, _by_lapse(term)))


def late(term: Term, lodged_on: date) -> bool:
    """Whether an appeal lodged on ``lodged_on`` came after the term."""
    return lodged_on > term.last_day


def _by_lapse(term: Term) -> str:
    return f"Bez odwołania decyzja jest ostateczna od następnego dnia: {day(term.last_day + ONE_DAY)}"


def _after_appeal(term: Term, counted: tuple[str, ...], appeal: AppealFacts) -> Finality:
    too_late = late(term, appeal.lodged_on)
    if too_late or appeal.outcome == Outcome.LATE:
        words = (
            f"Odwołanie wniesiono {day(appeal.lodged_on)}, po terminie. Stwierdza to organ odwoławczy (art. 134 KPA); "
            "może też przywrócić termin (art. 58 i 59 KPA)."
            if too_late
            else "Organ odwoławczy uznał, że odwołanie wniesiono po terminie albo jest niedopuszczalne (art. 134 KPA)."
        )
        if appeal.outcome in ("", Outcome.LATE, Outcome.DISCONTINUED):
            return Finality(term, term.last_day + ONE_DAY, (*counted, words, _by_lapse(term)), late=True)
    in_time = (*counted, f"Odwołanie wniesiono {day(appeal.lodged_on)}")
    if appeal.self_reviewed_on is not None:
        words = (
            f"Ośrodek sam zmienił albo uchylił decyzję {day(appeal.self_reviewed_on)} Obowiązuje nowa (art. 132 KPA)."
        )
        return Finality(term, None, (*in_time, words), late=too_late, replaced=True)
    if appeal.outcome in REPLACED and appeal.ruled_on:
        words = f"Organ odwoławczy uchylił decyzję {day(appeal.ruled_on)} (art. 138 KPA)."
        return Finality(term, None, (*in_time, words), late=too_late, replaced=True)
    if appeal.outcome and appeal.ruled_on:
        words = f"Organ odwoławczy zakończył sprawę {day(appeal.ruled_on)} Od tego dnia decyzja jest ostateczna."
        return Finality(term, appeal.ruled_on, (*in_time, words), late=too_late)
    words = "Odwołanie w terminie wstrzymuje wykonanie decyzji (art. 130 § 2 KPA). Nie jest ona jeszcze ostateczna."
    return Finality(term, None, (*in_time, words))
