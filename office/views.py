"""Logging in and the office's own settings."""

from django.contrib.auth.views import LoginView


class Login(LoginView):
    """The login page; who is logged in already goes on to the desk."""

    template_name = "office/login.html"
    redirect_authenticated_user = True
