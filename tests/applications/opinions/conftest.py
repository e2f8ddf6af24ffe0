from collections.abc import Callable
from datetime import date, timedelta

import pytest

from applications.models import Application, Referral
from applications.opinions.services import OpinionData, refer
from office import clock
from office.models import Office, Role, User
from tests.apartments.cast import make_case, make_programme
from tests.conftest import make_user

SECRET = "Zmyślone rozpoznanie F10.2, terapia od stycznia"


@pytest.fixture
def case(worker: User, kielce: Office) -> Application:
    """A case in progress that ``worker`` runs."""
    return make_case(worker, make_programme(kielce))


@pytest.fixture
def other_consultant(kielce: Office) -> User:
    return make_user(kielce, "psychiatra", Role.CONSULTANT, post="psychiatra")


@pytest.fixture
def ask(worker: User, consultant: User, case: Application) -> Callable[..., Referral]:
    """Refer the case to the consultant."""

    def make(**changed: object) -> Referral:
        values = {"profession": "psychologist", "question": "Czy wsparcie jest celowe?"}
        values |= {"due_on": clock.today() + timedelta(days=14), "consultant": consultant} | changed
        return refer(actor=worker, application=case, **values)

    return make


def opinion_data(**changed: object) -> OpinionData:
    values = {"issued_on": date(2026, 3, 3), "scope": "celowość wsparcia", "purpose": "yes", "text": SECRET}
    return OpinionData(**(values | changed))
