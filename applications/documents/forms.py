"""Forms about papers."""

from typing import Any

from django import forms

from applications.documents.models import EntryKind
from applications.documents.selectors import Item
from applications.documents.services import Said
from office.fields import DayField
from office.files.fields import UploadField

_LABELS = {
    EntryKind.RECEIVED: "Dokument wpłynął (papier albo elektronicznie)",
    EntryKind.SEEN: "Okazano do wglądu i oddano",
    EntryKind.REGISTER: "Sprawdzono w rejestrze zamiast dokumentu",
    EntryKind.NOT_NEEDED: "Niepotrzebny w tej sprawie",
    EntryKind.MISSING: "Jednak brakuje (cofnij wcześniejszy wpis)",
}


class EntryForm(forms.Form):
    """Where a paper stands. Paper that is only shown cannot be "received"."""

    kind = forms.ChoiceField(
        label="Co się stało z dokumentem",
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, co się stało z dokumentem."},
    )
    on = DayField(label="Dzień", required=False, help_text="Kiedy wpłynął, został okazany albo sprawdzony w rejestrze.")
    register = forms.CharField(
        label="Rejestr",
        required=False,
        max_length=200,
        help_text="Tylko gdy sprawdzono w rejestrze, np. system PUE ZUS, SEPI, EKSMOoN.",
    )
    reason = forms.CharField(
        label="Dlaczego",
        required=False,
        max_length=300,
        help_text="Gdy dokument jest niepotrzebny albo cofasz wpis.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in _LABELS if kind != EntryKind.RECEIVED or not item.wanted.seen_only]
        if item.missing:
            kinds.remove(EntryKind.MISSING)
        self.fields["kind"].choices = [(kind.value, _LABELS[kind]) for kind in kinds]  # type: ignore[attr-defined]

    def said(self) -> Said:
        """What was entered."""
        return Said(**{name: self.cleaned_data[name] for name in ("kind", "on", "register", "reason")})


class PaperForm(forms.Form):
    """A paper that the programme does not ask for."""

    name = forms.CharField(
        label="Jaki dokument", max_length=200, error_messages={"required": "Napisz, jaki to dokument."}
    )
    health = forms.BooleanField(
        label="Dotyczy zdrowia", required=False, help_text="Wtedy historia sprawy nie poda nazwy dokumentu."
    )


class ScanForm(forms.Form):
    """A scan of a paper."""

    file = UploadField(label="Skan albo zdjęcie dokumentu")


class WithdrawFileForm(forms.Form):
    """Why a scan is taken off the list."""

    reason = forms.CharField(
        label="Dlaczego ten plik ma zniknąć z listy",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Napisz powód: zostanie w aktach."},
    )
