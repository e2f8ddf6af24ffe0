"""The language of letters: what it prints, what it refuses, and that nothing of it is executed."""

import pytest

from office.letters.markup import Words, problems, to_html, used
from office.letters.slots import LETTERS, all_slots

KNOWN = {"imie", "lista", "uwagi"}


def html(body: str, **words: Words) -> str:
    return to_html(body, words, {("przepis", "kpa.64.2"): "art. 64 § 2 KPA"})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Dzień dobry {{ imię }}", "nie jest miejscem"),
        ("{{ imie|safe }}", "nie jest miejscem"),
        ("{{ imie.__class__ }}", "nie jest miejscem"),
        ("{{ nazwisko }}", "Nie ma miejsca „nazwisko”. Można użyć: imie, lista, uwagi."),
        ("{{ uwaga }}", "Może chodziło o „uwagi”?"),
        ("{% load x %}", "niedozwolony znak „{%”"),
        ("{# ukryte #}", "niedozwolony znak „{#”"),
        ("{{ imie }", "niedozwolony znak „{{”"),
        ("{{ ustawa:kpa.1 }}", "nie jest miejscem"),
    ],
)
def test_what_is_no_slot_is_refused_with_its_line(body: str, words: str) -> None:
    found = problems(f"Pierwszy wiersz.\n\n{body}", KNOWN)

    assert found[0].line == 3
    assert words in found[0].words


def test_a_good_text_has_no_problems() -> None:
    assert problems("{{ imie }}, {{ przepis:kpa.64.2 }}, {{ dni:kpa.64.2 }}\n- {{lista}}", KNOWN) == []
    assert [one.name for one in used("{{ imie }} {{ dni:kpa.64.2 }}")] == ["imie", "kpa.64.2"]


def test_paragraphs_headings_lists_and_bold() -> None:
    assert html("# Tytuł\nPierwszy\nwiersz **ważny**.\n\nDrugi.\n- a\n- b\n1. c") == (
        "<h2>Tytuł</h2>\n<p>Pierwszy wiersz <strong>ważny</strong>.</p>\n<p>Drugi.</p>\n"
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>"
    )


def test_words_come_in_as_words_only() -> None:
    assert html("{{ imie }}", imie="<b>**Jan**</b> {{ lista }}") == "<p>&lt;b&gt;**Jan**&lt;/b&gt; {{ lista }}</p>"


def test_numbers_that_people_copy_are_not_broken_over_lines() -> None:
    assert html("{{ telefon }}", telefon="1 <2") == '<p><span class="whole">1 &lt;2</span></p>'


def test_a_list_becomes_items_and_an_empty_line_goes() -> None:
    assert html("1. {{ lista }}", lista=("a", "b")) == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
    assert html("Razem: {{ lista }}.\n\n{{ uwagi }}", lista=("a", "b"), uwagi="") == "<p>Razem: a, b.</p>"
    assert html("{{ uwagi }}", uwagi="Raz.\n\nDwa.") == "<p>Raz.</p>\n<p>Dwa.</p>"


def test_a_provision_is_printed_from_the_table_and_a_missing_word_is_an_error() -> None:
    assert html("Na podstawie {{ przepis:kpa.64.2 }}.") == "<p>Na podstawie art. 64 § 2 KPA.</p>"
    with pytest.raises(KeyError):
        html("{{ imie }}")


@pytest.mark.parametrize("code", LETTERS)
def test_every_slot_of_every_letter_has_a_polish_label_and_a_sample(code: str) -> None:
    assert all(slot.label and slot.sample for slot in all_slots(code).values())
