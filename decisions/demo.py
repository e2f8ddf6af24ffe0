"""The demo office: fictional staff, accounts, cost orders and cases for each office of the starting data."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from applications.letters.services import issue_letter, mark_sent
from applications.models import Application
from decisions.demo_stays import living_here
from decisions.examples import KIELCE_OIT, KUTNO_SUPPORTED, ExampleCase, Stage, carry
from fees.loading import load_fictional as load_fictional_costs
from office import clock
from office.letters.loading import load_fictional as load_fictional_letter_settings
from office.loading import load_fictional as load_fictional_accounts
from office.models import Authorisation, LetterWay, Office, Role, RoleGrant, User

PASSWORD = "pokaz-prog-2026"  # noqa: S105 - meant to be known: the demo runs only where settings.DEMO is on
AUTHORISED_FROM = date(2024, 1, 2)
AUTHORISATION = "POKAZ/1/2024 (zmyślone)"
SCOPE = "decyzje w sprawach wsparcia w mieszkaniach treningowych lub wspomaganych oraz odpłatności za pobyt"

MAY = {
    Role.SOCIAL_WORKER: "wnioski, miejsca, obliczenie odpłatności, kontrakt, projekt decyzji",
    Role.DIRECTOR: "zatwierdza decyzje albo zwraca je z uwagą (nie własne projekty), sprawdza wczytane uchwały",
    Role.ADMINISTRATOR: "uchwały, kryteria, koszty, przepisy i teksty; nie prowadzi spraw",
    Role.CONSULTANT: "opinie o osobach, które mu skierowano (psycholog, psychiatra, pielęgniarka)",
    Role.KEEPER: "mieszkania i pobyt: klucze, protokoły, nieobecności, zdarzenia; nie widzi danych o zdrowiu",
}

_WORD = {
    Role.SOCIAL_WORKER: "pracownik",
    Role.DIRECTOR: "dyrektor",
    Role.ADMINISTRATOR: "administrator",
    Role.CONSULTANT: "konsultant",
    Role.KEEPER: "opiekun",
}
_POST = {
    Role.SOCIAL_WORKER: "pracownik socjalny",
    Role.DIRECTOR: "Dyrektor",
    Role.ADMINISTRATOR: "administrator danych merytorycznych",
    Role.CONSULTANT: "psycholog",
    Role.KEEPER: "opiekun mieszkań",
}
_NAMES = {
    ("kielce", Role.SOCIAL_WORKER): ("Anna", "Fikcyjna-Pracownik"),
    ("kielce", Role.DIRECTOR): ("Bogdan", "Fikcyjny-Dyrektor"),
    ("kielce", Role.ADMINISTRATOR): ("Celina", "Fikcyjna-Administrator"),
    ("kielce", Role.CONSULTANT): ("Dorota", "Fikcyjna-Konsultant"),
    ("kielce", Role.KEEPER): ("Edward", "Fikcyjny-Opiekun"),
    ("kutno", Role.SOCIAL_WORKER): ("Daniel", "Zmyślony-Pracownik"),
    ("kutno", Role.DIRECTOR): ("Ewa", "Zmyślona-Dyrektor"),
    ("kutno", Role.ADMINISTRATOR): ("Filip", "Zmyślony-Administrator"),
    ("kutno", Role.CONSULTANT): ("Gabriela", "Zmyślona-Konsultant"),
    ("kutno", Role.KEEPER): ("Hubert", "Zmyślony-Opiekun"),
    ("gliwice", Role.SOCIAL_WORKER): ("Grażyna", "Nieistniejąca-Pracownik"),
    ("gliwice", Role.DIRECTOR): ("Henryk", "Nieistniejący-Dyrektor"),
    ("gliwice", Role.ADMINISTRATOR): ("Irena", "Nieistniejąca-Administrator"),
    ("gliwice", Role.CONSULTANT): ("Jan", "Nieistniejący-Konsultant"),
    ("gliwice", Role.KEEPER): ("Karolina", "Nieistniejąca-Opiekun"),
}


@dataclass(frozen=True)
class DemoUser:
    """One fictional member of staff: the account, the role, and whether it was made just now."""

    user: User
    role: Role
    is_new: bool

    @property
    def may(self) -> str:
        """What this person does in the program, in a few Polish words."""
        return MAY[self.role]


def load_fictional() -> int:
    """Load the invented bank accounts, data for letters and cost orders; returns how many rows are new."""
    return load_fictional_accounts() + load_fictional_letter_settings() + load_fictional_costs()


@transaction.atomic
def create_cases() -> int:
    """Make fictional cases at every stage of the river; returns how many. Where any case stands, none is made."""
    if Application.objects.exists():
        return 0
    today = clock.today()
    for office, case in RESIDENTS:
        living_here(
            case,
            **{
                role: User.objects.get(username=f"{word}.{office}")
                for role, word in (("worker", "pracownik"), ("director", "dyrektor"), ("keeper", "opiekun"))
            },
        )
    for office, case, stage, days_ago in CASES:
        worker = User.objects.get(username=f"pracownik.{office}")
        made = carry(
            case,
            worker=worker,
            director=User.objects.get(username=f"dyrektor.{office}"),
            received_on=today - timedelta(days=days_ago),
            until=stage,
        )
        if made.case_number:
            _confirm_receipt(worker, made)
    return len(CASES) + len(RESIDENTS)


def _confirm_receipt(worker: User, application: Application) -> None:
    letter = issue_letter(actor=worker, application=application, code="receipt")
    mark_sent(actor=worker, application=application, letter=letter, way=LetterWay.POST, on=clock.today())


def _of(case: ExampleCase, number: int, first_name: str, last_name: str, born: date, **changes: Any) -> ExampleCase:
    person = replace(
        case.person,
        first_name=first_name,
        last_name=last_name,
        pesel="",
        birth_date=born,
        document=f"dokument zmyślony nr {number}",
    )
    return replace(case, person=person, **changes)


CASES = (
    ("kielce", _of(KIELCE_OIT, 1, "Piotr", "Niebyły", date(1971, 3, 2)), Stage.APPROVED, 20),
    ("kielce", _of(KIELCE_OIT, 2, "Roman", "Urojony", date(1969, 7, 9)), Stage.SUBMITTED, 12),
    (
        "kielce",
        _of(KIELCE_OIT, 3, "Stefan", "Bajkowy", date(1980, 11, 30), programme="training-disabled"),
        Stage.FEE,
        5,
    ),
    ("kielce", _of(KIELCE_OIT, 4, "Tomasz", "Wyśniony", date(1985, 1, 17), incomes=()), Stage.COMPLETE, 2),
    ("kielce", _of(KIELCE_OIT, 5, "Urban", "Zmyślony", date(1990, 5, 5), causes=(), situation=""), Stage.DRAFT, 1),
    ("kutno", _of(KUTNO_SUPPORTED, 6, "Wanda", "Nieprawdziwa", date(1948, 2, 3)), Stage.APPROVED, 20),
    ("kutno", _of(KUTNO_SUPPORTED, 7, "Zofia", "Bajeczna", date(1951, 8, 8)), Stage.SUBMITTED, 9),
    ("kutno", _of(KUTNO_SUPPORTED, 8, "Alina", "Pozorna", date(1955, 6, 1)), Stage.PLACE, 3),
    ("gliwice", _of(KIELCE_OIT, 9, "Borys", "Wymyślny", date(1978, 9, 21), programme="homeless-men"), Stage.PLACE, 4),
)
RESIDENTS = (
    ("kielce", _of(KIELCE_OIT, 10, "Henryk", "Zamyślony", date(1975, 4, 12))),
    ("kutno", _of(KUTNO_SUPPORTED, 11, "Irena", "Nierealna", date(1950, 10, 3))),
)
"""Who moved in some weeks ago."""


@transaction.atomic
def create_staff() -> list[DemoUser]:
    """Make one member of staff for each role in each office; the director is authorised.

    Accounts that stand are left as they are, with whatever password they have now.
    """
    offices = {office.code: office for office in Office.objects.all()}
    return [_member(offices[code], role, *names) for (code, role), names in _NAMES.items()]


def _member(office: Office, role: Role, first_name: str, last_name: str) -> DemoUser:
    username = f"{_WORD[role]}.{office.code}"
    user = User.objects.filter(username=username).select_related("office").first()
    if user is not None:
        return DemoUser(user, role, is_new=False)
    user = User(username=username, office=office, first_name=first_name, last_name=last_name, post=_POST[role])
    user.set_password(PASSWORD)
    user.save()
    RoleGrant.objects.create(user=user, role=role)
    if role == Role.DIRECTOR:
        Authorisation.objects.create(
            office=office,
            holder=user,
            number=AUTHORISATION,
            issued_on=AUTHORISED_FROM,
            valid_from=AUTHORISED_FROM,
            scope=SCOPE,
        )
    return DemoUser(user, role, is_new=True)
