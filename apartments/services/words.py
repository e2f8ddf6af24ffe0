"""How the event log calls apartments and days."""

from datetime import date

from apartments.models import Apartment
from office import polish


def log_name(apartment: Apartment) -> str:
    """What the event log calls an apartment: never a restricted address, because logs are printed and exported."""
    return f"mieszkanie nr {apartment.pk} o adresie chronionym" if apartment.restricted_address else apartment.street


def days(period_from: date, period_to: date | None, without_end: str = "na czas nieokreślony") -> str:
    """A period in words, both days included."""
    end = without_end if period_to is None else f"do {polish.short_day(period_to)}"
    return f"od {polish.short_day(period_from)} {end}"
