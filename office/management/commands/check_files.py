from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from office.files.checking import check_all, remove_orphans


class Command(BaseCommand):
    help = "Przelicza skróty wczytanych plików i szuka takich, o których baza nie wie. Bez --usun nic nie zmienia."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--usun", action="store_true", help="usuń z dysku pliki, o których baza nie wie")

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_all()
        for key in found.orphans:
            self.stderr.write(f"Pliku {key} nie zna baza.")
        for number in found.missing:
            self.stderr.write(f"Plik nr {number}: brakuje go na dysku.")
        for number in found.changed:
            self.stderr.write(f"Plik nr {number}: treść na dysku jest inna niż wczytana.")
        if options["usun"]:
            self.stdout.write(f"Usunięto nieznane bazie: {remove_orphans(found)}.")
        if not found.sound:
            raise CommandError(f"Niezgodności: {len(found.missing) + len(found.changed)}.")
        if options["verbosity"] > 0:
            self.stdout.write(f"Pliki: {found.checked}. Skróty zgodne.")
