import pytest

from tests.undefined import refuse_undefined


@pytest.fixture(autouse=True)
def _look(settings):
    """The look is tested on its own addresses, and every template variable must exist."""
    settings.ROOT_URLCONF = "tests.look.urls"
    with refuse_undefined():
        yield
