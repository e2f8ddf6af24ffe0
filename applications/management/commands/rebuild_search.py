from typing import Any

from django.core.management.base import BaseCommand

from applications.search import index_everything


class Command(BaseCommand):
    help = "Stores anew the words by which cases are found (after changes made past the program)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = index_everything()
        self.stdout.write(f"Słowa wyszukiwania zapisano na nowo; spraw: {count}.")
