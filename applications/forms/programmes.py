"""The administrator's forms of programmes, made from the columns they fill."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model

from applications.models import Cause, DisabilityDegree, Group, HousingKind, Programme
from applications.programmes.models import (
    HouseRules,
    ProgrammeTerms,
    RequiredDocument,
    RequiredOpinion,
    RuleKind,
    usual_reminders,
)
from applications.programmes.settings import PointData, StatementData
from office.fields import DayField

MOST_REMINDER_DAYS = 365
_LISTS = {"causes": Cause, "groups": Group, "degrees": DisabilityDegree}
TERMS_GROUPS = (
    ("Dla kogo", ("age_from", "age_to", "sex", "causes", "groups", "degrees", "who_place")),
    ("Gmina", ("residence", "residence_place")),
    ("Projekt i utrzymanie", ("project", "companions_in_project", "own_income", "other_place")),
    ("Czas pobytu", ("stay_months", "stay_months_max", "renewal_by_application", "end_reminder_days", "stay_place")),
    ("Ponowny pobyt", ("return_months", "return_recommendations", "return_free_place", "return_place")),
    (
        "Nieobecność, odwiedziny, rzeczy",
        (
            "absence_hours", "absence_notice_days", "absence_in_person", "absence_extensions", "shift_workers_exempt",
            "visit_hours", "belongings_days", "life_place",
        ),
    ),
    ("Wejście podczas nieobecności", ("entry_ground", "entry_by", "entry_place")),
    ("Sprawa i źródło", ("handled_by", "as_of", "source", "note", "certainty")),
)  # fmt: skip
TERMS_COLUMNS = tuple(name for _, names in TERMS_GROUPS for name in names)


def _valid_from() -> DayField:
    return DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")


def _columns(model: type[Any], names: tuple[str, ...]) -> dict[str, forms.Field]:
    """Form fields for columns of ``model``, with labels that begin with a capital letter."""
    made: dict[str, forms.Field] = fields_for_model(model, names)
    for field in made.values():
        label = str(field.label)
        field.label = label[:1].upper() + label[1:]
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        field.error_messages["required"] = "Wypełnij to pole."
    return made


class TermsForm(forms.Form):
    """A version of the conditions. What the source does not say stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"] = _valid_from()
        self.fields.update(_columns(ProgrammeTerms, TERMS_COLUMNS))
        for name, choices in _LISTS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=self.fields[name].label,
                choices=choices.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="Puste: źródło nie wymaga.",
            )
        self.fields["end_reminder_days"] = forms.CharField(
            label="Przypomnienia: ile dni przed końcem pobytu",
            help_text="Liczby po przecinku, na przykład 60, 30, 14. Wyznacza je ośrodek.",
            error_messages={"required": "Wpisz co najmniej jedną liczbę dni."},
        )
        days = self.initial.get("end_reminder_days") or usual_reminders()
        self.initial["end_reminder_days"] = days if isinstance(days, str) else ", ".join(str(day) for day in days)
        self.fields["as_of"] = DayField(label="Stan źródła na dzień", required=False)

    def clean_end_reminder_days(self) -> list[int]:
        """Whole days, the most first, each once."""
        parts = [part.strip() for part in self.cleaned_data["end_reminder_days"].replace(";", ",").split(",")]
        if not all(part.isdecimal() and 1 <= int(part) <= MOST_REMINDER_DAYS for part in parts):
            raise ValidationError(f"Wpisz liczby od 1 do {MOST_REMINDER_DAYS} po przecinku, na przykład 60, 30, 14.")
        return sorted({int(part) for part in parts}, reverse=True)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in TERMS_GROUPS]

    def values(self) -> dict[str, Any]:
        """The columns of a version."""
        return {name: self.cleaned_data[name] for name in TERMS_COLUMNS}


class StatementForm(forms.Form):
    """One question of the programme; without words the row is left out."""

    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Warunek",
        max_length=200,
        required=False,
        help_text="Na przykład: chce współpracować. Puste: usuwa pytanie.",
    )
    question = forms.CharField(
        label="Pytanie", max_length=300, required=False, help_text="Na „Tak” warunek jest spełniony."
    )
    health = forms.BooleanField(label="Dotyczy zdrowia, uzależnienia albo przemocy", required=False)
    place = forms.CharField(label="Miejsce w źródle", max_length=200, required=False)


StatementSet = forms.formset_factory(StatementForm, extra=2, max_num=30, absolute_max=30)


def statements_of(rows: Any) -> list[StatementData]:
    """The questions that were typed."""
    return [StatementData(**row.cleaned_data) for row in rows if row.cleaned_data.get("words")]


class RulesForm(forms.Form):
    """A version of the house rules, its points one a line."""

    title = forms.CharField(
        label="Tytuł w dopełniaczu", max_length=200, help_text="Tak, jak wpisze go kontrakt: „zna treść …”."
    )
    version = forms.CharField(label="Wersja", max_length=40, help_text="Jak ją nazywa ośrodek, np. data albo numer.")
    valid_from = _valid_from()
    points = forms.CharField(
        label="Punkty",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Jeden punkt w wierszu: oznaczenie | rodzaj | treść. Rodzaje: "
        + ", ".join(str(label) for label in RuleKind.labels)
        + ". Na przykład: § 8 pkt 4 | zakaz | zwierzęta domowe",
    )
    source = forms.CharField(label="Źródło", max_length=300, required=False)
    note = forms.CharField(label="Uwagi i wątpliwości", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_points(self) -> list[PointData]:
        """Each line as a point; says which line cannot be read."""
        kinds = {str(kind.label): str(kind.value) for kind in RuleKind}
        found = []
        for number, line in enumerate(self.cleaned_data["points"].splitlines(), start=1):
            if not line.strip():
                continue
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) != 3 or not all(cells) or cells[1] not in kinds:
                raise ValidationError(
                    f"Wiersz {number}: napisz „oznaczenie | rodzaj | treść”, a rodzaj to: {', '.join(kinds)}."
                )
            found.append(PointData(point=cells[0][:60], kind=kinds[cells[1]], text=cells[2][:300]))
        return found


def written_points(rules: HouseRules | None) -> str:
    """The points of a version as the form reads them."""
    if rules is None:
        return ""
    return "\n".join(f"{row.point} | {row.get_kind_display()} | {row.text}" for row in rules.points.all())


class _ColumnsForm(forms.Form):
    """A form made from columns of a model, in their order."""

    model: type[Any]
    columns: tuple[str, ...]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_columns(self.model, self.columns))


class ProgrammeForm(_ColumnsForm):
    """A new programme."""

    model, columns = Programme, ("name", "kind", "target_group", "utilities_note", "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="Rodzaj mieszkania",
            choices=HousingKind.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Zaznacz rodzaj mieszkania."},
        )


class DocumentForm(_ColumnsForm):
    """A paper that the programme asks for."""

    valid_from = _valid_from()
    model, columns = RequiredDocument, ("name", "when", "seen_only", "health", "place", "source")


class OpinionForm(_ColumnsForm):
    """An opinion that the programme asks for."""

    valid_from = _valid_from()
    model, columns = RequiredOpinion, ("who", "required", "place", "source")


class EndForm(forms.Form):
    """The last day of a requirement."""

    valid_to = DayField(label="Ostatni dzień", help_text="Dziś albo później.")
