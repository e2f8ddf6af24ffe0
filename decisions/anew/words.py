"""What a decision that takes the place of another says about it."""

from datetime import date

from decisions.anew.selectors import begun_for, ruling_on
from decisions.models import Appeal, Decision, FollowUpAct
from office.polish import day as long_day
from office.selectors import cited

REVIEW = "kpa.132"
REMITTAL = "kpa.138.2"


def annuls(decision: Decision) -> str:
    """The first point of the ruling where the office reviews its own decision: that the former one is annulled."""
    former = decision.instead_of
    if former is None or not _is_review(former):
        return ""
    return f"Uchyla {'postanowienie' if former.rules.is_order else 'decyzję'} {former.named}"


def why_anew(decision: Decision, day: date) -> str:
    """The paragraph of the justification that names the former decision and what took it away; else nothing."""
    former = decision.instead_of
    if former is None:
        return ""
    if _is_review(former):
        appeal = Appeal.objects.filter(decision=former, correction__isnull=True).first()
        arrived = f" Odwołanie wpłynęło {long_day(appeal.arrived_on)}" if appeal else ""
        return (
            f"Strona odwołała się od decyzji {former.named}{arrived} Odwołanie zasługuje na uwzględnienie "
            f"w całości, dlatego organ sam wydaje nową decyzję ({cited([REVIEW], day)[REVIEW]})."
        )
    ruling = ruling_on(former)
    if ruling is None:
        return ""
    return (
        f"Decyzja zapada po ponownym rozpatrzeniu sprawy. Rozstrzygnięciem {decision.office.appeal_body} "
        f"nr {ruling.reference} z dnia {long_day(ruling.done_on)} uchylono decyzję {former.named} i przekazano "
        f"sprawę do ponownego rozpatrzenia ({cited([REMITTAL], day)[REMITTAL]})."
    )


def more_basis(decision: Decision) -> tuple[str, ...]:
    """The provision that a decision in place of another adds to its legal basis."""
    return (REVIEW,) if decision.instead_of is not None and _is_review(decision.instead_of) else ()


def _is_review(former: Decision) -> bool:
    begun = begun_for(former)
    return begun is not None and begun.act == FollowUpAct.REVIEW
