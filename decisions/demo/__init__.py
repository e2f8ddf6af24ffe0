"""The demo office: fictional staff, accounts, cost orders and cases for each office of the starting data.

What happened in the past (running stays, decisions that are final or appealed) is made by the same services with the
clock held at that day, oldest first, so that registers and logs read as they would have been written.
"""

from django.db import transaction

from applications.models import Application
from decisions.demo import past, present
from decisions.demo.staff import PASSWORD, DemoUser, create_staff, load_fictional

__all__ = ["PASSWORD", "DemoUser", "create_cases", "create_staff", "load_fictional"]


@transaction.atomic
def create_cases() -> int:
    """Make fictional cases at every stage of the river; returns how many. Where any case stands, none is made."""
    if Application.objects.exists():
        return 0
    past.create()
    present.create()
    return Application.objects.count()
