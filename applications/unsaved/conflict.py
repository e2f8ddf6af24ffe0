"""What two people changed in one form at once, field by field.

The form carries what its sender saw when it was opened (``base``). Held against what is stored now and what was
typed, each field is one of: nobody changed it, one of the two did, or both did and must be asked about.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

Raw = list[str]


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed while it was on the screen.

    ``both``: the sender changed it too, so that one of the two values must be chosen.
    """

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    both: bool


def raw_initial(form: forms.Form) -> dict[str, Raw]:
    """The stored values of a form's visible fields as a browser would send them."""
    return {
        field.name: _raw(form, field.name, form.get_initial_for_field(field.field, field.name))
        for field in _shown(form)
    }


def raw_typed(form: forms.Form) -> dict[str, Raw]:
    """The values that were sent, as they were sent."""
    return {field.name: _raw(form, field.name, field.data) for field in _shown(form)}


def base_of(form: forms.Form) -> str:
    """What the form shows when it is opened, to be sent back with it."""
    return json.dumps(raw_initial(form), ensure_ascii=False)


def clashes(form: forms.Form, base: str) -> list[Clash]:
    """The fields that somebody else changed since ``base``, and whether the sender of the bound ``form`` did too.

    ``form.initial`` is what is stored now. A ``base`` that cannot be read counts as: everything that differs.
    """
    now, typed, before = raw_initial(form), raw_typed(form), _read(base)
    found = []
    for name, theirs in now.items():
        mine, was = typed[name], before.get(name, [])
        if theirs in (was, mine):
            continue
        found.append(
            Clash(
                name,
                str(form[name].label),
                was=_words(form, name, was) if before else "nie wiadomo",
                theirs=_words(form, name, theirs),
                mine=_words(form, name, mine),
                both=not before or mine != was,
            )
        )
    return found


def take_theirs(form: forms.Form, names: Sequence[str]) -> None:
    """Put the stored values of ``names`` in place of those that were sent."""
    now = raw_initial(form)
    data = QueryDict(mutable=True)
    data.update(form.data)  # a MultiValueDict: every value of every name
    for name in names:
        if name in now:
            data.setlist(form.add_prefix(name), now[name])
    form.data = data


def _shown(form: forms.Form) -> list[forms.BoundField]:
    return [field for field in form if not field.is_hidden]


def _raw(form: forms.Form, name: str, value: Any) -> Raw:
    field = form.fields[name]
    if isinstance(field, forms.BooleanField):
        return ["on"] if value not in (None, "", False, "False", "false") else []
    if isinstance(value, (list, tuple)):
        return sorted(str(item) for item in value)
    shown = field.widget.format_value(field.prepare_value(value))
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    text = "" if shown is None else str(shown).replace("\r\n", "\n").strip()
    return [text] if text else []


def _read(base: str) -> dict[str, Raw]:
    try:
        found = json.loads(base)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _words(form: forms.Form, name: str, value: Raw) -> str:
    field = form.fields[name]
    if isinstance(field, forms.BooleanField):
        return "tak" if value else "nie"
    named = dict(_flat(field.choices)) if isinstance(field, forms.ChoiceField) else {}
    return ", ".join(named.get(item, item) for item in value) or "puste"


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    """The choices without their groups."""
    for code, words in choices:
        if isinstance(words, (list, tuple)):
            yield from _flat(words)
        else:
            yield str(code), str(words)
