from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from decisions.demo import PASSWORD, DemoUser, create_cases, create_staff, load_fictional
from office.models import Office


class Command(BaseCommand):
    help = (
        "Tworzy pokazowych użytkowników i zmyślone sprawy trzech ośrodków i wypisuje, co każdy użytkownik może. "
        "Działa tylko przy DEMO=1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Użytkownicy pokazowi mają jawne hasło, więc tworzy się ich tylko tam, "
                "gdzie w środowisku albo w pliku .env jest DEMO=1."
            )
        if not Office.objects.exists():
            raise CommandError("Najpierw wczytaj dane początkowe: manage.py load_fixtures")
        load_fictional()
        staff = create_staff()
        create_cases()
        if options["verbosity"] > 0:
            self.stdout.write(table(staff))


def table(staff: list[DemoUser]) -> str:
    """The users under their offices, each with the name and what the person may do; the password below."""
    width = max(len(member.user.username) for member in staff)
    lines = ["", "Użytkownicy pokazowi (osoby zmyślone):"]
    for office, members in groupby(staff, key=lambda member: str(member.user.office)):
        lines += ["", office]
        for member in members:
            lines.append(f"  {member.user.username:<{width}}  {member.role.label}, {member.user}")
            lines.append(f"  {'':<{width}}  {member.may}")
    return "\n".join([*lines, "", f"Hasło każdego (o ile go nie zmieniono): {PASSWORD}"])
