from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.errors import DomainError
from office.models import Office, Role
from office.services.staff import add_user


class Command(BaseCommand):
    help = "Zakłada konto pracownika ośrodka z rolami. Pyta o hasło (albo bierze je z --password-stdin)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--office", required=True, help="kod ośrodka, np. kielce")
        parser.add_argument(
            "--role", required=True, action="append", choices=Role.values, help="można podać kilka razy"
        )
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--post", default="", help="stanowisko służbowe, jak ma stać w pismach")
        parser.add_argument("--password-stdin", action="store_true")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        office = Office.objects.filter(code=options["office"]).first()
        if office is None:
            codes = ", ".join(Office.objects.values_list("code", flat=True))
            raise CommandError(f"Nie ma ośrodka „{options['office']}”. Są: {codes or 'żaden – uruchom load_fixtures'}.")
        try:
            user = add_user(
                office=office,
                username=username,
                first_name=options["first_name"],
                last_name=options["last_name"],
                post=options["post"],
                roles=[Role(role) for role in options["role"]],
                password=self._password(from_stdin=options["password_stdin"]),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Założono konto {user.username} ({user}) w ośrodku: {office}.")

    def _password(self, *, from_stdin: bool) -> str:
        if from_stdin:
            return input()
        password = getpass("Hasło: ")
        if getpass("Hasło jeszcze raz: ") != password:
            raise CommandError("Hasła się różnią.")
        return password
