"""The rows that every test finds, kept in memory: put back after a flush in a fraction of the time of loading them."""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

# A flush makes these anew by itself.
_MADE_BY_DJANGO = {"django_content_type", "auth_permission"}
Snapshot = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def taken() -> Snapshot:
    """All rows of all tables of the program, as the database gives them."""
    found: Snapshot = {}
    with connection.cursor() as cursor:
        for table in sorted({model._meta.db_table for model in _models()} - _MADE_BY_DJANGO):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            if rows:
                found[table] = ([column[0] for column in cursor.description], rows)
    return found


def put_back(snapshot: Snapshot) -> None:
    """Into emptied tables. References are checked at the end of the transaction, so the order is free."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in snapshot.items():
            names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]
