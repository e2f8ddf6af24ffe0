"""The form field for a file."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from office.errors import DomainError
from office.files.content import PDF_AND_IMAGES, SUFFIXES
from office.files.services import limit_in_bytes, size_words
from office.models import MediaType


class UploadField(forms.FileField):
    """A file of one of ``kinds``. Its size is said here; its content is judged by ``office.files.services.store``."""

    def __init__(self, *, kinds: Collection[MediaType] = PDF_AND_IMAGES, **kwargs: Any) -> None:
        self.kinds = frozenset(kinds)
        endings = [ending for kind in MediaType if kind in self.kinds for ending in SUFFIXES[kind]]
        names = ", ".join(str(kind.label) for kind in MediaType if kind in self.kinds)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(endings)}))
        kwargs.setdefault("help_text", f"{names}, najwyżej {settings.FILES_MAX_MB} MB.")
        super().__init__(**kwargs)
        self.error_messages |= {
            "required": "Wybierz plik z dysku.",
            "empty": "Ten plik jest pusty. Sprawdź go na dysku i wybierz ponownie.",
            "invalid": "Plik nie dotarł. Wybierz go ponownie.",
            "missing": "Plik nie dotarł. Wybierz go ponownie.",
        }

    def to_python(self, data: Any) -> Any:
        """The upload; raises ``ValidationError`` for one that is too large."""
        upload = super().to_python(data)
        if upload is not None and upload.size > limit_in_bytes():
            raise ValidationError(
                f"Plik ma {size_words(upload.size)}, a może mieć najwyżej {settings.FILES_MAX_MB} MB. "
                "Zeskanuj go w niższej rozdzielczości albo podziel."
            )
        return upload


def put_refusal_at_file(form: forms.Form, error: DomainError) -> None:
    """What ``store`` refused, at the form's own file field, whatever that is called."""
    named = next((name for name, field in form.fields.items() if isinstance(field, UploadField)), None)
    form.add_error(named if error.field == "file" else None, error.message)
