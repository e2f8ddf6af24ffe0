"""Whether a place suits a person: each check with its answer and why. What says no cannot be offered.

Everything that many checks need is read once (``surroundings``), so that the number of queries does not grow with
places or people. Standards of § 6 are asked for separately (``apartments.selectors.broken_by_stay``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from apartments.allocation.states import OfferState
from apartments.models import Occupancy, Outage, Place, PlaceOffer, Sex
from applications.identity import sex_of
from applications.models import Application, Cause, DisabilityDegree, Person, PersonSex

FITS, ASK, NO = "fits", "ask", "no"
WORDS = {FITS: "pasuje", ASK: "do sprawdzenia", NO: "nie pasuje"}
MIXED = "mixed"
_WANTED = {Sex.MEN: PersonSex.MALE, Sex.WOMEN: PersonSex.FEMALE}


@dataclass(frozen=True)
class Check:
    """One check: ``outcome`` is ``fits``, ``ask`` or ``no``; ``sentence`` says why."""

    code: str
    title: str
    outcome: str
    sentence: str

    @property
    def words(self) -> str:
        """The outcome in words."""
        return WORDS[self.outcome]


@dataclass(frozen=True)
class Surroundings:
    """What takes, promises or closes some places, and the programmes of their apartments."""

    taken: Mapping[int, Sequence[Occupancy]]
    offered: Mapping[int, Sequence[PlaceOffer]]
    outages: Sequence[Outage]
    programmes: Mapping[int, frozenset[int]]
    roommates: Mapping[int, Sequence[Place]]
    today: date


def _meets(first: date, last: date | None, from_: date, to: date | None) -> bool:
    return first <= (to or date.max) and (last or date.max) >= from_


def surroundings(places: Iterable[Place], today: date) -> Surroundings:
    """Read once what the checks of ``places`` ask; ``places`` come with apartment and room."""
    listed = list(places)
    apartments = {place.apartment_id: place.apartment for place in listed}
    every = list(Place.objects.filter(apartment__in=apartments).select_related("room"))
    taken: dict[int, list[Occupancy]] = {}
    for row in Occupancy.objects.filter(place__in=every, state__in=Occupancy.TAKING).select_related(
        "application__person"
    ):
        taken.setdefault(row.place_id, []).append(row)
    offered: dict[int, list[PlaceOffer]] = {}
    rows = PlaceOffer.objects.filter(place__in=every, state=OfferState.OPEN, answer_by__gte=today)
    for offer in rows.select_related("application__person"):
        offered.setdefault(offer.place_id, []).append(offer)
    programmes: dict[int, set[int]] = {}
    through = listed[0].apartment.programmes.through.objects if listed else None
    if through is not None:
        for apartment, programme in through.filter(apartment__in=apartments).values_list(
            "apartment_id", "programme_id"
        ):
            programmes.setdefault(apartment, set()).add(programme)
    return Surroundings(
        taken=taken,
        offered=offered,
        outages=list(Outage.objects.filter(apartment__in=apartments, withdrawn=False)),
        programmes={key: frozenset(value) for key, value in programmes.items()},
        roommates={
            place.pk: [other for other in every if place.room_id and other.room_id == place.room_id] for place in every
        },
        today=today,
    )


def _days(application: Application) -> tuple[date, date | None] | None:
    if application.stay_from is None or (application.stay_to is None and not application.indefinite):
        return None
    return application.stay_from, application.stay_to


def _programme(application: Application, place: Place, around: Surroundings) -> Check:
    title = "Rodzaj i grupa"
    if application.programme_id in around.programmes.get(place.apartment_id, frozenset()):
        return Check("programme", title, FITS, f"Mieszkanie służy programowi „{application.programme}”.")
    return Check("programme", title, NO, f"Mieszkanie nie służy programowi „{application.programme}”.")


def _free(application: Application, place: Place, around: Surroundings) -> Check:
    title, days = "Dni", _days(application)
    if days is None:
        return Check("days", title, NO, "We wniosku nie ma okresu pobytu.")
    taken = [
        row
        for row in around.taken.get(place.pk, [])
        if _meets(row.period_from, row.period_to, *days)
        and not (row.application_id == application.pk and row.state == "held")
    ]
    if taken:
        return Check("days", title, NO, "Miejsce jest w tych dniach zajęte.")
    promised = [
        row
        for row in around.offered.get(place.pk, [])
        if row.application_id != application.pk and _meets(row.period_from, row.period_to, *days)
    ]
    if promised:
        return Check("days", title, NO, "Miejsce zaproponowano w tych dniach innej osobie.")
    return Check("days", title, FITS, "Miejsce jest wolne przez cały pobyt.")


def _in_service(application: Application, place: Place, around: Surroundings) -> Check:
    title, days = "Używanie", _days(application)
    for outage in around.outages:
        same = outage.place_id in (None, place.pk) and outage.apartment_id == place.apartment_id
        if same and days and _meets(outage.period_from, outage.period_to, *days):
            return Check("service", title, NO, f"Wyłączone z użytku w tych dniach: {outage.reason}")
    return Check("service", title, FITS, "Miejsce nie jest wyłączone z użytku.")


def sex_of_apartment(place: Place, person: Person) -> Check:
    """Whether the apartment takes people of this person's sex."""
    title, wanted = "Płeć: mieszkanie", _WANTED.get(Sex(place.apartment.sex))
    if wanted is None:
        return Check("sex", title, FITS, "Mieszkanie bez ograniczeń.")
    sex, for_whom = sex_of(person), place.apartment.get_sex_display()
    if not sex:
        return Check("sex", title, ASK, f"Mieszkanie tylko: {for_whom}. Nie wpisano PESEL ani płci osoby.")
    if sex != wanted:
        return Check("sex", title, NO, f"Mieszkanie tylko: {for_whom}.")
    return Check("sex", title, FITS, f"Mieszkanie tylko: {for_whom}.")


def _together(one: Application, other: Application) -> bool:
    return one.moving_group_id is not None and one.moving_group_id == other.moving_group_id


def _mixed(application: Application, place: Place, around: Surroundings) -> Check:
    title, days = "Płeć: pokój", _days(application)
    if place.room is None:
        return Check(MIXED, title, ASK, "Nie wiadomo, w którym pokoju jest to miejsce.")
    sex, unknown = sex_of(application.person), False
    for mate in around.roommates.get(place.pk, []):
        there: list[Occupancy | PlaceOffer] = [*around.taken.get(mate.pk, []), *around.offered.get(mate.pk, [])]
        for row in there:
            if row.application_id == application.pk or not days or not _meets(row.period_from, row.period_to, *days):
                continue
            if _together(application, row.application):
                continue
            other = sex_of(row.application.person)
            if sex and other and sex != other:
                return Check(MIXED, title, NO, "W pokoju będzie osoba innej płci. Wyjątkiem jest rodzina.")
            unknown = unknown or not (sex and other)
    if unknown:
        return Check(MIXED, title, ASK, "Nie wpisano płci którejś z osób w pokoju.")
    return Check(MIXED, title, FITS, "W pokoju nie będzie osób różnej płci.")


def _accessible(application: Application, place: Place) -> Check:
    title, apartment = "Dostępność", place.apartment
    needs = {Cause.AGE, Cause.DISABILITY} & set(application.causes) or application.disability_degree in (
        DisabilityDegree.MODERATE,
        DisabilityDegree.SEVERE,
    )
    if not needs:
        return Check("access", title, FITS, "We wniosku nie ma potrzeb w zakresie dostępności.")
    if apartment.barrier_free and apartment.adapted:
        return Check("access", title, FITS, "Bez barier i przystosowane.")
    known = [
        words
        for value, words in (
            (apartment.barrier_free, "bariery architektoniczne"),
            (apartment.adapted, "brak przystosowania"),
        )
        if value is False
    ]
    what = " i ".join(known) if known else "dostępności mieszkania nie opisano"
    return Check("access", title, ASK, f"Sprawdź z osobą: {what}. {apartment.accessibility_note}".strip())


def _address(place: Place) -> Check:
    title = "Adres"
    if place.apartment.restricted_address:
        return Check("address", title, ASK, "Adres chroniony: podaj go wyłącznie osobie, której proponujesz miejsce.")
    return Check("address", title, FITS, "Adres nie jest chroniony.")


def _reserve(place: Place) -> Check:
    if place.reserve:
        return Check("reserve", "Rezerwa", ASK, "Rezerwa na nagłe sytuacje: potrzebny jest powód.")
    return Check("reserve", "Rezerwa", FITS, "Zwykłe miejsce.")


def checks(application: Application, place: Place, around: Surroundings) -> list[Check]:
    """Every check of ``place`` for ``application`` but the standards; asks the database nothing."""
    return [
        _programme(application, place, around),
        _free(application, place, around),
        _in_service(application, place, around),
        sex_of_apartment(place, application.person),
        _mixed(application, place, around),
        _accessible(application, place),
        _address(place),
        _reserve(place),
    ]


def suits(application: Application, place: Place, around: Surroundings) -> bool:
    """Whether no check says no: who is ahead on the list and suits is to be asked first."""
    return all(check.outcome != NO for check in checks(application, place, around))
