"""Acts on one case's conditions: answers, waivers, leaving and the review of recommendations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from applications.access import may_see_health
from applications.models import Application
from applications.programmes.access import may_record_leaving, may_review, may_waive
from applications.programmes.conditions import Outcome, conditions
from applications.programmes.models import (
    ConditionWaiver,
    LeavingRecord,
    ProgrammeFacts,
    RecommendationsReview,
    StatementAnswer,
    TermsStatement,
)
from applications.programmes.selectors import terms_of
from applications.services.edit import Change, assign, open_for_change, save_and_note
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record

# The story of a life: the log says that it changed, never what it says.
_PRIVATE = frozenset({"residence_reason", "last_registration", "cannot_live_there"})


@dataclass(frozen=True, kw_only=True)
class FactsData:
    """Answers that conditions of a programme need. ``None`` and empty texts: not known yet."""

    resides_here: bool | None = None
    last_registration: str = ""
    stays_permanently: bool | None = None
    intends_to_stay: bool | None = None
    cannot_live_there: bool | None = None
    residence_reason: str = ""
    in_project: bool | None = None
    companions_in_project: bool | None = None


@transaction.atomic
def save_conditions(
    *,
    actor: User,
    application: Application,
    facts: FactsData | None = None,
    answers: Mapping[str, bool | None] | None = None,
    seen: datetime | None = None,
) -> Application:
    """Set what the programme asks; ``answers`` maps codes of its statements to yes, no, or not answered.

    Anything may be missing. Answers to questions of another programme stay as they are. Raises ``DomainError`` for a
    code that the programme does not ask, and as every change of an application does.
    """
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    row = ProgrammeFacts.objects.filter(application=fresh).first() or ProgrammeFacts(application=fresh)
    changes = assign(row, vars(facts or FactsData()), private=_PRIVATE)
    if changes:
        row.save()
    changes += _answer(actor, fresh, answers or {})
    return save_and_note(
        actor=actor, application=fresh, verb="save_conditions", what="Zmieniono warunki programu", changes=changes
    )


def _answer(actor: User, application: Application, answers: Mapping[str, bool | None]) -> list[Change]:
    terms = terms_of(application.programme, clock.today())
    asked: dict[str, TermsStatement] = {row.code: row for row in terms.statements.all()} if terms else {}
    if not answers.keys() <= asked.keys():
        raise DomainError("question_unknown", "Program nie zadaje takiego pytania. Odśwież stronę.")
    before = {row.code: row for row in application.statement_answers.all()}
    changes = []
    for code, answer in answers.items():
        old = before.get(code)
        if answer == (old.answer if old else None):
            continue
        if asked[code].health:
            demand(may_see_health(actor, application))
        if answer is None:
            StatementAnswer.objects.filter(application=application, code=code).delete()
        else:
            StatementAnswer.objects.update_or_create(application=application, code=code, defaults={"answer": answer})
        # Yes and no alone may tell of health: the log names the question by its number in the list.
        number = list(asked).index(code) + 1
        changes.append(Change(f"answer-{number}", f"odpowiedź na pytanie {number}", "", "", private=True))
    return changes


@transaction.atomic
def waive(*, actor: User, application: Application, code: str, reason: str) -> ConditionWaiver:
    """The director lets a condition of the office's own rules go.

    Raises ``DomainError`` where the condition is the statute's or its source names an exception of its own, where it
    is met already, and for an empty reason.
    """
    fresh = locked(application)
    demand(may_waive(actor, fresh))
    condition = next((each for each in conditions(fresh, clock.today()) if each.code == code), None)
    if condition is None:
        raise DomainError("condition_unknown", "Program nie ma już tego warunku. Odśwież stronę.", "code")
    if not condition.waivable:
        raise DomainError("condition_binding", _binding(condition.statutory, condition.source), "code")
    if condition.outcome in (Outcome.MET, Outcome.WAIVED):
        raise DomainError("condition_holds", "Ten warunek jest spełniony, więc nie ma od czego odstępować.", "code")
    return _note_waiver(actor, fresh, code, condition.words, reason, granted=True)


def _binding(statutory: bool, source: str) -> str:
    if statutory:
        return f"Ten warunek stawia ustawa ({source}), a od ustawy dyrektor nie może odstąpić."
    return f"Źródło warunku ({source}) samo mówi, kiedy jest wyjątek. Innego odstąpienia nie przewiduje."


@transaction.atomic
def take_back_waiver(*, actor: User, application: Application, code: str, reason: str) -> ConditionWaiver:
    """The condition counts again. Raises ``DomainError`` where nothing was waived, and for an empty reason."""
    fresh = locked(application)
    demand(may_waive(actor, fresh))
    latest = fresh.condition_waivers.filter(code=code).order_by("pk").last()
    if latest is None or not latest.granted:
        raise DomainError("not_waived", "Od tego warunku nie odstąpiono. Odśwież stronę.", "code")
    return _note_waiver(actor, fresh, code, latest.words, reason, granted=False)


def _note_waiver(
    actor: User, application: Application, code: str, words: str, reason: str, *, granted: bool
) -> ConditionWaiver:
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego. Bez uzasadnienia odstąpienia nie ma.", "reason")
    waiver = ConditionWaiver.objects.create(
        application=application,
        code=code,
        words=words[:300],
        granted=granted,
        reason=reason.strip(),
        decided_by=actor,
        decided_at=clock.now(),
    )
    # The condition may tell of health, and the reason of a life: both stay in the case, out of the log.
    record(
        actor=actor,
        office=application.office,
        verb=f"applications.condition.{'waive' if granted else 'take_back_waiver'}",
        sentence="Odstąpiono od warunku programu." if granted else "Cofnięto odstąpienie od warunku programu.",
        subject=waiver,
        case=application.pk,
    )
    return waiver


@transaction.atomic
def record_leaving(
    *, actor: User, application: Application, moved_in_on: date, left_on: date, recommendations: str = ""
) -> LeavingRecord:
    """Write down a stay that ended, from its first to its last day, for stays of the same person to come.

    ``recommendations``: what the team asks of the person meanwhile. Called by the move-out of a stay. Raises
    ``DomainError`` for days out of order or in the future, and where the stay of this case has its record already.
    """
    fresh = locked(application)
    demand(may_record_leaving(actor, fresh))
    if left_on < moved_in_on:
        raise DomainError("left_before_moving_in", "Ostatni dzień pobytu jest przed pierwszym.", "left_on")
    if left_on > clock.today():
        raise DomainError(
            "left_in_future", "Opuszczenie wpisuje się, w dniu, w którym nastąpiło, albo później.", "left_on"
        )
    if LeavingRecord.objects.filter(application=fresh).exists():
        raise DomainError("left_already", "Opuszczenie mieszkania w tej sprawie jest już wpisane.", "left_on")
    row = LeavingRecord.objects.create(
        application=fresh,
        moved_in_on=moved_in_on,
        left_on=left_on,
        recommendations=recommendations.strip(),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.leaving.record",
        sentence=f"Wpisano opuszczenie mieszkania: pobyt od {short_day(moved_in_on)} do {short_day(left_on)}.",
        subject=row,
        case=fresh.pk,
    )
    return row


@transaction.atomic
def review_recommendations(*, actor: User, leaving: LeavingRecord, met: bool, note: str) -> RecommendationsReview:
    """Write down whether the person carried out the team's recommendations, and what that rests on.

    Raises ``DomainError`` for an empty note.
    """
    fresh = locked(leaving.application)
    demand(may_review(actor, fresh))
    if not note.strip():
        raise DomainError("note_missing", "Napisz, na czym zespół oparł ocenę.", "note")
    review = RecommendationsReview.objects.create(
        record=leaving, met=met, note=note.strip(), reviewed_on=clock.today(), reviewed_by=actor
    )
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.leaving.review",
        sentence="Zespół ocenił wykonanie zaleceń po opuszczeniu mieszkania.",
        subject=review,
        case=fresh.pk,
    )
    return review
