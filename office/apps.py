from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from office import guards


def install_guards(*, using: str, **_: object) -> None:
    """After each migration, put the database's own refusals back in place (see ``office.guards``)."""
    guards.install(connections[using])


class OfficeConfig(AppConfig):
    name = "office"

    def ready(self) -> None:
        autodiscover_modules("guards")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="office.guards")
