"""Fictional conditions and house rules for the tests of the log."""

from datetime import date, datetime

from django.utils import timezone

from applications.models import HouseRules, Programme, ProgrammeTerms, RulePoint
from applications.programmes.models import RuleKind

LIKE_KIELCE = {
    "absence_hours": 24,
    "absence_notice_days": 1,
    "absence_in_person": True,
    "absence_extensions": 1,
    "shift_workers_exempt": True,
    "life_place": "pkt 5",
    "entry_ground": "uzasadniony przypadek",
    "entry_place": "pkt 5 część III",
    "source": "strona próbna",
}
LIKE_KUTNO = {
    "absence_hours": 24,
    "visit_hours": 12,
    "life_place": "§ 7",
    "entry_ground": "zagrożenie życia lub zdrowia pozostałych mieszkańców",
    "entry_place": "§ 10",
    "source": "regulamin próbny",
}


def give_terms(programme: Programme, values: dict[str, object]) -> ProgrammeTerms:
    return ProgrammeTerms.objects.create(programme=programme, valid_from=date(2024, 1, 1), **values)


def give_rules(programme: Programme) -> list[RulePoint]:
    rules = HouseRules.objects.create(
        programme=programme, title="regulaminu próbnego", version="1", valid_from=date(2024, 1, 1)
    )
    rows = (
        ("§ 7 pkt 2", RuleKind.DUTY, "badanie trzeźwości"),
        ("§ 8 pkt 4", RuleKind.BAN, "zwierzęta domowe"),
        ("§ 9 pkt 5", RuleKind.LOSS, "nieopłacanie należności w terminie"),
    )
    return [
        RulePoint.objects.create(rules=rules, point=point, kind=kind, text=text, order=number)
        for number, (point, kind, text) in enumerate(rows)
    ]


def at(day: int, hour: int, month: int = 12) -> datetime:
    """A moment of the first weeks of the stay."""
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())
