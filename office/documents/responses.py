"""A paper as the answer to a request. Who may see it is decided before."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from office.documents.html import content_security_policy


def page_response(html: str) -> HttpResponse:
    """A stored page, shown under a content security policy of its own."""
    return HttpResponse(html, headers={"Content-Security-Policy": content_security_policy(html)})


def pdf_response(content: bytes, name: str, *, save: bool = False) -> HttpResponse:
    """A PDF called ``name`` (without its ending): shown by the browser, or saved as a file where ``save``."""
    disposition = content_disposition_header(save, f"{name}.pdf") or "inline"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})
