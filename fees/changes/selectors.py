"""Reads of what changes: running stays, runs and their rows, totals, the distribution of fees."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast

from apartments.models import Occupancy
from apartments.states import OccupancyState
from applications.models import Application
from fees import engine
from fees.calculator import plain_facts
from fees.changes.access import may_see_persons
from fees.changes.compare import Comparison, Law, Reviewed, Stay, compare
from fees.changes.models import Cause, ChangeRow, ChangeRun, DraftAssessment, IncomeReview, RunKind, TenPercent
from fees.changes.ten_percent import PROVISION
from fees.models import Assessment, FeePart, Resolution
from fees.periods.selectors import fee_on
from fees.selectors import determine
from office import clock
from office.errors import DomainError
from office.models import Office, User
from office.periods import first_of_month
from office.polish import short_day, zloty
from office.selectors import cited, figure_of

NO_ASSESSMENT = "Pobyt nie ma obliczenia odpłatności z dnia decyzji albo wcześniejszego. Sprawdź sprawę."
_BINS = 8


# --- running stays ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Running:
    """One running stay as read: keys of its rows, and what is compared (None: no assessment)."""

    line: int
    application: int
    assessment: int | None
    stay: Stay | None


def running(office: Office, on: date) -> QuerySet[Occupancy]:
    """The stays of an office that were granted and have not ended by ``on``."""
    not_ended = Q(period_to__isnull=True) | Q(period_to__gte=on)
    return Occupancy.objects.filter(not_ended, application__office=office, state=OccupancyState.GRANTED)


def stays_after(position: int, size: int, office: Office, law: Law) -> list[Running]:
    """The next ``size`` running stays behind the key ``position``, each with the assessment its decision used.

    Three queries, however many stays. The assessment is the newest one of a day not after the decision.
    """
    rows = list(
        running(office, law.on)
        .filter(pk__gt=position)
        .order_by("pk")
        .values_list("pk", "application_id", "application__programme_id", "place__apartment_id")[:size]
    )
    if not rows:
        return []
    span = {"occupancy_id__gt": position, "occupancy_id__lte": rows[-1][0]}
    assessed: dict[int, tuple[Any, ...]] = {}
    found = (
        Assessment.objects.filter(_decided(law.on), **span, application__office=office)
        .order_by("occupancy_id", "pk")
        .values_list("occupancy_id", "pk", "periods", "amount", _text("facts"), _text("rules"))
    )
    for occupancy, *rest in found.iterator():
        assessed[occupancy] = tuple(rest)
    parts = _parts([key for key, periods, *_ in assessed.values() if periods > 1], law.on)
    assessed = {key: (row[0], *parts.get(row[0], row[2:])) for key, row in assessed.items()}
    reviewed = _reviews(row[1] for row in rows)
    return [
        Running(line, application, *_stay(line, where, assessed.get(line), reviewed.get(application), law))
        for line, application, *where in rows
    ]


def _decided(on: date) -> Q:
    """Assessments that a decision rests on: of the grant, or of a change that works on ``on`` already."""
    return Q(basis_number="", on__lte=F("occupancy__basis_date")) | (~Q(basis_number="") & Q(on__lte=on))


def _parts(keys: Iterable[int], day: date) -> dict[int, tuple[Decimal, str, str]]:
    """Amount, facts and rules (JSON) of the period of ``day``, by the key of a fee that has several."""
    listed = list(keys)
    if not listed:
        return {}
    rows = FeePart.objects.filter(assessment__in=listed, period_from__lte=day).order_by("number")
    columns = ("assessment_id", "amount", _text("facts"), _text("rules"))
    return {key: (amount, facts, rules) for key, amount, facts, rules in rows.values_list(*columns)}


def _text(name: str) -> Cast:
    return Cast(name, TextField())


def _reviews(applications: Iterable[int]) -> dict[int, Reviewed]:
    """The newest review of each application."""
    rows = IncomeReview.objects.filter(application__in=list(applications)).order_by("pk")
    columns = ("application_id", "pk", "household", "persons", "own_income", "other_income")
    return {application: Reviewed(*rest) for application, *rest in rows.values_list(*columns)}


def _stay(
    line: int, where: Sequence[int], assessed: tuple[Any, ...] | None, reviewed: Reviewed | None, law: Law
) -> tuple[int | None, Stay | None]:
    if assessed is None:
        return None, None
    key, amount, facts, rules = assessed
    programme, apartment = where
    return key, Stay(
        line, programme, apartment, engine.facts_from(json.loads(facts)), law.stored(rules), amount, reviewed
    )


def compared(office: Office, law: Law, size: int = 1000) -> Iterator[tuple[Running, Comparison | None]]:
    """Every running stay with its comparison, computed now and stored nowhere."""
    percent, position = figure_of(PROVISION, law.on), 0
    while batch := stays_after(position, size, office, law):
        for item in batch:
            yield item, compare(item.stay, law, percent) if item.stay else None
        position = batch[-1].line


def drafted_after(position: int, size: int, run: ChangeRun, law: Law) -> list[tuple[ChangeRow, Stay]]:
    """The next ``size`` rows of a run whose fee changes, each with the stay to assess anew. Two queries at most."""
    rows = list(
        run.rows.filter(line__gt=position, new_amount__isnull=False, assessment__isnull=False)
        .exclude(new_amount=F("old_amount"))
        .select_related("review", "application", "occupancy__place")
        .annotate(
            facts_text=_text("assessment__facts"),
            rules_text=_text("assessment__rules"),
            periods=F("assessment__periods"),
        )
        .order_by("line")[:size]
    )
    parts = _parts([row.assessment_id for row in rows if row.assessment_id and row.periods > 1], run.on)
    found: list[tuple[ChangeRow, Stay]] = []
    for row in rows:
        part = parts.get(row.assessment_id or 0)
        facts, rules = (part[1], part[2]) if part else (row.facts_text, row.rules_text)
        found.append((row, _stay_of(row, facts, rules, law)))
    return found


def stay_of(row: ChangeRow, law: Law) -> Stay:
    """The stay of one row, as it was compared. The row has an assessment."""
    if row.assessment is None:
        raise ValueError("a row without an assessment was not compared")
    fee = fee_on(row.assessment, row.run.on)
    return _stay_of(row, json.dumps(fee.facts), json.dumps(fee.rules), law)


def _stay_of(row: ChangeRow, facts: str, rules: str, law: Law) -> Stay:
    review, application = row.review, row.application
    apartment = row.occupancy.place.apartment_id if row.occupancy else None
    if application is None or application.programme_id is None or row.old_amount is None:
        raise ValueError("a row of a stay names its case and its fee")
    reviewed = None
    if review is not None:
        reviewed = Reviewed(review.pk, review.household, review.persons, review.own_income, review.other_income)
    read = engine.facts_from(json.loads(facts))
    return Stay(row.line, application.programme_id, apartment, read, law.stored(rules), row.old_amount, reviewed)


@dataclass(frozen=True, slots=True)
class StayRow:
    """A running stay in the list of incomes: the income of the decision, and of the newest review."""

    occupancy: Occupancy
    decided: Decimal | None
    review: IncomeReview | None


def running_list(office: Office, on: date) -> QuerySet[Occupancy]:
    """The running stays by name."""
    rows = running(office, on).select_related("application__person", "application__programme")
    return rows.order_by("application__person__last_name", "application__person__first_name", "pk")


def with_incomes(stays: Sequence[Occupancy]) -> list[StayRow]:
    """A page of running stays with the income of the last decision and the newest review of each."""
    decided: dict[int, Decimal] = {}
    found = Assessment.objects.filter(_decided(clock.today()), occupancy__in=stays).order_by("pk")
    for occupancy, facts in found.values_list("occupancy_id", "facts"):
        decided[occupancy] = engine.facts_from(facts).income
    reviews: dict[int, IncomeReview] = {}
    for review in IncomeReview.objects.filter(application__in=[stay.application_id for stay in stays]).order_by("pk"):
        reviews[review.application_id] = review
    return [StayRow(stay, decided.get(stay.pk), reviews.get(stay.application_id)) for stay in stays]


def decided_facts(application: Application) -> engine.Facts | None:
    """The facts that the decision of a running stay rests on."""
    assessment = (
        Assessment.objects.filter(
            _decided(clock.today()),
            application=application,
            occupancy__state=OccupancyState.GRANTED,
        )
        .order_by("-pk")
        .first()
    )
    return engine.facts_from(assessment.facts) if assessment else None


def reviews_of(application: Application) -> QuerySet[IncomeReview]:
    """The reviews of one stay, the newest first."""
    return IncomeReview.objects.filter(application=application).select_related("made_by").order_by("-pk")


def granted_to(user: User) -> QuerySet[Application]:
    """The cases of the user's office that have a granted place: whose income may be reviewed."""
    rows = Application.objects.filter(occupancies__state=OccupancyState.GRANTED).distinct()
    rows = rows.select_related("person", "office", "programme")
    return rows.filter(office=user.office) if user.office and may_see_persons(user) else rows.none()


# --- invented incomes ------------------------------------------------------------------------------------------------


def invented_after(position: int, size: int, run: ChangeRun, law: Law, today: date) -> list[tuple[int, Stay | str]]:
    """The next invented incomes behind line ``position``: a stay under the rules of ``today``, or why there is none."""
    found: list[tuple[int, Stay | str]] = []
    for line, (household, persons, income, own) in enumerate(run.invented[position : position + size], position + 1):
        facts = plain_facts(today, household, persons, Decimal(income), None if own is None else Decimal(own))
        try:
            selected = law.former(run.programme_id or 0, None, facts, today)
            amount = determine(facts, selected).amount
        except DomainError as error:
            found.append((line, error.message))
        else:
            found.append((line, Stay(line, run.programme_id or 0, None, facts, selected.rules, amount)))
    return found


# --- runs and rows ---------------------------------------------------------------------------------------------------


def runs_for(user: User) -> QuerySet[ChangeRun]:
    """The runs that ``user`` may read, the newest first: without personal data only simulations."""
    rows = ChangeRun.objects.filter(office_id=user.office_id) if user.office_id else ChangeRun.objects.none()
    if not may_see_persons(user):
        rows = rows.exclude(kind=RunKind.REVIEW)
    return rows.select_related("made_by", "resolution__municipality", "programme", "office").order_by("-pk")


def acts_to_simulate(office: Office) -> QuerySet[Resolution]:
    """The acts of the municipality that have a table, in force or not."""
    rows = Resolution.objects.filter(municipality=office.municipality, tables__isnull=False).distinct()
    return rows.select_related("municipality").order_by("-valid_from")


def why_not_the_past(today: date) -> str:
    """That no fee changes backwards, and which way the past goes, with the provisions as printed on ``today``."""
    texts = cited(("ups.98a", "ups.104", "ups.106.5"), today)
    return (
        "Opłata może się zmienić najwcześniej od jutra: decyzja o zmianie działa na przyszłość "
        f"({texts['ups.106.5']}). "
        f"Przeszłość rozlicza się osobno: zwrot różnicy, gdy opłatę ustalono na podstawie nieprawdziwych informacji "
        f"albo nie zgłoszono zmiany ({texts['ups.98a']}), i należności ({texts['ups.104']}). "
        f"Wpisz dzień późniejszy niż {short_day(today)}."
    )


FILTERS: dict[str, tuple[str, Q]] = {
    "changed": ("zmiana opłaty", Q(new_amount__isnull=False) & ~Q(new_amount=F("old_amount"))),
    "more": ("płaci więcej", Q(new_amount__gt=F("old_amount"))),
    "less": ("płaci mniej", Q(new_amount__lt=F("old_amount"), new_amount__gt=0)),
    "free": ("przestaje płacić", Q(new_amount=0, old_amount__gt=0)),
    "same": ("bez zmiany", Q(new_amount=F("old_amount"))),
    "undecided": ("do rozstrzygnięcia", Q(ten_percent=TenPercent.UNDECIDED)),
    "problem": ("nie da się obliczyć", ~Q(problem="")),
}


def rows_of(run: ChangeRun, *, which: str = "", cause: str = "") -> QuerySet[ChangeRow]:
    """The rows of a run in the order of its lines; ``which`` is a key of ``FILTERS``."""
    rows = run.rows.select_related(
        "application__person", "application__programme", "occupancy", "assessment", "run", "review"
    )
    if which in FILTERS:
        rows = rows.filter(FILTERS[which][1])
    if cause in Cause.values:
        # The list of causes is written by us and names each between quotation marks, on either database.
        rows = rows.annotate(causes_text=_text("causes")).filter(causes_text__contains=f'"{cause}"')
    return rows.order_by("line")


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a run, złoty a month; ``compared`` are the rows with a fee before and after."""

    compared: int
    old: Decimal
    new: Decimal
    counts: dict[str, int]
    causes: dict[str, int]

    @property
    def difference(self) -> Decimal:
        """By how much the office's fees of a month change."""
        return self.new - self.old


def totals(run: ChangeRun) -> Totals:
    """The sums of all rows that are counted by now. Two queries."""
    settled = Q(new_amount__isnull=False, old_amount__isnull=False)
    found = run.rows.aggregate(
        compared=Count("pk", filter=settled),
        old=Sum("old_amount", filter=settled),
        new=Sum("new_amount", filter=settled),
        **{f"n_{name}": Count("pk", filter=condition) for name, (_, condition) in FILTERS.items()},
    )
    causes = dict.fromkeys(Cause.values, 0)
    for listed in run.rows.exclude(causes=[]).values_list("causes", flat=True):
        for item in listed:
            causes[item["cause"]] += 1
    zero = Decimal("0.00")
    counts = {name: found[f"n_{name}"] for name in FILTERS}
    return Totals(found["compared"], found["old"] or zero, found["new"] or zero, counts, causes)


@dataclass(frozen=True, slots=True)
class Bin:
    """How many pay how much: above ``above`` up to ``up_to`` złoty (the first bin: nothing)."""

    label: str
    old: int
    new: int


def distribution(run: ChangeRun) -> list[Bin]:
    """How old and new fees are spread: who pays nothing, then eight equal steps up to the highest fee."""
    settled = run.rows.filter(new_amount__isnull=False, old_amount__isnull=False)
    highest = settled.aggregate(old=Max("old_amount"), new=Max("new_amount"))
    top = max(highest["old"] or 0, highest["new"] or 0)
    step = max(Decimal(10), (Decimal(top) / _BINS / 10).to_integral_value("ROUND_CEILING") * 10)
    old, new, zero = [0] * (_BINS + 1), [0] * (_BINS + 1), Decimal(0)
    for before, after in settled.values_list("old_amount", "new_amount").iterator():
        old[_bin(before or zero, step)] += 1
        new[_bin(after or zero, step)] += 1
    labels = ["nieodpłatnie", *(f"do {zloty(step * number)}" for number in range(1, _BINS + 1))]
    return [Bin(label, *pair) for label, *pair in zip(labels, old, new, strict=True)]


def _bin(amount: Decimal, step: Decimal) -> int:
    return int((amount / step).to_integral_value("ROUND_CEILING"))


def drafts_of(run: ChangeRun) -> QuerySet[DraftAssessment]:
    """The drafts that rest on a run."""
    return DraftAssessment.objects.filter(row__run=run).order_by("pk")


def drafts_for(application: Application) -> QuerySet[DraftAssessment]:
    """The drafts of new assessments of a case, the earliest day first: what a decision of change may start from."""
    return DraftAssessment.objects.filter(application=application).select_related("row__run").order_by("on")


def next_first_day(today: date) -> date:
    """The first day of the next month: when fees usually change."""
    first = first_of_month(today)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
