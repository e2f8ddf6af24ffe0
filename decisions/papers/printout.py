"""The page that goes with a printout of an electronically signed decision (art. 39³ KPA)."""

from dataclasses import dataclass
from datetime import date

from decisions.models import Decision
from decisions.papers.making import moment_of
from decisions.papers.models import SignedOriginal
from decisions.selectors import content_of
from office.documents import render_html, render_pdf
from office.letterhead import Letterhead
from office.selectors import cited

TEMPLATE = "printout"
LAW = "kpa.39.3"


@dataclass(frozen=True)
class Printout:
    """What the page says: which document, who signed it when and as whom, and by what it is found again."""

    letterhead: Letterhead
    document: str
    party: str
    signer_name: str
    signer_post: str
    signed_on: date
    form: str
    identifier: str
    digest: str
    law: str
    template_version: str = "wydruk-2026.1"


def printout_of(original: SignedOriginal) -> Printout:
    """The page for a decision whose signed original is kept."""
    decision = original.decision
    content = content_of(decision)
    return Printout(
        letterhead=content.letterhead,
        document=f"{decision.noun} nr {decision.number}",
        party=content.party.name,
        signer_name=original.signer_name,
        signer_post=original.signer_post,
        signed_on=original.signed_on,
        form=original.get_form_display(),
        identifier=original.identifier,
        digest=original.document_digest,
        law=cited((LAW,), original.signed_on)[LAW],
    )


def printout_pdf(original: SignedOriginal) -> bytes:
    """The page as PDF."""
    decision: Decision = original.decision
    return render_pdf(render_html(TEMPLATE, printout_of(original), draft=False), created=moment_of(decision))
