"""A run of what changes that waits for the director: new incomes of running stays, drafts, decisions on a list."""

from decimal import Decimal

from applications.models import HouseholdType
from decisions.approval.services import prepare_from_run
from decisions.demo.tools import Team
from fees.changes import services as changes
from fees.changes.selectors import decided_facts, next_first_day, running
from office import clock

_MORE, _LESS = Decimal("550.00"), Decimal("-250.00")


def create(team: Team) -> None:
    """Who keeps house alone in the office of ``team`` has a new income; the fees that follow wait for approval."""
    day = next_first_day(clock.today())
    stays = running(team.worker.office, day).select_related("application").order_by("pk") if team.worker.office else ()
    for number, stay in enumerate(stays):
        facts = decided_facts(stay.application)
        if facts is None or facts.household != HouseholdType.SINGLE:
            continue
        changes.review_income(
            actor=team.worker,
            application=stay.application,
            household=HouseholdType.SINGLE,
            persons=1,
            own_income=facts.own_income + (_LESS if number % 2 else _MORE),
            other_income=Decimal("0.00"),
            basis="zaświadczenie o świadczeniu (zmyślone)",
        )
    run = changes.carry_on(actor=team.worker, run=changes.start_run(actor=team.worker, on=day))
    run = changes.carry_on(actor=team.worker, run=changes.order_drafts(actor=team.worker, run=run))
    prepare_from_run(actor=team.worker, run=run)
