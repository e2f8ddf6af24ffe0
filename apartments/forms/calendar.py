"""Which days and which places the calendar shows."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from applications.models import HousingKind, Programme
from office.fields import DayField, MonthField

MONTH, YEAR = "miesiac", "rok"
YEARS = range(1990, 2101)
LONGEST = 3660  # Ten years: a slip of the keyboard, not a rule.


class CalendarForm(forms.Form):
    """The view, its month, the filters, the day for free places and the period for the occupancy rate."""

    widok = forms.ChoiceField(label="Widok", required=False, choices=[(MONTH, "miesiąc"), (YEAR, "rok tygodniami")])
    od = MonthField(label="Miesiąc", required=False, help_text="W widoku roku liczy się rok.")
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Program", required=False, empty_label="wszystkie"
    )
    kind = forms.ChoiceField(label="Rodzaj", required=False, choices=[("", "każdy"), *HousingKind.choices])
    group = forms.ChoiceField(label="Dla kogo", required=False)
    dzien = DayField(label="Wolne miejsca w dniu", required=False)
    okres_od = DayField(label="Obłożenie od", required=False)
    okres_do = DayField(label="Obłożenie do", required=False)

    def __init__(self, data: Any, programmes: QuerySet[Programme], groups: list[str]) -> None:
        super().__init__(data, auto_id="kalendarz_%s")
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", "wszyscy"), *((group, group) for group in groups)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("od") and typed["od"].year not in YEARS:
            self.add_error("od", f"Wpisz rok od {YEARS.start} do {YEARS.stop - 1}.")
        first, last = typed.get("okres_od"), typed.get("okres_do")
        if first and last and last < first:
            self.add_error("okres_do", "Ostatni dzień okresu nie może być przed pierwszym.")
        elif first and last and (last - first).days > LONGEST:
            self.add_error("okres_do", "Okres jest dłuższy niż dziesięć lat. Wpisz krótszy.")
        elif bool(first) != bool(last):
            self.add_error("okres_do" if first else "okres_od", "Wpisz oba dni okresu albo żadnego.")
        return typed

    def window(self, today: date) -> tuple[date, date]:
        """The first and the last day that the calendar shows."""
        month: date = self.value("od") or today.replace(day=1)
        if self.value("widok") == YEAR:
            return date(month.year, 1, 1), date(month.year, 12, 31)
        following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        return month, date.fromordinal(following.toordinal() - 1)

    def value(self, name: str) -> Any:
        """What was typed well in ``name``, else ``None``."""
        return self.cleaned_data.get(name) if self.is_bound and hasattr(self, "cleaned_data") else None
