"""Whether seals, stored PDFs and signed originals are still what was stored. Nothing is changed."""

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from decisions.models import Decision
from decisions.papers.calculation import NAME, recomputed
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import Paper, PaperKind, PaperState, Seal, SignedOriginal
from decisions.papers.sealing import holds
from decisions.states import DecisionState
from fees.engine import EngineError
from office.files import storage
from office.models import Event

_APPROVED = "decisions.decision.approve"


def broken_chain() -> Iterator[str]:
    """Seals that no longer hold, decisions without one, decisions that nobody approved by the log."""
    ends: dict[int, int | None] = {}
    for seal in Seal.objects.select_related("decision__office", "decision__assessment", "previous").order_by("pk"):
        where = _where(seal.decision)
        if not holds(seal):
            yield f"{where}: decyzja, jej obliczenie albo zdarzenia sprawy nie zgadzają się z pieczęcią."
        if seal.previous_id != ends.get(seal.office_id):
            yield f"{where}: łańcuch pieczęci ośrodka jest tu przerwany."
        ends[seal.office_id] = seal.pk
    approved = Decision.objects.filter(state=DecisionState.APPROVED).select_related("office")
    for decision in approved.filter(seal__isnull=True).order_by("pk"):
        yield f"{_where(decision)}: nie ma pieczęci."
    subjects = set(Event.objects.filter(verb=_APPROVED).values_list("subject_id", flat=True))
    for decision in approved.order_by("pk"):
        if decision.pk not in subjects:
            yield f"{_where(decision)}: w dzienniku nie ma zdarzenia zatwierdzenia."


def altered_papers() -> Iterator[str]:
    """Stored PDFs and signed originals whose bytes are not those of their digests, or with another calculation."""
    ready = Paper.objects.filter(state=PaperState.READY).select_related("decision__office", "decision__assessment")
    for paper in ready.order_by("pk").iterator(chunk_size=20):
        where = f"{_where(paper.decision)}, {paper.get_kind_display()}"
        data = bytes(paper.pdf or b"")
        if hashlib.sha256(data).hexdigest() != paper.digest:
            yield f"{where}: plik PDF nie zgadza się ze skrótem."
        elif paper.kind == PaperKind.DECISION:
            yield from (f"{where}: {wrong}" for wrong in _other_calculation(paper.decision, data))
    for original in SignedOriginal.objects.select_related("decision__office", "file").order_by("pk"):
        yield from (f"{_where(original.decision)}: {wrong}" for wrong in _other_original(original))


def unlike_rendered() -> Iterator[str]:
    """Stored PDFs that come out otherwise when they are made anew from the frozen page: slow, one rendering each."""
    ready = Paper.objects.filter(state=PaperState.READY).select_related(
        "decision__office", "decision__application__person", "decision__assessment"
    )
    for paper in ready.order_by("pk").iterator(chunk_size=20):
        if hashlib.sha256(pdf_of_paper(paper.decision, paper.kind)).hexdigest() != paper.digest:
            yield f"{_where(paper.decision)}, {paper.get_kind_display()}: wydruk zrobiony od nowa jest inny."


def _other_calculation(decision: Decision, pdf: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        names = list(document.attachments)
        inside = document.attachments[NAME].get_file().read_bytes() if NAME in names else None
    if decision.assessment is None:
        if inside is not None:
            yield "w pliku jest obliczenie, którego decyzja nie ma."
        return
    if inside is None:
        yield "w pliku nie ma obliczenia."
        return
    try:
        same = json.loads(inside) == recomputed(decision, decision.assessment)
    except (EngineError, ArithmeticError, KeyError, TypeError, ValueError):
        same = False
    if not same:
        yield "obliczenie w pliku jest inne niż to, które wychodzi z zapisanych faktów i reguł."


def _other_original(original: SignedOriginal) -> Iterator[str]:
    data = storage.read(original.file.key)
    if data is None or storage.digest_of(data) != original.file.digest:
        yield "plik podpisanego oryginału zniknął albo się zmienił."
    paper = Paper.objects.filter(decision=original.decision, kind=PaperKind.DECISION, state=PaperState.READY).first()
    if paper is not None and paper.digest != original.document_digest:
        yield "podpisano inny plik PDF niż ten, który jest zapisany."


def _where(decision: Decision) -> str:
    return f"{decision.office}, {decision.noun.lower()} nr {decision.number}"
