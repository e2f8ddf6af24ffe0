from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from office import clock


@pytest.fixture(autouse=True)
def _tenth_of_march() -> Iterator[None]:
    """All these tests happen on 10 March 2026 at 10:42."""
    with clock.pinned(datetime(2026, 3, 10, 10, 42, tzinfo=ZoneInfo("Europe/Warsaw"))):
        yield
