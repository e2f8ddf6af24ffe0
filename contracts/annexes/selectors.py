"""Reads about annexes: what a contract says today, what an annex would change, whether it needs a decision."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from applications.models import Application, SupportService
from applications.paper import letterhead_of, party_of
from applications.selectors import visible_to as visible_applications
from contracts import selectors as contracts
from contracts.annexes.content import PROVISIONS, TEMPLATE, AnnexContent, Change
from contracts.annexes.models import Annex, AnnexDecision
from contracts.annexes.states import AnnexState
from contracts.models import HousingContract
from contracts.parts import extent
from fees.changes.models import DraftAssessment
from fees.changes.selectors import drafts_for
from fees.engine import assessment_from
from fees.explanation import how_computed
from office import clock
from office.documents import from_json, render_html
from office.models import User
from office.polish import day as long_day
from office.polish import zloty
from office.selectors import cited


@dataclass(frozen=True)
class Says:
    """What a contract says on a day: the contract with its signed annexes. Złoty a month; ``None`` end: indefinite."""

    services: tuple[str, ...]
    service_terms: dict[str, dict[str, str]]
    scope_note: str
    programme_plan: str
    representative: str
    period_to: date | None
    fee: Decimal
    fee_words: str
    annexes: tuple[int, ...] = ()
    """Numbers of the annexes that are in it."""


def visible_to(user: User) -> QuerySet[Annex]:
    """The annexes of the cases that ``user`` may see."""
    return Annex.objects.filter(contract__application__in=visible_applications(user)).select_related(
        "contract__application__office",
        "contract__application__person",
        "contract__application__programme",
        "contract__occupancy__place__apartment",
        "contract__assessment",
    )


def says(contract: HousingContract, day: date, *, before: Annex | None = None) -> Says:
    """What ``contract`` says on ``day``; with ``before``: what it said up to that annex, whatever the day."""
    content = contracts.content_of(contract)
    now = Says(
        services=tuple(contract.services),
        service_terms=contract.service_terms,
        scope_note=contract.scope_note,
        programme_plan=contract.programme_plan,
        representative=contract.representative,
        period_to=content.accommodation.end,
        fee=content.fee.amount,
        fee_words=_fee_words(content.fee.amount, content.fee.calculation),
    )
    for annex in contract.annexes.filter(state=AnnexState.SIGNED).order_by("effective_from", "number"):
        if (before is None and annex.effective_from <= day) or (before and annex.number < before.number):
            now = changed_by(now, annex)
    return now


def changed_by(now: Says, annex: Annex) -> Says:
    """``now`` with what ``annex`` puts in its place."""
    new: dict[str, Any] = dict(annex.changes)
    if "services" in new:
        new["services"] = tuple(new["services"])
    if "period_to" in new:
        new["period_to"] = date.fromisoformat(new["period_to"]) if new["period_to"] else None
    if annex.fee:
        result = assessment_from(annex.fee["result"])
        new["fee"] = result.amount
        new["fee_words"] = _fee_words(result.amount, "" if result.free else how_computed(result))
    return replace(now, **new, annexes=(*now.annexes, annex.number))


def _fee_words(amount: Decimal, calculation: str) -> str:
    if not amount:
        return "mieszkaniec nie ponosi odpłatności"
    return f"{zloty(amount)} miesięcznie" + (f" ({calculation})" if calculation else "")


def needs_decision(annex: Annex) -> bool:
    """Whether the annex changes the fee or the period: what only a decision changes (art. 106 ust. 5 u.p.s.)."""
    return bool(annex.fee) or "period_to" in annex.changes


def decision_of(annex: Annex) -> AnnexDecision | None:
    """The decision that goes with the annex, once there is one."""
    return AnnexDecision.objects.filter(annex=annex).first()


def open_pairs(application: Application) -> list[Annex]:
    """The signed annexes to the contract in use that still wait for their decision."""
    waiting = Annex.objects.filter(contract__application=application, contract__state__in=contracts.IN_USE)
    rows = waiting.filter(state=AnnexState.SIGNED, decision__isnull=True).select_related("contract")
    return [annex for annex in rows if needs_decision(annex)]


def fee_drafts(contract: HousingContract) -> QuerySet[DraftAssessment]:
    """The new assessments of the stay that an annex may take its fee from."""
    return drafts_for(contract.application).filter(occupancy=contract.occupancy)


def outdated_because(annex: Annex) -> str:
    """Why a draft of an annex no longer rests on what is stored; empty when it does."""
    if annex.fee and not DraftAssessment.objects.filter(digest=annex.fee["digest"]).exists():
        return "Nową odpłatność policzono po sporządzeniu aneksu inaczej. Sporządź aneks od nowa."
    return ""


# --- the paper -------------------------------------------------------------------------------------------------------


def compose(annex: Annex, day: date) -> AnnexContent:
    """The annex as it prints: old to new in words, from the stored facts."""
    contract = annex.contract
    application = contract.application
    original = contracts.content_of(contract)
    now = says(contract, day, before=annex)
    new = changed_by(now, annex)
    return AnnexContent(
        letterhead=letterhead_of(application, None),
        number=annex.number,
        contract_number=contract.number,
        contract_date=contract.signed_on or day,
        directing_body=original.directing_body,
        operator=original.operator,
        resident=party_of(application, new.representative),
        ground=annex.get_ground_display(),
        why=annex.why,
        effective_from=annex.effective_from,
        changes=tuple(_changes(contract.kind, now, new, day)),
        needs_decision=needs_decision(annex),
        copies=original.copies,
        provisions=cited(PROVISIONS, day),
    )


def _changes(kind: str, now: Says, new: Says, day: date) -> list[Change]:
    lines = {
        ("§ 2", "okres pobytu"): lambda one: (_period(one.period_to),),
        ("§ 3", "rodzaj i zakres wsparcia"): lambda one: _services(kind, one, day),
        ("§ 4", "odpłatność"): lambda one: (one.fee_words,),
        ("§ 9", "program usamodzielniania"): lambda one: tuple(one.programme_plan.splitlines()),
        ("strony", "przedstawiciel ustawowy"): lambda one: (one.representative or "osoba działa sama",),
    }
    found = [(where, words(now), words(new)) for where, words in lines.items()]
    return [Change(section, what, old, fresh) for (section, what), old, fresh in found if old != fresh]


def _period(end: date | None) -> str:
    return f"pobyt do {long_day(end)}" if end else "pobyt na czas nieokreślony"


def _services(kind: str, one: Says, day: date) -> tuple[str, ...]:
    rows = SupportService.objects.on(day).filter(kind=kind, code__in=one.services)
    granted = tuple(row.name + extent(one.service_terms.get(row.code, {})) for row in rows)
    return granted + ((one.scope_note,) if one.scope_note else ())


def content_of(annex: Annex) -> AnnexContent:
    """The annex as it was stored."""
    return from_json(AnnexContent, annex.content)


def html_of(annex: Annex) -> str:
    """The annex's page for print and signing on paper."""
    return render_html(TEMPLATE, content_of(annex), draft=False)


# --- the pages -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AnnexSection:
    """What the contract's page shows: its annexes and what holds today."""

    annexes: list[Annex]
    waiting: list[Annex]
    today: list[tuple[str, list[str]]]


def section_of(contract: HousingContract) -> AnnexSection:
    """Annexes of a signed contract, those that wait for a decision, and what the contract says today."""
    today = clock.today()
    now = says(contract, today)
    rows = [
        ("Okres pobytu", [_period(now.period_to)]),
        ("Rodzaj i zakres wsparcia", list(_services(contract.kind, now, today))),
        ("Odpłatność", [now.fee_words]),
        ("Przedstawiciel ustawowy", [now.representative or "osoba działa sama"]),
    ]
    return AnnexSection(list(contract.annexes.select_related("contract")), open_pairs(contract.application), rows)
