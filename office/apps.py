from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules

from office import guards


def lift_guards(*, using: str, **_: object) -> None:
    """Before each migration on SQLite, take the guards away: a table cannot be rebuilt while a trigger names it."""
    if connections[using].vendor == "sqlite":
        guards.lift(connections[using])


def install_guards(*, using: str, **_: object) -> None:
    """After each migration, put the database's own refusals back in place (see ``office.guards``)."""
    guards.install(connections[using])


class OfficeConfig(AppConfig):
    name = "office"

    def ready(self) -> None:
        autodiscover_modules("guards")
        pre_migrate.connect(lift_guards, sender=self, dispatch_uid="office.guards.lift")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="office.guards")
