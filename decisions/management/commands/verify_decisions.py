from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decisions.models import Decision
from decisions.states import DecisionState
from decisions.verify import differences


class Command(BaseCommand):
    help = "Przelicza skróty zatwierdzonych decyzji i sprawdza, czy rejestry numerów nie mają luk. Nic nie zmienia."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(differences())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"Niezgodności: {len(found)}.")
        if options["verbosity"] > 0:
            count = Decision.objects.filter(state=DecisionState.APPROVED).count()
            self.stdout.write(
                f"Zatwierdzone decyzje: {count}. Skróty, pieczęcie, wydruki i obliczenia zgodne, rejestry bez luk."
            )
