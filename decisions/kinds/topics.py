"""About what a paragraph of justification may be, kind by kind, and which of these a case speaks of.

Kinds that have grounds have a paragraph for each ground. A grant has none to choose from: its paragraphs go by what
the application and the fee say; a change of fee goes by what changed.
"""

from collections.abc import Mapping

from applications.models import Application, Cause, Group
from decisions.kinds.registry import KINDS, DecisionKind
from fees.changes.models import Cause as CauseOfChange

STAY_TOPICS: dict[str, str] = {
    **{cause.value: f"przyczyna: {cause.label}" for cause in Cause},
    **{group.value: f"strona: {group.label}" for group in Group if group != Group.OTHER},
    "services": "zakres usług",
    "definite": "czas pobytu oznaczony",
    "indefinite": "czas pobytu nieoznaczony",
}
FEE_TOPICS: dict[str, str] = {
    "pays": "strona ponosi odpłatność",
    "free": "strona nie ponosi odpłatności",
}
CHANGE_TOPICS: dict[str, str] = {cause.value: f"zmieniło się: {cause.label}" for cause in CauseOfChange}


def topics_of(kind: str) -> Mapping[str, str]:
    """Everything that a paragraph for ``kind`` may be about: code → label."""
    if kind == DecisionKind.GRANT:
        return STAY_TOPICS | FEE_TOPICS
    if kind == DecisionKind.SUPPORT:
        return STAY_TOPICS
    if kind == DecisionKind.FEE:
        return FEE_TOPICS
    if kind == DecisionKind.FEE_CHANGE:
        return CHANGE_TOPICS
    return {code: ground.label for code, ground in KINDS[kind].grounds.items()}


def kept_under(kind: str) -> str:
    """The kind under which the paragraphs for ``kind`` are kept: both halves of a grant use those of the whole."""
    return DecisionKind.GRANT if kind in (DecisionKind.SUPPORT, DecisionKind.FEE) else kind


def topics_of_stay(application: Application, *, definite: bool) -> frozenset[str]:
    """What a case says of why and how long the person is supported."""
    return frozenset({*application.causes, *application.groups, "services", "definite" if definite else "indefinite"})


def topics_of_fee(*, free: bool) -> frozenset[str]:
    """What a case says of the fee."""
    return frozenset({"free" if free else "pays"})
