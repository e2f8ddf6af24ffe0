"""Guards and migrations: a table can be rebuilt, and the guards are back afterwards."""

import pytest
from django.db import connection

from office import guards
from office.apps import install_guards, lift_guards

pytestmark = pytest.mark.django_db


def triggers(vendor: str) -> set[str]:
    where = "sqlite_master WHERE type = 'trigger'" if vendor == "sqlite" else "pg_trigger WHERE NOT tgisinternal"
    name = "name" if vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {where}")
        return {found for (found,) in cursor.fetchall()}


def test_no_guard_stands_in_the_way_of_a_migration_and_each_comes_back(vendor: str) -> None:
    before = triggers(vendor)
    of_sqlite = {name for guard in guards.all_guards() for name in guard.names("sqlite")}
    assert before >= (of_sqlite if vendor == "sqlite" else {"office_event_stays"})

    lift_guards(using="default")
    # PostgreSQL rebuilds no tables: its guards stay in place throughout.
    assert triggers(vendor) == (before - of_sqlite if vendor == "sqlite" else before)
    install_guards(using="default")
    assert triggers(vendor) == before
