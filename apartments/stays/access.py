"""Who may see and do what in stays. A keeper of apartments sees who lives where, and nothing of the case."""

from apartments.models import Handover, Stay
from apartments.stays.selectors import granted_places
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User

STAFF = (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.KEEPER)


def read_stays(user: User) -> Verdict:
    """Open the list of residents and the pages of stays."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka, a pobyty są pobytami ośrodka.")
    if works_as(user, user.office, *STAFF):
        return ALLOWED
    return refused(
        "Kto gdzie mieszka, to dane osobowe. Widzą je pracownik socjalny, opiekun mieszkań i dyrektor ośrodka."
    )


def see_case(user: User, stay: Stay) -> Verdict:
    """What the case holds beyond the stay: fee, contract, the whole course of the case."""
    return works_as(user, stay.application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def keep(user: User, stay: Stay) -> Verdict:
    """Draw up protocols, note damages and things left behind."""
    return works_as(user, stay.application.office, *STAFF)


def finish(user: User, stay: Stay) -> Verdict:
    """End a stay without a protocol, or free the place of who has left: for those who run the case."""
    return works_as(user, stay.application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def change_handover(user: User, handover: Handover) -> Verdict:
    """Change a protocol: only while nobody has signed it."""
    verdict = keep(user, handover.stay)
    if verdict and handover.signed_on is not None:
        return refused("Protokół jest podpisany. Zamiast zmieniać, dopisz sprostowanie.")
    return verdict


def free_place(user: User, stay: Stay) -> Verdict:
    """Give the place back before the granted period is over: only where the person no longer lives there."""
    verdict = finish(user, stay)
    if not verdict:
        return verdict
    if stay.ended_on is None:
        return refused(
            "Miejsce zwalnia się przed czasem, gdy mieszkaniec już w nim nie mieszka. Najpierw zapisz koniec pobytu: "
            "protokołem wyprowadzenia albo bez protokołu."
        )
    places = granted_places(stay.application)
    if not places:
        return refused("Żadne miejsce nie jest już przyznane w tej sprawie.")
    last = places[-1].period_to
    if last is not None and last <= stay.ended_on:
        return refused("Miejsce jest już wolne po zakończeniu pobytu.")
    return ALLOWED
