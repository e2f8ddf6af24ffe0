"""One act of a case on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from applications.models import Application
from office.forms import refusals_at
from office.http import StaffRequest


def form_page(
    request: StaffRequest,
    application: Application,
    form: forms.Form,
    run: Callable[..., str],
    words: dict[str, Any],
    back: str,
) -> HttpResponse:
    """One act of a case: its form; on POST ``run`` does it with the form's data and says what was done."""
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            done = run(**form.cleaned_data)
            messages.success(request, done)
            return redirect(back, application.pk)
    context = {"application": application, "form": form, "back": reverse(back, args=[application.pk]), **words}
    return render(request, "applications/case_form.html", context)
