"""Enrolling a device, recovery codes, and confirming an act with a code.

Codes are checked by django-otp, which also slows guessing down: after every wrong code the waiting time doubles.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_otp.models import VerifyNotAllowed
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import Office, User
from office.second_factor.access import may_enrol
from office.services.events import record

NAME = "telefon"
RECOVERY = "kody zapasowe"
HOW_MANY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # none that are mistaken for one another


@dataclass(frozen=True)
class Confirmation:
    """That a user has just confirmed an act with the second factor."""

    user: int
    at: datetime


def has_device(user: User) -> bool:
    """Whether ``user`` has a device that was tried out."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def pending_device(user: User) -> TOTPDevice | None:
    """The device that ``user`` is enrolling: not yet tried out."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def codes_left(user: User) -> int:
    """How many recovery codes are unused."""
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user, confirmed=True))


def _office(actor: User) -> Office:
    demand(may_enrol(actor))
    if actor.office is None:
        raise DomainError("no_office", "Twoje konto nie należy do żadnego ośrodka.")
    return actor.office


@transaction.atomic
def begin(*, actor: User) -> TOTPDevice:
    """A new secret, not in use until ``finish``; an enrolment that was begun before is dropped."""
    office = _office(actor)
    if has_device(actor):
        raise DomainError(
            "enrolled", "Drugi składnik już jest ustawiony. Żeby ustawić inny telefon, najpierw usuń ten."
        )
    User.objects.select_for_update().get(pk=actor.pk)
    TOTPDevice.objects.filter(user=actor, confirmed=False).delete()
    device = TOTPDevice.objects.create(user=actor, name=NAME, confirmed=False)
    _note(actor, office, "begin", "Rozpoczęto ustawianie drugiego składnika.")
    return device


def finish(*, actor: User, token: str) -> list[str]:
    """Put the device in use with its first code; returns the recovery codes, shown once."""
    office = _office(actor)
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=actor, confirmed=False).first()
        refusal = _wrong_or_too_soon(device, token) if device else _nothing_begun()
        if refusal is None and device is not None:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            _note(actor, office, "enrol", "Ustawiono drugi składnik: kody z telefonu.")
            return _fresh_codes(actor, office)
    raise refusal or _nothing_begun()


def renew_codes(*, actor: User, token: str) -> list[str]:
    """Ten new recovery codes; the old ones no longer work. Needs a code."""
    confirm(actor=actor, token=token)
    with transaction.atomic():
        return _fresh_codes(actor, _office(actor))


def remove(*, actor: User, token: str) -> None:
    """Take the device and the recovery codes away. Needs a code: a borrowed session is not enough."""
    confirm(actor=actor, token=token)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=actor).delete()
        StaticDevice.objects.filter(user=actor).delete()
        _note(actor, _office(actor), "remove", "Usunięto drugi składnik.")


def confirm(*, actor: User, token: str) -> Confirmation:
    """That ``actor`` holds the device: a code of the phone, or a recovery code, which then is used up.

    Call it outside the transaction of the act: a wrong code is counted whatever happens then. Raises ``DomainError``
    (field ``token``) ``no_device``, ``too_soon`` or ``wrong_code``.
    """
    office = _office(actor)
    given = "".join(token.split()).lower()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        refusal = _check(actor, office, given)
    if refusal is not None:
        raise refusal
    return Confirmation(actor.pk, clock.now())


def _check(actor: User, office: Office, given: str) -> DomainError | None:
    phone = TOTPDevice.objects.select_for_update().filter(user=actor, confirmed=True).first()
    if phone is None:
        return DomainError(
            "no_device",
            "Nie masz jeszcze drugiego składnika. Ustaw go na stronie „Drugi składnik”, a potem potwierdź.",
            "token",
        )
    spare = StaticDevice.objects.select_for_update().filter(user=actor, confirmed=True).first()
    use_spare = spare is not None and not (given.isdigit() and len(given) == phone.digits)
    refusal = _wrong_or_too_soon(spare if use_spare and spare else phone, given)
    if refusal is not None and refusal.code == "wrong_code":
        _note(actor, office, "wrong", "Podano zły kod drugiego składnika.")
    elif refusal is None:
        words = "kodem zapasowym" if use_spare else "kodem z telefonu"
        _note(actor, office, "confirm", f"Potwierdzono czynność drugim składnikiem: {words}.")
    return refusal


def _wrong_or_too_soon(device: TOTPDevice | StaticDevice, token: str) -> DomainError | None:
    allowed, why = device.verify_is_allowed()
    if not allowed:
        wait = ""
        if why and why.get("reason") == VerifyNotAllowed.N_FAILED_ATTEMPTS and "locked_until" in why:
            wait = f" Następny kod przyjmiemy o {clock.local(why['locked_until']):%H:%M:%S}."
        return DomainError("too_soon", f"Po złym kodzie trzeba chwilę poczekać.{wait}", "token")
    if not device.verify_token("".join(token.split())):
        return DomainError(
            "wrong_code",
            "Kod jest zły albo został już użyty. Poczekaj, aż telefon pokaże nowy, i wpisz sześć cyfr.",
            "token",
        )
    return None


def _nothing_begun() -> DomainError:
    return DomainError("not_begun", "Najpierw rozpocznij ustawianie drugiego składnika.", "token")


def _fresh_codes(actor: User, office: Office) -> list[str]:
    StaticDevice.objects.filter(user=actor).delete()
    device = StaticDevice.objects.create(user=actor, name=RECOVERY, confirmed=True)
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(HOW_MANY_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    _note(actor, office, "codes", f"Wydano {HOW_MANY_CODES} kodów zapasowych.")
    return codes


def _note(actor: User, office: Office, verb: str, sentence: str) -> None:
    record(actor=actor, office=office, verb=f"office.second_factor.{verb}", sentence=sentence, subject=actor)
