"""A what-changes run over 10 000 stays against the bare reading and writing of the same rows, and how it grows.

Run by ``bench/run`` under ``.ci/with-postgres``: the database is empty, and gone afterwards. Bare means: plain SQL
reads the rows that the run reads and writes the rows that it writes, in the same batches and transactions, and computes
nothing. Both are measured by the clock on the wall, because the database's work belongs to both.
"""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from applications.models import Programme  # noqa: E402
from bench.clock import verdict  # noqa: E402
from bench.stays import make, next_law, worker  # noqa: E402
from decisions.demo import load_fictional  # noqa: E402
from fees.changes import services  # noqa: E402
from fees.changes.models import ChangeRow, ChangeRun, DraftAssessment  # noqa: E402
from fees.models import Assessment  # noqa: E402
from office import clock as office_clock  # noqa: E402
from office.models import User  # noqa: E402

FEW, MANY, ROUNDS, MOST, BATCH = 1_000, 10_000, 3, 5.0, services.BATCH
READ = """
    SELECT o.id, o.application_id, a.programme_id, f.id, f.amount, f.facts::text, f.rules::text
    FROM apartments_occupancy o
    JOIN applications_application a ON a.id = o.application_id
    JOIN fees_assessment f ON f.occupancy_id = o.id
    WHERE o.state = 'granted' AND a.office_id = %s AND o.id > %s AND o.id <= %s ORDER BY o.id
"""


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def copied(model: type[ChangeRow] | type[DraftAssessment], rows: list[tuple[Any, ...]]) -> None:
    """Write rows as plain SQL does; the columns of each are those of the table without its key."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    one = f"({', '.join(['%s'] * len(columns))})"
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES {one}", rows)


def values_of(model: type[ChangeRow] | type[DraftAssessment], run: ChangeRun) -> list[list[Any]]:
    """What a run has written, ready to be written again."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    rows = model.objects.filter(**({"run": run} if model is ChangeRow else {"row__run": run})).order_by("pk")
    return [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]


def bare(office: int, model: type[ChangeRow] | type[DraftAssessment], rows: list[list[Any]], keys: list[int]) -> None:
    """Read what the run reads and write what it writes, batch by batch."""
    for start in range(0, len(keys), BATCH):
        span = keys[start : start + BATCH]
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(READ, [office, span[0] - 1, span[-1]])
                cursor.fetchall()
            if rows[start : start + BATCH]:
                copied(model, [tuple(row) for row in rows[start : start + BATCH]])


def listed(user: User, on: Any) -> tuple[float, ChangeRun]:
    """A run over everything that is there: seconds, and the run."""
    run = services.start_run(actor=user, on=on)
    return timed(lambda: services.carry_on(actor=user, run=run)), run


def against_bare(user: User, on: Any, later: Any) -> tuple[float, float, float, int]:
    """Best of the interleaved rounds: a run over all, the bare rows of it, a run over the few; how many fees change."""
    best, changed = {"all": [], "bare": [], "few": []}, 0
    for _ in range(ROUNDS):
        seconds, run = listed(user, on)
        rows, keys = values_of(ChangeRow, run), list(run.rows.order_by("line").values_list("line", flat=True))
        changed = sum(row.difference != 0 for row in run.rows.all())
        run.rows.all().delete()
        best["all"].append(seconds)
        best["bare"].append(timed(lambda: bare(run.office_id, ChangeRow, rows, keys)))  # noqa: B023
        run.rows.all().delete()
        for _ in range(ROUNDS):
            seconds, few = listed(user, later)
            few.rows.all().delete()
            best["few"].append(seconds)
    return min(best["all"]), min(best["bare"]), min(best["few"]), changed


def drafts_against_bare(user: User, on: Any) -> tuple[float, int]:
    """The same for the second step, which writes whole assessments: the ratio; and how many."""
    drafting, writing, count = [], [], 0
    for _ in range(ROUNDS):
        _, run = listed(user, on)
        run = services.order_drafts(actor=user, run=run)
        drafting.append(timed(lambda: services.carry_on(actor=user, run=run)))  # noqa: B023
        rows = values_of(DraftAssessment, run)
        keys = list(DraftAssessment.objects.order_by("pk").values_list("occupancy_id", flat=True))
        count = len(rows)
        DraftAssessment.objects.all().delete()
        writing.append(timed(lambda: bare(run.office_id, DraftAssessment, rows, keys)))  # noqa: B023
        DraftAssessment.objects.all().delete()
        run.rows.all().delete()
    return min(drafting) / min(writing), count


def main() -> None:
    """Make the stays, print the figures."""
    connection.creation.create_test_db(verbosity=0)
    call_command("load_fixtures", verbosity=0)
    load_fictional()
    programme = Programme.objects.select_related("office__municipality").get(office__code="kielce", code="oit")
    user = worker(programme.office)
    on = next_law(programme, office_clock.today())
    # Most stays end soon after the law changes: a run for a day after that is over the few.
    make(FEW, programme, user, 0)
    make(MANY - FEW, programme, user, FEW, until=on + timedelta(days=100))
    _settle()
    listed(user, on)[1].rows.all().delete()
    everything, rows, few, changed = against_bare(user, on, on + timedelta(days=200))
    ratio = everything / rows
    print(f"(c) a run over {MANY:,} stays ({changed:,} fees change): {ratio:.1f} × the bare rows", end=" ")
    print(f"({everything:.1f} s; goal at most {MOST:.0f}: {verdict(met=ratio <= MOST)})")
    drafts, count = drafts_against_bare(user, on)
    print(f"    its {count:,} drafts: {drafts:.1f} × the bare rows", end=" ")
    print(f"(goal at most {MOST:.0f}: {verdict(met=drafts <= MOST)})")
    growth = everything / (few * MANY / FEW)
    print(f"(d) from {FEW:,} to {MANY:,} stays: {growth:.2f} × the time per stay", end=" ")
    print(f"(goal at most linear, 1 with 10% for the clock: {verdict(met=growth <= 1.1)})")


def _settle() -> None:
    """What a server does by itself after a while: up-to-date statistics."""
    with connection.cursor() as cursor:
        for table in (Assessment, ChangeRow):
            cursor.execute(f"ANALYZE {table._meta.db_table}")
        cursor.execute("ANALYZE apartments_occupancy")
        cursor.execute("ANALYZE applications_application")


if __name__ == "__main__":
    main()
