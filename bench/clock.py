"""Timing for the bench: rounds of both contenders in turn, so that a busy machine slows both."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """How much of a processor ``work`` takes: what else the machine does meanwhile is not ours."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median time of each over ``rounds`` interleaved rounds, after one round to warm up."""
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def verdict(*, met: bool) -> str:
    """How the figure stands to its goal."""
    return "met" if met else "MISSED"
