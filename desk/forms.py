from django import forms

from applications.models import Programme
from applications.selectors import programmes_of
from applications.states import ApplicationState
from office.models import Office, Role, User


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
