"""Who may do what with a decision."""

from applications.models import Application
from applications.states import ENDED, ApplicationState
from decisions.kinds.registry import ENDING, DecisionKind
from decisions.models import Decision
from decisions.states import MACHINE, DecisionState
from office import clock
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Office, Role, User
from office.selectors import authorisation_of, signers_of


def may_read(user: User, application: Application) -> Verdict:
    """Whether ``user`` may read decisions of this case."""
    return works_as(user, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def may_draft(user: User, application: Application) -> Verdict:
    """Whether ``user`` may prepare the decision of ``application``."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    if application.state == ApplicationState.DRAFT:
        return refused("Najpierw przyjmij wniosek jako kompletny.")
    if application.state in ENDED:
        return refused("Sprawę zakończono decyzją.")
    return ALLOWED


def may_choose(user: User, application: Application) -> Verdict:
    """Whether ``user`` may look for a decision to begin in this case; which ones, ``decisions.kinds.possible`` says."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if verdict and application.state == ApplicationState.DRAFT:
        return refused("Najpierw przyjmij wniosek jako kompletny.")
    return verdict


def may_change(user: User, decision: Decision) -> Verdict:
    """Whether ``user`` may change the draft: only before it is submitted, or after it came back."""
    verdict = works_as(user, decision.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    if decision.kind in ENDING and decision.application.state in ENDED:
        return refused("Sprawę zakończono decyzją.")
    if not MACHINE.allows(decision.state, "submit"):
        return refused("Projekt czeka na zatwierdzenie. Zmienisz go, gdy dyrektor go zwróci.")
    return ALLOWED


def may_keep_original(user: User, decision: Decision) -> Verdict:
    """Whether ``user`` may bring back the electronically signed original of the decision."""
    verdict = works_as(user, decision.office, Role.SOCIAL_WORKER, Role.DIRECTOR)
    if verdict and decision.state != DecisionState.APPROVED:
        return refused("Podpisuje się decyzję, którą zatwierdzono. Ta jest jeszcze projektem.")
    return verdict


def may_review(user: User, decision: Decision) -> Verdict:
    """Whether ``user`` may approve or return the decision: authorised, and never who prepared it."""
    verdict = works_as(user, decision.office, Role.DIRECTOR)
    if not verdict:
        return verdict
    if not MACHINE.allows(decision.state, "approve"):
        return refused("Zatwierdza się projekt, który przekazano do zatwierdzenia.")
    if decision.preparer_id == user.pk:
        return refused("Decyzję zatwierdza inna osoba niż ta, która ją przygotowała (zasada czterech oczu).")
    return may_sign(user, decision.office, decision.kind)


def may_sign(user: User, office: Office, kind: str) -> Verdict:
    """Whether an authorisation of ``user`` that is in force covers a decision of ``kind``; if not, who holds one."""
    today = clock.today()
    if authorisation_of(user, office, today, kind) is not None:
        return ALLOWED
    held = authorisation_of(user, office, today)
    if held is None:
        return refused(
            "Twoje konto nie ma ważnego upoważnienia do wydawania decyzji "
            "(art. 110 ust. 7 ustawy o pomocy społecznej). "
            "Wpisuje je administrator w Ustawieniach."
        )
    others = ", ".join(dict.fromkeys(str(row.holder) for row in signers_of(office, today, kind)))
    return refused(
        f"Twoje upoważnienie nr {held.number} nie obejmuje tego rodzaju: {DecisionKind(kind).label} "
        "(art. 110 ust. 7 ustawy o pomocy społecznej). "
        + (f"Może ją podpisać: {others}." if others else "Szersze upoważnienie wpisuje administrator w Ustawieniach.")
    )
