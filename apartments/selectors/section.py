"""The place of one case, as the case page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from apartments import access
from apartments.models import Occupancy, StandardsWaiver, Stay
from apartments.selectors.places import name_for
from apartments.selectors.standards import waivers_of
from apartments.states import OccupancyState
from applications.models import Application
from applications.states import ApplicationState
from office.access import Verdict
from office.case import NextStep, stay_url
from office.models import User
from office.reading import remembered_on_page


def current_occupancy(application: Application) -> Occupancy | None:
    """The place that is held for or granted to ``application``; the hold before an earlier grant."""
    rows = Occupancy.objects.filter(application=application, state__in=Occupancy.TAKING)
    rows = rows.select_related("place__apartment__office").order_by("-state", "-pk")
    return remembered_on_page(("current occupancy", application.pk), rows.first)


def same_days(occupancy: Occupancy, application: Application) -> bool:
    """Whether the place is taken for exactly the stay that the application asks for."""
    return (occupancy.period_from, occupancy.period_to) == (application.stay_from, application.stay_to)


@dataclass(frozen=True)
class ApartmentsSection:
    """The stretch "miejsce" of the case page."""

    done: bool
    next_step: NextStep | None
    application: Application
    occupancy: Occupancy | None
    apartment_name: str
    differs: bool
    waits: bool
    may_offer: Verdict
    offer_url: str
    may_waive: bool
    waive_url: str
    waivers: Sequence[StandardsWaiver]
    stay_url: str


def _next_step(application: Application, occupancy: Occupancy | None, *, done: bool, url: str) -> NextStep | None:
    if done or application.state != ApplicationState.SUBMITTED:
        return None
    who = str(application.worker)
    if occupancy is None:
        return NextStep("Wybierz wolne miejsce i zarezerwuj je dla tej osoby.", who, "Wybierz miejsce", url)
    sentence = "Okres rezerwacji różni się od wniosku – zarezerwuj ponownie."
    return NextStep(sentence, who, "Zarezerwuj ponownie", url)


def _stay_url(application: Application) -> str:
    """The page of the stay that the decision began; empty before it."""
    stay = Stay.objects.filter(application=application).values_list("pk", flat=True).first()
    return stay_url(stay) if stay is not None else ""


def case_section(application: Application, user: User) -> ApartmentsSection:
    """What the case page shows about the place, and what to do next about it."""
    occupancy = current_occupancy(application)
    differs = occupancy is not None and not same_days(occupancy, application)
    done = occupancy is not None and not (differs and occupancy.state == OccupancyState.HELD)
    url = reverse("apartments:offer", args=[application.pk])
    return ApartmentsSection(
        done=done,
        next_step=_next_step(application, occupancy, done=done, url=url),
        application=application,
        occupancy=occupancy,
        apartment_name=name_for(user, occupancy.place.apartment) if occupancy else "",
        differs=differs and not done,
        waits=application.state == ApplicationState.DRAFT,
        may_offer=access.offer(user, application),
        offer_url=url,
        may_waive=occupancy is None and access.waive(user, application).allowed,
        waive_url=reverse("apartments:waive", args=[application.pk]),
        waivers=list(waivers_of(application)),
        stay_url=_stay_url(application),
    )
