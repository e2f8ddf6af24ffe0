from typing import Any

from django import forms

from office import clock
from office.fields import DayField
from office.letters.samples import SAMPLES
from office.models import LetterSettings


class TextForm(forms.Form):
    """The words of a draft."""

    title = forms.CharField(
        label="Tytuł pisma", max_length=120, error_messages={"required": "Wpisz tytuł pisma: drukuje go każde pismo."}
    )
    body = forms.CharField(
        label="Treść",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        help_text="Pusty wiersz zaczyna nowy akapit. „# ” na początku wiersza to śródtytuł, „- ” punkt listy, "
        "„1. ” punkt listy numerowanej, **słowo** to pogrubienie.",
        error_messages={"required": "Wpisz treść pisma."},
    )
    saves = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """From which day a text is used."""

    valid_from = DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today()})
        super().__init__(*args, **kwargs)


class SampleForm(forms.Form):
    """In which invented case a text is shown."""

    przyklad = forms.ChoiceField(
        label="Przykładowa sprawa", choices=[(code, sample.label) for code, sample in SAMPLES.items()]
    )


class LetterSettingsForm(forms.Form):
    """What letters say of data protection, and who sends the envelopes."""

    privacy_officer = forms.CharField(
        label="Jak skontaktować się z inspektorem ochrony danych",
        max_length=300,
        help_text="Na przykład adres e-mail i telefon.",
        error_messages={"required": "Wpisz kontakt: bez niego nie ma potwierdzenia wpływu wniosku."},
    )
    data_recipients = forms.CharField(
        label="Komu ośrodek przekazuje dane",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Na przykład podmiot, który prowadzi mieszkania na zlecenie, kolegium odwoławcze, bank.",
        error_messages={"required": "Wpisz, komu ośrodek przekazuje dane."},
    )
    retention = forms.CharField(
        label="Jak długo ośrodek przechowuje dane",
        max_length=300,
        help_text="Według wykazu akt ośrodka.",
        error_messages={"required": "Wpisz, jak długo ośrodek przechowuje dane."},
    )
    envelope_sender = forms.CharField(
        label="Nadawca na kopercie",
        max_length=150,
        help_text="Bez słów, które zdradzają, że chodzi o pomoc: wystarczy ulica, kod i miejscowość.",
        error_messages={"required": "Wpisz nadawcę, na przykład sam adres."},
    )
    window = forms.ChoiceField(
        label="Okienko koperty DL", choices=LetterSettings.Window.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label="Skąd te dane",
        max_length=300,
        help_text="Na przykład: polityka ochrony danych ośrodka z 2026 r.",
        error_messages={"required": "Napisz, skąd te dane."},
    )
    valid_from = DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")
