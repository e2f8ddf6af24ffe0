from typing import Any

from django import forms

from applications.models import HousingKind
from contracts.plans.models import Goal, Level, Plan
from contracts.plans.selectors import areas
from contracts.plans.services import StepData
from office import clock
from office.fields import DayField


def _text(
    label: str, rows: int, *, hint: str = "", required: bool = True, longest: int | None = None
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class BeginForm(forms.Form):
    main_goal = _text("Cel główny", 2, required=False, longest=500, hint="Co osoba chce osiągnąć, jej słowami.")
    review_on = DayField(
        label="Pierwsze omówienie", required=False, help_text="Ten dzień pojawi się na tablicy terminów."
    )
    guardian = forms.CharField(
        label="Opiekun usamodzielnienia",
        required=False,
        max_length=160,
        help_text="Tylko gdy osoba opuszcza pieczę zastępczą.",
    )
    not_drawn_reason = _text(
        "Dlaczego planu się nie sporządza",
        2,
        required=False,
        longest=500,
        hint="Tylko gdy stan osoby wskazuje na brak możliwości usamodzielnienia. Całym zdaniem: wejdzie do kontraktu.",
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == HousingKind.TRAINING:
            del self.fields["not_drawn_reason"]


class DrawUpForm(forms.Form):
    main_goal = _text("Cel główny", 2, longest=500, hint="Co osoba chce osiągnąć, jej słowami.")


class GoalForm(forms.Form):
    area = forms.ChoiceField(label="Obszar")
    aim = forms.CharField(label="Cel", max_length=300, help_text="Co osoba chce umieć albo załatwić.")
    start_level = forms.TypedChoiceField(
        label="Jak jest na początku", choices=Level, coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = list(areas(plan.kind, clock.today()).items())  # type: ignore[attr-defined]


class StepForm(forms.Form):
    what = forms.CharField(label="Co", max_length=300)
    who = forms.CharField(label="Kto", max_length=160, help_text="Osoba, pracownik, specjalista.")
    due_on = DayField(label="Do kiedy")
    measure = forms.CharField(label="Po czym poznacie, że się udało", max_length=300)

    def step(self) -> StepData:
        """What was typed, for the service."""
        return StepData(**self.cleaned_data)


class StepDoneForm(forms.Form):
    done_on = DayField(label="Zrobiono dnia")
    result = forms.CharField(label="Z jakim wynikiem", max_length=300)


class ReviewForm(forms.Form):
    held_on = DayField(label="Dzień omówienia")
    present = forms.CharField(label="Kto brał udział", max_length=300)
    summary = _text("Co ustaliliście", 5)
    next_on = DayField(label="Następne omówienie", required=False, help_text="Pojawi się na tablicy terminów.")

    def __init__(self, *args: Any, goals: list[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        for goal in goals:
            self.fields[f"level-{goal.pk}"] = forms.TypedChoiceField(
                label=f"Jak jest teraz: {goal.aim}",
                choices=[("", "nie oceniano"), *Level.choices],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def values(self) -> dict[str, Any]:
        """What was typed, for the service."""
        typed = self.cleaned_data
        found = {goal.pk: typed[f"level-{goal.pk}"] for goal in self.goals}
        own = {name: typed[name] for name in ("held_on", "present", "summary", "next_on")}
        return own | {"levels": {key: level for key, level in found.items() if level}}


class ExitForm(forms.Form):
    municipal_flat_on = DayField(label="Kiedy złożono wniosek o mieszkanie z zasobu gminy", required=False)
    exit_plan = _text("Plan wyjścia", 4, required=False, hint="Dokąd osoba pójdzie, za co będzie żyć, kto pomoże.")
    guardian = forms.CharField(
        label="Opiekun usamodzielnienia",
        required=False,
        max_length=160,
        help_text="Tylko gdy osoba opuszcza pieczę zastępczą.",
    )


class EvaluationForm(forms.Form):
    evaluated_on = DayField(label="Dzień oceny")
    evaluation = _text("Ocena końcowa", 6, hint="Co się udało, co nie i co dalej. Zapisanie kończy program.")
