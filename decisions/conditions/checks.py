"""The legal check of conditions."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from decisions.conditions.draft import stored
from decisions.findings import Finding, old_words
from decisions.models import Decision
from office.polish import short_day

RULE = "Warunek wolno zastrzec w decyzji tylko tam, gdzie pozwala na to przepis, a termin leży po dniu decyzji."


def conditions_rest_on_law(decision: Decision, day: date) -> Iterator[Finding]:
    """Every condition names the provision that allows it, and its day has not passed."""
    conditions = stored(decision.conditions)
    if not conditions:
        return
    url = reverse("decisions:conditions", args=[decision.pk])
    for number, condition in enumerate(conditions, start=1):
        if not condition.ground.strip():
            told = f"Warunek {number} nie ma podstawy prawnej. Usuń go albo dodaj jeszcze raz z podstawą."
            yield Finding("condition", RULE, told, url)
        if condition.due_on is not None and condition.due_on <= day:
            told = f"Warunek {number} ma termin {short_day(condition.due_on)}. Wyznacz dzień po {short_day(day)}."
            yield Finding("condition", RULE, told, url)
    yield from old_words({url: " ".join(f"{one.text} {one.ground}" for one in conditions)})
