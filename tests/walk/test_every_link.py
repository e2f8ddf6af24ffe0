"""Five roles follow the links of a filled program: whatever a page offers to somebody works for them."""

from collections import Counter
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from apartments.models import Stay
from decisions.demo import PASSWORD
from office.models import Office, Role, User
from tests.undefined import refuse_undefined
from tests.walk.crawler import Crawl, Page

ROLES = ("pracownik", "dyrektor", "administrator", "konsultant", "opiekun")
REACHED = {"pracownik": 60, "dyrektor": 45, "administrator": 40, "konsultant": 6, "opiekun": 10}
"""How many kinds of pages each role reaches at least: fewer means that links were lost."""


# With the mark they run before tests that empty the database.
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Walk:
    """What each role met, what the command printed at the first and second start, and the users by office and role."""

    crawls: dict[str, Crawl]
    printed: list[str]
    staff: dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Walk:
    """The demo office is made once and taken back."""
    made: dict[str, Crawl] = {}
    files: Counter[str] = Counter()
    with django_db_blocker.unblock(), transaction.atomic(), refuse_undefined():
        printed = [_load_demo(), _load_demo()]
        living = Stay.objects.filter(moved_in_on__isnull=False, ended_on=None, log__isnull=False)
        assert set(living.values_list("application__office__code", flat=True)) == {"kielce", "kutno"}
        staff = {(user.office.code, role): user.username for user in User.objects.all() for role in user.roles}
        for role in ROLES:
            client = Client()
            client.force_login(User.objects.get(username=f"{role}.kielce"))
            made[role] = Crawl(client, role, seen_files=files).run()
        transaction.set_rollback(True)
    return Walk(made, printed, staff)


def _load_demo() -> str:
    out = StringIO()
    with override_settings(DEMO=True):
        call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("role", ROLES)
def test_every_link_that_a_role_is_shown_leads_to_a_whole_page(walk, role):
    assert [str(wrong) for wrong in walk.crawls[role].wrong] == []
    assert len(walk.crawls[role].routes) >= REACHED[role]


def test_each_office_gets_one_member_of_staff_for_every_role(walk):
    names = {
        Role.SOCIAL_WORKER: "pracownik",
        Role.DIRECTOR: "dyrektor",
        Role.ADMINISTRATOR: "administrator",
        Role.CONSULTANT: "konsultant",
        Role.KEEPER: "opiekun",
    }
    codes = Office.objects.values_list("code", flat=True)
    assert walk.staff == {(code, role): f"{name}.{code}" for code in codes for role, name in names.items()}


def test_the_table_names_every_user_and_what_each_may_do_also_at_the_second_start(walk):
    first, second = walk.printed
    assert first == second
    assert PASSWORD in second
    assert all(name in second for name in walk.staff.values())
    assert second.count("zatwierdza decyzje") == 3


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
