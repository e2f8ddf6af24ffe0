"""The legal check: what must be right before a decision goes to the director, each rule with its source.

The codes D3, D11 … are those of the list of defects that courts and voivodes have found (docs/legal-basis.md).
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from apartments.states import OccupancyState
from applications.checks import problems
from applications.identity import ADULT
from applications.programmes.conditions import Outcome, conditions
from contracts.selectors import current_contract, outdated_because
from contracts.states import ContractState
from decisions.after.selectors import aftermath
from decisions.anew.selectors import to_replace
from decisions.anew.services import review_in_time
from decisions.compose import expected_signer, on_contract_in_use
from decisions.conditions.checks import conditions_rest_on_law
from decisions.content import DecisionContent
from decisions.defects import RULES_OF_DEFECTS
from decisions.findings import Finding, Rule, old_words
from decisions.kinds import GRANTS, DecisionKind
from decisions.kinds.checks import RULES as RULES_OF_KINDS
from decisions.kinds.checks import no_open_slot, omission_is_allowed, paragraphs_fit
from decisions.models import Decision
from decisions.serving import nobody_is_passed_by
from decisions.states import DecisionState
from decisions.texts import compose_any
from fees.selectors import current_assessment, staleness
from office.case import case_url
from office.errors import DomainError
from office.periods import add_months, age_on
from office.polish import short_day


def application_is_whole(decision: Decision, day: date) -> Iterator[Finding]:
    """D10: an accepted application may be changed later; whoever decides must see that it still holds (art. 53)."""
    for problem in problems(decision.application):
        part = problem.field.partition(".")[0]
        yield Finding(
            "D10",
            "Decyzja opiera się na wniosku, który spełnia wszystkie warunki.",
            problem.message,
            reverse(f"applications:{part}", args=[decision.application_id]),
        )


def contract_comes_first(decision: Decision, day: date) -> Iterator[Finding]:
    """D17: the decision follows the arrangements of the contract (art. 53 ust. 11)."""
    contract = current_contract(decision.application)
    rule = "Decyzję wydaje się po ustaleniach zapisanych w kontrakcie mieszkaniowym (art. 53 ust. 11)."
    url = reverse("contracts:edit", args=[decision.application_id])
    if contract is None or contract.state != ContractState.SIGNED:
        yield Finding("D17", rule, "Kontrakt nie jest podpisany.", url)
    elif decision.state == DecisionState.SUBMITTED and contract != decision.contract:
        told = "Po przekazaniu projektu sporządzono nowy kontrakt. Zwróć projekt: pracownik przekaże go ponownie."
        yield Finding("D17", rule, told, url)
    elif outdated_because(contract):
        yield Finding("D17", rule, outdated_because(contract), url)
    elif contract.signed_on and contract.signed_on > day:
        yield Finding("D17", rule, f"Kontrakt podpisano {short_day(contract.signed_on)}, po dniu decyzji.", url)


def fee_is_of_today(decision: Decision, day: date) -> Iterator[Finding]:
    """D11, D12: incomes, criterion, resolution and cost are those of the day of the decision (art. 8, art. 97)."""
    rule = "Odpłatność ustala się według dochodu, kryterium, uchwały i kosztu z dnia decyzji (art. 8 i art. 97)."
    url = reverse("fees:assess", args=[decision.application_id])
    current = current_assessment(decision.application)
    if current is None:
        yield Finding("D12", rule, "Nie obliczono odpłatności.", url)
        return
    stale = staleness(current, decision.application, day)
    if stale:
        yield Finding("D12", rule, stale, url)


def place_is_held(decision: Decision, day: date) -> Iterator[Finding]:
    """The granted place must still be held for this application."""
    again = decision.kind == DecisionKind.FEE or decision.instead_of_id is not None
    granted = again and decision.the_contract.occupancy.state == OccupancyState.GRANTED
    if decision.the_contract.occupancy.state != OccupancyState.HELD and not granted:
        yield Finding(
            "place",
            "Decyzja przyznaje konkretne miejsce.",
            "Rezerwacja miejsca już nie obowiązuje. Zarezerwuj miejsce i sporządź kontrakt od nowa.",
            reverse("apartments:offer", args=[decision.application_id]),
        )


def nothing_for_the_past(decision: Decision, day: date) -> Iterator[Finding]:
    """D8: support and fee are granted for the time to come, never backwards."""
    start, state = decision.the_contract.occupancy.period_from, decision.the_contract.occupancy.state
    # A case decided anew keeps the days that its former decision granted.
    kept = decision.instead_of_id is not None and state == OccupancyState.GRANTED
    if start < day and not kept:
        yield Finding(
            "D8",
            "Decyzja działa na przyszłość: nie przyznaje wsparcia ani opłaty za dni, które minęły.",
            f"Pobyt zaczyna się {short_day(start)}, przed dniem decyzji. Zmień początek pobytu we wniosku, "
            "zarezerwuj miejsce ponownie i sporządź kontrakt od nowa.",
            reverse("applications:request", args=[decision.application_id]),
        )


def text_can_be_composed(decision: Decision, day: date) -> Iterator[Finding]:
    """D14, D15, D18: authority, account, day of payment, citations and instruction are all known."""
    try:
        content = compose_any(decision, day)
    except DomainError as error:
        yield Finding(
            "D18",
            "Decyzja zawiera wszystkie elementy z art. 107 § 1 KPA.",
            error.message,
            case_url(decision.application_id),
        )
        return
    if isinstance(content, DecisionContent) and not content.omitted and not content.facts.situation:
        yield Finding(
            "D10",
            "Uzasadnienie podaje fakty, na których oparto decyzję (art. 107 § 3 KPA).",
            "Opisz we wniosku sytuację osoby.",
            reverse("applications:situation", args=[decision.application_id]),
        )


def somebody_may_sign(decision: Decision, day: date) -> Iterator[Finding]:
    """D14: the decision is signed by authorisation of the mayor (art. 110 ust. 7)."""
    if expected_signer(decision, day) is None:
        yield Finding(
            "D14",
            "Decyzję podpisuje osoba upoważniona (art. 110 ust. 7).",
            f"Nikt w ośrodku nie ma dziś ważnego upoważnienia, które obejmuje: {decision.get_kind_display()}. "
            "Wpisuje je administrator w Ustawieniach.",
            case_url(decision.application_id),
        )


def agreed_with_the_person(decision: Decision, day: date) -> Iterator[Finding]:
    """D3: the fee is set in agreement with the person (art. 97 ust. 1)."""
    if not decision.agreement.strip():
        yield Finding(
            "D3",
            "Odpłatność ustala się w uzgodnieniu z osobą (art. 97 ust. 1).",
            "Opisz, jak uzgodniono odpłatność i zakres usług.",
            reverse("decisions:edit", args=[decision.pk]),
        )


def no_old_words(decision: Decision, day: date) -> Iterator[Finding]:
    """D19: no word of the law before 1.11.2023 and none of tenancy."""
    application, contract = decision.application, decision.the_contract
    typed = [value for entry in decision.paragraphs for value in entry["values"].values()]
    texts = {
        reverse("decisions:edit", args=[decision.pk]): " ".join([decision.agreement, decision.reasons, *typed]),
        reverse("applications:situation", args=[application.pk]): application.situation,
        reverse("contracts:edit", args=[application.pk]): f"{contract.purpose} {contract.scope_note}",
    }
    yield from old_words(texts)


def the_person_is_adult(decision: Decision, day: date) -> Iterator[Finding]:
    """Support is granted to adults only, on the day of the decision (art. 53 ust. 1)."""
    born = decision.application.person.birth_date
    if born is not None and age_on(born, day) < ADULT:
        yield Finding(
            "adult",
            "Wsparcie przyznaje się osobie pełnoletniej (art. 53 ust. 1).",
            f"Osoba będzie pełnoletnia {short_day(add_months(born, 12 * ADULT))}. Wydaj decyzję nie wcześniej.",
            reverse("applications:person", args=[decision.application_id]),
        )


def programme_admits(decision: Decision, day: date) -> Iterator[Finding]:
    """The programme's own conditions hold, or the director let one go; the statute's stand in ``problems``."""
    for condition in conditions(decision.application, day):
        if condition.statutory or condition.outcome in (Outcome.MET, Outcome.WAIVED):
            continue
        lacking = "nie jest spełniony" if condition.outcome == Outcome.NOT_MET else "nie jest sprawdzony"
        # What the condition says may tell of health: the decision's readers open it in its own place.
        words = "dotyczący zdrowia" if condition.health else f"„{condition.words}”"
        yield Finding(
            "program",
            "Osoba spełnia warunki programu albo dyrektor odstąpił od nich z uzasadnieniem (zasady programu).",
            f"Warunek {words} {lacking}. Otwórz warunki programu: uzupełnij odpowiedź albo poproś dyrektora "
            "o odstąpienie.",
            reverse("applications:conditions", args=[decision.application_id]),
            blocking=False,
        )


def former_may_be_replaced(decision: Decision, day: date) -> Iterator[Finding]:
    """What is written in place of another decision needs that an appeal took that one away, or a review in time."""
    former = decision.instead_of
    if former is None:
        return
    url = reverse("decisions:after", args=[former.pk])
    rule = "Nowa decyzja zastępuje decyzję uchyloną po odwołaniu albo zmienianą w autokontroli (art. 132 i 138 KPA)."
    if former not in to_replace(decision.application):
        message = f"Decyzji nr {former.number} nie można już zastąpić. Wycofaj ten projekt."
        yield Finding("former", rule, message, url)
        return
    after = aftermath(former, day)
    if after.under_review:
        try:
            review_in_time(after, day)
        except DomainError as error:
            yield Finding("former", rule, error.message, url)


RULES: tuple[Rule, ...] = (
    former_may_be_replaced,
    application_is_whole,
    the_person_is_adult,
    programme_admits,
    contract_comes_first,
    fee_is_of_today,
    place_is_held,
    somebody_may_sign,
    agreed_with_the_person,
    nothing_for_the_past,
    text_can_be_composed,
    no_old_words,
    no_open_slot,
    paragraphs_fit,
    omission_is_allowed,
    nobody_is_passed_by,
    conditions_rest_on_law,
    *RULES_OF_DEFECTS,
)
RULES_AFTER: tuple[Rule, ...] = (
    former_may_be_replaced,
    *RULES_OF_KINDS,
    somebody_may_sign,
    text_can_be_composed,
    nobody_is_passed_by,
    conditions_rest_on_law,
    *RULES_OF_DEFECTS,
)


def check(decision: Decision, day: date) -> list[Finding]:
    """All findings on ``day``; an empty list means that the decision may go on."""
    if decision.kind not in GRANTS:
        return [finding for rule in RULES_AFTER for finding in rule(decision, day)]
    current = on_contract_in_use(decision)
    return [finding for rule in RULES for finding in rule(current, day)]
