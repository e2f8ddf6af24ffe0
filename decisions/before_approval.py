"""What is read and asked before a decision is handed over or approved, and its place in the register."""

from dataclasses import replace
from datetime import date

from applications.models import Application
from contracts.models import HousingContract
from contracts.selectors import WHOLE, current_contract
from decisions.approval.overrides import what_stops
from decisions.checks import check
from decisions.models import Decision, Series
from decisions.texts import compose_any, content_class
from office.documents import from_json
from office.errors import DomainError, Incomplete
from office.models import Office, User
from office.second_factor.services import Confirmation
from office.services import next_number


def read_contract(decision: Decision, application: Application) -> None:
    """Read the contract of a decision with all that a grant is composed from in one query."""
    if application.programme is not None:
        application.programme.office = application.office
    contract = current_contract(application)
    if contract is None or contract.pk != decision.contract_id:
        contract = HousingContract.objects.select_related(*WHOLE).get(decisions=decision.pk)
    decision.contract = contract
    contract.application = contract.occupancy.application = contract.assessment.application = application
    if decision.assessment_id == contract.assessment_id:
        decision.assessment = contract.assessment


def demand_confirmation(actor: User, office: Office, confirmation: Confirmation | None) -> None:
    """Raise ``DomainError`` where the office asks for the second factor at every approval and ``actor`` gave none."""
    if office.second_factor_always and (confirmation is None or confirmation.user != actor.pk):
        raise DomainError(
            "second_factor",
            "W tym ośrodku każde zatwierdzenie potwierdza się kodem z telefonu. Wpisz kod i zatwierdź jeszcze raz.",
            "token",
        )


def next_of_register(decision: Decision, day: date) -> tuple[Series, str]:
    """The register that the decision belongs to, and its number there: orders may have one of their own."""
    office, series = decision.office, Series.DECISIONS
    if decision.rules.is_order and office.order_number_pattern:
        series = Series.ORDERS
    pattern = office.order_number_pattern if series == Series.ORDERS else office.decision_number_pattern
    number = next_number(office=office, series=series, year=day.year)
    return series, pattern.format(number=number, year=day.year, cell=office.case_cell, jrwa=office.case_class)


def refuse_findings(decision: Decision, day: date) -> None:
    """Raise ``Incomplete`` with everything that the legal check finds on ``day`` and nobody has let go."""
    problems = [DomainError(f.code, f.message, f.url) for f in what_stops(decision, check(decision, day), day)]
    if problems:
        raise Incomplete(problems)


def refuse_changed_facts(decision: Decision, day: date) -> None:
    """Raise ``DomainError`` where the decision would say something else on ``day`` than what was submitted."""
    submitted = from_json(content_class(decision), decision.content)
    now = compose_any(decision, day)
    if not submitted.instruction.texts:
        # Handed over before the instruction had maintained versions: its words were the program's own.
        now = replace(now, instruction=submitted.instruction)
    if replace(now, signatory=submitted.signatory, legal_basis=submitted.legal_basis) != submitted:
        raise DomainError(
            "facts_changed",
            "Po przekazaniu projektu zmieniono dane sprawy albo teksty decyzji, więc decyzja brzmiałaby inaczej "
            "niż ta, którą widzisz. Zwróć projekt: pracownik przekaże go ponownie z aktualnymi danymi.",
        )
