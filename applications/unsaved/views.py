"""The endpoint that keeps what is typed, and the button that throws it away."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.unsaved import services
from applications.views.editing import to_edit
from office.errors import DomainError
from office.http import StaffRequest


@require_POST
def keep(request: StaffRequest, pk: int, part: str) -> JsonResponse:
    """POST: keep the form as typed so far. Answers when it was kept, and who has changed the part meanwhile."""
    application = to_edit(request, pk)
    try:
        row = services.keep(actor=request.user, application=application, part=part, data=request.POST)
    except DomainError as error:
        return JsonResponse({"error": error.message}, status=400)
    seen = request.POST.get("seen", "")
    changed = bool(seen) and seen != application.updated_at.isoformat()
    return JsonResponse({"kept": f"{timezone.localtime(row.saved_at):%H:%M}", "changed": changed})


@require_POST
def forget(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    """POST: throw away what was typed and not saved, and show what is saved."""
    application = to_edit(request, pk)
    services.forget(actor=request.user, application=application, part=part)
    return redirect(f"applications:{part if part in services.PARTS else 'person'}", application.pk)
