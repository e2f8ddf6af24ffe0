"""The style page: every component with sample data, for people who work on the look.

Routed only in development and in the demo.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from office.access import ALLOWED, refused
from office.fields import DayField, MoneyField, MonthField, PeselField

_WARSAW = ZoneInfo("Europe/Warsaw")


@dataclass(frozen=True)
class SampleEvent:
    """One line of the sample timeline."""

    when: datetime
    who: str
    what: str
    note: str = ""


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Imię i nazwisko", max_length=120)
    pesel = PeselField(label="PESEL", required=False, help_text="11 cyfr. Zostaw puste, jeżeli osoba nie ma numeru.")
    income = MoneyField(label="Dochód", help_text="Z miesiąca przed złożeniem wniosku, po odliczeniach.")
    income_month = MonthField(label="Miesiąc dochodu", help_text="Na przykład 01.2026.")
    applied_on = DayField(label="Dzień złożenia wniosku", help_text="Na przykład 05.12.2026.")
    kind = forms.ChoiceField(
        label="Rodzaj mieszkania",
        choices=[("training", "treningowe"), ("supported", "wspomagane")],
        widget=forms.RadioSelect,
        help_text="O to, o co prosi osoba we wniosku.",
    )
    grounds = forms.MultipleChoiceField(
        label="Powody",
        required=False,
        choices=[("age", "wiek"), ("disability", "niepełnosprawność"), ("homelessness", "bezdomność")],
        widget=forms.CheckboxSelectMultiple,
    )
    apartment = forms.ChoiceField(
        label="Mieszkanie", choices=[("", "wybierz"), ("1", "ul. Przykładowa 1"), ("2", "ul. Przykładowa 2")]
    )
    note = forms.CharField(label="Uwagi", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    consent = forms.BooleanField(label="Osoba zna regulamin mieszkania", required=False)


_TYPED = {"income": Decimal("1350"), "applied_on": date(2026, 3, 5), "kind": "training", "grounds": ["disability"]}
_WRONG = {
    "wrong-name": "Jan Fikcyjny",
    "wrong-pesel": "1234567890",
    "wrong-income": "1.350,00,5",
    "wrong-income_month": "2026-01",
    "wrong-applied_on": "31.02.2026",
    "wrong-apartment": "1",
}
_EVENTS = [
    SampleEvent(datetime(2026, 3, 5, 10, 42, tzinfo=_WARSAW), "Anna Fikcyjna", "Złożono wniosek."),
    SampleEvent(
        datetime(2026, 3, 9, 8, 15, tzinfo=_WARSAW),
        "Piotr Fikcyjny",
        "Zwrócono projekt decyzji do poprawy.",
        "Brak uzasadnienia długości pobytu.",
    ),
]
_EDGES = (100, 130, 150, 180, 200, None)
_BANDS = [
    {"above": None if index == 0 else _EDGES[index - 1], "up_to": up_to, "rate_percent": Decimal(index * 10)}
    for index, up_to in enumerate(_EDGES)
]


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """GET: the page with all components. Holds only invented data, so nobody needs to log in."""
    context = {
        "form": SampleForm(prefix="sample", initial=_TYPED),
        "wrong": SampleForm(_WRONG, prefix="wrong"),
        "group": SampleForm(prefix="group"),
        "rows": [
            ("Imię i nazwisko", "Jan Fikcyjny", "#osoba", "imię i nazwisko"),
            ("PESEL", "", "#osoba"),
            ("Dochód w lutym 2026", "1 350,00 zł", "#dochod", "dochód w lutym 2026"),
            ("Znak sprawy", "PRZYKŁAD.0000.1.2026"),
        ],
        "urls": {"application": "#wniosek", "place": "#miejsce"},
        "deadline": date(2026, 4, 4),
        "events": _EVENTS,
        "allowed": ALLOWED,
        "refused": refused("Decyzję zatwierdza inna osoba niż ta, która ją przygotowała. Poproś dyrektora."),
        "page": Paginator(range(163), 25).page(2),
        "bands": _BANDS,
        "mark": Decimal("133.7"),
    }
    return render(request, "components/gallery.html", context)
