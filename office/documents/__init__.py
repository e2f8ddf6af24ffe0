"""Official papers: plain data → HTML that can be frozen → PDF for archive and for everyone (PDF/A and PDF/UA).

``render_html`` needs the data and today's templates; ``render_pdf`` needs the stored HTML alone.
"""

from office.documents.html import content_security_policy, render_html
from office.documents.pdf import Attached, ForbiddenAddress, render_pdf
from office.documents.responses import page_response, pdf_response
from office.documents.values import as_json, from_json

__all__ = [
    "Attached",
    "ForbiddenAddress",
    "as_json",
    "content_security_policy",
    "from_json",
    "page_response",
    "pdf_response",
    "render_html",
    "render_pdf",
]
