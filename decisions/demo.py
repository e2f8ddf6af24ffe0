"""The demo office: fictional members of staff for each office of the starting data. Demo cases are made elsewhere."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from office.models import Authorisation, Office, Role, RoleGrant, User

PASSWORD = "pokaz-prog-2026"  # noqa: S105 - meant to be known: the demo runs only where settings.DEMO is on
AUTHORISED_FROM = date(2024, 1, 2)
AUTHORISATION = "POKAZ/1/2024 (zmyślone)"
SCOPE = "decyzje w sprawach wsparcia w mieszkaniach treningowych lub wspomaganych oraz odpłatności za pobyt"

MAY = {
    Role.SOCIAL_WORKER: "wnioski, miejsca, obliczenie odpłatności, kontrakt, projekt decyzji",
    Role.DIRECTOR: "zatwierdza decyzje albo zwraca je z uwagą (nie własne projekty)",
    Role.ADMINISTRATOR: "uchwały, kryteria, koszty, przepisy i teksty; nie prowadzi spraw",
}

_WORD = {Role.SOCIAL_WORKER: "pracownik", Role.DIRECTOR: "dyrektor", Role.ADMINISTRATOR: "administrator"}
_POST = {
    Role.SOCIAL_WORKER: "pracownik socjalny",
    Role.DIRECTOR: "Dyrektor",
    Role.ADMINISTRATOR: "administrator danych merytorycznych",
}
_NAMES = {
    ("kielce", Role.SOCIAL_WORKER): ("Anna", "Fikcyjna-Pracownik"),
    ("kielce", Role.DIRECTOR): ("Bogdan", "Fikcyjny-Dyrektor"),
    ("kielce", Role.ADMINISTRATOR): ("Celina", "Fikcyjna-Administrator"),
    ("kutno", Role.SOCIAL_WORKER): ("Daniel", "Zmyślony-Pracownik"),
    ("kutno", Role.DIRECTOR): ("Ewa", "Zmyślona-Dyrektor"),
    ("kutno", Role.ADMINISTRATOR): ("Filip", "Zmyślony-Administrator"),
    ("gliwice", Role.SOCIAL_WORKER): ("Grażyna", "Nieistniejąca-Pracownik"),
    ("gliwice", Role.DIRECTOR): ("Henryk", "Nieistniejący-Dyrektor"),
    ("gliwice", Role.ADMINISTRATOR): ("Irena", "Nieistniejąca-Administrator"),
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


@transaction.atomic
def create_staff() -> list[DemoUser]:
    """Make a social worker, an authorised director and an administrator for each office.

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
