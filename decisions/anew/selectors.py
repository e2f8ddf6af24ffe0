"""Reads of what an appeal took away or brought back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse

from applications.models import Application
from applications.states import ApplicationState
from decisions.after.acts import Act
from decisions.kinds.registry import ENDING, DecisionKind
from decisions.models import AppealAct, AppealStep, Decision, FollowUp, FollowUpAct, Outcome
from decisions.states import DecisionState
from office.case import case_url, stay_url
from office.polish import day, zloty

BEFORE = {
    DecisionKind.GRANT: ApplicationState.GRANTED,
    DecisionKind.SUPPORT: ApplicationState.GRANTED,
    DecisionKind.REFUSAL: ApplicationState.REFUSED,
    DecisionKind.DISCONTINUATION: ApplicationState.DISCONTINUED,
}
"""The state in which a decision that ends a case leaves it."""

_STANDS = Q(correction__isnull=True)
_TAKES_AWAY = Q(step=AppealStep.SELF_REVIEW) | Q(outcome__in=(Outcome.REMITTED, Outcome.ANNULLED))


def annulled_in(application: Application, day: date) -> frozenset[int]:
    """Keys of the decisions of a case that did not stand any more on ``day``: reviewed by the office, or annulled on
    appeal.
    """
    rows = AppealAct.objects.filter(_STANDS, _TAKES_AWAY, decision__application=application, done_on__lte=day)
    return frozenset(rows.values_list("decision_id", flat=True))


def with_fate(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """``decisions`` with two answers on each: ``gone``, whether it does not stand any more (or the office is reviewing
    it), and ``awaits_new``, whether a new one is to be written in its place.
    """
    own: dict[str, object] = {"decision": OuterRef("pk"), "correction__isnull": True}
    acts, begun = AppealAct.objects.filter(**own), FollowUp.objects.filter(**own)
    ended = Exists(acts.filter(step__in=(AppealStep.SELF_REVIEW, AppealStep.FORWARDED)))
    review = Exists(begun.filter(act=FollowUpAct.REVIEW)) & ~ended
    taken = Exists(acts.filter(_TAKES_AWAY))
    followed = Exists(Decision.objects.filter(instead_of=OuterRef("pk"), state=DecisionState.APPROVED))
    waits = (Exists(begun.filter(act=FollowUpAct.ANEW)) | review) & ~followed
    return decisions.annotate(gone=_yes_or_no(taken | review), awaits_new=_yes_or_no(waits))


def _yes_or_no(condition: Q | Combinable) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(condition, output_field=BooleanField())


def is_gone(decision: Decision) -> bool:
    """What ``with_fate`` found: that ``decision`` does not stand any more."""
    return bool(getattr(decision, "gone"))  # noqa: B009 - an annotation


def awaits_new(decision: Decision) -> bool:
    """What ``with_fate`` found: that a new decision is to be written in place of ``decision``."""
    return bool(getattr(decision, "awaits_new"))  # noqa: B009 - an annotation


def to_replace(application: Application) -> list[Decision]:
    """The decisions of a case in whose place a new one is to be written here: remitted, or under review; one query."""
    rows = with_fate(application.decisions.filter(state=DecisionState.APPROVED))
    return [row for row in rows.select_related("concerns").order_by("pk") if awaits_new(row)]


def instead_for(application: Application, kind: str) -> Decision | None:
    """The decision that a new one of ``kind`` takes the place of: of its kind, or both end the case."""
    return next(
        (row for row in to_replace(application) if row.kind == kind or (row.kind in ENDING and kind in ENDING)), None
    )


def begun_for(decision: Decision) -> FollowUp | None:
    """The act that makes a new decision in place of ``decision`` possible, if one stands."""
    rows = FollowUp.objects.filter(_STANDS, decision=decision, act__in=(FollowUpAct.ANEW, FollowUpAct.REVIEW))
    return rows.order_by("pk").last()


def ruling_on(decision: Decision) -> AppealAct | None:
    """How the appeal body ruled on ``decision``, if it did."""
    return AppealAct.objects.filter(_STANDS, decision=decision, step=AppealStep.RULING).first()


@dataclass(frozen=True)
class Consequence:
    """One thing that follows from a ruling: what, whether the office does it by hand, and where."""

    text: str
    by_hand: bool = False
    label: str = ""
    url: str = ""


def consequences(decision: Decision, ruling: AppealAct) -> list[Consequence]:
    """What follows from ``ruling`` for the case, the place, the fee and the terms."""
    outcome = Outcome(ruling.outcome)
    if outcome == Outcome.REMITTED:
        return _of_remittal(decision)
    if outcome == Outcome.ANNULLED:
        return _of_annulment(decision)
    if outcome == Outcome.CHANGED:
        return _of_change(decision, ruling)
    return [Consequence("Stan sprawy, miejsce, opłata i terminy się nie zmieniają. Decyzja obowiązuje bez zmian.")]


def _of_remittal(decision: Decision) -> list[Consequence]:
    if decision.kind not in ENDING:
        what = "postanowienie" if decision.rules.is_order else "decyzja"
        return [
            Consequence(f"Obowiązuje to, co było przed nim: {what} nie wywołuje skutków."),
            Consequence(
                "Wydaj nowe rozstrzygnięcie tego samego rodzaju: program wskaże w nim to uchylone.", by_hand=True
            ),
        ]
    return [
        Consequence("Sprawa wróci do pracy pod tym samym znakiem. Dane, opłatę i kontrakt będzie można zmienić."),
        Consequence("Miejsce, które było przyznane albo zarezerwowane, zaczeka, jeśli jest wolne."),
        Consequence("Termin załatwienia sprawy pobiegnie od nowa, od dnia zwrotu akt."),
    ]


def _of_annulment(decision: Decision) -> list[Consequence]:
    if decision.kind in ENDING:
        return [
            Consequence("Sprawa jest zakończona umorzeniem. Nie wydaje się w niej nowej decyzji."),
            Consequence("Przyznane miejsce się zwalnia. Kto już mieszka, kończy pobyt."),
        ]
    return [Consequence("Rozstrzygnięcie przestało istnieć. Obowiązuje to, co było przed nim.")]


def _of_change(decision: Decision, ruling: AppealAct) -> list[Consequence]:
    found: list[Consequence] = []
    if ruling.grants:
        found.append(Consequence("Sprawa wróci do pracy, żeby wskazać miejsce, obliczyć opłatę i podpisać kontrakt."))
        found.append(Consequence("Potem dyrektor przyzna miejsce według rozstrzygnięcia, bez nowej decyzji."))
    if ruling.fee is not None and ruling.fee_from is not None:
        found.append(
            Consequence(
                f"Opłata wynosi {zloty(ruling.fee)} od {day(ruling.fee_from)} Strona „Co obowiązuje” już to pokazuje."
            )
        )
    stay = getattr(decision.application, "stay", None)
    url = stay_url(stay.pk) if stay is not None else case_url(decision.application_id)
    if ruling.stay_to is not None and not ruling.grants:
        found.append(Consequence(f"Ostatnim dniem pobytu będzie {day(ruling.stay_to)}", label="pobyt", url=url))
    if ruling.stay_from is not None and not ruling.grants:
        text = f"Pobyt ma się zacząć {day(ruling.stay_from)} Uzgodnij dzień wprowadzenia i wpisz go w protokole."
        found.append(Consequence(text, by_hand=True, label="pobyt", url=url))
    register = reverse("decisions:choose", args=[decision.application_id])
    text = "Sprawdź, czy rozstrzygnięcie mówi o czymś jeszcze (zakres usług, warunki). Zmianę kontraktu zapisuje aneks."
    found.append(Consequence(text, by_hand=True, label="co można wydać w tej sprawie", url=register))
    return found


def hints_of(act: str, decision: Decision) -> list[Consequence]:
    """What the page of an act says will happen, before somebody does it."""
    ruling = ruling_on(decision)
    if act in (Act.ANEW, Act.CARRY) and ruling is not None:
        return consequences(decision, ruling)
    if act == Act.REVIEW:
        return _of_review(decision)
    if act == Act.LET_GO:
        return [Consequence("Miejsce będzie mogła dostać inna osoba. Potem wybierzesz miejsce dla tej sprawy od nowa.")]
    if act == Act.GRANT:
        return [Consequence("Zarezerwowane miejsce będzie przyznane, a sprawa zakończona, bez nowej decyzji ośrodka.")]
    return []


def _of_review(decision: Decision) -> list[Consequence]:
    found = [
        Consequence("Autokontrola jest dla odwołania, które zasługuje na uwzględnienie w całości (art. 132 KPA)."),
        Consequence("Ta decyzja obowiązuje, dopóki dyrektor nie zatwierdzi nowej. Zatwierdzenie wpisze autokontrolę."),
        Consequence("Gdy autokontrola się nie uda w terminie, przekażesz odwołanie, a ta decyzja obowiązuje dalej."),
    ]
    if decision.kind in ENDING:
        text = "Sprawa wróci do pracy: zmienisz dane, opłatę albo kontrakt, potem przygotujesz nową decyzję."
        return [*found, Consequence(text, by_hand=True)]
    return [*found, Consequence("Przygotuj nowe rozstrzygnięcie tego samego rodzaju.", by_hand=True)]
