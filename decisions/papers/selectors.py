"""Reads about the papers of a decision."""

from dataclasses import dataclass
from datetime import timedelta

from decisions.models import Decision
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import Paper, PaperKind, PaperState, SignedOriginal
from office import clock

NAMES = {PaperKind.DECISION: "", PaperKind.PLAIN: "-w-prostych-slowach", PaperKind.LARGE: "-duzy-druk"}
MOST_TRIES = 5
_WATCHED = timedelta(minutes=2)


@dataclass(frozen=True)
class Sheet:
    """One line of the list of papers. Without ``ready`` the paper opens all the same, only later.

    ``problem``: why it was not made in the background, and how often it was tried; empty where nothing went wrong.
    """

    kind: PaperKind
    title: str
    what_for: str
    ready: bool
    problem: str


_SHEETS = (
    (PaperKind.PLAIN, "Skrót w prostych słowach", "jedna strona: co osoba dostaje, ile płaci, co może zrobić"),
    (PaperKind.LARGE, "Duży druk", "cała treść literami 18 punktów, dla osób słabiej widzących"),
)


def sheets_of(decision: Decision) -> list[Sheet]:
    """The papers of an issued decision and how far each is; one query, without the files."""
    papers = {row.kind: row for row in Paper.objects.filter(decision=decision).defer("pdf")}
    lines = ((PaperKind.DECISION, decision.noun, "do podpisu i doręczenia; w środku pliku jest obliczenie"), *_SHEETS)
    return [Sheet(kind, title, what, *_standing(papers.get(kind))) for kind, title, what in lines]


def _standing(paper: Paper | None) -> tuple[bool, str]:
    if paper is None or paper.state == PaperState.READY:
        return paper is not None, ""
    if paper.state == PaperState.FAILED:
        return False, f"nie udało się ({paper.problem}), próby: {paper.tries}"
    if paper.tries >= MOST_TRIES and (paper.leased_until is None or paper.leased_until < clock.now()):
        return False, f"przerwano za każdym razem, próby: {paper.tries}"
    return False, ""


def still_coming(decision: Decision, sheets: list[Sheet]) -> bool:
    """Whether the list is worth looking at again by itself: issued just now, and something is not ready."""
    if decision.approved_at is None or clock.now() - decision.approved_at > _WATCHED:
        return False
    return not all(sheet.ready or sheet.problem for sheet in sheets)


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
