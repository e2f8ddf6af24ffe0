"""From one case to the content of its decision. Facts, contract and assessment come in; nothing is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from applications.models import Application, Cause, Group, HouseholdType, HousingKind
from applications.paper import address_lines, letterhead_of, party_of
from applications.selectors import weighed_incomes
from contracts.parts import (
    accommodation_of,
    explanation_steps,
    fee_terms,
    services_of,
)
from contracts.selectors import current_contract
from decisions.anew.words import annuls, more_basis, why_anew
from decisions.conditions.draft import sentences
from decisions.content import (
    PROVISIONS,
    Agreement,
    DecisionContent,
    Facts,
    HouseholdMember,
    IncomeRow,
    Instruction,
)
from decisions.kinds import GRANTS, DecisionKind, Remedy
from decisions.kinds.reasons import paragraphs_of_grant
from decisions.models import Decision
from decisions.serving import recipients_of
from decisions.states import MACHINE
from decisions.wording import words_on
from fees.engine import assessment_from
from fees.models import Assessment, FeePart, Resolution, ResolutionState
from fees.periods.selectors import parts_of
from office.errors import DomainError
from office.letterhead import FeeTerms, ServiceGroup, Signatory
from office.models import Authorisation, LetterTemplate, Office
from office.polish import act_in_genitive, month
from office.polish import day as long_day
from office.selectors import citation, cited, days_of, places, signers_of

_BEFORE = ("ups.17.1.12", "ups.36.2.n", "ups.53.1")
_AFTER = ("ups.53.11", "ups.97.1", "ups.97.5", "ups.106.1", "ups.110.7")
STATUTE = {
    HousingKind.TRAINING: (*_BEFORE, "ups.53.8", *_AFTER),
    HousingKind.SUPPORTED: (*_BEFORE, "ups.53.9", *_AFTER),
}
PROCEDURE = ("kpa.104", "kpa.107.1")
_OF_FEE = ("ups.17.1.12", "ups.97.1", "ups.97.5", "ups.106.1", "ups.110.7")
PARTS: dict[str, str] = {DecisionKind.GRANT: "both", DecisionKind.SUPPORT: "support", DecisionKind.FEE: "fee"}
FINAL_AT_ONCE = ("kpa.127.1a", "ppsa.53.1", "ppsa.54.1", "ppsa.239.1.1.a", "ppsa.243")
"""What the instruction of a decision that is final at once cites besides."""
DEFAULT_AGREEMENT = (
    "Zakres usług i odpłatność uzgodniono ze stroną, a ustalenia zapisano w kontrakcie mieszkaniowym, "
    "który strona podpisała."
)
SCOPE_CONSIDERED = "Ustalając odpłatność, uwzględniono zakres usług przyznany w punkcie 2 rozstrzygnięcia."


def on_contract_in_use(decision: Decision) -> Decision:
    """The same decision; while the worker still has it, on the contract in use and its fee (set, not stored)."""
    contract = current_contract(decision.application) if decision.kind in GRANTS else None
    if contract is not None and MACHINE.allows(decision.state, "submit"):
        decision.contract, decision.assessment = contract, contract.assessment
    return decision


@dataclass(frozen=True)
class Grant:
    """One grant on a day, with everything that it looks up; a sample case gives some of it itself."""

    decision: Decision
    day: date

    @property
    def application(self) -> Application:
        """Its case."""
        return self.decision.application

    @property
    def services(self) -> tuple[ServiceGroup, ...]:
        """The services as the contract grants them."""
        return services_of(self.decision.the_contract, self.day)

    @property
    def fee(self) -> FeeTerms:
        """What is paid. Raises ``DomainError`` where the account or the day of payment is not known."""
        occupancy = self.decision.the_contract.occupancy
        return fee_terms(self.application, self.decision.the_assessment, occupancy.period_from, on=self.day)

    @property
    def household(self) -> tuple[HouseholdMember, ...]:
        """The party, then those who keep the household with the party."""
        application = self.application
        members = [HouseholdMember(application.person.full_name, "strona")]
        if application.household_type == HouseholdType.FAMILY:
            members += [HouseholdMember(member.name, member.relation) for member in application.members.all()]
        return tuple(members)

    @property
    def incomes(self) -> tuple[IncomeRow, ...]:
        """The incomes as they were weighed."""
        return tuple(
            IncomeRow(row.person, row.source, month(row.month), row.amount, row.counted, row.reason)
            for row in weighed_incomes(self.application, self.decision.the_assessment.on)
        )

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets the paper."""
        return recipients_of(self.application)

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The chosen paragraphs: about the stay, about the fee."""
        return paragraphs_of_grant(self.decision)


def compose(
    decision: Decision,
    day: date,
    *,
    number: str = "",
    issued_on: date | None = None,
    authorisation: Authorisation | None = None,
) -> DecisionContent:
    """The whole decision as it would read on ``day``; with number, day of issue and signer once it is approved.

    Raises ``DomainError`` where the case does not say what a decision must say.
    """
    return compose_grant(Grant(decision, day), number=number, issued_on=issued_on, authorisation=authorisation)


def compose_grant(
    grant: Grant, *, number: str = "", issued_on: date | None = None, authorisation: Authorisation | None = None
) -> DecisionContent:
    """``compose`` from what ``grant`` looks up."""
    decision, day, application = grant.decision, grant.day, grant.application
    if not application.kind or application.received_on is None:
        raise DomainError(
            "application_incomplete", "Wniosek nie mówi już, o jakie mieszkanie prosi osoba albo kiedy wpłynął."
        )
    contract = decision.the_contract
    assessment = decision.the_assessment
    omitted = omission(decision, day)
    paragraphs, fee_paragraphs = grant.paragraphs
    return DecisionContent(
        letterhead=letterhead_of(application, issued_on),
        number=number,
        party=party_of(application, contract.representative),
        legal_basis=_legal_basis(decision, assessment, day),
        accommodation=accommodation_of(application, contract.occupancy),
        services=grant.services,
        fee=grant.fee,
        agreement=Agreement(
            contract_number=contract.number,
            contract_date=contract.signed_on or day,
            sentence=decision.agreement or DEFAULT_AGREEMENT,
        ),
        facts=_facts(grant, application.received_on),
        explanation=explanation_steps(assessment),
        instruction=instruction_of(
            decision.office, day, Remedy.COURT if omitted else Remedy.APPEAL, handled_by=handled_by(application)
        ),
        signatory=signatory_of(decision.office, authorisation or expected_signer(decision, day)),
        recipients=grant.recipients,
        provisions=cited((*PROVISIONS, *(FINAL_AT_ONCE if omitted else ())), day),
        utilities=application.programme.utilities_note if application.programme else "",
        handled_by=handled_by(application),
        part=PARTS[decision.kind],
        support_decision=_support_decision(decision),
        omitted=omitted,
        paragraphs=(*(text for text in (why_anew(decision, day),) if text), *paragraphs),
        fee_paragraphs=fee_paragraphs,
        annuls=annuls(decision),
        conditions=sentences(decision.conditions),
    )


def handled_by(application: Application) -> str:
    """Who runs the case, with post."""
    return f"{application.worker}, {application.worker.post}".rstrip(", ")


def omission(decision: Decision, day: date) -> str:
    """The sentence that stands for the justification where it is left out, else nothing (art. 107 § 4 KPA)."""
    if not decision.omits_reasons:
        return ""
    return (
        "Odstąpiono od uzasadnienia, ponieważ decyzja uwzględnia w całości żądanie strony "
        f"({cited(['kpa.107.4'], day)['kpa.107.4']})."
    )


def named(decision: Decision) -> str:
    """``nr … z dnia …`` of an approved decision. Raises ``DomainError`` for one that has no number yet."""
    if not decision.named:
        raise DomainError(
            "concerned_not_issued", "Decyzja, której to dotyczy, jest jeszcze projektem. Najpierw ją zatwierdźcie."
        )
    return decision.named


def _support_decision(decision: Decision) -> str:
    return named(decision.concerns) if decision.kind == DecisionKind.FEE and decision.concerns else ""


def expected_signer(decision: Decision, day: date) -> Authorisation | None:
    """Who would sign on ``day``: the holder of an authorisation in force that covers this kind."""
    return next(iter(signers_of(decision.office, day, decision.kind)), None)


def _legal_basis(decision: Decision, assessment: Assessment, day: date) -> tuple[str, ...]:
    part = PARTS[decision.kind]
    codes = _of_part(STATUTE[HousingKind(decision.application.kind)], part)
    procedure = (*PROCEDURE, *more_basis(decision))
    law = places([*codes, *procedure], day)
    basis = [
        f"{', '.join(law[code] for code in codes)} {citation('ups', day)}",
        *([citation("reg-apartments", day)] if part != "fee" else []),
        *(fee_basis(assessment) if part != "support" else []),
    ]
    basis.append(f"{_and([law[code] for code in procedure])} {citation('kpa', day)}")
    return tuple(basis)


def _and(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} i {parts[-1]}" if len(parts) > 1 else parts[0]


def _of_part(codes: tuple[str, ...], part: str) -> tuple[str, ...]:
    """Of the provisions of a whole grant those that a part of it rests on."""
    if part == "fee":
        return tuple(code for code in codes if code in _OF_FEE)
    if part == "support":
        return tuple(code for code in codes if code not in ("ups.97.1", "ups.97.5"))
    return codes


def fee_basis(assessment: Assessment, parts: Sequence[FeePart] | None = None) -> list[str]:
    """What a fee rests on below the statute: criterion, resolution with its table, and the cost order if it was used.

    Who pays nothing by the statute pays nothing whatever a stay costs: the order is no basis then. Of a fee with
    several periods (``parts``, default: the stored ones) each act stands once.
    """
    rows = parts_of(assessment) if parts is None else parts
    return list(dict.fromkeys(basis for row in rows or (assessment,) for basis in _basis_of(row)))


def _basis_of(row: Assessment | FeePart) -> list[str]:
    basis = [act_in_genitive(row.criterion.act), f"{_act_in_full(row)}, {row.table.title}"]
    if row.cost is not None and not assessment_from(row.result).free_by_statute:
        order = row.cost.order
        basis.append(f"zarządzenia nr {order.number} z dnia {long_day(order.issued_on)} {order.title}")
    return basis


def _act_in_full(assessment: Assessment | FeePart) -> str:
    """The act that the fee rests on; where its table is of an amending act, both."""
    act = assessment.table.resolution
    if not act.amends:
        return resolution_in_full(act)
    acts = Resolution.objects.filter(municipality=act.municipality, number=act.amends, state=ResolutionState.CHECKED)
    amended = acts.order_by("-version").first()
    both = f", zmienionej uchwałą nr {act.number} z dnia {long_day(act.adopted_on)}"
    return (resolution_in_full(amended) if amended else f"uchwały nr {act.amends}") + both


def resolution_in_full(resolution: Resolution) -> str:
    """``uchwały nr … Rady Miasta … z dnia … w sprawie … (Dz. Urz. …)``, in the genitive."""
    council = resolution.municipality.council_genitive
    journal = f" ({resolution.journal})" if resolution.journal else ""
    adopted = long_day(resolution.adopted_on)
    return f"uchwały nr {resolution.number} {council} z dnia {adopted} w sprawie {resolution.title}{journal}"


def _facts(grant: Grant, received_on: date) -> Facts:
    application, decision = grant.application, grant.decision
    return Facts(
        application_date=received_on,
        grounds=_grounds(application),
        situation=application.situation.strip(),
        household=grant.household,
        incomes=grant.incomes,
        income_total=assessment_from(decision.the_assessment.result).income_compared,
        opinion=decision.reasons.strip(),
        scope_considered=_scope_considered(decision),
    )


def _grounds(application: Application) -> tuple[str, ...]:
    causes = [Cause(code).label for code in application.causes]
    groups = [Group(code).label for code in application.groups if code != Group.OTHER]
    degree = application.disability_degree
    ruling = [f"orzeczenie o stopniu niepełnosprawności: {application.get_disability_degree_display()}"]
    return tuple(causes + groups + (ruling if degree not in ("", "none") else []))


def _scope_considered(decision: Decision) -> str:
    if decision.kind == DecisionKind.FEE and decision.concerns:
        return f"Ustalając odpłatność, uwzględniono zakres usług przyznany decyzją {named(decision.concerns)}"
    return SCOPE_CONSIDERED


def instruction_of(
    office: Office, day: date, remedy: Remedy, *, handled_by: str = "", instead: LetterTemplate | None = None
) -> Instruction:
    """What the instruction says on ``day`` for the remedy that the party has: maintained words, filled from data.

    ``instead``: a text that is looked at in place of the one in force.
    """
    where = ", ".join(address_lines(office.street, office.postal_code, office.city))
    through = f"{office.director_post_genitive} {office.name_genitive}"
    reports_to = f"{office.name}, {where}" + (f", tel. {office.phone}" if office.phone else "")
    values = {
        "osrodek": office.name,
        "adres_osrodka": where,
        "telefon": office.phone,
        "prowadzi": handled_by,
        "organ_odwolawczy": office.appeal_body,
        "za_posrednictwem": through,
        "adres_zgloszen": reports_to,
    }
    worded = words_on(office, day, remedy.value, values, instead)
    return Instruction(
        appeal_body=office.appeal_body,
        appeal_through=through,
        appeal_days=days_of("kpa.141.2" if remedy == Remedy.COMPLAINT else "kpa.129", day),
        reports_to=reports_to,
        remedy=remedy.value,
        court_days=days_of("ppsa.53.1", day) if remedy == Remedy.COURT else 0,
        **worded.parts,
        texts=worded.texts,
    )


def signatory_of(office: Office, authorisation: Authorisation | None) -> Signatory:
    """The signer as printed; without an authorisation the post alone."""
    if authorisation is None:
        return Signatory(name="", post=office.director_post, on_behalf_of=office.authority_genitive)
    return Signatory(
        name=str(authorisation.holder),
        post=authorisation.holder.post or office.director_post,
        on_behalf_of=office.authority_genitive,
        authorisation_number=authorisation.number,
        authorisation_date=authorisation.issued_on,
    )
