"""Forms about calls to complete."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.completion.models import FormalDefect
from applications.completion.services import Asked
from applications.documents.selectors import Item
from office.fields import DayField

FORMAL, EVIDENCE, NOT_NOW = "formal", "evidence", "not_now"
_PAPER = "paper-"


class CallForm(forms.Form):
    """What a call asks for. Of each missing paper the worker says whether the law demands it of the application."""

    defects = forms.MultipleChoiceField(
        label="Braki samego wniosku",
        required=False,
        choices=FormalDefect,
        widget=forms.CheckboxSelectMultiple,
        help_text="Gdy osoba ich nie usunie, wniosek zostanie bez rozpoznania.",
    )
    other = forms.CharField(
        label="Jaki inny brak", required=False, max_length=200, help_text="Tylko gdy zaznaczono „inny brak”."
    )
    days = forms.IntegerField(
        label="Ile dni na uzupełnienie",
        min_value=1,
        max_value=90,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={"required": "Wpisz liczbę dni.", "invalid": "Wpisz liczbę dni cyframi."},
    )
    remarks = forms.CharField(
        label="Dodatkowe informacje w piśmie",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mogą zostać puste.",
    )

    def __init__(self, *args: Any, papers: Sequence[Item], shortest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = f"Co najmniej {shortest}. Liczą się od dnia doręczenia wezwania."
        self.papers = {f"{_PAPER}{item.wanted.code}": item for item in papers}
        choices = [
            (FORMAL, "wezwij: przepis wymaga tego dokumentu przy wniosku (bez niego wniosek zostanie bez rozpoznania)"),
            (EVIDENCE, "poproś jako o dowód (bez niego sprawa rozstrzygnie się na tym, co jest)"),
            (NOT_NOW, "nie teraz"),
        ]
        for name, item in self.papers.items():
            self.fields[name] = forms.ChoiceField(
                label=item.wanted.name,
                choices=choices,
                widget=forms.RadioSelect,
                help_text=f"Od kogo: {item.wanted.when}." if item.wanted.when else "",
                error_messages={"required": "Zaznacz, jak o niego wezwać. Dowód nie może skończyć sprawy."},
            )
        self.order_fields(["defects", "other", *self.papers, "days", "remarks"])

    def asked(self) -> Asked:
        """What was chosen."""

        def chosen(answer: str) -> list[str]:
            return [item.wanted.code for name, item in self.papers.items() if self.cleaned_data[name] == answer]

        return Asked(
            defects=self.cleaned_data["defects"],
            other=self.cleaned_data["other"],
            formal_papers=chosen(FORMAL),
            evidence=chosen(EVIDENCE),
            remarks=self.cleaned_data["remarks"],
        )


class DeliverForm(forms.Form):
    """When the person got the call."""

    delivered_on = DayField(label="Dzień doręczenia", help_text="Z potwierdzenia odbioru. Od niego biegnie termin.")


class CureForm(forms.Form):
    """Since when everything is there."""

    ended_on = DayField(label="Dzień, w którym wszystko uzupełniono", help_text="Przy wysłaniu pocztą: dzień nadania.")


class WithdrawCallForm(forms.Form):
    """Why a call is taken back."""

    reason = forms.CharField(
        label="Dlaczego wycofujesz wezwanie",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Napisz powód: zostanie w aktach."},
    )


class ConfirmForm(forms.Form):
    """An act that asks for nothing but the button."""
