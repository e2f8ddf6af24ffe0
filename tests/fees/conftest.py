"""Cases and sheets for the tests of fees. All persons are fictional."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from applications.models import Application, HouseholdMember, Income, IncomeKind, Person, Programme
from fees.importing import Sheet, as_rows
from fees.models import Resolution
from office.models import Office, Role, User
from tests.conftest import make_user

TODAY = date(2026, 11, 20)


@pytest.fixture
def today(time_machine_at: Callable[[date], None]) -> date:
    time_machine_at(TODAY)
    return TODAY


@pytest.fixture
def time_machine_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    def move(day: date) -> None:
        monkeypatch.setattr("office.clock.today", lambda: day)

    return move


def make_case(worker: User, programme: str, *incomes: str, family: tuple[str, ...] = ()) -> Application:
    """A submitted application of ``worker``'s office; ``incomes`` are the person's own, ``family`` the members'."""
    office = worker.office
    assert office is not None
    chosen = Programme.objects.get(office=office, code=programme)
    application = Application.objects.create(
        office=office,
        person=Person.objects.create(office=office, first_name="Jan", last_name="Fikcyjny"),
        worker=worker,
        state="submitted",
        case_number=f"TEST.{Application.objects.count() + 1}.2026",
        programme=chosen,
        kind=chosen.kind,
        received_on=date(2026, 11, 2),
        stay_from=date(2026, 12, 1),
        stay_to=date(2028, 5, 31),
        household_type="family" if family else "single",
    )
    pension = IncomeKind.objects.get(code="pension")
    for amount in incomes:
        Income.objects.create(application=application, kind=pension, month="2026-10-01", amount=Decimal(amount))
    for number, amount in enumerate(family, start=1):
        member = HouseholdMember.objects.create(application=application, name=f"Osoba Zmyślona {number}")
        Income.objects.create(
            application=application, member=member, kind=pension, month="2026-10-01", amount=Decimal(amount)
        )
    return application


@pytest.fixture
def kielce_case(worker: User, today: date) -> Application:
    """The example case of Kielce: single, 1 350,00 zł."""
    return make_case(worker, "oit", "1350.00")


@pytest.fixture
def gliwice_worker(gliwice: Office) -> User:
    return make_user(gliwice, "pracownica_gliwice", Role.SOCIAL_WORKER)


@pytest.fixture
def gliwice_administrator(gliwice: Office) -> User:
    return make_user(gliwice, "administratorka_gliwice", Role.ADMINISTRATOR)


@pytest.fixture
def gliwice_director(gliwice: Office) -> User:
    return make_user(gliwice, "dyrektorka_gliwice", Role.DIRECTOR)


@pytest.fixture
def kutno_administrator(kutno: Office) -> User:
    return make_user(kutno, "administratorka_kutno", Role.ADMINISTRATOR)


@pytest.fixture
def kutno_sheet(kutno: Office) -> list[list[str]]:
    """The rows of Kutno's resolution, to be spoiled by a test."""
    return as_rows(Resolution.objects.get(municipality=kutno.municipality))


def sheet_of(rows: list[list[str]]) -> Sheet:
    """Rows as a sheet."""
    return Sheet("Uchwała", tuple(tuple(row) for row in rows))


def row_of(rows: list[list[str]], name: str, nth: int = 0) -> list[str]:
    """The row called ``name``, counted from 0 where there are several."""
    return [row for row in rows if row[0].startswith(name)][nth]
