"""Finding a person before one is created: by PESEL, name (any order, with or without diacritics) and birth date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Prefetch, Q

from applications.folding import fold, name_key
from applications.models import Application, Person
from office.models import Office

_SHOWN_AT_MOST = 10
_LOOKED_AT_MOST = 400
_ALIKE = 0.84  # of 1; one letter wrong in a name of ten gives 0.9
_FIRST_LETTERS = 2


@dataclass(frozen=True)
class Sought:
    """What is known of the person who asks. Empty texts and ``None``: not known."""

    last_name: str = ""
    first_name: str = ""
    pesel: str = ""
    birth_date: date | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.last_name.strip() or self.pesel or self.birth_date)


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the office knows, why it may be the person sought, and the person's cases."""

    person: Person
    why: str
    certain: bool
    cases: tuple[str, ...]


def candidates(office: Office, sought: Sought, *, without: int | None = None) -> list[Candidate]:
    """Persons of ``office`` who may be the one sought, the likeliest first, at most ten; three queries at most.

    The same PESEL is certain; then the same name and birth date, the same name, a similar name (of the same beginning
    or birth date). ``without`` leaves out one person (its key). Joined rows are never found.
    """
    if sought.empty:
        return []
    key = name_key(sought.first_name, sought.last_name)
    found = []
    for person in _looked_at(office, sought, key):
        reason = _why(person, sought, key)
        if reason and person.pk != without:
            found.append((reason[0], person, reason[1]))
    found.sort(key=lambda item: (item[0], item[1].last_key, item[1].pk))
    return [
        Candidate(person, why, certain=rank == 0, cases=tuple(str(case) for case in person.applications.all()))
        for rank, person, why in found[:_SHOWN_AT_MOST]
    ]


def probable(found: Iterable[Candidate], sought: Sought) -> list[Candidate]:
    """Those of ``found`` that must be looked at before somebody new is created: never mere matches of a birth date."""
    return [item for item in found if item.why != BORN and not _other_pesel(item.person, sought)]


SAME_PESEL = "ten sam PESEL"
NAME_AND_BIRTH = "to samo imię i nazwisko, ta sama data urodzenia"
SAME_NAME = "to samo imię i nazwisko"
SIMILAR = "podobne imię i nazwisko"
SIMILAR_BORN = "podobne imię i nazwisko, ta sama data urodzenia"
BORN = "ta sama data urodzenia"


def _looked_at(office: Office, sought: Sought, key: str) -> list[Person]:
    wanted = Q()
    if sought.pesel:
        wanted |= Q(pesel=sought.pesel)
    if sought.birth_date:
        wanted |= Q(birth_date=sought.birth_date)
    if key:
        worded = Q()
        for word in key.split():
            worded &= Q(name_key__contains=word)
        wanted |= worded
        for name in (sought.last_name, sought.first_name):
            beginning = fold(name)[:_FIRST_LETTERS]
            if len(beginning) == _FIRST_LETTERS:
                wanted |= Q(last_key__startswith=beginning)
    cases = Prefetch("applications", queryset=Application.objects.order_by("-pk"))
    rows = Person.objects.filter(wanted, office=office, joined_into__isnull=True).prefetch_related(cases)
    # Of a frequent beginning only so many are compared; those that match exactly come first.
    exact = Q(pk__in=[])
    for given, part in ((sought.pesel, "pesel"), (key, "name_key"), (sought.birth_date, "birth_date")):
        exact |= Q(**{part: given}) if given else Q(pk__in=[])
    first = list(rows.filter(exact)[:_LOOKED_AT_MOST])
    seen = {person.pk for person in first}
    return first + [person for person in rows.order_by("last_key")[:_LOOKED_AT_MOST] if person.pk not in seen]


def _why(person: Person, sought: Sought, key: str) -> tuple[int, str] | None:
    """How likely (0 is certain) and why ``person`` may be the one sought; none for a chance neighbour."""
    if sought.pesel and person.pesel == sought.pesel:
        return 0, SAME_PESEL
    same_day = sought.birth_date is not None and person.birth_date == sought.birth_date
    if key and _same_name(person, key):
        return (1, NAME_AND_BIRTH) if same_day else (2, SAME_NAME)
    if key and SequenceMatcher(None, person.name_key, key).ratio() >= _ALIKE:
        return (2, SIMILAR_BORN) if same_day else (3, SIMILAR)
    if not key and same_day:
        return 4, BORN
    return None


def _same_name(person: Person, key: str) -> bool:
    """The same words, or (where only the surname was typed) all typed words among the person's."""
    return person.name_key == key or set(key.split()) <= set(person.name_key.split())


def _other_pesel(person: Person, sought: Sought) -> bool:
    """Whether both have a PESEL and these differ: then it is somebody else of the same name."""
    return bool(sought.pesel and person.pesel and sought.pesel != person.pesel)
