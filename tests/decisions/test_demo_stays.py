"""The demo office has residents who already live there."""

import pytest

from apartments.logs.selectors import evidence
from apartments.models import Stay
from decisions.demo import RESIDENTS, create_staff
from decisions.demo_stays import living_here
from office.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "case"), RESIDENTS)
def test_a_resident_of_the_demo_lives_here_with_something_in_the_log(code: str, case) -> None:
    create_staff()
    worker, director, keeper = (User.objects.get(username=f"{w}.{code}") for w in ("pracownik", "dyrektor", "opiekun"))
    made = living_here(case, worker=worker, director=director, keeper=keeper)
    stay = Stay.objects.get(application=made)
    assert stay.moved_in_on == made.stay_from
    # The absence was reported by telephone an hour before: too late in Kielce, in time in Kutno.
    assert len(evidence(made)) == {"kielce": 2, "kutno": 1}[code]
