"""Acts before a stay ends: remind the person by letter, begin the application to prolong it."""

from django.db import transaction

from apartments.extensions.selectors import ending_of
from apartments.models import EndReminder, Stay
from apartments.stays import access
from apartments.stays.selectors import granted_places, stay_row
from applications.letters.services import issue_letter
from applications.models import Application
from applications.outcomes.services import start_extension
from applications.services import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record


@transaction.atomic
def remind(*, actor: User, stay: Stay, remarks: str = "") -> EndReminder:
    """Issue the letter that reminds the person of the end of the stay, once for each stage of days ahead.

    Raises ``DomainError`` when the stay does not end soon, or the letter of this stage was made already.
    """
    application = locked(stay.application)
    demand(access.finish(actor, stay))
    today = clock.today()
    row = stay_row(stay, today)
    ending = ending_of(row, today)
    if ending is None:
        raise DomainError(
            "not_ending", "Ten pobyt nie kończy się w dniach, w których program przypomina. Pisma nie trzeba."
        )
    if ending.reminder is not None:
        raise DomainError(
            "reminded",
            f"Na {ending.stage} dni przed końcem już przypomniano: {short_day(ending.reminder.made_on)}. Otwórz pismo.",
        )
    letter = issue_letter(
        actor=actor,
        application=application,
        code="ending",
        values={
            "numer_decyzji": row.places[-1].basis_number,
            "koniec": ending.ends_on,
            "uwagi": remarks.strip(),
        },
    )
    reminder = EndReminder.objects.create(
        stay=stay, ends_on=ending.ends_on, days_before=ending.stage, letter=letter, made_by=actor, made_on=today
    )
    record(
        actor=actor,
        office=application.office,
        verb="apartments.stay.remind",
        sentence=f"Przypomniano o końcu pobytu {short_day(ending.ends_on)} (na {ending.stage} dni przed).",
        subject=reminder,
        case=application.pk,
    )
    return reminder


@transaction.atomic
def prolong(*, actor: User, application: Application) -> Application:
    """Begin the application to prolong the stay of ``application``: from the day after its last day.

    Raises ``DomainError`` for a stay for an indefinite time and as ``start_extension`` does.
    """
    fresh = locked(application)
    places = granted_places(fresh)
    if not places or places[-1].period_to is None:
        raise DomainError(
            "no_end", "Ten pobyt nie ma ostatniego dnia, więc nie ma czego przedłużać. Zmianę okresu wprowadza decyzja."
        )
    return start_extension(actor=actor, application=fresh, ends_on=places[-1].period_to)
