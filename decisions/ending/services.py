"""From evidence to a draft revocation: the party is told, may speak, and only then is anything drafted."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from applications.letters.filling import days_in_words
from applications.letters.services import issue_letter, mark_delivered, mark_sent
from applications.models import Application
from applications.services import locked
from decisions.ending.selectors import GROUND, TERM, about_of, close_terms_of, evidence_for, heard_of, last_notice
from decisions.kinds import DecisionKind
from decisions.kinds.facts import KindFacts
from decisions.kinds.hearing import BY_LETTER, BY_RECORD
from decisions.kinds.possible import may_draft_kind
from decisions.models import Decision, RevocationNotice
from decisions.services import Justification, draft_kind
from office import clock
from office.access import demand
from office.deadlines.services import close, open_deadline
from office.errors import DomainError
from office.letters.selectors import standing_entries
from office.models import Deadline, LetterEntry, User
from office.polish import short_day
from office.services import record


@transaction.atomic
def give_notice(
    *,
    actor: User,
    application: Application,
    rule: str,
    entries: Collection[int],
    own_evidence: Sequence[str] = (),
    days: int,
    remarks: str = "",
) -> RevocationNotice:
    """Tell the party of a revocation that is considered: by which ``rule``, on which evidence, ``days`` to speak.

    ``entries`` are keys of the log of the stay that ``actor`` may read. Issues the letter "revocation". Raises
    ``DomainError`` without a rule or evidence, and while an earlier notice about the decision still waits.
    """
    fresh = locked(application)
    option = may_draft_kind(actor, fresh, DecisionKind.REVOCATION, clock.today())
    demand(option.verdict)
    concerns = option.concerned[-1]
    earlier = last_notice(fresh, [concerns])
    if earlier is not None and not earlier.over(clock.today()):
        raise DomainError(
            "notice_waits", "Zawiadomienie już wysłano, a czas na wypowiedzenie się jeszcze nie minął. Odśwież stronę."
        )
    chosen = [row for row in evidence_for(actor, fresh)[0] if row.entry in entries]
    words = [f"{short_day(row.day)}: {row.with_rule}" for row in chosen]
    words += [line.strip() for line in own_evidence if line.strip()]
    if not rule.strip():
        raise DomainError("rule", "Wskaż punkt zasad pobytu, który naruszono.", "rule")
    if not words:
        raise DomainError("evidence", "Zaznacz albo wpisz co najmniej jeden dowód: bez dowodów nie ma sprawy.", "own")
    letter = issue_letter(
        actor=actor,
        application=fresh,
        code="revocation",
        values={
            "decyzja": concerns.named,
            "naruszenie": rule.strip(),
            "dowody": words,
            "dni": days_in_words(days),
            "uwagi": remarks,
        },
    )
    notice = RevocationNotice.objects.create(
        application=fresh,
        concerns=concerns,
        rule=rule.strip(),
        evidence=words,
        entries=[row.entry for row in chosen],
        days=days,
        letter=letter,
        made_by=actor,
        made_at=clock.now(),
    )
    record(
        actor=actor,
        office=fresh.office,
        verb="decisions.ending.notice",
        sentence=f"Sporządzono zawiadomienie przed uchyleniem decyzji nr {concerns.number} (pismo nr {letter.number}).",
        subject=notice,
        case=fresh.pk,
    )
    return notice


@transaction.atomic
def note_delivery(
    *,
    actor: User,
    notice: RevocationNotice,
    way: str = "",
    sent_on: date | None = None,
    delivered_on: date | None = None,
) -> Deadline:
    """Enter how the notice went out and when it was delivered, and put the time to speak on the board.

    What the page of letters already holds is not asked for again.
    """
    fresh = locked(notice.application)
    demand(may_draft_kind(actor, fresh, DecisionKind.REVOCATION, clock.today()).verdict)
    steps = {one.step for one in standing_entries(notice.letter)}
    if LetterEntry.Step.SENT not in steps:
        if sent_on is None:
            raise DomainError("sent_on", "Wpisz, kiedy wysłano albo wręczono zawiadomienie.", "sent_on")
        mark_sent(actor=actor, application=fresh, letter=notice.letter, way=way, on=sent_on)
    if LetterEntry.Step.DELIVERED not in steps:
        if delivered_on is None:
            raise DomainError("delivered_on", "Wpisz, kiedy zawiadomienie doręczono.", "delivered_on")
        mark_delivered(actor=actor, application=fresh, letter=notice.letter, on=delivered_on)
    heard = heard_of(RevocationNotice.objects.select_related("letter").get(pk=notice.pk))
    if heard.on_board is not None:
        raise DomainError("on_board", "Ten termin jest już na tablicy. Odśwież stronę.")
    assert heard.delivered_on is not None  # noqa: S101 - entered above
    return open_deadline(
        actor=actor,
        office=fresh.office,
        kind=TERM,
        event_on=heard.delivered_on,
        case=fresh.pk,
        about=about_of(notice),
        count=notice.days,
    )


@transaction.atomic
def draft_revocation(*, actor: User, notice: RevocationNotice, effective_on: date, statement: str = "") -> Decision:
    """A draft revocation by the notice's rule and evidence, after the party spoke (``statement``) or the time passed.

    The premise is art. 11 ust. 2 with art. 106 ust. 5 u.p.s.; the worker can change the draft as any other.
    """
    fresh = locked(notice.application)
    demand(may_draft_kind(actor, fresh, DecisionKind.REVOCATION, clock.today()).verdict)
    heard = heard_of(notice)
    if heard.delivered_on is None or heard.term is None:
        raise DomainError(
            "not_delivered", "Najpierw wpisz, kiedy doręczono zawiadomienie: strona musi móc się wypowiedzieć."
        )
    if not heard.over(clock.today()) and not statement.strip():
        raise DomainError(
            "still_time",
            f"Strona może się wypowiedzieć do {short_day(heard.term.last_day)}. Poczekaj albo wpisz, co powiedziała.",
            "statement",
        )
    over = heard.over(clock.today())
    spoke = (
        f"Strona wypowiedziała się: {statement.strip()}"
        if statement.strip()
        else (f"Strona nie wypowiedziała się do {short_day(heard.term.last_day)}.")
    )
    decision = draft_kind(
        actor=actor,
        application=fresh,
        kind=DecisionKind.REVOCATION,
        concerns=notice.concerns,
        facts=KindFacts(
            ground=GROUND,
            effective_on=effective_on,
            evidence=tuple(words.rstrip(".;") for words in notice.evidence),
            # Whoever spoke before the time was over was heard on the day on which that was written down.
            heard_how=BY_LETTER if over else BY_RECORD,
            heard_on=heard.term.last_day if over else clock.today(),
        ),
        justification=Justification(f"Naruszono zasady pobytu: {notice.rule}. {spoke}"),
    )
    for deadline in close_terms_of(notice):
        close(actor=actor, deadline=deadline, closed_on=clock.today(), how="Strona mogła się wypowiedzieć.")
    return decision
