"""The statement of income and assets, for printing and signing on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from applications import access, selectors
from applications.paper import TEMPLATE, statement_of
from office import clock
from office.access import require
from office.case import case_url
from office.documents import pdf_response, render_html, render_pdf
from office.errors import DomainError
from office.http import StaffRequest
from office.services import log_read


@require_GET
def statement(request: StaffRequest, pk: int) -> HttpResponse:
    """The statement as PDF; where it cannot be made yet, back to the case with the reason."""
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.may_see(request.user, application))
    try:
        content = statement_of(application, selectors.income_day(application))
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(case_url(application.pk))
    log_read(reader=request.user, office=application.office, page="oświadczenie o dochodach", case=application.pk)
    html = render_html(TEMPLATE, content, draft=False)
    return pdf_response(
        render_pdf(html, created=clock.now()),
        f"oswiadczenie-o-dochodach-{application.pk}",
    )
