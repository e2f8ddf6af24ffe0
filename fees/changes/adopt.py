"""From the draft of a new assessment to the assessment that a decision puts in force."""

from collections.abc import Sequence
from datetime import date

from apartments.models import Occupancy
from applications.models import Application
from fees import engine
from fees.changes.models import DraftAssessment
from fees.models import Assessment, FeePart
from fees.periods.cutting import Stretch, as_rows, cut_up
from fees.selectors import citing, rules_for
from office import clock
from office.access import demand, works_as
from office.errors import DomainError
from office.models import Role, User
from office.polish import short_day, zloty
from office.services import record

_OLD = (
    "Po zestawieniu zmieniły się przepisy, uchwała albo koszt, więc opłata wyszłaby inna. "
    "Policz zestawienie jeszcze raz i utwórz z niego nowe projekty."
)


def open_drafts(application: Application, today: date) -> list[DraftAssessment]:
    """The drafts of a case for days to come that no decision has put in force yet, the earliest first."""
    rows = DraftAssessment.objects.filter(application=application, on__gt=today).order_by("on")
    used = set(Assessment.objects.filter(application=application).exclude(basis_number="").values_list("digest"))
    return [row for row in rows.select_related("replaces") if (row.digest,) not in used]


def as_assessment(draft: DraftAssessment) -> Assessment:
    """The assessment that ``draft`` would become, not stored. Raises ``DomainError`` where the rules have changed."""
    facts = engine.facts_from(draft.facts)
    programme = draft.application.programme
    if programme is None:
        raise DomainError("no_programme", "Sprawa nie wskazuje programu.")
    selected = rules_for(
        programme=programme,
        household=facts.household.value,
        on=draft.on,
        citing=citing(facts),
        apartment=draft.occupancy.place.apartment,
    )
    if engine.as_data(selected.rules) != draft.rules:
        raise DomainError("draft_outdated", _OLD)
    return Assessment(
        application=draft.application,
        occupancy=draft.occupancy,
        on=draft.on,
        table=selected.table,
        criterion=selected.criterion,
        cost=selected.cost,
        amount=draft.amount,
        free=draft.free,
        facts=draft.facts,
        rules=draft.rules,
        result=draft.result,
        engine_version=draft.engine_version,
        digest=draft.digest,
    )


def periods_after(draft: DraftAssessment, assessment: Assessment) -> list[FeePart]:
    """The periods that the fee of ``draft`` falls into up to the end of the stay, not stored; none where it is one.

    ``assessment`` is what ``as_assessment`` gave. The incomes stay those of the draft: what is not known yet is left to
    a later decision.
    """
    programme, occupancy = draft.application.programme, draft.occupancy
    if programme is None:
        return []
    days = Stretch(draft.on, occupancy.period_to, programme, occupancy.place.apartment)
    facts = engine.facts_from(draft.facts)
    cut = cut_up(days, facts, days.rules(facts), engine.assessment_from(draft.result))
    return as_rows(cut, assessment)


def adopt(*, actor: User, draft: DraftAssessment, number: str, decided_on: date) -> Assessment:
    """Store the assessment of ``draft`` as put in force by decision ``number``; called when it is approved."""
    demand(works_as(actor, draft.application.office, Role.DIRECTOR))
    assessment = as_assessment(draft)
    return _store(actor, assessment, periods_after(draft, assessment), number, decided_on)


def carry_over(
    *, actor: User, assessment: Assessment, occupancy: Occupancy, number: str, decided_on: date
) -> Assessment:
    """The same fee for another place of the same stay, by the decision that changes the place."""
    demand(works_as(actor, assessment.application.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    copied = Assessment.objects.get(pk=assessment.pk)
    copied.pk, copied._state.adding = None, True
    copied.occupancy = occupancy
    parts = list(FeePart.objects.filter(assessment=assessment).order_by("number"))
    for part in parts:
        part.pk, part._state.adding, part.assessment = None, True, copied
    return _store(actor, copied, parts, number, decided_on)


def _store(actor: User, assessment: Assessment, parts: Sequence[FeePart], number: str, decided_on: date) -> Assessment:
    assessment.periods = max(1, len(parts))
    assessment.basis_number, assessment.basis_date = number, decided_on
    assessment.made_by, assessment.made_at = actor, clock.now()
    assessment.save(force_insert=True)
    for part in parts:
        part.save(force_insert=True)
    fee = "nieodpłatnie" if assessment.free else f"{zloty(assessment.amount)} miesięcznie"
    record(
        actor=actor,
        office=assessment.application.office,
        verb="fees.assessment.adopted",
        sentence=f"Odpłatność od {short_day(assessment.on)}: {fee} (decyzja {number}).",
        subject=assessment,
        seals=parts,
        case=assessment.application_id,
    )
    return assessment
