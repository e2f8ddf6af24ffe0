"""A worker that is killed in the middle: nothing is lost, nothing is made twice. Real processes, one database."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from decisions.examples import KIELCE_OIT, carry
from decisions.models import Paper
from decisions.papers.models import PaperState
from office import clock
from office.models import Authorisation, Office, Role
from tests.conftest import make_user

ROOT = Path(__file__).resolve().parents[3]
# A worker whose printer writes down each page it is given, and at the page named never comes back.
WORKER = """
import sys, time, django
django.setup()
from datetime import timedelta
from django.core.management import call_command
from office import clock
from decisions.papers import services
def printer(decision, kind):
    with open(sys.argv[1], "a") as log:
        log.write(kind + "\\n")
    while kind == sys.argv[2]:
        time.sleep(0.05)
    return kind.encode()
services.pdf_of_paper = printer
with clock.pinned(clock.now() + timedelta(minutes=int(sys.argv[3]))):
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, reload=False)
    if int(sys.argv[3]):
        call_command("render_papers", verbosity=0)
        call_command("render_papers", verbosity=0)
"""


def environment(folder: Path) -> Mapping[str, str]:
    """Of another process that works on a copy of this database, or on PostgreSQL on the very same."""
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        url = f"sqlite:///{copy}"
    else:
        known = urlsplit(os.environ["DATABASE_URL"])
        url = known._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": str(ROOT),
    }


def begin(env: Mapping[str, str], log: Path, stop_at: str, minutes: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WORKER, str(log), stop_at, str(minutes)], env=env, cwd=ROOT, stderr=subprocess.PIPE
    )


def states(env: Mapping[str, str]) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        return list(Paper.objects.order_by("kind").values_list("kind", "state"))
    with closing(sqlite3.connect(env["DATABASE_URL"].removeprefix("sqlite:///"))) as copy:
        return list(copy.execute("SELECT kind, state FROM decisions_paper ORDER BY kind"))


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nothing_and_nothing_is_made_twice(tmp_path):
    office = Office.objects.get(code="kielce")
    worker, director = make_user(office, "pracownica", Role.SOCIAL_WORKER), make_user(office, "dyr", Role.DIRECTOR)
    Authorisation.objects.create(
        office=office, holder=director, number="T", issued_on="2024-01-02", scope="s", valid_from="2024-01-02"
    )
    carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today())
    env, log = environment(tmp_path), tmp_path / "log"

    first = begin(env, log, "plain", 0)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and first.poll() is None:
        if log.exists() and "plain" in log.read_text():
            break
        time.sleep(0.05)
    assert first.poll() is None, first.communicate()
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert dict(states(env)) == {
        "decision": PaperState.READY,
        "large": PaperState.WAITING,
        "plain": PaperState.WAITING,
    }

    # Within the lease nobody takes the paper from a worker that may be slow and not dead; after it somebody does.
    # On PostgreSQL two come at once, and still nothing is made twice.
    later = [begin(env, log, "nothing", 5) for _ in range(2 if connection.vendor == "postgresql" else 1)]
    for process in later:
        told = process.communicate(timeout=60)
        assert process.returncode == 0, told
    assert {state for _, state in states(env)} == {PaperState.READY}
    assert sorted(log.read_text().split()) == ["decision", "large", "plain", "plain"]
