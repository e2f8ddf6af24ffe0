"""A maintained text of decisions inside whole invented decisions of every kind that it stands in."""

from dataclasses import replace
from datetime import date

from decisions.compose import instruction_of
from decisions.content import DecisionContent
from decisions.kinds.content import RulingContent
from decisions.kinds.registry import KINDS, MET_IN_FULL, DecisionKind, Remedy
from decisions.kinds.texts.samples import sample_decision
from decisions.kinds.topics import topics_of
from decisions.plain import PlainSummary, plain_summary
from office.letters.wordings import CHANGES, ENFORCEMENT
from office.models import LetterTemplate, Office, User

_REMEDIES = {remedy.value: remedy for remedy in Remedy}


def kinds_with(code: str) -> list[DecisionKind]:
    """The kinds of decision in which the text ``code`` may stand."""
    remedy = _REMEDIES.get(code.rpartition("-")[2])
    if remedy == Remedy.COURT:
        return [kind for kind in DecisionKind if kind in MET_IN_FULL]
    if remedy is not None:
        return [kind for kind in DecisionKind if KINDS[kind].remedy == remedy]
    if code in (CHANGES, ENFORCEMENT):
        return [kind for kind in DecisionKind if KINDS[kind].about_fee]
    return list(DecisionKind)


def sample_with(
    text: LetterTemplate, *, kind: str, sample: str, office: Office, worker: User, day: date
) -> DecisionContent | RulingContent:
    """A whole decision of ``kind`` in an invented case, with ``text`` in place of the version in force.

    Raises ``DomainError`` where the office's tables lack what such a decision needs.
    """
    content = sample_decision(
        kind,
        _topic(kind),
        office=office,
        worker=worker,
        day=day,
        sample=sample,
        text="Tu stoi przykładowe uzasadnienie.",
        omits=text.code.endswith(f"-{Remedy.COURT.value}"),
    )
    remedy = Remedy(content.instruction.remedy)
    instruction = instruction_of(office, day, remedy, handled_by=content.handled_by, instead=text)
    return replace(content, instruction=instruction)


def _topic(kind: str) -> str:
    topics = list(topics_of(kind))
    return "pays" if "pays" in topics else topics[0]


def plain_of(content: DecisionContent | RulingContent, day: date) -> PlainSummary:
    """The page in plain words of an invented decision, as if it were issued on ``day``."""
    head = replace(content.letterhead, date=day)
    return plain_summary(replace(content, number="PRZYKŁAD/1/2026", letterhead=head))
