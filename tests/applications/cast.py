"""Invented persons and applications for the tests of applications."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from applications import services
from applications.models import Application, IncomeKind, Programme, ProgrammeTerms
from applications.services import IncomeData, MemberData, PersonData
from office.models import User

PESEL = "44051401458"
PESEL_BORN = date(1944, 5, 14)
PESEL_YOUNGER = "02270803624"
RECEIVED = date(2026, 2, 3)
JANUARY = date(2026, 1, 1)
JAN = PersonData(
    first_name="Jan",
    last_name="Fikcyjny",
    pesel=PESEL,
    street="ul. Zmyślona 1",
    postal_code="25-001",
    city="Kielce",
)


def programme(worker: User, kind: str = "training", **extra: Any) -> Programme:
    """A programme; what is no column of its own is of its conditions, which hold from 2020 on."""
    code = f"test-{kind}-{Programme.objects.count()}"
    words = {"code": code, "name": "Program próbny", "kind": kind, "target_group": "z testu"}
    own = {name: extra.pop(name) for name in ("code", "name", "target_group") if name in extra}
    made = Programme.objects.create(**{"office": worker.office, **words, **own})
    if extra:
        ProgrammeTerms.objects.create(programme=made, valid_from=date(2020, 1, 1), source="z testu", **extra)
    return made


def kind(code: str = "pension") -> IncomeKind:
    return IncomeKind.objects.on(RECEIVED).get(code=code)


def income(
    amount: str = "1350.00", member: int | None = None, month: date = JANUARY, code: str = "pension"
) -> IncomeData:
    return IncomeData(kind=kind(code), month=month, amount=Decimal(amount), member=member)


def request_of(application: Application, worker: User, **changed: Any) -> Application:
    facts: dict[str, Any] = {
        "received_on": RECEIVED,
        "kind": "training",
        "programme": None,
        "stay_from": date(2026, 4, 1),
        "stay_to": date(2027, 9, 30),
    }
    facts |= changed
    if facts["programme"] is None and "programme" not in changed:
        facts["programme"] = programme(worker, facts["kind"])
    return services.save_request(actor=worker, application=application, **facts)


def situation_of(application: Application, worker: User, **changed: Any) -> Application:
    facts: dict[str, Any] = {
        "causes": ["life_situation"],
        "groups": [],
        "situation": "Osoba zmyślona potrzebuje wsparcia.",
        "needs_full_time_care": False,
        "disability_degree": "none",
    }
    return services.save_situation(actor=worker, application=application, **(facts | changed))


def household_of(
    application: Application,
    worker: User,
    household_type: str = "single",
    members: Sequence[MemberData] = (),
    incomes: Sequence[IncomeData] | None = None,
    **changed: Any,
) -> Application:
    return services.save_household(
        actor=worker,
        application=application,
        household_type=household_type,
        members=members,
        incomes=[income()] if incomes is None else incomes,
        **changed,
    )


def draft(worker: User, person: PersonData = JAN) -> Application:
    return services.start(actor=worker, person=person)


def complete(worker: User, person: PersonData = JAN, **request: Any) -> Application:
    """A draft that lacks nothing."""
    application = draft(worker, person)
    request_of(application, worker, **request)
    situation_of(application, worker)
    household_of(application, worker)
    application.refresh_from_db()
    return application
