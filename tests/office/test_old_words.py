"""Words of tenancy and of the law before 1 November 2023: found, named, refused in what an office maintains."""

import pytest

from applications.letters.services import issue_letter
from contracts.wording.services import Scope, draft_clause
from decisions.examples import Stage
from decisions.kinds.texts import services as reasons
from office import clock
from office.errors import DomainError
from office.letters import texts
from office.old_words import old_words_in


@pytest.mark.parametrize(
    ("text", "word", "instead"),
    [
        ("Pobyt w mieszkaniu chronionym trwa rok.", "mieszkaniu chronionym", "mieszkanie treningowe"),
        ("Pobyt w lokalu chronionym trwa rok.", "lokalu chronionym", "mieszkanie treningowe"),
        ("Umowa NAJMU lokalu.", "najmu", "pobyt"),
        ("Najemca płaci.", "najemca", "mieszkaniec"),
        ("Płaci czynsz do 15. dnia.", "czynsz", "odpłatność"),
        ("Nasz klient prosi.", "klient", "osoba"),
    ],
)
def test_each_old_word_is_named_with_its_place_and_what_to_write(text, word, instead):
    [found] = old_words_in(f"Długie pierwsze zdanie, w którym wszystko jest w porządku. {text}")
    assert found.word == word
    assert text.split()[-1] in found.around
    assert found.sentence.startswith(f"Zamiast „{word}” (tu: „… ")
    assert instead in found.sentence


@pytest.mark.parametrize("text", ["Co najmniej raz.", "Adres chroniony.", "Wynajmował pokój.", "Pies jest chroniony."])
def test_words_that_only_look_like_them_pass(text):
    assert not list(old_words_in(text))


@pytest.mark.django_db
def test_no_text_of_an_office_takes_an_old_word(kielce_case, worker, administrator):
    application = kielce_case(Stage.COMPLETE)
    letter = texts.begin_draft(actor=administrator, code="cover")
    attempts = {
        "text": lambda: reasons.check("nazwa", "Najemca odmówił: {what}."),
        "body": lambda: texts.check(letter.code, letter.title, f"{letter.body}\n\nProsimy o czynsz."),
        "title": lambda: texts.check(letter.code, "Pismo do klienta", letter.body),
        "uwagi": lambda: issue_letter(
            actor=worker,
            application=application,
            code="cover",
            values={"zalaczniki": ["umowa najmu z 2020 r."], "uwagi": "Czynsz płaci się z góry."},
        ),
    }
    for field, attempt in attempts.items():
        with pytest.raises(DomainError, match="Zamiast „") as refusal:
            attempt()
        assert refusal.value.field == field
    with pytest.raises(DomainError, match="Zamiast „czynsz”"):
        draft_clause(
            actor=administrator, scope=Scope("training"), element=7, text="Płaci czynsz.", source="",
            valid_from=clock.today(),
        )  # fmt: skip
    listed = {"zalaczniki": ["umowa najmu z 2020 r."]}
    assert "umowa najmu" in issue_letter(actor=worker, application=application, code="cover", values=listed).html
