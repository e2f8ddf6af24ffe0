"""What is asked on the way to a revocation."""

from collections.abc import Sequence
from typing import Any

from django import forms

from apartments.logs.selectors import Evidence, points_of
from apartments.logs.services import rule_words
from apartments.models import Stay
from applications.models import RulePoint
from applications.programmes.models import RuleKind
from office.fields import DayField
from office.models import LetterWay
from office.polish import short_day

USUAL_DAYS, MOST_DAYS = 7, 90


class NoticeForm(forms.Form):
    """By which point, on which evidence, how long the party has to speak."""

    rule = forms.CharField(label="Naruszony punkt", max_length=400)
    entries = forms.MultipleChoiceField(
        label="Dowody z dziennika pobytu", required=False, widget=forms.CheckboxSelectMultiple
    )
    own = forms.CharField(
        label="Inne dowody, po jednym w wierszu",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Na przykład: zawiadomienie administratora z 03.12.2026; zestawienie zaległości z księgowości.",
    )
    days = forms.IntegerField(
        label="Ile dni na wypowiedzenie się",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
        help_text="Tego terminu nie podaje ustawa: wyznacza go ośrodek. Liczy się od doręczenia.",
    )
    remarks = forms.CharField(
        label="Dodatkowe zdania w piśmie", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )

    def __init__(self, *args: Any, stay: Stay, evidence: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points: list[RulePoint] = list(points_of(stay, RuleKind.LOSS))
        if points:
            self.fields["rule"] = forms.ChoiceField(
                label="Za co regulamin przewiduje utratę prawa do pobytu",
                choices=[(rule_words(point), str(point)) for point in points],
                widget=forms.RadioSelect,
                error_messages={"required": "Wskaż punkt zasad pobytu, który naruszono."},
            )
        else:
            self.fields["rule"].help_text = "Regulamin tego programu nie ma w programie punktów: wpisz punkt i treść."
        field = self.fields["entries"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so
        field.choices = [(str(row.entry), _words(row)) for row in evidence]
        if not evidence:
            del self.fields["entries"]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        typed = self.cleaned_data
        return {
            "rule": typed["rule"],
            "entries": {int(key) for key in typed.get("entries", ())},
            "own_evidence": typed["own"].splitlines(),
            "days": typed["days"],
            "remarks": typed["remarks"],
        }


def _words(row: Evidence) -> str:
    mark = " [dostęp ograniczony]" if row.restricted else ""
    return f"{short_day(row.day)}{mark}: {row.with_rule}"


class DeliveryForm(forms.Form):
    """How the notice went out; empty where the page of letters holds it already."""

    way = forms.ChoiceField(label="Jak wysłano", choices=LetterWay.choices, widget=forms.RadioSelect)
    sent_on = DayField(label="Wysłano dnia")
    delivered_on = DayField(label="Doręczono dnia")

    def __init__(self, *args: Any, sent: bool, delivered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sent:
            del self.fields["way"], self.fields["sent_on"]
        if delivered:
            del self.fields["delivered_on"]


class RevocationForm(forms.Form):
    """From when, and what the party said."""

    effective_on = DayField(
        label="Od którego dnia uchylić", help_text="Najwcześniej jutro: uchylenie działa na przyszłość."
    )
    statement = forms.CharField(
        label="Co powiedziała strona",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        help_text="Trafi do uzasadnienia. Puste, gdy termin minął i strona się nie wypowiedziała.",
    )
