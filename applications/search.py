"""Finding cases while somebody types: every word of a case under the beginning by which it is looked for.

A case is found by its person's names, PESEL and address and by its case number. The words are folded (no capitals, no
diacritics) and stored one in a row; a search asks for rows that begin with what was typed, which an index answers in
the same time for a thousand cases and for a hundred thousand. Health, income and addresses of apartments are not here.
"""

import re
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.folding import fold
from applications.models import Application, Person, SearchWord

_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST = 40
_BATCH = 2000
_LOOKED_AT = 200
_FEW = 2000


def words_in(text: str) -> list[str]:
    """What is typed, word by word: ``"Żółć-Nowak 12/3"`` → ``["zolcnowak", "123"]``; groups of digits are one word."""
    parts = ["".join(_SEPARATORS.split(part)) for part in fold(text).split()]
    if all(part.isdecimal() for part in parts):
        parts = ["".join(parts)]
    return [part[:_LONGEST] for part in dict.fromkeys(parts) if part]


def kept_words(text: str) -> set[str]:
    """The words under which ``text`` is kept: each as it is typed, and its parts."""
    parts = {part for part in _SEPARATORS.split(fold(text)) if part}
    whole = {"".join(_SEPARATORS.split(part)) for part in fold(text).split()}
    return {word[:_LONGEST] for word in parts | whole if word}


def words_of(application: Application) -> set[str]:
    """All words by which the case is found."""
    person = application.person
    texts = (
        person.first_name,
        person.last_name,
        person.pesel or "",
        person.street,
        person.postal_code.replace("-", ""),
        person.city,
        application.case_number,
    )
    return {word for text in texts for word in kept_words(text)}


def index(applications: Iterable[Application]) -> None:
    """Store the words of ``applications`` anew: called by every act that changes one of them, in its transaction."""
    cases = list(applications)
    SearchWord.objects.filter(application__in=cases).delete()
    SearchWord.objects.bulk_create(_rows(cases), batch_size=_BATCH)


def index_person(person: Person) -> None:
    """Store the words of all cases of ``person`` anew."""
    index(person.applications.select_related("person"))


def index_everything() -> int:
    """Store the words of every case anew; returns how many cases."""
    count = 0
    batch: list[Application] = []
    for application in Application.objects.select_related("person").order_by("pk").iterator(chunk_size=_BATCH):
        batch.append(application)
        if len(batch) == _BATCH:
            index(batch)
            count, batch = count + len(batch), []
    index(batch)
    return count + len(batch)


def _rows(applications: Iterable[Application]) -> Iterator[SearchWord]:
    for application in applications:
        for word in sorted(words_of(application)):
            yield SearchWord(office_id=application.office_id, application=application, word=word)


def found(office: int, text: str, at_most: int) -> list[int]:
    """Keys of cases of ``office`` in which every word of ``text`` begins some word: the newest first.

    Where every word fits very many cases, the newest are chosen among the first two hundred.
    """
    words = words_in(text)
    if not words:
        return []
    # The rarest word leads: an index gives its few cases, and only these are asked for the others.
    counted = sorted((_having(office, word)[:_FEW].count(), word) for word in words)
    fewest, rarest = counted[0]
    others = [word for _, word in counted[1:]]
    keys = _among_few(office, rarest, others) if fewest < _FEW else _among_many(office, rarest, others)
    return sorted(keys, reverse=True)[:at_most]


def _among_few(office: int, rarest: str, others: list[str]) -> set[int]:
    keys = set(_having(office, rarest).values_list("application", flat=True))
    for word in others:
        keys = set(_having(office, word).filter(application__in=keys).values_list("application", flat=True))
    return keys


def _among_many(office: int, rarest: str, others: list[str]) -> set[int]:
    rows = _having(office, rarest)
    for word in others:
        rows = rows.filter(Exists(SearchWord.objects.filter(_begins(word), application=OuterRef("application"))))
    return set(rows.order_by("word", "-application").values_list("application", flat=True)[:_LOOKED_AT])


def narrowed(rows: QuerySet[Application], office: int, text: str) -> QuerySet[Application]:
    """Only those of ``rows``, which are of ``office``, in which every word of ``text`` begins some word."""
    for word in words_in(text):
        rows = rows.filter(pk__in=_having(office, word).values("application"))
    return rows


def _having(office: int, word: str) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(_begins(word), office_id=office)


def _begins(word: str) -> Q:
    """That a stored word begins with ``word``, in the form that the index of each database answers."""
    if connection.vendor == "sqlite":
        return Q(word__gte=word, word__lt=word[:-1] + chr(ord(word[-1]) + 1))
    return Q(word__startswith=word)
