from typing import Any

from django.core.management.base import BaseCommand

from decisions.papers.services import render_waiting


class Command(BaseCommand):
    help = "Robi od razu wydruki decyzji, które czekają albo zostały po przerwanej pracy. Gotowych nie robi ponownie."

    def handle(self, *args: Any, **options: Any) -> None:
        made = render_waiting()
        if options["verbosity"] > 0:
            self.stdout.write(f"Zrobione wydruki: {made}.")
