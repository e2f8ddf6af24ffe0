"""The second factor: enrolment with a QR code, recovery codes, slowing down after wrong codes."""

import time

import pytest
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from office.errors import DomainError
from office.models import Event
from office.second_factor import services

pytestmark = pytest.mark.django_db


def code(user, ahead: int = 0) -> str:
    """What the phone would show, ``ahead`` steps from now."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + ahead * device.step
    return f"{totp.token():06d}"


@pytest.fixture
def enrolled(director):
    services.begin(actor=director)
    return services.finish(actor=director, token=code(director))


def test_the_page_shows_the_secret_as_a_picture_and_words_and_the_codes_once(director, worker, as_user):
    url = reverse("office:second_factor")
    assert as_user(worker).get(url).status_code == 403
    client = as_user(director)
    assert "Ustaw drugi składnik" in client.get(url).content.decode()
    client.post(url, {"act": "begin"})
    page = client.get(url)
    assert "data:image/svg+xml" in page.content.decode()
    assert page["Cache-Control"].count("no-store") == 1
    assert not services.has_device(director)
    wrong = client.post(url, {"act": "finish", "token": ""})
    assert wrong.status_code == 409
    done = client.post(url, {"act": "finish", "token": code(director)}).content.decode()
    assert done.count("<code>") == services.HOW_MANY_CODES
    assert services.has_device(director)
    again = client.get(url).content.decode()
    assert "<code>" not in again
    assert "Niewykorzystanych kodów zapasowych: 10" in again


def test_a_code_confirms_once_and_a_recovery_code_is_used_up(director, enrolled):
    services.confirm(actor=director, token=enrolled[0].upper())
    shown = code(director, ahead=1)
    assert services.confirm(actor=director, token=shown).user == director.pk
    with pytest.raises(DomainError) as replayed:
        services.confirm(actor=director, token=shown)
    assert replayed.value.code == "wrong_code"
    assert services.codes_left(director) == services.HOW_MANY_CODES - 1
    verbs = set(Event.objects.filter(actor=director).values_list("verb", flat=True))
    assert {f"office.second_factor.{name}" for name in ("begin", "enrol", "codes", "confirm", "wrong")} <= verbs


def test_after_a_wrong_code_even_the_right_one_has_to_wait(director, enrolled):
    with pytest.raises(DomainError, match="Kod jest zły"):
        services.confirm(actor=director, token="000000")
    with pytest.raises(DomainError) as early:
        services.confirm(actor=director, token=code(director, ahead=1))
    assert early.value.code == "too_soon"
    assert TOTPDevice.objects.get(user=director).throttling_failure_count == 1


def test_nobody_confirms_without_a_device_and_removing_needs_a_code(director, worker, enrolled):
    with pytest.raises(DomainError, match="nie ma tej roli"):
        services.confirm(actor=worker, token="123456")
    services.remove(actor=director, token=enrolled[1])
    assert not services.has_device(director)
    with pytest.raises(DomainError, match="Nie masz jeszcze"):
        services.confirm(actor=director, token="123456")
