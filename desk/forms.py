from collections.abc import Iterable
from typing import Any

from django import forms

from applications.models import Programme
from applications.selectors import programmes_of
from applications.states import ApplicationState
from office.deadlines.selectors import GROUPS
from office.fields import DayField
from office.models import DeadlineKind, Office, PauseGround, Role, User


class CaseFilterForm(forms.Form):
    """Which cases the list shows."""

    state = forms.ChoiceField(label="Stan", required=False, choices=[("", "każdy"), *ApplicationState.choices])
    programme = forms.ModelChoiceField(Programme.objects.none(), label="Program", required=False, empty_label="każdy")
    worker = forms.ModelChoiceField(User.objects.none(), label="Prowadzi", required=False, empty_label="każda osoba")
    text = forms.CharField(label="Nazwisko lub znak sprawy", required=False, max_length=100)

    def __init__(self, data: object, office: Office) -> None:
        super().__init__(data, auto_id="filtr_%s")  # type: ignore[arg-type]
        workers = User.objects.filter(office=office, role_grants__role=Role.SOCIAL_WORKER)
        self.fields["programme"].queryset = programmes_of(office)  # type: ignore[attr-defined]
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]


class BoardFilterForm(forms.Form):
    """Which terms the board shows."""

    stan = forms.ChoiceField(label="Stan", required=False, choices=[("", "wszystkie niezamknięte"), *GROUPS.items()])
    osoba = forms.ModelChoiceField(User.objects.none(), label="Prowadzi", required=False, empty_label="każda osoba")

    def __init__(self, data: object, office: Office) -> None:
        super().__init__(data, auto_id="filtr_%s")  # type: ignore[arg-type]
        workers = User.objects.filter(office=office, role_grants__role=Role.SOCIAL_WORKER)
        self.fields["osoba"].queryset = workers  # type: ignore[attr-defined]


class NewDeadlineForm(forms.Form):
    """A term entered by hand."""

    kind = forms.ChoiceField(label="Jaki termin", error_messages={"required": "Wybierz termin z listy."})
    event_on = DayField(label="Od jakiego dnia się liczy", help_text="Dzień zdarzenia, na przykład doręczenia pisma.")
    about = forms.CharField(
        label="Czego dotyczy", required=False, max_length=300, help_text="Na przykład: brak orzeczenia."
    )

    def __init__(self, *args: Any, kinds: Iterable[DeadlineKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.code, f"{kind.title} (od: {kind.counted_from})") for kind in kinds]
        self.fields["kind"].choices = [("", "wybierz"), *choices]  # type: ignore[attr-defined]


class CloseDeadlineForm(forms.Form):
    """That a term was kept, or what else ended it."""

    closed_on = DayField(label="Kiedy to zrobiono")
    how = forms.CharField(
        label="Jak", required=False, max_length=300, help_text="Zostaw puste, a program wpisze to słowami terminu."
    )


class CancelDeadlineForm(forms.Form):
    """Why a term is not needed."""

    why = forms.CharField(
        label="Dlaczego jest niepotrzebny",
        max_length=300,
        error_messages={"required": "Napisz, dlaczego: zostanie to w historii."},
    )


class ExcludeTimeForm(forms.Form):
    """Days that are not counted."""

    ground = forms.ChoiceField(label="Podstawa", choices=PauseGround.choices, widget=forms.RadioSelect)
    since = DayField(label="Pierwszy dzień")
    until = DayField(label="Ostatni dzień", required=False, help_text="Zostaw puste, gdy przeszkoda jeszcze trwa.")
    reason = forms.CharField(
        label="Co się stało",
        max_length=300,
        help_text="Bez danych o zdrowiu, jeżeli nie są konieczne.",
        error_messages={"required": "Napisz, co się stało: to zdanie tłumaczy termin."},
    )


class ResumeForm(forms.Form):
    """The end of a suspension."""

    until = DayField(label="Ostatni dzień zawieszenia")


class ExtendForm(forms.Form):
    """The notice that a case is not settled in time."""

    new_due = DayField(label="Nowy termin załatwienia sprawy")
    reason = forms.CharField(
        label="Przyczyny zwłoki",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Te słowa przeczyta strona. Pisz całymi zdaniami.",
        error_messages={"required": "Napisz przyczyny: zawiadomienie bez nich jest wadliwe."},
    )
