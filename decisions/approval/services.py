"""Letting a finding go; decisions from a run of what changes; approving a whole list."""

import time
from collections.abc import Collection

from django.db import transaction

from applications.services import locked
from decisions import services
from decisions.access import may_change
from decisions.approval.access import may_approve_lists, may_prepare_from
from decisions.approval.models import ApprovalBatch, BatchItem, BatchState, NoteSettled, Override, RunDecision
from decisions.approval.overrides import fingerprint
from decisions.approval.selectors import drafts_left, may_be_listed
from decisions.checks import check
from decisions.compose import on_contract_in_use
from decisions.kinds import DecisionKind
from decisions.kinds.facts import KindFacts
from decisions.models import Decision, ReviewNote
from decisions.states import OPEN, DecisionState
from fees.changes.models import ChangeRun, DraftAssessment
from office import clock
from office.access import demand
from office.errors import DomainError, Incomplete
from office.models import User
from office.polish import plural
from office.second_factor.services import Confirmation
from office.services import record


@transaction.atomic
def let_go(*, actor: User, decision: Decision, code: str, message: str, reason: str) -> Override:
    """Let one finding of the legal check go with a written reason, which the director sees.

    It holds while the decision says what it says now. Raises ``DomainError`` for a finding that is not there (any
    more), for one that may not be let go, and without a reason.
    """
    locked(decision.application)
    fresh = Decision.objects.select_for_update().get(pk=decision.pk)
    demand(may_change(actor, fresh))
    if not reason.strip():
        raise DomainError("reason", "Napisz, dlaczego mimo to decyzja jest zgodna z prawem.", "reason")
    today = clock.today()
    on_contract_in_use(fresh)
    found = [row for row in check(fresh, today) if (row.code, row.message) == (code, message)]
    if not found:
        raise DomainError("gone", "Tego ustalenia już nie ma. Odśwież stronę i przeczytaj listę jeszcze raz.")
    if found[0].blocking:
        raise DomainError("blocking", "Od tego warunku nie można odstąpić. Popraw dane, do których prowadzi odsyłacz.")
    text = fingerprint(fresh, today)
    if not text:
        raise DomainError("unfinished", "Najpierw uzupełnij to, bez czego treści decyzji nie da się ułożyć.")
    override, is_new = Override.objects.get_or_create(
        decision=fresh,
        code=code,
        message=message,
        fingerprint=text,
        defaults={"reason": reason.strip(), "author": actor, "at": clock.now()},
    )
    if is_new:
        record(
            actor=actor,
            office=fresh.office,
            verb="decisions.decision.let_go",
            sentence=f"Odstąpiono z uzasadnieniem od ustalenia {code} kontroli prawnej.",
            subject=fresh,
            case=fresh.application_id,
        )
    return override


@transaction.atomic
def settle_note(*, actor: User, note: ReviewNote, words: str = "") -> NoteSettled:
    """Note that the worker saw to a note of the director, with what was done where that needs words."""
    locked(note.decision.application)
    fresh = Decision.objects.select_for_update().get(pk=note.decision_id)
    demand(may_change(actor, fresh))
    settled, _ = NoteSettled.objects.get_or_create(
        note=note, defaults={"words": words.strip(), "author": actor, "at": clock.now()}
    )
    return settled


# --- decisions from a run ---------------------------------------------------------------------------------------------


def prepare_from_run(*, actor: User, run: ChangeRun, seconds: float | None = None) -> int:
    """Make a decision on the change of fee of every draft of ``run`` and hand it to the director.

    Each in its own transaction; stops after ``seconds`` and goes on where it stopped when called again. What cannot be
    made is noted with the reason and tried again next time. Returns how many drafts are left.
    """
    demand(may_prepare_from(actor, run))
    end = None if seconds is None else time.monotonic() + seconds
    left = list(drafts_left(run).values_list("pk", flat=True))
    done = 0
    for key in left:
        if end is not None and done and time.monotonic() > end:
            break
        _prepare(actor, run, key)
        done += 1
    return len(left) - done


@transaction.atomic
def _prepare(actor: User, run: ChangeRun, key: int) -> None:
    draft = DraftAssessment.objects.select_related("application__office", "row").get(pk=key)
    locked(draft.application)
    problem, decision = "", _decision_of(draft)
    if decision is None:
        try:
            with transaction.atomic():
                decision = services.draft_kind(
                    actor=actor,
                    application=draft.application,
                    kind=DecisionKind.FEE_CHANGE,
                    facts=KindFacts(draft_assessment=draft.pk),
                )
                decision = services.submit(actor=actor, decision=decision)
        except DomainError as error:
            decision, problem = None, error.message
    RunDecision.objects.update_or_create(run=run, draft=draft, defaults={"decision": decision, "problem": problem})


def _decision_of(draft: DraftAssessment) -> Decision | None:
    """The decision that was made of ``draft`` already, whoever made it."""
    rows = Decision.objects.filter(
        application=draft.application, kind=DecisionKind.FEE_CHANGE, state__in=(*OPEN, DecisionState.APPROVED)
    )
    return next((row for row in rows if row.facts.get("draft_assessment") == draft.pk), None)


# --- approving a list -------------------------------------------------------------------------------------------------


@transaction.atomic
def order_batch(*, actor: User, decisions: Collection[int], confirmation: Confirmation) -> ApprovalBatch:
    """Take decisions that wait (their keys) into one list to approve; ``carry_on`` approves them.

    Raises ``DomainError`` ``nothing_chosen``, or ``not_waiting`` where one is not among those that ``actor`` may list.
    """
    office = actor.office
    demand(may_approve_lists(actor))
    if office is None or confirmation.user != actor.pk:
        raise DomainError("second_factor", "Potwierdź wspólne zatwierdzenie własnym kodem.", "token")
    if not decisions:
        raise DomainError("nothing_chosen", "Nie zaznaczono żadnej decyzji. Zaznacz te, które zatwierdzasz.")
    found = list(may_be_listed(actor).filter(pk__in=decisions).order_by("pk"))
    if len(found) != len(set(decisions)):
        raise DomainError(
            "not_waiting",
            "Część zaznaczonych decyzji nie czeka już na Twoje zatwierdzenie. Sprawdź listę i potwierdź jeszcze raz.",
        )
    batch = ApprovalBatch.objects.create(office=office, director=actor, confirmed_at=confirmation.at)
    BatchItem.objects.bulk_create(BatchItem(batch=batch, decision=decision) for decision in found)
    words = plural(len(found), "decyzja", "decyzje", "decyzji")
    record(
        actor=actor,
        office=office,
        verb="decisions.batch.order",
        sentence=f"Zlecono wspólne zatwierdzenie: {len(found)} {words}.",
        subject=batch,
    )
    return batch


def carry_on(*, actor: User, batch: ApprovalBatch, seconds: float | None = None) -> int:
    """Approve what waits in ``batch``, each decision in its own transaction; returns how many still wait.

    One that cannot be approved is noted with the reason and stops no other. Only the director who confirmed the list
    goes on with it, on the same day; may be called again at any time, also after a kill.
    """
    demand(may_approve_lists(actor))
    if batch.director_id != actor.pk:
        raise DomainError("not_yours", "Tę listę potwierdziła inna osoba i tylko ona może ją dokończyć.")
    if clock.local_day(batch.confirmed_at) != clock.today():
        raise DomainError(
            "old_confirmation",
            "Listę potwierdzono innego dnia. Pozostałe decyzje wybierz i potwierdź jeszcze raz.",
        )
    confirmation = Confirmation(actor.pk, batch.confirmed_at)
    end = None if seconds is None else time.monotonic() + seconds
    left = list(batch.items.filter(state=BatchState.WAITING).values_list("pk", flat=True))
    done = 0
    for key in left:
        if end is not None and done and time.monotonic() > end:
            break
        _approve(actor, key, confirmation)
        done += 1
    return len(left) - done


@transaction.atomic
def _approve(actor: User, key: int, confirmation: Confirmation) -> None:
    item = BatchItem.objects.select_for_update(of=("self",)).get(pk=key)
    if item.state != BatchState.WAITING:
        return
    decision = Decision.objects.select_related("office", "application").get(pk=item.decision_id)
    try:
        with transaction.atomic():
            services.approve(actor=actor, decision=decision, confirmation=confirmation)
        item.state = BatchState.APPROVED
    except Incomplete as error:
        item.state, item.problem = BatchState.FAILED, " ".join(problem.message for problem in error.problems)
    except DomainError as error:
        item.state, item.problem = BatchState.FAILED, error.message
    item.save(update_fields=["state", "problem"])
