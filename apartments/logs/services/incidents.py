"""What happened, breaches of house rules and breath tests: evidence for a decision."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from apartments.logs.services.storing import begin, check_moment, day_of, store
from apartments.models import AlcoholTest, BreathOutcome, Incident, LogKind, Stay
from applications.models import RulePoint
from office.errors import DomainError
from office.models import User


@dataclass(frozen=True)
class Arrears:
    """An overdue payment, entered by hand: złoty, and for which days (inclusive)."""

    amount: Decimal
    due_from: date
    due_to: date


def rule_words(point: RulePoint) -> str:
    """A point of the house rules as an entry keeps it: its place, its words, and the version."""
    return f"{point.point}: {point.text} ({point.rules.title}, wersja {point.rules.version})"


def _own_point(stay: Stay, point: RulePoint) -> None:
    if point.rules.programme_id != stay.application.programme_id:
        raise DomainError("other_rules", "Wybierz punkt z regulaminu tego programu.", "point")


@transaction.atomic
def note_incident(
    *,
    actor: User,
    stay: Stay,
    happened_at: datetime,
    what: str,
    seen_by: str,
    point: RulePoint | None = None,
    witnesses: str = "",
    talk: str = "",
    restricted: bool = False,
    arrears: Arrears | None = None,
) -> Incident:
    """Note what happened, also after the end of a stay; with ``point`` it is a breach and evidence for a decision."""
    fresh = begin(actor, stay)
    check_moment(fresh, happened_at, "happened_at")
    if not what.strip():
        raise DomainError("what", "Napisz, co się stało.", "what")
    if not seen_by.strip():
        raise DomainError("seen_by", "Napisz, kto to widział albo ustalił.", "seen_by")
    if point is not None:
        _own_point(fresh, point)
    if arrears is not None and (arrears.amount <= 0 or arrears.due_to < arrears.due_from):
        raise DomainError("arrears", "Zaległość to kwota większa od zera za dni od … do …", "amount")
    words = "Zapisano naruszenie zasad pobytu" if point else "Zapisano zdarzenie w mieszkaniu"
    return store(
        Incident,
        LogKind.INCIDENT,
        actor,
        fresh,
        day_of(happened_at),
        words,
        happened_at=happened_at,
        point=point,
        rule=rule_words(point) if point else "",
        what=what.strip(),
        seen_by=seen_by.strip(),
        witnesses=witnesses.strip(),
        talk=talk.strip(),
        restricted=restricted,
        **(vars(arrears) if arrears else {}),
    )


@transaction.atomic
def note_test(
    *,
    actor: User,
    stay: Stay,
    tested_at: datetime,
    point: RulePoint | None,
    outcome: str,
    level: Decimal | None = None,
    note: str = "",
) -> AlcoholTest:
    """Note a breath test; always restricted. Without a point of the house rules that asks for it, it is refused."""
    fresh = begin(actor, stay)
    check_moment(fresh, tested_at, "tested_at")
    if point is None:
        raise DomainError(
            "no_rule",
            "Badanie musi wynikać z regulaminu, z którym mieszkaniec się zapoznał. Wskaż punkt, który je przewiduje; "
            "jeżeli takiego nie ma, badań się nie prowadzi.",
            "point",
        )
    _own_point(fresh, point)
    if level is not None and outcome != BreathOutcome.ALCOHOL:
        raise DomainError("level", "Wynik w mg/dm³ wpisuje się tylko, gdy wykryto alkohol.", "level")
    return store(
        AlcoholTest,
        LogKind.TEST,
        actor,
        fresh,
        day_of(tested_at),
        "",
        tested_at=tested_at,
        rule=rule_words(point),
        outcome=BreathOutcome(outcome),
        level=level,
        note=note.strip(),
        restricted=True,
    )
