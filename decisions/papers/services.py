"""Acts on the papers of an issued decision: have them made, make those that wait, take the signed original back."""

import hashlib
import logging
import secrets
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, Q

from decisions.access import may_keep_original, may_read
from decisions.models import Decision
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import Paper, PaperKind, PaperState, SignedOriginal
from decisions.papers.selectors import MOST_TRIES, identifier_of
from decisions.papers.signed import form_of, judged_against
from office import clock
from office.access import demand
from office.errors import DomainError
from office.files.services import all_or_nothing, store
from office.models import User
from office.polish import day as in_words
from office.services import record

LEASE = timedelta(minutes=2)
_log = logging.getLogger(__name__)


def order(decision: Decision) -> None:
    """Note which papers an issued decision needs. Asking again adds nothing."""
    Paper.objects.bulk_create([Paper(decision=decision, kind=kind) for kind in PaperKind.values], ignore_conflicts=True)


def render_waiting(decision: int | None = None) -> int:
    """Make the papers that wait (of one decision, or of all) and are in nobody's hands; returns how many were made.

    Each is taken by a lease, made, and stored whole, in short transactions of their own: whoever is killed meanwhile
    leaves the paper waiting, and what is ready is never made again.
    """
    waiting = Paper.objects.exclude(state=PaperState.READY).filter(tries__lt=MOST_TRIES)
    if decision is not None:
        waiting = waiting.filter(decision=decision)
    return sum(make(key) for key in list(waiting.order_by("pk").values_list("pk", flat=True)))


def try_again(*, actor: User, decision: Decision) -> int:
    """Let the papers of an issued decision that could not be made be tried anew; returns how many.

    What is ready, and what is in some process's hands, is left alone. The caller asks for the work (``issuing``).
    """
    demand(may_read(actor, decision.application))
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=clock.now())
    stuck = Paper.objects.filter(free, decision=decision).exclude(state=PaperState.READY)
    return stuck.update(state=PaperState.WAITING, problem="", tries=0, lease="", leased_until=None)


def make(key: int) -> bool:
    """Make one paper unless it is ready or another process has it in hand; whether this call made it."""
    now, lease = clock.now(), secrets.token_hex(16)
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    taken = Paper.objects.filter(free, pk=key).exclude(state=PaperState.READY)
    if not taken.update(lease=lease, leased_until=now + LEASE, tries=F("tries") + 1):
        return False
    paper = Paper.objects.select_related(
        "decision__office", "decision__application__person", "decision__assessment"
    ).get(pk=key)
    mine = Paper.objects.filter(pk=key, lease=lease).exclude(state=PaperState.READY)
    try:
        pdf = pdf_of_paper(paper.decision, paper.kind)
    except Exception as error:
        # Whatever the page did to the printer: the row says so, the log says what, the other papers go on.
        _log.exception("paper %s of decision %s", paper.kind, paper.decision_id)
        mine.update(state=PaperState.FAILED, lease="", leased_until=None, problem=type(error).__name__)
        return False
    return bool(
        mine.update(
            state=PaperState.READY,
            lease="",
            leased_until=None,
            problem="",
            pdf=pdf,
            size=len(pdf),
            digest=hashlib.sha256(pdf).hexdigest(),
            made_at=clock.now(),
        )
    )


def keep_original(
    *, actor: User, decision: Decision, upload: "UploadedFile[bytes]", signed_on: date, checked: bool
) -> SignedOriginal:
    """Keep the signed original of a decision, byte for byte, with what its printout must say (art. 39³ KPA).

    The file must be the signed form of exactly the PDF that this program gave out. Whether the signature is valid is
    established by a person with the tool for it: ``checked`` says that this was done. Raises ``DomainError``.
    """
    demand(may_keep_original(actor, decision))
    approver, issued_on = decision.approver, decision.issued_on
    if approver is None or issued_on is None:
        raise DomainError("not_issued", "Podpisuje się decyzję, którą zatwierdzono. Ta jest jeszcze projektem.")
    if not checked:
        raise DomainError(
            "unchecked",
            "Program nie sprawdza ważności podpisu. Sprawdź ją w programie do podpisów i zaznacz, że to zrobiono.",
            "checked",
        )
    if not issued_on <= signed_on <= clock.today():
        raise DomainError(
            "signed_on",
            f"Dzień podpisu nie może być wcześniejszy niż dzień wydania ({in_words(issued_on)}) ani przyszły. "
            "Wpisz dzień, który pokazuje podpis.",
            "signed_on",
        )
    document = pdf_of_paper(decision, PaperKind.DECISION)
    with all_or_nothing():
        stored = store(
            actor=actor,
            office=decision.office,
            case=decision.application_id,
            upload=upload,
            judge=judged_against(document),
        )
        original = SignedOriginal.objects.create(
            decision=decision,
            file=stored,
            form=form_of(stored.media_type),
            document_digest=hashlib.sha256(document).hexdigest(),
            identifier=identifier_of(decision),
            signer_name=f"{approver}",
            signer_post=approver.post or "dyrektor",
            signed_on=signed_on,
            actor=actor,
            at=clock.now(),
        )
        record(
            actor=actor,
            office=decision.office,
            verb="decisions.signedoriginal.keep",
            sentence=f"Wczytano podpisany elektronicznie oryginał: {decision.noun.lower()} nr {decision.number}.",
            subject=original,
            case=decision.application_id,
        )
    return original
