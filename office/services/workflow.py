from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from office.access import demand, works_as
from office.errors import DomainError
from office.models import Office, Role, User
from office.services.events import record

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Transition:
    """One act that changes a state: from where, to where, by whom, and how the log says it."""

    action: str
    sources: frozenset[str]
    target: str
    roles: tuple[Role, ...]
    sentence: str
    note_required: bool = False


@dataclass(frozen=True)
class Machine:
    """The transition table of one kind of thing. ``labels`` gives each state its Polish name."""

    labels: Mapping[str, str]
    transitions: tuple[Transition, ...]

    def find(self, state: str, action: str) -> Transition:
        """The transition for ``action`` in ``state``; raises ``DomainError`` where there is none."""
        for transition in self.transitions:
            if transition.action == action and state in transition.sources:
                return transition
        raise DomainError(
            "wrong_state",
            f"Tej czynności nie można wykonać w stanie „{self.labels.get(state, state)}”. "
            "Odśwież stronę: ktoś mógł przed chwilą zmienić stan.",
        )

    def allows(self, state: str, action: str) -> bool:
        """Whether ``action`` exists in ``state``."""
        return any(t.action == action and state in t.sources for t in self.transitions)


def advance(
    instance: M,
    machine: Machine,
    action: str,
    *,
    actor: User,
    office: Office,
    case: int | None,
    guard: Callable[[M], None] | None = None,
    changes: Mapping[str, Any] | Callable[[M], Mapping[str, Any]] | None = None,
    note: str = "",
    seals: Sequence[models.Model] = (),
) -> M:
    """Take ``instance`` through ``action``: the one door for changes of state.

    In one transaction: lock and re-read the row, ask the table, ask who may, ask ``guard`` (raises ``DomainError``
    where the case itself says no), set ``changes`` (a mapping, or what makes one from the locked row) and the new
    state, write the event (with the marks of ``seals``, as ``record``). Returns the fresh instance.
    """
    with transaction.atomic():
        fresh = type(instance)._default_manager.select_for_update().get(pk=instance.pk)
        step = machine.find(fresh.state, action)  # type: ignore[attr-defined]
        demand(works_as(actor, office, *step.roles))
        if step.note_required and not note.strip():
            raise DomainError("note_required", "Napisz, dlaczego: ta czynność wymaga uzasadnienia.", "note")
        if guard is not None:
            guard(fresh)
        for field, value in (changes(fresh) if callable(changes) else changes or {}).items():
            setattr(fresh, field, value)
        fresh.state = step.target  # type: ignore[attr-defined]
        fresh.save()
        record(
            actor=actor,
            office=office,
            verb=f"{type(fresh)._meta.label_lower}.{action}",
            sentence=f"{step.sentence} {note}".strip(),
            subject=fresh,
            case=case,
            seals=seals,
        )
    return fresh
