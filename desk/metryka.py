"""The record of a case (metryka sprawy, art. 66a KPA), read from the event log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from applications.models import Application
from applications.paper import letterhead_of
from office.documents import render_html
from office.letterhead import Letterhead
from office.models import Event
from office.polish import short_day
from office.selectors import cited, history

TEMPLATE = "metryka"
TEMPLATE_VERSION = "1"
# The fields under which a kind of document is known on paper.
_NUMBERS = ("number", "case_number")


@dataclass(frozen=True)
class MetrykaRow:
    """One act: when, who with the post, what, and the document it concerns."""

    when: str
    who: str
    what: str
    document: str


@dataclass(frozen=True)
class Metryka:
    """The record of one case as of the letterhead's day."""

    template_version: str
    letterhead: Letterhead
    subject: str
    rows: tuple[MetrykaRow, ...]
    provisions: dict[str, str]


def _numbered(model: type[Model], keys: Iterable[int]) -> dict[int, str]:
    """The numbers of some documents of one kind, where that kind has numbers; one query."""
    names = {field.name for field in model._meta.get_fields()}
    field = next((name for name in _NUMBERS if name in names), None)
    if field is None:
        return {}
    found = model._default_manager.filter(pk__in=list(keys)).values_list("pk", field)
    return {key: f"nr {number}" for key, number in found if number}


def _documents(events: list[Event]) -> dict[tuple[str, int | None], str]:
    """What each event is about: the kind of document with its number, else with its key in the program."""
    keys: dict[str, set[int]] = {}
    for event in events:
        if event.subject_id is not None:
            keys.setdefault(event.subject_type, set()).add(event.subject_id)
    words: dict[tuple[str, int | None], str] = {}
    for label, wanted in keys.items():
        model = apps.get_model(label)
        numbers = _numbered(model, wanted)
        for key in wanted:
            words[label, key] = f"{model._meta.verbose_name} {numbers.get(key, f'(poz. {key})')}"
    return words


def metryka_of(application: Application, today: date) -> Metryka:
    """The record of ``application``: every event, oldest first. The number of queries does not grow with the events."""
    events = list(history(application.pk))
    documents = _documents(events)
    rows = tuple(
        MetrykaRow(
            when=_when(event),
            who=event.actor_name,
            what=event.sentence,
            document=documents.get((event.subject_type, event.subject_id), "–"),
        )
        for event in events
    )
    return Metryka(
        template_version=TEMPLATE_VERSION,
        letterhead=letterhead_of(application, today),
        subject=f"wniosek o wsparcie: {application.person}",
        rows=rows,
        provisions=cited(("kpa.66a",), today),
    )


def _when(event: Event) -> str:
    local = timezone.localtime(event.at)
    return f"{short_day(local.date())}, {local:%H:%M}"


def metryka_html(metryka: Metryka) -> str:
    """The record as the page that its PDF is made from."""
    return render_html(TEMPLATE, metryka, draft=False)
