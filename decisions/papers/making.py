"""From a frozen decision to the bytes of one of its papers. Nothing is read but the decision and its calculation."""

from datetime import date, datetime

from applications.parties.selectors import addressee
from decisions.models import Decision
from decisions.papers.calculation import attached_to
from decisions.papers.models import PaperKind
from decisions.plain import plain_summary
from decisions.selectors import content_of
from office.documents import render_html, render_pdf
from office.letters.content import ENVELOPE_TEMPLATE
from office.letters.envelope import envelope_for

# Every size of the stored page is in points, so they are set anew; one step of heading stays visible.
_LARGE = """<style>
@page {
  margin: 15mm 12mm 20mm 16mm;
  @top-right { font-size: 18pt; }
  @bottom-left { font-size: 18pt; }
  @bottom-right { font-size: 18pt; }
}
html, .letterhead, .office, .incomes, .metryka, .closing, .closing h2, .role, .small, h3, h4, .amount, .slip .data,
.slip dt, .slip dl + p, .tight { font-size: 18pt; }
html, .tight { line-height: 1.4; }
h1 { font-size: 24pt; }
h1 .number { font-size: 20pt; }
h2, .closing h2, .tight h2 { font-size: 21pt; }
.phone { font-size: 22pt; }
.columns { display: block; }
.reference { text-align: left; margin-top: 2mm; }
.signature { margin-left: 20%; }
.account { white-space: nowrap; }
.fee-box th { width: 34mm; }
.incomes th, .incomes td { overflow-wrap: anywhere; padding-right: 2mm; }
.incomes .person { width: 18.8%; }
.incomes .month { width: 17.7%; }
.incomes .sum { width: 19.2%; padding-right: 2mm; }
.incomes .why { width: 15%; padding-right: 0; }
.periods .month { width: 25.5%; }
.slip dt { float: none; width: auto; line-height: inherit; }
.slip dd { margin: 0 0 2mm; }
p + p, li + li { margin-top: 3mm; }
</style>"""


def large_print(html: str) -> str:
    """The stored page in letters of 18 points and more: the same words, another style."""
    head, end, rest = html.partition("</head>")
    return head + _LARGE + end + rest


def html_of_paper(decision: Decision, kind: str) -> str:
    """The page of one paper of an issued decision."""
    if kind == PaperKind.PLAIN:
        summary = plain_summary(content_of(decision))
        return render_html(summary.template, summary, draft=False)
    return large_print(decision.html) if kind == PaperKind.LARGE else decision.html


def large_plain_pdf(decision: Decision) -> bytes:
    """The page in plain words in letters of 18 points and more; made when it is asked for, with the same bytes."""
    return render_pdf(large_print(html_of_paper(decision, PaperKind.PLAIN)), created=moment_of(decision))


def pdf_of_paper(decision: Decision, kind: str) -> bytes:
    """The PDF of one paper of an issued decision, byte-identical whenever it is made.

    The decision itself carries its calculation inside; the copies for reading do not.
    """
    attached = attached_to(decision) if kind == PaperKind.DECISION else ()
    return render_pdf(html_of_paper(decision, kind), created=moment_of(decision), attached=attached)


def moment_of(decision: Decision) -> datetime:
    """The only date in the files of an issued decision."""
    if decision.approved_at is None:
        raise ValueError("papers are made of an issued decision")
    return decision.approved_at


def envelope_pdf(decision: Decision, day: date) -> bytes:
    """The page behind the window of an envelope: to whom papers of the case go on ``day``; not a word of the help."""
    whom = addressee(decision.application)
    content = envelope_for(decision.office, whom.name, whom.lines, day)
    return render_pdf(render_html(ENVELOPE_TEMPLATE, content, draft=False), created=moment_of(decision))
