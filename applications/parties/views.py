"""Pages of who applies: the part of the application, and the protocol to sign."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from applications.models import Application
from applications.parties import services
from applications.parties.forms import PartyForm
from applications.views.editing import edit, to_edit
from office.http import StaffRequest


@require_http_methods(["GET", "POST"])
def party(request: StaffRequest, pk: int) -> HttpResponse:
    """Who applies, in what way, and who acts for the person."""
    application = to_edit(request, pk)
    form = PartyForm(request.POST or None, initial=PartyForm.initial_of(application))

    def save(row: Application) -> Application:
        return services.save_party(actor=request.user, application=row, filing=form.filing(), seen=form.seen_at)

    return edit(request, application, "party", form, save)
