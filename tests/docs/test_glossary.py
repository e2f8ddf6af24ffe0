import pytest
from django.apps import apps

from tests.docs.pages import OUR_APPS, cells, exists, named, text_of

GLOSSARY = text_of("glossary.md")


def test_every_kind_of_record_has_its_word() -> None:
    explained = {name for cell in cells(GLOSSARY, "In code") for name in named(cell)}
    models = {model.__name__ for app in OUR_APPS for model in apps.get_app_config(app).get_models()}

    assert models <= explained, f"docs/glossary.md does not explain: {sorted(models - explained)}"


@pytest.mark.parametrize("where", sorted({name for cell in cells(GLOSSARY, "Where") for name in named(cell)}))
def test_what_the_glossary_points_at_is_there(where: str) -> None:
    assert exists(where)


def test_no_polish_word_is_explained_twice() -> None:
    words = cells(GLOSSARY, "Polish")

    assert len(words) > 60
    assert sorted(words) == sorted(set(words))
