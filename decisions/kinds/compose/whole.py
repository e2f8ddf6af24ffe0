"""The whole paper around what a kind says: head, party, legal basis, instruction, signature, recipients."""

from collections.abc import Callable
from datetime import date

from applications.paper import letterhead_of, party_of
from decisions.anew.words import annuls, more_basis, why_anew
from decisions.compose import FINAL_AT_ONCE, expected_signer, handled_by, instruction_of, omission, signatory_of
from decisions.conditions.draft import LEAD, sentences, stored
from decisions.kinds.compose import case, mend, money, stay
from decisions.kinds.compose.about import About, Words
from decisions.kinds.content import Block, Point, RulingContent, Section
from decisions.kinds.registry import DecisionKind, Remedy
from decisions.models import Decision
from office.models import Authorisation
from office.polish import day as long_day
from office.selectors import citation, cited, places

_WORDS: dict[str, Callable[[About], Words]] = {
    DecisionKind.REFUSAL: case.refusal,
    DecisionKind.DISCONTINUATION: case.discontinuation,
    DecisionKind.SUSPENSION: case.suspension,
    DecisionKind.RESUMPTION: case.resumption,
    DecisionKind.FEE_CHANGE: money.fee_change,
    DecisionKind.RELIEF: money.relief,
    DecisionKind.REPAYMENT: money.repayment,
    DecisionKind.INSTALMENTS: money.instalments,
    DecisionKind.PERIOD_CHANGE: stay.period_change,
    DecisionKind.PLACE_CHANGE: stay.place_change,
    DecisionKind.REVOCATION: stay.revocation,
    DecisionKind.EXPIRY: stay.expiry,
    DecisionKind.CORRECTION: mend.correction,
    DecisionKind.SUPPLEMENT: mend.supplement,
    DecisionKind.NO_SUPPLEMENT: mend.no_supplement,
}
_CITED = {
    Remedy.APPEAL: ("kpa.127a", "kpa.129", "kpa.130", "kpa.130.4", "ups.106.6", "ups.104", "ups.109"),
    Remedy.COMPLAINT: ("kpa.127a", "kpa.141.2"),
    Remedy.NONE: ("kpa.142",),
    Remedy.COURT: (*FINAL_AT_ONCE, "ups.104", "ups.109"),
}


def compose_ruling(
    decision: Decision,
    day: date,
    *,
    number: str = "",
    issued_on: date | None = None,
    authorisation: Authorisation | None = None,
) -> RulingContent:
    """The whole decision or order as it would read on ``day``; with number, day and signer once it is approved.

    Raises ``DomainError`` where a fact that the kind needs is missing.
    """
    about = About(decision, day)
    return paper_of(about, words_of(about), number=number, issued_on=issued_on, authorisation=authorisation)


def words_of(about: About) -> Words:
    """What the kind says. Raises ``DomainError`` where a fact that the kind needs is missing."""
    return _WORDS[about.decision.kind](about)


def paper_of(
    about: About, words: Words, *, number: str, issued_on: date | None, authorisation: Authorisation | None
) -> RulingContent:
    """``words`` with everything that stands around them on paper."""
    decision, day = about.decision, about.day
    kind, application = about.kind, decision.application
    omitted = omission(decision, day)
    remedy = Remedy.COURT if omitted else kind.remedy
    representative = about.representative
    return RulingContent(
        letterhead=letterhead_of(application, issued_on),
        kind=decision.kind,
        title=kind.title,
        number=number,
        subject=f"w sprawie {kind.subject}",
        opening=_opening(about),
        party=party_of(application, representative),
        legal_basis=_legal_basis(about, words),
        ruling=(*words.ruling, *_conditions(decision), *_annuls(decision)),
        reasons=() if omitted else (*_why_anew(about), *words.reasons),
        instruction=instruction_of(decision.office, day, remedy, handled_by=handled_by(application)),
        signatory=signatory_of(decision.office, authorisation or expected_signer(decision, day)),
        recipients=about.recipients,
        plain=(*words.plain, *_conditions_plainly(decision)),
        provisions=cited(_CITED[remedy], day),
        omitted=omitted,
        more_instruction=words.more_instruction,
        tells_of_changes=kind.about_fee or decision.kind in (DecisionKind.PERIOD_CHANGE, DecisionKind.PLACE_CHANGE),
        tells_of_enforcement=words.enforcement,
        payment=words.payment,
        handled_by=handled_by(application),
    )


def _annuls(decision: Decision) -> tuple[Point, ...]:
    text = annuls(decision)
    return (Point(text),) if text else ()


def _why_anew(about: About) -> tuple[Section, ...]:
    text = why_anew(about.decision, about.day)
    return (Section("Dlaczego zapada nowe rozstrzygnięcie", (text,)),) if text else ()


def _conditions(decision: Decision) -> tuple[Point, ...]:
    listed = sentences(decision.conditions)
    return (Point(LEAD, items=listed),) if listed else ()


def _conditions_plainly(decision: Decision) -> tuple[Block, ...]:
    listed = stored(decision.conditions)
    return (Block("Co musisz zrobić", tuple(f"{one.plain}." for one in listed)),) if listed else ()


def _opening(about: About) -> str:
    """Whether it answers an application or is made ex officio."""
    facts = about.facts
    if facts.requested_on is not None:
        who = "pracownika socjalnego" if facts.requested_by == "worker" else "strony"
        return f"po rozpatrzeniu wniosku {who} z dnia {long_day(facts.requested_on)}"
    if about.kind.in_open_case:
        return f"w postępowaniu z wniosku z dnia {long_day(about.received)}"
    return "działając z urzędu"


def _legal_basis(about: About, words: Words) -> tuple[str, ...]:
    """The statute, what the kind adds below it, and the code; each act once, its places together."""
    ground = about.kind.grounds.get(about.facts.ground)
    codes = list(dict.fromkeys((*about.kind.basis, *(ground.basis if ground else ()))))
    statute = [code for code in codes if code.startswith("ups.")]
    code = [*[name for name in codes if name.startswith("kpa.")], *about.kind.procedure, *more_basis(about.decision)]
    law = places([*statute, *code], about.day)
    basis = [f"{', '.join(law[name] for name in statute)} {citation('ups', about.day)}"] if statute else []
    basis += words.more_basis
    basis.append(f"{_and([law[name] for name in code])} {citation('kpa', about.day)}")
    return tuple(basis)


def _and(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} i {parts[-1]}" if len(parts) > 1 else parts[0]
