"""What held for a person on a day: stay, place, fee, contract, each with the decision that it rests on and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from apartments.models import Occupancy
from apartments.selectors import name_for
from apartments.stays.selectors import granted_places
from applications.models import Application, Person
from contracts.annexes.selectors import says
from decisions.after.selectors import aftermaths, enforceable
from decisions.anew.selectors import annulled_in
from decisions.carrying.plans import enforceable_since
from decisions.kinds.reasons import facts_of
from decisions.kinds.registry import ENDS_STAY, FEES, REFUSES, STAY, DecisionKind
from decisions.models import AppealAct, Decision, Outcome
from decisions.states import DecisionState
from fees.periods.selectors import fee_on
from office.access import Verdict
from office.case import case_url, stay_url
from office.models import User
from office.polish import day as day_words
from office.polish import short_day, zloty


@dataclass(frozen=True)
class Fact:
    """One thing that held: what, in words, why, and where it can be read."""

    what: str
    words: str
    why: str = ""
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class CaseOnDay:
    """A case on the day: what held, and what was issued by then but not carried out on it."""

    application: Application
    url: str
    facts: Sequence[Fact]
    waiting: Sequence[Fact]


@dataclass(frozen=True)
class _Read:
    application: Application
    decisions: Sequence[Decision]
    verdicts: dict[int, Verdict]
    since: dict[int, date]
    """From when each could be carried out: until then what it takes away was still there."""
    on: date
    user: User
    rulings: dict[int, AppealAct]
    """What the appeal body decided itself by the day, by the decision that it changed."""

    def working(self, *kinds: str) -> list[Decision]:
        """The decisions of these kinds that could be carried out on the day, oldest first."""
        return [row for row in self.decisions if row.kind in kinds and self.verdicts[row.pk]]

    @property
    def grant(self) -> Decision | None:
        return next((row for row in reversed(self.decisions) if row.kind in STAY), None)


def cases_on(person: Person, user: User, on: date) -> list[CaseOnDay]:
    """What held on ``on`` in each case of ``person`` in which something had been decided by then, the newest first."""
    cases = person.applications.select_related("programme", "office", "person").order_by("-pk")
    return [found for application in cases if (found := _case(application, user, on)) is not None]


def _case(application: Application, user: User, on: date) -> CaseOnDay | None:
    rows = application.decisions.filter(state=DecisionState.APPROVED, issued_on__lte=on).order_by("pk")
    decisions = list(rows.select_related("contract", "assessment", "concerns", "office", "application"))
    if not decisions:
        return None
    rulings = _rulings(decisions, on)
    afters = aftermaths(decisions, on)
    verdicts = {one.decision.pk: _as_changed(one.decision, rulings) or enforceable(one, on) for one in afters}
    since = {one.decision.pk: first for one in afters if (first := enforceable_since(one)) is not None}
    read = _Read(application, decisions, verdicts, since, on, user, rulings)
    return CaseOnDay(
        application, case_url(application.pk), [*_facts(read), *_changed_on_appeal(read)], list(_waiting(read))
    )


def _rulings(decisions: Sequence[Decision], on: date) -> dict[int, AppealAct]:
    rows = AppealAct.objects.filter(
        decision__in=decisions, outcome=Outcome.CHANGED, done_on__lte=on, correction__isnull=True
    ).select_related("decision")
    return {row.decision_id: row for row in rows.order_by("pk")}


def _as_changed(decision: Decision, rulings: dict[int, AppealAct]) -> Verdict | None:
    """A decision that the appeal body changed holds as changed: its ruling is final at once."""
    ruling = rulings.get(decision.pk)
    if ruling is None or ruling.grants:
        return None
    words = f"Obowiązuje tak, jak zmieniło ją rozstrzygnięcie nr {ruling.reference} z {short_day(ruling.done_on)}."
    return Verdict(allowed=True, reason=words)


def _facts(read: _Read) -> Iterator[Fact]:
    grant = read.grant
    if grant is None:
        yield from _without_grant(read)
        return
    if _is_gone(read, grant):
        yield Fact("Wsparcie", "decyzję uchylono, a nowej jeszcze nie ma", **_source(read, grant))
        return
    ended = _ended(read)
    if ended is not None:
        row, since = ended
        yield Fact("Wsparcie", f"{row.get_kind_display()}: nie przysługuje od {day_words(since)}", **_source(read, row))
        return
    place = _place(read)
    yield _stay(read, grant, place)
    if place is not None:
        yield from _place_and_fee(read, place)
    yield from _contract(read, grant)


def _without_grant(read: _Read) -> Iterator[Fact]:
    for row in read.working(*REFUSES):
        yield Fact("Rozstrzygnięcie", row.get_kind_display(), **_source(read, row))
    by_ruling = next((row for row in read.rulings.values() if row.grants), None)
    place = _place(read) if by_ruling is not None else None
    if by_ruling is None:
        return
    yield Fact("Wsparcie", "przyznane przez organ odwoławczy", **_of_ruling(by_ruling))
    if place is not None:
        yield from _place_and_fee(read, place)


def _is_gone(read: _Read, decision: Decision) -> bool:
    """Whether an appeal or the office's own review had taken the decision away by the day."""
    return not read.verdicts[decision.pk] and decision.pk in annulled_in(read.application, read.on)


def _of_ruling(ruling: AppealAct) -> dict[str, str]:
    number = ruling.decision.number
    return {
        "why": f"Zamiast decyzji nr {number}: rozstrzygnięcie nr {ruling.reference} z {short_day(ruling.done_on)}.",
        "label": f"decyzja nr {number}",
        "url": reverse("decisions:after", args=[ruling.decision_id]),
    }


def _ended(read: _Read) -> tuple[Decision, date] | None:
    """The decision by which the support had ended by the day, with the first day without it."""
    for row in reversed(read.working(*ENDS_STAY)):
        facts = facts_of(row)
        last = facts.event_on
        since = last and last + timedelta(days=1)
        if row.kind == DecisionKind.REVOCATION and facts.effective_on is not None:
            since = max(facts.effective_on, read.since.get(row.pk, facts.effective_on))
        ruling = read.rulings.get(row.pk)
        if ruling is not None and ruling.stay_to is not None:
            since = ruling.stay_to + timedelta(days=1)
        if since is not None and since <= read.on:
            return row, since
    return None


def _without(read: _Read) -> set[str]:
    """Numbers of the later decisions that did not work on the day: issued afterwards, or not to be carried out yet."""
    rows = read.application.decisions.filter(state=DecisionState.APPROVED).exclude(kind__in=STAY)
    known = {row.number for row in read.decisions if read.verdicts[row.pk]}
    later = AppealAct.objects.filter(decision__application=read.application, done_on__gt=read.on).exclude(outcome="")
    return (set(rows.values_list("number", flat=True)) - known) | {row.reference[:60] for row in later}


def _ends(occupancy: Occupancy, without: set[str]) -> date | None:
    """The last day of a granted place, leaving out changes by decisions that did not work."""
    last = occupancy.period_to
    for change in reversed(occupancy.changes.order_by("pk")):
        if change.basis_number not in without:
            break
        last = change.was_to
    return last


def _place(read: _Read) -> tuple[Occupancy, date | None] | None:
    """The granted place of the day, with its last day as it stood then."""
    without = _without(read)
    for row in granted_places(read.application):
        ends = _ends(row, without)
        if row.basis_number not in without and row.period_from <= read.on and (ends is None or ends >= read.on):
            return row, ends
    return None


def _stay(read: _Read, grant: Decision, place: tuple[Occupancy, date | None] | None) -> Fact:
    source = _source(read, grant)
    if not read.verdicts[grant.pk]:
        return Fact("Wsparcie", "przyznane, ale decyzji tego dnia jeszcze się nie wykonuje", **source)
    if place is None:
        return Fact("Wsparcie", "przyznane, ale ten dzień nie należy do okresu pobytu", **source)
    ends = f"do {day_words(place[1])}" if place[1] else "na czas nieokreślony"
    return Fact("Wsparcie", f"przyznane {ends}", **source)


def _place_and_fee(read: _Read, place: tuple[Occupancy, date | None]) -> Iterator[Fact]:
    occupancy, _ = place
    stay = getattr(read.application, "stay", None)
    where = f"{name_for(read.user, occupancy.place.apartment)}, {occupancy.place.label}"
    why = f"Miejsce przyznane od {short_day(occupancy.period_from)} decyzją nr {occupancy.basis_number}."
    yield Fact("Miejsce", where, why, "pobyt i protokoły", stay_url(stay.pk) if stay else "")
    if stay is not None and stay.moved_in_on and stay.moved_in_on <= read.on:
        left = stay.ended_on is not None and stay.ended_on < read.on
        words = f"wyprowadzono {short_day(stay.ended_on)}" if left else f"mieszka od {short_day(stay.moved_in_on)}"
        yield Fact("Pobyt", words)
    yield from _fee_fact(read)
    for row in read.working(DecisionKind.RELIEF):
        facts = facts_of(row)
        if facts.effective_on and facts.effective_on <= read.on and (facts.until is None or read.on <= facts.until):
            rest = zloty(facts.remaining) if facts.remaining else "nic"
            yield Fact("Odstąpienie od żądania odpłatności", f"osoba płaci: {rest}", **_source(read, row))


def _fee_fact(read: _Read) -> Iterator[Fact]:
    set_on_appeal = _ruled_fee(read)
    if set_on_appeal is not None and set_on_appeal.fee is not None:
        amount = f"{zloty(set_on_appeal.fee)} miesięcznie" if set_on_appeal.fee else "bezpłatnie"
        source = _of_ruling(set_on_appeal)
        source["why"] = f"Ustalił ją organ odwoławczy. {source['why']}"
        yield Fact("Odpłatność", amount, **source)
        return
    fee = _fee(read)
    if fee is not None and fee.assessment is not None:
        owed = fee_on(fee.assessment, read.on)
        amount = "bezpłatnie" if owed.free else f"{zloty(owed.amount)} miesięcznie"
        yield Fact("Odpłatność", amount, **_source(read, fee))


def _ruled_fee(read: _Read) -> AppealAct | None:
    """The ruling that set the fee of the day: of the last decision on the fee, or one that granted the support."""
    fee = _fee(read)
    rows = [row for row in read.rulings.values() if row.fee_from is not None and row.fee_from <= read.on]
    return next((row for row in reversed(rows) if row.grants or (fee is not None and row.decision_id == fee.pk)), None)


def _fee(read: _Read) -> Decision | None:
    """The decision that set the fee of the day: a change works from the day of its assessment, or of the ruling."""
    rows = [row for row in read.working(*FEES) if row.kind != DecisionKind.FEE_CHANGE or _has_begun(read, row)]
    return rows[-1] if rows else None


def _has_begun(read: _Read, change: Decision) -> bool:
    ruling = read.rulings.get(change.pk)
    if ruling is not None and ruling.fee_from is not None:
        return ruling.fee_from <= read.on
    return change.assessment is not None and change.assessment.on <= read.on


def _contract(read: _Read, grant: Decision) -> Iterator[Fact]:
    contract = grant.contract
    if contract is None or contract.signed_on is None or contract.signed_on > read.on:
        return
    now = says(contract, read.on)
    annexes = ", ".join(f"nr {number}" for number in now.annexes)
    yield Fact(
        "Kontrakt mieszkaniowy",
        f"podpisany {short_day(contract.signed_on)}, {f'aneksy: {annexes}' if annexes else 'bez aneksów'}",
        f"Według kontraktu: {now.fee_words}.",
        "kontrakt",
        reverse("contracts:read", args=[contract.pk]),
    )


def _changed_on_appeal(read: _Read) -> Iterator[Fact]:
    """What the appeal body decided itself by the day; it holds instead of the decision that it changed."""
    for row in read.rulings.values():
        if row.says:
            yield Fact("Orzekł organ odwoławczy", row.instead, **_of_ruling(row))


def _waiting(read: _Read) -> Iterator[Fact]:
    for row in read.decisions:
        # Of the grant itself the first fact tells already.
        if row != read.grant and not read.verdicts[row.pk] and not row.rules.is_order:
            source = _source(read, row)
            yield Fact(row.get_kind_display(), _to_come(row), **source)


def _to_come(decision: Decision) -> str:
    """What a decision that does not work yet will change: of the fee, how much and from when."""
    issued = f"z {short_day(decision.issued_on)}" if decision.issued_on else ""
    fee = decision.assessment
    if decision.kind != DecisionKind.FEE_CHANGE or fee is None:
        return issued
    what = "bezpłatnie" if fee.free else f"{zloty(fee.amount)} miesięcznie"
    return f"{issued}: {what}, obowiązuje od {short_day(fee.on)} po uprawomocnieniu"


def _source(read: _Read, decision: Decision) -> dict[str, str]:
    mended = [
        row.number
        for row in read.decisions
        if row.concerns_id == decision.pk and row.kind in (DecisionKind.CORRECTION, DecisionKind.SUPPLEMENT)
    ]
    why = read.verdicts[decision.pk].reason
    if mended:
        why = f"{why} Sprostowana albo uzupełniona postanowieniem nr {', '.join(mended)}."
    url = reverse("decisions:read", args=[decision.pk])
    return {"why": why, "label": f"decyzja nr {decision.number}", "url": url}
