"""Money that a decision asks for: nothing is demanded before the decision may be carried out (art. 130 KPA)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from applications.models import Application
from decisions.after.selectors import Aftermath, aftermath, aftermaths, enforceable
from decisions.kinds.content import RulingContent
from decisions.kinds.reasons import facts_of
from decisions.kinds.registry import CLAIMS, FEES, REFUSES, DecisionKind
from decisions.models import AppealAct, Decision, Outcome
from decisions.plain import payment_code
from decisions.states import DecisionState
from decisions.transfer import transfer_title
from fees.models import Assessment
from office.access import Verdict, refused
from office.documents import from_json, render_html, render_pdf
from office.letterhead import Letterhead
from office.polish import day, zloty

TEMPLATE = "claim_slip"


@dataclass(frozen=True)
class Slip:
    """One payment: by when in the heading, złoty, the title of the transfer and its code as SVG."""

    heading: str
    amount: Decimal
    title: str
    code: str


@dataclass(frozen=True)
class ClaimSlips:
    """What the paper with the slips of a claim prints; ``why``: why it may be demanded now."""

    decision: RulingContent
    why: str
    slips: tuple[Slip, ...]
    template_version: str = "druczek-2026.1"

    @property
    def letterhead(self) -> Letterhead:
        """The head of the page is that of the decision."""
        return self.decision.letterhead


def may_demand(after: Aftermath) -> Verdict:
    """Whether what the decision asks for may be demanded today: a slip, a call for payment."""
    if after.decision.kind not in CLAIMS:
        return refused("Druczek do zapłaty robi się do decyzji o zwrocie należności i o ratach.")
    verdict = after.may_be_carried_out
    final = after.finality.final_on
    if verdict or final is None or final <= after.today:
        return verdict
    return refused(f"{verdict.reason} Jeśli nic się nie zmieni, druczek powstanie od {day(final)}")


def claim_slips(decision: Decision, today: date) -> ClaimSlips:
    """The slips of a claim: one for the whole, or one for each instalment. Ask ``may_demand`` first."""
    content = from_json(RulingContent, decision.content)
    why = may_demand(aftermath(decision, today)).reason
    facts, pay = facts_of(decision), content.payment
    if pay is None:
        raise ValueError("a claim says where it is paid")
    if decision.kind == DecisionKind.INSTALMENTS:
        parts = [
            (f"Rata {number}, zapłać do {day(one.due_on)}", one.amount, f"rata {number}")
            for number, one in enumerate(facts.instalments, start=1)
        ]
    else:
        until = f"Zapłać do {day(facts.due_on)}" if facts.due_on else "Zapłać"
        parts = [(until, pay.amount, "należność")]
    case = content.letterhead.case_number
    return ClaimSlips(
        content,
        why,
        tuple(
            Slip(heading, amount, title, payment_code(pay.account, amount, pay.holder, title))
            for heading, amount, title in ((h, a, transfer_title(case, what)) for h, a, what in parts)
        ),
    )


def slips_pdf(decision: Decision, today: date, moment: datetime) -> bytes:
    """The paper with the slips."""
    return render_pdf(render_html(TEMPLATE, claim_slips(decision, today), draft=False), created=moment)


@dataclass(frozen=True)
class FeeNow:
    """The fee that may be demanded on a day, and those that were decided but are still to come (Polish sentences).

    ``ruling``: by which the appeal body set another amount for that day, which holds instead of ``fee``. ``annulled``:
    a fee was decided, and of its decisions none stands any more.
    """

    fee: Assessment | None
    ahead: Sequence[str]
    ruling: AppealAct | None = None
    annulled: bool = False


def fee_now(application: Application, today: date) -> FeeNow:
    """What the resident pays on ``today`` by the decisions, and what is decided but may not be demanded yet."""
    of_fee = Q(kind__in=FEES, assessment__isnull=False)
    rows = application.decisions.filter(of_fee | Q(kind__in=REFUSES), state=DecisionState.APPROVED)
    rows = rows.select_related("assessment", "contract", "concerns", "office").order_by("pk")
    found = aftermaths(list(rows), today)
    standing = [one for one in found if one.decision.kind in FEES and (not one.finality.replaced or _is_changed(one))]
    works = [one for one in standing if (_is_changed(one) or enforceable(one, today)) and _from(one) <= today]
    newest = works[-1].decision if works else None
    ahead = [_ahead(one) for one in standing if one not in works and (newest is None or one.decision.pk > newest.pk)]
    rulings = [ruling for one in found if (ruling := _sets_fee(one)) and (ruling.grants or one.decision == newest)]
    ahead += [_ruled(row) for row in rulings if not _begun(row, today)]
    held = [row for row in rulings if _begun(row, today)]
    annulled = not standing and any(one.decision.kind in FEES for one in found)
    return FeeNow(newest.assessment if newest else None, ahead, held[-1] if held else None, annulled)


def _is_changed(after: Aftermath) -> bool:
    """Whether the appeal body decided itself: what it left alone of the decision holds on, final at once."""
    return after.ruling is not None and after.ruling.outcome == Outcome.CHANGED


def _sets_fee(after: Aftermath) -> AppealAct | None:
    return after.ruling if after.ruling is not None and after.ruling.fee is not None else None


def _begun(ruling: AppealAct, today: date) -> bool:
    return ruling.fee_from is not None and ruling.fee_from <= today


def _from(after: Aftermath) -> date:
    """From which day the fee of a decision counts: of a change that of its assessment, or of the ruling on it."""
    if after.decision.kind != DecisionKind.FEE_CHANGE:
        return date.min
    ruling = _sets_fee(after)
    return ruling.fee_from if ruling is not None and ruling.fee_from else after.decision.the_assessment.on


def _ahead(after: Aftermath) -> str:
    ruling = _sets_fee(after)
    if ruling is not None:
        return _ruled(ruling)
    decision, fee = after.decision, after.decision.the_assessment
    what = "bezpłatnie" if fee.free else f"{zloty(fee.amount)} miesięcznie"
    since = f" od {day(_from(after))}" if decision.kind == DecisionKind.FEE_CHANGE else ""
    text = f"{what}{since}: decyzja nr {decision.number}"
    if after.may_be_carried_out or _is_changed(after):
        return f"{text}."
    return f"{text}, po jej uprawomocnieniu. {after.may_be_carried_out.reason}"


def _ruled(ruling: AppealAct) -> str:
    what = f"{zloty(ruling.fee)} miesięcznie" if ruling.fee else "bezpłatnie"
    since = f" od {day(ruling.fee_from)}" if ruling.fee_from else ""
    return f"{what}{since}: rozstrzygnięcie organu odwoławczego nr {ruling.reference}."
