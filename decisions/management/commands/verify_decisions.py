from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from decisions.models import Decision
from decisions.papers.verify import unlike_rendered
from decisions.states import DecisionState
from decisions.verify import differences
from office.chain import notes


class Command(BaseCommand):
    help = (
        "Sprawdza, czy to, co zamrożono, jest bez zmian: decyzje, pisma, kontrakty, aneksy, protokoły, "
        "pliki, zdarzenia, wydruki z obliczeniami, rejestry numerów i strażniki bazy. W bazie nic nie zmienia. "
        "Kończy się kodem 1, gdy coś się nie zgadza."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wydruki", action="store_true", help="zrób każdy wydruk od nowa i porównaj co do bajtu")
        parser.add_argument(
            "--odciski",
            type=Path,
            metavar="PLIK",
            help="porównaj łańcuchy zdarzeń z plikiem trzymanym poza bazą; "
            "gdy wszystko się zgadza, dopisz ich nowe końce",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for sentence in self._differences(options["wydruki"], options["odciski"]):
            found += 1
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"Niezgodności: {found}.")
        noted = _note(options["odciski"])
        if options["verbosity"] > 0:
            count = Decision.objects.filter(state=DecisionState.APPROVED).count()
            self.stdout.write(
                f"Zatwierdzone decyzje: {count}. Skróty, pieczęcie, wydruki i obliczenia zgodne, rejestry bez luk."
                + noted
            )

    def _differences(self, papers: bool, file: Path | None) -> Iterator[str]:
        yield from differences()
        if papers:
            yield from unlike_rendered()
        if file is not None:
            try:
                yield from notes.against(file)
            except (notes.UnreadableNotes, OSError, UnicodeDecodeError) as error:
                raise CommandError(f"Pliku „{file}” nie da się odczytać jako odcisków. Podaj właściwy.") from error


def _note(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return f" Dopisane odciski: {notes.add(file)}."
    except OSError as error:
        raise CommandError(f"Nie można zapisać pliku „{file}”. Podaj inny.") from error
