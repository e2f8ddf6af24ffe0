"""Acts on a call to complete: make, deliver, cure, leave without consideration, close, withdraw."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from applications import access as case_access
from applications.completion import access
from applications.completion.models import CompletionCall, FormalDefect
from applications.completion.selectors import PROVISION, live_call, shortest_days
from applications.completion.states import MACHINE
from applications.documents.selectors import checklist, names
from applications.letters.services import issue_letter
from applications.models import Application
from applications.services.finish import register
from applications.services.locking import locked
from applications.states import MACHINE as CASE_MACHINE
from office import clock
from office.access import demand
from office.deadlines import services as deadlines
from office.errors import DomainError
from office.models import Deadline, DeadlineState, PauseGround, User
from office.polish import plural, short_day
from office.selectors import cited
from office.services import advance, record

KIND = "complete"


@dataclass(frozen=True)
class Asked:
    """What a call asks for: defects of the application itself (``FormalDefect``; ``other`` in words), papers of the
    list that the law demands with the application, and papers that are only evidence (codes of the checklist)."""

    defects: Collection[str] = ()
    other: str = ""
    formal_papers: Collection[str] = ()
    evidence: Collection[str] = ()
    remarks: str = field(default="", compare=False)


@transaction.atomic
def call(*, actor: User, application: Application, asked: Asked, days: int) -> CompletionCall:
    """Make the call: register the case if it has no number yet, issue the letter, keep what was asked for.

    Raises ``DomainError`` when nothing is asked for, ``days`` are below art. 64 § 2 KPA, a paper is not missing, the
    person has no address, or another call runs.
    """
    fresh = locked(application)
    demand(access.may_call(actor, fresh, live_call(fresh)))
    shortest = shortest_days(clock.today())
    if days < shortest:
        raise DomainError(
            "too_short",
            f"Na uzupełnienie trzeba zostawić co najmniej {shortest} {plural(shortest, 'dzień', 'dni', 'dni')} "
            f"({cited([PROVISION], clock.today())[PROVISION]}). Wpisz tyle lub więcej.",
            "days",
        )
    items = _items(fresh, asked)
    fresh = register(actor=actor, application=fresh)
    formal = [item["name"] for item in items if item["formal"]]
    evidence = [item["name"] for item in items if not item["formal"]]
    term = f"{days} {plural(days, 'dnia', 'dni', 'dni')}"
    letter = issue_letter(
        actor=actor,
        application=fresh,
        code="completion" if formal else "evidence",
        values=_asked_words(formal, evidence, asked.remarks) | {"dni": term},
    )
    made = CompletionCall.objects.create(
        application=fresh, items=items, days=days, letter=letter, made_on=clock.today(), author=actor
    )
    count = len(items)
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.completioncall.make",
        sentence=f"Wezwano do uzupełnienia ({count} {plural(count, 'pozycja', 'pozycje', 'pozycji')}, {term}).",
        subject=made,
        case=fresh.pk,
    )
    return made


def _asked_words(formal: Sequence[str], evidence: Sequence[str], remarks: str) -> dict[str, object]:
    if not formal:
        return {"dowody": list(evidence), "uwagi": remarks.strip()}
    also = ""
    if evidence:
        also = (
            f"Prosimy też o: {'; '.join(evidence)}. Bez tego wniosek nie zostanie bez rozpoznania, "
            "ale rozstrzygniemy go na podstawie tego, co mamy."
        )
    return {"braki": list(formal), "uwagi": "\n\n".join(part for part in (also, remarks.strip()) if part)}


def _items(application: Application, asked: Asked) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for code in asked.defects:
        if code not in FormalDefect.values:
            raise DomainError("defect", "Wybierz braki z listy.", "defects")
        name = str(FormalDefect(code).label)
        if code == FormalDefect.OTHER:
            name = asked.other.strip()
            if not name:
                raise DomainError("other_missing", "Napisz, czego jeszcze brakuje we wniosku.", "other")
        found.append({"code": f"brak-{code}", "name": name, "formal": True})
    papers = {item.wanted.code: item for item in checklist(application).missing}
    for codes, formal in ((asked.formal_papers, True), (asked.evidence, False)):
        for code in codes:
            if code not in papers:
                raise DomainError("not_missing", "Tego dokumentu już nie brakuje. Odśwież stronę.")
            found.append({"code": code, "name": papers[code].wanted.name, "formal": formal})
    if not found:
        raise DomainError("nothing_asked", "Zaznacz, o co wzywasz: bez tego nie ma pisma.", "defects")
    return found


def deliver(*, actor: User, call: CompletionCall, delivered_on: date) -> CompletionCall:
    """Enter the day on which the person got the call: its days run from it, those for settling stand still."""

    def possible(fresh: CompletionCall) -> None:
        demand(case_access.may_edit(actor, fresh.application))
        if not fresh.made_on <= delivered_on <= clock.today():
            raise DomainError("day_outside", f"Wpisz dzień od {short_day(fresh.made_on)} do dzisiaj.", "delivered_on")

    def delivered(fresh: CompletionCall) -> Mapping[str, Any]:
        application = fresh.application
        deadline = deadlines.open_deadline(
            actor=actor,
            office=application.office,
            kind=KIND,
            event_on=delivered_on,
            case=application.pk,
            count=fresh.days,
        )
        _stop_settling(actor, application, delivered_on)
        return {"delivered_on": delivered_on, "deadline": deadline}

    return _advance(call, "deliver", actor, possible, delivered, f"Dzień doręczenia: {short_day(delivered_on)}.")


def cure(*, actor: User, call: CompletionCall, ended_on: date) -> CompletionCall:
    """Say that what was asked for is there since ``ended_on``; also after the term, as long as the case is open.

    Raises ``DomainError`` naming the papers that the list still shows as missing.
    """

    def possible(fresh: CompletionCall) -> None:
        demand(case_access.may_edit(actor, fresh.application))
        _ended_within(fresh, ended_on)
        codes = {item["code"] for item in fresh.items}
        still = [item for item in checklist(fresh.application).missing if item.wanted.code in codes]
        if still:
            raise DomainError(
                "still_missing",
                f"Na liście dokumentów wciąż brakuje: {names(still)}. "
                "Wpisz przy nich, że wpłynęły albo są niepotrzebne.",
            )

    return _advance(
        call, "cure", actor, possible, lambda fresh: _end(actor, fresh, ended_on), f"{short_day(ended_on)}."
    )


def leave(*, actor: User, call: CompletionCall) -> Application:
    """Leave the application without consideration (art. 64 § 2 KPA): by a letter, not a decision; the case ends.

    Only after the last day of the term, and only when a defect of the application itself was asked for. Held places
    are let go by who calls this from above (``apartments.endings``).
    """

    def possible(fresh: CompletionCall) -> None:
        demand(access.may_do(actor, fresh, "leave", clock.today()))

    def left(fresh: CompletionCall) -> Mapping[str, Any]:
        application, deadline = fresh.application, fresh.deadline
        letter = issue_letter(
            actor=actor,
            application=application,
            code="unconsidered",
            values={
                "data_wezwania": fresh.made_on,
                "doreczono": fresh.delivered_on,
                "termin": deadline.due_on if deadline else None,
                "braki": fresh.formal,
            },
        )
        return {**_end(actor, fresh, clock.today()), "end_letter": letter}

    with transaction.atomic():
        ended = _advance(call, "leave", actor, possible, left, "")
        case = ended.application
        deadlines.case_settled(
            actor=actor,
            office=case.office,
            case=case.pk,
            settled_on=clock.today(),
            how="Wniosek pozostawiono bez rozpoznania.",
        )
        return advance(case, CASE_MACHINE, "leave", actor=actor, office=case.office, case=case.pk)


def close(*, actor: User, call: CompletionCall) -> CompletionCall:
    """After the term for evidence alone: the case goes on and is ruled on what there is."""

    def possible(fresh: CompletionCall) -> None:
        demand(access.may_do(actor, fresh, "close", clock.today()))

    return _advance(call, "close", actor, possible, lambda fresh: _end(actor, fresh, clock.today()), "")


def withdraw(*, actor: User, call: CompletionCall, reason: str) -> CompletionCall:
    """Take a call back that was made in error, with the reason. The letter stays in the files."""

    def possible(fresh: CompletionCall) -> None:
        demand(access.may_do(actor, fresh, "withdraw", clock.today()))

    return _advance(call, "withdraw", actor, possible, lambda fresh: _end(actor, fresh, clock.today()), reason.strip())


# --- terms ------------------------------------------------------------------------------------------------------------


def _settling(application: Application) -> Deadline | None:
    rows = Deadline.objects.filter(office=application.office, case=application.pk, kind__settles_case=True)
    return rows.filter(state=DeadlineState.OPEN).first()


def _may_stand(deadline: Deadline | None, since: date) -> bool:
    """Days are left out only of a running term that no notice has set, and only while it runs."""
    return deadline is not None and not deadline.extensions.exists() and since <= deadline.due_on


def _stop_settling(actor: User, application: Application, delivered_on: date) -> None:
    settling, since = _settling(application), delivered_on + timedelta(days=1)
    if settling is None or not _may_stand(settling, since) or since > clock.today():
        return
    deadlines.exclude_time(
        actor=actor,
        deadline=settling,
        ground=PauseGround.COMPLETION,
        since=since,
        until=None,
        reason=f"Wezwanie do uzupełnienia doręczono {short_day(delivered_on)}.",
    )


def _end(actor: User, call: CompletionCall, ended_on: date) -> dict[str, Any]:
    """Close the call's own term and let the one for settling run on."""
    if call.deadline is not None and call.deadline.state in Deadline.LIVE:
        deadlines.close(actor=actor, deadline=call.deadline, closed_on=ended_on, how="Zakończono wezwanie.")
    if call.delivered_on is not None:
        _run_on(actor, call.application, call.delivered_on + timedelta(days=1), ended_on)
    return {"ended_on": ended_on}


def _run_on(actor: User, application: Application, since: date, until: date) -> None:
    rows = Deadline.objects.filter(office=application.office, case=application.pk, kind__settles_case=True)
    stopped = rows.filter(
        state=DeadlineState.SUSPENDED, pauses__until__isnull=True, pauses__ground=PauseGround.COMPLETION
    ).first()
    if stopped is not None:
        deadlines.resume(actor=actor, deadline=stopped, until=max(since, until))
        return
    settling = _settling(application)
    if settling is None or until < since or not _may_stand(settling, since):
        return
    if settling.pauses.filter(since__lte=until, until__gte=since).exists():
        return
    deadlines.exclude_time(
        actor=actor,
        deadline=settling,
        ground=PauseGround.COMPLETION,
        since=since,
        until=until,
        reason="Osoba uzupełniała wniosek po wezwaniu.",
    )


def _ended_within(call: CompletionCall, ended_on: date) -> None:
    begin = call.delivered_on or call.made_on
    if not begin <= ended_on <= clock.today():
        raise DomainError("day_outside", f"Wpisz dzień od {short_day(begin)} do dzisiaj.", "ended_on")


def _advance(call: CompletionCall, action: str, actor: User, guard: Any, changes: Any, note: str) -> CompletionCall:
    with transaction.atomic():
        application = locked(call.application)
        return advance(
            call,
            MACHINE,
            action,
            actor=actor,
            office=application.office,
            case=application.pk,
            guard=guard,
            changes=changes,
            note=note[:480],
        )
