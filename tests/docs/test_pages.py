import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, OUR_APPS, exists, named, text_of

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ALL = sorted(DOCS.glob("*.md"))
IN_CODE = re.compile(rf"(?:{'|'.join(OUR_APPS)}|templates|fixtures)(?:/[\w./]*|(?:\.\w+)+)")
NOT_OURS = re.compile(r"/work\b|/home/|/tmp/|/root/|\bshared/")


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_no_page_names_a_place_of_one_machine(page: Path) -> None:
    assert not NOT_OURS.findall(page.read_text(encoding="utf-8"))


def test_the_index_names_every_page() -> None:
    index = text_of("README.md")

    assert [page.name for page in ALL if page.name != "README.md" and f"({page.name})" not in index] == []


def test_the_architecture_names_only_code_that_exists() -> None:
    """Names of modules, functions and folders; words such as `advance` or `models.py` are left alone."""
    names = [name for name in named(text_of("architecture.md")) if IN_CODE.fullmatch(name)]

    assert len(names) > 30
    assert [name for name in names if not exists(name)] == []
