"""Who may change a signed contract by an annex."""

from applications.states import ApplicationState
from contracts.access import may_write
from contracts.models import HousingContract
from contracts.states import ContractState
from office.access import ALLOWED, Verdict, refused
from office.models import User


def may_amend(user: User, contract: HousingContract) -> Verdict:
    """Whether ``user`` may write or sign an annex to ``contract``: a signed one, of a stay that was granted."""
    verdict = may_write(user, contract.application)
    if not verdict:
        return verdict
    if contract.state != ContractState.SIGNED:
        return refused("Aneks zmienia tylko kontrakt, który jest podpisany.")
    if contract.application.state != ApplicationState.GRANTED:
        return refused("Decyzji jeszcze nie ma: zamiast aneksu sporządź kontrakt od nowa.")
    return ALLOWED
