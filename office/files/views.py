"""Giving a stored file out. Not a page by itself: each app has an address that authorises and then calls ``serve``."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from office.files import storage
from office.http import StaffRequest
from office.models import MediaType, StoredFile
from office.services import log_read

# A browser runs its PDF reader in no sandbox, so a PDF is saved instead of shown.
_SHOWN = frozenset({MediaType.JPEG, MediaType.PNG})
_POLICY = "default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'self'; base-uri 'none'; sandbox"


class Damaged(Exception):
    """A content that is gone or is not what was stored: a fault of the installation, not of the user."""


def serve(request: StaffRequest, stored: StoredFile) -> HttpResponse:
    """The file, for who was already authorised; the read of a case's file is logged.

    The content is held against its digest first: raises ``Damaged`` when it is gone or changed (an error page with a
    number; ``manage.py check_files`` finds all of them).
    """
    data = storage.read(stored.key)
    if data is None or storage.digest_of(data) != stored.digest:
        raise Damaged(f"stored file {stored.pk}: content {'missing' if data is None else 'changed'}")
    if stored.case is not None:
        log_read(reader=request.user, office=stored.office, page=f"plik nr {stored.pk}", case=stored.case)
    response = HttpResponse(
        data,
        content_type=stored.media_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": _POLICY,
            "Cache-Control": "private, no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
    response.headers["Content-Disposition"] = _disposition(stored)
    return response


def _disposition(stored: StoredFile) -> str:
    return content_disposition_header(stored.media_type not in _SHOWN, stored.name) or "attachment"
