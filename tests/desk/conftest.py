from collections.abc import Iterator

import pytest
import time_machine

from applications.models import Application, Programme
from office.models import Office, User
from tests.apartments.cast import make_case, make_programme


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel("2026-11-21 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def programme(kielce: Office) -> Programme:
    return make_programme(kielce)


@pytest.fixture
def case(worker: User, programme: Programme) -> Application:
    return make_case(worker, programme)
