"""Who may see and do what in stays. A keeper of apartments sees who lives where, and nothing of the case."""

from datetime import date

from apartments.models import Direction, Handover, Stay
from apartments.stays.selectors import granted_places
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User
from office.polish import short_day
from office.selectors import cited

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


def let_in(stay: Stay, day: date) -> Verdict:
    """Hand over the keys on ``day``: only once the decision that grants the place may be carried out."""
    if stay.open_from is not None and day >= stay.open_from:
        return ALLOWED
    rule = cited(("kpa.130.1", "kpa.130.4"), day)
    if stay.open_from is not None:
        return refused(
            f"Kluczy nie wydaje się przed {short_day(stay.open_from)}, bo dopiero od tego dnia decyzję można wykonać "
            f"({rule['kpa.130.1']}). Popraw dzień protokołu."
        )
    return refused(
        "Kluczy jeszcze się nie wydaje: decyzji o przyznaniu miejsca nie wykonuje się przed doręczeniem i upływem "
        f"terminu na odwołanie ({rule['kpa.130.1']}), chyba że odpowiada żądaniu wszystkich stron "
        f"({rule['kpa.130.4']}). Pracownik socjalny wykonuje ją na stronie decyzji: „Wykonaj decyzję”."
    )


def may_sign(handover: Handover) -> Verdict:
    """Note the signatures under a protocol: of moving in only where the person may be let in on its day."""
    return let_in(handover.stay, handover.day) if handover.direction == Direction.IN else ALLOWED


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
