"""Income as art. 8 u.p.s. determines it: each item, whether it counts and why, its arithmetic, and the sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from applications.earnings import incomes_of
from applications.income import GROSZ, ZERO, Farm, Foreign, Frame, InvalidIncome, OneOff, Way, less_alimony, source
from applications.income_words import RULE_OF, less_alimony_words, working
from applications.models import Application, HouseholdType, Income, IncomeCriterion, IncomeKind
from applications.selectors.kinds import local_list
from applications.states import ENDED, ApplicationState
from office import clock, polish
from office.errors import DomainError
from office.periods import first_of_month
from office.reading import remembered, remembered_on_page
from office.selectors import figure_of

TOO_SMALL_A_FARM = "ups.8.4.6"


@dataclass(frozen=True)
class WeighedIncome:
    """One monthly income in złoty and whether it counts, why, and by which provision (its code).

    ``person``: whose it is; ``source``: what kind; ``month``: the first day of the month that it comes from; ``own``:
    it is the person's, not another family member's. ``amount`` is what falls on the month that counts, after
    deductions; ``working`` is its arithmetic in Polish (empty for a net amount) and ``rule`` the code of the provision
    that it follows (may be empty). ``in_local_list``: whether the municipality's own closed list counts it into the
    base of the fee; always true where there is no such list. ``alimony``: what was taken off it for alimony paid.
    """

    person: str
    source: str
    month: date
    amount: Decimal
    counted: bool
    reason: str
    provision: str
    own: bool
    working: str = ""
    rule: str = ""
    in_local_list: bool = True
    alimony: Decimal = ZERO


@dataclass(frozen=True)
class IncomeFact:
    """One monthly income in złoty as it enters the fee, labelled "emerytura – Jan Fikcyjny (styczeń 2026)".

    ``counted`` is by art. 8 u.p.s.: the statutory exemption (art. 97 ust. 1) and the band ask nothing else.
    ``in_local_list`` says whether the closed list of the municipality's resolution (as in Kutno) holds this kind; a
    percentage of the person's own income is taken of items with ``counted and in_local_list`` only. Without such a
    list it is always true. ``working`` is the arithmetic in Polish, ``rule`` the code of its provision; either may be
    empty.
    """

    label: str
    amount: Decimal
    counted: bool
    reason: str
    provision: str
    own: bool
    working: str = ""
    rule: str = ""
    in_local_list: bool = True


@dataclass(frozen=True)
class HouseholdFacts:
    """The household for the fee: ``household`` is a ``HouseholdType`` or empty; ``persons`` with the applicant."""

    household: str
    persons: int
    incomes: tuple[IncomeFact, ...]


def weighed_incomes(application: Application, on: date) -> list[WeighedIncome]:
    """All incomes of the household, each determined and counted or not by the law in force on ``on``.

    A declared lack of own income is an item of 0 zł. Raises ``DomainError`` where the law tables do not say for that
    day what is needed (whether a kind counts, the amount for a hectare, the criterion): nothing is guessed.
    """
    return list(remembered_on_page(("weighed", application.pk, on), lambda: _weighed_incomes(application, on)))


def _weighed_incomes(application: Application, on: date) -> list[WeighedIncome]:
    rows = incomes_of(application)
    items = [_weighed(application, row, law, on) for law in [_law(application, rows, on)] for row in rows]
    items = _after_alimony(application, rows, items)
    month = application.reference_month
    if application.no_income and month is not None and not any(item.own for item in items):
        items.insert(0, _no_income(application, month))
    return items


def household_facts(application: Application, on: date) -> HouseholdFacts:
    """The household and its incomes as ``weighed_incomes`` has them on ``on``. Raises ``DomainError`` likewise."""
    facts = tuple(_fact(item) for item in weighed_incomes(application, on))
    return HouseholdFacts(application.household_type, _persons(application), facts)


def _fact(item: WeighedIncome) -> IncomeFact:
    return IncomeFact(
        label=f"{item.source} – {item.person} ({polish.month(item.month)})",
        amount=item.amount,
        counted=item.counted,
        reason=item.reason,
        provision=item.provision,
        own=item.own,
        working=item.working,
        rule=item.rule,
        in_local_list=item.in_local_list,
    )


def _persons(application: Application) -> int:
    return 1 if application.household_type == HouseholdType.SINGLE else 1 + application.members.count()


# --- the law of the day ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Law:
    """What the law of one day says for one application: the kinds by code, the local list, and the figures."""

    kinds: dict[str, IncomeKind]
    local: frozenset[str]
    frame: Frame


def _law(application: Application, rows: Sequence[Income], on: date) -> _Law:
    codes, municipality = {row.kind.code for row in rows}, application.office.municipality_id
    kinds = remembered(("income kinds", on), lambda: list(IncomeKind.objects.on(on)))
    return _Law(
        kinds={kind.code: kind for kind in kinds if kind.code in codes},
        local=remembered(
            ("local list", municipality, on),
            lambda: frozenset(local_list(municipality, on).values_list("kind", flat=True)),
        ),
        frame=_frame(application, rows, on),
    )


def _frame(application: Application, rows: Iterable[Income], on: date) -> Frame:
    """The months and, where an income needs them, the figures in force on ``on``."""
    lodged = first_of_month(application.received_on or on)
    granted = application.state == ApplicationState.GRANTED and application.stay_from is not None
    frame = Frame(
        month=application.reference_month or lodged,
        application_month=lodged,
        benefit_from=first_of_month(application.stay_from) if granted and application.stay_from else None,
    )
    if not {row.way for row in rows} & {Way.FARM, Way.ONE_OFF}:
        return frame
    criterion = IncomeCriterion.objects.on(on).order_by("-valid_from").first()
    if criterion is None:
        raise DomainError(
            "no_criterion",
            f"Brak kryterium dochodowego na dzień {polish.short_day(on)}. "
            "Dodaje je administrator danych merytorycznych w „Opłaty i uchwały”, część „Kryterium dochodowe”.",
        )
    single = application.household_type == HouseholdType.SINGLE
    return replace(
        frame,
        hectare=criterion.hectare,
        farm_from=figure_of(TOO_SMALL_A_FARM, on),
        criterion=criterion.single if single else criterion.family * _persons(application),
        times=int(figure_of("ups.8.11.1" if single else "ups.8.11.2", on)),
        spread_months=int(figure_of("ups.8.11", on)),
    )


# --- one item --------------------------------------------------------------------------------------------------------


def _weighed(application: Application, income: Income, law: _Law, on: date) -> WeighedIncome:
    kind = law.kinds.get(income.kind.code)
    if kind is None:
        raise DomainError(
            "income_kind_missing",
            f"Lista rodzajów dochodu nie mówi, czy „{income.kind.name}” wlicza się dnia {polish.short_day(on)}. "
            "Uzupełnia ją administrator w Ustawieniach (Rodzaje dochodów).",
        )
    whose = income.member.name if income.member else application.person.full_name
    try:
        found = source(income.way, income)
    except InvalidIncome as error:
        raise DomainError(
            "income_facts",
            f"Dochód „{kind.name}” – {whose} ma dane, których nie da się policzyć. Popraw go we wniosku.",
        ) from error
    monthly = found.monthly(law.frame)
    if isinstance(found, OneOff) and not application.household_type:
        raise DomainError(
            "household_missing",
            "Nie wiadomo, z którym kryterium porównać dochód jednorazowy. Zaznacz, jak osoba gospodaruje.",
        )
    too_small = isinstance(found, Farm) and not monthly.counted
    return WeighedIncome(
        person=whose,
        source=kind.name,
        month=income.month,
        amount=monthly.amount,
        counted=kind.counted and monthly.counted,
        reason="ustawa pomija dochód z tak małego gospodarstwa" if too_small else kind.reason,
        provision=TOO_SMALL_A_FARM if too_small else kind.provision,
        own=income.member_id is None,
        working=working(found, monthly, law.frame),
        rule=RULE_OF.get(type(found), ""),
        in_local_list=not law.local or kind.code in law.local,
    )


def _after_alimony(
    application: Application, rows: Sequence[Income], items: Sequence[WeighedIncome]
) -> list[WeighedIncome]:
    """The items less the alimony that each person pays to others; it is taken off what counts, down to nothing."""
    paid = {None: application.alimony_paid} | {row.member_id: row.member.alimony_paid for row in rows if row.member}
    left = list(items)
    for payer, alimony in paid.items():
        own = [index for index, row in enumerate(rows) if row.member_id == payer and alimony and left[index].counted]
        taken = less_alimony([left[index].amount for index in own], alimony)
        for index, off in zip(own, taken, strict=True):
            left[index] = _less(left[index], off)
    return left


def _less(item: WeighedIncome, off: Decimal) -> WeighedIncome:
    if not off:
        return item
    amount = item.amount - off
    return replace(item, amount=amount, alimony=off, working=less_alimony_words(item.working, amount, off))


def _no_income(application: Application, month: date) -> WeighedIncome:
    return WeighedIncome(
        person=application.person.full_name,
        source="brak dochodów",
        month=month,
        amount=ZERO,
        counted=True,
        reason="osoba oświadczyła, że nie ma dochodów",
        provision="ups.8.3",
        own=True,
    )


# --- the whole, as people read it ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IncomeStatement:
    """The income of a household as the decision will print it, in złoty a month.

    ``total``: the income compared with the criterion (of the person, or of the whole family); ``own_total``: the
    person's; ``per_person`` is rounded for the eye only. ``problem`` says why nothing could be determined.
    ``entered``: whether any income was entered. ``notes``: what to look at before the decision.
    """

    household: str
    persons: int
    items: tuple[WeighedIncome, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    entered: bool = False
    local: bool = False

    @property
    def total(self) -> Decimal:
        """The counted income of the household."""
        return sum((item.amount for item in self.items if item.counted), ZERO)

    @property
    def own_total(self) -> Decimal:
        """The counted income of the person who asks for support."""
        return sum((item.amount for item in self.items if item.counted and item.own), ZERO)

    @property
    def per_person(self) -> Decimal:
        """The family's income divided by its persons, to a grosz, for the eye: nothing is compared with it."""
        return (self.total / self.persons).quantize(GROSZ, ROUND_HALF_UP)

    @property
    def is_family(self) -> bool:
        """Whether the person keeps house in a family."""
        return self.household == HouseholdType.FAMILY

    @property
    def sentence(self) -> str:
        """The sum in words and figures."""
        if not self.is_family:
            return f"Dochód osoby: {polish.zloty(self.total)} miesięcznie."
        return (
            f"Dochód rodziny: {polish.zloty(self.total)} miesięcznie, "
            f"w tym własny osoby {polish.zloty(self.own_total)}. "
            f"Na osobę: {polish.zloty(self.total)} ÷ {self.persons} = {polish.zloty(self.per_person)}."
        )


def income_day(application: Application) -> date:
    """The day whose law determines the income: today, or of a finished case the day on which it was finished."""
    if application.state in ENDED:
        return timezone.localdate(application.updated_at)
    return clock.today()


def income_statement(application: Application, on: date) -> IncomeStatement:
    """The income of the household by the law in force on ``on``; what cannot be determined is said in ``problem``."""
    bare = IncomeStatement(application.household_type, _persons(application))
    try:
        items = tuple(weighed_incomes(application, on))
    except DomainError as error:
        return replace(bare, problem=error.message, entered=True)
    foreign = any(item.rule == RULE_OF[Foreign] for item in items)
    return replace(
        bare,
        items=items,
        entered=bool(items),
        local=not all(item.in_local_list for item in items),
        notes=tuple(stale_rates(application, on)) if foreign else (),
    )


def stale_rates(application: Application, on: date) -> list[str]:
    """What to mend before a decision of ``on``: currency rates of another day (art. 8 ust. 13 u.p.s.)."""
    rows = application.incomes.filter(way=Way.FOREIGN).select_related("kind").order_by("pk")
    return [stale_rate(row, on) for row in rows if row.rate_date != on]


def stale_rate(income: Income, on: date) -> str:
    """That the rate of a foreign income is not of the day ``on``."""
    day = polish.short_day(income.rate_date) if income.rate_date else "nieznanego dnia"
    return (
        f"Dochód „{income.kind.name}” przeliczono po kursie {income.currency} z {day} (tabela nr {income.rate_table}), "
        "a liczy się średni kurs NBP z dnia wydania decyzji. "
        f"Przed decyzją {polish.short_day(on)} wpisz kurs i numer tabeli z tego dnia."
    )
