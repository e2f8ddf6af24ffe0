"""Who may read and write the log of a stay.

Who keeps apartments writes everything, also a breath test, and reads back only the restricted entries of his own:
what others found of somebody's health is not needed to keep a flat (art. 5 and 9 RODO).
"""

from django.db.models import Q

from apartments.models import LogEntry
from apartments.stays.access import STAFF, keep, read_stays
from applications.access import may_see_health
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User

__all__ = ["STAFF", "correct", "keep", "read_stays", "readable"]


def readable(user: User) -> Q:
    """Which entries of the own office ``user`` reads; says the same as ``sees`` for each."""
    if user.has_role(Role.DIRECTOR):
        return Q()
    own = Q(restricted=False) | Q(made_by=user)
    return own | Q(stay__application__worker=user) if user.has_role(Role.SOCIAL_WORKER) else own


def sees(user: User, entry: LogEntry) -> bool:
    """Whether ``user``, who may read stays, reads ``entry`` of the own office."""
    return not entry.restricted or entry.made_by_id == user.pk or bool(may_see_health(user, entry.stay.application))


def correct(user: User, entry: LogEntry) -> Verdict:
    """Strike an entry: who wrote it, and those who run the cases."""
    office = entry.stay.application.office
    if entry.made_by_id == user.pk and works_as(user, office, *STAFF):
        return ALLOWED
    if sees(user, entry) and works_as(user, office, Role.SOCIAL_WORKER, Role.DIRECTOR):
        return ALLOWED
    return refused("Wpis skreśla ten, kto go zrobił, albo pracownik socjalny lub dyrektor.")
