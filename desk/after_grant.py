"""What comes next in a granted case: moving in, the end of the stay, moving out."""

from datetime import date

from django.urls import reverse

from apartments.models import Occupancy
from apartments.stays.selectors import AWAITED, LEAVING, OVERDUE, OVERDUE_ARRIVAL, current_stay, stay_row
from applications.models import Application
from office.case import NextStep, stay_url
from office.polish import day


def step_of_stay(application: Application, today: date) -> NextStep | None:
    """The next step of the stay that the decision of ``application`` began; ``None`` when nothing waits in it."""
    stay = current_stay(application)
    if stay is None:
        return None
    row = stay_row(stay, today)
    if row.phase in (AWAITED, OVERDUE_ARRIVAL):
        # Before the decision is carried out its own step says what it waits for.
        if stay.open_from is None:
            return None
        return _arrival(row.places[0])
    if row.phase == LEAVING and row.last is not None:
        return NextStep(
            f"Pobyt kończy się {day(row.last)} Jeśli osoba chce zostać, potrzebny jest nowy wniosek przed tym dniem.",
            "pracownik socjalny",
            "Otwórz pobyt",
            stay_url(stay.pk),
            row.last,
        )
    if row.phase == OVERDUE and row.last is not None:
        return NextStep(
            f"Pobyt upłynął {day(row.last)} Sporządź protokół wyprowadzenia.",
            "pracownik socjalny albo opiekun mieszkań",
            "Sporządź protokół",
            reverse("stays:move-out", args=[row.places[-1].pk]),
        )
    return None


def _arrival(place: Occupancy) -> NextStep:
    return NextStep(
        "Wprowadź osobę do mieszkania: spisz protokół i wydaj klucze.",
        "pracownik socjalny albo opiekun mieszkań",
        "Sporządź protokół wprowadzenia",
        reverse("stays:move-in", args=[place.pk]),
        place.period_from,
    )
