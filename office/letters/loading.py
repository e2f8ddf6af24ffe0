"""The starting texts of letters, and the invented settings of the demo office."""

from django.conf import settings

from office.loading import Row, add_missing, days_of_row, read_rows, texts
from office.models import LetterSettings, LetterTemplate, Office, TemplateState

_SETTINGS = ("privacy_officer", "data_recipients", "retention", "envelope_sender", "window", "source")


def load() -> int:
    """Load the general texts of ``fixtures/letters``; returns how many are new. What stands is left as it is."""
    folder = settings.FIXTURES / "letters"
    return sum(
        _text(row, (folder / row["text"]).read_text(encoding="utf-8")) for row in read_rows(folder / "templates.csv")
    )


def load_fictional() -> int:
    """Load invented data on data protection: never into an office that decides about real people."""
    offices = {office.code: office for office in Office.objects.all()}
    return sum(
        add_missing(
            LetterSettings,
            {"office": offices[row["office"]], "valid_from": row["valid_from"]},
            texts(row, *_SETTINGS) | days_of_row(row),
        )[1]
        for row in read_rows(settings.FIXTURES / "offices" / "letter_settings.csv")
    )


def _text(row: Row, body: str) -> bool:
    values = {"title": row["title"], "body": body.strip(), "state": TemplateState.PUBLISHED} | days_of_row(row)
    return add_missing(LetterTemplate, {"office": None} | texts(row, "code", "version"), values)[1]
