from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from office.access import ALLOWED, refused
from office.gallery import SampleForm
from office.templatetags.components import form_problems


def drawn(source: str, **values: object) -> str:
    html = Template("{% load components %}" + source).render(Context(values))
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ amount|zloty }}", "1\u00a0234,50\u00a0zł"),
        ("{{ amount|zloty_in_words }}", "tysiąc dwieście trzydzieści cztery złote 50/100"),
        ("{{ amount|percent }}", "1\u00a0234,5%"),
        ("{{ amount|number }} {{ amount|number:3 }}", "1\u00a0234,5 1\u00a0234,500"),
        ("{{ day|day }}", "5\u00a0grudnia 2026\u00a0r."),
        ("{{ day|short_day }}", "05.12.2026"),
        ("{{ day|month }}", "grudzień 2026"),
        ("{{ account|account_number }}", "65\u00a01010\u00a01010\u00a00000\u00a00000\u00a00000\u00a00000"),
        ("{{ nothing|zloty|default:'nie ustalono' }}{{ nothing|day }}{{ nothing|percent }}", "nie ustalono"),
        ("{{ late|short_day }} {{ late|moment }}", "06.12.2026 6\u00a0grudnia 2026\u00a0r., 00:30"),
    ],
)
def test_filters_write_polish(source, expected):
    values = {
        "amount": Decimal("1234.5"),
        "day": date(2026, 12, 5),
        "late": datetime(2026, 12, 5, 23, 30, tzinfo=UTC),
        "account": "65101010100000000000000000",
        "nothing": None,
    }
    assert Template(source).render(Context(values)) == expected


@pytest.mark.parametrize(("count", "noun"), [(1, "dzień"), (2, "dni"), (5, "dni"), (12, "dni"), (22, "dni")])
def test_nouns_follow_their_number(count, noun):
    assert Template('{{ n|plural:"dzień,dni,dni" }}').render(Context({"n": count})) == noun


def test_the_summary_names_each_field_and_links_to_its_input():
    form = SampleForm(
        {"x-income": "dużo", "x-name": "Jan", "x-income_month": "01.2026", "x-applied_on": "5.12.26"}, prefix="x"
    )
    problems = form_problems(form)
    assert ("id_x-income", "Dochód: „dużo” nie jest kwotą. Wpisz kwotę, np. 1350,00.") in problems
    assert any(field_id == "id_x-kind_0" for field_id, _ in problems), "a radio group is reached at its first choice"
    html = drawn("{% error_summary form|problems %}", form=form)
    assert 'role="alert"' in html
    assert 'href="#id_x-income"' in html
    assert "Popraw 3 miejsca" in html


def test_the_summary_is_not_there_when_nothing_is_wrong():
    assert drawn("{% error_summary problems %}", problems=[]) == ""


def test_an_error_stands_between_hint_and_input_and_is_tied_to_it():
    form = SampleForm({"income": "dużo"})
    html = drawn("{{ form.income.as_field_group }}", form=form)
    assert html.index("Dochód") < html.index("Z miesiąca") < html.index("Błąd:") < html.index("<input")
    assert 'aria-describedby="id_income_helptext id_income_error"' in html
    assert 'id="id_income_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_is_not_required_says_so_in_a_word():
    form = SampleForm()
    assert "(nieobowiązkowe)" in drawn("{{ form.pesel.as_field_group }}", form=form)
    assert "nieobowiązkowe" not in drawn("{{ form.income.as_field_group }}", form=form)


def test_choices_stand_in_a_fieldset_with_its_legend():
    html = drawn("{{ form.kind.as_field_group }}", form=SampleForm())
    assert "<legend>Rodzaj mieszkania" in html
    assert html.count("<label for=") == html.count('type="radio"') == 2


def test_named_fields_can_stand_together_under_one_legend():
    html = drawn('{% fields form "income" "name" legend="Osoba" hint="Razem." %}', form=SampleForm())
    assert html.index("<legend>Osoba") < html.index("id_income") < html.index("id_name")
    assert 'aria-describedby="form-income-group-hint"' in html


def test_a_summary_row_offers_a_change_that_says_of_what():
    html = drawn("{% summary_list rows %}", rows=[("PESEL", "", "/zmien"), ("Znak", "A.1")])
    assert 'href="/zmien">Zmień<span class="visually-hidden">: PESEL</span>' in html
    assert "nie podano" in html
    assert html.count("Zmień") == 1


def test_the_river_says_in_words_what_is_done_and_what_lies_ahead():
    html = drawn('{% river "fee" %}')
    assert html.count("gotowe") == 2
    assert html.count("przed nami") == 3
    assert html.count('aria-current="step"') == 1
    assert drawn('{% river "finished" %}').count("gotowe") == 6
    halted = drawn('{% river "fee" halted=True %}')
    assert "przerwane" in halted
    assert "aria-current" not in halted


def test_the_next_step_says_who_and_by_when_and_why_then():
    html = drawn('{% next_step "Podpisz." who="Anna Fikcyjna" by=by why="14 dni od złożenia" %}', by=date(2026, 4, 4))
    assert 'do <time datetime="2026-04-04">4 kwietnia 2026 r.</time>' in html
    assert "Anna Fikcyjna" in html
    assert "(14 dni od złożenia)" in html


def test_a_refused_action_stays_visible_and_its_reason_stands_beside_it():
    html = drawn('{% verdict answer "Zatwierdź" "/z/" %}', answer=refused("Zatwierdza inna osoba."))
    assert "disabled" in html
    assert 'aria-describedby="powod-zatwierdz-z"' in html
    assert 'id="powod-zatwierdz-z"' in html
    assert "Zatwierdza inna osoba." in html
    assert "<form" not in html


def test_an_allowed_action_is_a_button_that_posts_or_a_link():
    assert '<form method="post" action="/z/"' in drawn('{% verdict answer "Zatwierdź" "/z/" %}', answer=ALLOWED)
    assert '<a class="btn btn-secondary" href="/z/">' in drawn(
        '{% verdict answer "Otwórz" "/z/" method="get" kind="secondary" %}', answer=ALLOWED
    )


def test_an_unknown_tone_or_step_is_an_error_and_not_a_blank():
    with pytest.raises(KeyError):
        drawn('{% state "Nowy" "purple" %}')
    with pytest.raises(ValueError, match="dancing"):
        drawn('{% river "dancing" %}')


def test_the_pager_keeps_the_filters():
    request = RequestFactory().get("/sprawy/", {"stan": "szkic", "strona": "2"})
    html = drawn("{% pager page %}", page=Paginator(range(163), 25).page(2), request=request)
    assert "26–50 z 163" in html
    assert 'href="?stan=szkic&amp;strona=3"' in html
    assert '<span aria-current="page"><span class="visually-hidden">Strona </span>2</span>' in html


def test_a_sorted_column_says_how_and_turns_round():
    request = RequestFactory().get("/sprawy/", {"kolejnosc": "osoba", "strona": "4"})
    html = drawn('{% sort_header "Osoba" "osoba" %}{% sort_header "Opłata" "oplata" numeric=True %}', request=request)
    assert 'aria-sort="ascending"' in html
    assert 'href="?kolejnosc=-osoba"' in html
    assert 'href="?kolejnosc=oplata"' in html


def test_breadcrumbs_end_with_the_page_itself():
    html = drawn('{% breadcrumbs "Biurko" "/" "Sprawy" "/sprawy/" "Jan Fikcyjny" %}')
    assert '<a href="/sprawy/">Sprawy</a>' in html
    assert '<li aria-current="page">Jan Fikcyjny</li>' in html


BANDS = [
    {"above": None, "up_to": 100, "rate_percent": 0},
    {"above": 100, "up_to": 150, "rate_percent": Decimal("12.5")},
    {"above": 150, "up_to": None, "rate_percent": 100},
]


@pytest.mark.parametrize(
    ("mark", "here"),
    [("100", "do 100%"), ("100.1", "powyżej 100% do 150%"), ("150", "powyżej 100% do 150%"), ("900", "powyżej 150%")],
)
def test_the_staircase_marks_the_band_whose_upper_edge_still_counts(mark, here):
    html = drawn("{% staircase bands mark %}", bands=BANDS, mark=Decimal(mark))
    assert f'<tr class="row-here"><th scope="row">{here} <strong>' in html
    assert html.count("row-here") == 1
    assert "dochód tutaj" in html


def test_the_staircase_has_numbers_that_svg_understands_and_no_style_in_it():
    html = drawn("{% staircase bands mark %}", bands=BANDS, mark=Decimal("133.7"))
    assert 'x="8"' in html
    assert 'height="21.0"' in html
    assert "style=" not in html
    assert "12,5%" in html


def test_the_staircase_without_an_income_has_no_mark():
    html = drawn("{% staircase bands %}", bands=BANDS)
    assert "dochód tutaj" not in html.lower()
    assert "stair-mark" not in html
