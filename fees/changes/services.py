"""Writes of what changes: reviewing an income, starting a run and carrying it on, choosing a reading, making drafts.

Work is done in batches, each in its own transaction: a run that was killed goes on behind its last batch.
"""

import time
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from applications.models import Application, HouseholdType, Programme
from fees import engine
from fees.changes import access, selectors
from fees.changes.compare import Comparison, Law, Outcome, compare
from fees.changes.models import (
    ChangeRow,
    ChangeRun,
    DraftAssessment,
    IncomeReview,
    Reading,
    RunKind,
    TenPercent,
)
from fees.changes.ten_percent import PROVISION
from fees.models import Resolution
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import Office, User
from office.polish import plural, short_day, zloty
from office.selectors import figure_of, places
from office.services import record

BATCH = 1000
MOST_INVENTED = 10_000
_DRAFT_FIELDS = (
    "row", "application", "replaces", "amount", "free", "causes", "facts", "rules", "result", "engine_version",
    "digest", "made_by", "made_at",
)  # fmt: skip
Invented = tuple[str, int, Decimal, Decimal | None]


# --- income ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def review_income(
    *,
    actor: User,
    application: Application,
    household: str,
    persons: int,
    own_income: Decimal,
    other_income: Decimal,
    basis: str,
) -> IncomeReview:
    """Note the income and household of a running stay as established anew (złoty a month, in the sense of art. 8).

    It changes no fee: a run shows what would follow from it. ``basis`` says from which papers it is known.
    """
    demand(access.may_review_income(actor, application))
    if household not in HouseholdType.values:
        raise DomainError("household", "Wybierz gospodarstwo.", "household")
    single = household == HouseholdType.SINGLE
    if single != (persons == 1):
        raise DomainError(
            "persons", "Osoba samotnie gospodarująca to jedna osoba, a rodzina – co najmniej dwie.", "persons"
        )
    if single and other_income:
        raise DomainError(
            "other_income", "Osoba samotnie gospodarująca nie ma dochodu innych osób. Wpisz 0.", "other_income"
        )
    if not basis.strip():
        raise DomainError("basis", "Napisz, z jakich dokumentów wynika dochód.", "basis")
    review = IncomeReview.objects.create(
        application=application,
        household=household,
        persons=persons,
        own_income=own_income,
        other_income=other_income,
        basis=basis.strip(),
        made_by=actor,
        made_at=clock.now(),
    )
    record(
        actor=actor,
        office=application.office,
        verb="fees.income_review.made",
        sentence="Wpisano przegląd dochodu mieszkańca. Opłaty to nie zmienia.",
        subject=review,
        case=application.pk,
    )
    return review


# --- starting a run --------------------------------------------------------------------------------------------------


@transaction.atomic
def start_run(*, actor: User, on: date, resolution: Resolution | None = None) -> ChangeRun:
    """Start a run over all running stays for the day ``on``; with ``resolution`` a simulation of that act.

    Nothing is counted yet: ``carry_on`` does it. Raises ``DomainError`` ``retroactive`` for a day before tomorrow.
    """
    office = _office(actor)
    demand(access.may_simulate(actor) if resolution else access.may_review(actor))
    _refuse_the_past(on)
    if resolution is not None:
        _refuse_act(office, resolution)
    kind = RunKind.SIMULATION if resolution else RunKind.REVIEW
    total = selectors.running(office, on).count()
    return _start(ChangeRun(office=office, kind=kind, on=on, resolution=resolution, total=total), actor)


@transaction.atomic
def start_invented(
    *, actor: User, on: date, programme: Programme, incomes: Sequence[Invented], resolution: Resolution | None = None
) -> ChangeRun:
    """Start a simulation on invented incomes (household, persons, income, own income or None; złoty a month).

    Compared are today's rules with those of ``on``, or with ``resolution``.
    """
    office = _office(actor)
    demand(access.may_simulate(actor))
    _refuse_the_past(on)
    if resolution is not None:
        _refuse_act(office, resolution)
    if programme.office_id != office.pk:
        raise DomainError("programme", "Wybierz program własnego ośrodka.", "programme")
    if not incomes:
        raise DomainError("invented", "Tabela nie zawiera żadnego dochodu.", "file")
    if len(incomes) > MOST_INVENTED:
        raise DomainError("invented", f"Najwięcej {MOST_INVENTED} dochodów, a jest ich {len(incomes)}.", "file")
    table = [
        [household, persons, str(income), None if own is None else str(own)]
        for household, persons, income, own in incomes
    ]
    run = ChangeRun(
        office=office,
        kind=RunKind.INVENTED,
        on=on,
        resolution=resolution,
        programme=programme,
        invented=table,
        total=len(table),
    )
    return _start(run, actor)


def _office(actor: User) -> Office:
    demand(access.may_open(actor))
    if actor.office is None:
        raise DomainError("not_allowed", "Twoje konto nie należy do żadnego ośrodka.")
    return actor.office


def _refuse_the_past(on: date) -> None:
    today = clock.today()
    if on <= today:
        raise DomainError("retroactive", selectors.why_not_the_past(today), "on")


def _refuse_act(office: Office, resolution: Resolution) -> None:
    if resolution.municipality_id != office.municipality_id:
        raise DomainError("resolution", "Wybierz uchwałę własnej gminy.", "resolution")
    if not resolution.tables.exists():
        raise DomainError("resolution", f"Uchwała nr {resolution.number} nie ma wczytanej treści.", "resolution")


def _start(run: ChangeRun, actor: User) -> ChangeRun:
    figure_of(PROVISION, run.on)  # A gap in the law is named before anything is stored.
    run.made_by, run.made_at = actor, clock.now()
    run.save()
    record(
        actor=actor,
        office=run.office,
        verb=f"fees.change_run.{run.kind}",
        sentence=f"Zlecono zestawienie: {run}.",
        subject=run,
    )
    return run


# --- carrying it on --------------------------------------------------------------------------------------------------


def carry_on(*, actor: User, run: ChangeRun, seconds: float | None = None, batch: int = BATCH) -> ChangeRun:
    """Go on with what was asked of ``run``, batch by batch, until it is done or ``seconds`` have passed.

    May be called again at any time, also after a kill and by two people at once: no line is counted or drafted twice.
    """
    demand(access.may_see(actor, run))
    if run.kind == RunKind.REVIEW:
        demand(access.may_review(actor))
    end = None if seconds is None else time.monotonic() + seconds
    law = Law(run.office, run.on, run.resolution)
    while run.working:
        run = _one_batch(run.pk, law, actor, batch)
        if end is not None and time.monotonic() > end:
            break
    return run


@transaction.atomic
def _one_batch(key: int, law: Law, actor: User, batch: int) -> ChangeRun:
    run = ChangeRun.objects.select_for_update(of=("self",)).select_related("office", "resolution").get(pk=key)
    if run.counted_at is None:
        _count(run, law, batch)
    elif run.working:
        _draft(run, law, actor, batch)
    run.save(update_fields=["position", "done", "total", "counted_at", "drafted_at"])
    return run


def _count(run: ChangeRun, law: Law, batch: int) -> None:
    percent = figure_of(PROVISION, run.on)
    if run.kind == RunKind.INVENTED:
        rows = [
            _failed(run, line, found) if isinstance(found, str) else _row(run, compare(found, law, percent))
            for line, found in selectors.invented_after(run.position, batch, run, law, clock.today())
        ]
    else:
        rows = []
        for item in selectors.stays_after(run.position, batch, run.office, law):
            row = (
                _row(run, compare(item.stay, law, percent))
                if item.stay
                else _failed(run, item.line, selectors.NO_ASSESSMENT)
            )
            row.occupancy_id, row.application_id, row.assessment_id = item.line, item.application, item.assessment
            rows.append(row)
    ChangeRow.objects.bulk_create(rows)
    run.done += len(rows)
    if rows:
        run.position = rows[-1].line
    if len(rows) < batch:
        run.counted_at, run.position, run.total = clock.now(), 0, run.done


def _failed(run: ChangeRun, line: int, problem: str) -> ChangeRow:
    return ChangeRow(run=run, line=line, problem=problem[:600])


def _row(run: ChangeRun, found: Comparison) -> ChangeRow:
    stay, judgement = found.stay, found.judgement
    return ChangeRow(
        run=run,
        line=stay.line,
        review_id=stay.reviewed.key if stay.reviewed else None,
        household=found.after.household.value,
        persons=found.after.persons,
        income_before=stay.facts.income,
        income_after=found.after.income,
        old_amount=stay.amount,
        new_amount=found.new.result.amount if found.new else None,
        causes=_causes(found),
        ten_percent=judgement.status,
        ten_percent_figures=judgement.as_json(),
        amount_with_change=found.with_change,
        amount_without_change=found.without_change,
        problem=found.problem[:600],
    )


def _causes(found: Comparison) -> list[dict[str, str | None]]:
    return [{"cause": cause.value, "alone": None if alone is None else str(alone)} for cause, alone in found.causes]


# --- the 10% rule of a family ----------------------------------------------------------------------------------------


@transaction.atomic
def choose_reading(*, actor: User, row: ChangeRow, reading: str) -> ChangeRow:
    """Decide how art. 106 ust. 3b is read for the family of ``row``; the choice is logged with its figures."""
    run = ChangeRun.objects.select_for_update(of=("self",)).select_related("office", "resolution").get(pk=row.run_id)
    demand(access.may_see(actor, run))
    demand(access.may_see_persons(actor))
    if reading not in Reading.values:
        raise DomainError("reading", "Wybierz jedno z dwóch odczytań.", "reading")
    if run.drafts_at is not None:
        raise DomainError("drafted", "Projekty są już zlecone. Inne odczytanie wymaga nowego zestawienia.")
    row = ChangeRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.assessment is None or not (row.reading or row.ten_percent == TenPercent.UNDECIDED):
        raise DomainError("settled", "W tej pozycji nie ma czego rozstrzygać.")
    law = Law(run.office, run.on, run.resolution)
    found = compare(selectors.stay_of(row, law), law, figure_of(PROVISION, run.on), reading)
    if found.new is None:
        raise DomainError("changed", found.problem or _CHANGED)
    row.reading, row.new_amount = reading, found.new.result.amount
    row.ten_percent, row.causes = found.judgement.status, _causes(found)
    row.save(update_fields=["reading", "new_amount", "ten_percent", "causes"])
    place = places([PROVISION], clock.today())[PROVISION]
    record(
        actor=actor,
        office=run.office,
        verb="fees.change_row.reading",
        sentence=f"Zestawienie zmian opłat na dzień {short_day(run.on)}: przyjęto, że {place} porównuje "
        f"{_COMPARED[Reading(reading)]}; opłata {zloty(row.new_amount)}.",
        subject=row,
        case=row.application_id,
        detail={"reading": reading, "figures": row.ten_percent_figures},
    )
    return row


_COMPARED = {Reading.FAMILY: "zmianę dochodu całej rodziny", Reading.PER_PERSON: "zmianę dochodu na osobę w rodzinie"}
_CHANGED = "Od policzenia zestawienia zmieniły się zasady albo dochody. Zrób nowe zestawienie."


# --- drafts ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def order_drafts(*, actor: User, run: ChangeRun) -> ChangeRun:
    """Ask for drafts of all assessments of ``run`` whose fee changes; ``carry_on`` makes them.

    Drafts touch nothing in force. Asked for again, nothing happens. Raises ``DomainError`` ``undecided`` while the
    reading of the rule on small changes is open for a family, ``retroactive`` once the day has come.
    """
    run = ChangeRun.objects.select_for_update(of=("self",)).select_related("office", "resolution").get(pk=run.pk)
    demand(access.may_see(actor, run))
    demand(access.may_make_drafts(actor, run))
    if run.drafts_at is not None:
        return run
    _refuse_the_past(run.on)
    undecided = run.rows.filter(ten_percent=TenPercent.UNDECIDED).count()
    if undecided:
        words = plural(undecided, "pozycja czeka", "pozycje czekają", "pozycji czeka")
        raise DomainError("undecided", f"{undecided} {words} na rozstrzygnięcie, którą zmianę dochodu się porównuje.")
    run.drafts_at = clock.now()
    run.save(update_fields=["drafts_at"])
    record(
        actor=actor,
        office=run.office,
        verb="fees.change_run.drafts",
        sentence=f"Zlecono projekty obliczeń z zestawienia: {run}. W obowiązujących opłatach nic się nie zmienia.",
        subject=run,
    )
    return run


def _draft(run: ChangeRun, law: Law, actor: User, batch: int) -> None:
    percent = figure_of(PROVISION, run.on)
    rows = selectors.drafted_after(run.position, batch, run, law)
    drafts = []
    for row, stay in rows:
        found = compare(stay, law, percent, row.reading)
        if found.new is None or found.new.result.amount != row.new_amount:
            raise DomainError("changed", _CHANGED)
        drafts.append(_draft_of(row, found, found.new, law, actor))
    DraftAssessment.objects.bulk_create(
        drafts, update_conflicts=True, unique_fields=["occupancy", "on"], update_fields=list(_DRAFT_FIELDS)
    )
    if rows:
        run.position = rows[-1][0].line
    if len(rows) < batch:
        run.drafted_at = clock.now()


def _draft_of(row: ChangeRow, found: Comparison, new: Outcome, law: Law, actor: User) -> DraftAssessment:
    facts, result = engine.as_data(new.facts), engine.as_data(new.result)
    rules, rules_text = law.written(new.selected.rules)
    if row.application_id is None or row.occupancy_id is None or row.assessment_id is None:
        raise ValueError("only a row of a stay leads to a draft")
    return DraftAssessment(
        row=row,
        application_id=row.application_id,
        occupancy_id=row.occupancy_id,
        replaces_id=row.assessment_id,
        on=new.facts.on,
        amount=new.result.amount,
        free=new.result.free,
        causes=_causes(found),
        facts=facts,
        rules=rules,
        result=result,
        engine_version=new.result.engine_version,
        digest=engine.digest_of_texts(engine.as_text(facts), rules_text, engine.as_text(result)),
        made_by=actor,
        made_at=clock.now(),
    )
