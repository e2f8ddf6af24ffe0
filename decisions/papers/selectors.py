"""Reads about the papers of a decision."""

from dataclasses import dataclass
from datetime import timedelta

from decisions.models import Decision
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import Paper, PaperKind, PaperState, SignedOriginal
from office import clock

NAMES = {PaperKind.DECISION: "", PaperKind.PLAIN: "-w-prostych-slowach", PaperKind.LARGE: "-duzy-druk"}
_WATCHED = timedelta(minutes=2)


@dataclass(frozen=True)
class Sheet:
    """One line of the list of papers. ``ready`` may be false: the paper opens all the same, only later."""

    kind: PaperKind
    title: str
    what_for: str
    ready: bool
    failed: bool


_SHEETS = (
    (PaperKind.PLAIN, "Skrót w prostych słowach", "jedna strona: co osoba dostaje, ile płaci, co może zrobić"),
    (PaperKind.LARGE, "Duży druk", "cała treść literami 18 punktów, dla osób słabiej widzących"),
)


def sheets_of(decision: Decision) -> list[Sheet]:
    """The papers of an issued decision and how far each is; one query, without the files."""
    states = dict(Paper.objects.filter(decision=decision).values_list("kind", "state"))
    lines = ((PaperKind.DECISION, decision.noun, "do podpisu i doręczenia; w środku pliku jest obliczenie"), *_SHEETS)
    return [
        Sheet(kind, title, what, states.get(kind) == PaperState.READY, states.get(kind) == PaperState.FAILED)
        for kind, title, what in lines
    ]


def still_coming(decision: Decision, sheets: list[Sheet]) -> bool:
    """Whether the list is worth looking at again by itself: issued just now, and something is not ready."""
    if decision.approved_at is None or clock.now() - decision.approved_at > _WATCHED:
        return False
    return not all(sheet.ready for sheet in sheets)


def pdf_of(decision: Decision, kind: str) -> bytes:
    """The file of one paper of an issued decision: the stored one, else made now, with the same bytes."""
    paper = Paper.objects.filter(decision=decision, kind=kind, state=PaperState.READY).only("pdf").first()
    return bytes(paper.pdf) if paper and paper.pdf is not None else pdf_of_paper(decision, kind)


def original_of(decision: Decision) -> SignedOriginal | None:
    """The signed original that counts: the newest."""
    return decision.signed_originals.select_related("file", "actor").first()


def identifier_of(decision: Decision) -> str:
    """What names the electronic document: its number and the beginning of the digest of its page."""
    return f"{decision.number} / {decision.digest[:16]}"
