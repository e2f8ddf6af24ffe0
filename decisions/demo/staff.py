"""The fictional staff, accounts and cost orders of the demo offices."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fees.loading import load_fictional as load_fictional_costs
from office.letters.loading import load_fictional as load_fictional_letter_settings
from office.loading import load_fictional as load_fictional_accounts
from office.models import Authorisation, Office, Role, RoleGrant, User

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
def create_staff() -> list[DemoUser]:
    """Make one member of staff for each role in each office; the director is authorised.

    Accounts that stand are left as they are, with whatever password they have now.
    """
    offices = {office.code: office for office in Office.objects.all()}
    # Known to all anyway, so it is hashed once: the hasher is slow by design.
    password = make_password(PASSWORD)
    return [_member(offices[code], role, *names, password) for (code, role), names in _NAMES.items()]


def _member(office: Office, role: Role, first_name: str, last_name: str, password: str) -> DemoUser:
    username = f"{_WORD[role]}.{office.code}"
    user = User.objects.filter(username=username).select_related("office").first()
    if user is not None:
        return DemoUser(user, role, is_new=False)
    user = User(username=username, office=office, first_name=first_name, last_name=last_name, post=_POST[role])
    user.password = password
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
