"""What views are given: every page but the login is for logged-in staff (``LoginRequiredMiddleware``)."""

from django.http import HttpRequest

from office.models import User


class StaffRequest(HttpRequest):
    """A request of somebody who is logged in. For annotations only; Django makes the requests."""

    user: User
