"""Addresses for the tests of the look: the style page, logging in and out, and stand-ins for the pages of the menu."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from office.gallery import gallery


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


@login_not_required
def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Ta sprawa należy do innego ośrodka.")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def _section(namespace: str, *pages: tuple[str, str]) -> tuple[list, str]:
    return [path(address, page, name=name) for address, name in pages], namespace


urlpatterns = [
    path("wzornik/", gallery),
    path("wzbronione/", refused),
    path("awaria/", broken),
    path("", include(_section("desk", ("", "desk"), ("sprawy/", "cases"), ("szukaj/", "search")))),
    path("mieszkania/", include(_section("apartments", ("", "list")))),
    path("decyzje/", include(_section("decisions", ("", "list")))),
    path("oplaty/", include(_section("fees", ("", "home")))),
    path(
        "",
        include(
            (
                [
                    path("logowanie/", LoginView.as_view(template_name="office/login.html"), name="login"),
                    path("wyloguj/", LogoutView.as_view(), name="logout"),
                    path("ustawienia/", page, name="settings"),
                ],
                "office",
            )
        ),
    ),
]
