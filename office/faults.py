"""What somebody sees when the program itself fails: what was kept, what to do, and a number to quote."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger("prog.faults")


def system_fault(request: HttpRequest) -> HttpResponse:
    """The page of a system fault; its number stands in the server's log beside the traceback."""
    number = secrets.token_hex(4).upper()
    log.error("fault %s at %s", number, request.path)
    return render(request, "500.html", {"number": number}, status=500)
