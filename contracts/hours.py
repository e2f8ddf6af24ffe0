"""How much of a service: hours a week, and the least that the regulation demands of some of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from applications.models import SupportService
from contracts.models import ServiceStandard
from office.errors import DomainError
from office.letterhead import ServiceGroup
from office.polish import number, plural
from office.reading import remembered
from office.selectors import cited

WEEK = Decimal(7 * 24)
LONGEST_FREQUENCY = 160
Terms = Mapping[str, Mapping[str, str]]


def field_of(kind: str, code: str) -> str:
    """The name of the form field for ``hours`` or ``frequency`` of a service."""
    return f"{kind}-{code}"


def cleaned(terms: Terms, chosen: Iterable[str]) -> dict[str, dict[str, str]]:
    """What is stored: only of chosen services, only what says something; hours as plain decimals.

    Raises ``DomainError`` at the service's field for hours that are no number between 0 and a week.
    """
    stored: dict[str, dict[str, str]] = {}
    for code in chosen:
        row = {key: str(terms.get(code, {}).get(key) or "").strip() for key in ("hours", "frequency")}
        if row["hours"]:
            row["hours"] = str(_hours(row["hours"], code))
        if len(row["frequency"]) > LONGEST_FREQUENCY:
            raise DomainError(
                "frequency_long",
                f"Napisz krócej, jak często: najwyżej {LONGEST_FREQUENCY} znaków.",
                field_of("frequency", code),
            )
        kept = {key: value for key, value in row.items() if value}
        if kept:
            stored[code] = kept
    return stored


def _hours(typed: str, code: str) -> Decimal:
    try:
        hours = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        hours = Decimal(-1)
    if not hours.is_finite() or not 0 < hours <= WEEK:
        raise DomainError(
            "hours_wrong",
            f"„{typed}” nie jest liczbą godzin w tygodniu. Wpisz np. 21 albo 3,5.",
            field_of("hours", code),
        )
    return hours.normalize() if hours != hours.to_integral_value() else hours.quantize(Decimal(1))


def standards_for(chosen: Iterable[str], day: date) -> list[tuple[ServiceStandard, list[str]]]:
    """The standards in force on ``day`` that bind one of the chosen services, each with those services."""
    wanted = set(chosen)
    rows = remembered(("service standards", day), lambda: list(ServiceStandard.objects.on(day).order_by("code")))
    found = [(row, [code for code in row.services if code in wanted]) for row in rows]
    return [(row, codes) for row, codes in found if codes]


def check_hours(terms: Terms, chosen: Iterable[str], day: date) -> None:
    """Refuse services whose hours a week come to less than their standard demands (``DomainError``)."""
    for row, codes in standards_for(chosen, day):
        agreed = sum((Decimal(terms.get(code, {}).get("hours", "0")) for code in codes), Decimal(0))
        if agreed < row.hours_a_week:
            source = cited([row.provision], day)[row.provision]
            names = " i ".join(_names(codes, day))
            raise DomainError(
                "too_few_hours",
                f"Na {names} przypada {number(agreed)} godz. tygodniowo, a potrzeba co najmniej "
                f"{number(row.hours_a_week)} ({row.days_a_week} dni po {number(row.hours_a_day)} godz., {source}). "
                "Wpisz więcej godzin albo nie przyznawaj tych usług.",
                field_of("hours", codes[0]),
            )


def printed_standards(chosen: Iterable[str], day: date) -> tuple[ServiceGroup, ...]:
    """What contract and decision print of the standards that bind the granted services."""
    groups = []
    for row, codes in standards_for(chosen, day):
        source = cited([row.provision], day)[row.provision]
        hours = plural(int(row.hours_a_day), "godzina", "godziny", "godzin")
        groups.append(
            ServiceGroup(
                f"kiedy pomaga się w czynnościach dotyczących {' i '.join(_names(codes, day))}",
                (
                    f"przez {row.days_a_week} dni w tygodniu, co najmniej {number(row.hours_a_day)} {hours} dziennie, "
                    f"między {row.hour_from}:00 a {row.hour_to}:00, o porach, w których osoba tego potrzebuje "
                    f"({source})",
                ),
            )
        )
    return tuple(groups)


def standards_in_words(kind: str, day: date) -> list[str]:
    """Each standard of a kind of apartment in a sentence, for whoever agrees on the hours."""
    codes = set(SupportService.objects.on(day).filter(kind=kind).values_list("code", flat=True))
    return [
        f"{' i '.join(_names(found, day))}: razem co najmniej {number(row.hours_a_week)} godz. tygodniowo "
        f"({row.days_a_week} dni po {number(row.hours_a_day)} godz., między {row.hour_from}:00 a {row.hour_to}:00, "
        f"{cited([row.provision], day)[row.provision]})"
        for row, found in standards_for(codes, day)
    ]


def _names(codes: Iterable[str], day: date) -> list[str]:
    return list(SupportService.objects.on(day).filter(code__in=list(codes)).values_list("name", flat=True))
