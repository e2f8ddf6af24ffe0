"""What a programme asks beside the other parts: one form, made from its terms."""

from typing import Any

from django import forms

from applications.forms.parts import NO, YES, DraftForm
from applications.programmes.models import ProgrammeTerms, Residence
from applications.programmes.services import FactsData

_EXCEPTION = ("stays_permanently", "intends_to_stay", "cannot_live_there", "last_registration", "residence_reason")
_WORDS = {YES: True, NO: False}


def _yes_or_no(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(YES, "Tak"), (NO, "Nie")],
        coerce=_WORDS.get,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def written(answer: bool | None) -> str:
    """An answer as the form shows it."""
    return {None: "", True: YES, False: NO}[answer]


class ConditionsForm(DraftForm):
    """The questions of ``terms``. Questions of health are there only for who may open that compartment."""

    def __init__(self, *args: Any, terms: ProgrammeTerms, municipality: str, health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if terms.residence != Residence.ANY:
            self.fields["resides_here"] = _yes_or_no(f"Czy osoba mieszka w gminie {municipality}?")
        if terms.residence == Residence.EXCEPTION:
            self._ask_exception(municipality)
        if terms.project:
            self.fields["in_project"] = _yes_or_no(f"Czy osoba uczestniczy w projekcie „{terms.project}”?")
        if terms.project and terms.companions_in_project:
            self.fields["companions_in_project"] = _yes_or_no(
                "Czy uczestnikami projektu są też wszyscy, którzy mają zamieszkać razem z osobą?",
                "Gdy nikt nie wprowadza się razem z nią, zaznacz „Tak”.",
            )
        for row in terms.statements.all():
            if health or not row.health:
                self.fields[f"answer-{row.code}"] = _yes_or_no(
                    row.question, "Wpisz tylko odpowiedź, bez rozpoznania." if row.health else ""
                )

    def _ask_exception(self, municipality: str) -> None:
        self.fields["stays_permanently"] = _yes_or_no(f"Czy osoba przebywa stale w gminie {municipality}?")
        self.fields["intends_to_stay"] = _yes_or_no("Czy zamierza tu zostać na stałe?")
        self.fields["last_registration"] = forms.CharField(
            label="Gmina ostatniego zameldowania na pobyt stały", max_length=120, required=False
        )
        self.fields["cannot_live_there"] = _yes_or_no("Czy w tamtej gminie nie ma możliwości zamieszkania?")
        self.fields["residence_reason"] = forms.CharField(
            label="Uzasadnienie wyjątku", required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def residence(self) -> list[forms.BoundField]:
        """The question of residence."""
        return self._there(("resides_here",))

    @property
    def exception(self) -> list[forms.BoundField]:
        """The questions of the exception from it."""
        return self._there(_EXCEPTION)

    @property
    def others(self) -> list[forms.BoundField]:
        """Project and statements."""
        known = {"seen", "base", "resides_here", *_EXCEPTION}
        return self._there(name for name in self.fields if name not in known)

    def _there(self, names: Any) -> list[forms.BoundField]:
        wanted = set(names)
        return [self[name] for name in self.fields if name in wanted]

    def facts(self, before: FactsData) -> FactsData:
        """The facts as typed; what the form does not ask stays as it was."""
        asked = {name: value for name, value in self.cleaned_data.items() if name in FactsData.__dataclass_fields__}
        return FactsData(**{**vars(before), **asked})

    def answers(self) -> dict[str, bool | None]:
        """The answers by code of the question."""
        prefix = "answer-"
        return {
            name.removeprefix(prefix): value for name, value in self.cleaned_data.items() if name.startswith(prefix)
        }


class ReasonForm(forms.Form):
    """Why a condition is let go, or counts again."""

    reason = forms.CharField(
        label="Uzasadnienie",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zostaje w sprawie i nie można go potem zmienić.",
        error_messages={"required": "Napisz, dlaczego. Bez uzasadnienia odstąpienia nie ma."},
    )


class ReviewForm(forms.Form):
    """What the team found of its recommendations."""

    met = forms.TypedChoiceField(
        label="Czy osoba wykonała zalecenia zespołu?",
        choices=[(YES, "Tak"), (NO, "Nie")],
        coerce=_WORDS.get,
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz „Tak” albo „Nie”."},
    )
    note = forms.CharField(
        label="Na jakiej podstawie",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz, na czym zespół oparł ocenę."},
    )
