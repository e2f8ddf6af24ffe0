"""The stretch "miejsce" of the case page with what the waiting list and the offers add to it."""

from dataclasses import dataclass, fields, replace

from apartments.allocation.selectors import QueueSummary, summary
from apartments.selectors import ApartmentsSection
from apartments.selectors import case_section as place_section
from applications.models import Application
from office import clock
from office.case import NextStep
from office.models import User
from office.polish import short_day


@dataclass(frozen=True)
class PlaceSection(ApartmentsSection):
    """The place of a case, and where the case stands on the waiting list."""

    queue: QueueSummary


def _next_step(step: NextStep, queue: QueueSummary) -> NextStep:
    """While somebody thinks about an offer, or waits, that comes before choosing a place."""
    if queue.offer is not None and queue.offer_late:
        sentence = "Minął termin odpowiedzi na propozycję miejsca. Zamknij ją, żeby zaproponować miejsce dalej."
        return replace(step, sentence=sentence, action="Otwórz propozycję", url=queue.offer_url)
    if queue.offer is not None:
        sentence = f"Osobie zaproponowano miejsce: odpowiada do {short_day(queue.offer.answer_by)}."
        return NextStep(sentence, step.who, "Wpisz odpowiedź", queue.offer_url, queue.offer.answer_by)
    if queue.on_list:
        sentence = f"Osoba czeka na miejsce (pozycja {queue.position} na liście). Zaproponuj jej odpowiednie miejsce."
        return replace(step, sentence=sentence, action="Otwórz listę oczekujących", url=queue.url)
    return step


def case_section(application: Application, user: User) -> PlaceSection:
    """What the case page shows about the place."""
    section, queue = place_section(application, user), summary(application, user, clock.today())
    known = {field.name: getattr(section, field.name) for field in fields(section)}
    if section.next_step is not None:
        known["next_step"] = _next_step(section.next_step, queue)
    return PlaceSection(**known, queue=queue)
