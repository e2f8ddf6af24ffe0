"""``manage.py replay_assessments``: whether every stored fee still comes out of its own facts and rules."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fees import engine
from fees.replay import replay, stored
from office.models import Office

DIFFERS = 1
"""Exit code where at least one assessment does not come out as it was stored."""


class Command(BaseCommand):
    help = "Oblicza ponownie każdą zapisaną odpłatność z jej własnych danych i zasad i porównuje bajt po bajcie."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", help="tylko ośrodek o tym kodzie, np. kielce")
        parser.add_argument("--json", action="store_true", help="wynik jako jeden obiekt JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        office = None
        if options["office"]:
            office = Office.objects.filter(code=options["office"]).first()
            if office is None:
                raise CommandError(f"Nie ma ośrodka „{options['office']}”.", returncode=2)
        count, differences = 0, []
        for row in stored(office):
            count += 1
            difference = replay(row)
            if difference is not None:
                differences.append(difference)
        if options["json"]:
            answer = {
                "replayed": count,
                "engine_version": engine.ENGINE_VERSION,
                "differences": [asdict(difference) for difference in differences],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            for difference in differences:
                self.stdout.write(difference.sentence)
            self.stdout.write(f"Obliczono ponownie: {count}. Różnic: {len(differences)}.")
        if differences:
            raise SystemExit(DIFFERS)
