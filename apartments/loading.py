"""The starting data of apartments: every apartment that the offices' own pages name, with its places."""

from collections import defaultdict

from django.conf import settings

from apartments.models import Apartment, Place
from applications.models import Programme
from office.loading import add_missing, is_yes, read_rows, texts, whole_or_none
from office.models import Office

WORDS = ("kind", "target_group", "sex", "street", "postal_code", "city", "capacity_note", "source")


def load() -> int:
    """Load apartments and places; returns how many rows are new.

    Places come only together with a new apartment: which places a standing one has is the office's own affair.
    """
    folder = settings.FIXTURES / "apartments"
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_rows(folder / "places.csv"):
        labels[row["office"], row["apartment"]].append(row["label"])
    offices = {office.code: office for office in Office.objects.all()}
    programmes = {(programme.office.code, programme.code): programme for programme in _programmes()}
    loaded = 0
    for row in read_rows(folder / "apartments.csv"):
        apartment, is_new = add_missing(
            Apartment,
            {"office": offices[row["office"]], "code": row["code"]},
            texts(row, *WORDS)
            | {
                "rooms": whole_or_none(row["rooms"]),
                "restricted_address": is_yes(row["restricted_address"]),
                "capacity_published": is_yes(row["capacity_published"]),
            },
        )
        if is_new:
            apartment.programmes.set(programmes[row["office"], code] for code in row["programmes"].split())
            places = [Place(apartment=apartment, label=label) for label in labels[row["office"], row["code"]]]
            Place.objects.bulk_create(places)
            loaded += 1 + len(places)
    return loaded


def _programmes() -> list[Programme]:
    return list(Programme.objects.select_related("office"))
