"""The stretch "miejsce" of the case page with what the waiting list and the offers add to it."""

from dataclasses import dataclass, fields, replace

from apartments.allocation.selectors import QueueSummary, summary
from apartments.extensions.selectors import Extension, extension_of
from apartments.selectors import ApartmentsSection, name_for
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
    extension: Extension | None
    former_place: str


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
    extension = extension_of(application)
    former = extension.place if extension else None
    place = f"{name_for(user, former.place.apartment)}, {former.place.label}" if former else ""
    if (
        section.next_step is not None
        and section.occupancy is None
        and place
        and known["next_step"] == section.next_step
    ):
        sentence = f"Osoba mieszka teraz tutaj: {place}. Zarezerwuj to samo miejsce na dalszy pobyt."
        known["next_step"] = replace(section.next_step, sentence=sentence)
    return PlaceSection(**known, queue=queue, extension=extension, former_place=place)
