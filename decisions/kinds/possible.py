"""Which decisions and orders can be begun in a case now, and why the others cannot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from applications.models import Application
from applications.states import ApplicationState
from contracts.selectors import current_contract
from contracts.states import ContractState
from decisions.anew.selectors import is_gone, with_fate
from decisions.kinds.registry import ENDING, ENDS_STAY, FEES, GRANTS, KINDS, STAY, DecisionKind
from decisions.models import Decision
from decisions.states import OPEN, DecisionState
from fees.changes.adopt import open_drafts
from office import clock
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User

_NEEDS_RUNNING_STAY = frozenset(
    {
        DecisionKind.FEE_CHANGE,
        DecisionKind.PERIOD_CHANGE,
        DecisionKind.PLACE_CHANGE,
        DecisionKind.REVOCATION,
        DecisionKind.EXPIRY,
    }
)


@dataclass(frozen=True)
class Option:
    """One kind: whether it can be begun, else why not; and which earlier decisions it may concern."""

    kind: str
    verdict: Verdict
    concerned: tuple[Decision, ...] = ()

    @property
    def label(self) -> str:
        """The kind in Polish."""
        return DecisionKind(self.kind).label

    @property
    def is_order(self) -> bool:
        """Whether it is an order (postanowienie)."""
        return KINDS[self.kind].is_order


@dataclass(frozen=True)
class Standing:
    """The decisions of one case, oldest first, read once."""

    application: Application
    decisions: Sequence[Decision]
    day: date
    gone: frozenset[int] = frozenset()
    """Keys of those that an appeal took away, or that the office is about to replace itself."""

    def approved(self, *kinds: str) -> list[Decision]:
        """The approved ones of these kinds that stand."""
        rows = (row for row in self.decisions if row.state == DecisionState.APPROVED and row.kind in kinds)
        return [row for row in rows if row.pk not in self.gone]

    def answered(self, decision: Decision, *kinds: str) -> bool:
        """Whether an approved decision of these kinds concerns ``decision``."""
        return any(row.concerns_id == decision.pk for row in self.approved(*kinds))

    @property
    def stay(self) -> Decision | None:
        """The decision by which the person lives there, unless it was revoked or has expired."""
        rows = [row for row in self.approved(*STAY) if not self.answered(row, *ENDS_STAY)]
        return rows[-1] if rows else None

    @property
    def fee(self) -> Decision | None:
        """The decision that sets the fee now: the last one that set or changed it."""
        rows = self.approved(*FEES)
        return rows[-1] if rows else None

    @property
    def suspension(self) -> Decision | None:
        """The order that suspends the proceedings, while nobody has resumed them."""
        rows = [
            row for row in self.approved(DecisionKind.SUSPENSION) if not self.answered(row, DecisionKind.RESUMPTION)
        ]
        return rows[-1] if rows else None


def standing(application: Application, day: date) -> Standing:
    """The decisions of a case; one query."""
    found = with_fate(application.decisions.all())
    rows = list(found.select_related("concerns", "contract", "office", "application").order_by("pk"))
    return Standing(application, rows, day, frozenset(row.pk for row in rows if is_gone(row)))


def may_end(application: Application) -> Verdict:
    """Whether a new decision may end the case: not where the appeal body has decided it already."""
    return _not_decided_on_appeal(standing(application, clock.today()))


def _not_decided_on_appeal(found: Standing) -> Verdict:
    if found.application.state == ApplicationState.SUBMITTED and found.approved(*ENDING):
        return refused(
            "Sprawę rozstrzygnął organ odwoławczy. Nie wydaje się w niej nowej decyzji: dyrektor przyzna miejsce "
            "według rozstrzygnięcia."
        )
    return ALLOWED


def options(user: User, application: Application, day: date) -> list[Option]:
    """Every kind that the office knows, in the order of the list of kinds."""
    found = standing(application, day)
    two = application.office.two_decisions
    left_out = {DecisionKind.GRANT} if two else {DecisionKind.SUPPORT, DecisionKind.FEE}
    return [_option(user, found, kind) for kind in DecisionKind if kind not in left_out]


def may_draft_kind(user: User, application: Application, kind: str, day: date) -> Option:
    """Whether ``user`` may begin a decision of ``kind`` in this case now."""
    return _option(user, standing(application, day), DecisionKind(kind))


def still_possible(decision: Decision, day: date) -> Verdict:
    """Whether a draft that was begun could still be begun now: what it rests on may have gone meanwhile."""
    found = standing(decision.application, day)
    kind = DecisionKind(decision.kind)
    concerned = _concerned(found, kind)
    if decision.concerns is not None and decision.concerns not in concerned:
        return refused("Decyzja, której to dotyczy, nie obowiązuje już w tej postaci. Wycofaj projekt i zacznij nowy.")
    return _now(found, kind, concerned)


def _option(user: User, found: Standing, kind: DecisionKind) -> Option:
    verdict = works_as(user, found.application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return Option(kind, verdict)
    if any(row.kind == kind and row.state in OPEN for row in found.decisions):
        return Option(kind, refused("Projekt takiej decyzji już jest w tej sprawie. Dokończ go albo wycofaj."))
    if kind in ENDING and any(row.kind in ENDING and row.state in OPEN for row in found.decisions):
        return Option(
            kind, refused("W sprawie jest już projekt innej decyzji, która ją kończy. Dokończ go albo wycofaj.")
        )
    concerned = tuple(_concerned(found, kind))
    return Option(kind, _now(found, kind, concerned), concerned)


def _now(found: Standing, kind: DecisionKind, concerned: Sequence[Decision]) -> Verdict:
    state = found.application.state
    if kind in GRANTS:
        return _grant(found, kind, concerned)
    if kind == DecisionKind.RESUMPTION:
        return ALLOWED if concerned else refused("Postępowanie nie jest zawieszone.")
    if KINDS[kind].in_open_case:
        return _open_case(found, kind)
    if kind in _NEEDS_RUNNING_STAY:
        if state != ApplicationState.GRANTED:
            return refused("Możliwe po przyznaniu wsparcia decyzją.")
        if found.stay is None:
            return refused("Decyzję o wsparciu uchylono albo wygasła.")
    if not concerned:
        return refused(_NOTHING_TO_CONCERN.get(kind, "Nie ma jeszcze decyzji, której mogłoby to dotyczyć."))
    more = _MORE.get(kind)
    return more(found) if more else ALLOWED


def _grant(found: Standing, kind: DecisionKind, concerned: Sequence[Decision]) -> Verdict:
    if kind == DecisionKind.FEE:
        if found.approved(DecisionKind.FEE):
            return refused("Odpłatność ustalono już decyzją. Zmienia ją decyzja o zmianie odpłatności.")
        return ALLOWED if concerned else refused("Najpierw przygotuj decyzję o przyznaniu wsparcia.")
    verdict = _open_case(found, kind)
    if not verdict:
        return verdict
    contract = current_contract(found.application)
    if contract is None or contract.state != ContractState.SIGNED:
        return refused("Decyzję wydaje się po podpisaniu kontraktu mieszkaniowego. Najpierw odnotuj jego podpisanie.")
    return ALLOWED


def _open_case(found: Standing, kind: DecisionKind) -> Verdict:
    state = found.application.state
    if state == ApplicationState.DRAFT:
        return refused("Najpierw przyjmij wniosek jako kompletny.")
    if state != ApplicationState.SUBMITTED:
        return refused("Sprawę zakończono decyzją.")
    if found.suspension is not None:
        return refused("Postępowanie jest zawieszone. Najpierw podejmij je postanowieniem.")
    return _not_decided_on_appeal(found) if kind in ENDING else ALLOWED


def _change_of_fee(found: Standing) -> Verdict:
    if open_drafts(found.application, found.day):
        return ALLOWED
    return refused(
        "Nie ma obliczenia nowej opłaty. Powstaje w Opłatach i uchwałach, w „Co się zmienia”: policz zestawienie "
        "na dzień zmiany i utwórz z niego projekty."
    )


_MORE: dict[str, Callable[[Standing], Verdict]] = {DecisionKind.FEE_CHANGE: _change_of_fee}
_NOTHING_TO_CONCERN = {
    DecisionKind.FEE_CHANGE: "Żadna decyzja nie ustaliła jeszcze odpłatności.",
    DecisionKind.RELIEF: "Żadna decyzja nie ustaliła jeszcze odpłatności.",
    DecisionKind.REPAYMENT: "Żadna decyzja nie ustaliła jeszcze odpłatności.",
    DecisionKind.INSTALMENTS: "Raty dotyczą kwoty ustalonej decyzją o zwrocie należności. Takiej decyzji nie ma.",
}


def _concerned(found: Standing, kind: DecisionKind) -> list[Decision]:
    """The earlier decisions that a new one of ``kind`` may concern, the newest first."""
    wanted = KINDS[kind].concerns
    if not wanted:
        return []
    if kind == DecisionKind.FEE:
        rows = [row for row in reversed(found.decisions) if row.kind == DecisionKind.SUPPORT and row.state in _LIVE]
        return [row for row in rows if row.pk not in found.gone]
    if kind == DecisionKind.RESUMPTION:
        return [found.suspension] if found.suspension else []
    if kind == DecisionKind.INSTALMENTS:
        rows = found.approved(DecisionKind.REPAYMENT)
        return [row for row in reversed(rows) if not found.answered(row, DecisionKind.INSTALMENTS)]
    if wanted == STAY:
        return [found.stay] if found.stay else []
    if wanted == FEES:
        return [found.fee] if found.fee else []
    return list(reversed(found.approved(*wanted)))


_LIVE = (*OPEN, DecisionState.APPROVED)
