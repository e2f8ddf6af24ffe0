"""The page where a director sets up, renews or removes the second factor."""

import base64

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from office.access import require
from office.errors import DomainError
from office.forms import show_refusal
from office.http import StaffRequest
from office.second_factor import services
from office.second_factor.access import may_enrol
from office.second_factor.forms import TokenForm


def _secret(device: TOTPDevice) -> str:
    """The secret as an application asks for it when it cannot scan: in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _page(request: StaffRequest, form: TokenForm, *, codes: list[str] | None = None, status: int = 200) -> HttpResponse:
    device = services.pending_device(request.user)
    qr = (
        segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
        if device
        else ""
    )
    context = {
        "form": form,
        "enrolled": services.has_device(request.user),
        "device": device,
        "qr": qr,
        "secret": _secret(device) if device else "",
        "codes": codes or [],
        "codes_left": services.codes_left(request.user),
        "always": bool(request.user.office and request.user.office.second_factor_always),
    }
    return render(request, "office/second_factor.html", context, status=status)


@never_cache
@sensitive_post_parameters("token")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: StaffRequest) -> HttpResponse:
    """GET: how it stands; POST ``act``: begin, finish, renew the codes, remove."""
    require(may_enrol(request.user))
    if request.method != "POST":
        return _page(request, TokenForm())
    act = request.POST.get("act", "")
    if act == "begin":
        try:
            services.begin(actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        return redirect("office:second_factor")
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=409)
    token, codes = form.cleaned_data["token"], []
    try:
        if act == "remove":
            services.remove(actor=request.user, token=token)
            messages.success(request, "Usunięto drugi składnik.")
            return redirect("office:second_factor")
        codes = (services.renew_codes if act == "renew" else services.finish)(actor=request.user, token=token)
    except DomainError as error:
        show_refusal(form, error)
        return _page(request, form, status=409)
    return _page(request, TokenForm(), codes=codes)
