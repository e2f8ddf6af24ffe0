from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from apartments import loading as apartments
from applications import loading as applications
from contracts import loading as contracts
from decisions import loading as decisions
from fees import loading as fees
from office import loading as office
from office.letters import loading as letters

# Each needs what those before it have loaded.
LOADERS = (
    ("przepisy i ośrodki", office.load),
    ("wzory pism", letters.load),
    ("programy, usługi i rodzaje dochodów", applications.load),
    ("mieszkania i miejsca", apartments.load),
    ("kryteria i uchwały", fees.load),
    ("postanowienia kontraktów", contracts.load),
    ("akapity uzasadnień", decisions.load),
)


class Command(BaseCommand):
    help = "Wczytuje dane początkowe z fixtures/. Nowe wiersze dodaje, istniejących nie zmienia."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for what, load in LOADERS:
            loaded = load()
            if options["verbosity"] > 0:
                self.stdout.write(f"{what}: {f'nowe wiersze: {loaded}' if loaded else 'bez zmian'}")
