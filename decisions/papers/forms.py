from django import forms

from office.fields import DayField
from office.files.fields import UploadField
from office.models import MediaType

_KINDS = frozenset({MediaType.PDF, MediaType.XADES, MediaType.CADES})


class OriginalForm(forms.Form):
    """The signed file, and what a person has established about the signature."""

    file = UploadField(label="Podpisany plik", kinds=_KINDS)
    signed_on = DayField(label="Dzień podpisu", help_text="Ten, który pokazuje podpis.")
    checked = forms.BooleanField(
        label="Podpis sprawdzono: jest ważny i złożyła go osoba, która zatwierdziła",
        error_messages={"required": "Sprawdź podpis w programie do podpisów i zaznacz, że to zrobiono."},
    )
