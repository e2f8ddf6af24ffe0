"""Stored HTML → PDF/A + PDF/UA against Chromium's print of the same page; a batch by one process and by two.

Run by ``bench/run papers``. No database: the pages are those of sample decisions, as they would be frozen: a
refusal of two sheets, to which the goal speaks, and a grant with its calculation, longer, to see how the figure grows.
Both contenders are warm and take turns; wall clock, because Chromium works in other processes.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import pikepdf  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from bench.clock import verdict  # noqa: E402
from decisions.kinds.content import TEMPLATE, RulingContent  # noqa: E402
from office.documents import Attached, from_json, render_html, render_pdf  # noqa: E402
from tests.chromium import CHROMIUM, FLAGS  # noqa: E402
from tests.paper import samples  # noqa: E402

MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ROUNDS, BATCH = 25, 200
GOAL_RATIO, AIM_RATIO, GOAL_THROUGHPUT = 2.0, 1.5, 1.7
CALCULATION = (Attached("obliczenie.json", json.dumps({"kwota": "186.00"}).encode(), "Obliczenie"),)


def two_sheets() -> str:
    """The frozen page of a refusal to an invented person; ``refusal.json`` holds its content as it is stored."""
    stored = json.loads((Path(__file__).parent / "refusal.json").read_text(encoding="utf-8"))
    return render_html(TEMPLATE, from_json(RulingContent, stored), draft=False)


def grant() -> str:
    """The frozen page of a grant with its incomes and the steps of the fee."""
    return render_html("decision", samples.kielce_decision(), draft=False)


def ours(html: str) -> bytes:
    """Our PDF with its calculation inside."""
    return render_pdf(html, created=MOMENT, attached=CALCULATION)


def wall(work: Callable[[], object]) -> float:
    """Seconds on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def against_chromium(html: str, sheet: Page) -> tuple[str, float]:
    """What came out, and the median ratio of interleaved rounds on the wall: both warm, Chromium with its page open."""

    def theirs() -> bytes:
        sheet.set_content(html)
        return sheet.pdf(prefer_css_page_size=True, tagged=True)

    for _ in range(3):
        ours(html), theirs()
    pairs = [(wall(lambda: ours(html)), wall(theirs)) for _ in range(ROUNDS)]
    sheets = [len(pikepdf.open(BytesIO(made)).pages) for made in (ours(html), theirs())]
    mine, other = (statistics.median(pair[i] for pair in pairs) * 1000 for i in (0, 1))
    words = f"{mine:.0f} ms for {sheets[0]} sheets, Chromium's print {other:.0f} ms for {sheets[1]}"
    return words, statistics.median(pair[0] / pair[1] for pair in pairs)


def single() -> None:
    """One decision against Chromium: that of two sheets has the goal."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        sheet = browser.new_page()
        sheet.goto("about:blank")
        words, ratio = against_chromium(two_sheets(), sheet)
        longer, grown = against_chromium(grant(), sheet)
        browser.close()
    print(f"(f) a refusal, stored HTML to PDF/A-3a and PDF/UA-1 with its calculation: {words}")
    print(f"    ratio {ratio:.2f}; at most {GOAL_RATIO} {verdict(met=ratio <= GOAL_RATIO)}, aim {AIM_RATIO}")
    print(f"    a longer one, without a goal, a grant with its calculation: {longer}; ratio {grown:.2f}")


def batch(processes: int) -> float:
    """How long ``BATCH`` decisions take with so many warm processes."""
    share = BATCH // processes
    workers = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "bench.papers", str(share)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(processes)
    ]
    for worker in workers:
        assert worker.stdout is not None  # noqa: S101
        worker.stdout.readline()
    start = time.perf_counter()
    for worker in workers:
        assert worker.stdin is not None  # noqa: S101
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.wait()
    return time.perf_counter() - start


def work(count: int) -> None:
    """One process of a batch: warm up, say so, wait for the word, render."""
    html = two_sheets()
    ours(html)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        ours(html.replace("MOPR.0000.11.2026", f"MOPR.0000.{number}.2026"))


def throughput() -> None:
    """One process and two in turn."""
    pairs = [(batch(1), batch(2)) for _ in range(2)]
    one, two = (min(pair[i] for pair in pairs) for i in (0, 1))
    ratio = one / two
    print(f"(g) {BATCH} decisions by one process: {one:.1f} s, by two: {two:.1f} s ({os.cpu_count()} processors)")
    print(f"    throughput {ratio:.2f}; at least {GOAL_THROUGHPUT} {verdict(met=ratio >= GOAL_THROUGHPUT)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        work(int(sys.argv[1]))
    else:
        single()
        throughput()
