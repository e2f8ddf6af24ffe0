from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from office import clock
from office.fields import BirthDateField, DayField, MoneyField, MonthField, PeselField


def error_of(field: forms.Field, typed: str) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return caught.value.messages[0]


def shown(field: forms.Field, value: object) -> str | None:
    return field.widget.format_value(value)


@pytest.mark.parametrize("typed", ["1234.5", "1 234,50", "1.234,50 zł", "1234,5", " 1234,50 "])
def test_an_amount_is_read_as_people_type_it(typed):
    assert MoneyField().clean(typed) == Decimal("1234.50")


def test_an_amount_that_is_none_says_what_was_typed_and_what_to_type():
    assert error_of(MoneyField(), "1.350,00,5") == "„1.350,00,5” nie jest kwotą. Wpisz kwotę, np. 1350,00."
    assert error_of(MoneyField(), " ") == "Wpisz kwotę, np. 1350,00."


def test_an_amount_keeps_its_limits_and_names_them():
    assert error_of(MoneyField(), "-1") == "Kwota „-1” jest za mała. Wpisz co najmniej 0,00\u00a0zł."
    assert (
        error_of(MoneyField(max_value=100), "100,01") == "Kwota „100,01” jest za duża. Wpisz najwyżej 100,00\u00a0zł."
    )
    assert MoneyField(min_value=None).clean("-12,30") == Decimal("-12.30")
    assert MoneyField(required=False).clean("") is None


def test_an_amount_comes_back_in_polish_and_nonsense_just_as_typed():
    assert shown(MoneyField(), Decimal("1234.5")) == "1\u00a0234,50"
    assert shown(MoneyField(), "1234.5") == "1\u00a0234,50"
    assert shown(MoneyField(), "tysiąc") == "tysiąc"
    assert MoneyField().clean(shown(MoneyField(), Decimal("1234.5"))) == Decimal("1234.50")


@pytest.mark.parametrize("typed", ["5.12.26", "05.12.2026", "2026-12-05", "05122026", "5/12/2026"])
def test_a_day_is_read_as_people_type_it(typed):
    assert DayField().clean(typed) == date(2026, 12, 5)
    assert shown(DayField(), typed) == "05.12.2026"


@pytest.mark.parametrize("typed", ["31.02.2026", "jutro", "2026-13-01"])
def test_a_day_that_is_not_in_the_calendar_says_so(typed):
    assert (
        error_of(DayField(), typed)
        == f"„{typed}” nie jest dniem z kalendarza. Wpisz dzień, miesiąc i rok, np. 05.12.2026."
    )


@pytest.mark.parametrize("typed", ["01.2026", "1.2026", "2026-01", "styczeń 2026", "Stycznia 2026 r."])
def test_a_month_is_read_as_people_type_it_and_becomes_its_first_day(typed):
    assert MonthField().clean(typed) == date(2026, 1, 1)
    assert shown(MonthField(), typed) == "01.2026"


@pytest.mark.parametrize("typed", ["13.2026", "brumaire 2026", "2026"])
def test_a_month_that_is_none_says_so(typed):
    assert (
        error_of(MonthField(), typed)
        == f"„{typed}” nie jest miesiącem. Wpisz miesiąc i rok, np. 01.2026 albo styczeń 2026."
    )


def test_a_date_given_to_a_month_field_becomes_the_first_of_its_month():
    assert MonthField().clean(date(2026, 1, 17)) == date(2026, 1, 1)


def test_a_pesel_is_taken_without_its_spaces_and_may_be_absent():
    assert PeselField().clean("440514 01359") == "44051401359"
    assert PeselField(required=False).clean("") == ""


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("4405140135", "Numer ma 11 cyfr, a w „4405140135” jest ich 10."),
        ("44051401358", "Ostatnia cyfra w „44051401358” nie pasuje do pozostałych."),
        ("44133401358", "Pierwsze sześć cyfr w „44133401358” nie tworzy daty urodzenia."),
        ("4405140135A", "Numer składa się z samych cyfr."),
    ],
)
def test_a_wrong_pesel_says_what_is_wrong_with_it(typed, begins):
    assert error_of(PeselField(), typed).startswith(begins)


def test_inputs_are_plain_text_without_date_pickers_or_placeholders():
    class Everything(forms.Form):
        amount = MoneyField()
        day = DayField()
        month = MonthField()
        pesel = PeselField()

    html = str(Everything())
    assert html.count('type="text"') == 4
    assert "placeholder" not in html
    assert 'inputmode="decimal"' in html
    assert 'inputmode="numeric"' in html


def test_a_form_sees_no_change_when_the_amount_is_only_written_differently():
    class Fee(forms.Form):
        amount = MoneyField()

    assert not Fee({"amount": "186"}, initial={"amount": Decimal("186.00")}).has_changed()
    assert Fee({"amount": "187"}, initial={"amount": Decimal("186.00")}).has_changed()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (DayField(), "31.12.9999"),
        (DayField(), "01.01.0026"),
        (DayField(), "1899-12-31"),
        (MonthField(), "12.9999"),
        (MonthField(), "0001-01"),
    ],
)
def test_a_year_that_can_only_be_a_slip_is_refused_before_anything_is_counted_from_it(field, typed):
    assert error_of(field, typed).startswith(f"Rok w „{typed}” jest pomyłką. Wpisz ")
    assert "1900–2199" in error_of(field, typed)


def test_a_birth_date_with_two_figures_of_the_year_is_never_in_the_future():
    year = clock.today().year
    assert BirthDateField().clean("5.12.80") == date(1980, 12, 5)
    assert BirthDateField().clean(f"01.01.{year % 100:02d}") == date(year, 1, 1)
    assert BirthDateField().clean("29.2.96") == date(1996, 2, 29)
    assert error_of(BirthDateField(), f"01.01.{year + 1}").endswith("Wpisz rok czterema cyframi, np. 05.12.1980.")
    assert error_of(BirthDateField(), "31.02.80").startswith("„31.02.80” nie jest dniem z kalendarza.")
