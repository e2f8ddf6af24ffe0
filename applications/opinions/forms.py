from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from applications.models import HousingKind
from applications.opinions.models import Outcome, Profession, Purpose
from applications.opinions.services import CardData, OpinionData
from applications.opinions.skills import LEVELS, Area
from office.fields import DayField
from office.models import User

_NUMBER = {"inputmode": "numeric", "class": "width-10"}


def _kind() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Zalecany rodzaj mieszkania",
        required=False,
        choices=[("", "bez zalecenia"), *HousingKind.choices],
    )


def _period() -> forms.CharField:
    return forms.CharField(
        label="Zalecany czas pobytu", required=False, max_length=200, help_text="Na przykład: 12 miesięcy."
    )


class ReferralForm(forms.Form):
    """Whom to ask, as whom, what and until when."""

    consultant = forms.ModelChoiceField(
        User.objects.none(),
        label="Konsultant",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz konsultanta."},
    )
    profession = forms.ChoiceField(label="Opiniuje jako", choices=Profession.choices)
    question = forms.CharField(
        label="O co pytasz",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Na przykład: czy wsparcie jest celowe i w jakim zakresie. Widzą to tylko osoby z dostępem.",
        error_messages={"required": "Napisz, o co pytasz konsultanta."},
    )
    due_on = DayField(label="Opinia do dnia")

    def __init__(self, data: Any, consultants: QuerySet[User]) -> None:
        super().__init__(data)
        field = self.fields["consultant"]
        field.queryset = consultants  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: f"{user}, {user.post}".rstrip(", ")  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a referral is taken back."""

    reason = forms.CharField(
        label="Dlaczego cofasz skierowanie",
        max_length=300,
        error_messages={"required": "Napisz, dlaczego cofasz skierowanie."},
    )


class OpinionForm(forms.Form):
    """What an opinion says."""

    issued_on = DayField(label="Data opinii")
    scope = forms.CharField(
        label="Czego dotyczy",
        max_length=300,
        help_text="Na przykład: celowość i zakres wsparcia w mieszkaniu.",
        error_messages={"required": "Napisz, czego dotyczy opinia."},
    )
    purpose = forms.ChoiceField(
        label="Celowość wsparcia",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, czy wsparcie jest celowe."},
    )
    text = forms.CharField(
        label="Uzasadnienie",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Widzą je tylko osoby z dostępem do opinii. Nie trafia do kontraktu, decyzji ani zestawień.",
        error_messages={"required": "Napisz uzasadnienie: opinia bez niego niczego nie wyjaśnia."},
    )
    recommended_kind = _kind()
    recommended_period = _period()
    services = forms.MultipleChoiceField(
        label="Zalecane usługi", required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, data: Any, services: Sequence[Area], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["services"].choices = [(area.code, area.name) for area in services]  # type: ignore[attr-defined]

    def opinion(self) -> OpinionData:
        """The cleaned data as the service takes it."""
        names = ("issued_on", "scope", "purpose", "text", "recommended_kind", "recommended_period", "services")
        return OpinionData(**{name: self.cleaned_data[name] for name in names})


class PaperOpinionForm(OpinionForm):
    """An opinion that came on paper, or the worker's own: who gave it comes first."""

    profession = forms.ChoiceField(label="Kto opiniuje", choices=Profession.choices)
    author_name = forms.CharField(
        label="Autor opinii: imię, nazwisko i stanowisko",
        max_length=200,
        error_messages={"required": "Wpisz, kto wydał opinię: imię, nazwisko i stanowisko."},
    )
    field_order = ["profession", "author_name", "issued_on"]


class CardForm(forms.Form):
    """The team's card; one field ``skill_<code>`` for each area of the grid."""

    held_on = DayField(label="Posiedzenie zespołu dnia")
    members = forms.CharField(
        label="Skład zespołu",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Każda osoba w osobnym wierszu: imię i nazwisko, po przecinku funkcja.",
        error_messages={"required": "Wpisz skład zespołu: każdą osobę w osobnym wierszu."},
    )
    risks = forms.CharField(
        label="Zagrożenia i na co zwrócić uwagę", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.ChoiceField(
        label="Wynik",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz wynik kwalifikacji."},
    )
    recommended_kind = _kind()
    apartment_group = forms.CharField(
        label="Zalecane mieszkanie lub grupa",
        required=False,
        max_length=200,
        help_text="Na przykład: mieszkanie bez schodów. Adresu chronionego nie wpisuj.",
    )
    recommended_period = _period()
    reasons = forms.CharField(
        label="Uzasadnienie zalecenia",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Napisz, dlaczego zespół tak zaleca."},
    )
    votes_for = forms.IntegerField(
        label="Głosy za",
        min_value=0,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"required": "Wpisz liczbę głosów.", "invalid": "Wpisz liczbę głosów cyframi, np. 3."},
    )
    votes_against = forms.IntegerField(
        label="Głosy przeciw",
        min_value=0,
        initial=0,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"required": "Wpisz liczbę głosów, np. 0.", "invalid": "Wpisz liczbę głosów cyframi, np. 0."},
    )
    votes_abstained = forms.IntegerField(
        label="Głosy wstrzymujące się",
        min_value=0,
        initial=0,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"required": "Wpisz liczbę głosów, np. 0.", "invalid": "Wpisz liczbę głosów cyframi, np. 0."},
    )
    dissent = forms.CharField(label="Zdanie odrębne", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    signatures_note = forms.CharField(
        label="Podpisy",
        required=False,
        max_length=300,
        help_text="Na przykład: podpisany oryginał w aktach papierowych.",
    )

    def __init__(self, data: Any, areas: Sequence[Area]) -> None:
        super().__init__(data)
        self.areas = areas
        levels = [("", "nie oceniano"), *((str(level), f"{level} – {words}") for level, words in LEVELS.items())]
        for area in areas:
            self.fields[f"skill_{area.code}"] = forms.ChoiceField(label=area.name, required=False, choices=levels)

    @property
    def skill_names(self) -> list[str]:
        """The names of the fields of the grid, in their order."""
        return [f"skill_{area.code}" for area in self.areas]

    def card(self) -> CardData:
        """The cleaned data as the service takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if not name.startswith("skill_")}
        rows = [line.partition(",") for line in str(data.pop("members")).splitlines() if line.strip()]
        levels = {area.code: self.cleaned_data[f"skill_{area.code}"] for area in self.areas}
        return CardData(
            members=[(name, role) for name, _, role in rows],
            skills={code: int(level) for code, level in levels.items() if level},
            **data,
        )
