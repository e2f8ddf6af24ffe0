"""Money that a decision asks for: nothing is demanded before the decision may be carried out (art. 130 KPA)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from applications.models import Application
from decisions.after.selectors import Aftermath, aftermath, aftermaths, enforceable
from decisions.kinds.content import RulingContent
from decisions.kinds.reasons import facts_of
from decisions.kinds.registry import CLAIMS, FEES, DecisionKind
from decisions.models import Decision
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
    """The fee that may be demanded on a day, and those that were decided but are still to come (Polish sentences)."""

    fee: Assessment | None
    ahead: Sequence[str]


def fee_now(application: Application, today: date) -> FeeNow:
    """What the resident pays on ``today`` by the decisions, and what is decided but may not be demanded yet."""
    rows = application.decisions.filter(state=DecisionState.APPROVED, kind__in=FEES, assessment__isnull=False)
    rows = rows.select_related("assessment", "contract", "concerns", "office").order_by("pk")
    found = aftermaths(list(rows), today)
    standing = [one for one in found if not one.finality.replaced]
    works = [one for one in standing if enforceable(one, today) and _from(one) <= today]
    ahead = [one for one in standing if one not in works and (not works or one.decision.pk > works[-1].decision.pk)]
    return FeeNow(works[-1].decision.assessment if works else None, [_ahead(one) for one in ahead])


def _from(after: Aftermath) -> date:
    """From which day the fee of a decision counts: of a change that of its assessment."""
    assessment = after.decision.the_assessment
    return assessment.on if after.decision.kind == DecisionKind.FEE_CHANGE else date.min


def _ahead(after: Aftermath) -> str:
    decision, fee = after.decision, after.decision.the_assessment
    what = "bezpłatnie" if fee.free else f"{zloty(fee.amount)} miesięcznie"
    since = f" od {day(_from(after))}" if decision.kind == DecisionKind.FEE_CHANGE else ""
    text = f"{what}{since}: decyzja nr {decision.number}"
    if after.may_be_carried_out:
        return f"{text}."
    return f"{text}, po jej uprawomocnieniu. {after.may_be_carried_out.reason}"
