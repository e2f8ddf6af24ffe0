"""The starting data of apartments: every apartment that the offices' own pages name, with its places."""

from collections import defaultdict

from django.conf import settings

from apartments.models import Apartment, Place, Room
from applications.models import Programme
from office.loading import add_missing, day_or_none, is_yes, read_rows, texts, whole_or_none
from office.models import Office

WORDS = ("kind", "target_group", "sex", "street", "postal_code", "city", "capacity_note", "source")
RUNNING = ("regime", "regime_note", "old_name", "conversion_act")


def load() -> int:
    """Load apartments and places; returns how many rows are new.

    Places come only together with a new apartment: which places a standing one has is the office's own affair.
    """
    folder = settings.FIXTURES / "apartments"
    labels: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in read_rows(folder / "places.csv"):
        labels[row["office"], row["apartment"]].append((row["label"], row["room"]))
    offices = {office.code: office for office in Office.objects.all()}
    programmes = {(programme.office.code, programme.code): programme for programme in _programmes()}
    loaded = 0
    for row in read_rows(folder / "apartments.csv"):
        apartment, is_new = add_missing(
            Apartment,
            {"office": offices[row["office"]], "code": row["code"]},
            texts(row, *WORDS, *RUNNING)
            | {
                "rooms": whole_or_none(row["rooms"]),
                "restricted_address": is_yes(row["restricted_address"]),
                "capacity_published": is_yes(row["capacity_published"]),
                "converted_by_act_of": day_or_none(row["converted_by_act_of"]),
            },
        )
        if is_new:
            apartment.programmes.set(programmes[row["office"], code] for code in row["programmes"].split())
            loaded += 1 + _add_places(apartment, labels[row["office"], row["code"]])
    return loaded


def _add_places(apartment: Apartment, labels: list[tuple[str, str]]) -> int:
    """Make the places and the rooms that they name; returns how many rows are new."""
    names = dict.fromkeys(room for _, room in labels if room)
    rooms = {name: Room.objects.create(apartment=apartment, label=name) for name in names}
    Place.objects.bulk_create(Place(apartment=apartment, label=label, room=rooms.get(room)) for label, room in labels)
    return len(labels) + len(rooms)


def _programmes() -> list[Programme]:
    return list(Programme.objects.select_related("office"))
