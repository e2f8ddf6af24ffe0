"""What comes next for a decision after its approval."""

from datetime import date

from django.urls import reverse

from decisions.after.acts import AFTER_RULING, Act, label_of
from decisions.after.selectors import Aftermath
from office.case import NextStep


def next_step(after: Aftermath) -> NextStep | None:
    """ "Co dalej" of a decision after its approval; ``None`` when nothing is left to do."""
    sentence, by = _next(after)
    if not sentence:
        return None
    first = next((act for act in after.acts if act in AFTER_RULING), None)
    if first is not None:
        who = "dyrektor" if first == Act.GRANT else "pracownik socjalny"
        url = reverse("decisions:enter", args=[after.decision.pk, first])
        return NextStep(sentence, who, label_of(first, after.decision), url, by)
    url = reverse("decisions:after", args=[after.decision.pk])
    return NextStep(sentence, "pracownik socjalny", "Doręczenie i odwołanie", url, by)


def _next(after: Aftermath) -> tuple[str, date | None]:
    order = after.decision.rules.is_order
    if after.ruling is not None or after.self_review is not None:
        return _after_ruling(after), None
    if after.forwarded is not None:
        what = "Zażalenie" if order else "Odwołanie"
        return f"{what} jest u organu odwoławczego. Gdy przyjdzie rozstrzygnięcie, wpisz je.", None
    if after.appeal is not None and after.forward_by is not None:
        return _with_appeal(after), after.forward_by.last_day
    if after.is_final:
        return "", None
    if after.delivery is not None and after.finality.term is not None:
        what = "zażalenie" if order else "odwołanie"
        return f"Biegnie termin na {what}. Jeśli wpłynie {what} albo zrzeczenie, wpisz je.", (
            after.finality.term.last_day
        )
    if after.dispatch is not None:
        return "Gdy przyjdzie dowód doręczenia, wpisz dzień doręczenia.", None
    what = "Podpisane postanowienie" if order else "Podpisaną decyzję"
    return f"{what} doręcz stronie. Najpierw sprawdź, czy ma adres do e-Doręczeń.", None


def _with_appeal(after: Aftermath) -> str:
    if after.under_review:
        return (
            "Trwa autokontrola: wydaj nową decyzję w tym terminie. Jeśli to się nie uda, wycofaj jej projekt i przekaż "
            "odwołanie."
        )
    what = "zażalenie" if after.decision.rules.is_order else "odwołanie"
    own = "" if after.finality.late else " albo uwzględnij je w całości w ramach autokontroli"
    return f"Przekaż {what} z aktami organowi odwoławczemu{own}."


def _after_ruling(after: Aftermath) -> str:
    acts = after.acts
    if after.self_review is not None or after.ruling is None:
        # A new decision that was written here has its own next step.
        return "" if after.follow_ups else "Nową decyzję doręcz stronie: od niej też przysługuje odwołanie."
    if Act.ANEW in acts:
        return "Gdy wrócą akta, kliknij „Rozpatrz ponownie”: sprawa wróci do pracy, a Ty wydasz nową decyzję."
    if Act.CARRY in acts:
        return "Wykonaj decyzję organu odwoławczego zamiast tej: program zmieni to, co z niej wynika."
    if Act.GRANT in acts:
        return "Wskaż miejsce, oblicz opłatę i podpiszcie kontrakt, potem przyznaj miejsce według rozstrzygnięcia."
    return ""
