from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

_PARAGRAPH = "akapit_"
_SOME = "Napisz, co poprawić: projekt wraca z uzasadnieniem, do całości albo do któregoś akapitu."


class ReturnForm(forms.Form):
    """Why a draft goes back: a note on the whole, and one at each paragraph that needs it."""

    note = forms.CharField(
        label="Uwaga do całej decyzji",
        required=False,
        max_length=4000,
        help_text="Zobaczy to osoba, która przygotowała projekt.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, paragraphs: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = list(paragraphs)
        for number in range(1, len(self.paragraphs) + 1):
            self.fields[f"{_PARAGRAPH}{number}"] = forms.CharField(
                label=f"Uwaga do akapitu {number}",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """Put the notes together; something must be said."""
        cleaned = super().clean() or {}
        self.notes = {
            number: cleaned[f"{_PARAGRAPH}{number}"]
            for number in range(1, len(self.paragraphs) + 1)
            if cleaned.get(f"{_PARAGRAPH}{number}", "").strip()
        }
        if not self.errors and not cleaned.get("note", "").strip() and not self.notes:
            self.add_error("note", _SOME)
        return cleaned

    @property
    def at_paragraphs(self) -> list[tuple[int, str, BoundField]]:
        """Number, words and field of each paragraph."""
        return [(n, words, self[f"{_PARAGRAPH}{n}"]) for n, words in enumerate(self.paragraphs, start=1)]

    @property
    def typed(self) -> list[str]:
        """What was typed, so that nothing is lost where the form itself is no longer shown."""
        if not self.is_bound:
            return []
        return [text.strip() for name, text in self.data.items() if self._is_note(name) and str(text).strip()]

    @property
    def is_at_paragraphs(self) -> bool:
        """Whether a note at a paragraph was typed."""
        return self.is_bound and any(self.data.get(field.html_name, "") for _, _, field in self.at_paragraphs)

    @staticmethod
    def _is_note(name: str) -> bool:
        return name == "note" or name.startswith(_PARAGRAPH)
