"""What every test shares: the real law and municipalities, a cast of staff, templates that refuse undefined names."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from applications.models import Application
from decisions.demo import load_fictional
from decisions.examples import KIELCE_OIT, KUTNO_SUPPORTED, Stage, carry
from office import clock, guards
from office.models import Authorisation, Municipality, Office, Role, RoleGrant, User
from tests import snapshot
from tests.undefined import refuse_undefined

pytest_plugins = ["tests.chromium"]

# Collecting garbage as rarely as this takes a tenth off the time of a run.
gc.set_threshold(50_000, 50, 50)


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_guarded_tables() -> Iterator[None]:
    """A test database is emptied with DELETE on SQLite and TRUNCATE on PostgreSQL: the guards would rightly refuse."""
    operations = type(connection.ops)
    original = operations.execute_sql_flush

    def flush(self: Any, sql_list: list[str]) -> None:
        guards.lift(self.connection)
        original(self, sql_list)
        guards.install(self.connection)

    operations.execute_sql_flush = flush  # type: ignore[method-assign]
    yield
    operations.execute_sql_flush = original  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """On SQLite a file, as in an office: threads then meet each other's locks as they would there."""
    settings = connections["default"].settings_dict
    if settings["ENGINE"].endswith("sqlite3"):
        settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> snapshot.Snapshot:
    """The tests' database holds what every installation holds: law, municipalities, offices, programmes, apartments."""
    with django_db_blocker.unblock():
        call_command("load_fixtures", verbosity=0)
        load_fictional()
        return snapshot.taken()


@pytest.fixture(autouse=True)
def _fixtures_after_flush(request: pytest.FixtureRequest) -> None:
    """A transactional test starts from an emptied database: put back what a flush took."""
    marker = request.node.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction", False)
    if transactional or {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        if not Municipality.objects.exists():
            snapshot.put_back(request.getfixturevalue("django_db_setup"))


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """The real hasher is slow by design; tests make many accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def files_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _files_of_tests(settings: Any, files_folder: Path) -> None:
    """What tests upload lies in a folder of their own."""
    settings.FILES_ROOT = files_folder


@pytest.fixture(autouse=True)
def _undefined_variables_fail() -> Iterator[None]:
    """A template that names what its view does not give fails its test."""
    with refuse_undefined():
        yield


def make_user(office: Office, username: str, *roles: Role, **extra: str) -> User:
    """A member of staff with a usable password."""
    user = User(username=username, office=office, first_name="Testowa", last_name=username.capitalize(), **extra)
    user.set_password("haslo-testowe-123")
    user.save()
    for role in roles:
        RoleGrant.objects.create(user=user, role=role)
    return user


@pytest.fixture
def kielce(db: None) -> Office:
    return Office.objects.get(code="kielce")


@pytest.fixture
def kutno(db: None) -> Office:
    return Office.objects.get(code="kutno")


@pytest.fixture
def gliwice(db: None) -> Office:
    return Office.objects.get(code="gliwice")


@pytest.fixture
def worker(kielce: Office) -> User:
    return make_user(kielce, "pracownica", Role.SOCIAL_WORKER, post="pracownik socjalny")


@pytest.fixture
def director(kielce: Office) -> User:
    user = make_user(kielce, "dyrektorka", Role.DIRECTOR, post="Dyrektor")
    Authorisation.objects.create(
        office=kielce, holder=user, number="TEST/1", issued_on="2024-01-02", scope="decyzje", valid_from="2024-01-02"
    )
    return user


@pytest.fixture
def administrator(kielce: Office) -> User:
    return make_user(kielce, "administratorka", Role.ADMINISTRATOR, post="administrator")


@pytest.fixture
def consultant(kielce: Office) -> User:
    return make_user(kielce, "konsultantka", Role.CONSULTANT, post="psycholog")


@pytest.fixture
def keeper(kielce: Office) -> User:
    return make_user(kielce, "opiekunka", Role.KEEPER, post="opiekun mieszkań")


@pytest.fixture
def kutno_worker(kutno: Office) -> User:
    return make_user(kutno, "pracownik_kutno", Role.SOCIAL_WORKER, post="pracownik socjalny")


@pytest.fixture
def kutno_director(kutno: Office) -> User:
    user = make_user(kutno, "dyrektor_kutno", Role.DIRECTOR, post="Dyrektor")
    Authorisation.objects.create(
        office=kutno, holder=user, number="TEST/2", issued_on="2024-01-02", scope="decyzje", valid_from="2024-01-02"
    )
    return user


@pytest.fixture
def as_user(client: Client):
    """Log a member of staff in: ``as_user(worker).get(...)``."""

    def login(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return login


@pytest.fixture
def vendor() -> str:
    return connection.vendor


@pytest.fixture
def kielce_case(worker: User, director: User) -> Callable[[Stage], Application]:
    """The Kielce OI-T case of the examples, carried to a stage."""

    def make(until: Stage) -> Application:
        return carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today(), until=until)

    return make


@pytest.fixture
def kutno_case(kutno_worker: User, kutno_director: User) -> Callable[[Stage], Application]:
    """The Kutno supported case of the examples, carried to a stage."""

    def make(until: Stage) -> Application:
        return carry(
            KUTNO_SUPPORTED, worker=kutno_worker, director=kutno_director, received_on=clock.today(), until=until
        )

    return make


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everything", action="store_true", help="on PostgreSQL also what looks the same on any database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL runs only what a database can change: the rest has run before, on SQLite, with the same outcome."""
    if connection.vendor != "postgresql" or config.getoption("everything"):
        return
    without = [item for item in items if not _depends_on_database(item)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if _depends_on_database(item)]


def _depends_on_database(item: pytest.Item) -> bool:
    if any(part in item.nodeid for part in _SAME_ON_BOTH):
        return False
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & {"db", "transactional_db", "live_server"})


# What these look at is paper, pages and arithmetic, whichever database the facts came from.
_SAME_ON_BOTH = (
    "tests/paper/",
    "tests/walk/",
    "tests/look/",
    "tests/data/test_demo",
    "tests/fees/test_golden.py",
    "tests/fees/test_importing.py",
    "tests/fees/test_template.py",
    "pages.py::",
    "pages_of_kinds.py::",
    "letters/test_letters.py",
    "kinds/test_matrix.py",
    "decisions/test_changed_after_acceptance.py",
    "decisions/test_river.py",
    "decisions/test_transfer.py",
)
