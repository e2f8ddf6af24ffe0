from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from office.models import User


class Command(BaseCommand):
    help = "Wypisuje kod drugiego składnika pokazowego użytkownika, gdy nie ma się telefonu. Działa tylko przy DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="np. dyrektor.kielce")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Kody wypisuje się tylko dla użytkowników pokazowych, tam gdzie jest DEMO=1.")
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Nie ma użytkownika {options['username']}.")
        device = TOTPDevice.objects.filter(user=user).order_by("-pk").first()
        if device is None:
            raise CommandError(
                f"{user.username} nie zaczął jeszcze ustawiać drugiego składnika. Zaloguj się, otwórz „Drugi składnik” "
                "i naciśnij „Ustaw”, a potem uruchom to polecenie."
            )
        code = totp(device.bin_key, device.step, device.t0, device.digits, device.drift)
        self.stdout.write(f"{code:0{device.digits}d}")
