"""Forms of the log of a stay. A moment is one field: the day and the hour, as people say it."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from apartments.logs.selectors import points_of
from apartments.logs.services import Arrears
from apartments.models import AbsenceAct, Apartment, BreathOutcome, LogKind, NoticeWay, Stay
from applications.models import RulePoint
from applications.programmes.models import RuleKind
from applications.programmes.selectors import terms_of
from office import clock, polish
from office.fields import DayField, MoneyField

_MOMENT = re.compile(r"(?P<day>.+?)[,\s]+(?:godz\.?\s*)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})")
_EXAMPLE = "Wpisz dzień i godzinę, np. 05.12.2026 14.30."
_NO_HEALTH = "Tylko to, co potrzebne. Bez danych o zdrowiu."


class MomentField(forms.CharField):
    """``5.12.2026 14.30`` → a moment by the clock of the office."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "width-20"})
    default_error_messages = {"required": _EXAMPLE}

    def to_python(self, value: Any) -> datetime | None:  # type: ignore[override]
        typed = str(value or "").strip()
        if not typed:
            return None
        found = _MOMENT.fullmatch(typed)
        try:
            if found is None:
                raise ValueError(typed)
            day = polish.parse_day(found["day"])
            hour = time(int(found["hour"]), int(found["minute"]))
        except ValueError as error:
            raise ValidationError(f"„{typed}” nie jest dniem z godziną. {_EXAMPLE}") from error
        return timezone.make_aware(datetime.combine(day, hour))

    def prepare_value(self, value: Any) -> Any:
        """A moment as it is typed."""
        return f"{timezone.localtime(value):%d.%m.%Y %H.%M}" if isinstance(value, datetime) else value


def _text(label: str, longest: int, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, strip=True, widget=widget, **more)


def _note() -> forms.CharField:
    return _text("Uwagi", 500, 2, required=False, help_text=_NO_HEALTH)


def _way(**more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label="Jak zgłoszono", choices=[("", "nie zgłoszono"), *NoticeWay.choices], **more)


class LogForm(forms.Form):
    """A form about one stay."""

    def __init__(self, *args: Any, stay: Stay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stay = stay

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)


class AbsenceForm(LogForm):
    """Away, or will be."""

    left_at = MomentField(label="Od kiedy", help_text="Dzień i godzina, np. 05.12.2026 14.30.")
    until = MomentField(label="Do kiedy", required=False, help_text="Jak zgłoszono. Puste, gdy nikt nie wie.")
    reported_at = MomentField(label="Kiedy zgłoszono", required=False, help_text="Puste, gdy nie zgłoszono.")
    way = _way(required=False)
    in_contract = forms.BooleanField(label="Planowana, uzgodniona w kontrakcie mieszkaniowym", required=False)
    shift_work = forms.BooleanField(label="Z powodu pracy na zmiany", required=False)
    note = _note()


class StepForm(LogForm):
    """The return or an extension."""

    act = forms.ChoiceField(label="Co zapisujesz", choices=AbsenceAct.choices, widget=forms.RadioSelect)
    moment = MomentField(label="Kiedy", help_text="Powrót: kiedy nastąpił. Przedłużenie: do kiedy.")
    reported_at = MomentField(label="Kiedy zgłoszono przedłużenie", required=False)
    way = _way(required=False)
    note = _note()


class VisitForm(LogForm):
    """A long visit."""

    visitor = _text("Kto przyszedł", 120, help_text="Imię i nazwisko albo kim jest dla mieszkańca.")
    came_at = MomentField(label="Od kiedy", help_text="Dzień i godzina, np. 05.12.2026 14.30.")
    left_at = MomentField(label="Do kiedy", required=False)
    reported_at = MomentField(
        label="Kiedy zgłoszono kierownikowi", required=False, help_text="Puste, gdy nie zgłoszono."
    )
    note = _note()


class _WithPoint(LogForm):
    kinds: tuple[str, ...] = (RuleKind.DUTY, RuleKind.BAN, RuleKind.LOSS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["point"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared so
        field.queryset = points_of(self.stay, *self.kinds)


class IncidentForm(_WithPoint):
    """What happened."""

    happened_at = MomentField(label="Kiedy", help_text="Dzień i godzina, np. 05.12.2026 14.30.")
    what = _text("Co się stało", 2000, 4, help_text="Fakty: co było widać i słychać. Bez ocen.")
    point: "forms.ModelChoiceField[RulePoint]" = forms.ModelChoiceField(
        label="Który punkt regulaminu naruszono",
        queryset=None,
        required=False,
        empty_label="żaden: samo zdarzenie",
        help_text="Naruszenie punktu jest dowodem, gdyby trzeba było uchylić decyzję.",
    )
    seen_by = _text("Kto to widział albo ustalił", 200)
    witnesses = _text("Świadkowie", 300, required=False)
    talk = _text("Rozmowa z mieszkańcem", 2000, 3, required=False, help_text="Co powiedział mieszkaniec i co ustalono.")
    restricted = forms.BooleanField(
        label="Wpis o ograniczonym dostępie",
        required=False,
        help_text="Zaznacz, gdy mówi o zdrowiu, uzależnieniu albo przemocy.",
    )
    amount = MoneyField(
        label="Zaległość",
        required=False,
        help_text="Tylko przy niepłaceniu w terminie. Program nie prowadzi wpłat: wpisz, co podaje księgowość.",
    )
    due_from = DayField(label="Zaległość za okres od", required=False)
    due_to = DayField(label="Zaległość za okres do", required=False)

    def clean(self) -> dict[str, Any]:
        """Arrears are whole or not there."""
        typed = super().clean() or {}
        parts = [name for name in ("amount", "due_from", "due_to") if typed.get(name) is None]
        if 0 < len(parts) < 3:
            for name in parts:
                if name not in self.errors:
                    self.add_error(name, "Zaległość ma kwotę i okres od – do. Uzupełnij albo wyczyść pozostałe.")
        return typed

    def values(self) -> dict[str, Any]:
        """What the service takes, with the arrears as one."""
        typed = super().values()
        owed = [typed.pop(name) for name in ("amount", "due_from", "due_to")]
        return typed | {"arrears": Arrears(*owed) if owed[0] is not None else None}


class BreathForm(_WithPoint):
    """A breath test."""

    kinds = (RuleKind.DUTY, RuleKind.BAN)

    tested_at = MomentField(label="Kiedy", help_text="Dzień i godzina, np. 05.12.2026 14.30.")
    point: "forms.ModelChoiceField[RulePoint]" = forms.ModelChoiceField(
        label="Z którego punktu regulaminu wynika badanie",
        queryset=None,
        required=False,
        empty_label="wybierz punkt",
        help_text="Jeżeli regulamin nie przewiduje badań, nie prowadzi się ich.",
    )
    outcome = forms.ChoiceField(label="Wynik", choices=BreathOutcome.choices, widget=forms.RadioSelect)
    level = forms.DecimalField(
        label="Wynik w mg/dm³",
        required=False,
        max_digits=4,
        decimal_places=2,
        localize=True,
        help_text="Tylko gdy wykryto alkohol, np. 0,25.",
    )
    note = _text("Uwagi", 500, 2, required=False)


_OTHER = "other"


class EntryForm(LogForm):
    """Staff went in while the resident was away."""

    entered_at = MomentField(label="Kiedy", help_text="Dzień i godzina, np. 05.12.2026 14.30.")
    ground = forms.ChoiceField(
        label="Podstawa wejścia", widget=forms.RadioSelect, error_messages={"required": "Wybierz podstawę wejścia."}
    )
    reason = _text("Dlaczego trzeba było wejść", 500, 3, help_text="Co się działo i komu groziło.")
    entered_by = _text("Kto wszedł", 200)
    told_on = DayField(label="Mieszkańca powiadomiono dnia", required=False)
    note = _note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = terms_of(self.stay.application.programme, clock.today())
        choices = [("rule", terms.entry_ground)] if terms and terms.entry_ground else []
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
        field.choices = [*choices, (_OTHER, "inny powód")]
        field.help_text = (
            f"Kto może wejść: {terms.entry_by}. Źródło: {terms.entry_place}, {terms.source}."
            if terms and terms.entry_ground
            else "Źródło zasad tego programu nie mówi, kiedy wolno wejść. Napisz dokładnie, dlaczego."
        )

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        typed = super().values()
        return typed | {"on_ground": typed.pop("ground") != _OTHER}


class UtilityForm(LogForm):
    """A resident's own contract."""

    party = _text("Z kim jest umowa", 200)
    signed_on = DayField(label="Zawarta dnia")
    number = _text("Numer umowy", 80, required=False)
    supplies = _text("Na co", 300, help_text="Na przykład: woda i ścieki, ogrzewanie, wywóz śmieci.")
    meters = _text("Numery liczników", 300, required=False, help_text="Wskazania są w protokołach zdawczo-odbiorczych.")
    ends_on = DayField(label="Obowiązuje do", required=False, help_text="Puste, gdy bezterminowo.")
    note = _note()

    def values(self) -> dict[str, Any]:
        """What the service takes; a form has ``media`` of its own."""
        typed = super().values()
        return typed | {"media": typed.pop("supplies")}


class StrikeForm(forms.Form):
    """Why an entry is wrong."""

    reason = _text("Co we wpisie jest błędne", 300, 2, error_messages={"required": "Napisz, co we wpisie jest błędne."})


class FilterForm(forms.Form):
    """Which entries a list shows."""

    od = DayField(label="Od dnia", required=False)
    do = DayField(label="Do dnia", required=False)
    rodzaj = forms.ChoiceField(
        label="Rodzaj",
        required=False,
        choices=[("", "wszystkie"), *((kind.value, kind.label) for kind in LogKind if kind != LogKind.TEST)],
    )
    mieszkanie = forms.ChoiceField(label="Mieszkanie", required=False)

    def __init__(self, *args: Any, apartments: list[tuple[Apartment, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mieszkanie"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
        field.choices = [("", "wszystkie"), *((str(row.pk), name) for row, name in apartments)]
