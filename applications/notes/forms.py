"""The form of a note."""

from django import forms

from applications.notes.models import NoteKind
from office.fields import DayField


class NoteForm(forms.Form):
    """What a talk, a visit or a call was about."""

    kind = forms.ChoiceField(label="Co to było", choices=NoteKind, widget=forms.RadioSelect, initial=NoteKind.TALK)
    happened_on = DayField(label="Dzień")
    text = forms.CharField(
        label="Co ustalono",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Napisz, co ustalono."},
    )
    restricted = forms.BooleanField(
        label="Notatka zastrzeżona: mówi o zdrowiu, uzależnieniu albo przemocy",
        required=False,
        help_text="Czyta ją tylko osoba prowadząca sprawę i dyrektor, a każdy odczyt jest zapisywany.",
    )
