"""Answers that come before any view: to somebody who is not logged in, and to a way of asking that a page has not."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

from office import reading

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class LoginRequired(LoginRequiredMiddleware):
    """As Django's. A form sent after the session ended gets a page that says how to save what was typed.

    A redirect to the login page would lose it, and afterwards lead to an address that only forms may call.
    """

    def handle_no_permission(  # type: ignore[override]  # the stubs know of redirects only
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if request.method == "POST":
            return render(request, "session_over.html", status=403)
        return super().handle_no_permission(request, view_func)


def read_once(get_response: GetResponse) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page that only reads asks for the same rows once, however many of its parts need them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with reading.page():
            return get_response(request)

    return middleware


def told_in_polish(get_response: GetResponse) -> Callable[[HttpRequest], HttpResponseBase]:
    """An address that only a form may call, opened by hand: a page of ours, not the browser's own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            page: HttpResponse = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware
