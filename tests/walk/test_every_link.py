"""Five roles follow the links of a filled program: whatever a page offers to somebody works for them."""

from collections import Counter

import pytest
from django.db import transaction
from django.test import Client

from apartments.models import Stay
from decisions.demo import create_cases, create_staff
from office.models import User
from tests.undefined import refuse_undefined
from tests.walk.crawler import Crawl, Page

ROLES = ("pracownik", "dyrektor", "administrator", "konsultant", "opiekun")
REACHED = {"pracownik": 60, "dyrektor": 45, "administrator": 40, "konsultant": 6, "opiekun": 10}
"""How many kinds of pages each role reaches at least: fewer means that links were lost."""


# With the mark they run before tests that empty the database.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crawls(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> dict[str, Crawl]:
    """What each role met; the demo office is made once and taken back."""
    made: dict[str, Crawl] = {}
    files: Counter[str] = Counter()
    with django_db_blocker.unblock(), transaction.atomic(), refuse_undefined():
        create_staff()
        create_cases()
        living = Stay.objects.filter(moved_in_on__isnull=False, ended_on=None, log__isnull=False)
        assert set(living.values_list("application__office__code", flat=True)) == {"kielce", "kutno"}
        for role in ROLES:
            client = Client()
            client.force_login(User.objects.get(username=f"{role}.kielce"))
            made[role] = Crawl(client, role, seen_files=files).run()
        transaction.set_rollback(True)
    return made


@pytest.mark.parametrize("role", ROLES)
def test_every_link_that_a_role_is_shown_leads_to_a_whole_page(crawls, role):
    assert [str(wrong) for wrong in crawls[role].wrong] == []
    assert len(crawls[role].routes) >= REACHED[role]


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<html lang='pl'><p>bez nagłówka</p></html>", "0 nagłówków h1"),
        ("<html lang='en'><h1>Title</h1></html>", "język strony „en”"),
        ("<html lang='pl'><h1>Opłata: None</h1></html>", "na stronie stoi „None”"),
        ("<html lang='pl'><h1 id='a'>x</h1><p id='a'></p></html>", "identyfikatory powtórzone: ['a']"),
        ("<html lang='pl'><h1>x</h1><input name='pesel' id='p'></html>", "pola bez etykiet: ['pesel']"),
        ("<html lang='pl'><h1>x</h1><a href='#brak'>y</a></html>", "odsyłacze donikąd: ['#brak']"),
    ],
)
def test_the_walker_sees_what_is_wrong_with_a_page(html, fault):
    page = Page()
    page.feed(html)
    assert list(page.faults()) == [fault]
