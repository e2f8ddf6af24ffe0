import pytest

from apartments.models import Place
from applications.models import Application, Programme
from office.models import Office, User
from tests.apartments.cast import make_apartment, make_case, make_programme


@pytest.fixture
def programme(kielce: Office) -> Programme:
    return make_programme(kielce)


@pytest.fixture
def place(programme: Programme) -> Place:
    return make_apartment(programme).places.get()


@pytest.fixture
def case(worker: User, programme: Programme) -> Application:
    return make_case(worker, programme)


@pytest.fixture
def other_case(worker: User, programme: Programme) -> Application:
    return make_case(worker, programme, name="Zmyślony")
