"""The parts that the contract and the decision share, made from one case: so that the two papers cannot differ.

Everything comes from the same application, occupancy and assessment; nothing is computed here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from apartments.models import Occupancy
from applications.models import Application, SupportService
from contracts.hours import printed_standards
from contracts.models import HousingContract
from fees.engine import Assessment as EngineAssessment
from fees.engine import StepCode, assessment_from
from fees.explanation import how_computed, is_plain_share, what_is_charged
from fees.models import Assessment, FeePart, FeeTable, Proration
from fees.periods.selectors import parts_of, split_months, why_words
from fees.selectors import explanation
from office.errors import DomainError
from office.letterhead import Accommodation, ExplanationStep, FeePeriod, FeeTerms, ServiceGroup, address_lines
from office.models import BankAccount, Office
from office.polish import number, short_day
from office.reading import remembered
from office.selectors import bank_account

LIVING_SERVICES = "usługi bytowe: miejsce całodobowego pobytu"
SOCIAL_WORK = "praca socjalna"
PART_MONTH = {
    Proration.CALENDAR_DAYS: "Za niepełny miesiąc odpłatność należy się za dni pobytu w tym miesiącu, "
    "razem z dniem zamieszkania i dniem opuszczenia mieszkania",
    Proration.THIRTIETHS: "Za każdy dzień niepełnego miesiąca należy się jedna trzydziesta odpłatności",
    Proration.WHOLE_MONTH: "Za niepełny miesiąc należy się odpłatność jak za cały miesiąc",
}
_OF_INCOME = (StepCode.INCOME_COUNTED, StepCode.INCOME_LEFT_OUT, StepCode.INCOME_SUM)


def accommodation_of(application: Application, occupancy: Occupancy) -> Accommodation:
    """Which place and for how long, as held for the application."""
    apartment = occupancy.place.apartment
    return Accommodation(
        kind=application.kind,
        # No name: what apartments are called in the office tells what ails the people in them.
        name="",
        address=apartment.address,
        place=occupancy.place.label,
        start=occupancy.period_from,
        end=occupancy.period_to,
        indefinite_reason=_why_indefinite(application) if occupancy.period_to is None else "",
    )


def _why_indefinite(application: Application) -> str:
    if application.disability_degree in ("moderate", "severe"):
        degree = "umiarkowanym" if application.disability_degree == "moderate" else "znacznym"
        return f"Strona ma orzeczenie o {degree} stopniu niepełnosprawności."
    return application.indefinite_reason


def service_groups(
    kind: str,
    codes: Iterable[str],
    scope_note: str,
    day: date,
    terms: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[ServiceGroup, ...]:
    """The granted services under their statutory headings, living services and social work first.

    ``terms`` maps a service's code to its ``hours`` a week and ``frequency``, as ``HousingContract.service_terms``.
    """
    granted = frozenset(codes)
    statutory = remembered(("services", kind, day), lambda: list(SupportService.objects.on(day).filter(kind=kind)))
    groups: dict[str, list[str]] = {}
    for service in (row for row in statutory if row.code in granted):
        groups.setdefault(service.heading, []).append(service.name + extent((terms or {}).get(service.code, {})))
    fixed = (ServiceGroup(LIVING_SERVICES), ServiceGroup(SOCIAL_WORK))
    chosen = tuple(ServiceGroup(heading, tuple(items)) for heading, items in groups.items())
    note = (ServiceGroup("jak często i w jakim wymiarze", (scope_note,)),) if scope_note else ()
    return fixed + chosen + note


def services_of(contract: HousingContract, day: date) -> tuple[ServiceGroup, ...]:
    """The services as the contract grants them, each with its hours and how often; the decision prints the same."""
    groups = service_groups(contract.kind, contract.services, contract.scope_note, day, contract.service_terms)
    return groups + printed_standards(contract.services, day)


def extent(terms: Mapping[str, str]) -> str:
    """Hours a week and frequency of one service in brackets: `` (21 godz. tygodniowo; codziennie rano)``; or empty."""
    hours = terms.get("hours", "")
    said = [f"{number(Decimal(hours))} godz. tygodniowo" if hours else "", terms.get("frequency", "")]
    words = "; ".join(part for part in said if part)
    return f" ({words})" if words else ""


def explanation_steps(assessment: Assessment | FeePart) -> tuple[ExplanationStep, ...]:
    """The engine's steps in words, as stored with the assessment."""
    return tuple(
        ExplanationStep(line.heading, line.sentence, line.calculation, line.basis) for line in explanation(assessment)
    )


def fee_terms(
    application: Application,
    assessment: Assessment,
    starts_on: date,
    *,
    parts: Sequence[FeePart] | None = None,
    on: date | None = None,
    account: BankAccount | None = None,
) -> FeeTerms:
    """What is paid, by when and where to; raises ``DomainError`` where the account or the payment day is not known.

    ``parts``: the periods of the fee (default: the stored ones). Of several the terms are those of the one that is paid
    on ``on``, or next after it. ``account``: an invented one, for a sample; else the office's.
    """
    periods = parts_of(assessment) if parts is None else tuple(parts)
    if not periods:
        return _terms(application, assessment, assessment, starts_on, account)
    paid = [part for part in periods if not part.free]
    current = [part for part in paid if on is None or part.period_to is None or part.period_to >= on]
    chosen = (current or paid or periods)[0]
    terms = _terms(application, assessment, chosen, chosen.period_from, account)
    return replace(
        terms,
        periods=tuple(_period(part, before) for before, part in zip((None, *periods), periods, strict=False)),
        split_months=split_months(periods),
        part_month_note=_part_month_notes(paid),
    )


def _period(part: FeePart, before: FeePart | None) -> FeePeriod:
    """The period with its steps; those on an income that is the same as in the period before it are left out."""
    result, steps = assessment_from(part.result), explanation_steps(part)
    incomes = sum(step.code in _OF_INCOME for step in result.steps)
    same = before is not None and explanation_steps(before)[:incomes] == steps[:incomes]
    return FeePeriod(
        start=part.period_from,
        end=part.period_to,
        amount=part.amount,
        free=part.free,
        words=_why_free(result) if part.free else how_computed(result),
        why=why_words(part),
        payment_day=None if part.free else part.table.payment_day,
        explanation=steps[incomes:] if same else steps,
        same_income=same,
    )


def _part_month_notes(paid: Sequence[FeePart]) -> str:
    """How a part of a month is charged; where the tables differ, from which day which rule holds."""
    notes: dict[str, FeePart] = {}
    for part in paid:
        notes.setdefault(_part_month_note(part.table), part)
    if len(notes) < 2:
        return "".join(notes)
    return " ".join(f"Od {short_day(part.period_from)}: {note}" for note, part in notes.items())


def _part_month_note(table: FeeTable) -> str:
    return f"{PART_MONTH[Proration(table.proration)]} ({table.proration_source})."


def _terms(
    application: Application,
    assessment: Assessment,
    row: Assessment | FeePart,
    starts_on: date,
    account: BankAccount | None,
) -> FeeTerms:
    result = assessment_from(row.result)
    if result.free:
        return FeeTerms(free=True, amount=result.amount, free_reason=_why_free(result))
    table = row.table
    account = account or bank_account(application.office, assessment.on)
    if account is None:
        raise DomainError(
            "no_account",
            "Brak rachunku do wpłat odpłatności na ten dzień. Dodaje go administrator w Ustawieniach (Rachunki).",
        )
    if table.payment_day is None:
        raise DomainError(
            "no_payment_day",
            f"Tabela „{table.title}” nie ma dnia płatności. Uzupełnia go administrator w Opłatach i uchwałach.",
        )
    return FeeTerms(
        free=False,
        amount=result.amount,
        start=starts_on,
        rate_percent=result.rate_percent if is_plain_share(result) else None,
        base=result.base,
        base_name=what_is_charged(result),
        calculation=how_computed(result),
        payment_day=table.payment_day,
        payment_words=table.payment_words,
        payment_source=table.payment_source,
        account=account.number,
        account_holder=account.holder,
        transfer_title=f"Odpłatność za pobyt, {application.case_number}",
        part_month_note=_part_month_note(table),
    )


def _why_free(result: EngineAssessment) -> str:
    share = number(result.share_percent)
    if result.free_by_statute:
        return "Dochód nie przekracza kryterium dochodowego, a wtedy opłat się nie ponosi."
    if result.free_by_relief:
        return "Stronę zwolniono z całej opłaty."
    return f"Dochód wynosi {share}% kryterium dochodowego, a do tej granicy uchwała zwalnia z odpłatności."


def office_body_address(office: Office) -> str:
    """The office's address in one line."""
    return ", ".join(address_lines(office.street, office.postal_code, office.city))
