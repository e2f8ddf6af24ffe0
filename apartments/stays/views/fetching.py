"""Fetch and authorise what the pages of stays are about."""

from django.shortcuts import get_object_or_404

from apartments.models import Handover, Stay
from apartments.stays import access, selectors
from office.access import require
from office.http import StaffRequest
from office.services import log_read


def stay_of(request: StaffRequest, pk: int) -> Stay:
    """A stay that the user may read."""
    require(access.read_stays(request.user))
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


def handover_of(request: StaffRequest, pk: int) -> Handover:
    """A protocol of such a stay."""
    require(access.read_stays(request.user))
    return get_object_or_404(selectors.handovers_visible_to(request.user), pk=pk)


def note_read(request: StaffRequest, stay: Stay, page: str) -> None:
    """Note that a page with a person's data was opened."""
    log_read(reader=request.user, office=stay.application.office, page=page, case=stay.application_id)
