"""Reads of many cases at once: where each stands on the river, and lists of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from apartments.allocation.selectors import positions
from apartments.allocation.states import EntryState, OfferState
from apartments.models import Occupancy, PlaceOffer, WaitingEntry
from applications.completion.models import CompletionCall
from applications.completion.states import LIVE, CallState
from applications.models import Application
from applications.outcomes.models import Withdrawal
from applications.search import narrowed
from applications.selectors import visible_to
from applications.states import ENDED, ApplicationState
from contracts.models import HousingContract
from contracts.selectors import IN_USE
from contracts.states import ContractState
from decisions.after.waiting import undelivered
from decisions.models import Decision
from decisions.states import DecisionState
from fees.models import Assessment
from office.models import User
from office.polish import short_day

OPEN_STATES = (ApplicationState.DRAFT, ApplicationState.SUBMITTED)
SORTS = {
    "osoba": ("person__last_name", "person__first_name", "pk"),
    "wplyw": ("received_on", "pk"),
}
TONES = {
    ApplicationState.DRAFT: "draft",
    ApplicationState.SUBMITTED: "active",
    ApplicationState.GRANTED: "done",
    ApplicationState.REFUSED: "closed",
    ApplicationState.DISCONTINUED: "closed",
    ApplicationState.LEFT: "closed",
    ApplicationState.TRANSFERRED: "closed",
}


_ENDED_WORDS = {
    ApplicationState.LEFT: "zakończona pismem: bez rozpoznania",
    ApplicationState.TRANSFERRED: "zakończona: przekazano innemu organowi",
}


@dataclass(frozen=True)
class CaseRow:
    """One case in a list: the application, its state with a look, and in a few words what comes next."""

    application: Application
    tone: str
    next: str


def _with_stage(rows: QuerySet[Application]) -> QuerySet[Application]:
    """What ``_next_words`` asks for, in the same query."""
    own = {"application": OuterRef("pk")}
    return rows.annotate(
        withdrawn=Exists(Withdrawal.objects.filter(**own, taken_back_on__isnull=True)),
        call_state=Subquery(CompletionCall.objects.filter(**own, state__in=LIVE).values("state")[:1]),
        has_place=Exists(Occupancy.objects.filter(**own, state__in=Occupancy.TAKING)),
        offer_until=Subquery(PlaceOffer.objects.filter(**own, state=OfferState.OPEN).values("answer_by")[:1]),
        waits=Exists(WaitingEntry.objects.filter(**own, state=EntryState.WAITING)),
        has_fee=Exists(Assessment.objects.filter(**own)),
        contract_state=Subquery(
            HousingContract.objects.filter(**own, state__in=IN_USE).order_by("-pk").values("state")[:1]
        ),
        undelivered=Exists(undelivered(Decision.objects.filter(**own))),
        decision_state=Subquery(Decision.objects.filter(**own).order_by("-pk").values("state")[:1]),
    )


def _place_words(application: Any, position: int | None, today: date) -> str:
    """What comes next for who has no place: the answer to an offer, the turn on the waiting list, else a choice."""
    if application.offer_until is not None and application.offer_until < today:
        return f"zamknąć propozycję miejsca (termin odpowiedzi minął dnia {short_day(application.offer_until)})"
    if application.offer_until is not None:
        return f"czeka na odpowiedź w sprawie propozycji miejsca do {short_day(application.offer_until)}"
    return f"na liście oczekujących, miejsce {position}" if position is not None else "zarezerwować miejsce"


def _next_words(application: Any, position: int | None, today: date) -> str:
    """The next step in a few words. The case page looks closer: there a changed fact can ask for a step again."""
    if application.undelivered:
        return "doręczyć decyzję"
    if application.state in ENDED:
        return _ENDED_WORDS.get(application.state, "zakończona decyzją")
    steps = (
        (application.withdrawn, "umorzyć postępowanie (osoba cofnęła wniosek)"),
        (application.state == ApplicationState.DRAFT and application.call_state == CallState.MADE, "doręczyć wezwanie"),
        (application.state == ApplicationState.DRAFT and application.call_state is not None, "czekać na uzupełnienie"),
        (application.state == ApplicationState.DRAFT, "uzupełnić i przyjąć wniosek"),
        (application.decision_state == DecisionState.SUBMITTED, "zatwierdzić decyzję (dyrektor)"),
        (application.decision_state == DecisionState.RETURNED, "poprawić projekt decyzji"),
        (application.decision_state == DecisionState.DRAFT, "przekazać projekt decyzji"),
        (not application.has_place, _place_words(application, position, today)),
        (not application.has_fee, "ustalić opłatę"),
        (application.contract_state is None, "sporządzić kontrakt"),
        (application.contract_state == ContractState.DRAFT, "podpisać kontrakt"),
    )
    return next((words for applies, words in steps if applies), "przygotować decyzję")


def case_rows(applications: Iterable[Application], today: date) -> list[CaseRow]:
    """The rows of applications of one office that came from ``case_list`` or ``own_open_cases``.

    Only when somebody among them waits for a place the waiting lists are read as well, once for all rows.
    """
    listed: list[Any] = list(applications)
    waiting = next((one for one in listed if one.waits), None)
    turns: Mapping[int, int] = positions(waiting.office, today) if waiting is not None else {}
    return [
        CaseRow(one, TONES[ApplicationState(one.state)], _next_words(one, turns.get(one.pk), today)) for one in listed
    ]


def case_list(user: User, wanted: dict[str, Any], sort: str = "") -> QuerySet[Application]:
    """The cases that ``user`` may open, newest first unless ``sort`` (``osoba``, ``-wplyw`` …) says otherwise.

    ``wanted`` may hold ``state``, ``programme``, ``worker`` and ``text``; what is empty does not narrow.
    """
    rows = _with_stage(visible_to(user))
    exact = {name: wanted[name] for name in ("state", "programme", "worker") if wanted.get(name)}
    rows = rows.filter(**exact)
    if wanted.get("text", "").strip() and user.office_id is not None:
        rows = narrowed(rows, user.office_id, wanted["text"])
    fields = SORTS.get(sort.removeprefix("-"))
    if fields is None:
        return rows.order_by("-pk")
    return rows.order_by(*(f"-{field}" if sort.startswith("-") else field for field in fields))


def own_open_cases(user: User) -> QuerySet[Application]:
    """The open cases that ``user`` runs, the longest waiting first."""
    own = visible_to(user).filter(worker=user, state__in=OPEN_STATES)
    return _with_stage(own).order_by(F("received_on").asc(nulls_last=True), "pk")
